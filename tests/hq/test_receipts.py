"""Receipts say what became of each package, once; remarks and decisions travel with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.issuing import DispatchState
from cultdip_desktop.hq.receipts import Pending
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verify import verify
from tests.offices import PASSPHRASE, Pair, ask, run


@pytest.fixture
def office(taken: Pair) -> Iterator[Office]:
    with open_office(taken.headquarters, PASSPHRASE, writing=True) as opened:
        yield opened


def rows_of(office: Office, file: Path, us: str = "CZ-EMB") -> dict[str, list[dict[str, Any]]]:
    """Everything in a file, as the mission would read it."""
    trust = office.trust.store()
    assert isinstance(trust, TrustStore)
    verdict = verify(file, trust, us=us, known=None, now=office.desk.clock.now(), progress=NoProgress())
    with open_verified(file, verdict) as package:
        return {entity: list(package.rows(entity)) for entity in package.entities}


def waiting_for(office: Office) -> tuple[Pending, ...]:
    """What this mission has not heard; the sample headquarters gave others another day."""
    assert office.receipts is not None
    return tuple(one for one in office.receipts.pending() if one.office == "CZ-EMB")


def written(office: Office, folder: Path) -> Path:
    (file,) = office.receipts.write(folder, PASSPHRASE, offices=["CZ-EMB"])  # type: ignore[union-attr]
    assert file.file is not None
    return file.file


def test_a_receipt_says_what_became_of_the_package_and_what_is_held(office: Office, tmp_path: Path) -> None:
    rows = rows_of(office, written(office, tmp_path / "out"))
    (receipt,), (line,) = rows["receipt"], rows["receipt_package"]
    received = office.inbox.rows()[0]  # type: ignore[union-attr]
    assert (receipt["office"], receipt["epoch"], receipt["seq"]) == ("CZ-EMB", 1, 1)
    assert receipt["manifest_sha256"] == line["manifest_sha256"] == received.manifest_sha256
    assert (line["outcome"], line["events"], line["media"]) == ("imported", received.events, received.media)
    assert len(rows["held_media"]) == receipt["held_media"] == 4
    assert {row["role"] for row in rows["certificate"]} == {"root", "issuing"}
    assert rows["revocation_list"]


def test_running_again_without_news_writes_nothing(office: Office, tmp_path: Path) -> None:
    written(office, tmp_path / "out")
    assert waiting_for(office) == ()
    assert office.receipts.write(tmp_path / "out", PASSPHRASE, offices=["CZ-EMB"]) == []  # type: ignore[union-attr]
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_remark_and_a_decision_travel_once_and_the_chain_goes_on(office: Office, tmp_path: Path) -> None:
    first = written(office, tmp_path / "out")
    remarks, row = office.remarks, office.inbox.rows()[0]  # type: ignore[union-attr]
    assert remarks is not None
    made, _ = remarks.add(row.id, "section:II.3", "Nêu rõ số khách.")
    remarks.send_back(row.package_id, "Bổ sung kinh phí.")
    (waiting,) = waiting_for(office)
    assert (waiting.packages, waiting.decisions, waiting.remarks) == (1, 1, 1)
    rows = rows_of(office, written(office, tmp_path / "out"))
    assert [(one["id"], one["place"], one["text"]) for one in rows["remark"]] == [
        (made.id, "section:II.3", "Nêu rõ số khách.")
    ]
    assert [(one["decision"], one["decision_text"]) for one in rows["receipt_package"]] == [
        ("returned", "Bổ sung kinh phí.")
    ]
    latest, oldest = office.receipts.written()  # type: ignore[union-attr]
    assert (oldest.seq, latest.seq, latest.prev_manifest_sha256) == (1, 2, oldest.manifest_sha256)
    assert oldest.file_name == first.name
    with pytest.raises(UserError, match=r"remark\.sent"):
        remarks.edit(made.id, "Khác")
    assert waiting_for(office) == ()


def test_a_remark_can_be_changed_and_taken_back_before_it_is_sent(office: Office) -> None:
    remarks, row = office.remarks, office.inbox.rows()[0]  # type: ignore[union-attr]
    assert remarks is not None
    made, _ = remarks.add(row.id, "", "Thiếu ảnh")
    remarks.edit(made.id, "Thiếu ảnh đêm khai mạc.")
    assert [one.text for one in remarks.all("CZ-EMB")] == ["Thiếu ảnh đêm khai mạc."]
    remarks.delete(made.id)
    assert remarks.all() == ()


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        ("anywhere", "Xem lại", "remark.place_bad"),
        ("event:../../x:a", "Xem lại", "remark.place_bad"),
        ("", " \n ", "remark.empty"),
        ("", "a\x00b", "issue.bad_value"),
        ("", "ơ" * 1_000_000, "issue.too_long"),
    ],
)
def test_a_strange_remark_is_refused(office: Office, place: str, text: str, code: str) -> None:
    row = office.inbox.rows()[0]  # type: ignore[union-attr]
    with pytest.raises(UserError) as caught:
        office.remarks.add(row.id, place, text)  # type: ignore[union-attr]
    assert caught.value.code == code


def test_a_report_is_returned_only_with_a_reason_and_decided_once_in_the_same_words(office: Office) -> None:
    remarks, row = office.remarks, office.inbox.rows()[0]  # type: ignore[union-attr]
    assert remarks is not None
    with pytest.raises(UserError, match=r"decision\.reason_missing"):
        remarks.send_back(row.id, "  ")
    remarks.accept(row.id)
    with pytest.raises(UserError, match=r"decision\.same"):
        remarks.accept(row.id)


def test_a_decision_is_not_undone_with_undo(office: Office) -> None:
    row = office.inbox.rows()[0]  # type: ignore[union-attr]
    before = office.undo.state().undo
    office.remarks.accept(row.id)  # type: ignore[union-attr]
    assert office.undo.state().undo == before


def test_a_wrong_pin_writes_nothing(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        office.receipts.write(tmp_path / "out", "0000000000")  # type: ignore[union-attr]
    assert caught.value.code == "key.wrong_pin"
    assert not (tmp_path / "out").exists()
    assert len(waiting_for(office)) == 1


def test_the_last_receipt_is_written_again_byte_for_byte(office: Office, tmp_path: Path) -> None:
    file = written(office, tmp_path / "out")
    (again,) = office.receipts.again(tmp_path / "again", offices=["CZ-EMB"])  # type: ignore[union-attr]
    assert again.file is not None
    assert again.file.read_bytes() == file.read_bytes()
    with pytest.raises(UserError, match=r"receipt\.never_sent"):
        office.receipts.again(tmp_path / "again", offices=["FR-EMB"])  # type: ignore[union-attr]


def test_a_folder_that_is_gone_stops_and_leaves_no_number_behind(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"file\.unreachable"):
        office.receipts.write(tmp_path / "no" / "such", PASSPHRASE)  # type: ignore[union-attr]
    assert written(office, tmp_path / "out").name == "CZ-EMB_receipt_0001.cdrp"


def test_a_taken_name_is_left_alone(office: Office, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    taken = tmp_path / "out" / "CZ-EMB_receipt_0001.cdrp"
    taken.write_bytes(b"khac")
    assert written(office, tmp_path / "out").name == "CZ-EMB_receipt_0001_2.cdrp"
    assert taken.read_bytes() == b"khac"


def test_only_the_asked_missions_are_answered(office: Office, tmp_path: Path) -> None:
    assert office.receipts.write(tmp_path / "out", PASSPHRASE, offices=["KP-EMB"]) == []  # type: ignore[union-attr]
    with pytest.raises(UserError, match=r"mission\.not_found"):
        office.receipts.write(tmp_path / "out", PASSPHRASE, offices=["XX-EMB"])  # type: ignore[union-attr]


def test_a_mission_that_was_given_another_day_hears_it(office: Office, tmp_path: Path) -> None:
    from datetime import date

    from cultdip_desktop.domain.period import Period

    written(office, tmp_path / "out")
    period = Period.parse("2026-Q4")
    duties = office.duties
    assert duties is not None
    duties.set(period, date(2027, 1, 15))
    assert waiting_for(office) == ()
    duties.extend("CZ-EMB", period, date(2027, 1, 31), "Chuyển trụ sở")
    (waiting,) = waiting_for(office)
    assert (waiting.office, waiting.duties) == ("CZ-EMB", 1)
    rows = rows_of(office, written(office, tmp_path / "out"))
    assert [(one["due"], one["extended"], one["reason"]) for one in rows["duty"] if one["period"] == "2026-Q4"] == [
        ("2027-01-31", True, "Chuyển trụ sở")
    ]


def test_two_desks_writing_at_once_take_two_numbers_or_one(taken: Pair, office: Office, tmp_path: Path) -> None:
    """The second finds the chain moved on when it reserves, and nothing left to say."""
    with open_office(taken.headquarters, PASSPHRASE, writing=True) as other:
        signing = office.dispatcher.open(PASSPHRASE)  # type: ignore[union-attr]
        from cultdip_desktop.hq.receipts import _maker

        make = _maker("CZ-EMB")
        asked = 0

        def overtaken(*given: Any) -> Any:
            nonlocal asked
            asked += 1
            if asked == 1:
                draft = make(*given)
                written(other, tmp_path / "other")
                return draft
            return make(*given)

        assert signing.send(overtaken, tmp_path / "out", NoProgress()) is None
    assert [one.seq for one in office.receipts.written()] == [1]  # type: ignore[union-attr]
    assert not list((tmp_path / "out").iterdir())


def test_headquarters_alone_answers(taken: Pair, tmp_path: Path) -> None:
    refused = run("hq", "receipts", "--home", taken.mission, "--out", tmp_path, "--json")
    assert (refused.code, refused.error) == (3, "hq.not_headquarters")


def test_the_command_line_answers_in_files(taken: Pair, tmp_path: Path) -> None:
    out, mine = tmp_path / "out", ("--office", "CZ-EMB")
    waiting = ask(taken.headquarters, "hq", "receipts", "--out", out, "--dry-run", *mine)["pending"]
    assert [(row["office"], row["packages"]) for row in waiting] == [("CZ-EMB", 1)]
    (row,) = ask(taken.headquarters, "hq", "receipts", "--out", out, *mine)["files"]
    assert (row["outcome"], Path(row["file"]).name, row["seq"]) == ("written", "CZ-EMB_receipt_0001.cdrp", 1)
    assert ask(taken.headquarters, "hq", "receipts", "--out", out, *mine)["files"] == []
    package = json.loads(run("verify", row["file"], "--home", taken.mission, "--json").out)
    assert package["result"] == "valid"
    assert ask(taken.headquarters, "hq", "receipts", "--out", out, "--again", *mine)["files"][0]["outcome"] == "written"


def test_every_receipt_is_confirmed(office: Office, tmp_path: Path) -> None:
    written(office, tmp_path / "out")
    assert {one.state for one in office.dispatcher.written()} == {DispatchState.SEALED}  # type: ignore[union-attr]
