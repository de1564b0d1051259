"""Periods, figures, findings, preview and documents, as an officer uses them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from tests.ui.kit_typing import press

Settle = Callable[[], None]


def test_the_last_quarter_that_is_over_is_shown_first(room: ReportsRoom) -> None:
    assert room.route() == Route("reports", "period", "2026-Q3")
    assert room.head.title.text() == "Báo cáo quý III năm 2026"
    assert room.table.current_id() == "2026-Q3"


def test_every_period_of_the_year_is_listed_with_its_held_events(room: ReportsRoom) -> None:
    assert len(room.rows.ids) == 19
    held = {one.id: one.held for one in room._reports.rows(room.rows.ids)}
    assert (held["2026-Q3"], held["2026-09"], held["2026-H2"], held["2026"], held["2026-Q1"]) == (5, 5, 5, 5, 0)


def test_the_preview_shows_the_pages_of_the_document(room: ReportsRoom, settle: Settle) -> None:
    pages = room.preview.pages
    assert pages.count >= 2
    press(pages, Qt.Key.Key_PageDown)
    assert pages.at == 1
    press(pages, Qt.Key.Key_Home)
    assert pages.at == 0
    before = pages.zoom
    press(pages, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom > before
    picture = pages.viewport().grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 40).lightness() > 240


def test_choosing_a_period_with_the_keyboard_changes_document_and_figures(room: ReportsRoom, settle: Settle) -> None:
    room.table.setFocus()
    press(room.table, Qt.Key.Key_Up)
    settle()
    assert room.route().id == "2026-Q2"
    assert "quý II " in room.head.title.text()


def test_the_document_is_previewed_in_english(room: ReportsRoom, settle: Settle) -> None:
    drawn: list[bytes] = []
    room._reports.drawn.connect(drawn.append)
    room.language.chosen.emit("en")
    settle()
    assert drawn
    assert drawn[0].startswith(b"%PDF")


@pytest.mark.parametrize(("ending", "start"), [(".pdf", b"%PDF"), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf")])
def test_a_document_is_written_where_the_officer_wants(
    room: ReportsRoom, files: ScriptedFileChooser, settle: Settle, tmp_path: Path, ending: str, start: bytes
) -> None:
    target = tmp_path / f"báo cáo{ending}"
    files.answers.append(target)
    room.acts.save_as(ending)
    settle()
    assert target.read_bytes().startswith(start)
    assert target.name in room.banner.text()


def test_nothing_is_written_when_the_officer_changes_their_mind(
    room: ReportsRoom, settle: Settle, tmp_path: Path
) -> None:
    room.acts.save_as(".pdf")
    settle()
    assert not room.banner.isVisible()


def test_a_place_that_cannot_be_written_is_an_error_in_words(
    room: ReportsRoom, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    files.answers.append(tmp_path / "không có" / "báo cáo.pdf")
    room.acts.save_as(".pdf")
    settle()
    assert room.banner.isVisible()


def test_a_finding_leads_to_the_tab_of_its_event(
    room: ReportsRoom, office: Office, kit: Kit, settle: Settle, gone: list[Route]
) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    kit.bus.publish(office.events.save(replace(event, goals=()))[1])
    settle()
    while not gone:
        room.side.next_problem(1)
        press(room.focusWidget(), Qt.Key.Key_Space, text=" ")
    assert gone[-1] == Route("events", "edit", event.id, (("tab", "goals"), ("field", "goals")))


def test_signing_is_the_packages_rooms_business(room: ReportsRoom, gone: list[Route]) -> None:
    assert room.primary is not None
    room.primary.click()
    assert gone[-1] == Route("packages", "export", "2026-Q3", (("through", "1"),))


def test_a_change_of_an_event_is_counted_at_once(room: ReportsRoom, office: Office, kit: Kit, settle: Settle) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    kit.bus.publish(office.events.delete(event.id))
    settle()
    held = {one.id: one.held for one in room._reports.rows(room.rows.ids)}
    assert held["2026-Q3"] == 4


def test_a_year_is_a_period_too(room: ReportsRoom, settle: Settle) -> None:
    room.enter(Route("reports", "period", "2025"))
    settle()
    assert room.head.title.text() == "Báo cáo năm 2025"
    assert room.year.value() == 2025
    assert room.rows.ids[0] == "2025-Q1"


def test_a_period_that_does_not_exist_is_an_error_and_no_crash(
    room: ReportsRoom, settle: Settle, troubles: list[BaseException]
) -> None:
    room.enter(Route("reports", "period", "2026-Q9"))
    settle()
    assert room.banner.isVisible()
    assert troubles == []


def test_the_room_follows_the_language_while_it_is_open(room: ReportsRoom, kit: Kit, office: Office) -> None:
    kit.live.switch("en")
    assert room.head.title.text() == "Report for Q3 2026"
    assert room.rows.headerData(0, Qt.Orientation.Horizontal) == "Reporting period"
