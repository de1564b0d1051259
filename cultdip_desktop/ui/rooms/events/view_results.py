"""The results tab: how many came, how they were counted, what came of it and what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cultdip_desktop.domain.event import COUNTED, Attendance, AttendanceKind, CountingMethod, Event
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.numbers import IntegerField, PercentField
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import EditorTab, FieldRow, form_page
from cultdip_desktop.ui.rooms.events.phrases import finding_text, word


class ResultsTab(EditorTab):
    """What is known after the event; may be written at any time."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.attendance = IntegerField(kit, t("attendances"))
        self.kind = ComboBox(kit)
        for kind in AttendanceKind:
            self.kind.add(kind, word(kind))
        self.method = ComboBox(kit)
        for method in CountingMethod:
            self.method.add(method, word(method))
        self.share = PercentField(kit)
        self.outcomes = BilingualField(kit, t("Outcomes"), lines=4, hint=t("Relations, agreements, press, visitors."))
        self.lessons = BilingualField(kit, t("Lessons and proposals"), lines=3)
        self._attendance = Field(kit, t("Audience"), self.attendance)
        self._share = Field(kit, t("From the host country"), self.share)
        self.attendance.changed.connect(lambda _n: self._attendance_edited())
        self.kind.chosen.connect(lambda _kind: self._attendance_edited())
        self.method.chosen.connect(lambda _method: self._attendance_edited())
        self.share.changed.connect(lambda _share: self._share_edited())
        self.outcomes.edited.connect(lambda value: self._edit(outcomes=value))
        self.lessons.edited.connect(lambda value: self._edit(lessons=value))
        self.attendance.committed.connect(lambda _text: self._complain())
        self.share.committed.connect(lambda _text: self._complain())
        note = row(
            IconLabel(kit, "info", "info.text", 14),
            PlainLabel(kit, t("The event is not marked as held yet; results count once it is."), "small", "secondary"),
            None,
            gap=6,
        )
        self._early = boxed(note)
        page = self._page = form_page()
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
        page.add(self.outcomes)
        page.add(self.lessons)
        page.end()
        self.setLayout(column(page, gap=0))

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """Show the results."""
        present(self._early, shown=event.state not in COUNTED)
        if names is not None and "results" not in names:
            return
        results = event.results
        came = results.attendance
        if names is None or not self.busy(self.attendance):
            self.attendance.set_integer(came.value if came else None)
        self.kind.set_value(came.kind if came else AttendanceKind.ON_SITE)
        self.method.set_value(came.method if came else CountingMethod.ESTIMATED)
        if names is None or not self.busy(self.share):
            self.share.set_share(results.host_country_share)
        for field, value in ((self.outcomes, results.outcomes), (self.lessons, results.lessons)):
            if names is None or not self.busy(field.vi, field.en):
                field.set_value(value)

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Say what is wrong under its field."""
        for field, name in ((self._attendance, "results.attendance"), (self._share, "results.host_country_share")):
            found = next((each for each in findings if each.field == name), None)
            show = found is not None and (loud or found.severity is Severity.ERROR)
            field.set_error(finding_text(found) if found and show else "")

    def show_typed(self, field: str, text: str) -> None:
        """Show a number again that could not be read."""
        editor = {"results.attendance": self.attendance, "results.host_country_share": self.share}.get(field)
        if editor is not None:
            editor.set_value(text)
            self._complain()

    def go_to(self, field: str) -> None:
        """Put the focus there."""
        targets = {"results.outcomes": self.outcomes.vi, "results.host_country_share": self.share}
        widget = targets.get(field, self.attendance)
        self._page.show_widget(widget)
        widget.setFocus()

    def _edit(self, **changes: Any) -> None:
        if self.draft is not None:
            self.edit(results=replace(self.draft.event_now.results, **changes))

    def _attendance_edited(self) -> None:
        self.cannot_read("results.attendance", "" if self.attendance.valid else self.attendance.value())
        if not self.attendance.valid:
            return
        value = self.attendance.integer()
        came = None if value is None else Attendance(value, self.kind.value(), self.method.value())
        self._edit(attendance=came)

    def _share_edited(self) -> None:
        self.cannot_read("results.host_country_share", "" if self.share.valid else self.share.value())
        if self.share.valid:
            self._edit(host_country_share=self.share.share())

    def _complain(self) -> None:
        if not self.attendance.valid:
            self._attendance.set_error(t("Write a whole number, such as 1200."))
        if not self.share.valid:
            self._share.set_error(t("Write a share between 0 and 100."))
