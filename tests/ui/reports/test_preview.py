"""The document in view: outline, pages, zoom, search, and a building that can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms import reports
from cultdip_desktop.ui.rooms.reports.pages import Fit
from cultdip_desktop.ui.rooms.reports.search import FoldedText
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from cultdip_desktop.ui.rooms.reports.view_left import OUTLINE, PAGES, PERIODS
from tests.ui.kit_typing import press, type_text
from tests.ui.packages.offices import in_window

Settle = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def found(room: ReportsRoom, settle: Settle) -> Callable[[str], list[int]]:
    """Searches, and gives the page of every hit."""

    def find(words: str) -> list[int]:
        room.preview.search.ask(words)
        _read_all(room, settle)
        return [hit.page for hit in room.preview.search.hits]

    return find


def _read_all(room: ReportsRoom, settle: Settle) -> None:
    """The search waits while a page is painted, which is nobody's job: sleep until it says something."""
    settle()
    search = room.preview.search
    while search.under_way:
        loop = QEventLoop()
        search.changed.connect(loop.quit)
        QTimer.singleShot(10_000, partial(loop.exit, 1))
        assert loop.exec() == 0, "the search does not end"


@pytest.mark.parametrize("words", ["trung thu", "TRUNG THU", "Trung Thu", "trung  thu"])
def test_words_are_found_whatever_their_marks_and_case(found: Callable[[str], list[int]], words: str) -> None:
    assert len(found(words)) >= 5


def test_letters_without_marks_find_letters_with_marks(found: Callable[[str], list[int]]) -> None:
    assert found("doc lap - tu do - hanh phuc") == [0]
    assert found("đại sứ quán")


def test_words_are_found_across_the_end_of_a_line(room: ReportsRoom, found: Callable[[str], list[int]]) -> None:
    assert found("ĐẠI SỨ QUÁN VIỆT NAM TẠI")[0] == 0
    assert len(room.preview.search.hits[0].places) == 2


def test_what_is_not_there_is_said(room: ReportsRoom, found: Callable[[str], list[int]]) -> None:
    assert found("khinh khí cầu") == []
    assert room.preview.finder.count.text() == "Không thấy"


def test_a_hit_stands_where_its_words_are_printed(room: ReportsRoom, found: Callable[[str], list[int]]) -> None:
    found("BÁO CÁO")
    place = room.preview.search.hits[0].places[0]
    page = room.preview.document.sizes[0]
    assert abs(place.center().x() - page.width() / 2 - 21) < 60
    assert place.height() < 20


def test_control_f_opens_the_search_and_f3_walks_along_the_hits(
    room: ReportsRoom, settle: Settle, app: QApplication
) -> None:
    room.window().activateWindow()
    press(room.preview.pages, Qt.Key.Key_F, CONTROL)
    room.preview.open_find()
    assert room.preview.finder.isVisible()
    type_text(room.preview.finder.field, "trung thu")
    press(room.preview.finder.field, Qt.Key.Key_Return)
    _read_all(room, settle)
    total = len(room.preview.search.hits)
    at = room.preview.search.at
    room.preview.find_next(1)
    assert room.preview.search.at == (at + 1) % total
    assert room.preview.finder.count.text() == f"{room.preview.search.at + 1} / {total}"
    room.preview.find_next(-1)
    room.preview.find_next(-1)
    assert room.preview.search.at == (at - 1) % total
    press(room.preview.finder.field, Qt.Key.Key_Escape)
    press(room.preview.finder.field, Qt.Key.Key_Escape)
    assert not room.preview.finder.isVisible()
    assert room.preview.search.hits == []


def test_the_present_hit_is_brought_into_view(room: ReportsRoom, found: Callable[[str], list[int]]) -> None:
    pages = room.preview.pages
    hits = found("trung thu")
    assert hits[-1] > 0
    room.preview.search.step(-1)
    assert pages.at == hits[-1]


def test_a_folded_text_remembers_where_its_letters_came_from() -> None:
    text = "Đêm hội\r\nTrung  thu 🏮 Praha"
    assert FoldedText(text).find("hoi trung thu") == [(4, 15)]
    start, length = FoldedText(text).find("praha")[0]
    assert (text.encode("utf-16-le")[2 * start : 2 * (start + length)]).decode("utf-16-le") == "Praha"


def test_the_outline_names_every_part_once_and_marks_what_is_to_be_looked_at(
    room: ReportsRoom, office: Office, kit: Kit, settle: Settle
) -> None:
    titles = [entry.title for entry in room.preview.document.outline]
    assert titles[0] == "I. TÌNH HÌNH ĐỊA BÀN, CÔNG TÁC CHỈ ĐẠO"
    assert len(set(titles)) == len(titles) >= 6
    assert room.summary is not None
    total = len(room.summary.sections)
    assert room.left.outline.count.text() == f"{total}/{total} mục đã đủ"
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    kit.bus.publish(office.events.save(replace(event, goals=()))[1])
    settle()
    marked = {one.key for one in room.summary.sections if one.problems}
    assert {"II.1", "A.events"} <= marked
    assert "I" not in marked


