"""The board: tiles, matrix, months, kinds, gaps and examples as cards that find their places by the width there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.overview import Overview
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, c
from cultdip_desktop.ui.kit.marks import CountBadge
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.overview import phrases, targets
from cultdip_desktop.ui.rooms.overview.spots import Spots
from cultdip_desktop.ui.rooms.overview.view_bars import KindBars, MonthBars
from cultdip_desktop.ui.rooms.overview.view_lines import ExampleLines, GapLines
from cultdip_desktop.ui.rooms.overview.view_matrix import LEGEND, HeatSwatch, MatrixView, Square
from cultdip_desktop.ui.rooms.overview.view_tiles import Tiles

SHOWN: Final = 5
EXAMPLES: Final = 3


class Board(ScrollPage):
    """Everything on the first page."""

    asked = Signal(object)
    """A route, or `phrases.MISSIONS`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margins=(20, 12, 20, 20), gap=12)
        self._kit = kit
        self._shown: Overview | None = None
        self.tiles = Tiles(kit)
        self.matrix = MatrixView(kit)
        self.months = MonthBars(kit)
        self.kinds = KindBars(kit)
        self.gaps = GapLines(kit)
        self.examples = ExampleLines(kit)
        self._matrix_card = self._legend_card()
        self._months_card, self._years = self._months_of()
        self._kinds_card = _card(kit, c("overview", "Kinds of event"), self.kinds)
        self._gaps_card, self._gap_count, self._no_gaps = self._gaps_of()
        self._examples_card, self._no_examples = self._examples_of()
        self._left_out = PlainLabel(kit, "", "small", "warn", wrap=True)
        self._upper, self._lower = QGridLayout(), QGridLayout()
        for grid in (self._upper, self._lower):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(12)
        self.add(self.tiles)
        self.add(self._left_out)
        self.add(self._upper, 3)
        self.add(self._lower, 2)
        present(self._left_out, shown=False)
        for part in self._parts():
            part.asked.connect(self.asked)
        self.arrange(wide=True)

    def show_overview(self, shown: Overview) -> None:
        """Show other numbers."""
        self._shown = shown
        self.retell()

    def retell(self) -> None:
        """Say the same in the present language."""
        shown, words = self._shown, self._kit.live.words
        if shown is None:
            return
        self.tiles.show_texts(phrases.tiles(words, shown))
        left = phrases.left_out(shown)
        self._left_out.say(left or "")
        present(self._left_out, shown=left is not None)
        self.matrix.show_text(phrases.matrix(words, shown))
        bars, scale = phrases.months(words, shown)
        self.months.show_bars(bars, scale)
        self._tell_years(shown)
        self.kinds.show_bars(phrases.kinds(words, shown))
        self.gaps.show_gaps(phrases.gaps(words, shown, SHOWN))
        self._gap_count.set(str(len(shown.gaps)))
        present(self._no_gaps, shown=not shown.gaps)
        examples = phrases.examples(
            words, shown.exemplars, lambda id_: phrases.place(shown.missions, id_, words), EXAMPLES
        )
        self.examples.show_examples(examples)
        present(self._no_examples, shown=not examples)

    def arrange(self, *, wide: bool) -> None:
        """Side by side in a wide window, below each other in a narrow one."""
        for grid in (self._upper, self._lower):
            while grid.takeAt(0) is not None:
                pass
        for at in range(3):
            self._lower.setColumnStretch(at, 1 if wide else 0)
        self._upper.setColumnStretch(0, 7)
        self._upper.setColumnStretch(1, 4 if wide else 0)
        if wide:
            self._upper.addWidget(self._matrix_card, 0, 0)
            self._upper.addWidget(self._months_card, 0, 1)
            cards = (self._kinds_card, self._gaps_card, self._examples_card)
            for at, card in enumerate(cards):
                self._lower.addWidget(card, 0, at)
        else:
            self._upper.addWidget(self._matrix_card, 0, 0)
            self._upper.addWidget(self._months_card, 1, 0)
            self._lower.setColumnStretch(0, 1)
            self._lower.setColumnStretch(1, 1)
            self._lower.addWidget(self._kinds_card, 0, 0)
            self._lower.addWidget(self._gaps_card, 0, 1)
            self._lower.addWidget(self._examples_card, 1, 0, 1, 2)

    def _parts(self) -> tuple[Spots, ...]:
        return (*self.tiles.tiles, self.matrix, self.months, self.kinds, self.gaps, self.examples)

    def _legend_card(self) -> Card:
        card = Card(self._kit, c("overview", "Goals covered, by region"), flush=True)
        for said, events in LEGEND:
            card.add_action(boxed(row(HeatSwatch(self._kit, events), PlainLabel(self._kit, said, "micro", "secondary"),
                                      gap=4)))  # fmt: skip
        card.add(self.matrix, 1)
        self._kit.name(self.matrix, c("overview", "Goals covered, by region"))
        return card

    def _months_of(self) -> tuple[Card, QVBoxLayout]:
        card = Card(self._kit, c("overview", "Events by month"), flush=True)
        holder = QVBoxLayout()
        card.add_action(boxed(holder))
        card.add(self.months, 1)
        self._kit.name(self.months, c("overview", "Events by month"))
        return card, holder

    def _tell_years(self, shown: Overview) -> None:
        clear(self._years)
        items: list[QWidget] = []
        if shown.before is not None:
            items += self._year(shown.before.window.last.year, "border.control")
        items += self._year(shown.now.window.last.year, "accent")
        self._years.addLayout(row(*items, gap=6))

    def _year(self, year: int, token: str) -> list[QWidget]:
        return [Square(self._kit, token), PlainLabel(self._kit, str(year), "micro", "secondary")]

    def _gaps_of(self) -> tuple[Card, CountBadge, PlainLabel]:
        card = Card(self._kit, c("overview", "Notable gaps"), flush=True, rule=True)
        count = CountBadge(self._kit, "0")
        card.add_action(count)
        empty = PlainLabel(self._kit, c("overview", "No gap in these days."), "body", "secondary", wrap=True)
        empty.setContentsMargins(14, 12, 14, 12)
        card.add(self.gaps)
        card.add(empty)
        card.end()
        self._kit.name(self.gaps, c("overview", "Notable gaps"))
        return card, count, empty

    def _examples_of(self) -> tuple[Card, PlainLabel]:
        card = Card(self._kit, c("overview", "Examples"), flush=True, rule=True)
        every: Callable[[], object] = lambda: self.asked.emit(targets.lessons())  # noqa: E731 - named for the button
        card.add_action(Button(self._kit, c("overview", "See all"), "link", on_click=every))
        said = c("overview", "No event of these days is marked yet. Open an event and mark it with the star.")
        empty = PlainLabel(self._kit, said, "body", "secondary", wrap=True)
        empty.setContentsMargins(14, 12, 14, 12)
        card.add(self.examples)
        card.add(empty)
        card.end()
        self._kit.name(self.examples, c("overview", "Examples"))
        return card, empty


def _card(kit: Kit, title: Phrase, part: Spots) -> Card:
    card = Card(kit, title, flush=True)
    card.add(part)
    card.end()
    kit.name(part, title)
    return card
