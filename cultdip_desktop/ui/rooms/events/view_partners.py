"""Partners of an event: who, of what sort, in what role; one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import clear, row
from cultdip_desktop.ui.kit.tags import Choice
from cultdip_desktop.ui.kit.text import ElidedLabel, Rule
from cultdip_desktop.ui.rooms.events.phrases import either, word
from cultdip_desktop.ui.rooms.events.view_suggest import NameOffers
from cultdip_desktop.ui.rooms.events.viewmodel_help import EventHelp, Known

USUAL_CATEGORY = "AC.HOST"
"""What a new partner is taken for until somebody says otherwise: most partners are of the host country."""


class PartnersField(QFrame):
    """Lines of partners, and a line in which the next name is typed (Enter adds it)."""

    edited = Signal(object)
    """Tuple of `Actor`, at every change by the user."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._catalogue: Catalogue | None = None
        self._actors: tuple[Actor, ...] = ()
        self.setProperty("kind", "card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.name = LineEdit(kit, t("Name of an organisation or person, then Enter"), icon="handshake")
        kit.name(self.name, t("New partner"))
        self.name.returnPressed.connect(self.add_typed)
        self.help: EventHelp | None = None
        self._found: dict[str, Known] = {}
        self.offers = NameOffers(kit, self.name, self._look)
        self.offers.taken.connect(self.add_known)
        self._add = Button(kit, t("Add"), compact=True, icon="plus", on_click=self.add_typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(self._lines)
        layout.addLayout(row(self.name, self._add, gap=8))

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Categories come from here."""
        self._catalogue = catalogue

    def value(self) -> tuple[Actor, ...]:
        """Partners in order."""
        return self._actors

    def set_value(self, actors: Sequence[Actor]) -> None:
        """Show `actors` without telling anybody."""
        if tuple(actors) != self._actors or not self._lines.count():
            focused = QApplication.focusWidget()
            leads = focused is not None and focused is not self.name and self.isAncestorOf(focused)
            self._actors = tuple(actors)
            self._show()
            if leads:
                self.name.setFocus()

    def add_typed(self) -> None:
        """Add what stands in the line; a name that is there already is not added twice."""
        name = self.name.value()
        if not name:
            self.name.setFocus()
            return
        known = next((each for each in self._found.values() if fold(each.name) == fold(name)), None)
        self._add_partner(*((known.name, known.category) if known else (name, USUAL_CATEGORY)))

    def add_known(self, name: str) -> None:
        """Add a partner of the register, in its category."""
        self._add_partner(name, self._found[name].category)

    def _add_partner(self, name: str, category: str) -> None:
        self.offers.close()
        self.name.clear()
        if any(fold(actor.partner) == fold(name) for actor in self._actors):
            return
        role = ActorRole.CO_ORGANISER if self._actors else ActorRole.LEAD
        self._tell((*self._actors, Actor(name, category, role)))
        self._show()
        self.name.setFocus()

    def _look(self, text: str, then: Callable[[Sequence[Choice]], object]) -> None:
        if self.help is None:
            return
        taken = {fold(actor.partner) for actor in self._actors}

        def found(partners: Sequence[Known]) -> None:
            self._found = {each.name: each for each in partners if fold(each.name) not in taken}
            then([Choice(each.name, each.name, icon="handshake", detail=each.detail) for each in self._found.values()])

        self.help.partners(text, found)

    def _show(self) -> None:
        clear(self._lines)
        for index, actor in enumerate(self._actors):
            self._lines.addWidget(_Line(self._kit, actor, self._categories(), partial(self._put, index)))
            self._lines.addWidget(Rule())

    def _categories(self) -> Sequence[tuple[str, Speech]]:
        nodes = self._catalogue.of_kind("actor") if self._catalogue else ()
        return [(node.code, either(node.title)) for node in nodes]

    def _put(self, index: int, actor: Actor | None) -> None:
        before, after = self._actors[:index], self._actors[index + 1 :]
        self._tell((*before, *([actor] if actor else []), *after))
        if actor is None:
            self._show()
            self.name.setFocus()

    def _tell(self, actors: tuple[Actor, ...]) -> None:
        self._actors = actors
        self.edited.emit(actors)


class _Line(QWidget):
    """One partner."""

    def __init__(
        self, kit: Kit, actor: Actor, categories: Sequence[tuple[str, Speech]], put: Callable[[Actor | None], object]
    ) -> None:
        super().__init__()
        self._actor = actor
        self._put = put
        role = ComboBox(kit, compact=True)
        for each in ActorRole:
            role.add(each, word(each))
        role.set_value(actor.role)
        kit.name(role, t("Role of {name}", name=actor.partner))
        role.chosen.connect(lambda value: self._change(role=value))
        category = ComboBox(kit, compact=True)
        for code, title in categories:
            category.add(code, title)
        category.set_value(actor.category)
        kit.name(category, t("Category of {name}", name=actor.partner))
        category.chosen.connect(lambda value: self._change(category=value))
        remove = IconButton(kit, "x", t("Remove {name}", name=actor.partner), on_click=lambda: put(None))
        for box, width in ((role, 140), (category, 272)):
            box.setFixedWidth(kit.look.px(width))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(IconLabel(kit, "handshake"))
        line.addWidget(ElidedLabel(kit, actor.partner, "medium"), 1)
        for widget in (role, category, remove):
            line.addWidget(widget)
        present(category, shown=bool(categories))

    def _change(self, **changes: Any) -> None:
        self._actor = replace(self._actor, **changes)
        self._put(self._actor)
