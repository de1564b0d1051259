"""What can be done with a report: submit, approve, return, sign; one button leads, what cannot be done says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.report import LOCKED, ReportState
from cultdip_desktop.domain.report_flow import May
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, MenuButton
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.marks import Mark
from cultdip_desktop.ui.rooms.reports.values import Summary

_STANDING: Final = {
    ReportState.DRAFT: (t("Draft"), Mark("pencil", "neutral")),
    ReportState.SUBMITTED: (c("report", "Submitted"), Mark("send", "info")),
    ReportState.RETURNED: (c("report", "Returned"), Mark("undo-2", "warn")),
    ReportState.APPROVED: (t("Approved"), Mark("user-check", "ok")),
    ReportState.SEALED: (t("Signed"), Mark("stamp", "official")),
    ReportState.SENT: (t("Sent"), Mark("send", "ok")),
    ReportState.RECEIVED: (t("Received by headquarters"), Mark("inbox", "ok")),
    ReportState.ACCEPTED: (t("Accepted by headquarters"), Mark("circle-check", "ok")),
}


def standing(state: ReportState, amendment: int = 0) -> tuple[Phrase, Mark]:
    """Words and mark of a report's state: "Bản sửa đổi 1 · Đã duyệt"."""
    words, mark = _STANDING[state]
    return (t("Amendment {n} · {state}", n=amendment, state=words), mark) if amendment else (words, mark)


class ActionBar(QWidget):
    """The buttons of the head that move the report on."""

    submit_asked = Signal()
    approve_asked = Signal()
    return_asked = Signal()
    withdraw_asked = Signal()
    amend_asked = Signal()
    export_asked = Signal()
    sign_asked = Signal()
    life_asked = Signal()
    changes_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.submit = Button(kit, t("Submit for approval"), "primary", icon="send", on_click=self.submit_asked.emit)
        self.approve = Button(kit, t("Approve"), "primary", icon="user-check", on_click=self.approve_asked.emit)
        self.give_back = Button(kit, t("Return"), icon="undo-2", on_click=self.return_asked.emit)
        self.export = Button(
            kit, t("Sign and export…"), "official", icon="stamp", on_click=self.export_asked.emit, shortcut="Ctrl+E"
        )
        self.more = MenuButton(kit, "", icon="ellipsis")
        kit.name(self.more, t("More about this report"))
        kit.tip(self.more, t("More about this report"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in (self.more, self.give_back, self.submit, self.approve, self.export):
            line.addWidget(button)
        self._narrow = False
        self._summary: Summary | None = None
        for button in (self.more, self.give_back, self.submit, self.approve, self.export):
            present(button, shown=False)

    @property
    def leading(self) -> Button | None:
        """The act that comes next; None before a report is shown."""
        return next((one for one in (self.approve, self.submit, self.export) if not one.isHidden()), None)

    def set_narrow(self, *, narrow: bool) -> None:
        """In narrow windows a button that can do nothing now makes room."""
        self._narrow = narrow
        if self._summary is not None:
            self.show_summary(self._summary)

    def show_summary(self, summary: Summary) -> None:
        """Offer what makes sense in this state; what is not allowed now stays in view and says why."""
        self._summary = summary
        allowed, state = summary.allowed, summary.state
        alone = allowed is not None and allowed.one_person
        writing = state in (ReportState.DRAFT, ReportState.RETURNED)
        waiting = state is ReportState.SUBMITTED
        present(self.submit, shown=writing and not alone)
        present(self.approve, shown=(waiting or (state is ReportState.APPROVED and _changed(summary))) and not alone)
        present(self.give_back, shown=waiting and not alone)
        self._fill_menu(summary, alone=alone)
        present(self.more, shown=True)
        if allowed is None:
            present(self.export, shown=True)
            return
        _permit(self.submit, allowed.submit)
        _permit(self.approve, allowed.approve)
        _permit(self.give_back, allowed.return_)
        _permit(self.export, allowed.export)
        present(self.export, shown=bool(allowed.export) or not self._narrow)

    def _fill_menu(self, summary: Summary, *, alone: bool) -> None:
        menu = self.more
        menu.clear()
        allowed, state = summary.allowed, summary.state
        offers: list[tuple[bool, Phrase, Callable[[], object], str]] = [
            (bool(allowed and allowed.withdraw), t("Take the report back"), self.withdraw_asked.emit, "undo-2"),
            (
                state is ReportState.APPROVED and not alone,
                t("Return to the author…"),
                self.return_asked.emit,
                "undo-2",
            ),
            (
                state in LOCKED and bool(allowed and allowed.amend),
                t("Amend the signed report…"),
                self.amend_asked.emit,
                "pencil",
            ),
            (state is ReportState.APPROVED or state in LOCKED, t("Sign the document…"), self.sign_asked.emit, "stamp"),
            (state is not ReportState.DRAFT, t("See what changed"), self.changes_asked.emit, "git-compare"),
            (True, t("Life of the report"), self.life_asked.emit, "history"),
        ]
        for shown, words, act, icon in offers:
            if shown:
                menu.add(words, act, icon)


def _changed(summary: Summary) -> bool:
    return summary.allowed is not None and summary.allowed.changed > 0


def _permit(button: Button, may: May) -> None:
    if may:
        button.enable()
        return
    why = UserError(may.code, **may.params)
    button.disable(Phrase(lambda words: describe(words, why).message))
