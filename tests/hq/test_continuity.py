"""Cut or rewrite a mission's history after it was sent, and headquarters names the days."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.crypto import keyfile
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.hq.continuity import GOES_ON, compare
from cultdip_desktop.hq.inbox import InboxService
from cultdip_desktop.packages.contents import PackageContents
from cultdip_desktop.packages.package import HistoryHead
from cultdip_desktop.store import chain
from cultdip_desktop.store.engine import Secret, connect
from cultdip_desktop.store.repo.received import HistoryPlace
from tests import offices
from tests.hq import fleet
from tests.hq.fleet import Fleet
from tests.offices import EXAMPLE, PASSPHRASE, ask, event_file

WHY = "Thủ trưởng cơ quan đã xác nhận bằng công văn"


def places(*told: tuple[str, int, str], ends: bool = True) -> list[HistoryPlace]:
    newest = max(day for day, _, _ in told)
    return [HistoryPlace(day, at, letter * 64, ends and day < newest) for day, at, letter in told]


EARLIER = places(("2026-10-01", 5, "a"), ("2026-10-02", 9, "b"), ("2026-10-04", 12, "c"))


@pytest.mark.parametrize(
    ("now", "code", "days"),
    [
        ([("2026-10-01", 5, "a"), ("2026-10-02", 9, "b"), ("2026-10-04", 12, "c"), ("2026-10-05", 20, "d")], "", ()),
        ([("2026-10-01", 5, "a"), ("2026-10-02", 9, "b"), ("2026-10-04", 15, "d")], "", ()),
        ([("2026-10-01", 5, "a"), ("2026-10-02", 9, "x"), ("2026-10-04", 12, "y")], "history.rewritten",
         ("2026-10-02", "2026-10-04")),
        ([("2026-10-01", 5, "a"), ("2026-10-02", 7, "x"), ("2026-10-04", 13, "y")], "history.rewritten",
         ("2026-10-02", "2026-10-02")),
        ([("2026-10-01", 5, "a"), ("2026-10-02", 8, "x")], "history.cut", ("2026-10-02", "2026-10-04")),
        ([("2026-10-01", 5, "a")], "history.cut", ("2026-10-02", "2026-10-04")),
        ([], "", ()),
    ],
    ids=["goes on", "same day went on", "rewritten", "a day lost its last actions", "cut within a day", "cut", "older"],
)  # fmt: skip
def test_what_was_told_once_must_be_told_again(
    now: list[tuple[str, int, str]], code: str, days: tuple[str, ...]
) -> None:
    found = compare(EARLIER, places(*now) if now else [])
    assert (found.code, (found.first, found.last) if found.code else ()) == (code, days)


def test_the_first_package_of_a_mission_has_nothing_to_be_held_against() -> None:
    assert compare([], EARLIER) is GOES_ON


def with_history(contents: PackageContents, count: int, *told: tuple[str, int, str]) -> PackageContents:
    head = next(letter for _, at, letter in told if at == count) * 64
    rows: dict[str, Any] = {**contents.rows, "history_day": fleet.history(*told)}
    return replace(contents, rows=rows, header=replace(contents.header, history=HistoryHead(head, count)))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return fleet.make(tmp_path_factory.mktemp("fleet"))


@pytest.fixture
def ours(made: Fleet, tmp_path: Path) -> Fleet:
    return fleet.copied(made, tmp_path)


def test_a_rewritten_history_waits_with_its_days_until_somebody_accepts_it(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    told = (("2026-10-01", 5, "a"), ("2026-10-02", 9, "b"))
    sender.write(tmp_path / "1.cdrp", with_history(sender.contents(), 9, *told))
    forged = (("2026-10-01", 5, "e"), ("2026-10-02", 9, "f"), ("2026-10-03", 14, "d"))
    sender.write(tmp_path / "2.cdrp", with_history(sender.contents(), 14, *forged))
    sender.write(tmp_path / "3.cdrp", with_history(sender.contents(), 14, *forged))
    with ours.office() as office:
        assert office.inbox is not None
        assert office.decisions is not None
        seen = office.inbox.preview([tmp_path / "1.cdrp"])
        assert seen[0].outcome is InboxOutcome.IMPORTED
        answers = office.inbox.take_in([tmp_path / f"{number}.cdrp" for number in (1, 2, 3)])
        assert [(one.outcome.value, one.code) for one in answers] == [
            ("imported", ""), ("held", "history.rewritten"), ("held", "chain.gap"),
        ]  # fmt: skip
        assert answers[1].params == {"first": "2026-10-01", "last": "2026-10-02", "count": 2}
        (row,) = office.decisions.histories()
        taken = office.decisions.confirm_history(row.id, WHY)
        assert [(one.outcome.value, one.received.seq if one.received else 0) for one in taken] == [
            ("imported", 2), ("imported", 3),
        ]  # fmt: skip
        assert office.decisions.histories() == ()
        assert "hq.confirm_history" in [entry.label for entry in office.events.history(limit=50)]
        assert office.check(deep=True) == []


def test_the_command_line_names_the_days_in_both_languages(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    told = (("2026-10-01", 5, "a"), ("2026-10-02", 9, "b"))
    sender.write(tmp_path / "1.cdrp", with_history(sender.contents(), 9, *told))
    sender.write(tmp_path / "2.cdrp", with_history(sender.contents(), 5, told[0]))
    ask(ours.home, "hq", "import", tmp_path / "1.cdrp")
    for language, day in (("vi", "2/10/2026"), ("en", "2 Oct 2026")):
        row = ask(ours.home, "hq", "import", tmp_path / "2.cdrp", "--language", language, code=1)["files"][0]
        assert (row["outcome"], row["code"]) == ("held", "history.cut")
        assert day in row["message"]
    refused = ask(ours.home, "hq", "confirm-history", row["package_id"], "--reason", " ", code=3)["error"]
    assert refused["code"] == "inbox.reason_missing"
    rows = ask(ours.home, "hq", "confirm-history", row["package_id"], "--reason", WHY)["files"]
    assert [one["outcome"] for one in rows] == ["imported"]


def export(home: Path, out: Path) -> None:
    ask(home, "export", "--period", "2026-Q3", "--out", out)


def import_one(home: Path, file: Path, code: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = ask(home, "hq", "import", file, code=code)["files"][0]
    return row


def rewrite_history(home: Path) -> None:
    """Change what an early action says, and every digest after it, as somebody who knows the program would."""
    key = keyfile.unlock(home / "office.key.json", PASSPHRASE)
    with contextlib.closing(connect(home / "office.db", Secret(key.store_key, key.store_salt), mode="rw")) as store:
        guards = store.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            store.execute(f'DROP TRIGGER "{name}"')
        columns = "position id at label params actor changes prev_hash hash".split()
        selected = f"SELECT {', '.join(columns)} FROM action ORDER BY 1"  # noqa: S608 - our own names
        rows = [dict(zip(columns, row)) for row in store.execute(selected)]
        previous = chain.GENESIS
        for row in rows:
            images = chain.Images()
            names = ", ".join(column.name for column in chain.IMAGE_COLUMNS)
            mine = f"SELECT {names} FROM change_row WHERE action_id = ? ORDER BY seq"  # noqa: S608 - our own names
            for values in store.execute(mine, (row["id"],)):
                images.add(values)
            row["prev_hash"] = previous
            if row["position"] == 3:
                row["params"] = '{"reason": "khác"}'
            row["hash"] = previous = chain.seal_hash(row, images.hexdigest())
            store.execute(
                "UPDATE action SET params = ?, prev_hash = ?, hash = ? WHERE position = ?",
                (row["params"], row["prev_hash"], row["hash"], row["position"]),
            )
        for _, text in guards:
            store.execute(text)


def test_a_mission_whose_history_was_rewritten_by_hand_is_caught_the_same_day(sample: Path, tmp_path: Path) -> None:
    pair = offices.pair(sample, tmp_path / "pair")
    export(pair.mission, tmp_path / "1.cdrp")
    import_one(pair.headquarters, tmp_path / "1.cdrp")
    rewrite_history(pair.mission)
    ask(pair.mission, "event", "add", "--file", event_file(tmp_path, EXAMPLE))
    export(pair.mission, tmp_path / "2.cdrp")
    row = import_one(pair.headquarters, tmp_path / "2.cdrp", code=1)
    assert (row["outcome"], row["code"]) == ("held", "history.rewritten")
    assert row["params"]["first"] <= row["params"]["last"]


def test_a_restored_backup_waits_for_its_numbering_and_the_lost_days_are_named(sample: Path, tmp_path: Path) -> None:
    pair = offices.pair(sample, tmp_path / "pair")
    export(pair.mission, tmp_path / "1.cdrp")
    ask(pair.mission, "backup", "--out", tmp_path / "cũ.cdbackup")
    ask(pair.mission, "event", "add", "--file", event_file(tmp_path, EXAMPLE))
    export(pair.mission, tmp_path / "2.cdrp")
    for name in ("1", "2"):
        import_one(pair.headquarters, tmp_path / f"{name}.cdrp")
    ask(tmp_path / "restored", "restore", tmp_path / "cũ.cdbackup")
    export(tmp_path / "restored", tmp_path / "3.cdrp")
    row = import_one(pair.headquarters, tmp_path / "3.cdrp", code=1)
    assert (row["outcome"], row["code"]) == ("held", "chain.new_epoch")
    assert [notice["code"] for notice in row["notices"]] == ["history.set_back"]


def test_a_package_that_was_confirmed_stays_confirmed_for_another_desk(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    sender.write(tmp_path / "1.cdrp", with_history(sender.contents(), 9, ("2026-10-02", 9, "b")))
    sender.write(tmp_path / "2.cdrp", with_history(sender.contents(), 9, ("2026-10-02", 9, "c")))
    with ours.office() as office:
        inbox: InboxService | None = office.inbox
        assert inbox is not None
        assert office.decisions is not None
        inbox.take_in([tmp_path / "1.cdrp", tmp_path / "2.cdrp"])
        (row,) = office.decisions.histories()
        office.decisions.confirm_history(row.id, WHY)
    copy = tmp_path / "again.cdrp"
    shutil.copy(tmp_path / "2.cdrp", copy)
    assert import_one(ours.home, copy)["outcome"] == "already_imported"
