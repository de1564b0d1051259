"""Step 1 of the export: the period, and both columns of what goes and what stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.surfaces import boxed, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.packages.phrases import days, period_choice, seq_text
from cultdip_desktop.ui.rooms.packages.values import Plan
from cultdip_desktop.ui.rooms.packages.view_parts import GoesCard, StaysCard


class ContentsStep(QWidget):
    """Choose the period; look at both columns."""

    period_chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.period = ComboBox(kit)
        self.period.setMinimumWidth(kit.look.px(210))
        label = PlainLabel(kit, t("Reporting period"), "label")
        label.setBuddy(self.period)
        kit.name(self.period, t("Reporting period"))
        self._window = ElidedLabel(kit, "", "body", "secondary")
        self._kind = Pill(kit)
        self._number = PlainLabel(kit, "", "small", "secondary")
        line = row(label, self.period, self._window, self._kind, self._number, gap=12)
        line.setStretch(2, 1)
        self.goes = GoesCard(kit)
        self.stays = StaysCard(kit)
        cards = row(self.goes, self.stays, gap=12)
        cards.setStretch(0, 5)
        cards.setStretch(1, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 12)
        outer.setSpacing(12)
        outer.addWidget(boxed(line))
        outer.addLayout(cards, 1)
        self.period.chosen.connect(self.period_chosen)

    def offer(self, periods: Sequence[Period], chosen: Period) -> None:
        """Offer these periods."""
        self.period.clear_choices()
        for period in periods:
            self.period.add(period, period_choice(period))
        self.period.set_value(chosen)

    def show_plan(self, plan: Plan) -> None:
        """Show both columns."""
        held = n("{n} event was held", "{n} events were held", plan.held)
        self._window.say(t("{days} · {held}", days=days(plan.window), held=held))
        if plan.nil:
            self._kind.set(t("Nil report"), Mark("circle-dashed", "warn"))
        else:
            self._kind.set(t("Report package"), Mark("package", "neutral"))
        number = t("No. {number} in the chain", number=seq_text(plan.epoch, plan.seq))
        together = n("in {n} file", "in {n} files that must travel together", plan.volumes)
        self._number.say(t("{number}, {files}", number=number, files=together) if plan.volumes > 1 else number)
        self.goes.show_plan(plan)
        self.stays.show_plan(plan)

    def show_loading(self) -> None:
        """Another period was chosen: its plan is on the way."""
        self.goes.model.show_message(t("Loading…"))
        self.stays.model.show_message(t("Loading…"))
