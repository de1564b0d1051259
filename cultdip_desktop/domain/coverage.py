"""Coverage of the strategy: goals × quarters, with what was held, what is planned, and where nothing is.

A row counts distinct events tagged with its code or with one below it (`G2.2.1` counts under `G2.2` and `G2`), by the
rule of `domain.figures`: held events, by their first day at the place. Planned events are those from idea to approved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS, Catalogue, Node, group_of
from cultdip_desktop.domain.text import EMPTY, BiText

PLANNED: Final = frozenset({EventState.IDEA, EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED})
"""States of events that are still to be held."""

MAIN: Final = (*GOALS, *SOLUTION_GROUPS)
"""Codes that are expected to have an event in every quarter of the present year."""

TASKS: Final = "N"
PRIORITIES: Final = "U"
OTHER: Final = "?"
"""Section of codes that the present edition of the catalogue does not have."""

SECTIONS: Final = ("M", "G", TASKS, PRIORITIES, OTHER)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many events of one half of a month bear exactly these tags."""

    month: date
    """First day of the half month: the 1st or the 15th; no rule draws a line anywhere else."""

    held: bool
    """Held; otherwise still to be held."""

    tags: tuple[tuple[str, bool], ...]
    """Code and whether it is the primary one."""

    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReason:
    """Why a goal has no event in a quarter, recorded by somebody."""

    code: str
    year: int
    quarter: int
    """1 to 4; 0 speaks of the whole year."""

    reason: BiText
    person: str | None = None
    """Id of who recorded it."""

    noted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoalTarget:
    """How many events an office wants to hold for a goal in a year."""

    code: str
    year: int
    target: int


@dataclass(frozen=True, slots=True)
class Count:
    """Events of one cell or of a year."""

    held: int = 0
    """Distinct events held."""

    planned: int = 0
    """Distinct events still to be held."""

    halves: int = 0
    """Weighted figure of the held ones in halves: a primary tag counts 2, a secondary one 1, the higher per event."""

    @property
    def events(self) -> int:
        """Held and planned."""
        return self.held + self.planned

    def __add__(self, other: Count) -> Count:
        return Count(self.held + other.held, self.planned + other.planned, self.halves + other.halves)


NOTHING: Final = Count()


