"""What only a person decides: a new numbering of a restored office, and which of two packages counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.domain.package import InboxOutcome
from tests import offices
from tests.offices import EXAMPLE, PASSPHRASE, Pair, ask, event_file

WHY = "Đã hỏi Đại sứ quán qua điện thoại"


@pytest.fixture(scope="session")
def parted(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that sent one package, its restored backup that went on with two, and what each wrote."""
    folder = tmp_path_factory.mktemp("parted")
    made = offices.pair(sample, folder)
    export(made.mission, folder / "old1.cdrp")
    ask(made.mission, "backup", "--out", folder / "b.cdbackup")
    ask(folder / "restored", "restore", folder / "b.cdbackup")
    export(made.mission, folder / "old2.cdrp")
    ask(folder / "restored", "event", "add", "--file", event_file(folder, EXAMPLE))
    export(folder / "restored", folder / "new1.cdrp")
    export(folder / "restored", folder / "new2.cdrp")
    return folder


@pytest.fixture
def pair(parted: Path, sample: Path, tmp_path: Path) -> Pair:
    """Copies of both."""
    for name in ("mission", "headquarters"):
        offices.original(parted / name, tmp_path / name)
    return Pair(tmp_path / "mission", tmp_path / "headquarters", offices.counts(sample))


def export(home: Path, out: Path) -> None:
    ask(home, "export", "--period", "2026-Q3", "--out", out)


def take(home: Path, file: Path, code: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = ask(home, "hq", "import", file, code=code)["files"][0]
    return row


def test_a_new_numbering_waits_until_somebody_confirms_it_with_a_reason(pair: Pair, parted: Path) -> None:
    take(pair.headquarters, parted / "old1.cdrp")
    for name, code in (("new2", "chain.new_epoch_unknown"), ("new1", "chain.new_epoch")):
        held = take(pair.headquarters, parted / f"{name}.cdrp", code=1)
        assert (held["outcome"], held["code"]) == ("held", code)
    refused = ask(pair.headquarters, "hq", "confirm", "CZ-EMB", "--reason", "  ", code=3)
    assert refused["error"]["code"] == "inbox.reason_missing"
    rows = ask(pair.headquarters, "hq", "confirm", "CZ-EMB", "--reason", WHY)["files"]
    assert [(row["outcome"], row["seq"]) for row in rows] == [("imported", 1), ("imported", 2)]
    again = ask(pair.headquarters, "hq", "confirm", "CZ-EMB", "--reason", WHY, code=3)
    assert again["error"]["code"] == "inbox.nothing_to_confirm"
    with open_office(pair.headquarters, PASSPHRASE, writing=False) as office:
        assert "hq.confirm" in [entry.label for entry in office.events.history(limit=500)]
    late = take(pair.headquarters, parted / "old2.cdrp", code=1)
    assert (late["outcome"], late["code"]) == ("fork", "chain.old_epoch")


def test_a_gap_in_the_new_numbering_is_still_a_gap(pair: Pair, parted: Path) -> None:
    take(pair.headquarters, parted / "old1.cdrp")
    take(pair.headquarters, parted / "new2.cdrp", code=1)
    row = ask(pair.headquarters, "hq", "confirm", "CZ-EMB", "--reason", WHY, code=1)["files"][0]
    assert (row["outcome"], row["code"], row["missing"]) == ("held", "chain.gap", [1])
    assert take(pair.headquarters, parted / "new1.cdrp")["outcome"] == "imported"
    assert take(pair.headquarters, parted / "new2.cdrp")["outcome"] == "already_imported"


def test_an_office_that_never_sent_anything_needs_no_confirmation(pair: Pair, parted: Path) -> None:
    assert take(pair.headquarters, parted / "new1.cdrp")["outcome"] == "imported"


def test_the_old_numbering_can_be_decided_to_go_on(pair: Pair, parted: Path) -> None:
    for name in ("old1", "new1"):
        ask(pair.headquarters, "hq", "import", parted / f"{name}.cdrp", code=0 if name == "old1" else 1)
    ask(pair.headquarters, "hq", "confirm", "CZ-EMB", "--reason", WHY)
    late = take(pair.headquarters, parted / "old2.cdrp", code=1)
    ask(pair.headquarters, "hq", "settle", late["package_id"], "--counts", "arrived", "--reason", WHY)
    assert take(pair.headquarters, parted / "old2.cdrp")["outcome"] == "already_imported"
    next_one = parted / "old3.cdrp"
    if not next_one.exists():
        export(pair.mission, next_one)
    assert take(pair.headquarters, next_one)["outcome"] == "imported"


@pytest.fixture
def forked(pair: Pair, sample: Path, tmp_path: Path) -> dict[str, Path]:
    """Two packages with one number: the copy takes itself for the original, as an old program's would."""
    twin = offices.original(pair.mission, tmp_path / "twin")
    ask(twin, "event", "add", "--file", event_file(tmp_path, EXAMPLE))
    files = {"one": tmp_path / "one.cdrp", "other": tmp_path / "other.cdrp"}
    export(pair.mission, files["one"])
    export(twin, files["other"])
    return files


def settle(pair: Pair, package: str, counts: str, code: int = 0) -> dict[str, Any]:
    return ask(pair.headquarters, "hq", "settle", package, "--counts", counts, "--reason", WHY, code=code)


@pytest.mark.parametrize("counts", ["before", "arrived"])
def test_a_fork_is_settled_by_a_decision_that_keeps_both(
    pair: Pair, parted: Path, forked: dict[str, Path], counts: str
) -> None:
    for name in ("old1.cdrp", "old2.cdrp"):
        take(pair.headquarters, parted / name)
    take(pair.headquarters, forked["one"])
    before = ask(pair.headquarters, "hq", "figures")["total"]
    alarm = take(pair.headquarters, forked["other"], code=1)
    assert (alarm["outcome"], alarm["code"]) == ("fork", "chain.fork")
    settle(pair, alarm["package_id"], counts)
    after = ask(pair.headquarters, "hq", "figures")["total"]
    assert after["events"] == before["events"] + (counts == "arrived")
    with open_office(pair.headquarters, PASSPHRASE, writing=False) as office:
        assert office.decisions is not None
        assert office.decisions.forks() == ()
        rows = [row for row in office.inbox.rows() if row.seq == 3]  # type: ignore[union-attr]
        assert sorted((row.outcome, row.code) for row in rows) == [
            (InboxOutcome.FORK, "inbox.settled_against"),
            (InboxOutcome.IMPORTED, ""),
        ]
        assert all(office.desk.archive.is_whole(row.stored_name) for row in rows)
        assert office.check(deep=True) == []
    assert settle(pair, alarm["package_id"], counts, code=3)["error"]["code"] == "inbox.no_fork"
