"""The money tab: one line per source and stage, exact sums per currency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.domain.budget import IN_KIND, STATE_BUDGET
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.template import BudgetHint
from cultdip_desktop.i18n.country import currency_label
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.numbers import MoneyField
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import EditorTab, form_page
from cultdip_desktop.ui.rooms.events.phrases import either, word
from cultdip_desktop.ui.rooms.events.proofs import Proofs
from cultdip_desktop.ui.rooms.events.view_account import AccountCard
from cultdip_desktop.ui.rooms.events.view_budget_hints import BudgetHints
from cultdip_desktop.ui.rooms.events.view_evidence import ClipButton
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_rates import RateTable

_USUAL: Final = ("USD", "EUR", "VND")
_STAGE_WIDTH: Final = 148
_AMOUNT_WIDTH: Final = 160
_CURRENCY_WIDTH: Final = 104
_REMOVE_WIDTH: Final = 35


class MoneyRow(QWidget):
    """One line: source, stage, amount, currency, remove. A line without an amount is not stored yet."""

    def __init__(
        self,
        kit: Kit,
        catalogue: Catalogue,
        currencies: Sequence[str],
        tell: Callable[[], object],
        remove: Callable[[MoneyRow], object],
    ) -> None:
        super().__init__()
        self._last: MoneyLine | None = None
        self.source = ComboBox(kit)
        for node in catalogue.of_kind("resource"):
            self.source.add(node.code, either(node.title))
        self.source.set_value(STATE_BUDGET)
        self.stage = ComboBox(kit)
        for stage in MoneyStage:
            self.stage.add(stage, word(stage))
        self.amount = MoneyField(kit, currencies[0])
        self.currency = ComboBox(kit)
        for code in currencies:
            self.currency.add(code, code)
            self.currency.setItemData(self.currency.count() - 1, currency_label(kit.live.words, code), 3)
        self.currency.set_value(currencies[0])
        for widget, name, width in (
            (self.source, t("Source"), 0),
            (self.stage, t("Stage"), _STAGE_WIDTH),
            (self.amount, t("Amount"), _AMOUNT_WIDTH),
            (self.currency, t("Currency"), _CURRENCY_WIDTH),
        ):
            kit.name(widget, name)
            if width:
                widget.setFixedWidth(kit.look.px(width))
        self._fault = kit.tip(self.amount, "")
        self.source.chosen.connect(lambda value: self._use_source(value, tell))
        self.stage.chosen.connect(lambda _value: tell())
        self.currency.chosen.connect(lambda value: self._use(value, tell))
        self.amount.changed.connect(lambda _value: self._typed(tell))
        delete = IconButton(kit, "x", t("Remove this line"), on_click=lambda: remove(self))
        delete.setFixedWidth(kit.look.px(_REMOVE_WIDTH))
        self.in_kind = CheckBox(kit, t("In kind, at its estimated value"))
        self.in_kind.clicked.connect(lambda _on=False: tell())
        self.note = LineEdit(kit, t("What for, or what was given, and by whom"), compact=True)
        kit.name(self.note, t("Note to this line"))
        self.note.edited.connect(lambda _text: tell())
        line = row(self.source, self.stage, self.amount, self.currency, delete)
        line.setStretch(0, 1)
        self.clip = ClipButton(kit, t("Amount"))
        below = row(self.in_kind, self.note, _fixed(self.clip, kit.look.px(_REMOVE_WIDTH)), gap=12)
        below.setStretch(1, 1)
        both = column(line, below, gap=4)
        both.setContentsMargins(0, 4, 0, 6)
        self.setLayout(both)

    def show_line(self, line: MoneyLine) -> None:
        """Show a stored line."""
        self.source.set_value(line.source)
        self.stage.set_value(line.stage)
        self.currency.set_value(line.money.currency)
        self.amount.set_money(line.money)
        self.in_kind.setChecked(line.in_kind)
        self.note.set_value(line.note)
        self._last = line

    def proof(self) -> str:
        """The path that evidence of this amount is kept under: lines may move, source and stage stay."""
        return f"money.{self.source.value()}.{self.stage.value()}"

    def line(self) -> MoneyLine | None:
        """The line, once it has an amount; while the amount cannot be read, as it was before."""
        if not self.amount.valid:
            return self._last
        money, source = self.amount.money(), self.source.value()
        if money is None or not source:
            self._last = None
        else:
            self._last = MoneyLine(source, self.stage.value(), money, self.in_kind.isChecked(), self.note.value())
        return self._last

    def _use_source(self, source: object, tell: Callable[[], object]) -> None:
        """The catalogue's source for gifts is a gift."""
        if source == IN_KIND:
            self.in_kind.setChecked(True)
        tell()

    def _use(self, currency: str, tell: Callable[[], object]) -> None:
        self.amount.set_currency(currency)
        self._typed(tell)

    def _typed(self, tell: Callable[[], object]) -> None:
        self.mark()
        tell()

    def mark(self) -> None:
        """Mark an amount that cannot be taken, and say why; a right one has no mark."""
        valid = self.amount.valid
        self.amount.set_error(error=not valid)
        fault = "" if valid else t("Write an amount from 0 on, such as 145,000.50; what was typed is not stored yet.")
        self._fault.say(fault)
        self.amount.setAccessibleDescription(self.amount.toolTip())