@dataclass(frozen=True, slots=True)
class Cell:
    """One goal in one quarter."""

    code: str
    quarter: Period
    count: Count
    begun: bool
    """The quarter's first day is not after today."""

    expected: bool
    """An event is expected here: a main code in the present year, or a year whose target is not reached."""

    reason: GapReason | None = None

    @property
    def empty(self) -> bool:
        """Neither held nor planned in a quarter that has begun."""
        return self.begun and not self.count.events

    @property
    def gap(self) -> bool:
        """A gap that wants a cure: empty, an event is expected, and nobody has recorded why there is none."""
        return self.empty and self.expected and self.reason is None

    @property
    def explained(self) -> bool:
        """Empty, with a recorded reason."""
        return self.empty and self.reason is not None


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One goal in one year."""

    year: int
    count: Count
    target: int | None

    @property
    def share(self) -> float | None:
        """Held and planned of the target, 0 to 1; None without a target."""
        return None if not self.target else min(self.count.events / self.target, 1.0)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One code of the catalogue."""

    code: str
    section: str
    """One of `SECTIONS`."""

    parent: str
    """Code of the row above it in the tree; empty at the top."""

    depth: int
    """0 at the top of its section."""

    children: bool
    cells: tuple[Cell, ...]
    """One for each quarter of the coverage."""

    years: tuple[YearTotal, ...]

    @property
    def total(self) -> Count:
        """Over all quarters shown."""
        return _sum(cell.count for cell in self.cells)

    @property
    def gaps(self) -> int:
        """Quarters begun that have neither a held nor a planned event, explained or not."""
        return sum(cell.empty for cell in self.cells)

    @property
    def alarms(self) -> int:
        """Quarters that want a cure."""
        return sum(cell.gap for cell in self.cells)

    def year(self, year: int) -> YearTotal:
        """The row's total of a year; nothing where the coverage does not reach."""
        return next((one for one in self.years if one.year == year), YearTotal(year, NOTHING, None))

    def cell(self, quarter: Period) -> Cell | None:
        """The cell of a quarter, None where the coverage does not reach."""
        return next((cell for cell in self.cells if cell.quarter == quarter), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The whole matrix."""

    quarters: tuple[Period, ...]
    window: Window
    """The days counted: whole quarters, cut where a question named days."""

    today: date
    present: Period
    """The quarter that today lies in."""

    rows: tuple[CoverageRow, ...]
    """In the order of `SECTIONS` and of the catalogue."""

    _by_code: Mapping[str, CoverageRow] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", MappingProxyType({row.code: row for row in self.rows}))

    @property
    def years(self) -> tuple[int, ...]:
        """Years that the quarters belong to."""
        return tuple(dict.fromkeys(quarter.year for quarter in self.quarters))

    def row(self, code: str) -> CoverageRow | None:
        """The row of a code."""
        return self._by_code.get(code)

    def gaps(self, quarter: Period | None = None) -> tuple[Cell, ...]:
        """Cells that want a cure, of one quarter or of all, in the order of rows and quarters."""
        cells = (cell for row in self.rows for cell in row.cells if cell.gap)
        return tuple(cell for cell in cells if quarter is None or cell.quarter == quarter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an office has set itself beside its events."""

    targets: Mapping[tuple[str, int], int] = field(default_factory=dict)
    reasons: Mapping[tuple[str, int, int], GapReason] = field(default_factory=dict)
    """By code, year and quarter."""


def quarters_of(first: date, last: date, rule: PeriodRule) -> tuple[Period, ...]:
    """The quarters that the days from `first` to `last` lie in."""
    found = [Period.quarter_of(first, rule)]
    end = Period.quarter_of(last, rule)
    while found[-1] != end and found[-1].window.last < last:
        found.append(following(found[-1]))
    return tuple(found)


def quarters_of_years(years: Iterable[int], rule: PeriodRule) -> tuple[Period, ...]:
    """All quarters of these years."""
    return tuple(Period(year, f"Q{number}", rule) for year in years for number in range(1, 5))


def following(quarter: Period) -> Period:
    """The quarter after this one."""
    number = number_of(quarter)
    if number == 4:
        return Period(quarter.year + 1, "Q1", quarter.rule)
    return Period(quarter.year, f"Q{number + 1}", quarter.rule)


def number_of(quarter: Period) -> int:
    """1 to 4."""
    return int(quarter.part[1])


def coverage(
    catalogue: Catalogue,
    quarters: Sequence[Period],
    tallies: Iterable[Tally],
    plan: Plan,
    today: date,
    window: Window | None = None,
) -> Coverage:
    """Lay counts over the tree of the catalogue. `quarters` are of one rule, without holes, and not empty.

    A year's target is compared with the events of the quarters shown: ask whole years where targets matter.
    """
    rule = quarters[0].rule
    tree = _Tree(catalogue)
    counts = _counted(tree, quarters, tallies, rule)
    present = Period.quarter_of(today, rule)
    nodes = tree.listed(counts)
    rows = tuple(_row(node, quarters, counts.get(node.code, {}), plan, today, present) for node in nodes)
    shown = window or Window(quarters[0].window.first, quarters[-1].window.last)
    return Coverage(quarters=tuple(quarters), window=shown, today=today, present=present, rows=rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a code stands in the tree."""

    code: str
    section: str
    parent: str
    depth: int
    children: bool = False


class _Tree:
    """The taggable codes of goals, solutions, tasks and priorities, and their ancestors."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._nodes = {node.code: node for node in catalogue.nodes if _section(node) and node.taggable}
        self._lines: dict[str, tuple[str, ...]] = {}

    def line(self, code: str) -> tuple[str, ...]:
        """The code and all rows above it, whatever edition it comes from."""
        known = self._lines.get(code)
        if known is None:
            known = self._lines[code] = tuple(self._ancestors(code))
        return known

    def listed(self, counts: Mapping[str, object]) -> list[_Place]:
        """The tree in order: all main codes, tasks and priorities; below them what was ever tagged, and the rest."""
        foreign = [code for code in counts if code not in self._nodes]
        by_parent: dict[str, list[str]] = defaultdict(list)
        for node in self._nodes.values():
            by_parent[self._parent(node.code)].append(node.code)
        for code in sorted(foreign):
            by_parent[self._parent(code)].append(code)
        found: list[_Place] = []
        for section in SECTIONS:
            tops = [code for code in by_parent[""] if self._section_of(code) == section]
            for code in tops:
                self._walk(code, section, 0, by_parent, found)
        return found

    def _walk(
        self, code: str, section: str, depth: int, by_parent: Mapping[str, list[str]], found: list[_Place]
    ) -> None:
        below = by_parent.get(code, [])
        found.append(_Place(code, section, self._parent(code), depth, bool(below)))
        for child in below:
            self._walk(child, section, depth + 1, by_parent, found)

    def _ancestors(self, code: str) -> Iterable[str]:
        while code:
            yield code
            code = self._parent(code)

    def _parent(self, code: str) -> str:
        node = self._nodes.get(code)
        if node is not None:
            return node.parent if node.parent in self._nodes else ""
        group = group_of(code)
        return group if group != code and group in self._nodes else ""

    def _section_of(self, code: str) -> str:
        return code[:1] if code in self._nodes else OTHER


def _section(node: Node) -> bool:
    return node.code[:1] in SECTIONS and node.code[1:2].isdigit()


_Cells = dict[Period, Count]


def _counted(tree: _Tree, quarters: Sequence[Period], tallies: Iterable[Tally], rule: PeriodRule) -> dict[str, _Cells]:
    wanted = set(quarters)
    found: dict[str, _Cells] = defaultdict(lambda: defaultdict(Count))
    known: dict[date, Period] = {}
    for tally in tallies:
        quarter = known.get(tally.month) or known.setdefault(tally.month, Period.quarter_of(tally.month, rule))
        if quarter not in wanted:
            continue
        heavy: dict[str, int] = {}
        for code, primary in tally.tags:
            for line in tree.line(code):
                heavy[line] = max(heavy.get(line, 0), 2 if primary else 1)
        for code, weight in heavy.items():
            more = Count(tally.events, 0, tally.events * weight) if tally.held else Count(0, tally.events)
            found[code][quarter] += more
    return found


def _row(
    place: _Place,
    quarters: Sequence[Period],
    counts: Mapping[Period, Count],
    plan: Plan,
    today: date,
    present: Period,
) -> CoverageRow:
    years = tuple(
        YearTotal(
            year,
            _sum(counts.get(quarter, NOTHING) for quarter in quarters if quarter.year == year),
            plan.targets.get((place.code, year)),
        )
        for year in dict.fromkeys(quarter.year for quarter in quarters)
    )
    wanting = {total.year for total in years if total.target and total.count.held < total.target}
    if place.code in MAIN:
        wanting.add(present.year)
    cells = tuple(
        Cell(
            place.code,
            quarter,
            counts.get(quarter, NOTHING),
            begun=quarter.window.first <= today,
            expected=quarter.year in wanting,
            reason=_reason(plan, place.code, quarter),
        )
        for quarter in quarters
    )
    return CoverageRow(place.code, place.section, place.parent, place.depth, place.children, cells, years)


def _reason(plan: Plan, code: str, quarter: Period) -> GapReason | None:
    own = plan.reasons.get((code, quarter.year, number_of(quarter)))
    return own or plan.reasons.get((code, quarter.year, 0))


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, NOTHING)


def no_reason(code: str, quarter: Period) -> GapReason:
    """An empty reason for a gap, to be written."""
    return GapReason(code=code, year=quarter.year, quarter=number_of(quarter), reason=EMPTY)
