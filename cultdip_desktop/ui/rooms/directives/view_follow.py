"""An issued directive: its text, its files, and how every mission stands with each task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives import phrases
from cultdip_desktop.ui.rooms.directives.values import Answered, Followed, Look

ANY, OPEN, SETTLED = "any", "open", "settled"
_DONE = frozenset({"done", "declined"})


class FollowPage(QWidget):
    """Who has answered what; the text beside it."""

    mission_opened = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._found: Followed | None = None
        self.groups = Segmented(kit, t("Which missions are listed"))
        self.groups.add(ANY, c("group", "All"))
        self.groups.add(OPEN, t("Something is open"))
        self.groups.add(SETTLED, t("Settled"))
        self.groups.set_value(ANY)
        self.rows: PagedModel[Answered] = PagedModel(kit, self._columns(), self._rows_of, at_once=True)
        self.table = TableView(kit, self.rows, t("Missions and their answers"), row_height=TWO_LINE_ROW)
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._text = ScrollPage(margins=(16, 16, 20, 16))
        self._inner = column(gap=10)
        self._text.add(self._inner)
        self._text.end()
        card = Card(kit, flush=True)
        card.add(self.table, 1)
        main = column(row(self.groups, None, self._count, gap=10), gap=12)
        main.addWidget(card, 1)
        self.split = SplitPane(kit, boxed(main, (20, 14, 20, 16)), self._text, width=340, name=t("The directive"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self.groups.chosen.connect(lambda _group: self._list())
        self.table.opened.connect(self.mission_opened)

    def show_followed(self, found: Followed, look: Look | None) -> None:
        """Show a directive."""
        self._found = found
        self._list()
        self._show_text(found, look)

    def _list(self) -> None:
        if self._found is None:
            return
        group, kept = self.groups.value(), self.table.current_id()
        chosen = [one for one in self._found.missions if group == ANY or _is_settled(one) == (group == SETTLED)]
        self.rows.set_ids([one.mission.id for one in chosen])
        said = sum(any(state not in ("", "open") for state, _text, _at in one.states) for one in self._found.missions)
        total = len(self._found.missions)
        self._count.say(t("{answered} of {recipients} missions have answered", answered=said, recipients=total))
        present(self.groups, shown=bool(self._found.directive.tasks))
        if kept:
            self.table.select(kept)

    def _rows_of(self, ids: Sequence[str]) -> list[Answered]:
        known = {} if self._found is None else {one.mission.id: one for one in self._found.missions}
        return [known[one] for one in ids if one in known]

    def _show_text(self, found: Followed, look: Look | None) -> None:
        kit, directive = self._kit, found.directive
        clear(self._inner)
        missions = () if look is None else look.missions
        self._inner.addWidget(
            PlainLabel(kit, Phrase(lambda words: directive.title.get(words.language)), "h2", wrap=True)
        )
        facts = [
            ("calendar-days", t("Issued on {day}", day=phrases.day(directive.issued_on))),
            ("landmark", t("For: {recipients}", recipients=phrases.recipients(directive.offices, missions))),
        ]
        if directive.due is not None:
            facts.append(("alarm-clock", t("Deadline: {day}", day=phrases.day(directive.due))))
        if found.withdraws is not None:
            facts.append(("ban", t("Withdraws {notation}", notation=found.withdraws.notation)))
        facts += [("package", one.file_name) for one in found.files[:6]]  # type: ignore[misc] # names are data
        for icon, said in facts:
            label = PlainLabel(kit, said, "small", "secondary", wrap=True)
            line = row(IconLabel(kit, icon, "text.secondary", 16), label, gap=8)
            line.setStretch(1, 1)
            self._inner.addLayout(line)
        self._inner.addWidget(PlainLabel(kit, Phrase(lambda words: directive.text.get(words.language)), wrap=True))
        for number, task in enumerate(directive.tasks, start=1):
            self._inner.addWidget(PlainLabel(kit, _task_words(directive, number), "small", wrap=True))
            del task

    def _columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(
                "mission",
                c("column", "Mission"),
                _mission,
                200,
                "two-line",
                stretch=True,
                hideable=False,
                sortable=False,
            ),
            Column("state", c("mission", "How it stands"), self._state, 170, "pill", sortable=False),
            Column("answer", t("Last answer"), _answer, 260, "two-line", sortable=False),
        )

    def _state(self, one: Answered, words: Words) -> Cell:
        directive = None if self._found is None else self._found.directive
        if directive is None or not directive.tasks:
            phrase, mark = (t("File written"), phrases.KNOWN[1]) if one.written else phrases.TASK_STATES[""]
            return Cell(phrase.render(words), icon=mark.icon, tone=mark.tone)
        if _is_settled(one):
            return Cell(words.t("All settled"), icon="check", tone="ok")
        if one.overdue:
            return Cell(words.n("{n} overdue", "{n} overdue", one.overdue), icon="alarm-clock", tone="danger")
        settled = sum(state in _DONE for state, _text, _at in one.states)
        if settled or any(state == "under_way" for state, _text, _at in one.states):
            said = words.t("{n} of {total} settled", n=settled, total=len(one.states))
            return Cell(said, icon="loader", tone="info")
        phrase, mark = phrases.TASK_STATES[""]
        return Cell(phrase.render(words), icon=mark.icon, tone=mark.tone)


def _is_settled(one: Answered) -> bool:
    return bool(one.states) and all(state in _DONE for state, _text, _at in one.states)


def _mission(one: Answered, words: Words) -> Cell:
    sent = "" if one.written else words.t("no file yet")
    return Cell(phrases.place(one.mission, words), sent or one.mission.id, strong=True)


def _answer(one: Answered, words: Words) -> Cell:
    said = [(at, state, text) for state, text, at in one.states if at is not None]
    if not said:
        return Cell("–")
    at, state, text = max(said, key=lambda each: str(each[0]))
    word = phrases.TASK_STATES[state][0].render(words)
    return Cell(text or word, f"{word} · {phrases.short_moment(words, at)}", tip=text)


def _task_words(directive: Directive, number: int) -> Phrase:
    task = directive.tasks[number - 1]

    def say(words: Words) -> str:
        parts = [f"{number}. {task.title.get(words.language)}"]
        if task.due is not None:
            parts.append(words.t("by {day}", day=phrases.day(task.due).render(words)))
        if task.code:
            parts.append(task.code)
        return " · ".join(parts)

    return Phrase(say)
