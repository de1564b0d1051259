"""One entry of a register while it is written; what is typed is stored by itself, one field in one focus is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.register import Commendation, Commended, Initiative, InitiativeClass, InitiativeStage
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit, SearchField
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import ScrollPage, clear, column, row, section
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.reports.register_words import past_words, word
from cultdip_desktop.ui.rooms.reports.viewmodel_documents import FoundEvent
from cultdip_desktop.ui.rooms.reports.viewmodel_registers import Entry, PartnerName, Past, Register

REST_MS: Final = 800
"""How long typing must rest before it is stored."""

SHOWN: Final = 8
"""Changes of an entry that are in view."""

_LETTERS: Final = 6


class EntryForm(QWidget):
    """What both registers share: the entry, when it is stored, the events that it names."""

    saved = Signal(object, str)
    """The entry as it is now, and its undo step."""

    deleted = Signal(object)
    searched = Signal(str)
    go = Signal(object)

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._entry: Entry | None = None
        self._register: Register | None = None
        self._dirty = False
        self._step = ""
        self._steps = 0
        self._page = ScrollPage(margins=(16, 14, 16, 16), gap=12)
        self._named, self._results, self._past = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.picker = SearchField(kit, t("Find an event"), shortcut="")
        self.picker.searched.connect(self._search)
        self.remove = Button(kit, t("Delete the entry"), "danger", icon="trash-2", on_click=self._remove)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def entry(self) -> Entry | None:
        """What is typed so far."""
        return self._entry

    def show_entry(self, entry: Entry | None, register: Register | None) -> None:
        """Show another entry, or the same as it is in the store now; what is being typed stays."""
        if entry is None or self._entry is None or entry.id != self._entry.id:
            self.flush()
            self._dirty = False
            self.picker.set_value("")
            clear(self._results)
            clear(self._past)
        self._register = register
        if entry is None:
            self._entry = None
            return
        if not self._dirty:
            self._entry = entry
            self._show_fields()
        self._show_named()

    def show_found(self, events: Sequence[FoundEvent]) -> None:
        """Show what the picker found."""
        clear(self._results)
        if not self.picker.value():
            return
        named = self._event_ids()
        others = [event for event in events if event.id not in named]
        for event in others[:6]:
            self._results.addLayout(self._line(event, add=True))
        if not others:
            self._results.addWidget(
                PlainLabel(self._kit, t("No other event matches."), "small", "secondary", wrap=True)
            )

    def show_past(self, entry_id: str, found: Sequence[Past]) -> None:
        """Show who changed what, the newest first."""
        if self._entry is None or self._entry.id != entry_id:
            return
        clear(self._past)
        people = {person.id: person.name for person in self._register.people} if self._register is not None else {}
        for one in found[:SHOWN]:
            self._past.addWidget(PlainLabel(self._kit, past_words(one, people), "small", "secondary", wrap=True))

    def take_focus(self) -> None:
        """Begin to write."""

    def flush(self) -> None:
        """Store what is typed now."""
        self._rest.stop()
        if self._dirty and self._entry is not None:
            self._dirty = False
            self.saved.emit(self._entry, self._step)

    # -- for the forms

    def _show_fields(self) -> None:
        """Put the entry into the fields."""

    def _event_ids(self) -> tuple[str, ...]:
        """Events that the entry names."""
        return ()

    def _with_events(self, ids: tuple[str, ...]) -> dict[str, Any]:
        """What changes when it names these."""
        return {"events": ids}

    def _end(self, title: Phrase) -> None:
        """The events and the way out, below the fields."""
        self._page.add(section(self._kit, title))
        for part in (self._named, self._results):
            part.setSpacing(4)
        self._page.add(self._named)
        self._page.add(self.picker)
        self._page.add(self._results)
        self._page.add(section(self._kit, t("History")))
        self._past.setSpacing(3)
        self._page.add(self._past)
        self._page.add(row(self.remove, None))
        self._page.end()

    def _typed(self, name: str, value: Any) -> None:
        if self._entry is None:
            return
        if not self._step.startswith(f"{name}."):
            self.flush()
            self._steps += 1
            self._step = f"{name}.{self._entry.id}.{self._steps}"
        self._entry = replace(self._entry, **{name: value})
        self._dirty = True
        self._rest.start()

    def _chosen(self, **changes: Any) -> None:
        self.flush()
        self._step = ""
        if self._entry is not None:
            self._entry = replace(self._entry, **changes)
            self._dirty = True
            self.flush()

    def _focus_moved(self, before: QWidget | None, _now: QWidget | None) -> None:
        if before is not None and self.isAncestorOf(before):
            self.flush()
            self._step = ""

    def _remove(self) -> None:
        if self._entry is not None:
            self._dirty = False
            self.deleted.emit(self._entry)

    def _search(self, text: str) -> None:
        if text.strip():
            self.searched.emit(text)
        else:
            clear(self._results)

    def _show_named(self) -> None:
        clear(self._named)
        known = self._register.events if self._register is not None else {}
        shown = [known[id_] for id_ in self._event_ids() if id_ in known]
        for event in shown:
            self._named.addLayout(self._line(event, add=False))
        if not shown:
            self._named.addWidget(PlainLabel(self._kit, t("No event is named."), "small", "secondary", wrap=True))

    def _line(self, event: FoundEvent, *, add: bool) -> QHBoxLayout:
        kit = self._kit
        title = _event(event)
        show = IconButton(
            kit,
            KIND_ICONS[event.kind],
            t("Open the event"),
            on_click=lambda: self.go.emit(Route("events", "edit", event.id)),
        )
        label = ElidedLabel(kit, title, "small")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        say = t("Name “{title}”", title=title) if add else t("Name “{title}” no longer", title=title)
        act = IconButton(
            kit, "link" if add else "unlink", say, on_click=lambda: self._toggle(event.id, add=add), framed=add
        )
        line = row(show, label, act, gap=6)
        line.setStretch(1, 1)
        return line

    def _toggle(self, event_id: str, *, add: bool) -> None:
        ids = tuple(id_ for id_ in self._event_ids() if id_ != event_id)
        if add:
            self.picker.set_value("")
            clear(self._results)
            ids = (*ids, event_id)
        self._chosen(**self._with_events(ids))


class InitiativeForm(EntryForm):
    """Title, class, stage, who, when, what, and what came of it."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__(kit, today)
        self.title = BilingualField(kit, t("Initiative or proposal"), lines=2, required=True)
        self.text = BilingualField(kit, t("Content"), lines=4)
        self.result = BilingualField(kit, t("What came of it"), lines=3)
        self.cls, self.stage, self.person = (ComboBox(kit) for _ in range(3))
        for choice in (self.cls, self.stage, self.person):
            choice.setMinimumContentsLength(_LETTERS)
        for cls in InitiativeClass:
            self.cls.add(cls, word(cls))
        for stage in InitiativeStage:
            self.stage.add(stage, word(stage))
        self.proposed, self.due = (DateTimeField(kit, today, with_time=False) for _ in range(2))
        self.due_field = Field(kit, t("Due on"), self.due)
        for part in (
            self.title,
            row(Field(kit, t("Class"), self.cls), Field(kit, t("State"), self.stage), gap=10),
            row(Field(kit, t("Proposed on"), self.proposed), self.due_field, gap=10),
            Field(kit, t("Person responsible"), self.person),
            self.text,
            self.result,
        ):
            self._page.add(part)
        self._end(t("Event it belongs to"))
        self._listen()

    def take_focus(self) -> None:
        """Begin with the title."""
        self.title.vi.setFocus()

    def _listen(self) -> None:
        for name, field in (("title", self.title), ("text", self.text), ("result", self.result)):
            field.edited.connect(lambda value, name=name: self._typed(name, value))
            field.committed.connect(lambda _value: self.flush())
        self.cls.chosen.connect(lambda value: self._chosen(cls=value))
        self.stage.chosen.connect(lambda value: self._chosen(stage=value))
        self.person.chosen.connect(lambda value: self._chosen(person_id=value))
        self.proposed.settled.connect(self._propose)
        self.due.settled.connect(self._set_due)

    def _propose(self, moment: Moment | None) -> None:
        entry = self._entry
        if moment is not None and isinstance(entry, Initiative):
            due = None if entry.due is not None and entry.due < moment.day else entry.due
            self._chosen(proposed_on=moment.day, due=due)
            self._show_days()

    def _set_due(self, moment: Moment | None) -> None:
        entry = self._entry
        if not isinstance(entry, Initiative):
            return
        if moment is not None and moment.day < entry.proposed_on:
            self.due_field.set_error(t("It was proposed only on {day}.", day=_day(entry.proposed_on)))
            return
        self.due_field.set_error("")
        self._chosen(due=moment.day if moment else None)

    def _show_fields(self) -> None:
        entry = self._entry
        if not isinstance(entry, Initiative):
            return
        self._show_people(entry)
        for field, value in ((self.title, entry.title), (self.text, entry.text), (self.result, entry.result)):
            if field.value() != value:
                field.set_value(value)
        self.cls.set_value(entry.cls)
        self.stage.set_value(entry.stage)
        self._show_days()

    def _show_days(self) -> None:
        entry = self._entry
        if isinstance(entry, Initiative):
            self.due_field.set_error("")
            self.proposed.set_moment(Moment(entry.proposed_on, None))
            self.due.set_moment(Moment(entry.due, None) if entry.due else None)

    def _show_people(self, entry: Initiative) -> None:
        self.person.clear_choices()
        self.person.add(None, t("Nobody named"))
        for person in self._register.people if self._register is not None else ():
            if person.active or person.id == entry.person_id:
                self.person.add(person.id, person.name)
        self.person.set_value(entry.person_id)

    def _event_ids(self) -> tuple[str, ...]:
        entry = self._entry
        return (entry.event_id,) if isinstance(entry, Initiative) and entry.event_id else ()

    def _with_events(self, ids: tuple[str, ...]) -> dict[str, Any]:
        return {"event_id": ids[-1] if ids else None}