def test_the_outline_leads_to_its_part_and_follows_the_reader(room: ReportsRoom, settle: Settle) -> None:
    room.left.show_part(OUTLINE)
    last = room.preview.document.outline[-1]
    table = room.left.outline.table
    table.setFocus()
    table.select("A.events")
    assert room.preview.pages.at == last.page
    press(room.preview.pages, Qt.Key.Key_Home)
    assert table.current_id() != "A.events"


def test_the_small_pages_choose_by_key_and_by_mouse(room: ReportsRoom, settle: Settle) -> None:
    room.left.show_part(PAGES)
    settle()
    thumbs = room.left.thumbs
    thumbs.setFocus()
    press(thumbs, Qt.Key.Key_Down)
    assert room.preview.pages.at == 1
    assert thumbs.at == 1
    QTest.mouseClick(thumbs.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(thumbs.viewport().width() // 2, 30))
    assert room.preview.pages.at == 0


def test_zoom_by_steps_to_the_width_and_to_the_whole_page(room: ReportsRoom) -> None:
    pages = room.preview.pages
    pages.fit_to(Fit.PAGE)
    whole = pages.zoom
    pages.fit_to(Fit.WIDTH)
    assert pages.zoom > whole
    pages.set_zoom(2.0)
    assert room.preview.zoom.text().strip() == "200%"
    pages.zoom_by(1)
    assert pages.zoom == 2.0
    pages.zoom_by(-1)
    assert pages.zoom == 1.5
    pages.set_zoom(0.5)
    pages.zoom_by(-1)
    assert pages.zoom == 0.5


def test_new_figures_leave_the_reader_where_he_is(room: ReportsRoom, office: Office, kit: Kit, settle: Settle) -> None:
    room.preview.pages.go(1)
    place = room.preview.pages.verticalScrollBar().value()
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    kit.bus.publish(office.events.save(replace(event, title=BiText("Tên khác", "Another name")))[1])
    settle()
    assert room.preview.shows_document
    assert room.preview.pages.verticalScrollBar().value() == place


def test_another_language_begins_on_its_first_page(room: ReportsRoom, settle: Settle) -> None:
    room.preview.pages.go(1)
    room.language.chosen.emit("en")
    assert not room.preview.shows_document
    settle()
    assert room.preview.pages.at == 0
    assert room.preview.document.outline[0].title == "I. LOCAL SITUATION AND DIRECTION OF WORK"


def test_a_building_can_be_stopped_and_begun_again(
    room: ReportsRoom, office: Office, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, real = threading.Event(), office.reports.draw

    def endless(_period: Any, _language: Any, progress: Progress) -> bytes:
        begun.set()
        while True:
            progress.step(1, 2, "Trung thu")
            threading.Event().wait(0.005)

    monkeypatch.setattr(office.reports, "draw", endless)
    room.language.chosen.emit("en")
    assert begun.wait(10)
    room.preview.progress._cancel.click()
    settle()
    assert room.preview.again.isVisible()
    assert not room.preview.shows_document
    monkeypatch.setattr(office.reports, "draw", real)
    room.preview.again.click()
    settle()
    assert room.preview.shows_document


def test_the_route_of_a_period_shows_its_outline_and_the_room_alone_the_periods(
    room: ReportsRoom, settle: Settle
) -> None:
    assert room.left.part == PERIODS
    room.enter(Route("reports", "period", "2026-Q3"))
    assert room.left.part == OUTLINE


def test_a_finding_about_a_goal_shows_the_part_of_the_report_that_says_so(
    room: ReportsRoom, office: Office, kit: Kit, settle: Settle
) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    kit.bus.publish(office.events.save(replace(event, goals=()))[1])
    settle()
    room.preview.pages.go(room.preview.pages.count - 1)
    room.side.section_asked.emit(room.reports.places["report.goal_without_activity"])
    entry = room.left.place_of("II.1")
    assert entry is not None
    assert room.preview.pages.at == entry.page


def test_who_signs_stands_beside_the_findings(room: ReportsRoom) -> None:
    assert any("Nguyễn Minh Hà" in label.text() for label in room.side.findChildren(PlainLabel))


def test_every_state_of_the_tour_opens(kit: Kit, office: Office, settle: Settle) -> None:
    made = reports.build(kit, office)
    assert isinstance(made, ReportsRoom)
    window = in_window(made)
    for _name, route in reports.tour_states(office):
        made.enter(route)
        settle()
        _read_all(made, settle)
        assert made.preview.shows_document
    assert made.preview.search.hits
    made.leave()
    settle()
    window.hide()


def test_documents_may_change_while_their_pages_are_painted(app: QApplication, room: ReportsRoom) -> None:
    """The painting thread never waits for the window, which may wait for the painter."""
    document = room.preview.document
    data = bytes(document._bytes.data())
    for turn in range(40):
        for page in range(document.count):
            document.picture(page, QSize(300 + turn, 424 + turn))
        document.text(turn % document.count)
        document.show_document(data)
        app.processEvents()
    assert document.count >= 2
