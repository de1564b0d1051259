"""The page of receipts: each own package with headquarters' word, what lacks there, and what does not fit together."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_cell
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, IconLabel
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.table import ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.packages.facts import Facts
from cultdip_desktop.ui.rooms.packages.phrases import moment, period_choice, seq_text, short_digest
from cultdip_desktop.ui.rooms.packages.phrases_received import WORDS, misfit
from cultdip_desktop.ui.rooms.packages.values_received import AnsweredPackage, ReceiptsView, Word
from cultdip_desktop.ui.rooms.packages.viewmodel_received import ReceivedModel

_AGAIN = frozenset({Word.MISSING, Word.REFUSED, Word.UNANSWERED})
"""Words after which the file is to be sent again."""


class ReceiptsPage(QWidget):
    """Table at the left, headquarters' word on the chosen package at the right."""

    go = Signal(object)
    again_asked = Signal(str)
    """Save this package once more, to send it again."""

    read = Signal()
    """The page was read anew."""

    receive_asked = Signal()

    def __init__(self, kit: Kit, model: ReceivedModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._lines: dict[str, AnsweredPackage] = {}
        self.view: ReceiptsView | None = None
        self.notice = Banner(kit)
        self.odd = Card(kit, t("What does not fit together"))
        self._odd = column(gap=10)
        self.odd.add(self._odd)
        self._packages: PagedModel[AnsweredPackage] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.table = TableView(kit, self._packages, t("Receipts"), row_height=ROW)
        self.empty = EmptyState(
            kit,
            "badge-check",
            t("No package has been signed yet"),
            t("Once one has been sent, headquarters answers with a signed receipt. Drop it here."),
        )
        self.empty.add_action(Button(kit, t("Take in a file…"), icon="folder-input", on_click=self.receive_asked.emit))
        self.card = WordCard(kit, model.zone)
        self._lay_out()
        model.receipts_read.connect(self._show)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self._split.open_inspector())
        self.card.again.clicked.connect(lambda _checked=False: self.again_asked.emit(self.table.current_id()))
        self.card.report.clicked.connect(lambda _checked=False: self._open_report())

    def enter(self) -> None:
        """Shown: read anew."""
        self._model.read_receipts()

    def show_details(self) -> None:
        """Bring the chosen package into view, or put it away (F9)."""
        self._split.toggle()

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        card.add(self.table)
        main = boxed(column(self.notice, self.odd, card, gap=12), (20, 16, 20, 16))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(2, 1)
        side = ScrollPage(margins=(16, 16, 16, 16))
        side.add(self.card)
        side.end()
        self._split = SplitPane(kit, main, side, width=316, name=t("The chosen package"))
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.empty)
        present(self.odd, shown=False)

    def _show(self, view: ReceiptsView) -> None:
        self.view = view
        chosen = self.table.current_id()
        self._lines = {one.package.id: one for one in view.packages}
        self._packages.set_ids(list(self._lines))
        self._stack.setCurrentIndex(0 if self._lines or view.misfits else 1)
        self._say_notice(view)
        clear(self._odd)
        for one in view.misfits:
            self._odd.addLayout(self._misfit_line(*misfit(one), one.code))
        present(self.odd, shown=bool(view.misfits))
        if self._lines and not self.table.select(chosen):
            self.table.select(next(iter(self._lines)))
        self._choose(self.table.current_id())
        self.read.emit()

    def _say_notice(self, view: ReceiptsView) -> None:
        wanting = [one for one in view.packages if one.word in _AGAIN]
        if not wanting:
            self.notice.clear()
            return
        worst = min(wanting, key=lambda one: (list(Word).index(one.word), one.package.epoch, one.package.seq))
        cause: Speech = {
            Word.MISSING: t("Package no. {seq} has not come to headquarters.", seq=worst.package.seq),
            Word.REFUSED: t("Package no. {seq} was not let in.", seq=worst.package.seq),
            Word.UNANSWERED: t("Package no. {seq} has been without a receipt for 60 days.", seq=worst.package.seq),
        }[worst.word]
        self.notice.show_notice(
            "warn",
            cause,
            t("The office keeps its own copy."),
            action=t("Send it again…"),
            on_action=lambda: self.again_asked.emit(worst.package.id),
        )

    def _misfit_line(self, cause: Phrase, advice: Phrase, code: str) -> QLayout:
        kit = self._kit
        words = column(
            PlainLabel(kit, cause, "medium", wrap=True),
            PlainLabel(kit, advice, "small", "secondary", wrap=True),
            PlainLabel(kit, code, "mono", "tertiary"),
            gap=2,
        )
        line = row(IconLabel(kit, "triangle-alert", "warn.text", 16), words, gap=10)
        line.setStretch(1, 1)
        return line

    def _choose(self, package_id: str) -> None:
        line = self._lines.get(package_id)
        present(self.card, shown=line is not None)
        if line is not None:
            self.card.show_package(line)

    def _open_report(self) -> None:
        line = self._lines.get(self.table.current_id())
        if line is not None:
            self.go.emit(Route("reports", "period", str(line.package.period)))

    def _rows(self, ids: Sequence[str]) -> list[AnsweredPackage]:
        return [self._lines[one] for one in ids]

    def _columns(self) -> list[Column[AnsweredPackage]]:
        return [
            Column("number", t("No."), _number, 56, sortable=False, hideable=False),
            Column("period", t("Reporting period"), _period, 130, stretch=True, sortable=False),
            Column("word", t("Headquarters"), _word, 230, "pill", sortable=False),
            Column("came", t("Came there"), self._came, 150, sortable=False),
            Column("receipt", t("Receipt"), _receipt, 80, sortable=False),
        ]

    def _came(self, line: AnsweredPackage, words: Words) -> Cell:
        answer = line.answer
        if answer is None:
            return Cell("")
        local = answer.received_at.astimezone(ZoneInfo(self._model.zone))
        return Cell(f"{dates.day(words, local.date())} {dates.clock(local)}")


