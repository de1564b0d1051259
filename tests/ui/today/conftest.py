"""The mission of the packages' tests with work to do, and the Today room over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import EventState, Results
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import today
from cultdip_desktop.ui.rooms.today.view import TodayRoom
from tests.ui.packages.offices import NOW, Template, in_window, opened, working_mission


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Made once; five complete events of the third quarter, and one idea."""
    return working_mission(tmp_path_factory.mktemp("hôm nay"))


@pytest.fixture
def office(template: Template, tmp_path: Path) -> Iterator[Office]:
    """A copy of the template, in which some events need something."""
    with opened(template, tmp_path / "office") as found:
        for place in range(7):
            _add(found, f"Tọa đàm số {place}", NOW - timedelta(days=12 + place), EventState.HELD)
        _add(found, "Chiếu phim Tết", NOW + timedelta(days=5), EventState.SUBMITTED)
        _add(found, "Triển lãm gốm", NOW + timedelta(days=9), EventState.APPROVED)
        yield found


@pytest.fixture
def gone() -> list[Route]:
    """Routes that were asked for."""
    return []


@pytest.fixture
def room(kit: Kit, office: Office, settle: Callable[[], None], gone: list[Route]) -> Iterator[TodayRoom]:
    """The room in a window."""
    made = today.build(kit, office)
    assert isinstance(made, TodayRoom)
    window = in_window(made)
    made.go.connect(gone.append)
    made.enter(Route("today"))
    settle()
    yield made
    made.leave()
    window.hide()


def _add(office: Office, title: str, start: datetime, state: EventState) -> None:
    made = replace(
        office.events.blank(),
        title=BiText(title),
        start=start.astimezone(UTC),
        zone="Europe/Prague",
        city="Praha",
        state=state,
        results=Results(),
    )
    office.events.save(made)
