"""The numbers above the list: the missions of the list, and how they divide."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import emphasise
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Bar, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.inbox.values import Standing


class Tile(QFrame):
    """A number with its words; read as one sentence."""

    def __init__(self, kit: Kit, icon: str, tint: str, words: Speech) -> None:
        super().__init__()
        self._kit = kit
        self._words = words
        self.setProperty("kind", "card")
        self._number = PlainLabel(kit, "", "h1")
        self._label = PlainLabel(kit, words, "small", "secondary", wrap=True)
        self._more = PlainLabel(kit, "", "micro", "tertiary", wrap=True)
        texts = column(self._number, self._label, self._more, gap=0)
        line = row(IconLabel(kit, icon, tint, 20), texts, gap=12)
        line.setStretch(1, 1)
        line.setContentsMargins(14, 8, 10, 8)
        self.setLayout(line)
        self._name = kit.name(self, words)

    def show_number(self, number: int, more: Speech = "") -> None:
        """Show a number, and a line of small print."""
        figure = Phrase(lambda words: whole(words, number))
        self._number.say(figure)
        self._more.say(more)
        present(self._more, shown=bool(self._more.text()))
        self._name.say(t("{number} {words}", number=figure, words=self._words))

    def number(self) -> str:
        """The number shown."""
        return self._number.text()


class Tiles(QWidget):
    """Four tiles and a bar; the last three make up the first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._listed = Tile(kit, "landmark", "text.secondary", c("tile", "missions on the list"))
        self._taken = Tile(kit, "badge-check", "accent.text", c("tile", "missions taken in"))
        self._attention = Tile(kit, "triangle-alert", "warn.text", c("tile", "missions need attention"))
        self._not_sent = Tile(kit, "clock", "text.secondary", c("tile", "missions have not sent"))
        self._bar = Bar(kit, c("tile", "missions taken in, needing attention, and not heard from"))
        tiles = row(self._listed, self._taken, self._attention, self._not_sent, gap=12)
        for place in range(4):
            tiles.setStretch(place, 1)
        self.setLayout(column(boxed(tiles), self._bar, gap=10))

    def show_standing(self, standing: Standing) -> None:
        """Show how the list stands."""
        total = max(standing.listed, 1)
        self._listed.show_number(standing.listed, c("tile", "starting list"))
        self._taken.show_number(standing.taken_in, c("tile", "data count"))
        more: Speech = c("tile", "data do not count yet") if standing.attention else ""
        if standing.strangers:
            more = n("and {n} package of an unknown sender", "and {n} packages of unknown senders", standing.strangers)
        self._attention.show_number(standing.attention, more)
        emphasise(self._attention, "warn" if standing.attention or standing.strangers else "")
        self._not_sent.show_number(len(standing.not_sent), c("tile", "no package has come"))
        self._bar.set((standing.taken_in / total, "accent"), (standing.attention / total, "gold.fill"))
