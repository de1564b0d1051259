"""Writing, reasons, remarks and the way to the signature, as officer and head of mission do it with keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Results
from cultdip_desktop.domain.findings import Severity
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.chart_view import ChartView
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.reports.figure_line import EventLinks
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from cultdip_desktop.ui.rooms.reports.view_finding import FindingCard
from cultdip_desktop.ui.rooms.reports.view_left import OUTLINE
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]
QUARTER = Period.parse("2026-Q3")


@pytest.fixture
def ambassador(office: Office) -> Person:
    """A second person who approves, so that the office has a workflow."""
    made = Person(id=office.desk.ids.new(), name="Lê Hoàng Phúc", rank=BiText("Đại sứ", "Ambassador"), approver=True)
    office.settings.save_person(made)
    return made


@pytest.fixture
def unfinished(room: ReportsRoom, office: Office, kit: Kit, settle: Settle) -> ReportsRoom:
    """The room, with an event of the quarter that has no goals and one that has no results."""
    first, second, *_ = [
        office.events.get(one) for one in office.events.find_ids(EventFilter(first=QUARTER.window.first))
    ]
    kit.bus.publish(office.events.save(replace(first, goals=()))[1])
    kit.bus.publish(office.events.save(replace(second, results=Results()))[1])
    settle()
    return room


def _write(room: ReportsRoom, settle: Settle, key: str, text: str) -> None:
    room.write_section(key)
    room.section.field.vi.setFocus()
    type_text(room.section.field.vi, text)
    room.section.flush()
    settle()


def _answer_warnings(room: ReportsRoom, settle: Settle) -> None:
    room.side.all.click()
    type_text(room.ask.line, "Sẽ bổ sung ở kỳ sau")
    press(room.ask.line, Qt.Key.Key_Return)
    settle()


def test_the_outline_names_every_section_with_its_number(room: ReportsRoom) -> None:
    assert room.summary is not None
    titles = {one.key: one.title.vi for one in room.summary.sections}
    assert list(titles)[:3] == ["opening", "I", "II"]
    assert titles["II.1"].startswith("1. ")
    assert titles["VI"].startswith("VI. ")
    assert titles["A.events"].startswith("Phụ lục I. ")


def test_a_text_written_by_hand_is_stored_and_printed(room: ReportsRoom, office: Office, settle: Settle) -> None:
    _write(room, settle, "III", "Công tác đạt kết quả tốt; cộng đồng hưởng ứng.")
    assert office.reporting.sections(QUARTER)["III"].text.vi == "Công tác đạt kết quả tốt; cộng đồng hưởng ứng."
    texts = " ".join(room.preview.document.text(page) for page in range(room.preview.document.count))
    assert "cộng đồng hưởng ứng" in " ".join(texts.split())


def test_a_text_is_undone_in_one_step(room: ReportsRoom, office: Office, settle: Settle) -> None:
    _write(room, settle, "III", "Một câu.")
    office.undo.undo()
    assert not office.reporting.sections(QUARTER).get("III", None) or not office.reporting.sections(QUARTER)["III"].text


def test_a_number_that_stands_on_no_figure_is_named(room: ReportsRoom, settle: Settle) -> None:
    _write(room, settle, "I", "Có 987.654 lượt người đến dự.")
    room.write_section("I")
    assert "987.654" in room.section._unsupported.text()


def test_space_ticks_a_section_and_enter_writes_it(room: ReportsRoom, office: Office, settle: Settle) -> None:
    room.left.show_part(OUTLINE)
    table = room.left.outline.table
    table.select("III")
    press(table, Qt.Key.Key_Space)
    settle()
    assert office.reporting.sections(QUARTER)["III"].ticked
    press(table, Qt.Key.Key_Return)
    assert room.section.key == "III"
    assert room.middle.currentIndex() == 1
    room.escape()
    assert room.middle.currentIndex() == 0


def test_a_section_is_left_out_of_the_document(room: ReportsRoom, office: Office, settle: Settle) -> None:
    room.write_section("V")
    room.section.included.click()
    settle()
    assert not office.reporting.sections(QUARTER)["V"].included
    assert room.summary is not None
    numbered = {one.key: one.title.vi for one in room.summary.sections}
    assert numbered["VI"].startswith("V. ")


def test_a_warning_passes_with_a_word_of_reason_and_comes_back_without(
    unfinished: ReportsRoom, office: Office, settle: Settle
) -> None:
    room = unfinished
    assert room.summary is not None
    before = len(room.summary.unanswered)
    card = next(one for one in room.side.findChildren(FindingCard) if one.fixes)
    card.ask()
    type_text(card.line, "Chờ hồ sơ của UNESCO")
    press(card.line, Qt.Key.Key_Return)
    settle()
    assert len(room.summary.unanswered) == before - 1
    assert [one.reason for one in office.reporting.waivers(QUARTER)] == ["Chờ hồ sơ của UNESCO"]
    room.flow.take_waiver_back(office.reporting.waivers(QUARTER)[0].id)
    settle()
    assert len(room.summary.unanswered) == before


def test_a_remark_is_answered_and_settled(room: ReportsRoom, office: Office, settle: Settle) -> None:
    room.write_section("IV")
    type_text(room.section.remark, "Bổ sung lịch của quý sau")
    press(room.section.remark, Qt.Key.Key_Return)
    settle()
    (remark,) = office.reporting.comments(QUARTER)
    assert (remark.place, remark.text) == ("section:IV", "Bổ sung lịch của quý sau")
    room.section.answered.emit(remark.id, "Đã bổ sung")
    room.section.settled.emit(remark.id)
    settle()
    (remark,) = office.reporting.comments(QUARTER)
    assert remark.answer == "Đã bổ sung"
    assert remark.done_at is not None


def test_an_office_of_one_person_signs_without_submitting(room: ReportsRoom) -> None:
    assert room.bar.submit.isHidden()
    assert not room.bar.export.isHidden()


def test_the_report_is_submitted_approved_by_another_and_changed_afterwards(
    office: Office, ambassador: Person, unfinished: ReportsRoom, settle: Settle
) -> None:
    room = unfinished
    room.enter(Route("reports", "period", "2026-Q3"))
    settle()
    assert room.summary is not None
    assert not room.bar.submit.isHidden()
    assert not room.bar.export.isEnabled()
    assert not room.summary.of(Severity.ERROR)
    _answer_warnings(unfinished, settle)
    assert not room.summary.unanswered
    room.bar.submit.click()
    press(room.ask.line, Qt.Key.Key_Return)
    settle()
    assert room.summary.state is ReportState.SUBMITTED
    room.bar.approve.setEnabled(True)
    room.acts.approve()
    assert room.ask.person.value() == ambassador.id
    press(room.ask.line, Qt.Key.Key_Return)
    settle()
    assert room.summary.state is ReportState.APPROVED
    assert room.bar.export.isEnabled()
    office.reporting.write_section(QUARTER, "III", BiText("Đổi sau khi duyệt."))
    room.enter(Route("reports", "period", "2026-Q3"))
    settle()
    assert room.summary.allowed is not None
    assert room.summary.allowed.changed
    assert not room.bar.export.isEnabled()
    room.acts.show_changes("")
    settle()
    assert room.middle.currentIndex() == 2
    assert room.compare.model.ids


def test_the_life_of_the_report_lists_every_act(
    office: Office, ambassador: Person, room: ReportsRoom, settle: Settle
) -> None:
    office.reporting.submit(QUARTER, "Kính trình Đại sứ")
    office.reporting.send_back(QUARTER, "Bổ sung số liệu", ambassador.id)
    room.acts.show_life()
    settle()
    assert len(room.compare.model.ids) == 2
    shown = [room.compare.model.row(place) for place in range(2)]
    assert [one is not None for one in shown] == [True, True]


def test_the_document_is_shown_two_pages_side_by_side(room: ReportsRoom) -> None:
    pages = room.preview.pages
    room.preview.turn_pair()
    assert pages.across == 2
    first, second = pages._box(0), pages._box(1)
    assert first.top() == second.top()
    assert first.right() < second.left()
    room.preview.turn_pair()
    assert pages._box(1).top() > pages._box(0).bottom()


def test_a_number_of_the_document_leads_to_its_events(room: ReportsRoom, settle: Settle, gone: list[Route]) -> None:
    document = room.preview.document
    text = document.text(0)
    start = text.index("5 sự kiện")
    spot = document.places(0, start, 1)[0].center()
    box = room.preview.pages._seen(room.preview.pages._box(0))
    at = box.topLeft() + (spot * room.preview.pages._scale).toPoint()
    room.preview.pages.verticalScrollBar().setValue(max(0, at.y() - 100))
    at -= QPoint(0, room.preview.pages.verticalScrollBar().value())
    QTest.mouseClick(room.preview.pages.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert room.middle.currentIndex() == 3
    assert room.numbers.lines.count()
    links = [one for one in room.numbers.findChildren(EventLinks) if one.findChildren(Button)]
    links[0].findChildren(Button)[0].click()
    assert gone[-1].room == "events"


def test_a_bar_of_a_chart_leads_to_its_events(room: ReportsRoom, gone: list[Route]) -> None:
    room.write_section("II.1")
    chart = room.section.findChildren(ChartView)[0]
    assert chart.accessibleDescription()
    chart.setFocus()
    press(chart, Qt.Key.Key_Return)
    links = [one for one in room.section.findChildren(EventLinks) if one.findChildren(Button)]
    links[0].findChildren(Button)[0].click()
    assert gone[-1].room == "events"