class CommendationForm(EntryForm):
    """Who, for what, which form, with what events as evidence."""

    partner_searched = Signal(str)

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__(kit, today)
        self.kind = Segmented(kit, t("Person or group"), compact=True)
        for kind in Commended:
            self.kind.add(kind, word(kind))
        self.name = LineEdit(kit, t("Name of the person or the group"))
        self.partners = QVBoxLayout()
        self.partners.setSpacing(2)
        self.award = LineEdit(kit, t("Form of commendation as the office calls it"))
        self.reason = BilingualField(kit, t("Merits"), lines=4)
        self.proposed = DateTimeField(kit, today, with_time=False)
        for part in (
            column(PlainLabel(kit, t("Person or group"), "label"), row(self.kind, None), gap=4),
            Field(kit, t("Name"), self.name, required=True),
            self.partners,
            Field(kit, t("Form of commendation"), self.award),
            Field(kit, t("Proposed on"), self.proposed),
            self.reason,
        ):
            self._page.add(part)
        self._end(t("Events as evidence"))
        self.name.edited.connect(self._name_typed)
        self.award.edited.connect(lambda value: self._typed("award", value))
        self.reason.edited.connect(lambda value: self._typed("reason", value))
        for field in (self.name, self.award, self.reason):
            field.committed.connect(lambda _value: self.flush())
        self.kind.chosen.connect(lambda value: self._chosen(kind=value))
        self.proposed.settled.connect(self._propose)

    def take_focus(self) -> None:
        """Begin with the name."""
        self.name.setFocus()

    def show_partners(self, found: Sequence[PartnerName]) -> None:
        """Offer partners of that name: choosing one ties the proposal to its entry."""
        clear(self.partners)
        entry = self._entry
        if not isinstance(entry, Commendation) or entry.partner_id is not None:
            return
        for each in found[:4]:
            button = Button(
                self._kit,
                t("From the register: {name}", name=each.name),
                "link",
                icon="handshake",
                on_click=partial(self._take, each),
            )
            self.partners.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _propose(self, moment: Moment | None) -> None:
        if moment is not None:
            self._chosen(proposed_on=moment.day)

    def _take(self, partner: PartnerName) -> None:
        clear(self.partners)
        kind = Commended.PERSON if partner.kind.value == "person" else Commended.GROUP
        self._chosen(name=partner.name, partner_id=partner.id, kind=kind)
        self._show_fields()

    def _name_typed(self, text: str) -> None:
        entry = self._entry
        if isinstance(entry, Commendation) and entry.partner_id is not None:
            self._entry = replace(entry, partner_id=None)
        self._typed("name", text)
        if text.strip():
            self.partner_searched.emit(text)
        else:
            clear(self.partners)

    def _show_fields(self) -> None:
        entry = self._entry
        if not isinstance(entry, Commendation):
            return
        self.kind.set_value(entry.kind)
        for field, value in ((self.name, entry.name), (self.award, entry.award)):
            if field.value() != value:
                field.set_value(value)
        if self.reason.value() != entry.reason:
            self.reason.set_value(entry.reason)
        self.proposed.set_moment(Moment(entry.proposed_on, None))
        present(self.remove, shown=True)

    def _event_ids(self) -> tuple[str, ...]:
        return self._entry.events if isinstance(self._entry, Commendation) else ()


def _event(event: FoundEvent) -> Phrase:
    def make(words: Words) -> str:
        title = event.title.get(words.language).strip() or words.t("(untitled)")
        return f"{title} · {dates.day(words, event.day)}" if event.day else title

    return Phrase(make)


def _day(day: date) -> Phrase:
    return Phrase(lambda words: dates.day(words, day))
