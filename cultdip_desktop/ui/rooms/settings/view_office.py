"""What the office is called, and where it is accredited: the rest follows from the mission."""

from __future__ import annotations

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import Card, limited
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.view_accredited import AccreditedCard
from cultdip_desktop.ui.rooms.settings.viewmodel import SettingsModel


class OfficePage(SettingsPage):
    """Two things to write, kept when their field is left; countries are kept at once."""

    def __init__(self, kit: Kit, model: SettingsModel, accredited: AccreditedCard | None) -> None:
        """Headquarters is `accredited` nowhere."""
        super().__init__()
        self._kit, self._model = kit, model
        self._accredited = accredited
        self._unit = BilingualField(
            kit, t("Unit inside the office"), hint=t("Reports name it under the office; it may be empty.")
        )
        self._symbol = LineEdit(kit)
        self._unit.committed.connect(lambda _value: self.keep())
        self._symbol.committed.connect(lambda _text: self.keep())
        for card in (self._names_card(), accredited, self._facts_card()):
            if card is not None:
                add_card(self, card)
        self.end()

    def load(self) -> None:
        """Show what is kept."""
        self._unit.set_value(self._model.identity.unit)
        self._symbol.set_value(self._model.identity.symbol)
        if self._accredited is not None:
            self._accredited.load()

    def keep(self) -> None:
        """Store what stands in the fields when it differs."""
        self._model.save_office(self._unit.value(), self._symbol.value())

    def _names_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("In documents"))
        card.body.setSpacing(12)
        card.add(self._unit)
        hint = t("Stands in document numbers: No. 12/BC-{symbol}.", symbol=self._model.identity.symbol or "ĐSQ")
        field = Field(kit, t("Symbol"), self._symbol, hint=hint)
        card.add(limited(field, kit.look.px(340)))
        return card

    def _facts_card(self) -> Card:
        identity = self._model.identity
        card = Card(self._kit, t("The office"))
        facts = Facts(self._kit)
        facts.add(t("Vietnamese name"), identity.name.vi)
        facts.add(t("English name"), identity.name.en)
        facts.add(t("City and time zone"), f"{identity.city.vi} · {identity.zone}")
        facts.add(t("Currency"), identity.currency)
        facts.add(t("Code in packages"), identity.id)
        card.add(facts)
        return card
