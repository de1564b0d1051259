"""Packages of several volumes: taken in once, whole, in whatever order they come."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages.contents import PackageContents, prepare
from cultdip_desktop.packages.write import seal
from tests import offices
from tests.offices import PASSPHRASE, Pair, ask, attach_documents, digest

MIB = 1024 * 1024


@pytest.fixture(scope="session")
def split(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two offices and a package of several volumes between two of one file."""
    folder = tmp_path_factory.mktemp("split")
    made = offices.pair(sample, folder)
    ask(made.mission, "export", "--period", "2026-Q2", "--out", folder / "1.cdrp")
    attach_documents(made.mission, folder)
    for name in ("2", "3"):
        ask(
            made.mission,
            "export",
            "--period",
            "2026-Q3",
            "--out",
            folder / f"{name}.cdrp",
            "--volume-size",
            str(3 * MIB),
        )
    return folder


@pytest.fixture
def pair(split: Path, sample: Path, tmp_path: Path) -> Pair:
    """Copies of both offices."""
    for name in ("mission", "headquarters"):
        offices.original(split / name, tmp_path / name)
    return Pair(tmp_path / "mission", tmp_path / "headquarters", offices.counts(sample))


@pytest.fixture
def first(split: Path, tmp_path: Path) -> Path:
    """The package before."""
    return Path(shutil.copy(split / "1.cdrp", tmp_path))


@pytest.fixture
def volumes(split: Path, tmp_path: Path) -> list[Path]:
    """The volumes of the second package, in their order."""
    return copies(split, tmp_path, "2")


def copies(split: Path, target: Path, name: str) -> list[Path]:
    found = [split / f"{name}.cdrp", *sorted(split.glob(f"{name}.?.cdrp"))]
    return [Path(shutil.copy(path, target)) for path in found]


def outcomes(answer: dict[str, list[dict[str, object]]]) -> list[object]:
    return [row["outcome"] for row in answer["files"]]


def test_all_volumes_in_one_drop_are_one_package(pair: Pair, first: Path, volumes: list[Path]) -> None:
    assert len(volumes) >= 3
    ask(pair.headquarters, "hq", "import", first)
    (row,) = ask(pair.headquarters, "hq", "import", *volumes)["files"]
    assert (row["outcome"], row["file"], row["code"]) == ("imported", str(volumes[0]), "")
    assert row["volumes"] == {str(number): str(path) for number, path in enumerate(volumes, start=1)}
    assert row["counts"]["events"] > 0
    counts = ask(pair.headquarters, "digest")["counts"]
    assert counts["received_package"] == 2
    assert ask(pair.headquarters, "check", "--deep")["findings"] == []


def test_in_every_order_one_after_another_it_enters_with_the_last(
    pair: Pair, first: Path, volumes: list[Path], tmp_path: Path
) -> None:
    ask(pair.headquarters, "hq", "import", first)
    digests = set()
    for index, order in enumerate(itertools.islice(itertools.permutations(range(len(volumes))), 0, None, 5)):
        home = offices.original(pair.headquarters, tmp_path / f"hq {index}")
        came: list[int] = []
        for place in order[:-1]:
            came.append(place + 1)
            (row,) = ask(home, "hq", "import", volumes[place], code=1)["files"]
            missing = [number for number in range(1, len(volumes) + 1) if number not in came]
            assert (row["outcome"], row["code"], row["missing"]) == ("held", "inbox.volumes_missing", missing)
            assert ask(home, "digest")["counts"]["received_package"] == 2
        (row,) = ask(home, "hq", "import", volumes[order[-1]])["files"]
        assert (row["outcome"], row["seq"]) == ("imported", 2)
        assert ask(home, "digest")["counts"]["received_package"] == 2
        digests.add(ask(home, "hq", "figures")["total"]["events"])
    assert len(digests) == 1


