"""Good practice and lessons: what missions wrote down, and the events that headquarters holds up (R35)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from cultdip_desktop.domain.overview import Behind, Exemplar
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, c, n
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, clear, column, limited, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.overview import phrases, targets
from cultdip_desktop.ui.rooms.overview.viewmodel import OverviewModel

_TEXT = 760


class LessonsPage(ScrollPage):
    """Examples first, then lessons, the latest first."""

    asked = Signal(object)
    """The route of an event."""

    failed = Signal(object)

    def __init__(self, kit: Kit, model: OverviewModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._examples_title = PlainLabel(kit, "", "h2")
        self._examples = QVBoxLayout()
        self._lessons_title = PlainLabel(kit, "", "h2")
        self._lessons = QVBoxLayout()
        self._more = PlainLabel(kit, "", "small", "secondary", wrap=True)
        for item in (self._examples_title, self._examples, self._lessons_title, self._lessons, self._more):
            self.add(item)
        for layout in (self._examples, self._lessons):
            layout.setSpacing(8)
        self.end()

    def reload(self) -> None:
        """Ask again for the days and region of the board."""
        self._model.lessons(self._show, self.failed.emit)

    def _show(self, examples: tuple[Exemplar, ...], lessons: Sequence[Behind], number: int) -> None:
        clear(self._examples)
        clear(self._lessons)
        self._examples_title.say(n("{n} event held up as an example", "{n} events held up as examples", len(examples)))
        for one in examples:
            note = one.note or ""
            self._examples.addWidget(self._card(one.event_id, _titled(one), self._facts_of(one), note, icon="star"))
        shown = Phrase(lambda words: numbers.whole(words, number))
        self._lessons_title.say(n("{n} event with a lesson", "{n} events with a lesson", number, n=shown))
        for lesson in lessons:
            said = _said(lesson)
            self._lessons.addWidget(
                self._card(lesson.id, _titled(lesson), self._facts_of(lesson), said, icon="lightbulb")
            )
        rest = number - len(lessons)
        self._more.say(
            c("overview", "The latest {n} are shown. Narrow days or region for the others.", n=str(len(lessons)))
        )
        present(self._more, shown=rest > 0)

    def _card(self, event_id: str, title: Phrase, facts: Phrase, text: Phrase | str, *, icon: str) -> Card:
        card = Card(self._kit)
        head = row(
            IconLabel(self._kit, icon, "warn.text", 16),
            PlainLabel(self._kit, title, "strong", wrap=True),
            Button(
                self._kit,
                c("overview", "Open the event"),
                "link",
                on_click=lambda: self.asked.emit(targets.event(event_id)),
            ),
            gap=8,
        )
        head.setStretch(1, 1)
        parts = column(head, PlainLabel(self._kit, facts, "small", "secondary", wrap=True), gap=4)
        if text:
            parts.addLayout(limited(PlainLabel(self._kit, text, "body", wrap=True), self._kit.look.px(_TEXT)))
        card.add(parts)
        return card

    def _facts_of(self, one: Exemplar | Behind) -> Phrase:
        def say(words: Words) -> str:
            place = phrases.place(self._model.missions, one.office, words)
            day = dates.day(words, one.day) if one.day is not None else ""
            return " · ".join(part for part in (place, one.city, day) if part)

        return Phrase(say)


def _titled(one: Exemplar | Behind) -> Phrase:
    return Phrase(lambda words: one.title.get(words.language) or one.title.vi or words.t("(untitled)"))


def _said(one: Behind) -> Phrase:
    return Phrase(lambda words: one.lessons.get(words.language) or one.lessons.vi or one.lessons.en)
