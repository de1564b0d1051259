"""The calendar by mouse and by key: looking, creating, moving, stretching, undoing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from cultdip_desktop.app import Office
from cultdip_desktop.domain.calendar import Layer
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import Scope, YearlyRule
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.view_month import MonthView
from cultdip_desktop.ui.rooms.plan.view_week import WeekView
from tests.ui.kit_typing import press
from tests.ui.plan.conftest import Planned, add, double_click, drag, send

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Settle = Callable[[], None]


def month(room: PlanRoom) -> MonthView:
    page = room.calendar.page
    assert isinstance(page, MonthView)
    return page


def day(number: int, month_number: int = 9) -> date:
    return date(2026, month_number, number)


def days_of(office: Office, event_id: str) -> tuple[date, date, int, int]:
    found = office.events.get(event_id)
    start, end = found.local_start, found.local_end
    assert start is not None
    assert end is not None
    return start.date(), end.date(), start.hour, end.hour


# ------------------------------------------------------------------------------------------------ looking


def test_the_month_says_its_name_its_moons_and_what_it_holds(room: PlanRoom) -> None:
    said: list[Any] = []
    room.status.connect(said.append)
    room.calendar.went.emit()
    assert room.head.title.text() == "Tháng 9, 2026"
    assert room.head.sentence.text() == "tháng Bảy – tháng Tám, Bính Ngọ"
    assert room.kit.say(said[-1]) == "3 sự kiện · 1 hạn báo cáo"


def test_events_stand_in_the_cells_of_their_days(room: PlanRoom, planned: Planned) -> None:
    page = month(room)
    assert page.cell(day(22)).contains(page.box_of(planned.films.id))
    bar = page.box_of(planned.exhibition.id)
    assert bar.left() < page.cell(day(14)).center().x()
    assert bar.right() > page.cell(day(18)).center().x()


def test_a_day_is_read_out_with_its_lunar_day_holidays_and_events(room: PlanRoom) -> None:
    month(room).move_to(day(25))
    name = month(room).accessibleName()
    assert name == "Thứ Sáu 25/9/2026, Rằm tháng Tám, Tết Trung thu, 1 sự kiện"


def test_arrows_pages_and_ends_walk_over_the_days(room: PlanRoom, settle: Settle) -> None:
    page = month(room)
    walk = (
        (Qt.Key.Key_Right, day(17)), (Qt.Key.Key_Down, day(24)), (Qt.Key.Key_Left, day(23)), (Qt.Key.Key_Up, day(16)),
        (Qt.Key.Key_Home, day(14)), (Qt.Key.Key_End, day(20)), (Qt.Key.Key_PageDown, day(20, 10)),
        (Qt.Key.Key_PageUp, day(20)),
    )  # fmt: skip
    for key, expected in walk:
        press(page, key)
        settle()
        assert page.cursor_day == expected
    assert room.head.title.text() == "Tháng 9, 2026"


def test_letters_do_nothing_for_telex_types_with_them(room: PlanRoom, gone: list[Route]) -> None:
    for key in (Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_M):
        press(month(room), key, text=chr(key.value).lower())
    assert month(room).cursor_day == day(16)
    assert gone == []


def test_the_arrows_of_the_head_turn_pages_and_today_comes_back(room: PlanRoom, settle: Settle) -> None:
    room.bar.later.click()
    settle()
    assert room.head.title.text() == "Tháng 10, 2026"
    room.bar.today.click()
    settle()
    assert room.head.title.text() == "Tháng 9, 2026"
    assert month(room).cursor_day == day(16)


def test_a_kind_that_is_unticked_leaves_the_page_and_keeps_its_count(room: PlanRoom, planned: Planned) -> None:
    room.calendar.side.kinds[EventKind.FILM].click()
    assert month(room).box_of(planned.films.id).isEmpty()
    assert not month(room).box_of(planned.exhibition.id).isEmpty()
    assert room.calendar.side._counts[EventKind.FILM].text() == "1"


def test_layers_show_and_hide_holidays_and_deadlines(room: PlanRoom) -> None:
    almanac = month(room).almanac
    assert [one.tag for one in almanac.holidays(day(28))] == ["CZ"]
    assert len(almanac.deadlines(day(30))) == 1
    room.calendar.side.layers[Layer.HOST].click()
    room.calendar.side.layers[Layer.DEADLINES].click()
    almanac = month(room).almanac
    assert [one.tag for one in almanac.holidays(day(28))] == []
    assert almanac.deadlines(day(30)) == ()


def test_a_deadline_is_told_on_two_clocks(room: PlanRoom) -> None:
    tip = month(room).tip_at(month(room).cell(day(30)).center())
    assert "Hạn chốt số liệu quý III" in tip
    assert "24:00 30/9 tại Praha = 05:00 1/10 tại Hà Nội" in tip


def test_a_day_with_too_much_counts_the_rest_and_shows_it_on_a_press(
    room: PlanRoom, office: Office, settle: Settle
) -> None:
    for number in range(8):
        add(office, f"Tọa đàm số {number}", day(10), EventKind.TALK)
    room._model.look_again()
    room.enter(Route("plan", "month", "2026-09-10"))
    settle()
    page = month(room)
    hidden = page.hidden_on(day(10))
    assert 0 < hidden < 8
    cell = page.cell(day(10))
    drag(page, QPoint(cell.left() + 12, cell.bottom() - 5), QPoint(cell.left() + 12, cell.bottom() - 5))
    assert len(room.calendar.panel.lines) == 8


@pytest.mark.parametrize("scale", ["month", "week", "agenda", "year"])
def test_every_page_shows_the_same_events(room: PlanRoom, settle: Settle, planned: Planned, scale: str) -> None:
    room.enter(Route("plan", scale, "2026-09-22"))
    settle()
    assert room.route() == Route("plan", scale, "2026-09-22")
    assert planned.films.id in [event.id for event in room.calendar.page.almanac.events(day(22))]
    assert not room.calendar.page.grab().isNull()


# ----------------------------------------------------------------------------------------------- creating


def test_a_double_click_on_a_day_begins_an_event_there(room: PlanRoom, gone: list[Route]) -> None:
    double_click(month(room), month(room).cell(day(8)).center())
    assert gone == [Route("events", "new", "", (("day", "2026-09-08"),))]


def test_the_new_button_begins_on_the_day_under_the_cursor(room: PlanRoom, gone: list[Route]) -> None:
    month(room).move_to(day(11))
    assert room.primary is not None
    room.primary.click()
    assert gone == [Route("events", "new", "", (("day", "2026-09-11"),))]


def test_the_plus_beside_an_occasion_begins_an_event_named_after_it(room: PlanRoom, gone: list[Route]) -> None:
    lines = [room.calendar.side._occasions.itemAt(0).widget()]
    lines[0].plus.click()  # type: ignore[attr-defined, union-attr]
    route = gone[0]
    assert (route.room, route.place) == ("events", "new")
    assert route.param("day") >= "2026-09-16"
    assert route.param("title")


def test_enter_on_an_empty_day_offers_to_begin_there(room: PlanRoom, gone: list[Route]) -> None:
    month(room).move_to(day(3))
    press(month(room), Qt.Key.Key_Return)
    press(room.calendar.panel.new, Qt.Key.Key_Return)
    assert gone == [Route("events", "new", "", (("day", "2026-09-03"),))]


# ------------------------------------------------------------------------------------------------- moving


def test_an_event_that_is_dragged_keeps_its_hours_and_comes_back_with_one_undo(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    done: list[Any] = []
    room.done.connect(lambda speech, undo: done.append((room.kit.say(speech), undo)))
    page = month(room)
    drag(page, page.box_of(planned.films.id).center(), page.cell(day(23)).center(), page.cell(day(24)).center())
    assert page.cell(day(24)).contains(page.box_of(planned.films.id))
    settle()
    assert days_of(office, planned.films.id) == (day(24), day(24), 18, 20)
    assert done[0][0] == "Đã chuyển «Chiếu phim «Mùi cỏ cháy»» sang 24/9/2026"
    office.undo.undo()
    assert days_of(office, planned.films.id) == (day(22), day(22), 18, 20)


def test_the_right_end_of_an_event_stretches_it_and_the_left_one_as_well(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    page = month(room)
    bar = page.box_of(planned.exhibition.id)
    drag(page, QPoint(bar.right() - 2, bar.center().y()), page.cell(day(19)).center(), page.cell(day(20)).center())
    settle()
    assert days_of(office, planned.exhibition.id) == (day(14), day(20), 9, 18)
    bar = page.box_of(planned.exhibition.id)
    drag(page, QPoint(bar.left() + 2, bar.center().y()), page.cell(day(15)).center(), page.cell(day(16)).center())
    settle()
    assert days_of(office, planned.exhibition.id) == (day(16), day(20), 9, 18)


def test_a_holiday_of_the_host_country_is_hinted_at_while_dragging_and_never_forbidden(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    page = month(room)
    start = page.box_of(planned.films.id).center()
    drag(page, start, page.cell(day(23)).center(), let_go=False)
    assert page.hint() == ""
    send(page, QEvent.Type.MouseMove, page.cell(day(28)).center(), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton)
    assert "Ngày Nhà nước" in page.hint()
    assert "28/9/2026" in page.hint()
    assert not page.grab().isNull()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(page, QEvent.Type.MouseButtonRelease, page.cell(day(28)).center(), left, none)
    settle()
    assert days_of(office, planned.films.id)[0] == day(28)
    said: list[Any] = []
    room.status.connect(said.append)
    room.calendar.went.emit()
    assert room.kit.say(said[-1]) == "3 sự kiện · 1 hạn báo cáo · 1 sự kiện trùng ngày lễ sở tại (28/9)"


def test_escape_puts_a_dragged_event_back(room: PlanRoom, office: Office, planned: Planned, settle: Settle) -> None:
    page = month(room)
    drag(page, page.box_of(planned.films.id).center(), page.cell(day(24)).center(), let_go=False)
    press(page, Qt.Key.Key_Escape)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(page, QEvent.Type.MouseButtonRelease, page.cell(day(24)).center(), left, none)
    settle()
    assert days_of(office, planned.films.id)[0] == day(22)


def test_keys_alone_move_stretch_and_delete(room: PlanRoom, office: Office, planned: Planned, settle: Settle) -> None:
    page = month(room)
    page.move_to(day(22))
    press(page, Qt.Key.Key_Right, CONTROL)
    settle()
    press(page, Qt.Key.Key_Down, CONTROL)
    settle()
    assert days_of(office, planned.films.id)[:2] == (day(30), day(30))
    assert page.cursor_day == day(30)
    press(page, Qt.Key.Key_Left, SHIFT)
    settle()
    assert days_of(office, planned.films.id)[:2] == (day(30), day(30))
    press(page, Qt.Key.Key_Right, SHIFT)
    settle()
    assert days_of(office, planned.films.id)[:2] == (day(30), day(1, 10))
    press(page, Qt.Key.Key_Delete)
    settle()
    assert planned.films.id not in office.events.find_ids(EventFilter())
    assert page.box_of(planned.films.id).isEmpty()


def test_quick_presses_add_up_although_the_store_answers_later(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    page = month(room)
    page.move_to(day(22))
    for _press in range(3):
        press(page, Qt.Key.Key_Right, CONTROL)
    settle()
    assert days_of(office, planned.films.id)[0] == day(25)


def test_space_takes_the_next_event_of_the_day_and_enter_opens_it(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle, gone: list[Route]
) -> None:
    second = add(office, "Tọa đàm văn học", day(22), EventKind.TALK, hours=(20, 21))
    room._model.look_again()
    settle()
    page = month(room)
    page.move_to(day(22))
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Space)
    assert "Tọa đàm văn học" in page.accessibleName()
    press(page, Qt.Key.Key_Return)
    assert gone == [Route("events", "edit", second.id)]


def test_enter_shows_the_day_and_enter_again_opens_its_event(
    room: PlanRoom, planned: Planned, gone: list[Route], settle: Settle
) -> None:
    page = month(room)
    page.move_to(day(25))
    press(page, Qt.Key.Key_Return)
    assert len(room.calendar.panel.lines) == 1
    press(room.calendar.panel.lines[0], Qt.Key.Key_Return)
    assert gone == [Route("events", "edit", planned.festival.id)]
    room.escape()
    settle()
    assert room.calendar.close_day() is False


def test_the_menu_offers_what_the_keys_do(room: PlanRoom, office: Office, planned: Planned, settle: Settle) -> None:
    page = month(room)
    place = page.box_of(planned.films.id).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.mapToGlobal(place))
    QApplication.sendEvent(page, asked)
    menu = next(menu for menu in room.findChildren(QMenu) if menu.isVisible())
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles[:4] == ["Mở", "Sớm hơn một ngày", "Muộn hơn một ngày", "Muộn hơn một tuần"]
    assert "Chuyển vào thùng rác" in titles
    next(action for action in menu.actions() if action.text() == "Muộn hơn một tuần").trigger()
    menu.close()
    settle()
    assert days_of(office, planned.films.id)[0] == day(29)


def test_a_week_has_its_hours_and_moves_events_between_its_days(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    room.enter(Route("plan", "week", "2026-09-22"))
    settle()
    page = room.calendar.page
    assert isinstance(page, WeekView)
    films, festival = page.box_of(planned.films.id), page.box_of(planned.festival.id)
    assert films.top() - festival.top() == pytest.approx(room.kit.look.px(44), abs=2)
    drag(page, films.center(), films.center() + QPoint(40, 0), QPoint(festival.center().x(), films.center().y()))
    settle()
    assert days_of(office, planned.films.id) == (day(25), day(25), 18, 20)
    assert room.head.title.text() == "21–27/9/2026"


def test_the_agenda_walks_from_line_to_line(room: PlanRoom, settle: Settle, planned: Planned) -> None:
    room.enter(Route("plan", "agenda", "2026-09-16"))
    settle()
    page = room.calendar.page
    press(page, Qt.Key.Key_Down)
    assert page.selected == planned.films.id
    press(page, Qt.Key.Key_Down)
    assert page.selected == planned.festival.id
    assert page.cursor_day == day(25)
    assert room.head.title.text() == "Tháng 9 – tháng 11, 2026"


def test_a_day_of_the_year_opens_its_month(room: PlanRoom, settle: Settle) -> None:
    room.enter(Route("plan", "year", "2026-09-16"))
    settle()
    press(room.calendar.page, Qt.Key.Key_Return)
    settle()
    assert room.route() == Route("plan", "month", "2026-09-16")


def test_in_a_narrow_window_the_column_is_a_drawer(room: PlanRoom, settle: Settle) -> None:
    room.window().resize(1024, 600)
    settle()
    assert room.bar.drawer.isVisible()
    assert not room.calendar.side.isVisible()
    room.bar.drawer.click()
    assert room.calendar.side.isVisible()


def test_the_room_speaks_english_at_once(room: PlanRoom, kit: Kit) -> None:
    kit.live.switch("en")
    assert room.head.title.text() == "September 2026"
    month(room).move_to(day(25))
    assert month(room).accessibleName().startswith("Fri 25 Sep 2026, lunar mid-month (15/8), Mid-Autumn")


def test_what_another_room_changes_is_seen_here(
    room: PlanRoom, office: Office, kit: Kit, planned: Planned, settle: Settle
) -> None:
    changes = office.calendar.move(planned.films.id, day(23))
    kit.bus.publish(changes)
    settle()
    assert month(room).cell(day(23)).contains(month(room).box_of(planned.films.id))


def test_a_drag_over_the_end_of_the_month_uses_the_days_shown(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    page = month(room)
    target = day(30) + timedelta(days=2)
    drag(page, page.box_of(planned.films.id).center(), page.cell(day(30)).center(), page.cell(target).center())
    settle()
    assert days_of(office, planned.films.id)[0] == target
    assert room.head.title.text() == "Tháng 10, 2026"


def test_an_event_of_the_week_is_dragged_to_another_hour_in_quarters(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    room.enter(Route("plan", "week", "2026-09-22"))
    settle()
    page = room.calendar.page
    assert isinstance(page, WeekView)
    films, festival = page.box_of(planned.films.id), page.box_of(planned.festival.id)
    hour = room.kit.look.px(44)
    end = QPoint(festival.center().x(), films.center().y() - round(hour * 1.5) + 2)
    drag(page, films.center(), films.center() - QPoint(0, hour), end)
    settle()
    found = office.events.get(planned.films.id)
    assert found.local_start is not None
    assert found.local_end is not None
    assert (found.local_start.date(), found.local_start.hour, found.local_start.minute) == (day(25), 16, 30)
    assert (found.local_end.hour, found.local_end.minute) == (18, 30)
    office.undo.undo()
    assert days_of(office, planned.films.id) == (day(22), day(22), 18, 20)


def test_control_and_down_begin_an_event_of_the_week_half_an_hour_later(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    room.enter(Route("plan", "week", "2026-09-22"))
    settle()
    press(room.calendar.page, Qt.Key.Key_Down, CONTROL)
    settle()
    found = office.events.get(planned.films.id)
    assert found.local_start is not None
    assert (found.local_start.hour, found.local_start.minute) == (18, 30)
    assert room.calendar.page.selected == planned.films.id


def test_pages_that_were_seen_are_shown_again_without_asking(
    room: PlanRoom, office: Office, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date] = []
    ask = office.calendar.month
    monkeypatch.setattr(office.calendar, "month", lambda first, last: asked.append(first) or ask(first, last))
    room.enter(Route("plan", "week", "2026-09-16"))
    settle()
    room.enter(Route("plan", "month", "2026-09-16"))
    settle()
    assert len(asked) <= 1
    add(office, "Từ phòng khác", day(17))
    room.kit.bus.publish(office.calendar.move(room._model.almanac.shown_events()[0].id, day(15)))
    settle()
    assert "Từ phòng khác" in [event.title.vi for event in month(room).almanac.events(day(17))]


def test_of_an_event_that_comes_back_every_year_it_is_asked_how_much_is_meant(
    room: PlanRoom, office: Office, planned: Planned, settle: Settle
) -> None:
    rule = YearlyRule(DateRule.LUNAR, 8, 15)
    room.kit.bus.publish(office.series.repeat(planned.festival.id, rule, 2028))
    settle()
    page = month(room)
    page.move_to(day(25))
    press(page, Qt.Key.Key_Delete)
    settle()
    assert room.scope.isVisible()
    press(room.scope.buttons[Scope.ALL], Qt.Key.Key_Return)
    settle()
    assert office.events.find_ids(EventFilter(query="Trung thu")) == []
    office.undo.undo()
    assert len(office.events.find_ids(EventFilter(query="Trung thu"))) == 3
