"""A crash at any moment of an export: the number is confirmed or free, and the chain goes on."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.services.archive import PackageArchive
from tests.offices import PASSPHRASE, Pair, ask, digest

_KILL = """
    import os, sys
    from pathlib import Path
    from cultdip_desktop.app import open_office
    from cultdip_desktop.core import durable
    from cultdip_desktop.domain.period import Period
    from cultdip_desktop.services.archive import PackageArchive
    from cultdip_desktop.services.sealing import Sealing

    def die(*_args, **_options):
        os._exit(9)

    def after(function):
        def run(*args, **options):
            function(*args, **options)
            os._exit(9)
        return run

    moment, home, target, passphrase = sys.argv[1:]
    office = open_office(Path(home), passphrase)
    if moment == "before the archive's copy":
        PackageArchive.keep = die
    elif moment == "before the reservation":
        Sealing._reserve = die
    elif moment == "before the name":
        Sealing._reserve = after(Sealing._reserve)
    elif moment == "before the confirmation":
        Sealing._confirm = die
    elif moment == "after the confirmation":
        Sealing._confirm = after(Sealing._confirm)
    office.packages.export(Period.parse("2026-Q3"), Path(target), passphrase)
"""


def _killed(moment: str, home: Path, target: Path) -> None:
    script = textwrap.dedent(_KILL)
    argv = [sys.executable, "-c", script, moment, str(home), str(target), PASSPHRASE]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 9, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "exists"),
    [
        ("before the archive's copy", False),
        ("before the reservation", False),
        ("before the name", False),
        ("before the confirmation", True),
        ("after the confirmation", True),
    ],
)
def test_after_a_kill_the_chain_goes_on(pair: Pair, tmp_path: Path, moment: str, exists: bool) -> None:
    first, second = tmp_path / "q3.cdrp", tmp_path / "next.cdrp"
    _killed(moment, pair.mission, first)
    exported = ask(pair.mission, "export", "--period", "2026-Q3", "--out", second)
    assert (first.exists(), exported["seq"]) == (exists, 2 if exists else 1)
    assert ask(pair.mission, "check", "--deep")["findings"] == []
    files = [first, second] if exists else [second]
    rows = ask(pair.headquarters, "hq", "import", *files)["files"]
    assert [row["outcome"] for row in rows] == ["imported"] * len(files)
    if moment != "before the archive's copy" and moment != "before the reservation":
        assert not list(tmp_path.glob("*.part"))
    assert not list((pair.mission / "packages").glob("*.part"))
    assert len(list((pair.mission / "packages").glob("*.sealed"))) == len(files)
    assert ask(pair.mission, "digest")["counts"]["report"] == 1


def test_a_package_that_was_moved_away_before_the_next_start_keeps_its_number(pair: Pair, tmp_path: Path) -> None:
    first = tmp_path / "q3.cdrp"
    _killed("before the confirmation", pair.mission, first)
    moved = first.rename(tmp_path / "đã gửi.cdrp")
    with open_office(pair.mission, PASSPHRASE) as office:
        (sent,) = office.packages.sent()
    assert (sent.seq, sent.state) == (1, SentState.SEALED)
    assert first.read_bytes() == moved.read_bytes()


def test_reading_commands_after_a_kill_change_nothing(pair: Pair, tmp_path: Path) -> None:
    _killed("before the confirmation", pair.mission, tmp_path / "q3.cdrp")
    before = digest(pair.mission)
    assert digest(pair.mission) == before


def _fail(code: str) -> Callable[..., Any]:
    def fail(*_args: object, **_options: object) -> Any:
        raise UserError(code, path="USB")

    return fail


@pytest.mark.parametrize("where", ["archive", "name"])
def test_a_failed_export_leaves_nothing_behind(
    mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    target = tmp_path / "q3.cdrp"
    before = digest(mission)
    with open_office(mission, PASSPHRASE) as office:
        if where == "archive":
            monkeypatch.setattr(PackageArchive, "keep", _fail("file.no_space"))
        else:
            monkeypatch.setattr(durable, "_give_name", _fail("file.unreachable"))
        with pytest.raises(UserError):
            office.packages.export(Period.parse("2026-Q3"), target, PASSPHRASE)
        monkeypatch.undo()
        assert office.packages.sent() == ()
    after = digest(mission)
    assert after["content_sha256"] == before["content_sha256"]
    assert [path.name for path in tmp_path.glob("q3*")] == []
    assert list((mission / "packages").glob("*")) == []
    if where == "archive":
        assert after == before


class _StopsAt:
    """Cancels at the n-th step."""

    def __init__(self, number: int) -> None:
        self.steps = 0
        self._number = number

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps += 1
        if self.steps == self._number:
            raise Cancelled


def test_cancelled_at_any_step_it_leaves_nothing_or_a_whole_package(mission: Path, tmp_path: Path) -> None:
    whole = _StopsAt(0)
    with open_office(mission, PASSPHRASE) as office:
        office.packages.export(Period.parse("2026-Q3"), tmp_path / "whole.cdrp", PASSPHRASE, progress=whole)
        done = 1
        for number in (1, 2, whole.steps // 2, whole.steps - 12, whole.steps - 3, whole.steps):
            target = tmp_path / f"{number}.cdrp"
            try:
                office.packages.export(Period.parse("2026-Q3"), target, PASSPHRASE, progress=_StopsAt(number))
                done += 1
                assert target.exists()
            except Cancelled:
                assert not list(tmp_path.glob(f"{number}.*"))
            assert len(office.packages.sent()) == done
        assert 1 < done < 7
    assert ask(mission, "check", "--deep")["findings"] == []
