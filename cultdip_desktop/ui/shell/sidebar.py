"""The lacquer strip at the left: whose office this is, search, the rooms, the person. 212 px, or 56 px of icons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import add_action
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.shell.nav import NavButton, OfficeHead, PersonButton, SearchButton
from cultdip_desktop.ui.shell.registry import RoomSpec, bilingual

WIDTH: Final = 212
NARROW: Final = 56
KEYS: Final = tuple(f"Alt+Shift+{number}" for number in range(1, 9))
"""The rooms' keys, from the top; Settings is the last of them."""


class Sidebar(QWidget):
    """Shows where the user is and asks for other places; opens nothing itself."""

    room_asked = Signal(str)
    search_asked = Signal()
    lock_asked = Signal()
    other_asked = Signal()

    def __init__(self, kit: Kit, identity: OfficeIdentity, rooms: Sequence[RoomSpec]) -> None:
        super().__init__()
        self._kit = kit
        self._narrow = False
        self._office = OfficeHead(kit)
        self._search = SearchButton(kit)
        self._search.clicked.connect(lambda _checked=False: self.search_asked.emit())
        self._person = PersonButton(kit)
        self._person.setMenu(self._person_menu())
        self._buttons: dict[str, NavButton] = {}
        for spec, keys in zip(rooms, KEYS, strict=False):
            button = NavButton(kit, spec.icon, spec.title, keys)
            button.clicked.connect(lambda _checked=False, key=spec.key: self._ask(key))
            self._buttons[spec.key] = button
        self._lay_out(rooms)
        self.show_office(identity)
        kit.name(self, t("Rooms"))
        kit.look.changed.connect(self._fit)
        self._fit()

    def show_office(self, identity: OfficeIdentity) -> None:
        """Whose office, where."""
        self._office.show_office(bilingual(identity.short_name), _place(identity))

    def show_person(self, person: Person | None) -> None:
        """Who sits here."""
        self._person.show_person(person.name if person else "–", bilingual(person.rank) if person else "")

    def show_room(self, key: str) -> None:
        """Mark the present room; one that is not listed leaves no mark."""
        for name, button in self._buttons.items():
            button.set_current(current=name == key)

    def show_badge(self, key: str, count: int, *, hot: bool) -> None:
        """Put a number beside a room; 0 removes it."""
        if key in self._buttons:
            self._buttons[key].set_badge(count, hot=hot)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, with the names in tooltips."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lacquer."""
        del event
        look = self._kit.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("nav.bg"))
        top = self._person.geometry().top() - look.px(9)
        side = look.px(10)
        painter.fillRect(side, top, self.width() - 2 * side, 1, look.colour("nav.line"))

    def sizeHint(self) -> QSize:
        """As tall as there is room."""
        return QSize(self.width(), 400)

    def _lay_out(self, rooms: Sequence[RoomSpec]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 10, 8)
        layout.setSpacing(2)
        layout.addWidget(self._office)
        layout.addSpacing(8)
        layout.addWidget(self._search)
        layout.addSpacing(8)
        for spec in rooms:
            if not spec.bottom:
                layout.addWidget(self._buttons[spec.key])
        layout.addStretch(1)
        for spec in rooms:
            if spec.bottom:
                layout.addWidget(self._buttons[spec.key])
        layout.addSpacing(16)
        layout.addWidget(self._person)

    def _fit(self) -> None:
        self.setFixedWidth(self._kit.look.px(NARROW if self._narrow else WIDTH))
        for widget in (self._office, self._search, self._person, *self._buttons.values()):
            widget.set_narrow(narrow=self._narrow)
        self.update()

    def _ask(self, key: str) -> None:
        self.room_asked.emit(key)

    def _person_menu(self) -> QMenu:
        menu = QMenu(self)
        kit = self._kit
        add_action(kit, menu, t("My name and rank"), lambda: self.room_asked.emit("settings/people"), icon="user")
        menu.addSeparator()
        add_action(kit, menu, "Tiếng Việt", lambda: kit.live.switch("vi"))
        add_action(kit, menu, "English", lambda: kit.live.switch("en"))
        menu.addSeparator()
        add_action(kit, menu, t("Open another office"), self.other_asked.emit, icon="folder-open")
        add_action(kit, menu, t("Lock"), self.lock_asked.emit, icon="lock", shortcut="Ctrl+L")
        return menu


def _place(identity: OfficeIdentity) -> Phrase:
    def said(language: str) -> str:
        parts = (identity.city.get(language), identity.unit.get(language))
        return " · ".join(part for part in parts if part)

    if identity.unit and identity.role == "headquarters":
        return bilingual(identity.unit)
    return Phrase(lambda words: said(words.language))
