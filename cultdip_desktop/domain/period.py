"""Reporting periods and their windows (section 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.errors import UserError

_FORM: Final = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")


class PeriodRule(StrEnum):
    """How a period's name becomes days; a setting of the programme."""

    CALENDAR = "calendar"
    DECREE = "decree"
    """A month runs from the 15th of the one before to the 14th; year 15 December to 14 December."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from `first` to `last`, both inside."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter, half or whole year."""

    year: int
    part: str = ""
    """`Q3`, `H2`, `09`, or empty for the year."""

    rule: PeriodRule = PeriodRule.CALENDAR

    @classmethod
    def parse(cls, text: str, rule: PeriodRule = PeriodRule.CALENDAR) -> Period:
        """From `2026-09`, `2026-Q3`, `2026-H2` or `2026`.

        Raises:
            UserError: `period.bad`.
        """
        match = _FORM.fullmatch(text.strip())
        if match is None or not 2000 <= int(match.group(1)) <= 2100:
            raise UserError("period.bad", period=text[:40])
        year, quarter, half, month = match.groups()
        part = f"Q{quarter}" if quarter else f"H{half}" if half else month or ""
        return cls(int(year), part, rule)

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
        return f"{self.year:04d}-{self.part}" if self.part else f"{self.year:04d}"

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, 1 to 12."""
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
        first, last = self.months
        if self.rule is PeriodRule.DECREE:
            start = date(self.year, first - 1, 15) if first > 1 else date(self.year - 1, 12, 15)
            return Window(start, date(self.year, last, 14))
        return Window(date(self.year, first, 1), _month_end(self.year, last))

    @property
    def previous(self) -> Period:
        """The period of the same length right before."""
        if not self.part:
            return Period(self.year - 1, "", self.rule)
        if self.part[0] in "QH":
            number, top = int(self.part[1]), 4 if self.part[0] == "Q" else 2
            if number > 1:
                return Period(self.year, f"{self.part[0]}{number - 1}", self.rule)
            return Period(self.year - 1, f"{self.part[0]}{top}", self.rule)
        month = int(self.part)
        return Period(self.year, f"{month - 1:02d}", self.rule) if month > 1 else Period(self.year - 1, "12", self.rule)


def _month_end(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def _decree_month(day: date) -> date:
    """A day of the month that the decree counts `day` to."""
    return day if day.day < 15 else (day.replace(day=1) + timedelta(days=32)).replace(day=1)
