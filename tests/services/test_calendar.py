"""The calendar of an office: its days, hints, best days, anniversaries, and events that are moved on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import Anniversary, AnniversaryKind
from cultdip_desktop.domain.best_date import Avoid, BestDateWish, Week
from cultdip_desktop.domain.calendar import ALL_LAYERS, CalendarDay, Holiday, Layer
from cultdip_desktop.domain.calendar_words import clash_text, reason_text
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.wall_time import instant
from cultdip_desktop.i18n.words import Words
from tests import offices

TODAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
YEAR = 2031  # a year without sample events


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, offices.PASSPHRASE, clock=FixedClock(TODAY)) as opened:
        yield opened


def planned(
    office: Office, title: str, first: date, at: time | None = time(18), hours: int = 3, days: int = 1
) -> Event:
    """An event in Praha; without `at` whole days."""
    zone = "Europe/Prague"
    start = instant(first, at or time(0), zone)
    last = first + timedelta(days=days - 1)
    end = instant(last, time(0), zone) if at is None else instant(last, at, zone) + timedelta(hours=hours)
    made = replace(office.events.blank(), title=BiText(title, f"{title} (en)"), start=start, end=end, zone=zone)
    saved, _ = office.events.save(replace(made, all_day=at is None, country="CZ", city="Praha"))
    return saved


def day(office: Office, on: date, layers: frozenset[Layer] = ALL_LAYERS) -> CalendarDay:
    return office.calendar.month(on, on, layers).days[0]


def names(found: CalendarDay) -> list[tuple[str, str, bool]]:
    return [(holiday.tag, holiday.name.vi, holiday.free) for holiday in found.holidays]


def accredit(office: Office, *countries: str) -> None:
    office.calendar.set_accredited(countries)


def content(office: Office) -> str:
    return office.digest().content_sha256


# What a day shows


def test_a_day_bears_its_vietnamese_lunar_date_and_its_feast(office: Office) -> None:
    found = day(office, date(2026, 9, 25))
    assert (found.lunar.day, found.lunar.month, found.lunar.year) == (15, 8, 2026)
    assert names(found) == [("ÂL", "Tết Trung thu", False)]


def test_holidays_of_viet_nam_and_of_the_host_stand_with_their_tags(office: Office) -> None:
    assert names(day(office, date(2026, 9, 2))) == [("VN", "Quốc khánh", True)]
    assert names(day(office, date(2026, 9, 28))) == [("CZ", "Ngày Nhà nước Séc", True)]
    assert ("VN", "Ngày Văn hóa Việt Nam", True) in names(day(office, date(2026, 11, 24)))
    assert names(day(office, date(2026, 11, 23))) == [
        ("VN", "Ngày Di sản văn hóa Việt Nam", False),
        ("ÂL", "Tết Hạ nguyên (Cơm mới)", False),
    ]


def test_a_feast_that_is_a_public_holiday_is_named_once(office: Office) -> None:
    tet = date(2030, 2, 2)
    assert names(day(office, tet)) == [("VN", "Tết Nguyên đán", True)]
    assert names(day(office, tet, frozenset({Layer.FEASTS}))) == [("ÂL", "Tết Nguyên đán", False)]
    assert names(day(office, date(2026, 4, 26))) == [("VN", "Giỗ Tổ Hùng Vương", True)]


def test_layers_that_are_off_bring_nothing(office: Office) -> None:
    planned(office, "Đêm nhạc dân tộc", date(YEAR, 9, 28))
    span = office.calendar.month(date(YEAR, 9, 1), date(YEAR, 9, 30), frozenset())
    assert span.events == ()
    assert not any(one.holidays or one.deadlines or one.occasions or one.fasting for one in span.days)
    assert [one.lunar.day for one in span.days[:2]] == [15, 16]


def test_accredited_countries_have_a_layer_of_their_own(office: Office) -> None:
    assert names(day(office, date(YEAR, 10, 26))) == []
    accredit(office, "AT", "CZ", "VN")
    found = day(office, date(YEAR, 10, 26))
    assert names(found) == [("AT", "Quốc khánh", True)]
    assert found.holidays[0].layer is Layer.ACCREDITED
    assert found.holidays[0].local == "Nationalfeiertag"


def test_only_countries_that_there_are_can_be_accredited_to(office: Office) -> None:
    accredit(office, "at", "SK", "AT")
    assert office.calendar.accredited() == ("AT", "SK")
    with pytest.raises(UserError) as caught:
        office.calendar.set_accredited(["AT", "QQ"])
    assert (caught.value.code, office.calendar.accredited()) == ("calendar.country_unknown", ("AT", "SK"))


def test_a_holiday_that_nobody_translated_stands_in_english_with_its_local_name(office: Office) -> None:
    accredit(office, "SK")
    found = day(office, date(2027, 8, 29)).holidays[0]
    assert found.local == "Výročie Slovenského národného povstania"
    assert found.name.vi


def test_windows_of_reports_close_on_their_last_day_in_the_office_s_zone(office: Office) -> None:
    september = day(office, date(2026, 9, 30)).deadlines
    assert [(one.code, str(one.period)) for one in september] == [("calendar.quarter_closes", "2026-Q3")]
    assert september[0].at.isoformat() == "2026-09-30T23:59:00+02:00"
    assert [str(one.period) for one in day(office, date(2026, 12, 31)).deadlines] == ["2026-Q4", "2026"]
    office.settings.set("period_rule", "decree")
    assert not day(office, date(2026, 9, 30)).deadlines
    assert [str(one.period) for one in day(office, date(2026, 9, 14)).deadlines] == ["2026-Q3"]


def test_the_fasting_month_shows_only_where_the_host_country_keeps_it(office: Office) -> None:
    fast = date(2027, 2, 20)
    assert not day(office, fast).fasting
    office.desk.office = replace(office.desk.office, country="EG")
    assert day(office, fast).fasting
    assert not day(office, date(2027, 4, 1)).fasting


def test_events_of_several_days_are_found_from_any_of_their_days(office: Office) -> None:
    show = planned(office, "Triển lãm gốm Bát Tràng", date(YEAR, 5, 28), None, days=20)
    for on in (date(YEAR, 5, 28), date(YEAR, 6, 1), date(YEAR, 6, 16)):
        assert [one.id for one in office.calendar.month(on, on).events] == [show.id]
    assert office.calendar.month(date(YEAR, 6, 17), date(YEAR, 6, 17)).events == ()
    found = office.calendar.month(date(YEAR, 6, 1), date(YEAR, 6, 30)).events[0]
    assert (found.first, found.last, found.days, found.start) == (date(YEAR, 5, 28), date(YEAR, 6, 16), 20, None)


def test_an_event_until_midnight_does_not_take_the_next_day(office: Office) -> None:
    gala = planned(office, "Dạ hội", date(YEAR, 7, 3), time(20), hours=4)
    found = office.calendar.month(date(YEAR, 7, 1), date(YEAR, 7, 31)).events
    assert [(one.id, one.last) for one in found] == [(gala.id, date(YEAR, 7, 3))]


def test_the_days_of_an_event_are_those_of_its_place(office: Office) -> None:
    start = datetime(YEAR, 7, 3, 20, tzinfo=UTC)
    made = replace(office.events.blank(), title=BiText("Khai mạc tại Tô-ky-ô"), start=start, zone="Asia/Tokyo")
    office.events.save(made)
    found = office.calendar.month(date(YEAR, 7, 4), date(YEAR, 7, 4)).events
    assert [(one.first, one.start and one.start.time()) for one in found] == [(date(YEAR, 7, 4), time(5))]
    assert office.calendar.month(date(YEAR, 7, 3), date(YEAR, 7, 3)).events == ()


def test_events_stand_by_day_the_longer_ones_first(office: Office) -> None:
    late = planned(office, "Chiếu phim", date(YEAR, 7, 8), time(19))
    early = planned(office, "Hội thảo", date(YEAR, 7, 8), time(9))
    long = planned(office, "Tuần phim", date(YEAR, 7, 8), time(20), days=5)
    before = planned(office, "Lớp tiếng Việt", date(YEAR, 7, 7))
    found = office.calendar.month(date(YEAR, 7, 1), date(YEAR, 7, 31)).events
    assert [one.id for one in found] == [before.id, long.id, early.id, late.id]


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 9, 2), date(2026, 9, 1), "calendar.window_turned"),
        (date(2026, 1, 1), date(2029, 1, 1), "calendar.window_too_long"),
        (date(1899, 12, 1), date(1900, 1, 2), "calendar.out_of_range"),
    ],
)
def test_days_that_no_calendar_shows_are_refused(office: Office, first: date, last: date, code: str) -> None:
    with pytest.raises(UserError) as caught:
        office.calendar.month(first, last)
    assert caught.value.code == code


def test_holidays_alone_come_by_day(office: Office) -> None:
    found = office.calendar.holidays(date(2027, 2, 1), date(2027, 2, 28))
    assert [on for on, _ in found] == sorted(on for on, _ in found)
    assert all(isinstance(holiday, Holiday) for _, holiday in found)
    assert date(2027, 2, 6) in {on for on, holiday in found if holiday.name.vi == "Tết Nguyên đán"}


# Hints


def test_a_holiday_of_the_host_is_a_hint_and_never_a_block(office: Office) -> None:
    event = planned(office, "Chiếu phim", date(2026, 9, 28))
    found = office.calendar.clashes(event)
    assert [(clash.code, clash.day) for clash in found] == [("clash.holiday", date(2026, 9, 28))]
    assert clash_text(Words("vi"), found[0]).message == "Trùng Ngày Nhà nước Séc (28/9/2026)."
    assert clash_text(Words("en"), found[0]).message == "Falls on Statehood Day (28 Sep 2026)."


def test_an_event_without_a_day_has_no_hints(office: Office) -> None:
    assert office.calendar.clashes(office.events.blank()) == ()


def test_two_events_at_the_same_hour_clash_and_at_other_hours_do_not(office: Office) -> None:
    other = planned(office, "Hội thảo về Nguyễn Du", date(YEAR, 5, 6), time(14))
    same = planned(office, "Chiếu phim", date(YEAR, 5, 6), time(16))
    later = planned(office, "Đêm nhạc", date(YEAR, 5, 6), time(19, 30))
    clashes = office.calendar.clashes(same)
    assert [(clash.code, clash.event_id) for clash in clashes] == [("clash.event", other.id)]
    assert clash_text(Words("vi"), clashes[0]).message == "Trùng giờ với «Hội thảo về Nguyễn Du» (6/5/2031)."
    assert office.calendar.clashes(later) == ()


def test_a_long_exhibition_clashes_only_on_its_first_day(office: Office) -> None:
    show = planned(office, "Triển lãm", date(YEAR, 5, 7), None, days=30)
    assert [clash.event_id for clash in office.calendar.clashes(planned(office, "Gặp gỡ", date(YEAR, 5, 7)))] == [
        show.id
    ]
    assert office.calendar.clashes(planned(office, "Tọa đàm", date(YEAR, 5, 20))) == ()


def test_what_was_called_off_needs_nobody(office: Office) -> None:
    other = planned(office, "Hội thảo", date(YEAR, 5, 6))
    office.events.set_state(other.id, EventState.CANCELLED, "Diễn giả bận")
    assert office.calendar.clashes(planned(office, "Chiếu phim", date(YEAR, 5, 6))) == ()


def test_the_day_of_a_report_deadline_is_a_hint(office: Office) -> None:
    found = office.calendar.clashes(planned(office, "Chiếu phim", date(YEAR, 9, 30)))
    assert [clash.code for clash in found] == ["clash.deadline"]
    assert clash_text(Words("vi"), found[0]).message == "Ngày 30/9/2031 chốt số liệu quý III năm 2031."


def test_the_fasting_month_of_the_place_is_a_hint(office: Office) -> None:
    event = replace(planned(office, "Chiêu đãi", date(2027, 2, 20)), country="EG")
    found = [clash for clash in office.calendar.clashes(event) if clash.code == "clash.fasting"]
    assert "8/2/2027" in clash_text(Words("vi"), found[0]).message
    assert "Ramadan" in clash_text(Words("vi"), found[0]).message


def test_a_blank_that_is_not_in_the_store_has_hints_too(office: Office) -> None:
    blank = replace(office.events.blank(), start=instant(date(2026, 10, 28), time(18), "Europe/Prague"))
    assert [clash.code for clash in office.calendar.clashes(blank)] == ["clash.holiday"]


# Best days


def test_best_days_lie_near_the_feast_and_every_other_day_has_its_reason(office: Office) -> None:
    wish = BestDateWish(
        first=date(2027, 9, 1), last=date(2027, 10, 3), week=Week.WEEKENDS, near="shipped:trung-thu", within=12
    )
    found = office.calendar.best_dates(wish)
    assert len(found.ranked) + len(found.rejected) == 33
    best = found.ranked[0]  # Trung thu is Wednesday 15 September 2027
    assert best.first.weekday() in (5, 6)
    assert abs((best.first - date(2027, 9, 15)).days) <= 4
    lines = {one.day: reason_text(Words("vi"), one.code, one.params) for one in found.rejected}
    assert lines[date(2027, 9, 15)] == "Không phải ngày cuối tuần."
    assert lines[date(2027, 10, 2)] == "Cách Tết Trung thu hơn 12 ngày."
    assert "Trung thu" in reason_text(Words("vi"), best.reasons[0].code, best.reasons[0].params)


def test_rules_reject_holidays_events_and_deadlines_in_words(office: Office) -> None:
    planned(office, "Tuần phim Việt Nam", date(YEAR, 9, 22), days=2)
    found = office.calendar.best_dates(BestDateWish(first=date(YEAR, 9, 1), last=date(YEAR, 9, 30)))
    english = {one.day: reason_text(Words("en"), one.code, one.params) for one in found.rejected}
    assert english[date(YEAR, 9, 28)] == "Holiday of the host country: Statehood Day (28 Sep 2031)."
    assert english[date(YEAR, 9, 23)] == "Another event on 23 Sep 2031: Tuần phim Việt Nam (en)."
    assert english[date(YEAR, 9, 30)] == "The data for Q3 2031 close on 30 Sep 2031."
    assert english[date(YEAR, 9, 2)] == "Holiday of Viet Nam: National Day (2 Sep 2031)."
    assert all(20 <= one.score <= 100 for one in found.ranked)


def test_what_is_not_avoided_only_costs_points(office: Office) -> None:
    strict = BestDateWish(first=date(YEAR, 9, 20), last=date(YEAR, 9, 30))
    loose = replace(strict, avoid=frozenset())
    assert date(YEAR, 9, 28) in {one.day for one in office.calendar.best_dates(strict).rejected}
    answer = office.calendar.best_dates(loose)
    assert not answer.rejected
    holiday = next(one for one in answer.ranked if one.first == date(YEAR, 9, 28))
    assert holiday is answer.ranked[-1]
    assert any(reason.code == "best.host_holiday" and reason.points < 0 for reason in holiday.reasons)


def test_a_whole_event_must_lie_in_the_window_and_on_free_days(office: Office) -> None:
    wish = BestDateWish(first=date(YEAR, 9, 20), last=date(YEAR, 9, 29), days=3, avoid=frozenset({Avoid.HOST}))
    found = office.calendar.best_dates(wish)
    codes = {one.day.day: one.code for one in found.rejected}
    assert codes == {26: "best.host_holiday", 27: "best.host_holiday", 28: "best.too_long", 29: "best.too_long"}


def test_days_that_are_over_are_never_proposed(office: Office) -> None:
    found = office.calendar.best_dates(BestDateWish(first=date(2027, 2, 25), last=date(2027, 3, 5)))
    assert [one.day.day for one in found.rejected if one.code == "best.past"] == [25, 26, 27, 28, 1]


def test_the_weekend_is_that_of_the_host_country(office: Office) -> None:
    office.desk.office = replace(office.desk.office, country="EG")
    wish = BestDateWish(first=date(YEAR, 5, 5), last=date(YEAR, 5, 11), week=Week.WORKDAYS, avoid=frozenset())
    found = office.calendar.best_dates(wish)
    assert {one.day.strftime("%a") for one in found.rejected} == {"Fri", "Sat"}


# Anniversaries and the radar


def own(title: str = "Kết nghĩa Hà Nội – Praha", since: int | None = 2017) -> Anniversary:
    return Anniversary(
        id="",
        title=BiText(title, "Sister cities"),
        rule=YearlyRule(DateRule.CIVIL, 9, 12),
        since_year=since,
        kind=AnniversaryKind.SISTER_CITY,
        source="Thỏa thuận hợp tác",
    )


def test_an_own_anniversary_comes_up_on_the_radar_and_is_round_in_its_tenth_year(office: Office) -> None:
    made, _ = office.anniversaries.save(own())
    found = [one for one in office.calendar.upcoming() if one.anniversary == made.id]
    assert [(one.day, one.years, one.round, one.decade) for one in found] == [(date(2027, 9, 12), 10, True, True)]
    assert [one.anniversary for one in day(office, date(2027, 9, 12)).occasions] == [made.id]


def test_the_radar_reaches_eighteen_months_ahead_and_no_further(office: Office) -> None:
    found = office.calendar.upcoming()
    assert {"Tết Nguyên đán", "Tết Trung thu", "Ngày Phụ nữ Việt Nam"} <= {one.title.vi for one in found}
    assert min(one.day for one in found) >= date(2027, 3, 1)
    assert max(one.day for one in found) <= date(2028, 9, 1)
    assert list(found) == sorted(found, key=lambda one: one.day)
    assert all(one.day <= date(2027, 6, 1) for one in office.calendar.upcoming(3))


def test_anniversaries_are_changed_deleted_and_undone(office: Office) -> None:
    before, sample = content(office), set(office.anniversaries.all())
    made, _ = office.anniversaries.save(own())
    changed, _ = office.anniversaries.save(replace(made, note="Thị trưởng ký"))
    assert set(office.anniversaries.all()) - sample == {changed}
    office.anniversaries.delete(made.id)
    assert set(office.anniversaries.all()) == sample
    office.undo.undo()
    assert set(office.anniversaries.all()) - sample == {changed}
    office.undo.undo()
    office.undo.undo()
    assert content(office) == before


def test_the_sample_office_remembers_days_of_its_own(office: Office) -> None:
    found = office.anniversaries.all()
    assert {one.rule.kind for one in found} == {DateRule.CIVIL, DateRule.LUNAR}
    assert {one.id for one in found} <= {one.anniversary for one in office.calendar.upcoming()}


def test_anniversaries_that_cannot_be_are_refused(office: Office) -> None:
    for bad, code in (
        (own(" "), "anniversary.title_missing"),
        (own(since=0), "anniversary.since_bad"),
        (replace(own(), id="shipped:women-20-10"), "anniversary.shipped"),
    ):
        with pytest.raises(UserError) as caught:
            office.anniversaries.save(bad)
        assert caught.value.code == code


def test_a_country_s_anniversaries_concern_those_who_are_accredited_there(office: Office) -> None:
    austrian = {one.anniversary for one in office.calendar.upcoming() if one.country == "AT"}
    accredit(office, "AT")
    with_austria = {one.anniversary for one in office.calendar.upcoming() if one.country == "AT"}
    assert not austrian
    assert "shipped:relations-AT" in with_austria
    assert any(one.country == "CZ" and one.anniversary == "shipped:relations-CZ" for one in office.calendar.upcoming())


# Moving


def test_a_moved_event_keeps_its_hours_through_a_change_of_the_clocks(office: Office) -> None:
    event = planned(office, "Đêm nhạc", date(YEAR, 3, 28), time(18, 30))
    before = content(office)
    changes = office.calendar.move(event.id, date(YEAR, 3, 31))  # summer time begins on 30 March 2031
    assert changes.kinds == {"event"}
    moved = office.events.get(event.id)
    assert moved.local_start is not None
    assert moved.local_start.isoformat() == "2031-03-31T18:30:00+02:00"
    assert moved.local_end is not None
    assert moved.local_end.isoformat() == "2031-03-31T21:30:00+02:00"
    office.undo.undo()
    assert content(office) == before


def test_a_stretched_event_ends_at_the_same_hour_of_another_day(office: Office) -> None:
    event = planned(office, "Tuần phim", date(YEAR, 10, 24), time(18))
    office.calendar.stretch(event.id, date(YEAR, 10, 27))  # summer time ends on 26 October 2031
    found = office.events.get(event.id)
    assert found.local_start is not None
    assert found.local_end is not None
    assert found.local_start.isoformat() == "2031-10-24T18:00:00+02:00"
    assert found.local_end.isoformat() == "2031-10-27T21:00:00+01:00"


def test_stretching_before_the_first_day_is_refused(office: Office) -> None:
    event = planned(office, "Tuần phim", date(YEAR, 10, 24))
    with pytest.raises(UserError) as caught:
        office.calendar.stretch(event.id, date(YEAR, 10, 23))
    assert caught.value.code == "event.end_before_start"


def test_an_event_without_a_day_gets_a_whole_one(office: Office) -> None:
    event, _ = office.events.save(replace(office.events.blank(), title=BiText("Ý tưởng")))
    office.calendar.move(event.id, date(YEAR, 6, 1))
    found = office.events.get(event.id)
    assert (found.day, found.all_day) == (date(YEAR, 6, 1), True)


def test_shipped_days_name_their_sources() -> None:
    folder = Path(__file__).parents[2] / "resources" / "calendar"
    for name in ("commemorations.json", "anniversaries.json"):
        plain = json.loads((folder / name).read_text("utf-8"))
        ids = [one["id"] for one in plain["days"]]
        assert len(ids) == len(set(ids))
        assert all(one["source"].strip() for one in plain["days"])
        assert plain["checked"]
