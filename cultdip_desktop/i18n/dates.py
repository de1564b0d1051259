"""Days, moments and periods as people read them in Vietnamese and in English.

Explicit patterns, because CLDR's short dates print two-digit years and its long ones are not the decree's date line.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.i18n.country import HANOI, city_of_zone
from cultdip_desktop.i18n.words import Words

_WEEKDAYS: Final = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_WEEKDAYS: Final = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ROMAN: Final = ("I", "II", "III", "IV")


def weekday(words: Words, value: date, *, short: bool = False) -> str:
    """The name of the day in the week: "Thứ Sáu", short "T6"; "Chủ Nhật", short "CN"."""
    return (_SHORT_WEEKDAYS if short else _WEEKDAYS)[words.language][value.weekday()]


def day(words: Words, value: date) -> str:
    """A day with its year: "25/9/2026", "25 Sep 2026"."""
    return f"{day_in_year(words, value)}{'/' if words.language == 'vi' else ' '}{value.year}"


def day_in_year(words: Words, value: date) -> str:
    """A day where the year is clear: "25/9", "25 Sep"."""
    return f"{value.day}/{value.month}" if words.language == "vi" else f"{value.day} {_short_month(value.month)}"


def day_of_week(words: Words, value: date) -> str:
    """A day with its weekday: "Thứ Sáu 25/9/2026", "Fri 25 Sep 2026"."""
    return f"{weekday(words, value, short=words.language == 'en')} {day(words, value)}"


def heading(words: Words, value: date) -> str:
    """A day as the title of a page: "Thứ Tư, 16 tháng 9", "Wednesday, 16 September"."""
    return f"{weekday(words, value)}, {value.day} {_month_name(words, value.month)}"


def field(words: Words, value: date, at: time | None = None) -> str:
    """A day as an input field shows it when it is left: "T6, 25/09/2026 17:30", "Fri, 25/09/2026 17:30"."""
    text = f"{weekday(words, value, short=True)}, {value:%d/%m/%Y}"
    return f"{text} {clock(at)}" if at else text


def clock(value: time | datetime) -> str:
    """A time of day in 24 hours: "17:30"; the same in both languages."""
    return f"{value:%H:%M}"


def moment(words: Words, instant: datetime, zone: str) -> str:
    """An aware instant on the clocks of an IANA zone: "Thứ Sáu 25/9/2026, 17:30"."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day_of_week(words, local)}, {clock(local)}"


def moment_with_place(words: Words, instant: datetime, zone: str) -> str:
    """An aware instant with whose clock it is: "Thứ Sáu 25/9/2026, 17:30 (giờ Praha)"."""
    return f"{moment(words, instant, zone)} {_whose(words, zone)}"


def end_of_day(words: Words, value: date, zone: str) -> str:
    """When a day is over at a place, and what Hà Nội's clock shows then; one clock where both show the same.

    "24:00 30/9 tại Praha = 05:00 1/10 tại Hà Nội", "24:00 on 30 Sep in Prague = 05:00 on 1 Oct in Hà Nội".
    """
    midnight = datetime.combine(value + timedelta(days=1), time(0), ZoneInfo(zone))
    there = midnight.astimezone(ZoneInfo(HANOI))
    if midnight.utcoffset() == there.utcoffset():
        return words.t("{time} on {day}", time="24:00", day=day_in_year(words, value))
    said = (
        words.t("{time} on {day} in {city}", time=at, day=day_in_year(words, on), city=city_of_zone(words, place))
        for at, on, place in (("24:00", value, zone), (clock(there), there, HANOI))
    )
    return " = ".join(said)


def deadline(words: Words, value: date, zone: str) -> str:
    """When a day that headquarters set is over: on Hà Nội's clock, and on that of `zone`; one clock where both agree.

    "24:00 25/9 tại Hà Nội = 19:00 25/9 tại Praha".
    """
    midnight = datetime.combine(value + timedelta(days=1), time(0), ZoneInfo(HANOI))
    here = midnight.astimezone(ZoneInfo(zone))
    if midnight.utcoffset() == here.utcoffset():
        return words.t("{time} on {day}", time="24:00", day=day_in_year(words, value))
    said = (
        words.t("{time} on {day} in {city}", time=at, day=day_in_year(words, on), city=city_of_zone(words, place))
        for at, on, place in (("24:00", value, HANOI), (clock(here), here, zone))
    )
    return " = ".join(said)


