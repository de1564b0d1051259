"""The results tab: how many came, how they were counted, what came of it, who reported it, what was learned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import (
    COUNTED,
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
)
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.numbers import IntegerField, PercentField
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import EditorTab, FieldRow, form_page
from cultdip_desktop.ui.rooms.events.phrases import finding_text, word
from cultdip_desktop.ui.rooms.events.proofs import Proofs
from cultdip_desktop.ui.rooms.events.view_entries import EntryLine, EntryList
from cultdip_desktop.ui.rooms.events.view_evidence import EvidenceButton
from cultdip_desktop.ui.rooms.events.view_gains import GainLine
from cultdip_desktop.ui.rooms.events.view_press import PressLine
from cultdip_desktop.ui.rooms.events.view_surprise import SurprisingNumber

_USUAL: Final = {
    EventFormat.IN_PERSON: AttendanceKind.ON_SITE,
    EventFormat.ONLINE: AttendanceKind.ONLINE,
    EventFormat.HYBRID: AttendanceKind.TOTAL,
}
"""Whom one counts, until somebody says otherwise."""


class ResultsTab(EditorTab):
    """What is known after the event; may be written at any time."""

    follow_up_asked = Signal(str)
    """What is to be done next shall be a task with these words."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__(kit)
        self._bilingual = True
        self.proofs = Proofs(self)
        self.proofs.changed.connect(self._show_clippings)
        self._today = today
        self.attendance = IntegerField(kit, t("attendances"))
        self.kind = ComboBox(kit)
        for kind in AttendanceKind:
            self.kind.add(kind, word(kind))
        self.method = ComboBox(kit)
        for method in CountingMethod:
            self.method.add(method, word(method))
        self.share = PercentField(kit)
        self.clips = (
            EvidenceButton(kit, self.attendance, "results.attendance", t("Audience")),
            EvidenceButton(kit, self.share, "results.host_country_share", t("From the host country")),
        )
        self.outcomes = BilingualField(kit, t("Outcomes"), lines=3, hint=t("Relations, agreements, press, visitors."))
        self.lessons = BilingualField(kit, t("Lessons and proposals"), lines=3)
        self.follow_up = BilingualField(kit, t("Follow-up"), lines=2)
        self.to_task = Button(kit, t("Make it a task"), "link", icon="list-checks", on_click=self._ask_task)
        self.to_task.setProperty("compact", "tight")
        self.follow_up.vi_field.add_beside(self.to_task)
        self.gains = EntryList(
            kit,
            t("Agreements, leads, invitations"),
            t("Add a result"),
            t("What the event brought beyond numbers: one line each, with the partner."),
            lambda: GainLine(kit, bilingual=self._bilingual),
        )
        self.press = EntryList(
            kit,
            t("Press coverage"),
            t("Add coverage"),
            t("Articles, broadcasts and posts: one line each, so that outlets, languages and reach can be counted."),
            self._make_press,
        )
        self._attendance = Field(kit, t("Audience"), self.attendance)
        self._share = Field(kit, t("From the host country"), self.share)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.attendance.changed.connect(lambda _n: self._attendance_edited())
        self.kind.chosen.connect(lambda _kind: self._attendance_edited())
        self.method.chosen.connect(lambda _method: self._attendance_edited())
        self.share.changed.connect(lambda _share: self._share_edited())
        self.outcomes.edited.connect(lambda value: self._edit(outcomes=value))
        self.lessons.edited.connect(lambda value: self._edit(lessons=value))
        self.follow_up.edited.connect(lambda value: self._edit(follow_up=value))
        for name, entries in (("press", self.press), ("gains", self.gains)):
            entries.typed.connect(lambda value, name=name: self._edit(**{name: value}))
            entries.chosen.connect(lambda value, name=name: self._choose(**{name: value}))
            entries.unread.connect(lambda where, text, name=name: self.cannot_read(f"results.{name}.{where}", text))
        self.attendance.committed.connect(lambda _text: self._complain())
        self.share.committed.connect(lambda _text: self._complain())
        for clip in self.clips:
            self.proofs.add(clip, clip.path)

    def _lay_out(self) -> None:
        kit = self.kit
        note = row(
            IconLabel(kit, "info", "info.text", 14),
            PlainLabel(kit, t("The event is not marked as held yet; results count once it is."), "small", "secondary"),
            None,
            gap=6,
        )
        self._early = boxed(note)
        page = self._page = form_page()
        self._doubt = SurprisingNumber(kit)
        page.add(self._early)
        page.add(
            FieldRow(
                kit,
                (self._attendance, 1),
                (Field(kit, t("Who was counted"), self.kind), 1),
                (Field(kit, t("How it was counted"), self.method), 1),
                (self._share, 1),
                wide=680,
            )
        )
        page.add(self._doubt)
        for item in (self.outcomes, self.gains, self.press, self.lessons, self.follow_up):
            page.add(item)
        page.end()
        self.setLayout(column(page, gap=0))

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """Show the results."""
        present(self._early, shown=event.state not in COUNTED)
        self._doubt.look_at(event)
        if names is None or names & {"evidence", "results"}:
            self.proofs.show()
        if names is not None and "results" not in names and "format" not in names:
            return
        results = event.results
        came = results.attendance
        if names is None or not self.busy(self.attendance):
            self.attendance.set_integer(came.value if came else None)
        self.kind.set_value(came.kind if came else _USUAL[event.format])
        self.method.set_value(came.method if came else CountingMethod.ESTIMATED)
        if names is None or not self.busy(self.share):
            self.share.set_share(results.host_country_share)
        texts = (
            (self.outcomes, results.outcomes),
            (self.lessons, results.lessons),
            (self.follow_up, results.follow_up),
        )
        for field, value in texts:
            if names is None or not self.busy(field.vi, field.en):
                field.set_value(value)
        present(self.to_task, shown=bool(results.follow_up.vi))
        self.gains.set_value(results.gains, anew=names is None)
        self.press.set_value(results.press, anew=names is None)
        self._show_clippings()

    def showEvent(self, event: QShowEvent) -> None:
        """The format may have been chosen meanwhile: it says whom one counts."""
        super().showEvent(event)
        if self.draft is not None and self.draft.event_now.results.attendance is None:
            self.kind.set_value(_USUAL[self.draft.event_now.format])

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Say what is wrong under its field."""
        for field, name in ((self._attendance, "results.attendance"), (self._share, "results.host_country_share")):
            found = next((each for each in findings if each.field == name), None)
            show = found is not None and (loud or found.severity is Severity.ERROR)
            field.set_error(finding_text(found) if found and show else "")

    def show_typed(self, field: str, text: str) -> None:
        """Show a number or day again that could not be read."""
        editor = {"results.attendance": self.attendance, "results.host_country_share": self.share}.get(field)
        if editor is not None:
            editor.set_value(text)
            self._complain()
        elif field.startswith("results.press."):
            place, _dot, part = field.removeprefix("results.press.").partition(".")
            if place.isdecimal():
                self.press.show_unread(int(place), part, text)

    def go_to(self, field: str) -> None:
        """Put the focus there."""
        targets: dict[str, QWidget] = {
            "results.host_country_share": self.share,
            "results.press": self.press.lines[0].first() if self.press.lines else self.press.add_button,
            "results.gains": self.gains.lines[0].first() if self.gains.lines else self.gains.add_button,
        }
        for text, name in ((self.outcomes, "outcomes"), (self.lessons, "lessons"), (self.follow_up, "follow_up")):
            targets[f"results.{name}"], targets[f"results.{name}.en"] = text.vi, text.en
        widget = targets.get(field, self.attendance)
        self.reveal(self._page, widget)
        widget.setFocus()

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone; lines made later follow."""
        self._bilingual = on
        super().set_bilingual(on=on)

    def _make_press(self) -> EntryLine:
        line = PressLine(self.kit, self._today)
        self.proofs.lead(line.clip)
        line.show_items(self.proofs.items)
        return line

    def _show_clippings(self) -> None:
        for line in self.press.lines:
            if isinstance(line, PressLine):
                line.show_items(self.proofs.items)

    def _ask_task(self) -> None:
        words = self.follow_up.value().vi.strip().partition("\n")[0]
        if words:
            self.follow_up_asked.emit(words)

    def _edit(self, **changes: Any) -> None:
        if self.draft is not None:
            self.edit(results=replace(self.draft.event_now.results, **changes))
            present(self.to_task, shown=bool(self.follow_up.value().vi))

    def _choose(self, **changes: Any) -> None:
        if self.draft is not None:
            self.choose(results=replace(self.draft.event_now.results, **changes))
            self._show_clippings()

    def _attendance_edited(self) -> None:
        self.cannot_read("results.attendance", "" if self.attendance.valid else self.attendance.value())
        if not self.attendance.valid:
            return
        value = self.attendance.integer()
        came = None if value is None else Attendance(value, self.kind.value(), self.method.value())
        self._edit(attendance=came)
        if self.draft is not None:
            self._doubt.look_at(self.draft.event_now)

    def _share_edited(self) -> None:
        self.cannot_read("results.host_country_share", "" if self.share.valid else self.share.value())
        if self.share.valid:
            self._edit(host_country_share=self.share.share())

    def _complain(self) -> None:
        if not self.attendance.valid:
            self._attendance.set_error(t("Write a whole number, such as 1200."))
        if not self.share.valid:
            self._share.set_error(t("Write a share between 0 and 100."))
