"""Consolidated figures over all missions, each with the signed packages behind it (R27, R29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figures import Dimension, Figures, count
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import figures as figures_query
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows

EVERYTHING = Window(date(1900, 1, 1), date(2200, 12, 31))
"""The window when nobody names one."""


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures, where they come from, and how much is still missing."""

    figures: Figures
    packages: Mapping[str, tuple[ReceivedPackage, ...]]
    """For each row's key, the packages that brought its events, oldest first."""

    missions: Mapping[str, Mission]
    """The list of missions by id, for names."""

    reporting: int
    """Missions that have sent at least one accepted package."""

    expected: int
    """Missions on the list."""


class FiguresService:
    """The use cases of the Figures page and of `cultdip hq figures`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def figures(self, window: Window = EVERYTHING, dimension: Dimension = Dimension.GOAL) -> FiguresView:
        """Count what accepted packages say was held in `window`."""
        with self._desk.store.read() as tx:
            events = figures_query.counted_events(tx, window)
            sources = figures_query.packages_of(tx, [event.id for event in events])
            received = {row.id: row for row in inbox_rows.all(tx)}
            missions = {mission.id: mission for mission in mission_rows.all(tx)}
        regions = {mission.id: mission.region for mission in missions.values()}
        figures = count(events, window, dimension, lambda office: regions.get(office, office))
        packages = {row.key: _packages(row.event_ids, sources, received) for row in (*figures.rows, figures.total)}
        reporting = {row.office for row in received.values() if row.outcome is InboxOutcome.IMPORTED}
        return FiguresView(figures, packages, missions, len(reporting), len(missions))

    def events(self, event_ids: tuple[str, ...]) -> list[Event]:
        """The events behind a row."""
        with self._desk.store.read() as tx:
            return event_rows.get_many(tx, list(event_ids))


def _packages(
    event_ids: tuple[str, ...], sources: Mapping[str, str], received: Mapping[str, ReceivedPackage]
) -> tuple[ReceivedPackage, ...]:
    ids = {sources[event_id] for event_id in event_ids if event_id in sources}
    rows = [received[row_id] for row_id in ids if row_id in received]
    return tuple(sorted(rows, key=lambda row: (row.office, row.epoch, row.seq)))
