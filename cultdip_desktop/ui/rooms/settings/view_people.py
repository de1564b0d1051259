"""Who works here, and what the office is called."""

from __future__ import annotations

from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.viewmodel import SettingsModel


class PeoplePage(ScrollPage):
    """Name and rank of the person at the keyboard; names of the office."""

    def __init__(self, kit: Kit, model: SettingsModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        self._known = False
        self._name = LineEdit(kit)
        self._name_field = Field(kit, t("Full name"), self._name, required=True)
        self._rank = BilingualField(kit, t("Rank"))
        self._unit = BilingualField(kit, t("Unit inside the office"))
        self._name.committed.connect(lambda _text: self.keep())
        self._rank.committed.connect(lambda _value: self.keep())
        self._unit.committed.connect(lambda _value: self.keep())
        for card in (self._person_card(), self._office_card()):
            add_card(self, card)
        self.end()
        model.person_known.connect(self._show)

    def keep(self) -> None:
        """Store what is in the fields when it differs."""
        if not self._known:
            return
        name = self._name.value()
        self._name_field.set_error("" if name else t("Write the name of the person who works here."))
        self._model.save_person(name, self._rank.value())
        self._model.save_unit(self._unit.value())

    def _show(self, person: Person | None) -> None:
        self._known = person is not None
        self._name.set_value(person.name if person else "")
        self._rank.set_value(person.rank if person else BiText())
        self._unit.set_value(self._model.identity.unit)

    def _person_card(self) -> Card:
        card = Card(self._kit, t("The person who works here"))
        card.add(self._name_field)
        card.add(self._rank)
        return card

    def _office_card(self) -> Card:
        identity = self._model.identity
        card = Card(self._kit, t("The office"))
        facts = Facts(self._kit)
        facts.add(t("Vietnamese name"), identity.name.vi)
        facts.add(t("English name"), identity.name.en)
        facts.add(t("City and time zone"), f"{identity.city.vi} · {identity.zone}")
        facts.add(t("Currency"), identity.currency)
        facts.add(t("Code in packages"), identity.id)
        card.add(facts)
        card.body.addSpacing(4)
        card.add(self._unit)
        return card
