"""The right side: the figures of the period, and what the check before signing found."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import emphasise
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, ScrollPage, boxed, clear, column, row, section
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.reports.values import Summary

_FIELDS = {"results": "results.attendance"}
_TABS = (("goals", "goals"), ("results", "results"), ("money", "money"), ("media", "media"), ("captions", "media"))


class SidePane(QWidget):
    """Shows one `Summary`."""

    go = Signal(object)

    part_asked = Signal(str)
    """The part of the document that findings of this code are about."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._fixes: list[Button] = []
        self._page = ScrollPage(margins=(16, 14, 16, 16))
        self._figures = QGridLayout()
        self._figures.setContentsMargins(0, 0, 0, 0)
        self._figures.setHorizontalSpacing(12)
        self._figures.setVerticalSpacing(6)
        self._figures.setColumnStretch(0, 1)
        self._window = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._before = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._pills = QVBoxLayout()
        self._found = column(gap=10)
        self._page.add(section(kit, t("Figures of the period")))
        self._page.add(self._window)
        self._page.add(self._figures)
        self._page.add(self._before)
        self._page.add(Rule())
        self._page.add(section(kit, t("Check before signing")))
        self._page.add(self._pills)
        self._page.add(self._found)
        self._page.add(Rule())
        self._page.add(section(kit, t("Who signs")))
        self._signer = PlainLabel(kit, "", "body", wrap=True)
        self._signs = PlainLabel(
            kit, t("Approving and signing are the last step of the export."), "small", "secondary", wrap=True
        )
        self._page.add(row(IconLabel(kit, "user-check", "text.secondary", 15), self._signer, gap=8))
        self._page.add(row(IconLabel(kit, "lock", "text.secondary", 15), self._signs, gap=8))
        self._page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def show_summary(self, summary: Summary) -> None:
        """Show figures and findings."""
        self._window.say(Phrase(lambda words: _window(words, summary)))
        self._show_figures(summary)
        self._show_findings(summary)
        signer = summary.signer
        if signer is None:
            self._signer.say(t("Nobody who signs is named"))
        else:
            self._signer.say(
                Phrase(lambda words: " ".join(p for p in (signer.rank.get(words.language), signer.name) if p))
            )

    def next_problem(self, step: int) -> None:
        """Put the focus on the next (1) or previous (-1) finding that can be put right."""
        if not self._fixes:
            return
        at = next((index for index, button in enumerate(self._fixes) if button.hasFocus()), -1 if step > 0 else 0)
        button = self._fixes[(at + step) % len(self._fixes)]
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.show_widget(button)

    def _show_figures(self, summary: Summary) -> None:
        clear(self._figures)
        lines: list[tuple[Speech, Speech]] = [
            (t("Events held"), _whole(summary.events)),
            (t("Attendance"), _whole(summary.attendance)),
        ]
        lines += [(t("Spent"), _money(amount, currency)) for currency, amount in summary.spent.items()]
        for place, (what, figure) in enumerate(lines):
            value = PlainLabel(self._kit, figure, "strong").selectable()
            self._figures.addWidget(PlainLabel(self._kit, what, "body", "secondary"), place, 0)
            self._figures.addWidget(value, place, 1, Qt.AlignmentFlag.AlignRight)
        self._before.say(Phrase(lambda words: _compared(words, summary)))

    def _show_findings(self, summary: Summary) -> None:
        self._fixes = []
        clear(self._pills)
        clear(self._found)
        errors, warnings, hints = (summary.of(severity) for severity in Severity)
        self._pills.addWidget(boxed(FlowRow(*self._counts(len(errors), len(warnings), len(hints)))))
        for finding in (*errors, *warnings):
            self._found.addWidget(self._card(finding))
        for code, count in Counter(finding.code for finding in hints).items():
            first = next(finding for finding in hints if finding.code == code)
            words = _text(first)
            if count > 1:
                words = n(
                    "{first} And {n} more of this kind.", "{first} And {n} more of this kind.", count - 1, first=words
                )
            self._found.addLayout(_line(self._kit, "info", "info.text", words))
        if not summary.findings:
            words = t("Every event of the period is complete.")
            self._found.addLayout(_line(self._kit, "circle-check", "accent.text", words))

    def _counts(self, errors: int, warnings: int, hints: int) -> list[Pill]:
        kit = self._kit
        pills = []
        if errors:
            pills.append(Pill(kit, n("{n} error", "{n} errors", errors), Mark("octagon-alert", "danger")))
        else:
            pills.append(Pill(kit, t("No errors"), Mark("check", "ok")))
        if warnings:
            pills.append(Pill(kit, n("{n} to look at", "{n} to look at", warnings), Mark("triangle-alert", "warn")))
        if hints:
            pills.append(Pill(kit, n("{n} hint", "{n} hints", hints), Mark("info", "info")))
        return pills

    def _card(self, finding: Finding) -> Card:
        kit = self._kit
        error = finding.severity is Severity.ERROR
        card = Card(kit)
        emphasise(card, "" if error else "warn")
        card.set_error(error=error)
        icon, tint = ("octagon-alert", "danger.text") if error else ("triangle-alert", "warn.text")
        mark = IconLabel(kit, icon, tint)
        words = column(PlainLabel(kit, _text(finding), "medium", wrap=True), gap=4)
        words.addWidget(PlainLabel(kit, _advice(finding), "small", "secondary", wrap=True))
        route = _route_of(finding)
        if route is not None:
            label = t("Open the settings") if route.room == "settings" else t("Go and fix")
            button = Button(kit, label, compact=True, on_click=lambda: self.go.emit(route))
            kit.name(button, t("{action}: {finding}", action=label, finding=_text(finding)))
            self._fixes.append(button)
            words.addLayout(row(button, None))
        elif finding.code == "report.goal_without_activity":
            shows = t("Show in the report")
            button = Button(kit, shows, compact=True, on_click=lambda: self.part_asked.emit(finding.code))
            kit.name(button, t("{action}: {finding}", action=shows, finding=_text(finding)))
            self._fixes.append(button)
            words.addLayout(row(button, None))
        line = row(mark, words, gap=10)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        card.add(line)
        return card


