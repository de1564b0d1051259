"""What is chosen for a document: year, part of it, event, goal, days, visit, successor; only what its kind asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit, SearchField
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.surfaces import FlowRow
from cultdip_desktop.ui.rooms.reports.document_kinds import DAYS, EVENT, GOAL, PART, SUCCESSOR, VISIT, YEAR, Offer
from cultdip_desktop.ui.rooms.reports.viewmodel_documents import FoundEvent, Known, Wanted

PARTS: Final = ("", "Q1", "Q2", "Q3", "Q4", "H1", "H2")
_MIDTERM_YEARS: Final = 5
"""A mid-term review looks back so far unless other days are chosen."""


class DocumentOptions(QWidget):
    """A line of fields above the preview."""

    changed = Signal()
    searched = Signal(str)
    """What is typed into the picker of events."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._offer: Offer | None = None
        self._event_numbers: dict[str, str] = {}
        self._taken = ""
        self._make_fields()
        fields = {
            YEAR: (Field(kit, t("Year"), self.year),),
            PART: (Field(kit, t("Time"), self.part),),
            EVENT: (Field(kit, t("Find an event"), self.search), Field(kit, t("Event"), self.event_choice)),
            GOAL: (Field(kit, t("Goal"), self.goal),),
            DAYS: (Field(kit, t("First day"), self.begin), Field(kit, t("Last day"), self.end)),
            VISIT: (
                Field(kit, t("Visit or delegation"), self.visit),
                Field(kit, t("From"), self.visit_first),
                Field(kit, t("To"), self.visit_last),
            ),
            SUCCESSOR: (Field(kit, t("Who takes over"), self.successor),),
        }
        self._fields = fields
        line = FlowRow(*(field for group in fields.values() for field in group), gap=12)
        line.setContentsMargins(16, 10, 16, 10)
        self.setLayout(line)
        self._listen()

    def know(self, known: Known) -> None:
        """Offer years and goals."""
        year, goal = self.year.value(), self.goal.value()
        self.year.clear_choices()
        for one in known.years:
            self.year.add(one, str(one))
        self.year.set_value(year or known.year)
        self.goal.clear_choices()
        for each in known.goals:
            self.goal.add(each.code, _goal(each.code, each.title.vi, each.title.en))
        self.goal.set_value(goal or (known.goals[0].code if known.goals else ""))
        if self.begin.moment() is None:
            self.begin.set_moment(Moment(date(known.year - _MIDTERM_YEARS, 1, 1), None))
            self.end.set_moment(Moment(known.today, None))

    def ask(self, offer: Offer) -> None:
        """Show what this document needs."""
        self._offer = offer
        for name, group in self._fields.items():
            for field in group:
                present(field, shown=name in offer.asks)
        present(self, shown=bool(offer.asks))

    def take_event(self, event_id: str) -> None:
        """Choose this event as soon as it is among those found."""
        self._taken = event_id

    def show_events(self, events: Sequence[FoundEvent]) -> None:
        """Offer these events; the chosen one stays."""
        chosen = self._taken or self.event_choice.value()
        fresh, self._taken = bool(self._taken) or not chosen, ""
        shown = self.event_choice.currentText()
        self.event_choice.clear_choices()
        for event in events:
            self.event_choice.add(event.id, _event(event), KIND_ICONS[event.kind])
            self._event_numbers[event.id] = event.number
        if chosen and chosen not in {event.id for event in events}:
            self.event_choice.add(chosen, shown)
        self.event_choice.set_value(chosen or self._usual(events))
        if fresh and events:
            self.changed.emit()

    def wanted(self, offer: Offer, language: ReportLanguage) -> Wanted:
        """Everything that is chosen, as far as it concerns the document."""
        asks = offer.asks
        first, last = (self.begin, self.end) if DAYS in asks else (self.visit_first, self.visit_last)
        days = DAYS in asks or VISIT in asks
        event = str(self.event_choice.value() or "") if EVENT in asks else ""
        return Wanted(
            offer=offer,
            language=language,
            year=int(self.year.value() or 0) if YEAR in asks else 0,
            part=str(self.part.value() or "") if PART in asks else "",
            event_id=event,
            event_number=self._event_numbers.get(event, ""),
            goal=str(self.goal.value() or "") if GOAL in asks else "",
            first=_day(first) if days else None,
            last=_day(last) if days else None,
            visit=self.visit.value().strip() if VISIT in asks else "",
            successor=self.successor.value().strip() if SUCCESSOR in asks else "",
        )

    def _usual(self, events: Sequence[FoundEvent]) -> str | None:
        """The last one that is over, else the first of the list."""
        over = [event.id for event in events if event.day is not None and event.day <= self._today()]
        return next(iter([*over, *(event.id for event in events)]), None)

    def _make_fields(self) -> None:
        kit = self._kit
        self.year, self.part, self.goal, self.event_choice = (ComboBox(kit) for _ in range(4))
        self.goal.setMinimumContentsLength(34)
        self.event_choice.setMinimumContentsLength(36)
        for part in PARTS:
            self.part.add(part, _part(part))
        self.part.set_value("")
        self.search = SearchField(kit, t("Title, place, partner"), shortcut="")
        self.search.setMinimumWidth(kit.look.px(180))
        self.visit = LineEdit(kit, t("National Assembly delegation…"))
        self.visit.setMinimumWidth(kit.look.px(260))
        self.successor = LineEdit(kit, t("Name of the successor"))
        self.successor.setMinimumWidth(kit.look.px(240))
        self.begin, self.end, self.visit_first, self.visit_last = (
            DateTimeField(kit, self._today, with_time=False) for _ in range(4)
        )

    def _listen(self) -> None:
        for choice in (self.year, self.part, self.goal, self.event_choice):
            choice.chosen.connect(lambda _value: self.changed.emit())
        for text in (self.visit, self.successor):
            text.committed.connect(lambda _value: self.changed.emit())
        for day in (self.begin, self.end, self.visit_first, self.visit_last):
            day.settled.connect(lambda _moment: self.changed.emit())
        self.search.searched.connect(self.searched)


def _part(part: str) -> Phrase:
    def make(words: Words) -> str:
        if not part:
            return words.t("Whole year")
        number = int(part[1])
        if part[0] == "Q":
            text = dates.quarter_alone(words, number)
            return text[:1].upper() + text[1:]
        return words.t("First half") if number == 1 else words.t("Second half")

    return Phrase(make)


def _goal(code: str, vi: str, en: str) -> Phrase:
    return Phrase(lambda words: f"{code} · {(en or vi) if words.language == 'en' else vi}")


def _event(event: FoundEvent) -> Phrase:
    def make(words: Words) -> str:
        title = event.title.get(words.language).strip() or words.t("(untitled)")
        return f"{title} · {dates.day(words, event.day)}" if event.day else title

    return Phrase(make)


def _day(field: DateTimeField) -> date | None:
    moment = field.moment()
    return moment.day if moment else None
