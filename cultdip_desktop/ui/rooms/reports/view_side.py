"""The right side: what the check before signing found, who signs, the figures of the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.report import LOCKED, ReportState
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import FlowRow, ScrollPage, boxed, clear, column, row, section
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.reports.values import Summary
from cultdip_desktop.ui.rooms.reports.view_asked import AskedList
from cultdip_desktop.ui.rooms.reports.view_finding import FindingCard, text_of

_FOLDED: Final = 3
"""Warnings of one kind from this many on stand in one card."""


class SidePane(QWidget):
    """Shows one `Summary`."""

    go = Signal(object)

    section_asked = Signal(str)
    """The section of the outline that a finding is about."""

    reasoned = Signal(object, str)
    all_reasoned = Signal()
    """One word of reason is to serve for all that is left."""

    withdrawn = Signal(str)
    changes_asked = Signal()
    """What has changed since it was submitted or approved."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._fixes: list[Button] = []
        self._unfolded: set[str] = set()
        self._shown: tuple[Summary, Mapping[str, str]] | None = None
        self._page = ScrollPage(margins=(16, 14, 16, 16))
        self._pills = QVBoxLayout()
        self._found = column(gap=10)
        self.all = Button(kit, t("One reason for all"), "ghost", compact=True, on_click=self.all_reasoned.emit)
        present(self.all, shown=False)
        self._passed = column(gap=6)
        self._signs = column(gap=8)
        self._figures = QGridLayout()
        self._figures.setContentsMargins(0, 0, 0, 0)
        self._figures.setHorizontalSpacing(12)
        self._figures.setVerticalSpacing(6)
        self._figures.setColumnStretch(0, 1)
        self._window = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._before = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.asked = AskedList(kit)
        self._page.add(self.asked)
        self._page.add(section(kit, t("Check before signing")))
        self._page.add(self._pills)
        self._page.add(self._found)
        self._page.add(row(self.all, None))
        self._page.add(self._passed)
        self._page.add(Rule())
        self._page.add(section(kit, t("Who signs")))
        self._page.add(self._signs)
        self._page.add(Rule())
        self._page.add(section(kit, t("Figures of the period")))
        self._page.add(self._window)
        self._page.add(self._figures)
        self._page.add(self._before)
        self._page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def show_summary(self, summary: Summary, sections: Mapping[str, str]) -> None:
        """Show all of it; `sections` is the section of the outline that shows findings of a code."""
        if self._shown is None or self._shown[0].period != summary.period:
            self._unfolded.clear()
        self._shown = (summary, sections)
        self._window.say(Phrase(lambda words: _window(words, summary)))
        self.asked.show_summary(summary)
        self._show_figures(summary)
        self._show_findings(summary, sections)
        self._show_passed(summary)
        self._show_signers(summary)

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

    def _show_findings(self, summary: Summary, sections: Mapping[str, str]) -> None:
        self._fixes = []
        clear(self._pills)
        clear(self._found)
        open_ones = summary.unanswered
        self._pills.addWidget(boxed(FlowRow(*self._counts(summary))))
        reasoned = [one for one in summary.of(Severity.WARNING) if one not in open_ones]
        counts = Counter(one.code for one in open_ones)
        seen: set[str] = set()
        for finding in (*summary.of(Severity.ERROR), *open_ones, *reasoned):
            code = finding.code
            folded = finding in open_ones and counts[code] >= _FOLDED and code not in self._unfolded
            if folded and code in seen:
                continue
            seen.add(code)
            alike = counts[code] - 1 if folded else 0
            self._found.addWidget(self._card(summary, finding, sections, alike))
        hints = summary.of(Severity.HINT)
        for code, count in Counter(finding.code for finding in hints).items():
            first = next(finding for finding in hints if finding.code == code)
            words = text_of(first)
            if count > 1:
                words = n(
                    "{first} And {n} more of this kind.", "{first} And {n} more of this kind.", count - 1, first=words
                )
            self._found.addLayout(_line(self._kit, "info", "info.text", words))
        present(self.all, shown=len(open_ones) > 1 and not _locked(summary))

    def _counts(self, summary: Summary) -> list[Pill]:
        kit = self._kit
        errors, warnings = len(summary.of(Severity.ERROR)), len(summary.unanswered)
        pills = []
        if errors:
            pills.append(Pill(kit, n("{n} error", "{n} errors", errors), Mark("octagon-alert", "danger")))
        if warnings:
            pills.append(Pill(kit, n("{n} to look at", "{n} to look at", warnings), Mark("triangle-alert", "warn")))
        if summary.passed:
            passed = n("{n} passed", "{n} passed", len(summary.passed))
            pills.append(Pill(kit, passed, Mark("check", "ok")))
        elif not errors:
            pills.append(Pill(kit, t("No errors"), Mark("check", "ok")))
        hints = len(summary.of(Severity.HINT))
        if hints:
            pills.append(Pill(kit, n("{n} hint", "{n} hints", hints), Mark("info", "info")))
        return pills

    def _card(self, summary: Summary, finding: Finding, sections: Mapping[str, str], alike: int) -> FindingCard:
        shown = sections.get(finding.code, "")
        waiver = summary.reason_of(finding)
        card = FindingCard(self._kit, finding, waiver, section=shown, locked=_locked(summary), alike=alike)
        card.opened.connect(self._unfold)
        card.go.connect(self.go)
        card.section_asked.connect(self.section_asked)
        card.reasoned.connect(self.reasoned)
        card.withdrawn.connect(self.withdrawn)
        self._fixes += card.fixes
        return card

    def _unfold(self, code: str) -> None:
        self._unfolded.add(code)
        if self._shown is not None:
            self._show_findings(*self._shown)

    def _show_passed(self, summary: Summary) -> None:
        clear(self._passed)
        for one in summary.passed:
            self._passed.addLayout(_line(self._kit, "circle-check", "accent.text", _said(one.code, one.params)))

    def _show_signers(self, summary: Summary) -> None:
        kit = self._kit
        clear(self._signs)
        signer = summary.signer
        name: Speech = t("Nobody who signs is named")
        if signer is not None:
            rank = signer.rank
            name = Phrase(lambda words: " ".join(part for part in (rank.get(words.language), signer.name) if part))
        self._signs.addLayout(row(IconLabel(kit, "user-check", "text.secondary", 15), _wrapped(kit, name), gap=8))
        standing = Phrase(lambda words: _standing(words, summary))
        self._signs.addLayout(row(23, PlainLabel(kit, standing, "small", "secondary", wrap=True), gap=0))
        allowed = summary.allowed
        if allowed is None:
            return
        if allowed.changed:
            said = n("{n} field has changed since.", "{n} fields have changed since.", allowed.changed)
            self._signs.addLayout(_line(kit, "triangle-alert", "warn.text", said))
            see = Button(kit, t("See what changed"), compact=True, on_click=self.changes_asked.emit)
            self._signs.addLayout(row(23, see, None, gap=0))
        if not allowed.export:
            said = _said(allowed.export.code, allowed.export.params)
            self._signs.addLayout(_line(kit, "lock", "text.secondary", said))


