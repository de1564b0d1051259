"""Reporting periods and their windows (section 4)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass

_FORM: Final = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")
_BETWEEN: Final = ".."
_LONGEST: Final = timedelta(days=366 * 30)


class PeriodRule(StrEnum):
    """How a period's name becomes days; a setting of the programme."""

    CALENDAR = "calendar"
    DECREE = "decree"
    """A month runs from the 15th of the one before to the 14th; year 15 December to 14 December."""

    CUSTOM = "custom"
    """The two days that the period names itself: a mid-term review, a term of office."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from `first` to `last`, both inside."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter, half or whole year, or any two days."""

    year: int
    part: str = ""
    """`Q3`, `H2`, `09`, or empty for the year; of `PeriodRule.CUSTOM` the two days, `2021-01-01..2026-06-30`."""

    rule: PeriodRule = PeriodRule.CALENDAR

    @classmethod
    def parse(cls, text: str, rule: PeriodRule = PeriodRule.CALENDAR) -> Period:
        """From `2026-09`, `2026-Q3`, `2026-H2`, `2026` or `2021-01-01..2026-06-30`.

        Raises:
            UserError: `period.bad`; `period.turned` when the last day lies before the first.
        """
        if _BETWEEN in text:
            return cls._of_text(text)
        match = _FORM.fullmatch(text.strip())
        if match is None or not 2000 <= int(match.group(1)) <= 2100:
            raise UserError("period.bad", period=text[:40])
        year, quarter, half, month = match.groups()
        part = f"Q{quarter}" if quarter else f"H{half}" if half else month or ""
        return cls(int(year), part, rule)

    @classmethod
    def between(cls, first: date, last: date) -> Period:
        """Any days from `first` to `last`, at most 30 years.

        Raises:
            UserError: `period.turned`, `period.too_long`.
        """
        if last < first:
            raise UserError("period.turned", first=first.isoformat(), last=last.isoformat())
        if last - first > _LONGEST:
            raise UserError("period.too_long", first=first.isoformat(), last=last.isoformat())
        return cls(last.year, f"{first.isoformat()}{_BETWEEN}{last.isoformat()}", PeriodRule.CUSTOM)

    @classmethod
    def _of_text(cls, text: str) -> Period:
        first, _between, last = text.strip().partition(_BETWEEN)
        try:
            days = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError:
            raise UserError("period.bad", period=text[:40]) from None
        if not all(2000 <= day.year <= 2100 for day in days):
            raise UserError("period.bad", period=text[:40])
        return cls.between(*days)

    @classmethod
    def quarter_of(cls, day: date, rule: PeriodRule = PeriodRule.CALENDAR) -> Period:
        """The quarter that `day` lies in."""
        shifted = day if rule is PeriodRule.CALENDAR else _decree_month(day)
        return cls(shifted.year, f"Q{(shifted.month - 1) // 3 + 1}", rule)

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> Period | None:
        """The quarter or year of the calendar that has exactly these days, None where there is none."""
        if first is None or last is None:
            return None
        found = (cls.quarter_of(first), cls(first.year))
        return next((period for period in found if period.window == Window(first, last)), None)

    def __str__(self) -> str:
        if self.rule is PeriodRule.CUSTOM:
            return self.part
        return f"{self.year:04d}-{self.part}" if self.part else f"{self.year:04d}"

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, 1 to 12; of any two days the months that they lie in."""
        if self.rule is PeriodRule.CUSTOM:
            return self.window.first.month, self.window.last.month
        if not self.part:
            return 1, 12
        if self.part[0] == "Q":
            last = int(self.part[1]) * 3
            return last - 2, last
        if self.part[0] == "H":
            last = int(self.part[1]) * 6
            return last - 5, last
        return int(self.part), int(self.part)

    @property
    def window(self) -> Window:
        """Its days under its rule."""
        if self.rule is PeriodRule.CUSTOM:
            begin, _between, end = self.part.partition(_BETWEEN)
            return Window(date.fromisoformat(begin), date.fromisoformat(end))
        first, last = self.months
        if self.rule is PeriodRule.DECREE:
            start = date(self.year, first - 1, 15) if first > 1 else date(self.year - 1, 12, 15)
            return Window(start, date(self.year, last, 14))
        return Window(date(self.year, first, 1), _month_end(self.year, last))

    @property
    def previous(self) -> Period:
        """The period of the same length right before."""
        if self.rule is PeriodRule.CUSTOM:
            window = self.window
            return Period.between(
                window.first - (window.last - window.first) - timedelta(days=1), window.first - timedelta(days=1)
            )
        if not self.part:
            return Period(self.year - 1, "", self.rule)
        if self.part[0] in "QH":
            number, top = int(self.part[1]), 4 if self.part[0] == "Q" else 2
            if number > 1:
                return Period(self.year, f"{self.part[0]}{number - 1}", self.rule)
            return Period(self.year - 1, f"{self.part[0]}{top}", self.rule)
        month = int(self.part)
        return Period(self.year, f"{month - 1:02d}", self.rule) if month > 1 else Period(self.year - 1, "12", self.rule)

    @property
    def year_before(self) -> Period:
        """The same period of the year before: what a report is held against besides the period right before."""
        if self.rule is not PeriodRule.CUSTOM:
            return Period(self.year - 1, self.part, self.rule)
        return Period.between(_year_earlier(self.window.first), _year_earlier(self.window.last))


def _year_earlier(day: date) -> date:
    """29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _month_end(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def _decree_month(day: date) -> date:
    """A day of the month that the decree counts `day` to."""
    return day if day.day < 15 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)
