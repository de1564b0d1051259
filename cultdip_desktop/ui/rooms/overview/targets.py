"""What a number opens, as part of a route: days, row and missions, so that back, forward and restart find it again."""

from __future__ import annotations

from datetime import date
from typing import Final

from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.overview import Selection
from cultdip_desktop.domain.period import Window
from cultdip_desktop.ui.kit.room import Route

ROOM: Final = "overview"
BEHIND: Final = "behind"
EVENT: Final = "event"
LESSONS: Final = "lessons"


def behind(selection: Selection) -> Route:
    """The list of events behind a number."""
    window = selection.window
    params = [("from", window.first.isoformat()), ("to", window.last.isoformat()), ("by", selection.dimension.value)]
    if selection.key:
        params.append(("key", selection.key))
    if selection.offices is not None:
        params.append(("offices", ",".join(selection.offices)))
    return Route(ROOM, BEHIND, params=tuple(params))


def selection_of(route: Route) -> Selection | None:
    """Back from the route; None for one that is not whole."""
    try:
        window = Window(date.fromisoformat(route.param("from")), date.fromisoformat(route.param("to")))
        dimension = Dimension(route.param("by"))
    except ValueError:
        return None
    offices = route.param("offices", "*")
    named = None if offices == "*" else tuple(part for part in offices.split(",") if part)
    return Selection(window, named, dimension, route.param("key"))


def event(event_id: str) -> Route:
    """One event with all that stands behind it."""
    return Route(ROOM, EVENT, event_id)


def lessons() -> Route:
    """What missions have learned, and the events held up as examples."""
    return Route(ROOM, LESSONS)


def package(row_id: str) -> Route:
    """The package with its verdict."""
    return Route("inbox", "package", row_id)