def _locked(summary: Summary) -> bool:
    """Reasons are given until a signed package exists."""
    return summary.state in LOCKED


def _said(code: str, params: Mapping[str, str | int | None]) -> Phrase:
    return Phrase(lambda words: describe(words, UserError(code, **params)).message)


def _wrapped(kit: Kit, words: Speech) -> PlainLabel:
    return PlainLabel(kit, words, "body", wrap=True)


def _whole(count: int) -> Phrase:
    return Phrase(lambda words: numbers.whole(words, count))


def _money(amount: Decimal, currency: str) -> Phrase:
    return Phrase(lambda words: numbers.money(words, amount, currency))


def _standing(words: Words, summary: Summary) -> str:
    """Who has approved, or that nobody has yet."""

    def when(at: datetime | None) -> str:
        return "" if at is None else dates.moment_with_place(words, at, summary.zone)

    if summary.approved_by and summary.approved_at is not None:
        return words.t("Approved by {name}, {moment}", name=summary.approved_by, moment=when(summary.approved_at))
    if summary.submitted_by and summary.state is ReportState.SUBMITTED:
        return words.t("Submitted by {name}, {moment}", name=summary.submitted_by, moment=when(summary.submitted_at))
    if summary.allowed is not None and summary.allowed.one_person:
        return words.t("The office has one person: approving is part of signing, and the package says so.")
    return words.t("Has not approved this draft yet")


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
