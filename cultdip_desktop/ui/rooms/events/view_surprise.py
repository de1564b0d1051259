"""Asks beside the attendance whether a number that is far above the plan is meant: a zero too many is soon typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, announce, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, c
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import PlainLabel


class SurprisingNumber(QWidget):
    """One line: the question, and a yes that is remembered while the window is open. Nothing waits for the answer."""

    def __init__(self, kit: Kit) -> None:
        """Hidden while nothing surprises."""
        super().__init__()
        self._kit = kit
        self._confirmed: set[tuple[str, int]] = set()
        self._asked: tuple[str, int] | None = None
        self.question = PlainLabel(kit, "", "small", "gold")
        self.right = Button(kit, c("a number is meant as it stands", "Yes"), "link", on_click=self._confirm)
        self.right.setProperty("compact", "tight")
        self.setLayout(
            row(IconLabel(kit, "circle-question-mark", "gold.fill", 14), self.question, self.right, None, gap=6)
        )
        self.hide()

    def look_at(self, event: Event) -> None:
        """Ask if this event's attendance surprises and nobody has said that it is right."""
        about = (event.id, event.attendance)
        doubtful = event.far_above_plan and about not in self._confirmed
        if doubtful and about != self._asked:
            self.question.say(_question(event.attendance, event.planned_attendance or 0))
            announce(self, self.question.text())
        self._asked = about if doubtful else None
        present(self, shown=doubtful)

    def _confirm(self) -> None:
        if self._asked is not None:
            self._confirmed.add(self._asked)
            self._asked = None
        present(self, shown=False)


def _question(count: int, planned: int) -> Phrase:
    def render(words: Words) -> str:
        came, expected = numbers.whole(words, count), numbers.whole(words, planned)
        return words.t("Is {count} right? {planned} were expected.", count=came, planned=expected)

    return Phrase(render)
