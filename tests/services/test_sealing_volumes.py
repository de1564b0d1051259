"""A package in several files: all of them or none, one number, whatever happens between their names."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.packages.verdict import Outcome, Result
from cultdip_desktop.services.packages import Exported
from tests import offices
from tests.offices import PASSPHRASE, Pair, ask, attach_documents

MIB = 1024 * 1024
VOLUME = 4 * MIB

_KILL = """
    import os, sys
    from pathlib import Path
    from cultdip_desktop.app import open_office
    from cultdip_desktop.core import durable
    from cultdip_desktop.domain.period import Period
    from cultdip_desktop.services.archive import PackageArchive
    from cultdip_desktop.services.sealing import Sealing

    moment, home, target, passphrase = sys.argv[1:]
    where, number = moment.split()
    target, number, calls = Path(target), int(number), 0

    def dying(function, mine):
        def run(*args, **options):
            global calls
            counts = mine(*args)
            if counts and calls == number:
                os._exit(9)
            calls += counts
            return function(*args, **options)
        return run

    office = open_office(Path(home), passphrase)
    if where == "archive":
        PackageArchive.keep = dying(PackageArchive.keep, lambda *_args: True)
    elif where == "name":
        durable._give_name = dying(durable._give_name, lambda part, path: path.parent == target.parent)
    else:
        Sealing._confirm = dying(Sealing._confirm, lambda *_args: True)
    office.packages.export(Period.parse("2026-Q3"), target, passphrase, volume_bytes=4 * 1024 * 1024)
"""


@pytest.fixture(scope="session")
def full(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two offices; the mission has documents for three files of 4 MiB."""
    folder = tmp_path_factory.mktemp("full")
    attach_documents(offices.pair(sample, folder).mission, folder)
    return folder


@pytest.fixture
def both(full: Path, sample: Path, tmp_path: Path) -> Pair:
    """Copies of both."""
    for name in ("mission", "headquarters"):
        offices.original(full / name, tmp_path / name)
    return Pair(tmp_path / "mission", tmp_path / "headquarters", offices.counts(sample))


def export(home: Path, target: Path, progress: Progress | None = None) -> Exported:
    with open_office(home, PASSPHRASE) as office:
        period = Period.parse("2026-Q3")
        return office.packages.export(period, target, PASSPHRASE, volume_bytes=VOLUME, progress=progress)


def killed(moment: str, home: Path, target: Path) -> None:
    argv = [sys.executable, "-c", textwrap.dedent(_KILL), moment, str(home), str(target), PASSPHRASE]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 9, done.stderr


def test_a_set_is_numbered_files_and_one_package(both: Pair, tmp_path: Path) -> None:
    target = tmp_path / "báo cáo quý 3.cdrp"
    made = export(both.mission, target)
    names = [target.name, "báo cáo quý 3.2.cdrp", "báo cáo quý 3.3.cdrp"]
    assert ([file.name for file in made.files], made.file) == (names, target)
    assert all(file.stat().st_size <= VOLUME for file in made.files)
    assert made.bytes == sum(file.stat().st_size for file in made.files)
    with open_office(both.mission, PASSPHRASE) as office:
        (row,) = office.packages.sent()
        assert (row.seq, row.state, row.bytes) == (1, SentState.SEALED, made.bytes)
    assert len(list((both.mission / "packages").glob("*.sealed"))) == 3
    assert ask(both.mission, "check", "--deep")["findings"] == []


def test_a_copy_is_the_whole_set_or_nothing(both: Pair, tmp_path: Path) -> None:
    made = export(both.mission, tmp_path / "q3.cdrp")
    stick = tmp_path / "usb"
    stick.mkdir()
    (stick / "lại.3.cdrp").write_bytes(b"cua nguoi khac")
    with open_office(both.mission, PASSPHRASE) as office:
        with pytest.raises(UserError) as caught:
            office.packages.copy_again(made.package_id, stick / "lại.cdrp")
        assert caught.value.code == "file.exists"
        assert [path.name for path in stick.iterdir()] == ["lại.3.cdrp"]
        (stick / "lại.3.cdrp").unlink()
        office.packages.copy_again(made.package_id, stick / "lại.cdrp")
    copies = [stick / "lại.cdrp", stick / "lại.2.cdrp", stick / "lại.3.cdrp"]
    assert [file.read_bytes() for file in copies] == [file.read_bytes() for file in made.files]


