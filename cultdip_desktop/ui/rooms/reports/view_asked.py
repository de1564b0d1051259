"""What headquarters has remarked on this report and nobody has settled: each with its answer and the way to its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.report import CommentSource, ReportComment
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, clear, column, row, section
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.reports.values import Summary

_TABS = {"results": "results", "money": "money", "media": "media", "goals": "goals"}


class AskedList(QWidget):
    """Hidden where headquarters has asked nothing."""

    go = Signal(object)
    section_asked = Signal(str)
    answered = Signal(str, str)
    """Id of a remark and the answer."""

    settled = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.answers: dict[str, LineEdit] = {}
        self._count = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._cards = column(gap=10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (section(kit, t("From headquarters")), self._count):
            layout.addWidget(widget)
        layout.addLayout(self._cards)
        layout.addWidget(Rule())
        self.hide()

    def show_summary(self, summary: Summary) -> None:
        """Show what is open."""
        asked = [one for one in summary.comments if one.source is CommentSource.HEADQUARTERS and one.done_at is None]
        if any(field.hasFocus() for field in self.answers.values()) and list(self.answers) == [one.id for one in asked]:
            return  # somebody is writing an answer
        clear(self._cards)
        self.answers = {}
        self._count.say(n("{n} remark to be answered", "{n} remarks to be answered", len(asked)))
        for one in asked:
            self._cards.addWidget(self._card(one))
        present(self, shown=bool(asked))

    def _card(self, one: ReportComment) -> Card:
        kit = self._kit
        card = Card(kit)
        text = PlainLabel(kit, one.text, "medium", wrap=True).selectable()
        line = row(IconLabel(kit, "message-square", "warn.text", 16), text, gap=8)
        line.setStretch(1, 1)
        card.add(line)
        answer = LineEdit(kit, t("Answer to headquarters; travels with the next package"), compact=True)
        answer.set_value(one.answer)
        kit.name(answer, t("Answer to the remark: {text}", text=one.text[:60]))
        answer.committed.connect(partial(self.answered.emit, one.id))
        self.answers[one.id] = answer
        card.add(answer)
        done = Button(kit, t("Done"), icon="check", compact=True, on_click=partial(self.settled.emit, one.id))
        kit.name(done, t("Done with the remark: {text}", text=one.text[:60]))
        words, act = self._way(one)
        if act is not None:
            card.add(row(Button(kit, words, "link", compact=True, on_click=act), None, done))
        else:
            card.add(row(None, done))
        return card

    def _way(self, one: ReportComment) -> tuple[Speech, Callable[[], object] | None]:
        kind, _colon, rest = one.place.partition(":")
        if kind == "section" and rest:
            return t("Go to the section"), partial(self.section_asked.emit, rest)
        if kind == "event" and rest:
            event_id, _colon, field = rest.partition(":")
            tab = _TABS.get(field.partition(".")[0], "content")
            route = Route("events", "edit", event_id, (("tab", tab), ("field", field or "title")))
            return t("Go to the field"), partial(self.go.emit, route)
        return "", None
