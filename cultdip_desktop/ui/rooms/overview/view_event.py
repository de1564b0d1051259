"""One event as its mission signed it: read only, with its package, its photos and headquarters' star."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.gallery import GalleryModel, GalleryView, Thumb
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.marks import STATE_MARKS, CodeBadge, Pill
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, clear, column, limited, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.overview import phrases, targets
from cultdip_desktop.ui.rooms.overview.viewmodel import OverviewModel, Source

_TEXT = 760
_PHOTOS_HIGH = 190


class EventPage(ScrollPage):
    """Facts, goals, results, money; the package behind it; photos; the star."""

    asked = Signal(object)
    """The route of the package."""

    failed = Signal(object)
    done = Signal(object, object)

    def __init__(self, kit: Kit, model: OverviewModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._latest = Latest()
        self._source: Source | None = None
        self._note = TextArea(kit, c("overview", "What others can learn from it"), lines=2)
        self.star = Button(kit, c("overview", "Mark as an example"), icon="star", on_click=self._toggle)
        self._facts = QVBoxLayout()
        self._pictures = GalleryModel(kit, self._picture)
        self._gallery = GalleryView(kit, self._pictures, c("overview", "Photos of the package"))
        self._gallery.setMinimumHeight(kit.look.px(_PHOTOS_HIGH))
        self._photos = Card(kit, c("overview", "Photos of the package"), flush=True)
        self._photos.add(self._gallery)
        self.add(self._facts)
        self.add(self._photos)
        self.add(self._star_card())
        self.end()
        kit.bus.watch(self, {"exemplar"}, lambda _changes: self._again())

    def show_event(self, event_id: str) -> None:
        """Read an event and show it."""
        asked, behind = self._latest.ask(), self._model.behind

        def show(source: Source) -> None:
            if self._latest.is_current(asked):
                self._show(source)

        self._kit.jobs.read(lambda _progress: behind.event(event_id), show, self._fail, owner=self)

    def _again(self) -> None:
        if self._source is not None and self.isVisible():
            self.show_event(self._source.event.id)

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)

    def _star_card(self) -> Card:
        card = Card(self._kit, c("overview", "Held up as an example"))
        self._field = Field(self._kit, c("overview", "Why it is an example"), self._note)
        self._save_note = Button(self._kit, c("overview", "Save the note"), compact=True, on_click=self._write_note)
        card.add(column(self._field, row(self.star, self._save_note, None), gap=10))
        return card

    def _show(self, source: Source) -> None:
        self._source = source
        clear(self._facts)
        self._facts.setSpacing(12)
        self._facts.addWidget(self._main_card(source.event))
        self._facts.addWidget(self._package_card(source))
        for card in (self._texts_card(source.event), self._goals_card(source.event), self._numbers_card(source.event)):
            self._facts.addWidget(card)
        images = [one for one in source.media if one.kind == "image"]
        self._pictures.set_thumbs(
            [Thumb(one.id, one.caption_vi or one.caption_en or one.credit, cover=one.cover) for one in images]
        )
        present(self._photos, shown=bool(images))
        marked = source.mark is not None
        self.star.say(c("overview", "Take the star away") if marked else c("overview", "Mark as an example"))
        self._note.set_value(source.mark.note if source.mark else "")
        present(self._save_note, shown=marked)

    def _main_card(self, event: Event) -> Card:
        card = Card(self._kit)
        title = PlainLabel(self._kit, _either(event.title, t("(untitled)")), "h2", wrap=True)
        head = row(title, Pill(self._kit, Phrase(lambda words: label(words, event.state)), STATE_MARKS[event.state]))
        head.setStretch(0, 1)
        where = Phrase(lambda words: self._facts_line(words, event))
        card.add(column(head, PlainLabel(self._kit, where, "body", "secondary", wrap=True), gap=6))
        return card

    def _facts_line(self, words: Words, event: Event) -> str:
        mission = phrases.place(self._model.missions, event.office, words)
        day = dates.day(words, event.day) if event.day else ""
        venue = event.venue.get(words.language) or event.venue.vi
        parts = (event.number, mission, label(words, event.kind), day, venue, event.city)
        return " · ".join(part for part in parts if part)

    def _package_card(self, source: Source) -> Card:
        card = Card(self._kit, c("overview", "Signed package behind it"))
        package = source.package
        if package is None:
            card.add(PlainLabel(self._kit, c("overview", "No package is known for this event."), "body", "secondary"))
            return card

        def said(words: Words) -> str:
            when = dates.moment(words, package.received_at, HEADQUARTERS_ZONE) if package.received_at else ""
            parts = (
                package.file_name,
                words.t("no. {seq}", seq=package.seq),
                words.c("overview", "signed by {signer}", signer=package.signer) if package.signer else "",
                words.c("overview", "received {moment}", moment=when) if when else "",
            )
            return " · ".join(part for part in parts if part)

        open_it = Button(
            self._kit,
            c("overview", "Open package and signature"),
            icon="badge-check",
            on_click=lambda: self.asked.emit(targets.package(package.id)),
        )
        line = row(PlainLabel(self._kit, Phrase(said), "body", wrap=True), open_it)
        line.setStretch(0, 1)
        card.add(line)
        return card

    def _texts_card(self, event: Event) -> Card:
        parts = (
            (c("overview", "Summary"), event.summary),
            (c("overview", "Outcomes"), event.results.outcomes),
            (c("overview", "Lessons"), event.results.lessons),
        )
        card = Card(self._kit, c("overview", "What was reported"))
        told = [(name, text) for name, text in parts if text.vi or text.en]
        for name, text in told:
            card.add(self._pair(name, _either(text)))
        if not told:
            card.add(PlainLabel(self._kit, c("overview", "No text was reported."), "body", "secondary"))
        return card

    def _goals_card(self, event: Event) -> Card:
        card = Card(self._kit, c("overview", "Goals and solutions"))
        for tag in event.goals:
            role = c("overview", "primary") if tag.primary else c("overview", "secondary")
            line = row(
                CodeBadge(self._kit, tag.code),
                PlainLabel(self._kit, role, "small", "secondary"),
                PlainLabel(self._kit, _either(tag.reason), "body", wrap=True),
                gap=8,
            )
            line.setStretch(2, 1)
            card.add(line)
        if not event.goals:
            card.add(PlainLabel(self._kit, c("overview", "No goal is tagged."), "body", "secondary"))
        return card

    def _numbers_card(self, event: Event) -> Card:
        card = Card(self._kit, c("overview", "Results in numbers"))
        card.add(self._pair(c("overview", "Attendances"), Phrase(lambda words: _attendance(words, event))))
        card.add(self._pair(c("overview", "Spent"), Phrase(lambda words: _spent(words, event))))
        actors = ", ".join(actor.partner for actor in event.actors)
        card.add(self._pair(c("overview", "Took part"), actors or "–"))
        press = ", ".join(item.outlet for item in event.results.press)
        card.add(self._pair(c("overview", "Press"), press or "–"))
        return card

    def _pair(self, name: Speech, value: Speech) -> QVBoxLayout:
        text = limited(PlainLabel(self._kit, value, "body", wrap=True), self._kit.look.px(_TEXT))
        return column(PlainLabel(self._kit, name, "small", "secondary"), text, gap=2)

    def _picture(self, media_id: str) -> bytes | None:
        source = self._source
        media = next((one for one in source.media if one.id == media_id), None) if source is not None else None
        if media is None:
            return None
        try:
            return self._model.behind.thumbnail(media)
        except UserError:
            return None  # the package's own page says what is wrong with it

    def _toggle(self) -> None:
        source = self._source
        if source is None:
            return
        if source.mark is not None:
            self._model.unmark(source.event.id, self._unmarked, self._fail)
        else:
            self._model.mark(source.event.id, self._note.value(), self._marked, self._fail)

    def _write_note(self) -> None:
        if self._source is not None:
            self._model.mark(self._source.event.id, self._note.value(), self._marked, self._fail)

    def _marked(self, changes: ChangeSet) -> None:
        self._tell(changes, c("overview", "Marked as an example"))

    def _unmarked(self, changes: ChangeSet) -> None:
        self._tell(changes, c("overview", "No longer an example"))

    def _tell(self, changes: ChangeSet, said: Speech) -> None:
        self._kit.bus.publish(changes)
        self.done.emit(said, changes)


def _either(text: BiText, otherwise: Phrase | None = None) -> Phrase:
    def say(words: Words) -> str:
        found = text.get(words.language) or text.vi or text.en
        return found or (otherwise.render(words) if otherwise is not None else "–")

    return Phrase(say)


def _attendance(words: Words, event: Event) -> str:
    came = event.results.attendance
    if came is None:
        return "–"
    return f"{numbers.whole(words, came.value)} ({label(words, came.kind)}, {label(words, came.method)})"


def _spent(words: Words, event: Event) -> str:
    lines: Iterable[str] = (numbers.money(words, amount, currency) for currency, amount in event.spent.items())
    return " · ".join(lines) or "–"