def test_importing_the_set_or_one_of_it_again_changes_nothing(pair: Pair, first: Path, volumes: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", first, *volumes)
    before = digest(pair.headquarters)
    assert outcomes(ask(pair.headquarters, "hq", "import", *volumes)) == ["already_imported"]
    for volume in volumes:
        assert outcomes(ask(pair.headquarters, "hq", "import", volume)) == ["already_imported"]
        assert outcomes(ask(pair.headquarters, "hq", "import", volume, "--dry-run")) == ["already_imported"]
    assert digest(pair.headquarters) == before


def test_a_volume_that_is_held_and_comes_again_changes_nothing(pair: Pair, volumes: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", volumes[1], code=1)
    before = digest(pair.headquarters)
    assert outcomes(ask(pair.headquarters, "hq", "import", volumes[1], code=1)) == ["held"]
    assert digest(pair.headquarters) == before


def test_a_dry_run_knows_the_set_and_what_has_come_before(pair: Pair, first: Path, volumes: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", first)
    before = digest(pair.headquarters)
    (whole,) = ask(pair.headquarters, "hq", "import", *reversed(volumes), "--dry-run")["files"]
    assert (whole["outcome"], whole["counts"]["new"] + whole["counts"]["unchanged"] > 0) == ("imported", True)
    (part,) = ask(pair.headquarters, "hq", "import", *volumes[1:], "--dry-run", code=1)["files"]
    assert (part["outcome"], part["code"], part["missing"]) == ("held", "inbox.volumes_missing", [1])
    assert digest(pair.headquarters) == before
    ask(pair.headquarters, "hq", "import", volumes[0], *volumes[2:], code=1)
    (rest,) = ask(pair.headquarters, "hq", "import", volumes[1], "--dry-run")["files"]
    assert (rest["outcome"], rest["counts"]) == ("imported", whole["counts"])


def test_a_whole_set_waits_for_the_number_before_it_and_follows(pair: Pair, first: Path, volumes: list[Path]) -> None:
    (row,) = ask(pair.headquarters, "hq", "import", *volumes, code=1)["files"]
    assert (row["outcome"], row["code"], row["missing"]) == ("held", "chain.gap", [1])
    rows = ask(pair.headquarters, "hq", "import", first)["files"]
    assert [(one["outcome"], one["seq"]) for one in rows] == [("imported", 1), ("imported", 2)]


def test_an_incomplete_set_lets_nothing_pass_that_comes_after_it(
    pair: Pair, first: Path, volumes: list[Path], split: Path, tmp_path: Path
) -> None:
    third = copies(split, tmp_path, "3")
    rows = ask(pair.headquarters, "hq", "import", first, *volumes[:-1], *third, code=1)["files"]
    assert [(row["outcome"], row["code"]) for row in rows] == [
        ("imported", ""),
        ("held", "inbox.volumes_missing"),
        ("held", "chain.gap"),
    ]
    rows = ask(pair.headquarters, "hq", "import", volumes[-1])["files"]
    assert [(row["outcome"], row["seq"]) for row in rows] == [("imported", 2), ("imported", 3)]


def test_a_volume_of_another_package_does_not_complete_a_set(
    pair: Pair, first: Path, volumes: list[Path], split: Path, tmp_path: Path
) -> None:
    other = copies(split, tmp_path, "3")
    rows = ask(pair.headquarters, "hq", "import", first, *volumes[:-1], other[-1], code=1)["files"]
    assert [row["code"] for row in rows] == ["", "inbox.volumes_missing", "inbox.volumes_missing"]
    assert rows[1]["missing"] == [len(volumes)]


def test_a_changed_volume_is_refused_and_the_good_one_still_completes_the_set(
    pair: Pair, first: Path, volumes: list[Path]
) -> None:
    ask(pair.headquarters, "hq", "import", first)
    data = bytearray(volumes[1].read_bytes())
    data[len(data) // 2] ^= 1
    bad = volumes[1].with_name("hỏng.cdrp")
    bad.write_bytes(data)
    rows = ask(pair.headquarters, "hq", "import", volumes[0], bad, *volumes[2:], code=1)["files"]
    assert sorted(str(row["outcome"]) for row in rows) == ["held", "refused"]
    assert outcomes(ask(pair.headquarters, "hq", "import", volumes[1])) == ["imported"]


def test_a_revoked_key_completes_no_set(pair: Pair, first: Path, volumes: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", first, *volumes[1:], code=1)
    serial = ask(pair.mission, "key", "list")["keys"][0]["serial"]
    ask(pair.headquarters, "hq", "revoke", serial.upper(), "--reason", "Mất máy tính")
    (row,) = ask(pair.headquarters, "hq", "import", volumes[0], code=1)["files"]
    assert row["outcome"] == "refused"
    assert row["code"].startswith("revocation.")


def test_after_a_revocation_every_volume_taken_in_stays_taken_in(pair: Pair, first: Path, volumes: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", first, *volumes)
    serial = ask(pair.mission, "key", "list")["keys"][0]["serial"]
    ask(pair.headquarters, "hq", "revoke", serial.upper(), "--reason", "Mất máy tính")
    for volume in volumes:
        assert outcomes(ask(pair.headquarters, "hq", "import", volume)) == ["already_imported"]


def forged(mission: Path, original: Path, target: Path, subject: str) -> Path:
    """Another file of the same number, with the mission's own key, and with another `subject` in its description."""
    with open_office(mission, PASSPHRASE) as office:
        info = office.packages.verify(original).info
        assert info is not None
        header = replace(info.header, document={**info.header.document, "Subject": subject or "Báo cáo"})
        header = header if subject else info.header
        contents = PackageContents(
            header=header,
            rows={},
            readable={},
            media=(),
            media_total=info.media.included,
            media_assumed=info.media.assumed_at_hq,
            volume=info.volume,
        )
        prepared = prepare(contents, state=info.state)
        signer = office.keys.open(office.keys.usable(None), PASSPHRASE, office.trust.store())
        seal(target, prepared, signer, signing_time=office.desk.clock.now(), progress=NoProgress())
    return target


def test_a_second_file_of_one_number_is_refused(pair: Pair, first: Path, volumes: list[Path], tmp_path: Path) -> None:
    twin = forged(pair.mission, volumes[1], tmp_path / "sinh đôi.cdrp", "")
    ask(pair.headquarters, "hq", "import", first, volumes[1], code=1)
    for argument in ((), ("--dry-run",)):
        (row,) = ask(pair.headquarters, "hq", "import", twin, *argument, code=1)["files"]
        assert (row["outcome"], row["code"]) == ("refused", "inbox.volume_twice")
    rows = ask(pair.headquarters, "hq", "import", volumes[2], twin, "--dry-run", code=1)["files"]
    assert [row["outcome"] for row in rows] == ["held", "refused"]
    assert outcomes(ask(pair.headquarters, "hq", "import", volumes[0], *volumes[2:])) == ["imported"]
    (late,) = ask(pair.headquarters, "hq", "import", twin, code=1)["files"]
    assert late["code"] == "inbox.volume_twice"


def test_a_file_that_describes_the_package_otherwise_is_refused(
    pair: Pair, first: Path, volumes: list[Path], tmp_path: Path
) -> None:
    other = forged(pair.mission, volumes[1], tmp_path / "khác.cdrp", "Báo cáo khác")
    rows = ask(pair.headquarters, "hq", "import", volumes[0], other, "--dry-run", code=1)["files"]
    assert [row["code"] for row in rows] == ["inbox.volumes_missing", "inbox.volume_mixed"]
    rows = ask(pair.headquarters, "hq", "import", first, volumes[0], other, *volumes[2:], code=1)["files"]
    assert sorted(row["code"] for row in rows) == ["", "inbox.volume_mixed", "inbox.volumes_missing"]
    assert outcomes(ask(pair.headquarters, "hq", "import", volumes[1])) == ["imported"]


def test_a_set_whose_attachments_are_not_those_of_its_records_does_not_enter(
    pair: Pair, first: Path, volumes: list[Path], tmp_path: Path
) -> None:
    empty = forged(pair.mission, volumes[1], tmp_path / "rỗng.cdrp", "")
    rows = ask(pair.headquarters, "hq", "import", first, *volumes[2:], empty, volumes[0], code=1)["files"]
    assert rows[-1]["code"] == "volumes.media_count"
    assert all(row["seq"] == 1 for row in rows if row["outcome"] == "imported")