class WordCard(QWidget):
    """Headquarters' word on one package, and what may be done."""

    def __init__(self, kit: Kit, zone: str) -> None:
        super().__init__()
        self._kit = kit
        self._zone = zone
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._pill = Pill(kit)
        self._text = PlainLabel(kit, "", "medium", wrap=True).selectable()
        self._reason = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.facts = Facts(kit)
        self._stamp = PlainLabel(
            kit,
            t("The ledger's order is headquarters' own; it proves nothing to others."),
            "small",
            "tertiary",
            wrap=True,
        )
        self.again = Button(kit, t("Send it again…"), icon="send")
        self.report = Button(kit, t("Open the report"), icon="file-text")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(column(self._title, row(self._pill, None), gap=6))
        for part in (self._text, self._reason, Rule(), self.facts, self._stamp, Rule(), self.report, self.again):
            layout.addWidget(part)

    def show_package(self, line: AnsweredPackage) -> None:
        """Show this one."""
        package, answer, receipt = line.package, line.answer, line.receipt
        name, mark = WORDS[line.word]
        self._title.say(period_choice(package.period))
        self._pill.set(t(name), mark)
        said = answer.decision_text if answer is not None else ""
        present(self._text, shown=bool(said))
        self._text.say(t("“{text}”", text=said) if said else "")
        code = answer.code if answer is not None else ""
        present(self._reason, shown=bool(code))
        if answer is not None and code:
            missing = ", ".join(str(number) for number in answer.missing)
            error = UserError(code, missing=missing, seq=answer.seq, epoch=answer.epoch, file=answer.file_name)
            self._reason.say(Phrase(lambda words: _reason(words, error)))
        self.facts.show_facts(
            (t("Number in the chain"), seq_text(package.epoch, package.seq)),
            (t("Came there"), moment(answer.received_at, self._zone) if answer is not None else ""),
            (t("Verdict there"), _verdict(answer.result) if answer is not None else ""),
            (t("Events taken in"), str(answer.events) if answer is not None and answer.events else ""),
            (t("Line in the ledger"), str(answer.ledger_position) if answer and answer.ledger_position else ""),
            (t("Receipt"), str(receipt.seq) if receipt is not None else ""),
            (t("Made at"), moment(receipt.receipt.at, self._zone) if receipt is not None else ""),
            (t("Manifest"), short_digest(package.manifest_sha256)),
        )
        present(self._stamp, shown=answer is not None and bool(answer.ledger_position))


def _reason(words: Words, error: UserError) -> str:
    try:
        return describe(words, error).message
    except KeyError:  # a newer headquarters names something in a message that this version does not know of
        return error.code


def _verdict(result: str) -> Phrase | str:
    known: dict[str, Phrase] = {
        "valid": t("Valid"),
        "valid_with_warnings": t("Valid with remarks"),
        "unknown": t("Unknown"),
        "not_valid": t("Not valid"),
        "unreadable": t("Unreadable"),
    }
    return known.get(result, "")


def _number(line: AnsweredPackage, _words: Words) -> Cell:
    return Cell(seq_text(line.package.epoch, line.package.seq), strong=True)


def _period(line: AnsweredPackage, words: Words) -> Cell:
    return Cell(period_cell(words, line.package.period), strong=True)


def _word(line: AnsweredPackage, words: Words) -> Cell:
    name, mark = WORDS[line.word]
    return Cell(words.t(name), icon=mark.icon, tone=mark.tone, tip=label(words, line.package.state))


def _receipt(line: AnsweredPackage, _words: Words) -> Cell:
    return Cell("" if line.receipt is None else str(line.receipt.seq))
