"""The right column: the running report, goals without events, the last package."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.naming import period_short
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import GoalGap, Lack, RunningReport, TodayView
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.marks import GoalChip, Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Bar, Card, FlowRow, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.today import phrases
from cultdip_desktop.ui.rooms.today.rows import JumpRow
from cultdip_desktop.ui.rooms.today.targets import gap_route, lack_route, matter_route, report_route

_LACKS: Final = 6
_MATTERS: Final = 4
_SIGNED: Final = frozenset({ReportState.SEALED, ReportState.SENT, ReportState.RECEIVED, ReportState.ACCEPTED})


class ReportCard(Card):
    """How far the running report is, and what it lacks; each line leads to the first place concerned."""

    followed = Signal(object)

    def __init__(self, kit: Kit, zone: str) -> None:
        """`zone` is the office's IANA zone: its days end by it."""
        super().__init__(kit, t("Running report"))
        self._kit, self._zone = kit, zone
        self._states = (Pill(kit), Pill(kit))
        self.add_action(self._states[0])
        self._window = PlainLabel(kit, "", "small", "secondary")
        self._closing = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._figure = PlainLabel(kit, "", "strong")
        self._bar = Bar(kit, t("Events with all results"), height=7)
        self.rows: list[JumpRow] = []
        self._lacks = column(gap=0)
        self.complete = Button(kit, "", icon="arrow-right", on_click=self._open)
        self.complete.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._route = Route("reports")
        self.add(FlowRow(self._window, self._states[1]))
        self.add(self._closing)
        self.add(row(PlainLabel(kit, t("Events with all results"), "small", "secondary"), None, self._figure))
        self.add(self._bar)
        self.add(self._lacks)
        self.add(self.complete)

    def show_report(self, report: RunningReport) -> None:
        """Show how the report stands."""
        self._route = report_route(report)
        period = Phrase(lambda words: period_short(words, report.period))
        self.title.say(t("Report {period}", period=period))
        for pill in self._states:
            pill.set(Phrase(lambda words: label(words, report.state)), phrases.REPORT_MARKS[report.state])
        self._fit()
        self._window.say(t("Events of {window}", window=phrases.window(report.window)))
        self._closing.say(phrases.closing(report.window, self._zone, report.due))
        present(self._closing, shown=report.state not in _SIGNED)
        self._figure.say(
            t("{done} / {all}", done=phrases.whole(report.complete), all=phrases.whole(report.held))
            if report.held
            else t("none held yet")
        )
        self._bar.set((report.complete / report.held if report.held else 0.0, "accent"))
        clear(self._lacks)
        self.rows = []
        for lack in report.lacks[:_LACKS]:
            self._add(phrases.NEED_ICONS[lack.need], phrases.lacking(lack.need), lack, lack_route(lack))
        if report.signer_missing:
            self._add("user-check", t("Nobody who signs is named"), None, Route("settings", "people"))
        if not self.rows:
            words = t("Nothing is lacking") if report.held else t("Nothing to check yet")
            done = IconLabel(self._kit, "circle-check" if report.held else "circle-dashed", "accent.text", 15)
            self._lacks.addLayout(row(done, PlainLabel(self._kit, words, "small", "secondary"), None))
        signed = report.state in _SIGNED
        self.complete.say(t("Open the report") if signed or not self.rows else t("Complete the report"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the title whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The state stands beside the title where both have room, else a line lower."""
        margins = self.head.contentsMargins()
        room = self.width() - 2 - margins.left() - margins.right() - self.head.spacing()
        beside = self.title.sizeHint().width() + self._states[0].sizeHint().width() <= room
        for pill, here in zip(self._states, (beside, not beside), strict=True):
            present(pill, shown=here)

    def _add(self, icon: str, words: Speech, lack: Lack | None, route: Route) -> None:
        kit = self._kit
        name = ElidedLabel(kit, words, "small")
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = row(IconLabel(kit, icon, "warn.text", 15), name, gap=8)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 0, 0, 0)
        spoken = words
        if lack is not None:
            line.addWidget(PlainLabel(kit, phrases.whole(lack.count), "strong"))
            spoken = t("{what}: {count}", what=words, count=phrases.whole(lack.count))
        made = JumpRow(kit, line, route, spoken=spoken, tip=t("Go to the first one"))
        made.setFixedHeight(kit.look.px(24))
        made.followed.connect(self.followed)
        self.rows.append(made)
        self._lacks.addWidget(made)

    def _open(self) -> None:
        self.followed.emit(self._route)


class GapsCard(Card):
    """Goals for which nothing was held in the window of the running report."""

    followed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Goal gaps"))
        self._kit = kit
        self._window = PlainLabel(kit, "", "small", "secondary")
        self._gaps = column(gap=8)
        self.chips: list[GoalChip] = []
        self.add(self._window)
        self.add(self._gaps)

    def show_gaps(self, gaps: tuple[GoalGap, ...], report: RunningReport) -> None:
        """Show the gaps of the running report."""
        self._window.say(t("Events of {window}", window=phrases.window(report.window)))
        clear(self._gaps)
        self.chips = []
        for gap in gaps:
            chip = GoalChip(self._kit, gap.code, _short(gap), _either(gap.text))
            chip.clicked.connect(partial(self._follow, gap_route(gap, report)))
            said = PlainLabel(self._kit, phrases.planned(gap.planned), "small", "secondary")
            self.chips.append(chip)
            self._gaps.addWidget(boxed(FlowRow(chip, said)))
        if not gaps:
            mark = IconLabel(self._kit, "circle-check", "accent.text", 15)
            words = PlainLabel(self._kit, t("Every goal has an event."), "small", "secondary")
            self._gaps.addLayout(row(mark, words, None))

    def _follow(self, route: Route, _checked: bool = False) -> None:
        self.followed.emit(route)


class HeadquartersCard(Card):
    """What headquarters has sent and waits for: directives, remarks, receipts; not there while it has sent nothing."""

    followed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("From headquarters"), rule=True)
        self._kit = kit
        self._slot = column(gap=10)
        self.rows: list[JumpRow] = []
        self.add(self._slot)

    def show_view(self, view: TodayView) -> None:
        """Show the lines of `view`."""
        clear(self._slot)
        self.rows = []
        for line in view.headquarters[:_MATTERS]:
            icon, tint = phrases.MATTER_MARKS[line.matter]
            title = phrases.matter_title(line)
            first = PlainLabel(self._kit, title, "medium", wrap=True)
            second = ElidedLabel(self._kit, phrases.matter_detail(line, view.today), "small", "secondary")
            second.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            contents = row(IconLabel(self._kit, icon, tint, 16), column(first, second, gap=2), gap=10)
            contents.setStretch(1, 1)
            spoken = t("{what}: {state}", what=title, state=phrases.matter_detail(line, view.today))
            made = JumpRow(self._kit, contents, matter_route(line), spoken=spoken)
            made.followed.connect(self.followed)
            self.rows.append(made)
            self._slot.addWidget(made)
        present(self, shown=bool(self.rows))


class PackageCard(Card):
    """The last package and its state, or how to come to the first."""

    followed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Last package"), rule=True)
        self._kit = kit
        self._slot = column(gap=8)
        self.rows: list[JumpRow] = []
        self.add(self._slot)

    def show_view(self, view: TodayView, zone: str) -> None:
        """Show the package of `view`, its instant on the clocks of `zone`."""
        clear(self._slot)
        self.rows = []
        package = view.package
        if package is not None:
            mark = phrases.PACKAGE_MARKS[package.state]
            state = Phrase(lambda words: label(words, package.state))
            self._add(mark, phrases.package_title(package), phrases.package_detail(package, zone), state)
        elif view.has_key:
            words = t("No package was signed yet.")
            self._slot.addWidget(PlainLabel(self._kit, words, "small", "secondary", wrap=True))
            self._slot.addLayout(row(self._link(t("Sign and export…"), Route("packages", "export")), None))
        else:
            words = t("A package is signed with a key that headquarters certifies. Ask for it before the first report.")
            self._slot.addWidget(PlainLabel(self._kit, words, "small", "secondary", wrap=True))
            self._slot.addLayout(row(self._link(t("Signing key"), Route("settings", "keys")), None))

    def _add(self, mark: Mark, title: Phrase, detail: Phrase, state: Phrase) -> None:
        kit = self._kit
        first = ElidedLabel(kit, title, "medium")
        second = ElidedLabel(kit, detail, "small", "secondary")
        for name in (first, second):
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = column(first, second, row(Pill(kit, state, mark), None), gap=3)
        contents = row(IconLabel(kit, "package", "text.secondary", 16), words, gap=10)
        contents.setStretch(1, 1)
        spoken = t("{what}: {state}", what=title, state=state)
        made = JumpRow(kit, contents, Route("packages"), spoken=spoken, tip=t("Open the packages"))
        made.followed.connect(self.followed)
        self.rows.append(made)
        self._slot.addWidget(made)

    def _link(self, words: Phrase, route: Route) -> Button:
        return Button(self._kit, words, "link", on_click=lambda: self.followed.emit(route))


def _short(gap: GoalGap) -> Phrase:
    return t(SHORT_GOALS[gap.code]) if gap.code in SHORT_GOALS else _either(gap.title)


def _either(text: BiText) -> Phrase:
    return Phrase(lambda words: text.get(words.language))