def day_range(words: Words, first: date, last: date) -> str:
    """From the first day to the last, saying nothing twice: "5–11/10/2026", "28/9–3/10/2026", "5–11 Oct 2026"."""
    if first == last:
        return day(words, first)
    if first.year != last.year:
        return f"{day(words, first)} – {day(words, last)}"
    if first.month != last.month:
        dash = "–" if words.language == "vi" else " – "
        return f"{day_in_year(words, first)}{dash}{day(words, last)}"
    return f"{first.day}–{day(words, last)}"


def relative_day(words: Words, value: date, today: date) -> str:
    """Yesterday, today and tomorrow by name, other days by date, with the year only when it is another one."""
    named = {-1: words.t("yesterday"), 0: words.t("today"), 1: words.t("tomorrow")}.get((value - today).days)
    return named or (day_in_year(words, value) if value.year == today.year else day(words, value))


def month(words: Words, year: int, number: int) -> str:
    """A month: "tháng 9 năm 2026", "September 2026"."""
    name = _month_name(words, number)
    return f"{name} năm {year}" if words.language == "vi" else f"{name} {year}"


def month_alone(words: Words, number: int) -> str:
    """A month where the year is clear: "tháng 9", "September"."""
    return _month_name(words, number)


def quarter(words: Words, year: int, number: int) -> str:
    """A quarter, in Vietnamese with Roman numerals: "quý III năm 2026", "Q3 2026"."""
    return f"quý {_ROMAN[number - 1]} năm {year}" if words.language == "vi" else f"Q{number} {year}"


def quarter_alone(words: Words, number: int) -> str:
    """A quarter where the year is clear: "quý III", "Q3"."""
    return f"quý {_ROMAN[number - 1]}" if words.language == "vi" else f"Q{number}"


def quarter_short(words: Words, year: int, number: int) -> str:
    """A quarter where room is scarce: "quý III/2026", "Q3 2026"."""
    return f"quý {_ROMAN[number - 1]}/{year}" if words.language == "vi" else f"Q{number} {year}"


def month_of_year_short(words: Words, year: int, number: int) -> str:
    """A month where room is scarce: "tháng 9/2026", "Sep 2026"."""
    return f"tháng {number}/{year}" if words.language == "vi" else f"{_short_month(number)} {year}"


def half_year(words: Words, year: int, number: int) -> str:
    """The first or second half of a year: "6 tháng đầu năm 2026", "first half of 2026"."""
    if words.language == "vi":
        return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    return f"{'first' if number == 1 else 'second'} half of {year}"


def whole_year(words: Words, year: int) -> str:
    """A year as a period: "năm 2026", "2026"."""
    return f"năm {year}" if words.language == "vi" else str(year)


def document_date(words: Words, value: date) -> str:
    """The date line of Decree 30/2020, Appendix I: day padded below 10, month only for 1 and 2.

    "ngày 05 tháng 3 năm 2026"; in English "5 March 2026".
    """
    if words.language == "en":
        return f"{value.day} {month(words, value.year, value.month)}"
    number = f"{value.month:02}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02} tháng {number} năm {value.year}"


def document_place_and_date(words: Words, place: str, value: date) -> str:
    """Box 4 of an official document: "Praha, ngày 05 tháng 3 năm 2026"."""
    return f"{place}, {document_date(words, value)}"


def document_place_and_blank_date(words: Words, place: str, year: int) -> str:
    """Box 4 before the day of issue is known, with room to write: "Praha, ngày … tháng … năm 2026"."""
    blank = "ngày ..... tháng ..... năm" if words.language == "vi" else "..... ..........."
    return f"{place}, {blank} {year}"


def _whose(words: Words, zone: str) -> str:
    return f"({words.t('{city} time', city=city_of_zone(words, zone))})"


def _month_name(words: Words, number: int) -> str:
    return f"tháng {number}" if words.language == "vi" else MONTHS_EN[number - 1]


def _short_month(number: int) -> str:
    return MONTHS_EN[number - 1][:3]
