"""The sums below the lines of money: by currency and stage, shares, gifts apart, and the equivalent in đồng."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.budget import Account, Totals
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.rate import RATE_OF, Converted, Rate
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Bar, Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import finding_text, word


class AccountCard(Card):
    """Never adds gifts to money, nor one currency to another without a rate that it names."""

    rates_asked = Signal()
    """The user wants to write a missing rate."""

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
            self._sums.addWidget(self._shares(total), line + 1, 0, 1, len(MoneyStage))
            line += 2
        for place in range(len(MoneyStage)):
            self._sums.setColumnStretch(place, 1)
        foreign = {stage: one for stage, one in account.in_books.items() if one.rates or one.missing}
        for stage, converted in foreign.items():
            said = _converted(stage, converted)
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

    def _shares(self, total: Totals) -> QWidget:
        bar = Bar(self._kit, t("Where the money comes from"))
        whole = total.whole
        if whole:
            bar.set(
                (float(total.budget / whole), "accent"),
                (float(total.socialised / whole), "gold.fill"),
                (float(total.other / whole), "border.strong"),
            )
        present(bar, shown=bool(whole))
        said = PlainLabel(self._kit, Phrase(lambda words: _shares_text(words, total)), "small", "secondary", wrap=True)
        return boxed(column(bar, said, gap=6), (0, 0, 0, 8))


def _shares_text(words: Words, total: Totals) -> str:
    parts = []
    if total.socialised_share is not None:
        share, stage = numbers.percent(words, total.socialised_share), label(words, total.of_stage).lower()
        parts.append(words.t("Socialised: {share} of {stage}", share=share, stage=stage))
    if total.variance:
        amount = numbers.money(words, abs(total.variance), total.currency, short=True)
        over = total.variance > 0
        parts.append(
            words.t("{amount} above plan", amount=amount) if over else words.t("{amount} below plan", amount=amount)
        )
    gifts = total.in_kind[MoneyStage.SPENT] or total.in_kind[MoneyStage.RECEIVED] or total.in_kind[MoneyStage.PLANNED]
    if gifts:
        amount = numbers.money(words, gifts, total.currency, short=True)
        parts.append(words.t("In kind, valued apart: {amount}", amount=amount))
    return " · ".join(parts)


def _converted(stage: MoneyStage, converted: Converted) -> Phrase:
    def say(words: Words) -> str:
        name = label(words, stage)
        if converted.missing:
            kind, codes = label(words, RATE_OF[stage]), ", ".join(converted.missing)
            return words.t("{stage}: no rate for {codes} ({kind}), so no equivalent in đồng", stage=name, codes=codes,
                           kind=kind)  # fmt: skip
        money = numbers.money(words, converted.money.amount, converted.money.currency, short=True)
        rates = "; ".join(_rate(words, rate) for rate in converted.rates)
        return words.t("{stage} ≈ {money} ({rates})", stage=name, money=money, rates=rates)

    return Phrase(say)


def _rate(words: Words, rate: Rate) -> str:
    value = numbers.decimal(words, rate.value)
    said = words.t("1 {currency} = {value} {quote}", currency=rate.currency, value=value, quote=rate.quote)
    return ", ".join(part for part in (said, label(words, rate.kind), dates.day(words, rate.day), rate.source) if part)
