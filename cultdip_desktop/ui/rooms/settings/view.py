"""The room's frame: the list of pages at the left, and the page that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import ScrollPage, row
from cultdip_desktop.ui.kit.text import Rule
from cultdip_desktop.ui.rooms.settings.index import PlaceIndex
from cultdip_desktop.ui.rooms.settings.models import Models
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.view_about import AboutPage
from cultdip_desktop.ui.rooms.settings.view_accredited import AccreditedCard
from cultdip_desktop.ui.rooms.settings.view_authorities import AuthoritiesPage
from cultdip_desktop.ui.rooms.settings.view_backups import BackupsPage
from cultdip_desktop.ui.rooms.settings.view_display import DisplayPage
from cultdip_desktop.ui.rooms.settings.view_form import FormPage
from cultdip_desktop.ui.rooms.settings.view_keys import KeysPage
from cultdip_desktop.ui.rooms.settings.view_office import OfficePage
from cultdip_desktop.ui.rooms.settings.view_offices import OfficesPage
from cultdip_desktop.ui.rooms.settings.view_people import PeoplePage
from cultdip_desktop.ui.rooms.settings.view_rates import RatesPage
from cultdip_desktop.ui.rooms.settings.view_security import SecurityPage
from cultdip_desktop.ui.rooms.settings.view_support import SupportPage
from cultdip_desktop.ui.rooms.settings.view_tokens import TokensPage

FIRST = "display"


@dataclass(frozen=True, slots=True)
class _Place:
    sentence: Speech
    page: ScrollPage
    load: Callable[[], object]


class SettingsRoom(Room):
    """Everything is kept as soon as it is chosen; there is no save button."""

    def __init__(self, kit: Kit, models: Models) -> None:
        super().__init__(kit, "settings", t("Settings"), " ")
        models.adopt(self)
        self._places: dict[str, _Place] = {}
        self._at = FIRST
        self._index = PlaceIndex(kit, t("Pages of the settings"))
        self._index.opened.connect(self._turn)
        self._pages = QStackedWidget()
        self._fill(kit, models)
        line = row(self._index, Rule(vertical=True), self._pages, gap=0)
        line.setStretch(2, 1)
        self.add(line, 1)

    def enter(self, route: Route) -> None:
        """Open the page that the route names."""
        self._open(route.place if route.place in self._places else FIRST)
        page = self._places[self._at].page
        if route.id and isinstance(page, SettingsPage):
            page.open_part(route.id, route.param("file"))
        self.status.emit(t("Everything is kept at once · ↑ ↓ move in the list"))

    def leave(self) -> bool:
        """Keep what is still in the fields."""
        page = self._places[self._at].page
        if isinstance(page, SettingsPage):
            page.keep()
        return True

    def route(self) -> Route:
        """The page that is open."""
        return Route("settings", self._at)

    def escape(self) -> None:
        """Close what is opened out in the page, else go back."""
        page = self._places[self._at].page
        if not (isinstance(page, SettingsPage) and page.fold()):
            super().escape()

    def _fill(self, kit: Kit, models: Models) -> None:
        self._add(FIRST, "palette", t("Display"), t("How the windows look and speak."), DisplayPage(kit))
        self._index.add_rule()
        accredited = None if models.office.is_headquarters else AccreditedCard(kit, models.accredited, self)
        office = OfficePage(kit, models.office, accredited)
        self._add(
            "office", "landmark", t("Office"), t("What the office is called, and where it is accredited."), office
        )
        people = PeoplePage(kit, models.people, self)
        self._add("people", "users", t("People"), t("Who works here, and who is at the keyboard now."), people)
        form = FormPage(kit, models.form, self)
        self._add("form", "stamp", t("Form of documents"), t("What official documents bear, and how they look."), form)
        if not models.office.is_headquarters:
            rates = RatesPage(kit, models.rates, self)
            self._add(
                "rates", "coins", t("Exchange rates"), t("By what amounts are converted, and who says so."), rates
            )
        self._index.add_rule()
        if models.office.is_headquarters:
            offices = OfficesPage(kit, models.offices, self)
            said = t("Which missions headquarters has certified.")
            self._add("offices", "badge-check", t("Certificates"), said, offices, models.offices.load)
            others = AuthoritiesPage(kit, models.authorities, models.tokens, self)
            said = t("Encryption for headquarters, time stamps, and certificates of the Government.")
            self._add("authorities", "file-key", t("Encryption and trust"), said, others)
        else:
            keys = KeysPage(kit, models.keys, self)
            said = t("With what packages are signed.")
            self._add("keys", "key-round", t("Signing key"), said, keys, models.keys.load)
            said = t("Keys that never leave their token; official documents are signed with them.")
            self._add("tokens", "usb", t("Signing tokens"), said, TokensPage(kit, models.tokens, self))
        security = SecurityPage(kit, models.security, self)
        self._add("security", "shield-check", t("Security"), t("What protects the office's data."), security)
        backups = BackupsPage(kit, models.backups, self)
        self._add(
            "backups", "hard-drive", t("Backups"), t("Whether the work is safe, and how to get it back."), backups
        )
        self._index.add_rule()
        support = SupportPage(kit, models.support, self)
        self._add("support", "life-buoy", t("Support"), t("What a helper needs to know."), support)
        self._add("about", "info", t("About"), t("Which version this is, and where its data lies."),
                  AboutPage(kit, models.office))  # fmt: skip

    def _add(
        self,
        key: str,
        icon: str,
        title: Speech,
        sentence: Speech,
        page: ScrollPage,
        load: Callable[[], object] | None = None,
    ) -> None:
        asks = load or (page.load if isinstance(page, SettingsPage) else lambda: None)
        self._places[key] = _Place(sentence, page, asks)
        self._index.add(key, title, icon)
        self._pages.addWidget(page)

    def _turn(self, key: str) -> None:
        if key != self._at and self.leave():
            self._open(key)

    def _open(self, key: str) -> None:
        self.banner.clear()
        self._at = key
        place = self._places[key]
        self._index.show_current(key)
        self.head.say(t("Settings"), place.sentence)
        self._pages.setCurrentWidget(place.page)
        place.load()
