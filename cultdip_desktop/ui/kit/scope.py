"""A line that asks how many events of a series go to the trash; in the page, not in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from cultdip_desktop.domain.calendar_words import scope_label
from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import FlowRow, column, row
from cultdip_desktop.ui.kit.text import PlainLabel

_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ScopeBar(QFrame):
    """Hidden until asked. This event alone has the focus; Enter answers, arrows walk, Esc changes one's mind."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._kit = kit
        self._answer: Callable[[Scope], object] | None = None
        self._before: QWidget | None = None
        self._question = PlainLabel(kit, "", "medium", wrap=True)
        self.buttons = {
            scope: Button(kit, scope_phrase(scope), compact=True, on_click=partial(self._act, scope)) for scope in Scope
        }
        self.cancel = Button(kit, t("Do nothing"), "ghost", compact=True, on_click=self.put_away)
        answers = FlowRow(*self.buttons.values(), self.cancel, gap=8)
        asked = row(IconLabel(kit, "repeat", "text.secondary"), self._question, gap=8)
        asked.setStretch(1, 1)
        layout = column(asked, answers, gap=8)
        layout.setContentsMargins(20, 10, 20, 10)
        self.setLayout(layout)
        self.hide()

    def ask(self, title: Speech, following: int, all_: int, answer: Callable[[Scope], object]) -> None:
        """Ask about the event of this title; so many others come after it, and are in its series at all."""
        question = t("“{title}” comes back every year. What shall go to the trash?", title=title)
        self._ask(question, scope_phrase(Scope.THIS), (1, following, all_), answer)

    def ask_of_several(
        self, recurring: int, chosen: int, following: int, all_: int, answer: Callable[[Scope], object]
    ) -> None:
        """Ask about so many chosen events of which some are `recurring`; the rest as in `ask`."""
        question = n(
            "{n} of these events comes back every year. What shall go to the trash?",
            "{n} of these events come back every year. What shall go to the trash?",
            recurring,
        )
        only = t("Only what is selected ({count})", count=str(chosen))
        self._ask(question, only, (chosen, following, all_), answer)
        self.buttons[Scope.FOLLOWING].say(t("Those after them too ({count})", count=str(following + chosen)))

    def _ask(
        self, question: Speech, only: Speech, counts: tuple[int, int, int], answer: Callable[[Scope], object]
    ) -> None:
        self._answer = answer
        self._before = QApplication.focusWidget()
        self._question.say(question)
        chosen, following, all_ = counts
        self.buttons[Scope.THIS].say(only)
        for scope, count in ((Scope.FOLLOWING, following), (Scope.ALL, all_)):
            self.buttons[scope].say(t("{scope} ({count})", scope=scope_phrase(scope), count=str(count + chosen)))
        present(self.buttons[Scope.FOLLOWING], shown=following > 0)
        present(self.buttons[Scope.ALL], shown=following < all_)
        self.show()
        self.buttons[Scope.THIS].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Nothing is to be done."""
        self._answer = None
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away, the arrows go from answer to answer."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif step is not None:
            shown = [button for button in (*self.buttons.values(), self.cancel) if button.isVisible()]
            at = next((index for index, button in enumerate(shown) if button.hasFocus()), 0)
            shown[min(max(at + step, 0), len(shown) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _act(self, scope: Scope) -> None:
        answer = self._answer
        self.put_away()
        if answer is not None:
            answer(scope)


def scope_phrase(scope: Scope) -> Phrase:
    """How much of a series is meant."""
    return Phrase(lambda words: scope_label(words, scope))
