"""The line of filters above the list: each a small menu that says what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.partner import Consent, PartnerKind
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n.country import country
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.filter_chip import FilterChip
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import FlowRow
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.partners.phrases import CONSENT_MARKS, CONSENT_SHORT, KIND_ICONS, either, word


class Filters(QWidget):
    """Kind, category, consent, promises and country, how many are listed, and a way to list everybody again."""

    chosen = Signal(str, object)
    """Name of the field of the filter, and its value; None for everything."""

    cleared = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.kind = FilterChip(kit, t("Kind"))
        self.kind.offer(t("All kinds"), [(each, word(each), KIND_ICONS[each]) for each in PartnerKind])
        self.category = FilterChip(kit, t("Category"))
        self.consent = FilterChip(kit, t("Consent"))
        consents = [(each, CONSENT_SHORT[each], CONSENT_MARKS[each].icon) for each in Consent]
        self.consent.offer(t("Any consent"), consents)
        self.promises = FilterChip(kit, t("Promises"))
        self.promises.offer(t("With or without promises"), [(True, t("With open promises"), "clock")])
        self.country = FilterChip(kit, t("Country"))
        self._clear = Button(kit, t("Clear filters"), "link", icon="x", on_click=self.cleared.emit)
        self.count = PlainLabel(kit, "", "small", "secondary")
        for chip, name in self._named():
            chip.chosen.connect(lambda value, name=name: self.chosen.emit(name, value))
        flow = FlowRow(*(chip for chip, _name in self._named()), self._clear)
        flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(flow)
        present(self._clear, shown=False)

    def offer_categories(self, catalogue: Catalogue) -> None:
        """Offer the catalogue's categories of actors."""
        nodes = [(node.code, either(node.title), "") for node in catalogue.of_kind("actor")]
        self.category.offer(t("All categories"), nodes)

    def offer_countries(self, codes: Sequence[str]) -> None:
        """Offer the countries that partners are in."""
        self.country.offer(t("All countries"), [(code, _country(code), "") for code in codes])

    def show_filtered(self, *, filtered: bool) -> None:
        """Offer to list everybody again."""
        present(self._clear, shown=filtered)

    def clear(self) -> None:
        """Show that nothing is chosen."""
        for chip, _name in self._named():
            chip.set_value(None)

    def _named(self) -> tuple[tuple[FilterChip, str], ...]:
        return (
            (self.kind, "kind"),
            (self.category, "category"),
            (self.consent, "consent"),
            (self.promises, "promises"),
            (self.country, "country"),
        )


def _country(code: str) -> Phrase:
    return Phrase(lambda words: country(words, code))
