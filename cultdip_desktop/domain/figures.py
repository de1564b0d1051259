"""Counting: the one rule by which reports, packages, headquarters and the demo count (section 11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.strategy import group_of

PRIMARY_WEIGHT: Final = Decimal(1)
SECONDARY_WEIGHT: Final = Decimal("0.5")


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


@dataclass(slots=True)
class _Tally:
    events: int = 0
    weighted: Decimal = Decimal(0)
    attendance: int = 0
    spent: dict[str, Decimal] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)


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


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of one dimension with the total over distinct events."""

    window: Window
    dimension: Dimension
    rows: tuple[FigureRow, ...]
    total: FigureRow


def count(
    events: Iterable[Event],
    window: Window,
    dimension: Dimension,
    region_of: Callable[[str], str] = lambda office: office,
) -> Figures:
    """Count the events held in `window`; `region_of` maps an office id to its region."""
    tallies: dict[str, _Tally] = {}
    total = _Tally()
    for event in events:
        if not event.counted or event.day not in window:
            continue
        _add(total, event, Decimal(1))
        for key, weight in _keys(event, dimension, region_of).items():
            _add(tallies.setdefault(key, _Tally()), event, weight)
    rows = tuple(_row(key, tallies[key]) for key in sorted(tallies))
    return Figures(window, dimension, rows, _row("total", total))


def _keys(event: Event, dimension: Dimension, region_of: Callable[[str], str]) -> dict[str, Decimal]:
    if dimension in (Dimension.GOAL, Dimension.GROUP):
        keys: dict[str, Decimal] = {}
        for tag in event.goals:
            key = tag.code if dimension is Dimension.GOAL else group_of(tag.code)
            keys[key] = max(keys.get(key, Decimal(0)), PRIMARY_WEIGHT if tag.primary else SECONDARY_WEIGHT)
        return keys
    if dimension is Dimension.MISSION:
        return {event.office: Decimal(1)}
    if dimension is Dimension.REGION:
        return {region_of(event.office): Decimal(1)}
    if dimension is Dimension.KIND:
        return {event.kind.value: Decimal(1)}
    day = event.day
    return {} if day is None else {f"{day:%Y-%m}": Decimal(1)}


def _add(tally: _Tally, event: Event, weight: Decimal) -> None:
    tally.events += 1
    tally.weighted += weight
    tally.attendance += event.attendance
    for currency, amount in event.spent.items():
        tally.spent[currency] = tally.spent.get(currency, Decimal(0)) + amount
    tally.ids.append(event.id)


def _row(key: str, tally: _Tally) -> FigureRow:
    spent = dict(sorted(tally.spent.items()))
    return FigureRow(key, tally.events, tally.weighted, tally.attendance, spent, tuple(tally.ids))
