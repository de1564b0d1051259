"""Choosing the countries to which the office is accredited beside its host."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card
from cultdip_desktop.ui.kit.tags import Choice, TagPicker
from cultdip_desktop.ui.rooms.settings.viewmodel_accredited import AccreditedModel, Country


class AccreditedCard(Card):
    """Chips and a line; every choice is kept at once."""

    def __init__(self, kit: Kit, model: AccreditedModel, room: Room) -> None:
        super().__init__(kit, t("Concurrent accreditation"))
        self._model, self._room = model, room
        self.picker = TagPicker(kit, self._find, t("Type a country"))
        hint = t("Their holidays are a layer of the plan's calendar, and best dates can avoid them.")
        self.add(Field(kit, t("Countries"), self.picker, hint=hint))
        self.picker.changed.connect(self._keep)
        model.known.connect(self._show)

    def load(self) -> None:
        """Ask which countries are set."""
        self._model.load()

    def target(self) -> QWidget:
        """Where one begins to type."""
        return self.picker

    def _find(self, text: str) -> Sequence[Choice]:
        return [_choice(one) for one in self._model.find(text)]

    def _show(self, found: tuple[Country, ...]) -> None:
        if self.picker.value() != tuple(one.code for one in found) or not self.picker.line.text():
            self.picker.set_value([_choice(one) for one in found])

    def _keep(self, codes: tuple[str, ...]) -> None:
        self._model.save(codes, self._tell)

    def _tell(self, changes: ChangeSet) -> None:
        self._room.done.emit(t("Countries of accreditation changed"), changes)


def _choice(country: Country) -> Choice:
    return Choice(country.code, country.name, icon="globe", detail=country.code)
