"""The column beside the calendar: which kinds and layers are shown, and what comes up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.calendar import Layer
from cultdip_desktop.domain.calendar_words import occasion_text
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.i18n import country, dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import ScrollPage, boxed, clear, column, row, section
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.plan.almanac import Choice, notable
from cultdip_desktop.ui.rooms.plan.phrases import either, layer_name, word
from cultdip_desktop.ui.rooms.plan.viewmodel_occasions import Ahead

LAYERS: Final = (
    Layer.VIETNAM,
    Layer.FEASTS,
    Layer.HOST,
    Layer.ACCREDITED,
    Layer.ANNIVERSARIES,
    Layer.DEADLINES,
    Layer.HEADQUARTERS,
)
_COMING: Final = 3
"""How many occasions are listed."""


class SideColumn(QWidget):
    """Says what it was asked to show; counts and occasions are given to it."""

    chosen = Signal(object)
    """Another `Choice`."""

    create_asked = Signal(object, object)
    """A `date` and the title (`BiText`) of an event to begin."""

    day_asked = Signal(object)
    finder_asked = Signal()
    radar_asked = Signal()

    def __init__(self, kit: Kit, host: str) -> None:
        """`host` is the ISO code of the host country."""
        super().__init__()
        self._kit = kit
        self._choice = Choice()
        self._coming: Sequence[Occasion] = ()
        self._from = date.min
        self.kinds: dict[EventKind, CheckBox] = {}
        self.layers: dict[Layer, CheckBox] = {}
        self.moon = CheckBox(kit, t("Lunar calendar"))
        self._counts: dict[EventKind, PlainLabel] = {}
        self._occasions = column(gap=0)
        page = ScrollPage(margins=(16, 12, 12, 12), gap=0)
        self._add_kinds(page)
        page.add(boxed(column(Rule()), (0, 8, 0, 8)))
        self._add_layers(page, Phrase(lambda words: country.country(words, host)))
        page.add(boxed(column(Rule()), (0, 8, 0, 8)))
        page.add(section(kit, t("Coming up")))
        page.add(self._occasions)
        every = Button(kit, t("All occasions of 18 months"), "link", on_click=self.radar_asked.emit)
        best = Button(kit, t("Find the best date"), icon="calendar-check", on_click=self.finder_asked.emit)
        page.add(row(every, None))
        page.add(boxed(row(best), (0, 6, 0, 0)))
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def show_choice(self, choice: Choice) -> None:
        """Show what is chosen without telling anybody."""
        self._choice = choice
        for kind, box in self.kinds.items():
            box.setChecked(kind in choice.kinds)
        for layer, box in self.layers.items():
            box.setChecked(layer in choice.layers)
        self.moon.setChecked(choice.moon)

    def show_counts(self, counts: Mapping[EventKind, int]) -> None:
        """How many events of each kind the page holds."""
        for kind, label in self._counts.items():
            label.say(str(counts.get(kind, 0)))

    def show_ahead(self, ahead: Ahead) -> None:
        """What comes up, by day; a layer that has nothing to show is not offered."""
        accredited = self.layers[Layer.ACCREDITED]
        present(accredited, shown=bool(ahead.accredited))
        names = Phrase(lambda words: ", ".join(country.country(words, code) for code in ahead.accredited))
        self._countries.say(names)
        if self._coming != ahead.occasions:
            self._coming = ahead.occasions
            self._list()

    def begin(self, day: date) -> None:
        """List what comes up from this day on."""
        if day != self._from:
            self._from = day
            self._list()

    def _add_kinds(self, page: ScrollPage) -> None:
        page.add(section(self._kit, t("Kinds")))
        for kind in EventKind:
            box = CheckBox(self._kit, word(kind), icon=KIND_ICONS[kind], tint=f"kind.{kind}")
            box.clicked.connect(self._choose)
            count = PlainLabel(self._kit, "", "small", "secondary")
            self.kinds[kind], self._counts[kind] = box, count
            line = row(box, count)
            line.setStretch(0, 1)
            page.add(line)

    def _add_layers(self, page: ScrollPage, host: Phrase) -> None:
        page.add(section(self._kit, t("Layers shown")))
        self.moon.clicked.connect(self._choose)
        page.add(self.moon)
        for layer in LAYERS:
            box = CheckBox(self._kit, layer_name(layer, host))
            box.clicked.connect(self._choose)
            self.layers[layer] = box
            page.add(box)
        self._kit.tip(self.layers[Layer.HEADQUARTERS], t("Days by which directives are to be answered"))
        self._countries = self._kit.tip(self.layers[Layer.ACCREDITED], "")
        self.show_choice(self._choice)

    def _choose(self) -> None:
        layers = frozenset(layer for layer, box in self.layers.items() if box.isChecked()) | {Layer.EVENTS}
        kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
        self._choice = replace(self._choice, kinds=kinds, layers=layers, moon=self.moon.isChecked())
        self.chosen.emit(self._choice)

    def _list(self) -> None:
        clear(self._occasions)
        shown = [one for one in self._coming if one.day >= self._from and notable(one)][:_COMING]
        for one in shown:
            self._occasions.addWidget(OccasionLine(self._kit, one, self.create_asked.emit))
        if not shown:
            self._occasions.addWidget(PlainLabel(self._kit, t("Nothing is known ahead."), "small", "tertiary"))


class OccasionLine(QWidget):
    """A coming day: date, what it is, and a plus that begins an event on it."""

    def __init__(self, kit: Kit, occasion: Occasion, create: object) -> None:
        """`create` is called with the day and the title."""
        super().__init__()
        day = PlainLabel(kit, Phrase(lambda words: dates.day_in_year(words, occasion.day)), "strong")
        day.setMinimumWidth(kit.look.px(42))
        text = Phrase(lambda words: occasion_text(words, occasion))
        title = ElidedLabel(kit, text, "small", "secondary")
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        named = t("New event on {day}: {title}", day=Phrase(lambda words: dates.day_in_year(words, occasion.day)),
                  title=either(occasion.title))  # fmt: skip
        self.plus = IconButton(kit, "plus", named, tint="text.secondary")
        if callable(create):
            self.plus.clicked.connect(lambda _checked=False: create(occasion.day, occasion.title))
        line = row(day, *([IconLabel(kit, "star", "gold.fill", 14)] if occasion.round else []), title, self.plus, gap=8)
        line.setStretch(line.count() - 2, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
