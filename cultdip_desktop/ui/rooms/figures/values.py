"""What the Figures page holds: rows with their packages, and how complete the whole is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cultdip_desktop.domain.figures import Dimension, FigureRow
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.strategy import Catalogue


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
