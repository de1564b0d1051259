"""The line of filters above the list: what is offered, how each value is called, and the saved views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.partner import Consent, PartnerKind
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n.country import country
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.filter_bar import FilterBar, FilterField
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.partners.phrases import CONSENT_MARKS, CONSENT_SHORT, KIND_ICONS, either, word

_FIELDS: Final = (
    FilterField("kind", t("Kind"), several=False),
    FilterField("category", t("Category"), several=False),
    FilterField("consent", t("Consent"), several=False),
    FilterField("promises", t("Promises"), several=False),
    FilterField("country", t("Country"), several=False),
)


class Filters(FilterBar):
    """Kind, category, consent, promises and country, and how many are listed."""

    def __init__(self, kit: Kit, views: QWidget) -> None:
        """`views` is the menu of saved views."""
        super().__init__(kit, _FIELDS, views)
        self.count = PlainLabel(kit, "", "small", "secondary")
        self.offer("kind", [(each, word(each), KIND_ICONS[each]) for each in PartnerKind])
        self.offer("consent", [(each, CONSENT_SHORT[each], CONSENT_MARKS[each].icon) for each in Consent])
        self.offer("promises", [(True, t("With open promises"), "clock")])

    def offer_categories(self, catalogue: Catalogue) -> None:
        """Offer the catalogue's categories of actors."""
        self.offer("category", [(node.code, either(node.title), "") for node in catalogue.of_kind("actor")])

    def offer_countries(self, codes: Sequence[str]) -> None:
        """Offer the countries that partners are in."""
        self.offer("country", [(code, _country(code), "") for code in codes])

    def show_values(self, values: Mapping[str, Sequence[object]], *, filtered: bool) -> None:
        """Name a country that nobody is in any more, too."""
        for code in values.get("country", ()):
            self.name_value("country", code, _country(str(code)))
        super().show_values(values, filtered=filtered)


def _country(code: str) -> Phrase:
    return Phrase(lambda words: country(words, code))
