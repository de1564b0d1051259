"""What headquarters sees of all missions together: figures beside those of a year before, coverage by region, gaps.

Pure rules over figures that were counted elsewhere; nothing here counts an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.figures import Dimension, FigureRow
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.money import Money, decimals
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import BOOKS, Rate, pick
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.domain.text import EMPTY, BiText

MAIN: Final = (*GOALS, *SOLUTION_GROUPS)
"""Columns of the matrix."""

SPARSE: Final = 4
"""A region has a gap where it held fewer than one event for so many of its missions."""

BUDGET: Final = "RS.BUD"
"""Money of the state; whatever else was spent is socialised or comes from another source outside the budget."""

SUMMED_RATES: Final = (RateKind.YEARLY_AVERAGE, RateKind.MONTHLY, RateKind.JUNE_ESTIMATE)
"""Kinds of rate by which sums are converted; the rate of a transfer's day belongs to one payment."""

_DIGITS: Final = 60


class Reported(StrEnum):
    """How a mission stands with the days of an overview."""

    IN = "in"
    WAITING = "waiting"
    """A package came that was not taken in."""

    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which events a number counts: what opens when somebody asks for them."""

    window: Window
    offices: tuple[str, ...] | None = None
    """None: all."""

    dimension: Dimension = Dimension.TOTAL
    """One of those that have sheets, or `SOLUTION`."""

    key: str = ""
    """A row of the dimension; of `TOTAL` empty."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One of these events, in a line."""

    id: str
    office: str
    number: str
    title: BiText
    kind: EventKind
    day: date
    city: str
    country: str
    attendance: int | None
    package: str
    """Row id of the received package; empty for none."""

    lessons: BiText = EMPTY
    """Only where lessons were asked for."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of the whole is here."""

    day: date
    """A mission has reported when a package that was taken in covers this day."""

    standing: Mapping[str, Reported]
    """By office, of the missions that owe reports."""

    @property
    def expected(self) -> int:
        """Missions that owe reports."""
        return len(self.standing)

    @property
    def reported(self) -> int:
        """Of these, those whose figures are here."""
        return self._of(Reported.IN)

    @property
    def waiting(self) -> int:
        """Those with a package that waits."""
        return self._of(Reported.WAITING)

    @property
    def missing(self) -> int:
        """Those that sent nothing about these days."""
        return self._of(Reported.MISSING)

    @property
    def share(self) -> Decimal:
        """Reported of expected, 0 to 1."""
        return Decimal(self.reported) / self.expected if self.expected else Decimal(0)

    def of(self, offices: Iterable[str]) -> Completeness:
        """The same for some offices."""
        wanted = frozenset(offices)
        return Completeness(self.day, {id_: one for id_, one in self.standing.items() if id_ in wanted})

    def _of(self, word: Reported) -> int:
        return sum(one is word for one in self.standing.values())


@dataclass(frozen=True, slots=True)
class Missing:
    """A rate that the table lacks."""

    currency: str
    year: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts of several currencies and days in đồng, and what could not be converted."""

    money: Money
    rates: tuple[Rate, ...]
    """Those used."""

    missing: tuple[Missing, ...]
    """Their amounts are not in `money`."""

    left: Mapping[str, Decimal]
    """The amounts that could not be converted, by currency."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent in a window."""

    by_currency: Mapping[str, Decimal]
    converted: Sum
    outside: Sum
    """The part that does not come from the state budget."""

    @property
    def share(self) -> Decimal | None:
        """The part outside the budget of what was converted, 0 to 1; None when nothing was."""
        whole = self.converted.money.amount
        return self.outside.money.amount / whole if whole else None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two windows that are compared."""

    window: Window
    total: FigureRow
    spending: Spending
    reported: Decimal | None
    """Share of missions that had reported by that time; None when nobody can know."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A goal or solution group in a region."""

    code: str
    region: str
    events: int
    missions: int
    """Missions of the region that owe reports."""

    @property
    def gap(self) -> bool:
        """So little that it wants a look."""
        return bool(self.missions) and self.events * SPARSE < self.missions


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region: its cells in the order of `MAIN`, its missions."""

    region: str
    """A code of `domain.duty.Region`; empty for missions without one."""

    offices: tuple[str, ...]
    cells: tuple[Cell, ...]
    reported: int
    expected: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A goal that a region, or many missions, did little for."""

    code: str
    region: str
    """Empty: over all regions asked for."""

    events: int
    missions: int
    """Missions of the region; without a region, missions that reported and have none."""

    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exemplar:
    """An event that headquarters holds up."""

    event_id: str
    office: str
    title: BiText
    city: str
    country: str
    day: date | None
    attendance: int
    note: str
    marked_at: datetime
    cover: str = ""
    """Id of the picture to show, of the media that came with the event's package; empty when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole page, of one moment."""

    made_at: datetime
    now: Side
    before: Side | None
    completeness: Completeness
    regions: tuple[RegionRow, ...]
    months: tuple[tuple[str, int, int], ...]
    """Month (`2026-09`), its events, and those of the same month of the window compared with."""

    kinds: tuple[FigureRow, ...]
    """The most events first."""

    gaps: tuple[Gap, ...]
    exemplars: tuple[Exemplar, ...]
    missions: Mapping[str, Mission] = field(default_factory=dict)
    rate_kind: RateKind = RateKind.YEARLY_AVERAGE


