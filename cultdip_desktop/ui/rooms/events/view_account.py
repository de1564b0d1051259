"""The sums below the lines of money: by currency and stage, shares, gifts apart, and the equivalent in đồng."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.budget import Account
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.i18n import numbers
from cultdip_desktop.ui.kit.account_words import converted_text
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.shares import SharesLine
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import finding_text, word


class AccountCard(Card):
    """Never adds gifts to money, nor one currency to another without a rate that it names."""

    rates_asked = Signal()
    """The user wants to write a missing rate."""

    year_asked = Signal()
    """The user wants to see the money of the whole year."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Totals by currency"))
        self._kit = kit
        self._sums = QGridLayout()
        self._sums.setHorizontalSpacing(24)
        self._sums.setVerticalSpacing(6)
        self._books = QVBoxLayout()
        self._books.setSpacing(2)
        self.rate_button = Button(kit, t("Write the missing rate"), icon="coins", compact=True)
        self.rate_button.clicked.connect(lambda _on=False: self.rates_asked.emit())
        self.year_button = Button(kit, t("The whole year"), "link", on_click=self.year_asked.emit)
        self.add_action(self.year_button)
        self._notes = QVBoxLayout()
        for part in (self._sums, self._books):
            self.add(part)
        self.add(row(self.rate_button, None))
        self.add(self._notes)

    def show_account(self, account: Account) -> None:
        """Show sums; the card is not there without any."""
        clear(self._sums)
        clear(self._books)
        present(self, shown=bool(account.totals))
        line = 0
        for total in account.totals:
            for place, stage in enumerate(MoneyStage):
                self._sums.addWidget(self._sum(word(stage), total.by_stage[stage], total.currency), line, place)
            self._sums.addWidget(SharesLine(self._kit, total), line + 1, 0, 1, len(MoneyStage))
            line += 2
        for place in range(len(MoneyStage)):
            self._sums.setColumnStretch(place, 1)
        foreign = {stage: one for stage, one in account.in_books.items() if one.rates or one.missing}
        for stage, converted in foreign.items():
            said = Phrase(partial(converted_text, stage=stage, converted=converted))
            self._books.addWidget(PlainLabel(self._kit, said, "small", "secondary", wrap=True))
        present(self.rate_button, shown=any(one.missing for one in foreign.values()))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is odd about the sums; it blocks nothing."""
        clear(self._notes)
        for finding in findings:
            icon = IconLabel(self._kit, "triangle-alert", "warn.text", 14)
            line = row(icon, PlainLabel(self._kit, finding_text(finding), "small", "warn", wrap=True), gap=6)
            line.setStretch(1, 1)
            self._notes.addLayout(line)

    def _sum(self, name: Speech, amount: Decimal, currency: str) -> QWidget:
        value = Phrase(lambda words: numbers.money(words, amount, currency, short=True) if amount else "–")
        return boxed(column(PlainLabel(self._kit, name, "label"), PlainLabel(self._kit, value, "strong"), gap=2))
