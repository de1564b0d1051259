"""The page «Tài liệu khác»: choosing, previewing and saving documents; writing the registers by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.register import InitiativeStage
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.document_kinds import OFFERS
from cultdip_desktop.ui.rooms.reports.places import ReportsPlaces
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from cultdip_desktop.ui.rooms.reports.view_documents import DocumentsPage, DocumentsPlace
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]


@pytest.fixture
def page(room: ReportsRoom, settle: Settle) -> DocumentsPage:
    """The page, at the programme."""
    return opened(room, settle, "programme")


def opened(room: ReportsRoom, settle: Settle, key: str, **params: str) -> DocumentsPage:
    """The page at a document, its preview drawn."""
    assert isinstance(room, ReportsPlaces)
    room.enter(Route("reports", "documents", key, tuple(params.items())))
    place = room._pages["documents"]
    assert isinstance(place, DocumentsPlace)
    draw(place.page, settle)
    return place.page


def draw(page: DocumentsPage, settle: Settle) -> None:
    """Let the preview come that rests a moment."""
    settle()
    if page._rest.isActive():
        page._rest.stop()
        page._draw()
    settle()


def test_every_document_has_a_line_that_says_what_it_is_for(page: DocumentsPage) -> None:
    assert page.kinds.ids == [str(offer.key) for offer in OFFERS]
    assert page.head.title.text() == "Chương trình hành động"
    assert page.preview.shows_document
    assert page.route() == Route("reports", "documents", "programme")


def test_arrow_keys_choose_another_document(page: DocumentsPage, settle: Settle) -> None:
    page.table.setFocus()
    for _times in range(3):
        press(page.table, Qt.Key.Key_Down)
    draw(page, settle)
    assert page.offer.key == "budget"
    assert page.options.part.isVisible()
    assert page.preview.shows_document


def test_the_dossier_takes_the_last_event_that_is_over_and_another_that_is_chosen(
    room: ReportsRoom, office: Office, settle: Settle
) -> None:
    page = opened(room, settle, "dossier")
    first = page.wanted().event_id
    assert office.events.get(first).day <= office.documents.today()  # type: ignore[operator]
    other = next(row.id for row in office.registers.find_events("") if row.id != first)
    page.options.event_choice.set_value(other)
    page.options.event_choice.chosen.emit(other)
    draw(page, settle)
    assert page.wanted().event_id == other
    assert page.preview.shows_document


def test_a_document_is_saved_as_pdf_and_as_tables(
    page: DocumentsPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    for ending, begins in ((".pdf", b"%PDF"), (".xlsx", b"PK"), (".docx", b"PK")):
        target = tmp_path / f"chương trình{ending}"
        files.answers.append(target)
        page.save_as(ending)
        settle()
        assert target.read_bytes().startswith(begins)
        assert target.name in page.banner.text()  # the banner says where it is


def test_a_midterm_report_wants_its_days_in_order(room: ReportsRoom, settle: Settle) -> None:
    page = opened(room, settle, "midterm")
    assert page.preview.shows_document
    page.options.end.set_moment(None)
    page.options.end.settled.emit(None)
    draw(page, settle)
    assert not page.preview.shows_document


def test_a_new_initiative_is_written_stored_and_undone(room: ReportsRoom, office: Office, settle: Settle) -> None:
    page = opened(room, settle, "initiatives", show="register")
    page.register.new()
    settle()
    settle()
    form = page.register.initiative
    type_text(form.title.vi, "Tuần hàng Việt Nam")
    form.flush()
    settle()
    form.stage.set_value(InitiativeStage.ACCEPTED)
    form.stage.chosen.emit(InitiativeStage.ACCEPTED)
    settle()
    (kept,) = office.registers.initiatives()
    assert (kept.title.vi, kept.stage) == ("Tuần hàng Việt Nam", InitiativeStage.ACCEPTED)
    past = [label.text() for label in form.findChildren(PlainLabel) if "→" in label.text()]
    assert any("Trạng thái: Đề xuất → Đã chấp thuận" in text for text in past)
    assert all("Nguyễn Minh Hà" in text for text in past)
    office.undo.undo()
    office.undo.undo()
    assert office.registers.initiatives()[0].title.vi == ""


def test_delete_puts_an_entry_into_the_trash(room: ReportsRoom, office: Office, settle: Settle) -> None:
    made = office.registers.blank_commendation()
    office.registers.save_commendation(made)
    page = opened(room, settle, "commendations", show="register")
    page.register.table.setFocus()
    press(page.register.table, Qt.Key.Key_Delete)
    settle()
    assert office.registers.commendations() == ()
    assert [row.kind for row in office.trash.rows()] == ["commendation"]


def test_events_are_named_as_evidence_by_the_picker(room: ReportsRoom, office: Office, settle: Settle) -> None:
    office.registers.save_commendation(office.registers.blank_commendation())
    page = opened(room, settle, "commendations", show="register")
    form = page.register.commendation
    event = office.registers.find_events("")[0]
    form.picker.set_value(event.title.vi)
    form.searched.emit(event.title.vi)
    settle()
    add = next(button for button in form.findChildren(IconButton) if button.accessibleName().startswith("Ghi «"))
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    settle()
    assert office.registers.commendations()[0].events == (event.id,)


def test_back_leads_to_the_report(page: DocumentsPage, room: ReportsRoom, gone: list[Route]) -> None:
    room.escape()
    assert gone[-1].place == "period"


def test_a_route_opens_the_dossier_of_its_event(room: ReportsRoom, office: Office, settle: Settle) -> None:
    wanted = office.registers.find_events("")[-1].id
    page = opened(room, settle, "dossier", event=wanted)
    assert page.wanted().event_id == wanted


def test_a_thematic_report_goes_on_among_the_reports(
    room: ReportsRoom, office: Office, settle: Settle, gone: list[Route]
) -> None:
    page = opened(room, settle, "thematic")
    page.begin.click()
    settle()
    [begun] = office.reporting.others()
    assert gone[-1] == Route("reports", "period", str(begun.period))
    room.enter(gone[-1])
    settle()
    assert room.summary is not None
    assert room.summary.period == begun.period
    assert f"chuyên đề {str(begun.period).partition('+')[2]}" in room.head.title.text()
    assert str(begun.period) in room.periods.rows.ids
    room.flow.submit("Kính trình.")
    settle()
    assert office.reporting.get(begun.period).state is not office.reporting.get(Period.parse("2026")).state


def test_a_midterm_review_without_days_is_not_begun(room: ReportsRoom, office: Office, settle: Settle) -> None:
    page = opened(room, settle, "midterm")
    assert not page.begin.isHidden()
    if page.wanted().lacks:
        page.begin.click()
        settle()
        assert office.reporting.others() == ()


def test_other_documents_are_not_submitted(page: DocumentsPage) -> None:
    assert page.begin.isHidden()


def test_appendices_are_written_apart(
    room: ReportsRoom, settle: Settle, files: ScriptedFileChooser, tmp_path: Path
) -> None:
    files.answers.append(tmp_path / "quý 3.pdf")
    room.acts.save_as("apart.pdf")
    settle()
    made = sorted(path.name for path in tmp_path.glob("quý 3*.pdf"))
    assert made[0] == "quý 3.pdf"
    assert made[1:] == [f"quý 3.phu-luc-{number}.pdf" for number in range(1, len(made))]
    assert len(made) > 1
