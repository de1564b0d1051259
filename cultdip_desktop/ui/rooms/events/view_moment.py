"""When an event begins and ends, on the clock of its place, with the lunar day and Hà Nội's time beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import HANOI, city_of_zone
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.moments import DateTimeField, LunarEcho, Moment
from cultdip_desktop.ui.kit.surfaces import KeptHeight
from cultdip_desktop.ui.rooms.events.page import FieldRow
from cultdip_desktop.ui.rooms.events.phrases import finding_text

_LATEST: Final = time(23, 59)
_CLOCK_ALONE: Final = re.compile(r"\d{1,2}(?::\d{2}|[hg]\d{0,2})")


class _EndField(DateTimeField):
    """Also takes a time alone: it is meant on the day the event begins."""

    def __init__(self, kit: Kit, today: Callable[[], date], first: Callable[[], date | None]) -> None:
        super().__init__(kit, today)
        self._first = first

    def _typed(self, text: str) -> None:
        first = self._first()
        if first is not None and _CLOCK_ALONE.fullmatch(text):
            text = f"{first:%d/%m/%Y} {text}"
        super()._typed(text)


class WhenFields(QWidget):
    """Kind of day, start, end and the lunar echo; tells of every change through `edit`."""

    unreadable = Signal(str, str)
    """`start` or `end` holds this text, which is no day; empty once it is one."""

    def __init__(self, kit: Kit, kind: QWidget, today: Callable[[], date], edit: Callable[..., object]) -> None:
        """`kind` stands before the days in the same row; `edit` is given `start`, `end` and `all_day`."""
        super().__init__()
        self._edit = edit
        self._zone = "UTC"
        self._event: Event | None = None
        self.start = DateTimeField(kit, today)
        self.end = _EndField(kit, today, self._first_day)
        self.start_field = Field(kit, t("Start"), self.start, required=True)
        self.end_field = Field(kit, c("when an event is over", "End"), self.end)
        self.all_day = CheckBox(kit, t("All day"))
        echo = Field(kit, t("Lunar day"), LunarEcho(kit, self.start, t("Lunar day")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(FieldRow(kit, (kind, 23), (self.start_field, 25), (self.end_field, 25), (echo, 17), wide=700))
        self.start_field.add_beside(self.all_day)
        KeptHeight(kit.look, self.all_day, 18)
        self.start.changed.connect(lambda _moment: self._start_typed())
        self.end.changed.connect(lambda _moment: self._end_typed())
        for field in (self.start, self.end):
            field.committed.connect(lambda _text: self._complain())
        self.all_day.clicked.connect(lambda on: self._all_day_chosen(on=on))

    def show_event(self, event: Event, *, insists: bool = False) -> None:
        """Show the event's days, except one that the user is typing unless it `insists`."""
        self._event, self._zone = event, event.zone
        for field, local in ((self.start, event.local_start), (self.end, event.local_end)):
            if insists or not field.hasFocus():
                field.set_moment(_moment(local, all_day=event.all_day))
                if insists and local is None:
                    field.set_value("")
        self.all_day.setChecked(event.all_day)
        self._say_clocks()

    def show_typed(self, name: str, text: str) -> None:
        """Show text again that is no day, with what is wrong about it."""
        editor = {"start": self.start, "end": self.end}.get(name)
        if editor is not None:
            editor.set_value(text)
            editor.edited.emit(text)
            self._complain()

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Say that the end is before the start, and, when `loud`, that there is no day."""
        errors: dict[str, Speech] = {}
        for finding in findings:
            if finding.field == "end" or (finding.field == "start" and loud):
                errors.setdefault(finding.field, finding_text(finding))
        for name, editor, field in (("start", self.start, self.start_field), ("end", self.end, self.end_field)):
            if editor.valid:
                field.set_error(errors.get(name, ""))

    def _start_typed(self) -> None:
        moment = self.start.moment()
        if self._unreadable("start", self.start):
            return
        self.start_field.set_error("")
        changes: dict[str, object] = {"start": self._instant(moment, time(0))}
        if moment is not None:
            changes["all_day"] = moment.at is None
        self._tell(changes)

    def _end_typed(self) -> None:
        moment = self.end.moment()
        if self._unreadable("end", self.end):
            return
        whole = self._event is not None and self._event.all_day
        self._tell({"end": self._instant(moment, time(0) if whole else _LATEST)})

    def _unreadable(self, name: str, field: DateTimeField) -> bool:
        self.unreadable.emit(name, "" if field.valid else field.value())
        return not field.valid

    def _all_day_chosen(self, *, on: bool) -> None:
        event = self._event
        if event is None:
            return
        changes: dict[str, object] = {"all_day": on}
        if on:
            for name, local in (("start", event.local_start), ("end", event.local_end)):
                changes[name] = self._instant(Moment(local.date()) if local else None, time(0))
        self._tell(changes)
        for field, name in ((self.start, "local_start"), (self.end, "local_end")):
            field.set_moment(_moment(getattr(self._event, name), all_day=on))

    def _tell(self, changes: dict[str, object]) -> None:
        self._edit(**changes)

    def follow(self, event: Event) -> None:
        """The user changed something here: the rest of the row follows."""
        self._event = event
        self.all_day.setChecked(event.all_day)
        self._say_clocks()

    def _complain(self) -> None:
        for editor, field in ((self.start, self.start_field), (self.end, self.end_field)):
            if not editor.valid:
                field.set_error(t("Not a day. Write it as 25/9 17:30, 25/9/2026 or 15/8 âl."))

    def _first_day(self) -> date | None:
        return self._event.day if self._event else None

    def _instant(self, moment: Moment | None, otherwise: time) -> datetime | None:
        if moment is None:
            return None
        local = datetime.combine(moment.day, moment.at or otherwise, ZoneInfo(self._zone))
        return local.astimezone(UTC)

    def _say_clocks(self) -> None:
        event = self._event
        if event is None or event.start is None or event.all_day:
            self.start_field.set_hint("")
            return
        start, zone = event.start, event.zone
        self.start_field.set_hint(Phrase(lambda words: _clocks(words, start, zone)))


def _moment(local: datetime | None, *, all_day: bool) -> Moment | None:
    return None if local is None else Moment(local.date(), None if all_day else local.time())


def _clocks(words: Words, start: datetime, zone: str) -> str:
    here, there = start.astimezone(ZoneInfo(zone)), start.astimezone(ZoneInfo(HANOI))
    city = city_of_zone(words, zone)
    if here.utcoffset() == there.utcoffset():
        return words.t("{city} time", city=city)
    clock = dates.clock(there)
    if there.date() != here.date():
        clock = f"{clock} {dates.day_in_year(words, there)}"
    return words.t("{city} time · {clock} in Hà Nội", city=city, clock=clock)
