"""Step 2 of the export: what the checks found. Errors stop; warnings need one sentence that travels along."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, KeptWidth, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.packages.phrases import SEVERITY_ICONS, finding_advice, finding_text, place_of
from cultdip_desktop.ui.rooms.packages.values import KeyState, Place, Plan


class CheckStep(QWidget):
    """Findings at the left, the summary and the reason at the right."""

    fix_asked = Signal(object)
    """A `Place`."""

    changed = Signal()
    """What stops the next step may have changed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._plan: Plan | None = None
        self._fixes: list[Button] = []
        self._page = ScrollPage(margins=(20, 12, 8, 12))
        self._groups = column(gap=12)
        self._page.add(self._groups)
        self._page.end()
        self.reason = TextArea(kit, t("For example: two results follow"), lines=3)
        self.reason_field = Field(
            kit,
            t("Why it is signed all the same"),
            self.reason,
            required=True,
            hint=t("One sentence; it travels with the package."),
        )
        self.reason.edited.connect(lambda _text: self.changed.emit())
        side = ScrollPage(margins=(8, 12, 20, 12))
        side.add(self._summary())
        side.end()
        KeptWidth(kit.look, side, 344)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._page, 1)
        line.addWidget(side)

    @property
    def stop(self) -> Speech:
        """Why it does not go on, or nothing."""
        plan = self._plan
        if plan is None:
            return t("The checks are running.")
        if plan.of(Severity.ERROR):
            return t("Put the errors right first.")
        if plan.key.state is KeyState.STOPPED:
            return plan.key.trouble
        if plan.refusal:
            return plan.refusal
        if plan.needs_reason and not self.reason.value():
            return t("Say in one sentence why it is signed all the same.")
        return ""

    def show_plan(self, plan: Plan) -> None:
        """Show what was found."""
        self._plan = plan
        self._fixes = []
        clear(self._groups)
        errors, warnings, hints = (plan.of(severity) for severity in Severity)
        if errors:
            self._groups.addWidget(self._group(t("Errors: they stop the export"), errors))
        if warnings:
            self._groups.addWidget(self._group(t("To be looked at"), warnings))
        if hints:
            self._groups.addWidget(self._hints(hints))
        if not plan.findings:
            sentence = t("Every event of the period is complete.")
            self._groups.addWidget(EmptyState(self._kit, "circle-check", t("Nothing to put right"), sentence))
        self._say_counts(len(errors), len(warnings), len(hints))
        present(self.reason_field, shown=plan.needs_reason)
        self._say_passed(plan)
        self.changed.emit()

    def next_problem(self, step: int) -> None:
        """Put the focus on the next (1) or previous (-1) finding that can be put right."""
        if not self._fixes:
            return
        at = next((index for index, button in enumerate(self._fixes) if button.hasFocus()), -1 if step > 0 else 0)
        button = self._fixes[(at + step) % len(self._fixes)]
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.show_widget(button)

    def _summary(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Check before signing"))
        self._pills = [Pill(kit) for _severity in Severity]
        card.add(boxed(FlowRow(*self._pills)))
        card.add(self.reason_field)
        card.add(Rule())
        self._passed = QVBoxLayout()
        self._passed.setSpacing(8)
        card.add(self._passed)
        return card

    def _say_counts(self, errors: int, warnings: int, hints: int) -> None:
        found = (
            (n("{n} error", "{n} errors", errors), Mark("octagon-alert", "danger"), errors),
            (n("{n} to look at", "{n} to look at", warnings), Mark("triangle-alert", "warn"), warnings),
            (n("{n} hint", "{n} hints", hints), Mark("info", "info"), hints),
        )
        for pill, (words, mark, count) in zip(self._pills, found, strict=True):
            if count or pill is self._pills[0]:
                pill.set(words if count else t("No errors"), mark if count else Mark("check", "ok"))
            present(pill, shown=bool(count) or pill is self._pills[0])

    def _say_passed(self, plan: Plan) -> None:
        clear(self._passed)
        key = plan.key
        lines: list[tuple[str, str, Speech]] = []
        if plan.refusal:
            lines.append(("octagon-alert", "danger.text", plan.refusal))
        if plan.changes:
            said = n(
                "{n} field changed since the package before: it goes as an amendment, with the reason",
                "{n} fields changed since the package before: it goes as an amendment, with the reason",
                plan.changes,
            )
            lines.append(("git-compare", "warn.text", said))
        if not plan.of(Severity.ERROR):
            lines.append(
                ("circle-check", "accent.text", t("Every event that travels is complete enough to be counted"))
            )
        lines.append(("circle-check", "accent.text", t("Figures and data come from one and the same state")))
        if key.state is KeyState.STOPPED:
            lines.append(("octagon-alert", "danger.text", key.trouble))
            lines.append(("phone", "text.secondary", t("Contact the unit at headquarters that issues certificates.")))
        elif key.state in (KeyState.NONE, KeyState.WAITING):
            lines.append(
                ("triangle-alert", "warn.text", t("There is no certified signing key yet; step 3 says what to do."))
            )
        elif key.state is KeyState.ENDS_SOON:
            lines.append(("triangle-alert", "warn.text", t("The certificate ends soon: ask for a new one in time.")))
        elif key.state is KeyState.UNCHECKED:
            said = t(
                "Without headquarters' root and fresh revocation lists the verdict on the package is unknown here."
            )
            lines.append(("circle-question-mark", "warn.text", said))
        else:
            lines.append(("circle-check", "accent.text", t("The certificate is valid today")))
        for icon, tint, words in lines:
            self._passed.addLayout(_line(self._kit, icon, tint, words))

    def _group(self, title: Phrase, findings: tuple[Finding, ...]) -> Card:
        card = Card(self._kit, t("{title} ({n})", title=title, n=len(findings)), rule=True)
        for index, finding in enumerate(findings):
            if index:
                card.add(Rule())
            card.add(self._finding(finding))
        return card

    def _finding(self, finding: Finding) -> QWidget:
        kit = self._kit
        icon, tint = SEVERITY_ICONS[finding.severity]
        words = column(PlainLabel(kit, finding_text(finding), "medium", wrap=True), gap=2)
        advice = finding_advice(finding)
        if kit.say(advice):
            words.addWidget(PlainLabel(kit, advice, "small", "secondary", wrap=True))
        mark = IconLabel(kit, icon, tint)
        line = row(mark, words, gap=10)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        place = place_of(finding)
        if place is not None:
            line.addWidget(self._fix(finding, place))
        return boxed(line)

    def _fix(self, finding: Finding, place: Place) -> Button:
        words = t("Open the settings") if place.settings else t("Go and fix")
        button = Button(self._kit, words, compact=True, on_click=lambda: self.fix_asked.emit(place))
        self._kit.name(button, t("{action}: {finding}", action=words, finding=finding_text(finding)))
        self._fixes.append(button)
        return button

    def _hints(self, hints: tuple[Finding, ...]) -> Card:
        """Hints of one kind are one line: they stop nothing, and there may be many."""
        card = Card(self._kit, t("{title} ({n})", title=t("Hints"), n=len(hints)), rule=True)
        counts = Counter(finding.code for finding in hints)
        for code, count in counts.items():
            first = next(finding for finding in hints if finding.code == code)
            words: Phrase = finding_text(first)
            if count > 1:
                words = n(
                    "{first} And {n} more of this kind.", "{first} And {n} more of this kind.", count - 1, first=words
                )
            card.add(_line(self._kit, *SEVERITY_ICONS[Severity.HINT], words))
        return card

    def minimumSizeHint(self) -> QSize:
        """Both columns side by side."""
        return QSize(self._kit.look.px(720), 200)


def _line(kit: Kit, icon: str, tint: str, words: Speech) -> QHBoxLayout:
    mark = IconLabel(kit, icon, tint)
    line = row(mark, PlainLabel(kit, words, "body", "secondary", wrap=True), gap=8)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line
