"""Writing a directive: number, title, text, whom it is for, tasks with their days and goals, and what will travel."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives import phrases
from cultdip_desktop.ui.rooms.directives.values import Followed, Look
from cultdip_desktop.ui.rooms.directives.view_recipients import RecipientPicker
from cultdip_desktop.ui.rooms.directives.viewmodel_draft import DraftModel

_PROBLEMS = {
    "title.vi": t("The title in Vietnamese is empty."),
    "text.vi": t("The text in Vietnamese is empty."),
    "directive.notation_taken": t("Another directive has this number already."),
    "directive.code_unknown": t("A task names a goal that the current edition does not have."),
}


class DirectiveEditor(QWidget):
    """Saves what is typed as it is typed; nothing travels before it is signed."""

    def __init__(self, kit: Kit, model: DraftModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._look: Look | None = None
        self._lines: dict[str, TaskLine] = {}
        self.notation = LineEdit(kit)
        self.notation.setMaximumWidth(kit.look.px(220))
        self.title = BilingualField(kit, t("Title"), required=True)
        self.text = BilingualField(kit, t("Text"), lines=6, required=True)
        self.due = DateTimeField(kit, model.today, with_time=False)
        self.due.setMaximumWidth(kit.look.px(180))
        self.recipients = RecipientPicker(kit)
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(10)
        self.add_task = Button(kit, c("directive", "Add a task"), icon="plus", on_click=self._add)
        self._preview = column(gap=10)
        self._problems = PlainLabel(kit, "", "small", "warn", wrap=True)
        self._withdraws = PlainLabel(kit, "", "medium", "warn", wrap=True)
        self._lay_out()
        self._listen()

    def know(self, look: Look) -> None:
        """Missions and goals to choose from."""
        self._look = look
        self.recipients.know(look.missions)
        for line in self._lines.values():
            line.know(look.catalogue)

    def show_draft(self, found: Followed) -> None:
        """Show a draft; what is being typed stays."""
        directive = found.directive
        fresh = self._model.directive is None or self._model.directive.id != directive.id
        self._model.directive = directive
        if fresh or not self.notation.hasFocus():
            self.notation.set_value(directive.notation)
        self.notation.set_placeholder(found.notation)
        for field, value in ((self.title, directive.title), (self.text, directive.text)):
            if fresh or not being_typed(field):
                field.set_value(value)
        if fresh or not self.due.hasFocus():
            self.due.set_moment(None if directive.due is None else Moment(directive.due))
        self.recipients.set_offices(directive.offices)
        withdrawn = found.withdraws
        present(self._withdraws, shown=withdrawn is not None)
        if withdrawn is not None:
            self._withdraws.say(
                t(
                    "Once it is issued, {notation} no longer counts: “{title}”",
                    notation=withdrawn.notation,
                    title=withdrawn.title.vi,
                )
            )
        self._show_tasks(directive)
        self._show_preview(found)

    def take_focus(self) -> None:
        """Where writing begins."""
        self.title.setFocus()

    def _lay_out(self) -> None:
        kit = self._kit
        page = ScrollPage()
        card = Card(kit, t("Directive"))
        card.add(self._withdraws)
        card.add(
            row(
                Field(kit, t("Number and symbol"), self.notation, hint=t("Empty: the number shown is given.")),
                Field(kit, t("Deadline of the whole"), self.due),
                None,
                gap=16,
            )
        )
        card.add(self.title)
        card.add(self.text)
        page.add(card)
        whom = Card(kit, t("Whom it is for"))
        whom.add(self.recipients)
        page.add(whom)
        tasks = Card(kit, c("directive", "Tasks"))
        tasks.add(PlainLabel(kit, t("Missions answer each task by itself."), "small", "secondary"))
        tasks.add(self._tasks)
        tasks.add(row(self.add_task, None))
        page.add(tasks)
        page.end()
        side = ScrollPage(margins=(16, 16, 20, 16))
        side.add(PlainLabel(kit, t("What will travel"), "h2"))
        side.add(self._preview)
        side.add(self._problems)
        side.end()
        self.split = SplitPane(kit, page, side, width=300, name=t("What will travel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    def _listen(self) -> None:
        model = self._model
        self.notation.edited.connect(lambda text: model.change("notation", notation=text.strip()[:100]))
        self.title.edited.connect(lambda text: model.change("title", title=text))
        self.text.edited.connect(lambda text: model.change("text", text=text))
        self.due.settled.connect(self._settle_due)
        self.recipients.changed.connect(lambda offices: model.change("offices", offices=tuple(offices)))

    def _settle_due(self, moment: object) -> None:
        self._model.change("due", due=moment.day if isinstance(moment, Moment) else None)

    def _add(self) -> None:
        made = self._model.add_task()
        if made is not None:
            self._line(made).title.setFocus()

    def _show_tasks(self, directive: Directive) -> None:
        kept = {task.id for task in directive.tasks}
        for task_id in list(self._lines):
            if task_id not in kept:
                gone = self._lines.pop(task_id)
                self._tasks.removeWidget(gone)
                gone.deleteLater()
        for task in directive.tasks:
            self._line(task).show_task(task)

    def _line(self, task: DirectiveTask) -> TaskLine:
        if task.id not in self._lines:
            made = TaskLine(self._kit, self._model, task.id)
            if self._look is not None:
                made.know(self._look.catalogue)
            made.show_task(task)
            self._lines[task.id] = made
            self._tasks.addWidget(made)
        return self._lines[task.id]

    def _show_preview(self, found: Followed) -> None:
        directive = found.directive
        missions = () if self._look is None else self._look.missions
        clear(self._preview)
        facts = [
            ("landmark", t("For: {recipients}", recipients=phrases.recipients(directive.offices, missions))),
            ("file-text", t("Number: {notation}", notation=found.notation)),
            ("list-checks", Phrase(lambda words: words.n("{n} task", "{n} tasks", len(directive.tasks)))),
            ("languages", _languages(directive)),
            ("package", t("One signed file for all") if not directive.offices else t("A signed file for each mission")),
            ("badge-check", t("Trust list, revocation lists and encryption keys go along")),
        ]
        for icon, said in facts:
            label = PlainLabel(self._kit, said, "small", wrap=True)
            line = row(IconLabel(self._kit, icon, "text.secondary", 16), label, gap=8)
            line.setStretch(1, 1)
            self._preview.addLayout(line)
        present(self._problems, shown=bool(found.problems))
        self._problems.say(Phrase(lambda words: _problem_words(words, found.problems)))


class TaskLine(QWidget):
    """One task: its title in both languages, its day, the goal that it serves."""

    def __init__(self, kit: Kit, model: DraftModel, task_id: str) -> None:
        super().__init__()
        self._kit = kit
        self.title = BilingualField(kit, c("directive", "Task"), required=True)
        self.due = DateTimeField(kit, model.today, with_time=False)
        self.due.setFixedWidth(kit.look.px(150))
        self.goal = ComboBox(kit)
        self.goal.setMinimumWidth(kit.look.px(220))
        kit.name(self.goal, t("Goal"))
        remove = IconButton(kit, "trash-2", t("Remove the task"), on_click=lambda: model.remove_task(task_id))
        inner = column(
            self.title,
            row(
                Field(kit, t("Due"), self.due),
                Field(kit, t("Goal"), self.goal),
                None,
                column(None, remove, gap=0),
                gap=12,
            ),
            gap=6,
        )
        inner.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inner)
        self.title.edited.connect(lambda text: model.change_task(task_id, "title", title=text))
        self.goal.chosen.connect(lambda code: model.change_task(task_id, "goal", code=str(code or "")))
        self.due.settled.connect(
            lambda moment: model.change_task(task_id, "due", due=moment.day if isinstance(moment, Moment) else None)
        )

    def know(self, catalogue: Catalogue) -> None:
        """Goals to choose from."""
        kept = self.goal.value()
        self.goal.clear_choices()
        self.goal.add("", t("No goal"))
        for node in catalogue.of_kind("goal", "solution_group", "task", "priority"):
            self.goal.add(node.code, _goal_words(node))
        self.goal.set_value(kept or "")

    def show_task(self, task: DirectiveTask) -> None:
        """Show what is stored; what is being typed stays."""
        if not being_typed(self.title):
            self.title.set_value(task.title)
        if not self.due.hasFocus():
            self.due.set_moment(None if task.due is None else Moment(task.due))
        self.goal.set_value(task.code)


def being_typed(field: QWidget) -> bool:
    """Whether somebody is writing in it: what was saved a moment ago must not run over what is typed now."""
    focus = QApplication.focusWidget()
    return focus is not None and field.isAncestorOf(focus)


def _goal_words(node: Node) -> Phrase:
    return Phrase(lambda words: f"{node.code} · {node.title.get(words.language)}"[:90])


def _languages(directive: Directive) -> Phrase:
    both = bool(directive.title.en and directive.text.en)
    return t("In Vietnamese and English") if both else t("In Vietnamese only")


def _problem_words(words: Words, problems: tuple[str, ...]) -> str:
    said = [
        _PROBLEMS[one].render(words) if one in _PROBLEMS else words.t("A task has no title in Vietnamese.")
        for one in problems
    ]
    return " ".join(dict.fromkeys(said))
