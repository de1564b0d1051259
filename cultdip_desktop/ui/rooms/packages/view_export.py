"""The export wizard: four steps on one page; Back never loses data, only the last button cannot be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import Banner, IconLabel, ProgressCard
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.steps import StepsHead
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.packages.phrases import period_name
from cultdip_desktop.ui.rooms.packages.values import Done, Place, Plan
from cultdip_desktop.ui.rooms.packages.view_check import CheckStep
from cultdip_desktop.ui.rooms.packages.view_contents import ContentsStep
from cultdip_desktop.ui.rooms.packages.view_done import DoneStep
from cultdip_desktop.ui.rooms.packages.view_sign import SignStep
from cultdip_desktop.ui.rooms.packages.viewmodel import PackagesModel
from cultdip_desktop.ui.rooms.packages.viewmodel_export import target_of

CONTENTS, CHECKS, SIGN, SENT = range(4)
"""The steps."""

_AT_THE_PIN: Final = ("key.wrong_pin", "key.locked")


class ExportPage(QWidget):
    """Steps, footer and what holds them together."""

    go = Signal(object)
    closed = Signal()
    """Cancel, or the end: show the list."""

    done = Signal(object, object)
    titled = Signal(object)
    ended = Signal()
    """The end page is shown: the keys of the steps before do nothing there."""

    def __init__(self, kit: Kit, packages: PackagesModel, banner: Banner) -> None:
        """`banner` is the room's."""
        super().__init__()
        self._kit = kit
        self._packages = packages
        self._model = packages.export
        self._banner = banner
        self._plan: Plan | None = None
        self._own_target = False
        self._job: Job[Any] | None = None
        self.period: Period | None = None
        self._through = False
        self.steps = StepsHead(kit, [t("Contents"), t("Checks"), t("Review and sign"), t("Send")])
        self.contents = ContentsStep(kit)
        self.checks = CheckStep(kit)
        self.sign = SignStep(kit)
        self.end = DoneStep(kit)
        self.progress = ProgressCard(kit, t("Building and signing the package"), icon="package")
        self.back = Button(kit, t("Go back"), on_click=self.go_back)
        self.cancel = Button(kit, t("Cancel"), on_click=self.closed.emit)
        self.next = Button(kit, t("Next"), "primary", on_click=self.go_on, shortcut="Ctrl+Return")
        self.official = Button(kit, t("Sign and export"), "official", on_click=self.export)
        self._lay_out()
        self._connect()
        self._show_step(CONTENTS)

    @property
    def busy(self) -> bool:
        """Whether a package is being built or signed."""
        return self._job is not None

    @property
    def at(self) -> int:
        """Index of the step shown."""
        return self._stack.currentIndex()

    def enter(self, period: str, step: int = CONTENTS, *, through: bool = False) -> None:
        """Shown: begin anew after a finished export or for another period, else go on where it was left.

        `through`: an approved report comes; what the checks let pass asks for no click.
        """
        if self.busy:
            return
        self._through = through
        fresh = self.period is None or self.at == SENT or (period and period != str(self.period))
        self._banner.clear()
        if fresh:
            self._plan = None
            self._own_target = False
            self.checks.reason.set_value("")
            self._show_step(min(step, SIGN))
            self._model.ask_periods(period)
        elif self.period is not None:
            self._retitle(self.period)
            self._model.plan(self.period)
            if step:
                self._show_step(min(step, SIGN))

    def leave(self) -> bool:
        """False while the key is at work; a typed PIN does not wait for anybody."""
        if self.busy:
            return False
        self.sign.forget_pin()
        return True

    def go_back(self) -> None:
        """One step back; everything entered stays."""
        if not self.busy and 0 < self.at < SENT:
            self._show_step(self.at - 1)

    def go_on(self) -> None:
        """One step on, where nothing stops it."""
        if self.at < SIGN and not self._stop():
            self._show_step(self.at + 1)

    def export(self) -> None:
        """The official act."""
        plan, target = self._plan, self.sign.target
        if self.busy or plan is None or target is None or self._stop():
            return
        self._banner.clear()
        reason = self.checks.reason.value() if plan.needs_reason else ""
        self._job = self._model.export(
            plan,
            target,
            self.sign.pin.value(),
            reason,
            encrypt=self.sign.encrypts,
            every_photo=self.sign.every_photo.isChecked(),
            on_done=self._exported,
            on_error=self._refused,
            on_cancel=self._cancelled,
        )
        self.progress.follow(self._job, at_once=True)
        self._refresh()

    def _lay_out(self) -> None:
        kit = self._kit
        self._stack = QStackedLayout()
        self._pages = (self.contents, self.checks, self.sign, self.end)
        self._lock = IconLabel(kit, "lock", "text.secondary", 14)
        self._reason = PlainLabel(kit, "", "small", "", wrap=False)
        self._consequence = PlainLabel(
            kit, t("Once signed, the package cannot be changed; a correction is a new package."), "small", "secondary"
        )
        said = column(self._consequence, row(None, self._lock, self._reason, gap=6), gap=0)
        footer = QFrame()
        footer.setProperty("kind", "footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(20, 8, 20, 8)
        line.setSpacing(8)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addLayout(said)
        line.addSpacing(4)
        for button in (self.cancel, self.next, self.official):
            line.addWidget(button)
        self._busy = boxed(column(self.progress), (20, 12, 20, 0))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._busy)
        outer.addLayout(self._stack, 1)
        outer.addWidget(footer)
        for page in self._pages:
            self._stack.addWidget(page)

    def _connect(self) -> None:
        self._model.periods_known.connect(self._offer)
        self._model.planned.connect(self._show_plan)
        self._model.failed.connect(self._banner.show_error)
        self.contents.period_chosen.connect(self._choose_period)
        self.checks.changed.connect(self._refresh)
        self.checks.fix_asked.connect(self._fix)
        self.sign.changed.connect(self._refresh)
        self.sign.sign_asked.connect(self.export)
        self.sign.keys_asked.connect(lambda: self.go.emit(Route("settings", "keys")))
        self.sign.target_chosen.connect(self._choose_target)
        self.sign.encrypt.clicked.connect(lambda _checked=False: self._encryption_chosen())
        self.steps.chosen.connect(self._jump)
        self.end.folder_asked.connect(self._open_folder)
        self.end.sent_asked.connect(self._mark_sent)
        self.end.verdict_asked.connect(self._open_verdict)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.checks)
            shortcut.activated.connect(lambda step=step: self.checks.next_problem(step))

    def _offer(self, offered: list[Period], first: Period) -> None:
        self.contents.offer(offered, first)
        self._choose_period(first)

    def _choose_period(self, period: Period) -> None:
        self.period = period
        self._plan = None
        self._retitle(period)
        self.contents.show_loading()
        self._model.plan(period)
        self._refresh()

    def _retitle(self, period: Period) -> None:
        self.titled.emit(t("Export the package for {period}", period=period_name(period)))

    def _show_plan(self, plan: Plan) -> None:
        self._plan = plan
        self.contents.show_plan(plan)
        self.checks.show_plan(plan)
        self.sign.show_plan(plan)
        if not self._own_target:
            name = target_of(Path(plan.file_name), encrypt=self.sign.encrypts).name
            self._model.suggest_target(name, self.sign.show_target)
        elif self.sign.target is not None:
            self._choose_target(self.sign.target)
        self._refresh()
        if self._through and not plan.one_person and not plan.needs_reason:
            self._jump(SIGN)
        self._through = False

    def _encryption_chosen(self) -> None:
        if self._plan is not None:
            self._show_plan(self._plan)

    def _choose_target(self, file: Any) -> None:
        self._own_target = True
        self._model.check_target(target_of(file, encrypt=self.sign.encrypts), self.sign.show_target)

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.steps.go(step)
        self._refresh()
        focus = (self.contents.period, self.checks.reason, self.sign.pin, self.end.sent)[step]
        (focus if focus.isVisibleTo(self) else self.next).setFocus()

    def _jump(self, step: int) -> None:
        if self.at == SENT or self.busy:
            return
        while self.at < step <= SIGN and not self._stop():
            self._show_step(self.at + 1)
        if step < self.at:
            self._show_step(step)

    def _stop(self) -> Speech:
        """Why the present step does not go on, or nothing."""
        if self._plan is None:
            return t("The content is being read.")
        if self.at == CONTENTS:
            return ""
        return self.checks.stop or (self.sign.stop if self.at == SIGN else "")

    def _refresh(self) -> None:
        step, stop, ended = self.at, self._stop(), self.at == SENT
        present(self._busy, shown=self.busy)
        present(self.back, shown=CONTENTS < step < SENT)
        present(self.next, shown=step < SIGN)
        present(self.official, shown=step == SIGN)
        present(self._consequence, shown=step == SIGN)
        self.cancel.say(t("Close") if ended else t("Cancel"))
        waiting: Speech = t("The package is being signed.") if self.busy else "" if ended else stop
        self._reason.say(waiting)
        present(self._reason, shown=bool(waiting))
        present(self._lock, shown=bool(waiting))
        for button in (self.next, self.official):
            if waiting:
                button.disable(waiting)
            else:
                button.enable()
        for button in (self.back, self.cancel):
            if self.busy:
                button.disable(waiting)
            else:
                button.enable()
        self._pages[self.at].setEnabled(not self.busy)

    def _exported(self, done: Done) -> None:
        self._job = None
        self.sign.forget_pin()
        self.end.show_done(done)
        self._show_step(SENT)
        self.ended.emit()

    def _cancelled(self) -> None:
        self._job = None
        self.sign.forget_pin()
        self._banner.show_notice("info", t("The export was stopped."), t("No package has been written."))
        self._refresh()

    def _refused(self, error: UserError) -> None:
        self._job = None
        if error.code in _AT_THE_PIN:
            self._refresh()
            self.sign.show_refusal(error)
        else:
            self.sign.forget_pin()
            self._show_step(CHECKS if self._stops_earlier(error) else SIGN)
            cause = Phrase(lambda words: describe(words, error).message)
            advice = Phrase(lambda words: describe(words, error).advice)
            self._banner.show_notice("danger", cause, t("{advice} No package has been written.", advice=advice))
        if self.period is not None:
            self._model.plan(self.period)

    def _stops_earlier(self, error: UserError) -> bool:
        return error.code.startswith(("package.findings", "key.certificate"))

    def _fix(self, place: Place) -> None:
        if place.settings:
            self.go.emit(Route("settings", place.settings))
        else:
            self.go.emit(Route("events", "edit", place.event_id, (("tab", place.tab),)))

    def _open_folder(self) -> None:
        if self.end.package is not None:
            self._packages.open_folder(self.end.package.file)

    def _mark_sent(self) -> None:
        if self.end.package is None:
            return

        def marked() -> None:
            self.end.show_sent(sent=True)
            self.done.emit(t("Marked as sent"), None)

        self._packages.mark_sent(self.end.package.package_id, marked)

    def _open_verdict(self) -> None:
        if self.end.package is not None:
            self.go.emit(Route("packages", "verdict", str(self.end.package.file)))
