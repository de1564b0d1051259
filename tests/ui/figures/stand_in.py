"""A figures service that counts seeded events with the product's own rule."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.event import Attendance, Event, EventKind, EventState, GoalTag, Results
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.hq.figures import EVERYTHING, FiguresView
from cultdip_desktop.services.catalogue import shipped_catalogue, shipped_missions

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
OFFICES = {"CZ-EMB": "CZK", "JP-EMB": "JPY", "FR-EMB": "EUR", "PM-UNESCO": "EUR", "JP-CG-OSAKA": "JPY"}
CODES = ("M1", "M2", "M3", "M4", "M5", "M3.1", "G2.2.1", "G4", "G5", "G6")


def held(number: int, office: str, *goals: tuple[str, bool], day: datetime, people: int = 100) -> Event:
    """One event that figures count."""
    money = Money.parse("1250.50" if OFFICES.get(office) != "JPY" else "90000", OFFICES.get(office, "EUR"))
    return Event(
        id=f"e{number:04d}",
        office=office,
        kind=list(EventKind)[number % len(EventKind)],
        state=EventState.HELD,
        start=day,
        zone="UTC",
        goals=tuple(GoalTag(code, "2026.1", primary) for code, primary in goals),
        results=Results(Attendance(people)),
        money=(MoneyLine("RS.BUD", MoneyStage.SPENT, money),),
    )


def package(office: str, seq: int = 1) -> ReceivedPackage:
    """The package that brought an office's events."""
    return ReceivedPackage(
        id=f"row-{office}", package_id="p", office=office, kind="report", period="2026-Q3", epoch=1, seq=seq,
        manifest_sha256="", container_sha256="", outcome=InboxOutcome.IMPORTED, result="valid",
        received_at=NOW - timedelta(days=40),
    )  # fmt: skip


def many(seed: int = 1, number: int = 160) -> list[Event]:
    """Believable events over a year."""
    chance = random.Random(seed)
    found = []
    for index in range(number):
        office = chance.choice(list(OFFICES))
        first, second = chance.sample(CODES, 2)
        day = datetime(2026, 1, 3, 12, tzinfo=UTC) + timedelta(days=chance.randrange(310))
        found.append(held(index, office, (first, True), (second, False), day=day, people=chance.randrange(40, 2500)))
    return found


@dataclass
class StandInFigures:
    """Answers from events in memory."""

    events: list[Event] = field(default_factory=many)
    asked: list[tuple[Window, Dimension]] = field(default_factory=list)

    def figures(self, window: Window = EVERYTHING, dimension: Dimension = Dimension.GOAL) -> FiguresView:
        self.asked.append((window, dimension))
        missions = {mission.id: mission for mission in shipped_missions()}
        regions = {mission.id: mission.region for mission in missions.values()}
        figures = count(self.events, window, dimension, lambda office: regions.get(office, office))
        offices = {event.id: event.office for event in self.events}
        packages = {
            row.key: tuple(package(office) for office in sorted({offices[id_] for id_ in row.event_ids}))
            for row in (*figures.rows, figures.total)
        }
        reporting = len({event.office for event in self.events})
        return FiguresView(figures, packages, missions, reporting, len(missions))


def office(figures: StandInFigures) -> Any:
    """As much of an office as the room asks for."""
    return SimpleNamespace(
        figures=figures,
        desk=SimpleNamespace(clock=FixedClock(NOW)),
        settings=SimpleNamespace(get=lambda _key: "calendar"),
        catalogue=SimpleNamespace(current=shipped_catalogue),
    )
