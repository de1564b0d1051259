"""The deadline of the period shown: everybody's day, and the line in which it is set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.domain.standing import deadline
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.missions import phrases
from cultdip_desktop.ui.rooms.missions.values import Look
from cultdip_desktop.ui.rooms.missions.viewmodel import MissionsModel


class DuePanel(QFrame):
    """Says the day; opens out to change it."""

    kept = Signal()

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._look: Look | None = None
        self.setProperty("kind", "card")
        self._said = PlainLabel(kit, "", "medium", wrap=True)
        self._more = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.change = Button(kit, t("Set the day…"), icon="calendar-clock", compact=True, on_click=self.open)
        self.day = DateTimeField(kit, model.today, with_time=False)
        self.day.setFixedWidth(kit.look.px(180))
        self._field = Field(kit, t("Last day for everybody"), self.day)
        self.keep = Button(kit, t("Keep the day"), icon="check", on_click=self._keep)
        self._cancel = Button(kit, t("Cancel"), "ghost", on_click=self.close_form)
        self._form = boxed(row(self._field, column(None, row(self.keep, self._cancel, gap=8), gap=0), None, gap=12))
        texts = column(self._said, self._more, gap=2)
        line = row(IconLabel(kit, "calendar-clock", "text.secondary", 20), texts, self.change, gap=12)
        line.setStretch(1, 1)
        inner = column(line, self._form, gap=10)
        inner.setContentsMargins(14, 10, 12, 10)
        self.setLayout(inner)
        present(self._form, shown=False)
        self.day.returnPressed.connect(self._keep)

    def show_look(self, look: Look) -> None:
        """Show the period's day."""
        self._look = look
        duty, status = look.status.duty, look.status
        day = Phrase(lambda words: dates.day(words, duty.due))
        usual = t("The usual day: nobody has set another one.")
        how = t("Set by headquarters.") if duty.id else usual
        self._said.say(t("{period}: reports due by {day}", period=phrases.title(look.period), day=day))
        counts = Phrase(
            lambda words: words.t(
                "{received} of {expected} received, {missing} not sent.",
                received=status.received,
                expected=status.expected,
                missing=len(status.missing),
            )
        )
        clock = t(
            "The deadline ends at midnight by each mission's clock; at the latest {moment}.", moment=_latest(look)
        )
        self._more.say(t("{first} {second} {third}", first=counts, second=how, third=clock))

    def open(self) -> None:
        """Open the line in which the day is set."""
        if self._look is None:
            return
        self.day.set_moment(Moment(self._look.status.duty.due))
        self._field.set_error("")
        present(self._form, shown=True)
        self.day.setFocus()

    def close_form(self) -> None:
        """Change nothing."""
        present(self._form, shown=False)
        self.change.setFocus()

    def _keep(self) -> None:
        moment, look = self.day.moment(), self._look
        if look is None:
            return
        if moment is None or not self.day.valid:
            self._field.set_error(t("Write the day as 25/9 or 25/9/2026."))
            return

        def done() -> None:
            present(self._form, shown=False)
            self.kept.emit()

        def fail(error: UserError) -> None:
            self._field.set_error(Phrase(lambda words: describe(words, error).message))

        self._model.set_due(look.period, moment.day, done, fail)


def _latest(look: Look) -> Phrase:
    """When the last of the missions has midnight, on the clock of Hà Nội."""
    ends = max(
        (deadline(look.status.duty.due, line.row.mission.zone) for line in look.lines if line.row.expected),
        default=None,
    )
    if ends is None:
        return Phrase(lambda words: dates.day(words, look.status.duty.due))
    return Phrase(lambda words: dates.moment_with_place(words, ends, HEADQUARTERS_ZONE))
