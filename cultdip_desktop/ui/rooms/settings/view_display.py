"""Language, theme, text size: worn at once; the shell keeps them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from cultdip_desktop.i18n.numbers import percent
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage
from cultdip_desktop.ui.kit.theme import TEXT_SCALES, Scheme
from cultdip_desktop.ui.rooms.settings.lane import add_card


class DisplayPage(ScrollPage):
    """Three choices."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._language = Segmented(kit, t("Language"))
        self._language.add("vi", "Tiếng Việt")
        self._language.add("en", "English")
        self._language.chosen.connect(kit.live.switch)
        self._theme = Segmented(kit, t("Theme"))
        self._theme.add("system", t("As the system"), "monitor")
        self._theme.add("light", t("Light"), "sun")
        self._theme.add("dark", t("Dark"), "moon")
        self._theme.chosen.connect(self._choose_theme)
        self._size = Segmented(kit, t("Text size"))
        for scale in TEXT_SCALES:
            self._size.add(scale, _percent(scale))
        self._size.chosen.connect(lambda scale: kit.look.choose(scheme=kit.look.chosen_scheme, scale=scale))
        card = Card(kit, t("Language and display"))
        card.body.setSpacing(12)
        for label, choice in ((t("Language"), self._language), (t("Theme"), self._theme), (t("Text size"), self._size)):
            field = Field(kit, label, choice)
            field.layout().setAlignment(choice, Qt.AlignmentFlag.AlignLeft)  # type: ignore[union-attr]
            card.add(field)
        add_card(self, card)
        self.end()
        kit.live.changed.connect(self._show)
        kit.look.changed.connect(self._show)
        self._show()

    def _choose_theme(self, name: str) -> None:
        schemes: dict[str, Scheme] = {"light": "light", "dark": "dark"}
        self._kit.look.choose(scheme=schemes.get(name), scale=self._kit.look.scale)

    def _show(self) -> None:
        self._language.set_value(self._kit.live.language)
        self._theme.set_value(self._kit.look.chosen_scheme or "system")
        self._size.set_value(self._kit.look.scale)


def _percent(scale: int) -> Phrase:
    return Phrase(lambda words: percent(words, Decimal(scale) / 100))
