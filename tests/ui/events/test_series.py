"""An event that comes back every year: made, changed with its series, left, and deleted, by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import Scope, rule_of
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import moved
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_series import SeriesTab
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]
TRUNG_THU = [date(2026, 9, 25), date(2027, 9, 15), date(2028, 10, 3), date(2029, 9, 22)]


def opened(room: EventsRoom, event_id: str, settle: Settle, tab: str = "series") -> SeriesTab:
    room.enter(Route("events", "edit", event_id, (("tab", tab),)))
    settle()
    found = room.editor._tabs["series"]
    assert isinstance(found, SeriesTab)
    return found


def members(office: Office, event_id: str) -> list[Event]:
    info = office.series.of(event_id)
    return [] if info is None else list(info.members)


def days(events: list[Event]) -> list[date | None]:
    return [event.day for event in events]


@pytest.fixture
def series(office: Office, festival: Event) -> list[Event]:
    """The festival and three more, on the fifteenth of the eighth lunar month."""
    office.series.repeat(festival.id, rule_of(TRUNG_THU[0], DateRule.LUNAR), 2029)
    return members(office, festival.id)


# ------------------------------------------------------------------------------------------------ repeating


def test_a_feast_is_offered_by_the_lunar_calendar_with_its_coming_days(
    room: EventsRoom, festival: Event, settle: Settle
) -> None:
    form = opened(room, festival.id, settle).form
    assert form.rules[DateRule.CIVIL].text() == "25/9 hằng năm"
    assert form.rules[DateRule.LUNAR].text() == "Rằm tháng Tám hằng năm, theo âm lịch"
    assert form.rules[DateRule.LUNAR].isChecked()
    assert form.make.text().strip() == "Tạo 3 sự kiện"
    shown = [form._preview.itemAt(number).widget() for number in range(form._preview.count())]
    said = [widget.text() for widget in shown if hasattr(widget, "text") and widget.text()]
    assert said[:4] == ["Thứ Tư 15/9/2027", "Rằm tháng Tám", "Thứ Ba 3/10/2028", "Rằm tháng Tám"]


def test_a_series_is_made_by_the_keyboard_alone_and_undone_in_one_step(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    before = office.digest().content_sha256
    said: list[Any] = []
    room.done.connect(lambda speech, _undo: said.append(room.kit.say(speech)))
    page = opened(room, festival.id, settle)
    page.go_to("")
    assert page.form.rules[DateRule.LUNAR].hasFocus()
    page.form.make.setFocus()
    press(page.form.make, Qt.Key.Key_Return)
    settle()
    assert days(members(office, festival.id)) == TRUNG_THU
    assert said == ["Đã tạo 3 sự kiện cho các năm sau"]
    assert not page.form.isVisible()
    assert page._rule.text() == "Hằng năm, Rằm tháng Tám âm lịch"
    assert room.editor.head.series.text() == "Hằng năm, Rằm tháng Tám âm lịch"
    room.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert office.digest().content_sha256 == before
    assert page.form.isVisible()
    assert not room.editor.head.series.isVisible()


def test_the_civil_day_and_another_last_year_are_chosen(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    form = opened(room, festival.id, settle).form
    form.rules[DateRule.CIVIL].click()
    form.until.setFocus()
    press(form.until, Qt.Key.Key_Up)
    assert form.make.text().strip() == "Tạo 2 sự kiện"
    form.make.click()
    settle()
    assert days(members(office, festival.id)) == [date(2026, 9, 25), date(2027, 9, 25), date(2028, 9, 25)]


def test_the_leap_month_is_asked_for_only_where_it_comes(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    in_june = office.events.save(moved(festival, date(2026, 6, 19)))[0]  # 5/5; 2028 has the fifth month twice
    form = opened(room, in_june.id, settle).form
    assert form._leap_box.isVisible()
    assert form._leap_field._below.text() == "Năm 2028 (Mậu Thân) có hai tháng Năm: tháng chính và tháng nhuận."
    form.leap.set_value(LeapMonth.BOTH)
    form.leap.chosen.emit(LeapMonth.BOTH)
    assert form.make.text().strip() == "Tạo 4 sự kiện"
    form.rules[DateRule.CIVIL].click()
    assert not form._leap_box.isVisible()


def test_an_event_without_a_day_is_led_to_it(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    blank = office.events.save(replace(festival, start=None, end=None))[0]
    page = opened(room, blank.id, settle)
    assert page._no_day.isVisible()
    assert not page.form.isVisible()
    page.go_to("")
    press(room.window().focusWidget() or page, Qt.Key.Key_Return)
    settle()
    assert room.editor.content.when.start.hasFocus()


# ------------------------------------------------------------------------------------------------ its editions


def test_the_editions_are_listed_and_lead_to_each_other(room: EventsRoom, series: list[Event], settle: Settle) -> None:
    page = opened(room, series[0].id, settle)
    assert list(page.editions) == [event.id for event in series[1:]]
    press(page.editions[series[2].id], Qt.Key.Key_Return)
    settle()
    assert room.route() == Route("events", "edit", series[2].id, (("tab", "series"),))
    assert list(page.editions) == [series[0].id, series[1].id, series[3].id]


def test_an_event_leaves_its_series(room: EventsRoom, office: Office, series: list[Event], settle: Settle) -> None:
    page = opened(room, series[1].id, settle)
    page.leave.click()
    settle()
    assert office.events.get(series[1].id).series is None
    assert len(members(office, series[0].id)) == 3
    assert page.form.isVisible()


# ------------------------------------------------------------------------------------------------ what differs


def write_venue(room: EventsRoom, text: str, settle: Settle) -> None:
    venue = room.editor.content.texts["venue"].vi
    venue.setFocus()
    venue.selectAll()
    type_text(venue, text)
    room.editor.draft.flush()  # type: ignore[union-attr]
    settle()


def test_nothing_is_offered_while_somebody_writes_and_something_once_the_field_is_left(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    opened(room, series[1].id, settle, "content")
    write_venue(room, "Nhà Quốc gia Vinohrady", settle)
    assert not room.editor.offer.isVisible()
    room.editor.content.city.setFocus()
    settle()
    assert room.editor.offer.isVisible()
    assert room.editor.offer._words.text() == "Đã sửa 1 mục so với chuỗi: địa điểm"
    assert room.editor.offer.following.text() == "Áp dụng cho 2 lần sau"
    assert [event.venue.vi for event in members(office, series[0].id)] == [
        "Trung tâm thương mại Sapa", "Nhà Quốc gia Vinohrady", "Trung tâm thương mại Sapa", "Trung tâm thương mại Sapa",
    ]  # fmt: skip


@pytest.mark.parametrize(("scope", "count"), [(Scope.FOLLOWING, 3), (Scope.ALL, 4)])
def test_the_others_take_the_change_over_in_one_step(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle, scope: Scope, count: int
) -> None:
    opened(room, series[1].id, settle, "content")
    write_venue(room, "Nhà Quốc gia Vinohrady", settle)
    room.editor.content.city.setFocus()
    settle()
    before = office.digest().content_sha256
    offer = room.editor.offer
    (offer.following if scope is Scope.FOLLOWING else offer.all).click()
    settle()
    venues = [event.venue.vi for event in members(office, series[0].id)]
    assert venues.count("Nhà Quốc gia Vinohrady") == count
    assert not offer.isVisible()
    room.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert office.digest().content_sha256 == before


def test_what_is_meant_for_this_event_only_is_not_offered_again(
    room: EventsRoom, series: list[Event], settle: Settle
) -> None:
    page = opened(room, series[1].id, settle, "content")
    write_venue(room, "Nhà Quốc gia Vinohrady", settle)
    room.editor.content.city.setFocus()
    settle()
    room.editor.offer.only_this.click()
    room.editor.content.country.setFocus()
    settle()
    assert not room.editor.offer.isVisible()
    room.editor.open_tab("series")  # there it stands all the same, for whoever looks
    settle()
    assert page.drift.isVisible()


def test_another_day_becomes_the_rule_of_the_series_when_it_is_carried_on(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    page = opened(room, series[1].id, settle, "content")
    start = room.editor.content.when.start
    start.setFocus()
    start.selectAll()
    type_text(start, "17/9/2027 17:30")
    room.editor.content.city.setFocus()
    settle()
    assert room.editor.offer._words.text().startswith("Đã sửa")
    assert "ngày trong năm" in room.editor.offer._words.text()
    room.editor.offer.following.click()
    settle()
    assert days(members(office, series[1].id)) == [date(2027, 9, 17), date(2028, 10, 5), date(2029, 9, 24)]
    assert days(members(office, series[0].id)) == [TRUNG_THU[0]]
    room.editor.open_tab("series")
    settle()
    assert page._rule.text() == "Hằng năm, ngày 17 tháng Tám âm lịch"


def test_an_edition_that_was_changed_on_purpose_leaves_the_others_in_peace(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    office.events.save(replace(series[2], venue=BiText("Quảng trường Phố Cổ")))
    page = opened(room, series[1].id, settle)
    assert not page.drift.isVisible()
    page = opened(room, series[2].id, settle)
    assert page.drift.isVisible()


# ------------------------------------------------------------------------------------------------ deleting


def ask_to_delete(room: EventsRoom, settle: Settle) -> None:
    room.editor.head.delete_asked.emit()
    settle()


def test_deleting_asks_in_the_page_and_means_this_event_by_default(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    opened(room, series[1].id, settle, "content")
    ask_to_delete(room, settle)
    bar = room.editor.scope
    assert bar.isVisible()
    assert [bar.buttons[scope].text() for scope in Scope] == [
        "Chỉ sự kiện này", "Sự kiện này và các sự kiện sau (3)", "Mọi sự kiện trong chuỗi (4)",
    ]  # fmt: skip
    assert bar.buttons[Scope.THIS].hasFocus()
    press(bar.buttons[Scope.THIS], Qt.Key.Key_Return)
    settle()
    assert len(members(office, series[0].id)) == 3
    assert room.route() == Route("events")


def test_arrows_reach_the_whole_series_and_escape_does_nothing(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    opened(room, series[1].id, settle, "content")
    ask_to_delete(room, settle)
    bar = room.editor.scope
    QTest.keyClick(bar.buttons[Scope.THIS], Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert len(members(office, series[0].id)) == 4
    ask_to_delete(room, settle)
    for scope in (Scope.THIS, Scope.FOLLOWING):
        QTest.keyClick(bar.buttons[scope], Qt.Key.Key_Right)
    assert bar.buttons[Scope.ALL].hasFocus()
    press(bar.buttons[Scope.ALL], Qt.Key.Key_Return)
    settle()
    assert office.events.find_ids(EventFilter()) == []
    room.kit.bus.publish(office.undo.undo().change_set)
    assert len(members(office, series[0].id)) == 4


def test_the_last_of_a_series_is_deleted_without_a_question(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    for event in series[1:]:
        office.events.delete(event.id)
    opened(room, series[0].id, settle, "content")
    ask_to_delete(room, settle)
    assert not room.editor.scope.isVisible()


def test_what_was_held_is_history_for_its_series(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    held = series[0]
    for state in (EventState.SUBMITTED, EventState.APPROVED):
        office.events.set_state(held.id, state)
    opened(room, series[1].id, settle)
    assert room.editor.draft is not None
    assert room.editor.draft.series is not None
    assert room.editor.draft.series.info is not None
    assert room.editor.draft.series.info.all == 3


def test_the_page_speaks_english(kit: Kit, room: EventsRoom, series: list[Event], settle: Settle) -> None:
    page = opened(room, series[1].id, settle)
    kit.live.switch("en")
    settle()
    assert page._rule.text() == "Every year, lunar mid-month (15/8)"
    assert page.leave.text().strip() == "Leave the series"


def test_the_list_marks_a_series_and_asks_the_same_on_delete(
    room: EventsRoom, office: Office, series: list[Event], settle: Settle
) -> None:
    room.enter(Route("events"))
    settle()
    column = next(one for one in room.list.model.columns if one.key == "title")
    shown = room.list.model.row(0)
    assert shown is not None
    assert column.cell(shown, room.kit.live.words).mark == "repeat"
    room.list.table.select(series[2].id)
    press(room.list.table, Qt.Key.Key_Delete)
    QTest.keyClick(room.list.table, Qt.Key.Key_Delete)
    settle()
    bar = room.list.scope
    assert bar.buttons[Scope.THIS].hasFocus()
    press(bar.buttons[Scope.FOLLOWING], Qt.Key.Key_Return)
    settle()
    assert days(members(office, series[0].id)) == TRUNG_THU[:2]
