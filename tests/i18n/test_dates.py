"""Days, moments and periods in words."""

from datetime import UTC, date, datetime, time

import pytest

from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words

VI, EN = Words("vi"), Words("en")
FULL_MOON = date(2026, 9, 25)
OPENING = datetime(2026, 9, 25, 15, 30, tzinfo=UTC)


def test_a_day_is_written_with_and_without_its_year_and_weekday() -> None:
    assert (dates.day(VI, FULL_MOON), dates.day(EN, FULL_MOON)) == ("25/9/2026", "25 Sep 2026")
    assert (dates.day_in_year(VI, FULL_MOON), dates.day_in_year(EN, FULL_MOON)) == ("25/9", "25 Sep")
    assert dates.day_of_week(VI, FULL_MOON) == "Thứ Sáu 25/9/2026"
    assert dates.day_of_week(EN, FULL_MOON) == "Fri 25 Sep 2026"
    assert dates.weekday(VI, date(2026, 9, 27)) == "Chủ Nhật"
    assert dates.weekday(VI, date(2026, 9, 27), short=True) == "CN"


def test_a_day_heads_a_page() -> None:
    assert dates.heading(VI, date(2026, 9, 16)) == "Thứ Tư, 16 tháng 9"
    assert dates.heading(EN, date(2026, 9, 16)) == "Wednesday, 16 September"


def test_a_field_shows_its_day_at_full_width() -> None:
    assert dates.field(VI, date(2026, 3, 5), time(9, 5)) == "T5, 05/03/2026 09:05"
    assert dates.field(EN, date(2026, 3, 5)) == "Thu, 05/03/2026"


def test_a_moment_is_told_on_the_clock_of_its_zone() -> None:
    assert dates.moment(VI, OPENING, "Europe/Prague") == "Thứ Sáu 25/9/2026, 17:30"
    assert dates.moment(EN, OPENING, "Europe/Prague") == "Fri 25 Sep 2026, 17:30"
    assert dates.moment_with_place(VI, OPENING, "Europe/Prague") == "Thứ Sáu 25/9/2026, 17:30 (giờ Praha)"


@pytest.mark.parametrize(
    ("zone", "vietnamese"),
    [
        ("Europe/Prague", "24:00 30/9 tại Praha = 05:00 1/10 tại Hà Nội"),
        ("America/New_York", "24:00 30/9 tại New York = 11:00 1/10 tại Hà Nội"),
        ("Asia/Tokyo", "24:00 30/9 tại Tokyo = 22:00 30/9 tại Hà Nội"),
        ("Asia/Bangkok", "24:00 30/9"),
    ],
)
def test_the_end_of_a_day_is_told_on_two_clocks_where_they_differ(zone: str, vietnamese: str) -> None:
    assert dates.end_of_day(VI, date(2026, 9, 30), zone) == vietnamese


def test_the_end_of_a_day_in_english_names_both_places() -> None:
    told = dates.end_of_day(EN, date(2026, 12, 31), "Europe/Prague")
    assert told == "24:00 on 31 Dec in Prague = 06:00 on 1 Jan in Ha Noi"


@pytest.mark.parametrize(
    ("first", "last", "vietnamese", "english"),
    [
        (FULL_MOON, FULL_MOON, "25/9/2026", "25 Sep 2026"),
        (date(2026, 10, 5), date(2026, 10, 11), "5–11/10/2026", "5–11 Oct 2026"),
        (date(2026, 9, 28), date(2026, 10, 3), "28/9–3/10/2026", "28 Sep – 3 Oct 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30/12/2026 – 2/1/2027", "30 Dec 2026 – 2 Jan 2027"),
        (date(2026, 9, 5), date(2027, 9, 11), "5/9/2026 – 11/9/2027", "5 Sep 2026 – 11 Sep 2027"),
    ],
)
def test_a_range_says_nothing_twice(first: date, last: date, vietnamese: str, english: str) -> None:
    assert dates.day_range(VI, first, last) == vietnamese
    assert dates.day_range(EN, first, last) == english


def test_near_days_have_names() -> None:
    told = [dates.relative_day(VI, date(2026, 9, day), FULL_MOON) for day in (23, 24, 25, 26, 27)]
    assert told == ["23/9", "hôm qua", "hôm nay", "ngày mai", "27/9"]
    assert dates.relative_day(EN, date(2027, 9, 25), FULL_MOON) == "25 Sep 2027"


def test_periods_are_named() -> None:
    assert (dates.month(VI, 2026, 9), dates.month(EN, 2026, 9)) == ("tháng 9 năm 2026", "September 2026")
    assert (dates.month_of_year_short(VI, 2026, 9), dates.month_of_year_short(EN, 2026, 9)) == (
        "tháng 9/2026",
        "Sep 2026",
    )
    assert (dates.quarter_short(VI, 2026, 3), dates.quarter_short(EN, 2026, 3)) == ("quý III/2026", "Q3 2026")
    assert [dates.quarter(VI, 2026, number) for number in (1, 2, 3, 4)] == [
        f"quý {roman} năm 2026" for roman in ("I", "II", "III", "IV")
    ]
    assert dates.quarter(EN, 2026, 3) == "Q3 2026"
    assert (dates.half_year(VI, 2026, 1), dates.half_year(VI, 2026, 2)) == (
        "6 tháng đầu năm 2026",
        "6 tháng cuối năm 2026",
    )
    assert (dates.half_year(EN, 2026, 1), dates.half_year(EN, 2026, 2)) == ("first half of 2026", "second half of 2026")
    assert (dates.whole_year(VI, 2026), dates.whole_year(EN, 2026)) == ("năm 2026", "2026")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_the_date_line_follows_the_decree(value: date, line: str) -> None:
    assert dates.document_place_and_date(VI, "Praha", value) == f"Praha, {line}"


def test_the_date_line_in_english_and_before_issue() -> None:
    assert dates.document_place_and_date(EN, "Prague", date(2026, 3, 5)) == "Prague, 5 March 2026"
    assert dates.document_place_and_blank_date(VI, "Praha", 2026) == "Praha, ngày ..... tháng ..... năm 2026"
