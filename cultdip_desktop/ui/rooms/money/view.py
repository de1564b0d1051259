"""The Money room: one card per currency, the equivalents in đồng, and events that spent above their plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from cultdip_desktop.domain.budget import Overspent, Totals
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.country import currency_label
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.account_words import converted_text
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.shares import SharesLine
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, limited, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule, TextStyle
from cultdip_desktop.ui.rooms.money.viewmodel import MoneyModel, YearOfMoney

_WIDEST = 980
_AMOUNT = 128


class MoneyRoom(Room):
    """Its place is the year: `money/2026`; without one it is the present year."""

    def __init__(self, kit: Kit, model: MoneyModel) -> None:
        super().__init__(kit, "money", t("Money of the year"), " ")
        self._model = model
        self._year = model.today().year
        self.before = IconButton(kit, "chevron-left", t("The year before"), on_click=lambda: self._turn(-1))
        self.after = IconButton(kit, "chevron-right", t("The year after"), on_click=lambda: self._turn(1))
        self.head.add_back(self.back.emit)
        self.head.add_mark(self.before)
        self.head.add_mark(self.after)
        self.head.add_action(
            Button(kit, t("Exchange rates"), icon="coins", on_click=lambda: self.go.emit(Route("settings", "rates")))
        )
        self._page = ScrollPage()
        self._list = column(gap=14)
        self._page.add(boxed(self._list))
        self._page.end()
        self.add(self._page, 1)
        model.seen.connect(self._show)
        model.failed.connect(self.show_error)
        model.changed.connect(self._look_again)

    def enter(self, route: Route) -> None:
        """Show the year that the route names."""
        self._year = int(route.place) if route.place.isdecimal() else self._model.today().year
        self._model.look(self._year)

    def route(self) -> Route:
        """The year that is shown."""
        return Route("money", str(self._year))

    def _turn(self, by: int) -> None:
        self._year += by
        self._model.look(self._year)

    def _look_again(self) -> None:
        if self.isVisible():
            self._model.look(self._year)

    def _show(self, found: YearOfMoney) -> None:
        kit, account = self.kit, found.account
        sentence = n("{n} event with money, {window}", "{n} events with money, {window}", account.events,
                     window=Phrase(lambda words: dates.day_range(words, found.window.first, found.window.last)))  # fmt: skip
        self.head.say(t("Money of {year}", year=str(found.year)), sentence)
        clear(self._list)
        if not account.totals:
            empty = EmptyState(kit, "wallet", t("No money recorded"), t("Events of this year have no amounts yet."))
            self._list.addWidget(empty)
        for total in account.totals:
            self._list.addLayout(limited(self._card(total, found), _WIDEST))
        if any(one.rates or one.missing for one in account.in_books.values()):
            self._list.addLayout(limited(self._books(found), _WIDEST))
        if found.overspent:
            self._list.addLayout(limited(self._above(found.overspent), _WIDEST))
        self.status.emit(t("Plans of postponed and cancelled events do not count, what was spent on them does"))

    def _card(self, total: Totals, found: YearOfMoney) -> Card:
        kit = self.kit
        card = Card(kit, Phrase(lambda words: currency_label(words, total.currency)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(PlainLabel(kit, t("Source"), "label"), 0, 0)
        for place, stage in enumerate(MoneyStage, start=1):
            grid.addWidget(self._right(_stage(stage), "label"), 0, place)
        for line, (code, stages) in enumerate(total.by_source.items(), start=1):
            grid.addWidget(ElidedLabel(kit, _source(found, code)), line, 0)
            for place, stage in enumerate(MoneyStage, start=1):
                grid.addWidget(self._amount(stages[stage], total, "body"), line, place)
        last = len(total.by_source) + 1
        grid.addWidget(Rule(), last, 0, 1, len(MoneyStage) + 1)
        grid.addWidget(PlainLabel(kit, t("Total"), "strong"), last + 1, 0)
        for place, stage in enumerate(MoneyStage, start=1):
            grid.addWidget(self._amount(total.by_stage[stage], total, "strong"), last + 1, place)
        if any(total.in_kind.values()):
            grid.addWidget(PlainLabel(kit, t("Gifts in kind, valued apart"), "small", "secondary"), last + 2, 0)
            for place, stage in enumerate(MoneyStage, start=1):
                grid.addWidget(self._amount(total.in_kind[stage], total, "small"), last + 2, place)
        card.add(grid)
        card.add(SharesLine(self.kit, total))
        return card

    def _books(self, found: YearOfMoney) -> Card:
        card = Card(self.kit, t("Equivalent in đồng"))
        for stage, converted in found.account.in_books.items():
            if converted.rates or converted.missing:
                said = Phrase(partial(converted_text, stage=stage, converted=converted))
                card.add(PlainLabel(self.kit, said, wrap=True))
        return card

    def _above(self, found: tuple[Overspent, ...]) -> Card:
        kit = self.kit
        card = Card(kit, t("Spent above plan"))
        for place, one in enumerate(found):
            if place:
                card.add(Rule())
            said, title = Phrase(partial(_above_text, one=one)), Phrase(partial(_title, one=one))
            link = Button(kit, t("Open"), icon="arrow-right", compact=True, on_click=partial(self._open, one.event_id))
            kit.name(link, t("Open “{event}”", event=title))
            line = row(
                column(ElidedLabel(kit, title, "strong"), PlainLabel(kit, said, "small", "secondary"), gap=0), link
            )
            line.setStretch(0, 1)
            card.add(line)
        return card

    def _open(self, event_id: str) -> None:
        self.go.emit(Route("events", "edit", event_id, (("tab", "money"),)))

    def _amount(self, amount: Decimal, total: Totals, style: TextStyle) -> PlainLabel:
        """All amounts of a card have decimals, or none has: digits stand below one another."""
        short = all(one == one.to_integral_value() for one in _amounts(total))
        said = Phrase(lambda words: numbers.money(words, amount, total.currency, short=short) if amount else "–")
        return self._right(said, style)

    def _right(self, said: Speech, style: TextStyle) -> PlainLabel:
        made = PlainLabel(self.kit, said, style)
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.setMinimumWidth(self.kit.look.px(_AMOUNT))
        return made


def _stage(stage: MoneyStage) -> Phrase:
    return Phrase(lambda words: label(words, stage))


def _above_text(words: Words, one: Overspent) -> str:
    spent, planned = (
        numbers.money(words, money.amount, money.currency, short=True) for money in (one.spent, one.planned)
    )
    return words.t("{spent} of {planned} planned", spent=spent, planned=planned)


def _title(words: Words, one: Overspent) -> str:
    return one.title.get(words.language) or words.t("(no title yet)")


def _source(found: YearOfMoney, code: str) -> Phrase:
    node = found.catalogue.find(code)
    return Phrase(lambda words: node.title.get(words.language) if node else code)


def _amounts(total: Totals) -> Iterator[Decimal]:
    for stages in (*total.by_source.values(), total.in_kind):
        yield from stages.values()
