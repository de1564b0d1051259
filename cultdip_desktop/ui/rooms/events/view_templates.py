"""A new event from a template: choose the sort, say the day, see the tasks that come with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.template import EventTemplate, PlannedTask
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ChoiceCard
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.moments import DateTimeField, LunarEcho, Moment
from cultdip_desktop.ui.kit.surfaces import Card, PageHead, ScrollPage, clear, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import FieldRow
from cultdip_desktop.ui.rooms.events.phrases import either


class TemplatesPage(QWidget):
    """Cards of templates above, what the chosen one brings below."""

    back = Signal()
    chosen = Signal(object)
    """Params of the route that makes the event."""

    def __init__(self, kit: Kit, templates: Sequence[EventTemplate], today: Callable[[], date]) -> None:
        super().__init__()
        self._kit = kit
        self._templates = {template.id: template for template in templates}
        self._chosen = templates[0].id if templates else ""
        self._title = EMPTY
        self.head = PageHead(kit, t("New event from a template"), t("Everything can be changed afterwards."))
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the list"))
        self.make = Button(kit, t("Make the event"), "primary", icon="plus", on_click=self.take)
        self.head.add_action(self.make)
        self.day = DateTimeField(kit, today, with_time=False)
        self.day.changed.connect(lambda _moment: self._preview())
        self._day = Field(
            kit, t("Day of the event"), self.day, hint=t("May be filled in later; the tasks then follow.")
        )
        self.cards = {template.id: self._card(template) for template in templates}
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(4)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(4)
        page = self._page = ScrollPage(gap=14)
        page.add(FieldRow(kit, *((card, 1) for card in self.cards.values()), wide=3000, narrow=3))
        echo = Field(kit, t("Lunar day"), LunarEcho(kit, self.day, t("Lunar day")))
        page.add(FieldRow(kit, (self._day, 1), (echo, 1), (QWidget(), 1), wide=600))
        tasks = Card(kit, t("Tasks that come with it"))
        tasks.add(self._tasks)
        tasks.end()
        hints = Card(kit, t("Suggestions, never filled in by themselves"))
        hints.add(self._hints)
        hints.end()
        page.add(FieldRow(kit, (tasks, 3), (hints, 2), wide=760, narrow=1))
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(page, 1)

    def enter(self, day: date | None, title: BiText) -> None:
        """Choose for this day; `title` is what the event is to be called, if that is known."""
        self._title = title
        self.day.set_moment(None if day is None else Moment(day))
        self._preview()
        card = self.cards.get(self._chosen)
        if card is not None:
            card.setChecked(True)
            card.setFocus()

    def take(self) -> None:
        """Make the event."""
        moment = self.day.moment()
        if not self._chosen or not self.day.valid:
            self._day.set_error(t("Not a day. Write it as 25/9 17:30, 25/9/2026 or 15/8 âl."))
            self.day.setFocus()
            return
        params = [("template", self._chosen)]
        if moment is not None:
            params.append(("day", moment.day.isoformat()))
        named = (("title", self._title.vi), ("title_en", self._title.en))
        params += [(name, text) for name, text in named if text]
        self.chosen.emit(tuple(params))

    def _card(self, template: EventTemplate) -> ChoiceCard:
        icon = KIND_ICONS[template.kind]
        return ChoiceCard(
            self._kit,
            icon,
            either(template.name),
            either(template.about),
            on_choose=lambda: self._choose(template.id),
        )

    def _choose(self, template_id: str) -> None:
        self._chosen = template_id
        self._preview()

    def _preview(self) -> None:
        template = self._templates.get(self._chosen)
        clear(self._tasks)
        clear(self._hints)
        if self.day.valid:
            self._day.set_error("")
        if template is None:
            return
        moment = self.day.moment()
        for task in template.tasks:
            self._tasks.addLayout(self._line(_when(task, template, moment), either(task.title)))
        for goal in template.goals:
            self._hints.addLayout(self._line(goal.code, either(goal.why)))
        said = n("{n} budget line", "{n} budget lines", len(template.budget))
        lines = Phrase(lambda words: "; ".join(hint.note.get(words.language) for hint in template.budget))
        self._hints.addLayout(self._line("", t("{lines}: {which}", lines=said, which=lines)))

    def _line(self, lead: Speech, words: Speech) -> QVBoxLayout:
        short = PlainLabel(self._kit, lead, "small", "secondary")
        short.setFixedWidth(self._kit.look.px(140))
        text = PlainLabel(self._kit, words, "body", wrap=True)
        line = row(short, text, gap=8)
        line.setStretch(1, 1)
        line.setAlignment(short, Qt.AlignmentFlag.AlignTop)
        holder = QVBoxLayout()
        holder.addLayout(line)
        return holder


def _when(task: PlannedTask, template: EventTemplate, moment: Moment | None) -> Speech:
    """The day a task is due, or how far from the event it lies."""
    if moment is not None:
        due = task.due(moment.day, moment.day + timedelta(days=template.days - 1))
        return Phrase(lambda words: dates.day(words, due))
    return Phrase(lambda words: _distance(words, task.before))


def _distance(words: Words, before: int) -> str:
    if before >= 0:
        return words.n("{n} day before", "{n} days before", before)
    return words.n("{n} day after", "{n} days after", -before)
