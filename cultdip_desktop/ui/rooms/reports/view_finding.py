"""One finding of the check before signing: what is wrong, the way to mend it, or the word of reason that lets it pass."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.report import ReportWaiver
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import emphasise
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel

_FIELDS = {"results": "results.attendance"}
_TABS = (("goals", "goals"), ("results", "results"), ("money", "money"), ("media", "media"), ("captions", "media"))
_SETTINGS = {"signer": "people", "letterhead": "form", "office": "office"}
"""First part of a finding's field → the page of the settings where it is mended."""

SECTION = "section:"
"""Begins the field of a finding about a section of the outline."""


class FindingCard(Card):
    """Card of an error or a warning."""

    go = Signal(object)
    section_asked = Signal(str)
    """Show this section of the outline."""

    reasoned = Signal(object, str)
    """The finding and the word of reason."""

    withdrawn = Signal(str)
    """Id of a word of reason taken back."""

    opened = Signal(str)
    """Show the others of this code one by one."""

    def __init__(
        self,
        kit: Kit,
        finding: Finding,
        waiver: ReportWaiver | None,
        *,
        section: str,
        locked: bool,
        alike: int = 0,
    ) -> None:
        """`section` is the key of the outline that shows it, empty where none does; `alike` more stand behind it."""
        super().__init__(kit)
        self._kit, self._finding, self._waiver, self._alike = kit, finding, waiver, alike
        self.fixes: list[Button] = []
        error = finding.severity is Severity.ERROR
        emphasise(self, "" if error or waiver else "warn")
        self.set_error(error=error)
        icon, tint = ("octagon-alert", "danger.text") if error else ("triangle-alert", "warn.text")
        if waiver is not None:
            icon, tint = "circle-check", "text.secondary"
        mark = IconLabel(kit, icon, tint)
        words = column(PlainLabel(kit, text_of(finding), "medium", wrap=True), gap=4)
        if alike:
            more = n("And {n} more of this kind", "And {n} more of this kind", alike)
            words.addWidget(PlainLabel(kit, more, "small", "warn", wrap=True))
        if waiver is None:
            words.addWidget(PlainLabel(kit, _advice(finding), "small", "secondary", wrap=True))
        else:
            words.addWidget(
                PlainLabel(kit, t("Reason: {reason}", reason=waiver.reason), "small", "secondary", wrap=True)
            )
        self.line = LineEdit(kit, t("Why it may stay so"), compact=True)
        kit.name(self.line, t("Reason: {finding}", finding=text_of(finding)))
        self.line.returnPressed.connect(self._record)
        self.record = Button(kit, t("Record"), compact=True, on_click=self._record)
        self._asking = boxed(row(self.line, self.record, gap=6))
        buttons = self._buttons(section, locked=locked)
        present(self._asking, shown=False)
        line = row(mark, words, gap=10)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self.add(line)
        if buttons:
            self.add(boxed(FlowRow(*buttons, gap=4)))
        self.add(self._asking)

    def ask(self) -> None:
        """Open the line for the reason."""
        present(self._asking, shown=True)
        self.line.setFocus()

    def _buttons(self, section: str, *, locked: bool) -> list[Button]:
        kit, finding = self._kit, self._finding
        made: list[Button] = []
        route = route_of(finding)
        if self._waiver is not None:
            waiver = self._waiver
            if not locked:
                back = Button(kit, t("Take the reason back"), "link", on_click=lambda: self.withdrawn.emit(waiver.id))
                made.append(back)
            return made
        if route is not None:
            label = t("Open the settings") if route.room == "settings" else t("Go and fix")
            made.append(Button(kit, label, compact=True, on_click=lambda: self.go.emit(route)))
            kit.name(made[-1], t("{action}: {finding}", action=label, finding=text_of(finding)))
        elif section:
            shows = t("Show in the report")
            made.append(Button(kit, shows, compact=True, on_click=lambda: self.section_asked.emit(section)))
            kit.name(made[-1], t("{action}: {finding}", action=shows, finding=text_of(finding)))
        if self._alike:
            each = t("See each")
            made.append(Button(kit, each, "ghost", compact=True, on_click=lambda: self.opened.emit(finding.code)))
        if finding.severity is Severity.WARNING and not locked:
            reason = t("One reason for all") if self._alike else t("Give a reason")
            made.append(Button(kit, reason, "ghost", compact=True, on_click=self.ask))
            kit.name(made[-1], t("{action}: {finding}", action=reason, finding=text_of(finding)))
        self.fixes = made[:1]
        return made

    def _record(self) -> None:
        words = self.line.value().strip()
        if words:
            whole = replace(self._finding, field="", event_id="") if self._alike else self._finding
            self.reasoned.emit(whole, words)


def route_of(finding: Finding) -> Route | None:
    """Where a finding is mended: the event's field, or a page of the settings."""
    if finding.event_id:
        tab = next((name for start, name in _TABS if finding.field.startswith(start)), "content")
        field = _FIELDS.get(finding.field, finding.field)
        return Route("events", "edit", finding.event_id, (("tab", tab), ("field", field)))
    page = _SETTINGS.get(finding.field.partition(".")[0])
    return Route("settings", page) if page else None


def text_of(finding: Finding) -> Phrase:
    """What was found, in words."""
    return Phrase(lambda words: describe(words, UserError(finding.code, **finding.params)).message)


def _advice(finding: Finding) -> Phrase:
    return Phrase(lambda words: describe(words, UserError(finding.code, **finding.params)).advice)
