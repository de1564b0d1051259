"""A new mission with hand-made events, for tests of goals and of the programme."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Attendance, Event, EventKind, EventState, GoalTag, Results
from cultdip_desktop.domain.text import BiText
from tests.offices import PASSPHRASE, quick_keys

NOW = datetime(2026, 9, 16, 8, 0, tzinfo=UTC)
"""The day of the mock-up: Wednesday, 16 September 2026."""


@contextlib.contextmanager
def praha(folder: Path) -> Iterator[Office]:
    """A new mission in Praha whose clock stands at `NOW`."""
    clock = FixedClock(NOW)
    with quick_keys():
        made = create_mission(
            folder / "praha", mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi",
            person_name="Nguyễn Minh Hà", clock=clock, ids=SeededIds(3, clock),
        )  # fmt: skip
    with made.office as opened:
        yield opened


def event(
    office: Office,
    title: str,
    day: str,
    *codes: str,
    state: EventState = EventState.HELD,
    kind: EventKind = EventKind.COMMUNITY,
    **changes: object,
) -> Event:
    """A stored event that serves these codes, the first as its primary goal."""
    edition = office.catalogue.current().edition
    values: dict[str, object] = {
        "title": BiText(title),
        "kind": kind,
        "state": state,
        "start": datetime.fromisoformat(f"{day}T16:00:00+00:00"),
        "goals": tuple(GoalTag(code, edition, primary=not at) for at, code in enumerate(codes)),
        "results": Results(attendance=Attendance(120)) if state is EventState.HELD else Results(),
    }
    return office.events.save(replace(office.events.blank(), **(values | changes)))[0]  # type: ignore[arg-type]
