"""Answering missions from the Inbox: a report is read, remarked on and decided about; receipts are signed and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.remark import OwnRemark
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.receipts import Pending, ReceiptFile
from cultdip_desktop.hq.rechecking import Explained, ReceivedReport
from cultdip_desktop.hq.remarks import ReportSaid
from cultdip_desktop.store.repo.report_word import ReportWord
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.inbox import build
from cultdip_desktop.ui.rooms.inbox.view import InboxRoom
from tests.ui.inbox import stand_in
from tests.ui.kit_typing import type_text

EVENT = "0190d3a0-0000-7000-8000-000000000001"
DONE = ChangeSet("a", "remark.add", frozenset({"remark"}))
HOSTILE = "<b>đậm</b> {0} =HYPERLINK(1)"


@dataclass
class Remarks:
    """The service of remarks over lists."""

    kept: list[OwnRemark] = field(default_factory=list)
    word: tuple[Decision, str] = (Decision.NONE, "")

    def of_package(self, received_id: str) -> ReportSaid:
        row = stand_in.received(received_id, "CZ-EMB", 1, InboxOutcome.IMPORTED)
        return ReportSaid(row, ReportWord("r", *self.word, None, None, "2026-Q3"), tuple(self.kept))

    def add(self, received_id: str, place: str, text: str) -> tuple[OwnRemark, ChangeSet]:
        made = OwnRemark(id=f"m{len(self.kept)}", received_id=received_id, office="CZ-EMB", report_id="r", place=place,
                         text=text, author="Trần Thu Trang")  # fmt: skip
        self.kept.append(made)
        return made, DONE

    def delete(self, remark_id: str) -> ChangeSet:
        self.kept = [one for one in self.kept if one.id != remark_id]
        return DONE

    def accept(self, received_id: str, text: str) -> ChangeSet:
        del received_id
        self.word = (Decision.ACCEPTED, text)
        return DONE

    def send_back(self, received_id: str, text: str) -> ChangeSet:
        del received_id
        self.word = (Decision.RETURNED, text)
        return DONE


@dataclass
class Receipts:
    """The service of receipts; one office cannot be written, one PIN is right."""

    waiting: tuple[Pending, ...]
    asked: list[tuple[Path, frozenset[str]]] = field(default_factory=list)

    def pending(self) -> tuple[Pending, ...]:
        return self.waiting

    def write(self, folder: Path, pin: str, *, offices: frozenset[str], progress: Any) -> list[ReceiptFile]:
        del progress
        if pin != "đúng mã":
            raise UserError("key.wrong_pin", attempts_left=2)
        self.asked.append((folder, offices))
        self.waiting = ()
        return [
            ReceiptFile("CZ-EMB", folder / "VN-MFA_CZ-EMB.cdrp"),
            ReceiptFile("FR-EMB", None, error=UserError("file.exists", path="x")),
        ]


def pending(office: str) -> Pending:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return Pending(office=office, mission=None, packages=1, decisions=0, remarks=2, duties=0, since=at)


@pytest.fixture
def remarks() -> Remarks:
    """None made yet."""
    return Remarks()


@pytest.fixture
def receipts() -> Receipts:
    """Two missions wait."""
    return Receipts((pending("CZ-EMB"), pending("FR-EMB")))


@pytest.fixture
def room(kit: Kit, remarks: Remarks, receipts: Receipts) -> InboxRoom:
    """The room of one package with a report."""
    inbox = stand_in.StandInInbox([stand_in.received("r1", "CZ-EMB", 1, InboxOutcome.IMPORTED)])
    inbox.report = lambda _row, _progress=None: report()  # type: ignore[attr-defined]
    office = stand_in.office(inbox)
    made = build(kit, SimpleNamespace(**{**vars(office), "remarks": remarks, "receipts": receipts}))  # type: ignore[arg-type]
    assert isinstance(made, InboxRoom)
    made.go.connect(lambda route: made.enter(route) if route.room == "inbox" else None)
    made.resize(1200, 760)
    made.show()
    return made


def report() -> ReceivedReport:
    """An amendment with something in every list."""
    return ReceivedReport(
        period="2026-Q3",
        state="approved",
        amendment=2,
        issue=3,
        reason=HOSTILE,
        one_person=True,
        approved_by="Nguyễn Minh Hà",
        explained=(Explained("report.results_missing", "warning", EVENT, "", "Chờ số liệu"),),
        told=True,
        only_here=(Finding("report.office_missing", Severity.WARNING),),
        changes=(FieldChange("event", EVENT, BiText("Tết"), "title.vi", BiText("Tên", "Title"), "cũ", "mới"),),
        titles={EVENT: BiText("Đêm hội Trung thu")},
    )


def labels(room: InboxRoom) -> str:
    return "\n".join(label.text() for label in room.findChildren(PlainLabel) if label.isVisible())


def test_a_report_says_everything_as_plain_text_and_names_who_waits(
    room: InboxRoom, settle: Callable[[], None]
) -> None:
    room.enter(Route("inbox", "report", "r1"))
    settle()
    text = labels(room)
    for said in (HOSTILE, "Nguyễn Minh Hà", "Chờ số liệu", "cũ → mới", "Đêm hội Trung thu"):
        assert said in text
    assert "{title}" not in text


def test_a_remark_is_made_at_a_field_of_an_event_and_taken_back(
    room: InboxRoom, remarks: Remarks, settle: Callable[[], None]
) -> None:
    room.enter(Route("inbox", "report", "r1"))
    settle()
    page = room._report
    page._place.set_value(f"event:{EVENT}")
    page._place_chosen(f"event:{EVENT}")
    page._field.set_value("results.attendance")
    type_text(page._text, "Số liệu này lấy ở đâu?")
    page._add()
    settle()
    assert [(one.place, one.text) for one in remarks.kept] == [
        (f"event:{EVENT}:results.attendance", "Số liệu này lấy ở đâu?")
    ]
    assert "Số liệu này lấy ở đâu?" in labels(room)
    page._model.delete(remarks.kept[0].id, page.accept.text())  # type: ignore[arg-type]
    settle()
    assert remarks.kept == []


def test_an_empty_remark_and_a_return_without_reason_are_not_sent(
    room: InboxRoom, remarks: Remarks, settle: Callable[[], None]
) -> None:
    room.enter(Route("inbox", "report", "r1"))
    settle()
    room._report._add()
    room._report.send_back.click()
    settle()
    assert remarks.kept == []
    assert remarks.word == (Decision.NONE, "")
    assert "Hãy nhập góp ý trước." in labels(room)
    assert "Trả lại báo cáo phải nêu lý do." in labels(room)


def test_a_report_is_accepted_and_then_only_returning_is_offered(
    room: InboxRoom, remarks: Remarks, settle: Callable[[], None]
) -> None:
    room.enter(Route("inbox", "report", "r1"))
    settle()
    type_text(room._report._reason, "Cảm ơn")
    room._report.accept.click()
    settle()
    assert remarks.word == (Decision.ACCEPTED, "Cảm ơn")
    assert not room._report.accept.isVisible()
    assert room._report.send_back.isVisible()


def test_receipts_are_signed_for_everybody_who_waits_and_each_files_fate_is_listed(
    room: InboxRoom, receipts: Receipts, files: ScriptedFileChooser, tmp_path: Path, settle: Callable[[], None]
) -> None:
    room.enter(Route("inbox"))
    settle()
    assert room._send.text().strip().endswith("(2)")
    room._send.click()
    settle()
    files.answers.append(tmp_path)
    type_text(room._receipts.act.pin.line, "đúng mã")
    room._receipts.act.sign.click()
    settle()
    assert receipts.asked == [(tmp_path, frozenset({"CZ-EMB", "FR-EMB"}))]
    assert "1" in room._receipts.banner.text()
    assert room._receipts.act.pin.value() == ""
    room.enter(Route("inbox"))
    settle()
    assert not room._send.isEnabled()


def test_a_wrong_pin_is_said_beside_it_and_nothing_is_written(
    room: InboxRoom, receipts: Receipts, files: ScriptedFileChooser, tmp_path: Path, settle: Callable[[], None]
) -> None:
    room.enter(Route("inbox", "send"))
    settle()
    room._receipts.act.sign.click()
    assert "PIN" in room._receipts.act.field.error
    files.answers.append(tmp_path)
    type_text(room._receipts.act.pin.line, "sai mã")
    room._receipts.act.sign.click()
    settle()
    assert receipts.asked == []
    assert room._receipts.act.field.error
    assert room._receipts.act.sign.isEnabled()
