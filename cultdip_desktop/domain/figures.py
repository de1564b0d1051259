"""Counting: the one rule by which reports, packages, headquarters and the demo count (section 11).

Headquarters keeps sums of what this module counts (`domain.figure_sheet`); which keys an event counts under, and with
what, is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.money import Money, MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.strategy import group_of

PRIMARY_WEIGHT: Final = Decimal(1)
SECONDARY_WEIGHT: Final = Decimal("0.5")
HALVES: Final = 2
"""Halves of the weight of a primary tag; a secondary one has one."""

OWN_LANGUAGE: Final = "vi"
"""Coverage in another language, or in none that is known, counts as foreign."""

_SOLUTIONS: Final = "G"


class Dimension(StrEnum):
    """What rows of a figure stand for."""

    GOAL = "goal"
    """Every tagged code by itself."""

    GROUP = "group"
    """Goals and solution groups; a tag of G2.2.1 counts under G2."""

    MISSION = "mission"
    REGION = "region"
    KIND = "kind"
    MONTH = "month"
    PRODUCT = "product"
    ACTOR = "actor"
    """Categories of those who took part; an event counts once under each."""

    ROLE = "role"
    """What those who took part did."""

    SOLUTION = "solution"
    """Solution groups alone."""

    SOURCE = "source"
    """Where money that was spent came from; a row's money is that of its source alone."""

    TOTAL = "total"
    """One row over all distinct events."""


class Counted(NamedTuple):
    """Of an event exactly what figures need."""

    id: str
    office: str
    day: str
    """ISO."""

    kind: str
    attendance: int
    press: int
    """Pieces of foreign coverage."""

    tags: tuple[tuple[str, bool], ...]
    """Codes, and whether primary."""

    products: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]
    """Category and role."""

    spent: tuple[tuple[str, str, int], ...]
    """Source, currency and whole minor units; without gifts in kind."""

    package: str = ""
    """Row id of the received package behind it."""


class Share(NamedTuple):
    """What an event adds to a row."""

    halves: int = HALVES
    source: str | None = None
    """Only money of this source; None: all."""


WHOLE: Final = Share()


@dataclass(slots=True)
class Tally:
    """A row while it is being counted."""

    events: int = 0
    halves: int = 0
    attendance: int = 0
    press: int = 0
    spent: dict[str, int] = field(default_factory=dict)
    """Whole minor units by currency."""

    packages: set[str] = field(default_factory=set)

    def add(self, event: Counted, share: Share = WHOLE, sign: int = 1) -> None:
        """Count an event in, or out with a `sign` of -1; its package stays a source of the row."""
        self.events += sign
        self.halves += sign * share.halves
        self.attendance += sign * event.attendance
        self.press += sign * event.press
        spent = self.spent
        for source, currency, minor in event.spent:
            if share.source is None or share.source == source:
                spent[currency] = spent.get(currency, 0) + sign * minor
        if event.package:
            self.packages.add(event.package)

    def row(self, key: str, event_ids: tuple[str, ...] = ()) -> FigureRow:
        """The row as it is read."""
        spent = {currency: Money.of_minor(minor, currency).amount for currency, minor in sorted(self.spent.items())}
        weighted = Decimal(self.halves) / HALVES
        packages = tuple(sorted(self.packages))
        return FigureRow(key, self.events, weighted, self.attendance, spent, event_ids, self.press, packages)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: an event counts once in it, whatever number of tags led here."""

    key: str
    events: int
    """Distinct events."""

    weighted: Decimal
    """Primary tags 1, secondary 0.5, the highest per event; equals `events` where no tags are involved."""

    attendance: int
    spent: Mapping[str, Decimal]
    """By currency."""

    event_ids: tuple[str, ...]
    """Empty in rows that headquarters reads from its sums."""

    press: int = 0
    """Pieces of foreign coverage."""

    packages: tuple[str, ...] = ()
    """Row ids of the received packages behind it; at headquarters only."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of one dimension with the total over distinct events."""

    window: Window
    dimension: Dimension
    rows: tuple[FigureRow, ...]
    total: FigureRow


def counted(event: Event) -> Counted:
    """What figures need of an event that is counted (`Event.counted`)."""
    day = event.day
    return Counted(
        event.id,
        event.office,
        "" if day is None else day.isoformat(),
        event.kind.value,
        event.attendance,
        sum(item.language != OWN_LANGUAGE for item in event.results.press),
        tuple((tag.code, tag.primary) for tag in event.goals),
        event.products,
        tuple((actor.category, actor.role.value) for actor in event.actors),
        tuple(
            (line.source, line.money.currency, line.money.minor)
            for line in event.money
            if line.stage is MoneyStage.SPENT and not line.in_kind
        ),
    )


def count(
    events: Iterable[Event],
    window: Window,
    dimension: Dimension,
    region_of: Callable[[str], str] = lambda office: office,
) -> Figures:
    """Count the events held in `window`; `region_of` maps an office id to its region."""
    held = (counted(event) for event in events if event.counted and event.day in window)
    return count_all(held, window, dimension, region_of)


def count_all(
    events: Iterable[Counted],
    window: Window,
    dimension: Dimension,
    region_of: Callable[[str], str] = lambda office: office,
) -> Figures:
    """Count events that are known to lie in `window`."""
    tallies: dict[str, tuple[Tally, list[str]]] = {}
    total, ids = Tally(), list[str]()
    for event in events:
        total.add(event)
        ids.append(event.id)
        for key, share in shares(event, dimension, region_of).items():
            tally, mine = tallies.get(key) or tallies.setdefault(key, (Tally(), []))
            tally.add(event, share)
            mine.append(event.id)
    rows = tuple(tally.row(key, tuple(mine)) for key, (tally, mine) in sorted(tallies.items()))
    return Figures(window, dimension, rows, total.row("total", tuple(ids)))


def shares(
    event: Counted, dimension: Dimension, region_of: Callable[[str], str] = lambda office: office
) -> Mapping[str, Share]:
    """Under which keys an event counts, each once, and with what."""
    if dimension in (Dimension.GOAL, Dimension.GROUP, Dimension.SOLUTION):
        return _tagged(event, dimension)
    if dimension is Dimension.SOURCE:
        return {source: Share(HALVES, source) for source, _currency, _minor in event.spent}
    return dict.fromkeys(_names(event, dimension, region_of), WHOLE)


def _tagged(event: Counted, dimension: Dimension) -> dict[str, Share]:
    keys: dict[str, Share] = {}
    for code, primary in event.tags:
        key = code if dimension is Dimension.GOAL else group_of(code)
        if dimension is Dimension.SOLUTION and not key.startswith(_SOLUTIONS):
            continue
        if primary or key not in keys:
            keys[key] = WHOLE if primary else _SECONDARY
    return keys


_SECONDARY: Final = Share(1)


def _names(event: Counted, dimension: Dimension, region_of: Callable[[str], str]) -> Iterable[str]:
    if dimension is Dimension.KIND:
        return (event.kind,)
    if dimension is Dimension.MISSION:
        return (event.office,)
    if dimension is Dimension.REGION:
        return (region_of(event.office),)
    if dimension is Dimension.PRODUCT:
        return event.products
    if dimension is Dimension.ACTOR:
        return [category for category, _role in event.actors if category]
    if dimension is Dimension.ROLE:
        return [role for _category, role in event.actors]
    if dimension is Dimension.TOTAL:
        return (Dimension.TOTAL.value,)
    return (event.day[:7],) if event.day else ()