def test_the_verdict_on_one_volume_is_about_the_set_beside_it(both: Pair, tmp_path: Path) -> None:
    files = export(both.mission, tmp_path / "q3.cdrp").files
    with open_office(both.headquarters, PASSPHRASE) as office:
        for file in files:
            verdict = office.packages.verify(file)
            assert (verdict.result, verdict.check("content").code) == (Result.VALID, "volumes.complete")
        files[1].rename(tmp_path / "đi lạc.bin")
        line = office.packages.verify(files[2]).check("content")
        assert (line.outcome, line.code, line.params["missing"]) == (Outcome.WARNING, "volumes.missing", "2")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "exists"),
    [
        ("archive 1", False),
        ("archive 2", False),
        ("name 0", False),
        ("name 1", True),
        ("name 2", True),
        ("confirm 0", True),
    ],
)
def test_after_a_kill_the_whole_set_counts_or_the_number_is_free(
    both: Pair, tmp_path: Path, moment: str, exists: bool
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    killed(moment, both.mission, folder / "q3.cdrp")
    following = export(both.mission, tmp_path / "next.cdrp")
    assert following.seq == (2 if exists else 1)
    if not moment.startswith("archive"):
        assert not list(folder.glob("*.part"))
    found = sorted(path.name for path in folder.glob("*.cdrp"))
    assert found == (["q3.2.cdrp", "q3.3.cdrp", "q3.cdrp"] if exists else [])
    assert ask(both.mission, "check", "--deep")["findings"] == []
    assert len(list((both.mission / "packages").glob("*.sealed"))) == (6 if exists else 3)
    given: list[str | Path] = [*folder.glob("*.cdrp"), *following.files]
    rows = ask(both.headquarters, "hq", "import", *given)["files"]
    assert [row["outcome"] for row in rows] == ["imported"] * (2 if exists else 1)


def test_volumes_moved_away_before_the_next_start_keep_their_number(both: Pair, tmp_path: Path) -> None:
    killed("name 2", both.mission, tmp_path / "q3.cdrp")
    moved = tmp_path / "đã gửi"
    moved.mkdir()
    for name in ("q3.2.cdrp", "q3.3.cdrp"):
        (tmp_path / name).rename(moved / name)
    with open_office(both.mission, PASSPHRASE) as office:
        (sent,) = office.packages.sent()
    assert (sent.seq, sent.state) == (1, SentState.SEALED)
    assert all((tmp_path / path.name).read_bytes() == path.read_bytes() for path in moved.iterdir())
    assert (tmp_path / "q3.cdrp").is_file()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_name_refused_leaves_nothing_or_a_set_that_the_next_start_completes(
    both: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real, named = durable._give_name, list[Path]()

    def give_name(part: Path, path: Path, **options: Any) -> None:
        if path.parent == tmp_path:
            if len(named) == number:
                raise UserError("file.unreachable", path=str(path))
            named.append(path)
        real(part, path, **options)

    monkeypatch.setattr(durable, "_give_name", give_name)
    with pytest.raises(UserError):
        export(both.mission, tmp_path / "q3.cdrp")
    monkeypatch.undo()
    assert not list(tmp_path.glob("*.part"))
    assert len(list(tmp_path.glob("q3*"))) == number
    with open_office(both.mission, PASSPHRASE) as office:
        assert [row.state for row in office.packages.sent()] == ([SentState.SEALED] if number else [])
    assert len(list(tmp_path.glob("q3*"))) == (3 if number else 0)
    assert len(list((both.mission / "packages").glob("*"))) == (3 if number else 0)


def test_a_taken_name_of_a_later_volume_stops_everything(both: Pair, tmp_path: Path) -> None:
    (tmp_path / "q3.2.cdrp").write_bytes(b"khac")
    with pytest.raises(UserError) as caught:
        export(both.mission, tmp_path / "q3.cdrp")
    assert caught.value.code == "file.exists"
    assert [path.name for path in tmp_path.glob("q3*")] == ["q3.2.cdrp"]
    with open_office(both.mission, PASSPHRASE) as office:
        assert office.packages.sent() == ()


class _StopsAt:
    """Cancels at the n-th step; progress never runs back."""

    def __init__(self, number: int) -> None:
        self.steps, self._number, self._best = 0, number, 0

    def step(self, done: int, total: int, what: str = "") -> None:
        del what
        assert self._best <= done <= total
        self._best = done
        self.steps += 1
        if self.steps == self._number:
            raise Cancelled


def test_cancelled_at_any_step_it_leaves_nothing_or_all_volumes(both: Pair, tmp_path: Path) -> None:
    whole = _StopsAt(0)
    export(both.mission, tmp_path / "whole.cdrp", whole)
    for number in (1, whole.steps // 2, whole.steps - 40, whole.steps - 5, whole.steps):
        try:
            export(both.mission, tmp_path / f"{number}.cdrp", _StopsAt(number))
            assert len(list(tmp_path.glob(f"{number}.*"))) == 3
        except Cancelled:
            assert not list(tmp_path.glob(f"{number}.*"))
    assert ask(both.mission, "check", "--deep")["findings"] == []


@pytest.mark.parametrize("size", [0, 1, MIB - 1, 2048 * MIB + 1])
def test_a_size_without_sense_is_refused_before_anything_happens(both: Pair, tmp_path: Path, size: int) -> None:
    answer = ask(
        both.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "x.cdrp", "--volume-size", str(size), code=3
    )
    assert answer["error"]["code"] == "package.volume_size"
    assert not list(tmp_path.glob("x*"))
