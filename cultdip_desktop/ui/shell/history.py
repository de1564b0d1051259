"""Where the user has been: Back and Forward."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.ui.kit.room import Route

LONGEST: Final = 100
"""Pages remembered; nobody goes back further."""


class History:
    """A line of routes with the present one marked."""

    def __init__(self) -> None:
        self._routes: list[Route] = []
        self._at = -1

    @property
    def current(self) -> Route | None:
        """The present route; None before the first."""
        return self._routes[self._at] if self._routes else None

    def opened(self, room: str, place: str) -> list[str]:
        """Ids that were opened in that place, the last one first; the present page is not among them."""
        ids = [route.id for route in self._routes if (route.room, route.place) == (room, place) and route.id]
        here = self.current.id if self.current else ""
        return [id_ for id_ in dict.fromkeys(reversed(ids)) if id_ != here]

    def visit(self, route: Route) -> None:
        """Go somewhere new; what lay ahead is forgotten. The present route again changes nothing."""
        if route == self.current:
            return
        self._routes = [*self._routes[: self._at + 1], route][-LONGEST:]
        self._at = len(self._routes) - 1

    def amend(self, route: Route) -> None:
        """The present page says more exactly where it is (its tab, the id it was given)."""
        if self._routes:
            self._routes[self._at] = route

    def back(self) -> Route | None:
        """Step back; None at the start."""
        return self._step(-1)

    def forward(self) -> Route | None:
        """Step forward; None at the end."""
        return self._step(1)

    def _step(self, by: int) -> Route | None:
        if not 0 <= self._at + by < len(self._routes):
            return None
        self._at += by
        return self._routes[self._at]