class MoneyTab(EditorTab):
    """Lines and their sums."""

    go = Signal(object)
    """A `Route` elsewhere: the table of rates."""

    def __init__(self, kit: Kit, currency: Callable[[], str]) -> None:
        """`currency` is the office's own."""
        super().__init__(kit)
        self._own_currency = currency
        self.proofs = Proofs(self)
        self._rows: list[MoneyRow] = []
        self._rates: RateTable | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add_button = Button(kit, t("Add a line"), icon="plus", on_click=self.add_row)
        self._heads = boxed(
            row(
                PlainLabel(kit, t("Source"), "label"),
                None,
                _fixed(PlainLabel(kit, t("Stage"), "label"), kit.look.px(_STAGE_WIDTH)),
                _fixed(_right(PlainLabel(kit, t("Amount"), "label")), kit.look.px(_AMOUNT_WIDTH)),
                _fixed(PlainLabel(kit, t("Currency"), "label"), kit.look.px(_CURRENCY_WIDTH)),
                _fixed(QWidget(), kit.look.px(_REMOVE_WIDTH)),
                gap=8,
            )
        )
        self._empty = EmptyState(
            kit, "wallet", t("No money recorded"), t("Write what is planned and what was spent, one line per source.")
        )
        lines = Card(kit, t("Sources and amounts"))
        lines.add_action(self.add_button)
        for item in (self._heads, self._lines, self._empty):
            lines.add(item)
        self.account = AccountCard(kit)
        self.account.year_asked.connect(self._show_year)
        self.account.rates_asked.connect(lambda: self.go.emit(Route("settings", "rates", "new")))
        page = self._page = form_page()
        self.hints = BudgetHints(kit)
        self.hints.taken.connect(self._take_hint)
        page.add(lines)
        page.add(self.hints)
        page.add(self.account)
        page.end()
        self.setLayout(column(page, gap=0))

    def open(self, draft: EventDraft) -> None:
        """Show another draft, and have the rates for it."""
        super().open(draft)
        if draft.rates is not None and draft.rates is not self._rates:
            self._rates = draft.rates
            self._rates.changed.connect(self._show_sums)
            self._rates.want()

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """Show the lines."""
        if names is None or "money" in names:
            self._look_for_hints()
        if names is None or "evidence" in names:
            self.proofs.show()
        if names is None or ("money" in names and event.money != self._value()):
            at = next((place for place, each in enumerate(self._rows) if self._holds_focus(each)), -1)
            self._forget()
            for line in event.money:
                self._append().show_line(line)
            self._arrange()
            if at >= 0:
                (self._rows[min(at, len(self._rows) - 1)].amount if self._rows else self.add_button).setFocus()

    def show_typed(self, field: str, text: str) -> None:
        """Show an amount again that could not be read; a line that was new comes back at the end."""
        name, _dot, place = field.partition(".")
        if name != "money" or not place.isdecimal():
            return
        shown = self._rows[int(place)] if int(place) < len(self._rows) else self._append()
        shown.amount.set_value(text)
        shown.mark()
        self._arrange()

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Say what is odd about the sums; it blocks nothing."""
        del loud
        self.account.show_findings([finding for finding in findings if finding.field == "money"])

    def go_to(self, field: str) -> None:
        """Put the focus on the first line."""
        del field
        (self._rows[0].amount if self._rows else self.add_button).setFocus()

    def add_row(self) -> None:
        """A new line, with the cursor in its source; it takes the stage of the line above."""
        before = self._rows[-1] if self._rows else None
        added = self._append()
        if before is not None:
            added.stage.set_value(before.stage.value())
            added.currency.set_value(before.currency.value())
            added.amount.set_currency(before.currency.value())
        self._arrange()
        added.source.setFocus()

    def _take_hint(self, hint: BudgetHint) -> None:
        """A line as the template has it, with the cursor in its amount."""
        added = self._append()
        added.source.set_value(hint.source)
        added.note.set_value(hint.note.get(self.kit.live.language))
        self._arrange()
        added.amount.setFocus()

    def _look_for_hints(self) -> None:
        draft = self.draft
        if draft is not None and draft.help is not None and draft.event_now.template:
            draft.help.budget(draft.event_now, lambda found: self.hints.show_hints(found, draft.catalogue))
        else:
            self.hints.hide()

    def _append(self) -> MoneyRow:
        assert self.draft is not None  # noqa: S101 - a tab without a draft is never shown
        added = MoneyRow(self.kit, self.draft.catalogue, self._currencies(), self._tell, self._remove)
        for editor in (added.amount,):
            editor.setAcceptDrops(False)
        self._rows.append(added)
        self._lines.addWidget(added)
        self.proofs.add(added.clip, added.proof)
        return added

    def _remove(self, gone: MoneyRow) -> None:
        self.cannot_read(f"money.{len(self._rows) - 1}", "")
        self._rows.remove(gone)
        self.proofs.drop(gone.clip)
        self._lines.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._tell()
        self._arrange()
        self.add_button.setFocus()

    def _show_year(self) -> None:
        day = self.draft.event_now.day if self.draft is not None else None
        self.go.emit(Route("money", str(day.year) if day is not None else ""))

    def _tell(self) -> None:
        for place, each in enumerate(self._rows):
            self.cannot_read(f"money.{place}", "" if each.amount.valid else each.amount.value())
        self.edit(money=self._value())
        self.proofs.show()
        self._show_sums()
        self._look_for_hints()

    def _holds_focus(self, line: MoneyRow) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and line.isAncestorOf(focused)

    def _value(self) -> tuple[MoneyLine, ...]:
        return tuple(line for each in self._rows if (line := each.line()) is not None)

    def _arrange(self) -> None:
        present(self._empty, shown=not self._rows)
        present(self._heads, shown=bool(self._rows))
        self._show_sums()

    def _show_sums(self) -> None:
        if self.draft is not None and self.draft.rates is not None:
            self.account.show_account(self.draft.rates.account(replace(self.draft.event_now, money=self._value())))

    def _currencies(self) -> list[str]:
        used = [line.money.currency for line in self.draft.event_now.money] if self.draft else []
        return list(dict.fromkeys([self._own_currency(), *_USUAL, *used]))

    def _forget(self) -> None:
        for each in self._rows:
            self.proofs.drop(each.clip)
            self._lines.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._rows = []


def _fixed(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(width)
    return widget


def _right(label: PlainLabel) -> PlainLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    return label
