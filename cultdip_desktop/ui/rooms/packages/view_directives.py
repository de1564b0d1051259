"""The page of directives that came: what is asked, by when, and the office's answers, which travel with the next package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.packages.facts import Facts
from cultdip_desktop.ui.rooms.packages.phrases import day, either
from cultdip_desktop.ui.rooms.packages.phrases_received import TASK_MARKS, due, progress
from cultdip_desktop.ui.rooms.packages.viewmodel_received import ReceivedModel


class DirectivesPage(QWidget):
    """List at the left, the chosen directive with its tasks at the right."""

    done = Signal(object, object)
    read = Signal()
    receive_asked = Signal()

    def __init__(self, kit: Kit, model: ReceivedModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._wanted = ""
        self.directives: dict[str, Directive] = {}
        self.notice = Banner(kit)
        self._list: PagedModel[Directive] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.table = TableView(kit, self._list, t("Directives received"), row_height=TWO_LINE_ROW)
        self.empty = EmptyState(
            kit,
            "megaphone",
            t("No directive has come yet"),
            t(
                "Headquarters sends directives, its programme and editions of the catalogue as signed files. Drop them here."
            ),
        )
        self.empty.add_action(Button(kit, t("Take in a file…"), icon="folder-input", on_click=self.receive_asked.emit))
        self.card = DirectiveCard(kit, model)
        self._lay_out()
        model.directives_read.connect(self._show)
        model.old_codes_read.connect(self._say_codes)
        self.table.selected.connect(self._choose)
        self.table.opened.connect(lambda _id: self._split.open_inspector())

    def enter(self, directive_id: str = "") -> None:
        """Shown: read anew, and choose `directive_id`."""
        self._wanted = directive_id
        self._model.read_directives()

    def show_details(self) -> None:
        """Bring the chosen directive into view, or put it away (F9)."""
        self._split.toggle()

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        card.add(self.table)
        main = boxed(column(self.notice, card, gap=12), (20, 16, 20, 16))
        layout = main.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretch(1, 1)
        side = ScrollPage(margins=(16, 16, 16, 16))
        side.add(self.card)
        side.end()
        self._split = SplitPane(kit, main, side, width=400, name=t("The chosen directive"))
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.empty)

    def _show(self, found: Sequence[Directive]) -> None:
        chosen = self._wanted or self.table.current_id()
        self.directives = {one.id: one for one in found}
        self._list.set_ids(list(self.directives))
        self._stack.setCurrentIndex(0 if self.directives else 1)
        if self.directives and not self.table.select(chosen):
            self.table.select(next(iter(self.directives)))
        self._choose(self.table.current_id())
        if self._wanted and self._wanted in self.directives:
            self._split.open_inspector()
        self._wanted = ""
        self.read.emit()

    def _choose(self, directive_id: str) -> None:
        found = self.directives.get(directive_id)
        present(self.card, shown=found is not None)
        if found is not None:
            self.card.show_directive(found)
            if self.isVisible():
                self._model.mark_read(found)

    def _say_codes(self, count: int) -> None:
        if not count:
            self.notice.clear()
            return
        self.notice.show_notice(
            "info",
            n(
                "{n} event carries a code of an earlier edition.",
                "{n} events carry codes of an earlier edition.",
                count,
            ),
            t("Headquarters has said what they are called now. Reasons stay; Ctrl+Z takes it back."),
            action=t("Use the new codes"),
            on_action=self._retag,
        )

    def _retag(self) -> None:
        self._model.retag(lambda changes: self.done.emit(t("Codes replaced"), changes))

    def _rows(self, ids: Sequence[str]) -> list[Directive]:
        return [self.directives[one] for one in ids]

    def _columns(self) -> list[Column[Directive]]:
        return [
            Column("title", t("Directive"), _title, 260, "two-line", stretch=True, sortable=False, hideable=False),
            Column("due", t("To be answered by"), _due, 120, sortable=False),
            Column("state", t("Answers"), _state, 190, "pill", sortable=False),
        ]


class DirectiveCard(QWidget):
    """One directive with its tasks; what is typed is kept by itself."""

    def __init__(self, kit: Kit, model: ReceivedModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._shown: Directive | None = None
        self.tasks: dict[str, TaskAnswer] = {}
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._pill = Pill(kit)
        self.facts = Facts(kit)
        self._text = PlainLabel(kit, "", wrap=True).selectable()
        self._tasks = column(gap=14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(column(self._title, row(self._pill, None), gap=6))
        layout.addWidget(self.facts)
        layout.addWidget(self._text)
        layout.addWidget(Rule())
        layout.addLayout(self._tasks)
        self._travels = PlainLabel(kit, t("Answers travel with the next package."), "small", "tertiary", wrap=True)
        layout.addWidget(self._travels)

    def show_directive(self, directive: Directive) -> None:
        """Show this one; fields that somebody is typing in stay as they are."""
        same = self._shown is not None and self._shown.id == directive.id
        before, self._shown = self._shown, directive
        self._title.say(either(directive.title))
        self._pill.set(*progress(directive))
        self.facts.show_facts(
            (t("Number and symbol"), directive.notation),
            (t("Issued on"), day(directive.issued_on) if directive.issued_on else ""),
            (t("To be answered by"), due(directive.due, self._model.zone)),
        )
        self._text.say(either(directive.text))
        present(self._text, shown=bool(directive.text))
        present(self._travels, shown=bool(directive.tasks))
        if same and before is not None and [one.id for one in before.tasks] == [one.id for one in directive.tasks]:
            for task in directive.tasks:
                self.tasks[task.id].show_task(task)
            return
        clear(self._tasks)
        self.tasks = {}
        for task in directive.tasks:
            made = TaskAnswer(self._kit, task, self._model, open_=directive.state is not DirectiveState.WITHDRAWN)
            self.tasks[task.id] = made
            self._tasks.addWidget(made)


class TaskAnswer(QWidget):
    """One task of a directive: how far it is, and a word to headquarters."""

    def __init__(self, kit: Kit, task: DirectiveTask, model: ReceivedModel, *, open_: bool) -> None:
        super().__init__()
        self._model = model
        self._task = task
        self.state = ComboBox(kit)
        for value in DirectiveTaskState:
            self.state.add(value, Phrase(partial(_label, value)), icon=TASK_MARKS[value].icon)
        self.text = TextArea(kit, t("What headquarters shall read"), lines=2, max_lines=8)
        self._state_field = Field(kit, t("How far it is"), self.state)
        self.field = Field(kit, t("Answer"), self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(PlainLabel(kit, either(task.title), "medium", wrap=True))
        if task.due is not None:
            layout.addWidget(
                PlainLabel(kit, t("By {day}", day=due(task.due, model.zone)), "small", "secondary", wrap=True)
            )
        layout.addWidget(self._state_field)
        layout.addWidget(self.field)
        self.show_task(task)
        self.state.setEnabled(open_)
        self.text.setEnabled(open_)
        self.state.chosen.connect(lambda _value: self._keep())
        self.text.committed.connect(lambda _text: self._keep())

    def show_task(self, task: DirectiveTask) -> None:
        """Take over what the store says."""
        self._task = task
        if self.state.value() is not task.state:
            self.state.set_value(task.state)
        if not self.text.hasFocus() and self.text.value() != task.answer:
            self.text.set_value(task.answer)

    def _keep(self) -> None:
        state = self.state.value()
        text = self.text.value()
        if not isinstance(state, DirectiveTaskState) or (state, text.strip()) == (self._task.state, self._task.answer):
            return
        self.field.set_error("")
        self._model.answer(self._task.id, state, text, self._kept, self._refuse)

    def _kept(self, _changes: ChangeSet) -> None:
        self.field.set_error("")

    def _refuse(self, error: UserError) -> None:
        self.field.set_error(Phrase(lambda words: describe(words, error).message))
        self.text.setFocus()


def _label(value: DirectiveTaskState, words: Words) -> str:
    return label(words, value)


def _title(one: Directive, words: Words) -> Cell:
    about = one.notation or (dates.day(words, one.issued_on) if one.issued_on else "")
    return Cell(one.title.get(words.language), about, strong=one.read_at is None, tip=one.title.get(words.language))


def _due(one: Directive, words: Words) -> Cell:
    return Cell("" if one.due is None else dates.day(words, one.due))


def _state(one: Directive, words: Words) -> Cell:
    said, mark = progress(one)
    return Cell(said.render(words), icon=mark.icon, tone=mark.tone)
