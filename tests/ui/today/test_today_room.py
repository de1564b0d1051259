"""The first page of a mission, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.event import Attendance, EventState, Results
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.daybreak import Daybreak
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms import events, today
from cultdip_desktop.ui.rooms.today.view import TodayRoom
from tests.ui.kit_typing import press
from tests.ui.packages.offices import NOW, Template, in_window, opened

Settle = Callable[[], None]


def test_the_day_stands_above_with_its_vietnamese_lunar_day(room: TodayRoom) -> None:
    assert room.head.title.text() == "Thứ Hai, 5 tháng 10"
    assert room.lunar.text() == "Ngày 25 tháng Tám, năm Bính Ngọ"


def test_the_most_pressing_tasks_come_first_and_the_rest_on_demand(room: TodayRoom) -> None:
    assert len(room.tasks.rows) == 5
    assert room.tasks.more.text() == "Xem tất cả 16 việc"
    room.tasks.more.click()
    assert len(room.tasks.rows) == 16
    assert room.route() == Route("today", "all")
    room.tasks.more.click()
    assert len(room.tasks.rows) == 5


def test_one_click_leads_from_a_task_to_its_field(room: TodayRoom, gone: list[Route], office: Office) -> None:
    room.tasks.rows[0].click()
    assert gone[-1].room == "events"
    assert gone[-1].params == (("tab", "results"), ("field", "results.attendance"))
    assert office.events.get(gone[-1].id).title.vi == "Tọa đàm số 6"


def test_the_focus_arrives_in_the_field_that_a_task_is_about(
    room: TodayRoom, kit: Kit, office: Office, settle: Settle
) -> None:
    events_room = events.build(kit, office)
    window = in_window(events_room)
    events_room.enter(room.tasks.rows[0].target)
    settle()
    editor = events_room.editor  # type: ignore[attr-defined]
    assert editor.tabs_bar.current() == "results"
    assert editor.isAncestorOf(events_room.focusWidget())
    assert events_room.focusWidget() is not editor.tabs_bar
    events_room.enter(Route("events", "edit", room.tasks.rows[0].target.id, (("tab", "content"), ("field", "state"))))
    settle()
    assert events_room.focusWidget() is editor.head.primary
    events_room.leave()
    settle()
    window.hide()


def test_arrows_walk_along_the_lines_and_enter_follows(room: TodayRoom, gone: list[Route], app: QApplication) -> None:
    first, second = room.tasks.rows[0], room.tasks.rows[1]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(first, Qt.Key.Key_Down)
    assert room.focusWidget() is second
    press(second, Qt.Key.Key_Return)
    assert gone == [second.target]


def test_the_focus_stays_on_its_line_when_something_else_changes(
    room: TodayRoom, office: Office, kit: Kit, settle: Settle
) -> None:
    target = room.tasks.rows[2].target
    room.tasks.rows[2].setFocus(Qt.FocusReason.TabFocusReason)
    done = office.events.get(room.tasks.rows[0].target.id)
    results = Results(attendance=Attendance(90))
    kit.bus.publish(office.events.save(replace(done, results=results, state=EventState.RESULTS_IN))[1])
    settle()
    assert room.tasks.rows[2].target != target
    focused = room.focusWidget()
    assert getattr(focused, "target", None) == target


def test_what_was_done_disappears_without_being_asked(
    room: TodayRoom, office: Office, kit: Kit, settle: Settle
) -> None:
    before = room.tasks.more.text()
    office_id = room.tasks.rows[0].target.id
    kit.bus.publish(office.events.delete(office_id))
    settle()
    assert room.tasks.more.text() != before
    assert all(row.target.id != office_id for row in room.tasks.rows)


def test_a_hidden_page_asks_nothing(room: TodayRoom, office: Office, kit: Kit, settle: Settle) -> None:
    rows = list(room.tasks.rows)
    room.window().hide()
    kit.bus.publish(office.events.delete(rows[0].target.id))
    settle()
    assert room.tasks.rows == rows


def test_the_report_says_its_window_and_leads_to_what_it_lacks(room: TodayRoom, gone: list[Route]) -> None:
    report = room.report
    assert report.title.text() == "Báo cáo quý III/2026"
    assert report._closing.text() == "Chốt số liệu lúc 24:00 30/9 tại Praha = 05:00 1/10 tại Hà Nội"
    words = [row.accessibleName() for row in report.rows]
    assert words == ["Thiếu kết quả: 7", "Chưa gắn mục tiêu: 7"]
    report.rows[1].click()
    assert gone[-1].param("field") == "goals"
    report.complete.click()
    assert gone[-1] == Route("reports", "period", "2026-Q3")


def test_one_banner_at_most_and_its_button_leads_to_the_cure(room: TodayRoom, gone: list[Route]) -> None:
    assert room.notice.isVisible()
    assert not room.banner.isVisible()
    assert "Báo cáo quý III năm 2026 chưa ký, kỳ đã kết thúc 5 ngày." in room.notice.text()
    room.notice._action.click()
    assert gone[-1].param("field") == "results.attendance"


def test_a_banner_that_was_waved_away_stays_away_until_it_says_something_else(
    room: TodayRoom, office: Office, kit: Kit, settle: Settle
) -> None:
    room.notice._close.click()
    room._model.look()
    settle()
    assert not room.notice.isVisible()
    kit.bus.publish(office.events.delete(room.tasks.rows[0].target.id))
    settle()
    assert room.notice.isVisible()


def test_the_next_events_show_readiness_and_lead_to_what_is_lacking(room: TodayRoom, gone: list[Route]) -> None:
    assert len(room.upcoming.rows) == 3
    film = room.upcoming.rows[1]
    assert film.accessibleName() == "Chiếu phim Tết, Thứ Bảy, 10 tháng 10, Trình duyệt"
    assert "nội dung tóm tắt" in film.toolTip()
    film.click()
    assert gone[-1].params == (("tab", "content"), ("field", "summary"))


def test_photos_go_to_the_event_that_began_last(room: TodayRoom, gone: list[Route], office: Office) -> None:
    assert room.photos.isEnabled()
    room.photos.click()
    assert office.events.get(gone[-1].id).title.vi.startswith("Đêm hội Trung thu")
    assert gone[-1].param("tab") == "media"


def test_without_a_key_the_page_says_how_to_come_to_one(room: TodayRoom, gone: list[Route]) -> None:
    link = room.package.findChildren(type(room.photos))[-1]
    link.click()
    assert gone[-1] == Route("settings", "keys")


def test_an_empty_office_is_told_how_to_begin(kit: Kit, template: Template, tmp_path: Path, settle: Settle) -> None:
    with opened(template, tmp_path / "trống") as office:
        for event_id in office.events.find_ids(EventFilter()):
            office.events.delete(event_id)
        made = today.build(kit, office)
        assert isinstance(made, TodayRoom)
        window = in_window(made)
        made.enter(Route("today"))
        settle()
        assert made.start.isVisible()
        assert not made.tasks.isVisible()
        assert not made.notice.isVisible()
        assert not made.photos.isEnabled()
        assert made.primary is not None
        assert made.primary.isEnabled()
        window.hide()


def test_the_page_follows_language_and_text_size_while_it_is_open(room: TodayRoom, kit: Kit) -> None:
    kit.live.switch("en")
    assert room.head.title.text() == "Monday, 5 October"
    assert room.tasks.more.text() == "See all 16 tasks"
    before = room.tasks.rows[0].height()
    kit.look.choose(scheme="dark", scale=130)
    assert room.tasks.rows[0].height() > before


def test_a_new_day_is_seen_at_midnight_without_asking_before(app: QApplication) -> None:
    clock = FixedClock(datetime(2026, 10, 5, 21, 59, tzinfo=UTC))
    owner = QObject()
    days = Daybreak(clock.now, "Europe/Prague", owner)
    broken: list[bool] = []
    days.broke.connect(lambda: broken.append(True))
    assert 60_000 <= days.wait_ms <= 62_000
    days.look()
    assert broken == []
    clock.set(datetime(2026, 10, 5, 22, 0, 1, tzinfo=UTC))
    days.look()
    assert broken == [True]
    assert days.wait_ms > 23 * 3_600_000


def test_a_machine_that_slept_through_midnight_shows_the_new_day_when_it_is_used_again(
    room: TodayRoom, office: Office, settle: Settle, app: QApplication
) -> None:
    clock = office.desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(NOW + timedelta(days=2))
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)  # type: ignore[union-attr]
    settle()
    assert room.head.title.text() == "Thứ Tư, 7 tháng 10"


@pytest.mark.parametrize("width", [1366, 1024])
def test_nothing_is_cut_off_at_the_side(room: TodayRoom, app: QApplication, width: int) -> None:
    room.window().resize(width, 700)
    app.processEvents()
    for card in (room.tasks, room.upcoming, room.report, room.gaps, room.package):
        right = card.mapTo(room, card.rect().topRight()).x()
        assert right < room.width(), card


def test_tasks_that_no_page_shows_are_still_counted(
    room: TodayRoom, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cultdip_desktop.services.today.TASKS_SHOWN", 6)
    room._model.look()
    settle()
    assert room.tasks.more.text() == "Xem 6 trong 16 việc"
    room.tasks.more.click()
    assert len(room.tasks.rows) == 6
    words = [label.text() for label in room.tasks.findChildren(PlainLabel)]
    assert "Còn 10 việc nữa, hiện ra khi xong các việc trên." in words
