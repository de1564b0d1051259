"""A mission in Praha in September 2026 with a few events on known days, and the Plan room over it in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event, EventKind, EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import plan
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from tests.ui.packages.offices import Template, in_window, opened, working_mission

NOW = datetime(2026, 9, 16, 8, 0, tzinfo=UTC)
PRAHA = ZoneInfo("Europe/Prague")


@dataclass
class Planned:
    """The events on the calendar."""

    films: Event
    """Tuesday 22 September, 18:00 to 20:00."""

    exhibition: Event
    """Monday 14 to Friday 18 September."""

    festival: Event
    """Friday 25 September, 17:30 to 21:00, approved."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Made once."""
    return working_mission(tmp_path_factory.mktemp("kế hoạch"))


@pytest.fixture
def office(template: Template, tmp_path: Path) -> Iterator[Office]:
    """A copy of the template without its events."""
    with opened(template, tmp_path / "office", NOW) as found:
        for row in found.events.page(EventFilter())[0]:
            found.events.delete(row.id)
        yield found


@pytest.fixture
def planned(office: Office) -> Planned:
    """Three events in September."""
    return Planned(
        films=add(office, "Chiếu phim «Mùi cỏ cháy»", date(2026, 9, 22), EventKind.FILM, hours=(18, 20)),
        exhibition=add(office, "Triển lãm ảnh «Việt Nam – Đất nước, Con người»", date(2026, 9, 14), EventKind.EXHIBITION,
                       days=5, hours=(9, 18)),
        festival=add(office, "Đêm hội Trung thu", date(2026, 9, 25), state=EventState.APPROVED, hours=(17, 21)),
    )  # fmt: skip


@pytest.fixture
def gone() -> list[Route]:
    """Routes to other rooms that were asked for."""
    return []


@pytest.fixture
def room(
    kit: Kit, office: Office, planned: Planned, app: QApplication, settle: Callable[[], None], gone: list[Route]
) -> Iterator[PlanRoom]:
    """The room in a window of 1366 × 768, on September; `go` is followed inside the room."""
    made = plan.build(kit, office)
    assert isinstance(made, PlanRoom)
    window = in_window(made)

    def follow(route: Route) -> None:
        if route.room == "plan":
            made.enter(route)
        else:
            gone.append(route)

    made.go.connect(follow)
    made.enter(Route("plan"))
    settle()
    made.calendar.take_focus()
    yield made
    made.leave()
    settle()
    window.hide()


def add(
    office: Office,
    title: str,
    day: date,
    kind: EventKind = EventKind.COMMUNITY,
    *,
    days: int = 1,
    hours: tuple[int, int] = (18, 20),
    state: EventState = EventState.IDEA,
) -> Event:
    """An event at these hours in Praha."""
    start = datetime(day.year, day.month, day.day, hours[0], 0, tzinfo=PRAHA)
    end = start.replace(hour=hours[1]) + timedelta(days=days - 1)
    made = replace(
        office.events.blank(),
        title=BiText(title),
        kind=kind,
        state=state,
        start=start.astimezone(UTC),
        end=end.astimezone(UTC),
        zone="Europe/Prague",
        city="Praha",
        country="CZ",
    )
    return office.events.save(made)[0]


def drag(widget: QWidget, start: QPoint, *way: QPoint, let_go: bool = True) -> None:
    """Press at `start`, pull along `way`, and let go at its end unless told otherwise."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(widget, QEvent.Type.MouseButtonPress, start, left, left)
    for point in way:
        send(widget, QEvent.Type.MouseMove, point, none, left)
    if let_go:
        send(widget, QEvent.Type.MouseButtonRelease, way[-1], left, none)


def send(widget: QWidget, kind: QEvent.Type, point: QPoint, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
    """One mouse event."""
    place = QPointF(widget.mapToGlobal(point))
    event = QMouseEvent(kind, QPointF(point), place, button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def double_click(widget: QWidget, point: QPoint) -> None:
    """Press, release, press again as a double click, release."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(widget, QEvent.Type.MouseButtonPress, point, left, left)
    send(widget, QEvent.Type.MouseButtonRelease, point, left, none)
    send(widget, QEvent.Type.MouseButtonDblClick, point, left, left)
    send(widget, QEvent.Type.MouseButtonRelease, point, left, none)
