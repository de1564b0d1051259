"""Events that come back every year: repeated, changed and deleted alone, from one on, or all together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Attendance, Event, EventState, GoalTag, Results
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import Scope, YearlyRule, rule_of
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.domain.wall_time import instant
from cultdip_desktop.i18n.words import Words
from tests import offices

ZONE = "Europe/Prague"
TRUNG_THU = (date(2027, 9, 15), date(2028, 10, 3), date(2029, 9, 22), date(2030, 9, 12))


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    clock = FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
    with open_office(mission, offices.PASSPHRASE, clock=clock) as opened:
        yield opened


def festival(office: Office, first: date = TRUNG_THU[0]) -> Event:
    start = instant(first, time(17, 30), ZONE)
    blank = office.events.blank()
    made = replace(
        blank,
        title=BiText(
            f"Đêm hội Trung thu Praha {first.year}", f"Mid-Autumn Festival {first.year}", EnglishState.REVIEWED
        ),
        start=start,
        end=start + timedelta(hours=4),
        zone=ZONE,
        goals=(GoalTag("M3", office.catalogue.current().edition, True, BiText("Giới thiệu phong tục Trung thu.")),),
        results=Results(attendance=Attendance(900)),
        money=(
            MoneyLine("RS.BUD", MoneyStage.PLANNED, Money(Decimal("50000"), "CZK")),
            MoneyLine("RS.BUD", MoneyStage.SPENT, Money(Decimal("48000"), "CZK")),
        ),
        internal_note="Đại sứ dự.",
    )
    saved, _ = office.events.save(made)
    return saved


def repeated(office: Office) -> list[Event]:
    first = festival(office)
    office.series.repeat(first.id, rule_of(TRUNG_THU[0], DateRule.LUNAR), 2030)
    return members(office, first.id)


def members(office: Office, event_id: str) -> list[Event]:
    info = office.series.of(event_id)
    assert info is not None
    return list(info.members)


def days(events: list[Event]) -> list[date | None]:
    return [event.day for event in events]


def hours(event: Event) -> tuple[time, time]:
    assert event.local_start is not None
    assert event.local_end is not None
    return event.local_start.time(), event.local_end.time()


def content(office: Office) -> str:
    return office.digest().content_sha256


def code(office: Office, event_id: str, plain: dict[str, object], scope: Scope) -> str:
    with pytest.raises(UserError) as caught:
        office.series.edit(event_id, plain, scope)
    return caught.value.code


def test_a_lunar_event_comes_back_on_its_lunar_day(office: Office) -> None:
    events = repeated(office)
    assert days(events) == list(TRUNG_THU)
    assert {hours(event) for event in events} == {(time(17, 30), time(21, 30))}
    assert {event.state for event in events[1:]} == {EventState.IDEA}


def test_what_was_prepared_comes_along_and_what_happened_does_not(office: Office) -> None:
    first, second = repeated(office)[:2]
    assert second.title == BiText("Đêm hội Trung thu Praha 2028", "Mid-Autumn Festival 2028", EnglishState.REVIEWED)
    assert second.goals == first.goals
    assert [line.stage for line in second.money] == [MoneyStage.PLANNED]
    assert not second.results
    assert second.internal_note == ""
    assert second.number.startswith("SK-2028-")


def test_a_civil_event_comes_back_on_its_civil_day_and_the_hours_stay(office: Office) -> None:
    first = festival(office, date(2027, 3, 27))  # winter time; in 2028 the clocks change on 26 March
    office.series.repeat(first.id, rule_of(date(2027, 3, 27), DateRule.CIVIL), 2029)
    events = members(office, first.id)
    assert days(events) == [date(2027, 3, 27), date(2028, 3, 27), date(2029, 3, 27)]
    assert {hours(event) for event in events} == {(time(17, 30), time(21, 30))}
    assert [event.start and event.start.hour for event in events] == [16, 15, 15]


def test_a_day_in_a_doubled_month_follows_the_policy_of_its_rule(office: Office) -> None:
    first = festival(office, date(2027, 6, 9))
    rule = YearlyRule(DateRule.LUNAR, 5, 5, LeapMonth.BOTH)  # 2028 has the fifth month twice
    office.series.repeat(first.id, rule, 2028)
    assert days(members(office, first.id)) == [date(2027, 6, 9), date(2028, 5, 28), date(2028, 6, 27)]


def test_the_29th_of_february_is_kept_on_the_28th_in_common_years() -> None:
    rule = rule_of(date(2028, 2, 29), DateRule.CIVIL)
    assert rule.between(date(2028, 1, 1), date(2030, 12, 31)) == (
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
    )


def test_repeating_is_one_step_that_undo_takes_back(office: Office) -> None:
    first = festival(office)
    before = content(office)
    office.series.repeat(first.id, rule_of(TRUNG_THU[0], DateRule.LUNAR), 2030)
    after = content(office)
    step = office.undo.state().undo
    assert step is not None
    assert step_label(Words("vi"), step.label, step.params) == "lặp lại «Đêm hội Trung thu Praha 2027» thêm 3 năm"
    office.undo.undo()
    assert content(office) == before
    office.undo.redo()
    assert content(office) == after


@pytest.mark.parametrize("until", [2026, 2027, 2060])
def test_a_series_that_repeats_nothing_or_too_much_is_refused(office: Office, until: int) -> None:
    first = festival(office)
    with pytest.raises(UserError) as caught:
        office.series.repeat(first.id, rule_of(TRUNG_THU[0], DateRule.LUNAR), until)
    assert caught.value.code == "series.until_bad"


def test_an_event_belongs_to_one_series_only(office: Office) -> None:
    first = repeated(office)[0]
    with pytest.raises(UserError) as caught:
        office.series.repeat(first.id, rule_of(TRUNG_THU[0], DateRule.CIVIL), 2030)
    assert caught.value.code == "series.already"


def test_an_edit_of_this_event_touches_no_other(office: Office) -> None:
    events = repeated(office)
    office.series.edit(events[1].id, {"title": {"vi": "Rước đèn 2028", "en": ""}}, "this")
    assert [event.title.vi for event in members(office, events[0].id)] == [
        "Đêm hội Trung thu Praha 2027",
        "Rước đèn 2028",
        "Đêm hội Trung thu Praha 2029",
        "Đêm hội Trung thu Praha 2030",
    ]


def test_an_edit_of_the_following_ones_leaves_the_earlier_ones(office: Office) -> None:
    events = repeated(office)
    before = content(office)
    office.series.edit(events[1].id, {"title": {"vi": "Rước đèn 2028", "en": ""}, "city": "Brno"}, Scope.FOLLOWING)
    found = members(office, events[0].id)
    assert [event.title.vi for event in found][1:] == ["Rước đèn 2028", "Rước đèn 2029", "Rước đèn 2030"]
    assert [event.city for event in found] == ["Praha", "Brno", "Brno", "Brno"]
    office.undo.undo()
    assert content(office) == before


def test_another_hour_for_all_keeps_every_day(office: Office) -> None:
    events = repeated(office)
    plain = {"start": "2029-09-22T16:00:00+02:00", "end": "2029-09-22T20:00:00+02:00"}
    office.series.edit(events[2].id, plain, Scope.ALL)
    found = members(office, events[0].id)
    assert days(found) == list(TRUNG_THU)
    assert {hours(event) for event in found} == {(time(16), time(20))}


def test_another_day_for_all_is_another_rule(office: Office) -> None:
    events = repeated(office)
    eve = {"start": "2027-09-14T17:30:00+02:00", "end": "2027-09-14T21:30:00+02:00"}
    office.series.edit(events[0].id, eve, Scope.ALL)
    info = office.series.of(events[0].id)
    assert info is not None
    assert info.series.rule == YearlyRule(DateRule.LUNAR, 8, 14)
    assert days(list(info.members)) == [day - timedelta(days=1) for day in TRUNG_THU]


def test_another_day_for_the_following_ones_makes_a_series_of_their_own(office: Office) -> None:
    events = repeated(office)
    before = content(office)
    eve = {"start": "2029-09-21T17:30:00+02:00", "end": "2029-09-21T21:30:00+02:00"}
    office.series.edit(events[2].id, eve, Scope.FOLLOWING)
    assert days(members(office, events[0].id)) == list(TRUNG_THU[:2])
    assert days(members(office, events[2].id)) == [date(2029, 9, 21), date(2030, 9, 11)]
    office.undo.undo()
    assert content(office) == before


def test_an_event_that_was_moved_by_hand_stays_where_it_was_put(office: Office) -> None:
    events = repeated(office)
    office.calendar.move(events[1].id, date(2028, 10, 7))
    eve = {"start": "2027-09-14T17:30:00+02:00", "end": "2027-09-14T21:30:00+02:00"}
    office.series.edit(events[0].id, eve, Scope.ALL)
    assert days(members(office, events[0].id)) == [
        date(2027, 9, 14),
        date(2028, 10, 7),
        date(2029, 9, 21),
        date(2030, 9, 11),
    ]


def test_what_was_held_is_history_that_no_series_changes(office: Office) -> None:
    events = repeated(office)
    held = office.events.edit(events[1].id, {"state": "preparing"})[0]
    for state in (EventState.SUBMITTED, EventState.APPROVED, EventState.HELD):
        held, _ = office.events.set_state(held.id, state)
    office.series.edit(events[0].id, {"city": "Brno"}, Scope.ALL)
    assert [event.city for event in members(office, events[0].id)] == ["Brno", "Praha", "Brno", "Brno"]
    office.series.delete(events[0].id, Scope.ALL)
    assert [event.id for event in members(office, held.id)] == [held.id]


def test_state_and_results_are_never_carried_over(office: Office) -> None:
    events = repeated(office)
    plain = {"results": {"attendance": {"value": 5, "kind": "on_site", "method": "counted"}}, "city": "Plzeň"}
    office.series.edit(events[0].id, plain, Scope.ALL)
    assert [event.attendance for event in members(office, events[0].id)] == [5, 0, 0, 0]


def test_deleting_the_following_ones_is_one_step(office: Office) -> None:
    events = repeated(office)
    before = content(office)
    changes = office.series.delete(events[2].id, Scope.FOLLOWING)
    assert {events[2].id, events[3].id} <= changes.ids
    assert days(members(office, events[0].id)) == list(TRUNG_THU[:2])
    office.undo.undo()
    assert content(office) == before


def test_deleting_one_leaves_the_others(office: Office) -> None:
    events = repeated(office)
    office.series.delete(events[1].id)
    assert days(members(office, events[0].id)) == [TRUNG_THU[0], *TRUNG_THU[2:]]


def test_an_event_may_leave_its_series(office: Office) -> None:
    events = repeated(office)
    office.series.leave(events[1].id)
    assert office.series.of(events[1].id) is None
    assert len(members(office, events[0].id)) == 3
    with pytest.raises(UserError) as caught:
        office.series.leave(events[1].id)
    assert caught.value.code == "series.none"


def test_a_bad_edit_changes_nothing(office: Office) -> None:
    events = repeated(office)
    before = content(office)
    assert code(office, events[0].id, {"colour": "đỏ"}, Scope.ALL) == "event.unknown_field"
    assert code(office, events[0].id, {"title": {"vi": "", "en": ""}}, Scope.ALL) == "event.title_missing"
    assert content(office) == before


def test_an_edit_of_all_needs_a_series(office: Office) -> None:
    assert code(office, festival(office).id, {"city": "Brno"}, Scope.ALL) == "series.none"


# ------------------------------------------------------------------------------------------------ carried on


def test_what_one_was_given_later_is_carried_to_the_following_in_one_step(office: Office) -> None:
    events = repeated(office)
    office.events.save(replace(events[1], venue=BiText("Nhà Quốc gia Vinohrady")))
    info = office.series.of(events[1].id)
    assert info is not None
    assert (info.changed, info.following, info.all) == (("venue",), 2, 3)
    before = content(office)
    office.series.carry(events[1].id, info.changed, Scope.FOLLOWING)
    assert [event.venue.vi for event in members(office, events[0].id)] == ["", *["Nhà Quốc gia Vinohrady"] * 3]
    office.undo.undo()
    assert content(office) == before


def test_a_day_that_is_carried_becomes_the_rule_and_one_moved_by_hand_stays(office: Office) -> None:
    events = repeated(office)
    office.calendar.move(events[3].id, date(2030, 9, 14))
    office.calendar.move(events[0].id, date(2027, 9, 16))
    office.series.carry(events[0].id, ["day"], Scope.ALL)
    info = office.series.of(events[0].id)
    assert info is not None
    assert info.series.rule == YearlyRule(DateRule.LUNAR, 8, 16)
    assert days(members(office, events[0].id)) == [
        date(2027, 9, 16), date(2028, 10, 4), date(2029, 9, 23), date(2030, 9, 14),
    ]  # fmt: skip


def test_what_was_held_takes_nothing_over(office: Office) -> None:
    events = repeated(office)
    for state in (EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED):
        office.events.set_state(events[1].id, state)
    office.events.save(replace(office.events.get(events[1].id), state=EventState.CANCELLED, state_reason="Mưa lớn"))
    office.events.save(replace(events[0], city="Brno"))
    office.series.carry(events[0].id, ["city"], Scope.ALL)
    assert [event.city for event in members(office, events[0].id)] == ["Brno", "Praha", "Brno", "Brno"]


def test_an_event_that_stands_alone_carries_nothing(office: Office) -> None:
    with pytest.raises(UserError, match=r"series\.none"):
        office.series.carry(festival(office).id, ["venue"], Scope.ALL)
