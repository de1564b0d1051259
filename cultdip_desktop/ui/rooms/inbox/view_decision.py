"""The part of the inspector where a person decides: a new numbering, or which of two packages counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import RadioButton
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.surfaces import section
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.inbox import phrases
from cultdip_desktop.ui.rooms.inbox.values import HISTORY, NEW_NUMBERING, SETTLED


class DecisionPanel(QWidget):
    """Shown for a package that waits for a decision; a reason is asked for, and stands in the history."""

    confirmed = Signal(str, str)
    """Office and reason: its new numbering counts."""

    history_accepted = Signal(str, str)
    """Row id and reason: the history is taken as it is now."""

    settled = Signal(str, str, bool)
    """Row id, reason, and whether the package that arrived later counts."""

    def __init__(self, kit: Kit, row: ReceivedPackage, rival: ReceivedPackage | None) -> None:
        super().__init__()
        self._kit = kit
        self.row = row
        self._arrived: RadioButton | None = None
        self._reason = TextArea(kit, t("Who was asked, and when?"), lines=2, max_lines=5)
        self._field = Field(kit, t("Reason"), self._reason, required=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(section(kit, c("inbox", "Decision")))
        self._about_history = row.outcome is InboxOutcome.HELD and row.code.startswith(HISTORY)
        if self._about_history:
            self._button = self._ask_history()
        else:
            self._button = self._ask_numbering() if row.outcome is InboxOutcome.HELD else self._ask_fork(rival)
        self._column.addWidget(self._field)
        self._column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._reason.edited.connect(self._edited)

    @staticmethod
    def concerns(row: ReceivedPackage) -> bool:
        """Whether somebody has to decide about this package."""
        if row.outcome is InboxOutcome.HELD:
            return row.code in NEW_NUMBERING or row.code.startswith(HISTORY)
        return row.outcome is InboxOutcome.FORK and row.code != SETTLED

    def hold(self) -> None:
        """The decision is on its way: no second click."""
        self._button.disable(t("One moment…"))

    def release(self) -> None:
        """It failed: it may be tried again."""
        self._button.enable()

    def _ask_numbering(self) -> Button:
        self._say(
            t("Ask the mission by telephone whether it restored a backup or moved its office to another computer.")
        )
        self._say(t("Once confirmed, the waiting packages enter, and the old numbering has ended."))
        return Button(self._kit, t("Confirm the new numbering"), icon="check", on_click=self._decide)

    def _ask_history(self) -> Button:
        self._say(
            t("Ask the mission by telephone what was done on these days: a restored backup, or somebody at the store.")
        )
        self._say(t("Once accepted, the package enters, and its history is what counts from then on."))
        return Button(self._kit, t("Accept this history"), icon="check", on_click=self._decide)

    def _ask_fork(self, rival: ReceivedPackage | None) -> Button:
        self._say(t("Ask the mission which of the two is right. Both files are kept whatever you decide."))
        before = RadioButton(self._kit, t("What was there before counts"))
        before.setChecked(True)
        self._arrived = RadioButton(self._kit, t("This package counts"))
        self._add_choice(before, _facts(rival) if rival else t("The package itself is no longer listed."))
        self._add_choice(self._arrived, _facts(self.row))
        return Button(self._kit, t("Decide"), icon="check", on_click=self._decide)

    def _add_choice(self, choice: RadioButton, facts: Speech) -> None:
        self._column.addWidget(choice)
        said = PlainLabel(self._kit, facts, "small", "secondary", wrap=True)
        said.setContentsMargins(self._kit.look.px(24), 0, 0, 0)
        self._column.addWidget(said)

    def _say(self, sentence: Phrase) -> None:
        self._column.addWidget(PlainLabel(self._kit, sentence, "small", wrap=True))

    def _edited(self, text: str) -> None:
        if text.strip():
            self._field.set_error("")

    def _decide(self) -> None:
        reason = self._reason.value().strip()
        if not reason:
            self._field.set_error(t("A decision needs its reason."))
            self._reason.setFocus()
        elif self._about_history:
            self.hold()
            self.history_accepted.emit(self.row.id, reason)
        elif self._arrived is None:
            self.hold()
            self.confirmed.emit(self.row.office, reason)
        else:
            self.hold()
            self.settled.emit(self.row.id, reason, self._arrived.isChecked())


def _facts(row: ReceivedPackage) -> Phrase:
    """What tells one of two packages from the other: its file, day, number of events."""
    at = Phrase(lambda words: phrases.received(words, row.received_at))
    return t("{file} · received {at} · {events} events", file=row.file_name, at=at, events=phrases.figure(row.events))
