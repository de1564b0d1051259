"""Where things stand in a row of days: bars over several days in lanes, entries of one day stacked, the rest counted.

Pure arithmetic in px, so that it can be tested without a window and shared by month and week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Generic, TypeVar

T = TypeVar("T")

WEEK: Final = 7
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """Something to place: in columns `first` to `last` (both inside) of its row."""

    thing: T
    first: int
    last: int
    lines: int = 1
    """How many lines its words need where there is room; only counts for what takes a single day."""

    begins: bool = True
    """False when it goes on from the row before."""

    ends: bool = True
    """False when it goes on in the next row."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An item and its place: px from the top of the row."""

    item: Item[T]
    top: int
    height: int
    lines: int


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One row of days, laid out."""

    placed: tuple[Placed[T], ...]
    hidden: tuple[int, ...]
    """How many things of each column found no room."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Heights in px of a row and of what stands in it."""

    height: int
    """Of the row, without its bottom margin."""

    bar: int
    """Of something over several days."""

    line: int
    """Of one line of words."""

    padding: int
    """Above and below the words of an entry, together."""

    gap: int
    more: int
    """Of the line that says how many are hidden."""

    def entry(self, lines: int) -> int:
        """Height of an entry with so many lines."""
        return self.line * lines + self.padding


def lay_out(items: Sequence[Item[T]], tops: Sequence[int], measures: Measures) -> Row[T]:
    """Place `items` below `tops` (px, one per column), in their order within a column, long bars first.

    Where everything fits, entries take the lines they want; in a column that overflows each takes one, and what
    still finds no room is counted, with a line kept free to say so.
    """
    columns = len(tops)
    tight: set[int] = set()
    full: set[int] = set()
    while True:
        row = _attempt(items, tops, measures, tight, full)
        crowded = {column for column in range(columns) if row.hidden[column]}
        if not crowded - full:
            return row
        fresh = crowded - tight
        tight |= crowded
        full |= crowded - fresh


def _attempt(
    items: Sequence[Item[T]], tops: Sequence[int], measures: Measures, tight: set[int], full: set[int]
) -> Row[T]:
    bottoms = list(tops)
    hidden = [0] * len(tops)
    ends = [measures.height - (measures.more if column in full else 0) for column in range(len(tops))]
    placed = []
    for item in _long_first(items):
        columns = range(item.first, item.last + 1)
        wide = item.last > item.first
        lines = 1 if wide or item.first in tight else item.lines
        height = measures.bar if wide else measures.entry(lines)
        top = max(bottoms[column] for column in columns)
        if top + height > min(ends[column] for column in columns):
            for column in columns:
                hidden[column] += 1
            continue
        for column in columns:
            bottoms[column] = top + height + measures.gap
        placed.append(Placed(item, top, height, lines))
    return Row(tuple(placed), tuple(hidden))


def _long_first(items: Sequence[Item[T]]) -> list[Item[T]]:
    wide = sorted((item for item in items if item.last > item.first), key=lambda item: (item.first, -item.last))
    return [*wide, *(item for item in items if item.last == item.first)]


def spans(first: date, last: date, start: date, thing: T, lines: int = 1, days: int = WEEK) -> Item[T] | None:
    """`thing` from `first` to `last` as an item of the row that begins on `start`; None when it is not in it."""
    end = start + timedelta(days=days - 1)
    if last < start or first > end:
        return None
    return Item(
        thing,
        max((first - start).days, 0),
        min((last - start).days, days - 1),
        lines,
        begins=first >= start,
        ends=last <= end,
    )


def month_weeks(day: date) -> list[date]:
    """The Mondays of the weeks that a page of the month of `day` shows: four to six."""
    first = day.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= month_end(day):
        weeks.append(monday)
        monday += timedelta(days=WEEK)
    return weeks


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return add_months(day.replace(day=1), 1) - _ONE_DAY


def add_months(day: date, months: int) -> date:
    """So many months later; the day of the month is kept where the month has it."""
    number = day.year * 12 + day.month - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - _ONE_DAY).day))


def side_by_side(times: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For spans of minutes (begin, end; sorted by begin) the lane of each and how many lanes its group has."""
    lanes: list[int] = []
    answer: list[tuple[int, int]] = []
    group: list[int] = []
    until = -1
    for index, (begin, end) in enumerate(times):
        if begin >= until:
            _close(group, answer, lanes)
            group, lanes = [], []
        lane = next((number for number, busy in enumerate(lanes) if busy <= begin), len(lanes))
        if lane == len(lanes):
            lanes.append(end)
        lanes[lane] = end
        answer.append((lane, 1))
        group.append(index)
        until = max(until, end)
    _close(group, answer, lanes)
    return answer


def _close(group: Sequence[int], answer: list[tuple[int, int]], lanes: Sequence[int]) -> None:
    for index in group:
        answer[index] = (answer[index][0], len(lanes))
