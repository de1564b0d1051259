"""Dates as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.lunar import LunarDate
from cultdip_desktop.i18n.typed_dates import TypedDate, parse
from cultdip_desktop.i18n.words import LANGUAGES, Language, Words

_DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day", "at"),
    [
        ("25/9 17:30", date(2026, 9, 25), time(17, 30)),
        ("17h30 25/9", date(2026, 9, 25), time(17, 30)),
        ("25-9 9 giờ", date(2026, 9, 25), time(9)),
        ("25/9/2027", date(2027, 9, 25), None),
        ("25.9.26", date(2026, 9, 25), None),
        ("2026-09-25", date(2026, 9, 25), None),
        ("2026-09-25T17:30", date(2026, 9, 25), time(17, 30)),
        ("ngày 05 tháng 3 năm 2027", date(2027, 3, 5), None),
        ("Thứ Tư, 16 tháng 9", date(2026, 9, 16), None),
        ("25 September", date(2026, 9, 25), None),
        ("Wednesday 16 Sep 2026, 9:05", date(2026, 9, 16), time(9, 5)),
        ("  25 / 9  ", date(2026, 9, 25), None),
    ],
)
def test_a_typed_day_is_understood(typed: str, day: date, at: time | None) -> None:
    assert parse(typed, 2026) == TypedDate(day, at, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15/8 âl", LunarDate(15, 8, 2026)),
        ("15/8 al", LunarDate(15, 8, 2026)),
        ("15/8/2027 (âm lịch)", LunarDate(15, 8, 2027)),
        ("rằm tháng Tám", LunarDate(15, 8, 2026)),
        ("Mồng 6 tháng Tám âl", LunarDate(6, 8, 2026)),
        ("mùng 1 tháng giêng âl", LunarDate(1, 1, 2026)),
        ("10/6N/2025", LunarDate(10, 6, 2025, leap=True)),
        ("rằm tháng sáu nhuận năm 2025", LunarDate(15, 6, 2025, leap=True)),
        ("15/8 lunar", LunarDate(15, 8, 2026)),
    ],
)
def test_a_typed_lunar_day_is_understood(typed: str, meant: LunarDate) -> None:
    found = parse(typed, 2026)
    assert found is not None
    assert found.lunar == meant
    assert found.day == lunar.to_solar(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "mai", "30/2", "31/9 âl", "10/6N âl", "25/13", "25/9 25:00", "25/9 17:60", "0/9", "25/9/2026/1", "1/1/3000 âl",
     "9h", "ma 2026", "25 m 2026", "25/9 - 26/9", "1" * 5000],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert parse(typed, 2026) is None


@given(_DAYS, st.sampled_from(LANGUAGES), st.times())
def test_what_is_printed_is_understood_again(day: date, language: Language, at: time) -> None:
    words, minute = Words(language), at.replace(second=0, microsecond=0)
    for text in (dates.day(words, day), dates.day_of_week(words, day), dates.field(words, day), day.isoformat()):
        found = parse(f"{text}, {dates.clock(minute)}", 1999)
        assert found == TypedDate(day, minute, None)


@given(_DAYS, st.sampled_from(LANGUAGES))
def test_a_printed_lunar_day_is_understood_again(day: date, language: Language) -> None:
    meant = lunar.from_solar(day)
    found = parse(lunar.short(Words(language), meant), meant.year)
    assert found is not None
    assert (found.day, found.lunar) == (day, meant)


@given(st.text(max_size=40))
def test_no_text_upsets_the_parser(text: str) -> None:
    parse(text, 2026)
