"""The table of exchange rates: what amounts are converted by, and who says so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.rate_form import RateForm
from cultdip_desktop.ui.rooms.settings.viewmodel_rates import RatesModel

NEW = "new"


class RatesPage(SettingsPage):
    """One line per rate; one at a time is opened out."""

    def __init__(self, kit: Kit, model: RatesModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self._rates: tuple[Rate, ...] = ()
        self._open: Rate | None = None
        self._lines: dict[str, tuple[QWidget, Button]] = {}
        self.add_button = Button(kit, t("Add a rate"), icon="plus", compact=True, on_click=self._new)
        self.form = RateForm(kit, model.today, self._keep, self.fold)
        self.form.hide()
        self._list = column(gap=10)
        self._empty = EmptyState(
            kit,
            "coins",
            t("No rates yet"),
            t("Amounts stay in their own currency until a rate is here. Nothing is fetched from a network."),
        )
        card = Card(kit, t("Exchange rates to đồng"))
        card.add_action(self.add_button)
        card.add(
            PlainLabel(
                kit,
                t("Estimates are converted by the June rate, settlements by the yearly average (Decree 129/2026)."),
                "small",
                "secondary",
                wrap=True,
            )
        )
        for part in (self.form, self._empty, boxed(self._list)):
            card.add(part)
        add_card(self, card)
        self.end()
        model.known.connect(self._show)

    def load(self) -> None:
        """Ask for the table."""
        self._model.load()

    def open_part(self, part: str, file: str = "") -> None:
        """`new` asks for another rate."""
        del file
        if part == NEW:
            self._new()

    def fold(self) -> bool:
        """Close the rate that is opened out."""
        if self._open is None:
            return False
        was, self._open = self._open, None
        present(self.form, shown=False)
        self._arrange()
        (self._lines[was.id][1] if was.id in self._lines else self.add_button).setFocus()
        return True

    def _new(self) -> None:
        self._unfold(self._model.blank())

    def _unfold(self, rate: Rate) -> None:
        self._open = rate
        self.form.show_rate(rate, self._model.currencies)
        present(self.form, shown=True)
        self._arrange()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_widget(self.form)

    def _keep(self, rate: Rate) -> None:
        self._model.save(rate)
        self.fold()

    def _remove(self, rate: Rate) -> None:
        self._model.delete(rate.id)
        self.add_button.setFocus()

    def _show(self, rates: tuple[Rate, ...]) -> None:
        self._rates = rates
        focus = next((id_ for id_, (_line, button) in self._lines.items() if button.hasFocus()), "")
        clear(self._list)
        self._lines = {}
        for rate in rates:
            if self._lines:
                self._list.addWidget(Rule())
            self._list.addWidget(self._line(rate))
        self._arrange()
        if focus in self._lines:
            self._lines[focus][1].setFocus()

    def _arrange(self) -> None:
        present(self._empty, shown=not self._rates and self._open is None)
        self.add_button.setEnabled(self._open is None)

    def _line(self, rate: Rate) -> QWidget:
        kit = self._kit
        said = Phrase(lambda words: _said(words, rate))
        about = Phrase(lambda words: _about(words, rate))
        change = Button(kit, t("Change"), icon="pencil", compact=True, on_click=partial(self._unfold, rate))
        kit.name(change, t("Change the rate {rate}", rate=said))
        remove = IconButton(
            kit, "trash-2", t("Remove the rate {rate}", rate=said), on_click=partial(self._remove, rate)
        )
        words = column(ElidedLabel(kit, said, "strong"), ElidedLabel(kit, about, "small", "secondary"), gap=0)
        line = row(words, change, remove, gap=12)
        line.setStretch(0, 1)
        box = boxed(line)
        self._lines[rate.id] = (box, change)
        return box


def _said(words: Words, rate: Rate) -> str:
    value = numbers.decimal(words, rate.value)
    return words.t("1 {currency} = {value} {quote}", currency=rate.currency, value=value, quote=rate.quote)


def _about(words: Words, rate: Rate) -> str:
    parts = (label(words, rate.kind), dates.day(words, rate.day), rate.source)
    return " · ".join(part for part in parts if part)
