"""Sums of counted events, kept by office and half month so that a question over years needs no event.

A sheet is what `domain.figures` counts of one office, one half month and one dimension. Half months, because windows
under the reporting decree begin on the 15th; days at the edge of other windows are counted event by event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from cultdip_desktop.domain.figures import Counted, Dimension, Tally, shares
from cultdip_desktop.domain.period import Window

KEPT: Final = (
    Dimension.TOTAL,
    Dimension.KIND,
    Dimension.GOAL,
    Dimension.GROUP,
    Dimension.PRODUCT,
    Dimension.ACTOR,
    Dimension.ROLE,
    Dimension.SOURCE,
)
"""Dimensions that have sheets. Missions, regions and months are read off the total's, solutions off the groups'."""

_MIDDLE: Final = "15"
_HALF: Final = 14

Tallies = dict[str, Tally]


@dataclass(slots=True)
class Sheets:
    """What one office counts, by dimension and half month, while it is gathered."""

    tallies: dict[tuple[Dimension, str], Tallies] = field(default_factory=dict)

    def add(self, event: Counted) -> None:
        """Count an event into every sheet that it belongs to."""
        half = half_of(event.day)
        for dimension in KEPT:
            add(self.tallies.setdefault((dimension, half), {}), event, dimension)


def add(tallies: Tallies, event: Counted, dimension: Dimension, sign: int = 1) -> None:
    """Count an event into the rows of a dimension, or out of them."""
    for key, share in shares(event, dimension).items():
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = Tally()
        tally.add(event, share, sign)


def half_of(day: str) -> str:
    """The first day of the half month that an ISO day lies in."""
    return f"{day[:8]}{_MIDDLE if day[8:] >= _MIDDLE else '01'}"


def half_window(half: str) -> Window:
    """The days of a half month."""
    first = date.fromisoformat(half)
    if first.day == 1:
        return Window(first, first + timedelta(days=_HALF - 1))
    return Window(first, (first + timedelta(days=20)).replace(day=1) - timedelta(days=1))


def parted(window: Window) -> tuple[Window | None, tuple[Window, ...]]:
    """The whole half months inside a window, and what is left of it before and behind them."""
    first, last = half_of(window.first.isoformat()), half_of(window.last.isoformat())
    begin, end = half_window(first), half_window(last)
    whole_from = begin.first if begin.first == window.first else begin.last + timedelta(days=1)
    whole_to = end.last if end.last == window.last else end.first - timedelta(days=1)
    if whole_from > whole_to:
        return None, (window,)
    edges = [Window(window.first, whole_from - timedelta(days=1)), Window(whole_to + timedelta(days=1), window.last)]
    return Window(whole_from, whole_to), tuple(edge for edge in edges if edge.first <= edge.last)


def written(tallies: Mapping[str, Tally]) -> str:
    """A sheet as text: its packages once, then a line a key."""
    packages = sorted({package for tally in tallies.values() for package in tally.packages})
    places = {package: place for place, package in enumerate(packages)}
    lines = [
        [
            key,
            tally.events,
            tally.halves,
            tally.attendance,
            tally.press,
            tally.spent,
            [places[package] for package in tally.packages],
        ]
        for key, tally in sorted(tallies.items())
    ]
    return json.dumps([packages, lines], ensure_ascii=False, separators=(",", ":"))
