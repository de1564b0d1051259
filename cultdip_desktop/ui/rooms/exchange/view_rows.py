"""Step 3 of the import: every row with what would become of it, and afterwards with what has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.importing import Change, Remark, RowAnswer, RowOutcome
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row, section
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.exchange.phrases import OUTCOMES, Heads, remark_advice, remark_text

_ORDER = (RowOutcome.SKIPPED, RowOutcome.CREATED, RowOutcome.UPDATED, RowOutcome.UNCHANGED)


class RowsStep(QWidget):
    """A filter above the table, the chosen row at the right."""

    changed = Signal()
    """Other rows are shown."""

    def __init__(self, kit: Kit, heads: Heads) -> None:
        super().__init__()
        self._kit = kit
        self._heads = heads
        self._answers: dict[str, RowAnswer] = {}
        self.filter = Segmented(kit, t("Which rows are shown"), compact=True)
        self.filter.add(None, t("All"))
        for outcome in _ORDER:
            self.filter.add(outcome, OUTCOMES[outcome][0])
        self.rows = PagedModel(kit, self._columns(), self._load, at_once=True)
        self.table = TableView(kit, self.rows, t("Rows of the table"))
        self._inspector = RowInspector(kit, heads)
        card = Card(kit, flush=True)
        card.add(self.table, 1)
        main = boxed(column(row(self.filter, None), card, gap=10), (20, 12, 20, 12))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(0, 1)
        self._split = SplitPane(kit, main, self._inspector, width=300, name=t("The row selected"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        self.filter.chosen.connect(lambda _outcome: self._fill())
        self.table.selected.connect(self._select)
        self.table.opened.connect(lambda _id: self._split.open_inspector())

    def show_answers(self, answers: Sequence[RowAnswer]) -> None:
        """Show these rows; those that would be skipped first, if there are any."""
        self._answers = {str(answer.row): answer for answer in answers}
        counts = Counter(answer.outcome for answer in answers)
        self.filter.say(None, t("All {count}", count=_grouped(len(answers))))
        for outcome in _ORDER:
            said = t("{word} {count}", word=OUTCOMES[outcome][0], count=_grouped(counts[outcome]))
            self.filter.say(outcome, said)
        self.show_only(RowOutcome.SKIPPED if counts[RowOutcome.SKIPPED] else None)

    def show_only(self, outcome: RowOutcome | None) -> None:
        """Show the rows of one outcome, or all."""
        self.filter.set_value(outcome)
        self._fill()

    def next_problem(self, step: int) -> None:
        """Select the next (1) or previous (-1) row that is skipped."""
        ids = list(self.rows.ids)
        current = self.table.current_id()
        at = self.rows.row_of(current) if current else -1
        for count in range(1, len(ids) + 1):
            candidate = ids[(at + step * count) % len(ids)]
            if self._answers[candidate].outcome is RowOutcome.SKIPPED:
                self.table.select(candidate)
                return

    def _fill(self) -> None:
        wanted = self.filter.value()
        ids = [key for key, answer in self._answers.items() if wanted is None or answer.outcome is wanted]
        self.rows.set_ids(ids)
        self._inspector.show_nothing()
        if ids:
            self.table.select(ids[0])
        self.changed.emit()

    def _load(self, ids: Sequence[str]) -> list[RowAnswer]:
        return [self._answers[key] for key in ids]

    def _select(self, key: str) -> None:
        answer = self._answers.get(key)
        if answer is not None:
            self._inspector.show_answer(answer)

    def _columns(self) -> list[Column[RowAnswer]]:
        return [
            Column(
                "row",
                c("of a table", "Row"),
                lambda answer, _words: Cell(str(answer.row)),
                64,
                "number",
                sortable=False,
            ),
            Column("outcome", t("Outcome"), self._outcome, 140, "pill", sortable=False),
            Column("title", t("Title"), lambda answer, _words: Cell(answer.title), 220, stretch=True, sortable=False),
            Column("why", t("Remarks"), self._why, 320, stretch=True, sortable=False),
        ]

    def _outcome(self, answer: RowAnswer, words: Words) -> Cell:
        word, mark = OUTCOMES[answer.outcome]
        return Cell(word.render(words), icon=mark.icon, tone=mark.tone)

    def _why(self, answer: RowAnswer, words: Words) -> Cell:
        remarks = _remarks(answer)
        if answer.changes:
            fields = ", ".join(self._heads(change.column).get(words.language) for change in answer.changes)
            return Cell(words.t("Changes: {fields}", fields=fields))
        if not remarks:
            return Cell("")
        more = f" (+{len(remarks) - 1})" if len(remarks) > 1 else ""
        return Cell(remark_text(words, remarks[0], self._heads) + more)


class RowInspector(QWidget):
    """One row: why it is skipped, what is to know, what it changes."""

    def __init__(self, kit: Kit, heads: Heads) -> None:
        super().__init__()
        self._kit = kit
        self._heads = heads
        self._body = column(gap=10)
        page = ScrollPage(margins=(16, 14, 16, 16))
        page.add(self._body)
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No row is selected."""
        clear(self._body)
        self._body.addWidget(
            EmptyState(self._kit, "table-2", t("No row selected"), t("Select a row to see what it says and changes."))
        )

    def show_answer(self, answer: RowAnswer) -> None:
        """All that is known of a row."""
        kit, body = self._kit, self._body
        clear(body)
        pill = Pill(kit)
        pill.set(*OUTCOMES[answer.outcome])
        body.addLayout(row(PlainLabel(kit, t("Row {number}", number=answer.row), "small", "secondary"), None, pill))
        body.addWidget(PlainLabel(kit, answer.title or t("(untitled)"), "strong", wrap=True).selectable())
        for remark in _remarks(answer):
            body.addWidget(self._remark(remark, refused=remark is answer.refusal))
        if answer.changes:
            body.addWidget(section(kit, t("What changes")))
            for change in answer.changes:
                body.addWidget(self._change(change))

    def _remark(self, remark: Remark, *, refused: bool) -> QWidget:
        kit, heads = self._kit, self._heads
        said = Phrase(lambda words: remark_text(words, remark, heads))
        advice = Phrase(lambda words: remark_advice(words, remark, heads))
        icon = IconLabel(kit, "triangle-alert" if refused else "info", "warn.text" if refused else "text.secondary", 16)
        lines: list[QWidget] = [PlainLabel(kit, said, "body", wrap=True)]
        if kit.say(advice):
            lines.append(PlainLabel(kit, advice, "small", "secondary", wrap=True))
        line = row(column(icon, None), column(*lines, gap=2), gap=8)
        line.setStretch(1, 1)
        return boxed(line, (0, 0, 0, 0))

    def _change(self, change: Change) -> QWidget:
        kit = self._kit
        head = self._heads(change.column)
        name = PlainLabel(kit, Phrase(lambda words: head.get(words.language)), "label")
        empty = t("(empty)")
        old = PlainLabel(kit, change.old or empty, "small", "secondary", wrap=True)
        new = PlainLabel(kit, change.new or empty, "body", wrap=True)
        return boxed(column(name, old, new, gap=1), (0, 0, 0, 4))


def _remarks(answer: RowAnswer) -> tuple[Remark, ...]:
    return (answer.refusal, *answer.notes) if answer.refusal else answer.notes


def _grouped(count: int) -> Speech:
    from cultdip_desktop.i18n.numbers import whole

    return Phrase(lambda words: whole(words, count))
