"""The Vietnamese lunar calendar: computed for UTC+7 on every machine, in the words people use for its days.

The Chinese calendar differs (Tết 1968, 1969, 1985, 2007, 2030, 2053), so no Chinese table will do.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.core.stand_in import stand_in
from cultdip_desktop.i18n.words import Words

with stand_in("importlib.metadata", __path__=(), version=lambda _name: "", PackageNotFoundError=LookupError):
    from lunar_vn import core as _core  # asks for its own version, which nobody here reads
    from lunar_vn.can_chi import get_year_can_chi

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)

LeapPolicy: TypeAlias = Literal["regular", "leap", "both"]
"""Which month a yearly day takes in a year that has its month twice."""

# First days that the library gives a day too late: its short series puts these new moons (23:58 and 23:59 at UTC+7)
# after midnight. Checked against a full ephemeris for 1900-2100; a published table agrees on both.
_LATE_STARTS: Final = frozenset({date(2072, 12, 10), date(2077, 11, 16)})

_MONTHS: Final = (
    "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Chạp",
)  # fmt: skip
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LunarDate:
    """A day of the Vietnamese lunar calendar."""

    day: int
    """1 to 29 or 30."""

    month: int
    """1 (Giêng) to 12 (Chạp)."""

    year: int
    """The civil year in which this lunar year's Tết falls."""

    leap: bool = False
    """Whether this is the second, intercalary month of its number, written "6N"."""

    @property
    def is_marked(self) -> bool:
        """Whether calendars set it off: first day (Mồng 1) or full moon (Rằm)."""
        return self.day in (1, 15)


def from_solar(day: date) -> LunarDate:
    """The lunar date of a civil day.

    Raises:
        ValueError: `day` is before `FIRST_DAY` or after `LAST_DAY`.
    """
    found = _core.solar_to_lunar(day)
    start = day - timedelta(days=found.day - 1)
    if start in _LATE_STARTS:
        return LunarDate(found.day + 1, found.month, found.year, found.leap)
    if day + _ONE_DAY in _LATE_STARTS:
        following = _core.solar_to_lunar(day + _ONE_DAY)
        return LunarDate(1, following.month, following.year, following.leap)
    return LunarDate(found.day, found.month, found.year, found.leap)


def to_solar(lunar: LunarDate) -> date:
    """The civil day of a lunar date.

    Raises:
        ValueError: there is no such day: the 30th of a short month, a leap month that the year lacks, or a day
            outside 1900 to 2100.
    """
    start = _core.convert_lunar_to_solar(1, lunar.month, lunar.year, int(lunar.leap))
    if start in _LATE_STARTS:
        start -= _ONE_DAY
    day = start + timedelta(days=lunar.day - 1)
    if from_solar(day) != lunar:
        raise ValueError(f"no such lunar day: {short_digits(lunar)}/{lunar.year}")
    return day


def leap_month(year: int) -> int | None:
    """The month that a lunar year has twice, if any."""
    for month in range(1, 13):
        try:
            to_solar(LunarDate(1, month, year, leap=True))
        except ValueError:
            continue
        return month
    return None


def yearly(day: int, month: int, year: int, policy: LeapPolicy = "regular") -> tuple[date, ...]:
    """The civil days on which a yearly lunar day falls in one lunar year; in short months the 30th falls on the 29th.

    "regular" takes the month proper, "leap" the leap month where the year has it, "both" both.
    """
    doubled = leap_month(year) == month
    leaps = {"regular": (False,), "leap": (doubled,), "both": (False, True) if doubled else (False,)}[policy]
    return tuple(_day_or_last(LunarDate(day, month, year, leap)) for leap in leaps)


def year_name(year: int) -> str:
    """The sexagenary name of a lunar year, can and chi: "Bính Ngọ" for 2026; the same in English texts."""
    return get_year_can_chi(year)


def day_words(words: Words, lunar: LunarDate, *, with_year: bool = False) -> str:
    """The day as people say it: "Rằm tháng Tám", "Mồng 6 tháng Tám, năm Bính Ngọ"; "tháng Sáu nhuận" when leap.

    In English "lunar mid-month (15/8)", "lunar 6th day of the 8th month, year Bính Ngọ".
    """
    text = _vietnamese(lunar) if words.language == "vi" else _english(lunar)
    if not with_year:
        return text
    return f"{text}, {'năm' if words.language == 'vi' else 'year'} {year_name(lunar.year)}"


def month_words(words: Words, lunar: LunarDate) -> str:
    """The month alone: "tháng Bảy", "tháng Sáu nhuận"; in English "7th lunar month", "leap 6th lunar month"."""
    if words.language == "vi":
        return _vietnamese_month(lunar)
    return f"{'leap ' if lunar.leap else ''}{_ordinal(lunar.month)} lunar month"


def short(words: Words, lunar: LunarDate) -> str:
    """The day in digits with the calendar's mark: "15/8 âl", "10/6N âl"."""
    return f"{short_digits(lunar)} {words.c('after a date of the lunar calendar', 'lunar')}"


def short_digits(lunar: LunarDate) -> str:
    """The day in digits alone, for small calendar cells: "15/8", "10/6N"."""
    return f"{lunar.day}/{lunar.month}{'N' if lunar.leap else ''}"


def cell(lunar: LunarDate) -> str:
    """What a calendar cell shows: the day, and on the first day also the month ("1/8", "1/6N")."""
    return short_digits(lunar) if lunar.day == 1 else str(lunar.day)


def _day_or_last(lunar: LunarDate) -> date:
    try:
        return to_solar(lunar)
    except ValueError:
        if lunar.day != 30:
            raise
        return to_solar(LunarDate(29, lunar.month, lunar.year, lunar.leap))


def _vietnamese(lunar: LunarDate) -> str:
    month = _vietnamese_month(lunar)
    if lunar.day == 15:
        return f"Rằm {month}"
    return f"{'Mồng' if lunar.day <= 10 else 'Ngày'} {lunar.day} {month}"


def _vietnamese_month(lunar: LunarDate) -> str:
    return f"tháng {_MONTHS[lunar.month - 1]}{' nhuận' if lunar.leap else ''}"


def _english(lunar: LunarDate) -> str:
    if lunar.day == 15:
        return f"lunar mid-month ({short_digits(lunar)})"
    leap = "leap " if lunar.leap else ""
    return f"lunar {_ordinal(lunar.day)} day of the {leap}{_ordinal(lunar.month)} month"


def _ordinal(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
