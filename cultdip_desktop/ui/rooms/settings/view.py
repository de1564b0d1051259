"""The room's frame: tabs, and one scrolling page for each."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import ScrollPage, boxed, row
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.settings.view_about import AboutPage
from cultdip_desktop.ui.rooms.settings.view_display import DisplayPage
from cultdip_desktop.ui.rooms.settings.view_keys import KeysPage
from cultdip_desktop.ui.rooms.settings.view_offices import OfficesPage
from cultdip_desktop.ui.rooms.settings.view_people import PeoplePage
from cultdip_desktop.ui.rooms.settings.viewmodel import SettingsModel
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeysModel
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import OfficesModel

FIRST = "display"


class SettingsRoom(Room):
    """Everything is kept as soon as it is chosen; there is no save button."""

    def __init__(self, kit: Kit, model: SettingsModel, keys: KeysModel, offices: OfficesModel) -> None:
        super().__init__(kit, "settings", t("Settings"))
        for one in (model, keys, offices):
            one.setParent(self)
            one.failed.connect(self.show_error)
        self._model, self._keys, self._offices = model, keys, offices
        self._places: list[str] = []
        self._tabs = TabsBar(kit)
        self._pages = QStackedWidget()
        self._people = PeoplePage(kit, model)
        self._add(FIRST, t("Language and display"), DisplayPage(kit))
        self._add("people", t("Person and office"), self._people)
        if model.is_headquarters:
            self._add("offices", t("Certificates"), OfficesPage(kit, offices, self))
        else:
            self._add("keys", t("Signing key"), KeysPage(kit, keys, self))
        self._add("about", t("About"), AboutPage(kit, model))
        self._tabs.opened.connect(self._open)
        self.add(boxed(row(self._tabs), (0, 0, 0, 0)))
        self.add(self._pages, 1)
        kit.bus.watch(self, {"person", "office"}, lambda _changes: model.load_person())

    def enter(self, route: Route) -> None:
        """Open the tab that the route names."""
        self.banner.clear()
        self._tabs.open(route.place if route.place in self._places else FIRST)
        self._open(self._tabs.current())
        self._model.load_person()
        self.status.emit(t("Everything is kept at once"))

    def leave(self) -> bool:
        """Keep what is still in the fields."""
        self._people.keep()
        return True

    def route(self) -> Route:
        """The tab that is open."""
        return Route("settings", self._tabs.current())

    def _add(self, place: str, title: Speech, page: ScrollPage) -> None:
        self._places.append(place)
        self._tabs.add(place, title)
        self._pages.addWidget(page)

    def _open(self, place: str) -> None:
        self._pages.setCurrentIndex(self._places.index(place))
        if place == "keys":
            self._keys.load()
        elif place == "offices":
            self._offices.load()
