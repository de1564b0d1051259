"""What the Figures page holds: rows with their packages, and how complete the whole is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cultdip_desktop.domain.figures import Dimension, FigureRow
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.room import Route


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, or the total over distinct events."""

    key: str
    row: FigureRow
    packages: tuple[ReceivedPackage, ...]
    most: int
    """The most events that any row has, for the bars."""

    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer: the table, its window, its sources."""

    window: Window
    dimension: Dimension
    lines: tuple[Line, ...]
    total: Line
    missions: Mapping[str, Mission]
    catalogue: Catalogue
    reporting: int
    """Missions of which a package was taken in."""

    expected: int
    """Missions on the list."""

    everything: bool = False
    """No days were chosen."""


def events_behind(shown: Shown, key: str) -> Route:
    """The list of the events that a row counts."""
    window, by, params = shown.window, shown.dimension, list[tuple[str, str]]()
    if key == shown.total.key:
        by = Dimension.TOTAL
    elif by is Dimension.MONTH:
        month = Period.parse(key).window
        window, by = Window(max(window.first, month.first), min(window.last, month.last)), Dimension.TOTAL
    elif by is Dimension.REGION:
        offices = sorted(mission.id for mission in shown.missions.values() if mission.region == key)
        params, by = [("offices", ",".join(offices))], Dimension.TOTAL
    else:
        params = [("key", key)]
    days = (("from", window.first.isoformat()), ("to", window.last.isoformat()), ("by", by.value))
    return Route("overview", "behind", params=(*days, *params))
