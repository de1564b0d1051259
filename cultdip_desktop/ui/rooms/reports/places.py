"""The Reports room with its further pages: each takes the whole room while its route is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from cultdip_desktop.ui.rooms.reports.viewmodel import ReportsModel
from cultdip_desktop.ui.rooms.reports.viewmodel_flow import FlowModel


class PlacePage(Protocol):
    """A widget with a head of its own under `reports/<place>/<id>`; signals `go`, `back`, `done`, `status`."""

    go: Any
    back: Any
    done: Any
    status: Any

    def enter(self, route: Route, /) -> None:
        """The route was opened."""
        ...

    def leave(self) -> None:
        """The page is left: store what is typed, forget secrets."""
        ...

    def route(self) -> Route:
        """Where the user is now."""
        ...


@runtime_checkable
class WritingPage(Protocol):
    """A page on which something is typed that is stored by itself."""

    def flush(self) -> None:
        """Store it now."""
        ...


class ReportsPlaces(ReportsRoom):
    """Opens its pages by their place; everything else is the report's own page."""

    def __init__(self, kit: Kit, reports: ReportsModel, flow: FlowModel, pages: Mapping[str, PlacePage]) -> None:
        self._pages: dict[str, PlacePage] = {}
        self._place = ""
        super().__init__(kit, reports, flow)
        self._own = [item.widget() for item in map(self.body.itemAt, range(self.body.count())) if item is not None]
        for place, page in pages.items():
            self._pages[place] = page
            if isinstance(page, QWidget):
                self.add(page, 1)
                page.hide()
            page.go.connect(self.go)
            page.done.connect(self.done)
            page.status.connect(self.status)
            page.back.connect(self._leave_page)

    def enter(self, route: Route) -> None:
        """Open the page that the route names, else the report."""
        self._turn(route.place if route.place in self._pages else "")
        page = self._pages.get(self._place)
        if page is None:
            super().enter(route)
        else:
            page.enter(route)

    def leave(self) -> bool:
        """Whatever is shown keeps what it must."""
        page = self._pages.get(self._place)
        if page is None:
            return super().leave()
        page.leave()
        return True

    def settle(self) -> None:
        """The window is about to undo: what is typed must be in the store."""
        page = self._pages.get(self._place)
        if page is None:
            super().settle()
        elif isinstance(page, WritingPage):
            page.flush()

    def route(self) -> Route:
        """Where the user is now."""
        page = self._pages.get(self._place)
        return super().route() if page is None else page.route()

    def escape(self) -> None:
        """Back from a page to the report."""
        if self._place:
            self._leave_page()
        else:
            super().escape()

    def _leave_page(self) -> None:
        period = self.reports.period
        self.go.emit(Route(self.key, "period", str(period)) if period is not None else Route(self.key))

    def _turn(self, place: str) -> None:
        """Show the page of `place`, or the report."""
        before = self._pages.get(self._place)
        if before is not None and place != self._place:
            before.leave()
        self._place = place
        self.banner.clear()
        for name, page in self._pages.items():
            if isinstance(page, QWidget):
                present(page, shown=name == place)
        present(self.head, shown=not place)
        for widget in self._own:
            if widget is self.ask:
                self.ask.put_away()
            elif widget is not None:
                present(widget, shown=not place)