def _route_of(finding: Finding) -> Route | None:
    if finding.event_id:
        tab = next((name for start, name in _TABS if finding.field.startswith(start)), "content")
        field = _FIELDS.get(finding.field, finding.field)
        return Route("events", "edit", finding.event_id, (("tab", tab), ("field", field)))
    return Route("settings", "people") if finding.field == "signer" else None


def _text(finding: Finding) -> Phrase:
    return Phrase(lambda words: describe(words, UserError(finding.code, **finding.params)).message)


def _advice(finding: Finding) -> Phrase:
    return Phrase(lambda words: describe(words, UserError(finding.code, **finding.params)).advice)


def _whole(count: int) -> Phrase:
    return Phrase(lambda words: numbers.whole(words, count))


def _money(amount: Decimal, currency: str) -> Phrase:
    return Phrase(lambda words: numbers.money(words, amount, currency))


def _compared(words: Words, summary: Summary) -> str:
    events = _change(words, summary.events - summary.events_before)
    attendance = _change(words, summary.attendance - summary.attendance_before)
    before = period_words(words, summary.before)
    return words.t(
        "Against {period}: {events} events, {attendance} attendances.",
        period=before,
        events=events,
        attendance=attendance,
    )


def _change(words: Words, count: int) -> str:
    return f"+{numbers.whole(words, count)}" if count > 0 else numbers.whole(words, count) if count else "±0"


def _line(kit: Kit, icon: str, tint: str, words: Speech) -> QHBoxLayout:
    mark = IconLabel(kit, icon, tint)
    line = row(mark, PlainLabel(kit, words, "body", "secondary", wrap=True), gap=8)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


def _window(words: Words, summary: Summary) -> str:
    """Its days, and while they last the moment at which they end, on two clocks."""
    first, last = summary.window.first, summary.window.last
    text = dates.day_range(words, first, last)
    if summary.over:
        return text
    closes = words.t("Closes at {moment}", moment=dates.end_of_day(words, last, summary.zone))
    return f"{text}\n{closes}"