def year_before(window: Window, year: int | None = None) -> Window:
    """The same days a year earlier, or of `year` (the window's last day then lies in it)."""
    back = 1 if year is None else window.last.year - year
    first, last = (_shifted(day, back) for day in (window.first, window.last))
    if window.last.month == 2 and window.last.day == 28 and _is_leap(last.year):
        last = last.replace(day=29)
    return Window(first, last)


def nine_months(year: int) -> Window:
    """January to September."""
    return Window(date(year, 1, 1), date(year, 9, 30))


def convert(amounts: Mapping[tuple[date, str], Decimal], rates: Sequence[Rate], kind: RateKind) -> Sum:
    """Amounts of days as one sum in đồng: each by the rate that books of its day take, the total rounded once.

    Raises:
        ValueError: `kind` is the rate of a transfer's day.
    """
    if kind not in SUMMED_RATES:
        raise ValueError(kind)
    total, used, missing, left = Decimal(0), dict[str, Rate](), set[Missing](), dict[str, Decimal]()
    with localcontext(prec=_DIGITS):
        for (day, currency), amount in sorted(amounts.items()):
            if currency == BOOKS:
                total += amount
            elif (rate := pick(rates, currency, BOOKS, kind, day)) is not None:
                total += amount * rate.value
                used[rate.id] = rate
            elif amount:
                missing.add(Missing(currency, day.year))
                left[currency] = left.get(currency, Decimal(0)) + amount
        rounded = total.quantize(Decimal(1).scaleb(-decimals(BOOKS)), ROUND_HALF_UP)
    named = tuple(sorted(missing, key=lambda one: (one.currency, one.year)))
    in_order = tuple(sorted(used.values(), key=lambda rate: (rate.currency, rate.day, rate.id)))
    return Sum(Money(rounded, BOOKS), in_order, named, dict(sorted(left.items())))


def change(now: Decimal | int, before: Decimal | int | None) -> Decimal | None:
    """By what part a number grew (0.179 = 17.9 % more); None where there was nothing to compare with."""
    return None if not before else Decimal(now) / Decimal(before) - 1


def gaps(rows: Iterable[RegionRow], unserved: Mapping[str, Sequence[str]], limit: int | None = None) -> tuple[Gap, ...]:
    """What wants a look: regions with the least events for each mission first, then goals that missions leave out.

    `unserved` are, by code, the offices that reported and held nothing for it.
    """
    sparse = [
        Gap(cell.code, row.region, cell.events, cell.missions, row.offices)
        for row in rows
        for cell in row.cells
        if cell.missions and cell.events < cell.missions
    ]
    sparse.sort(key=lambda gap: (gap.events / gap.missions, -gap.missions, MAIN.index(gap.code)))
    left = [Gap(code, "", 0, len(offices), tuple(offices)) for code, offices in unserved.items() if offices]
    left.sort(key=lambda gap: (-gap.missions, MAIN.index(gap.code)))
    found = [gap for gap in sparse if gap.events * SPARSE < gap.missions]
    found += left + [gap for gap in sparse if gap.events * SPARSE >= gap.missions]
    return tuple(found if limit is None else found[:limit])


def _shifted(day: date, years: int) -> date:
    year = day.year - years
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29) and not _is_leap(year)
        else day.replace(year=year)
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
