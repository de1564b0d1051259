"""What every widget of the kit is given: the look, the words, the jobs and the bus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.ui.kit.bus import ChangeBus
from cultdip_desktop.ui.kit.files import FileChooser
from cultdip_desktop.ui.kit.jobs import Jobs
from cultdip_desktop.ui.kit.language import Binding, LiveWords, Speech
from cultdip_desktop.ui.kit.theme import Look


@dataclass(frozen=True, slots=True)
class Kit:
    """The services of the window itself; made once by `ui.main`, passed to every room and widget."""

    look: Look
    live: LiveWords
    jobs: Jobs
    bus: ChangeBus
    files: FileChooser

    def bind(self, owner: QObject, setter: Callable[[str], object], speech: Speech) -> Binding:
        """Keep a text of `owner` in the present language."""
        return self.live.bind(owner, setter, speech)

    def say(self, speech: Speech) -> str:
        """The text of `speech` now."""
        return self.live.say(speech)

    def name(self, widget: QWidget, speech: Speech) -> Binding:
        """Give `widget` its accessible name."""
        return self.live.bind(widget, widget.setAccessibleName, speech)

    def tip(self, widget: QWidget, speech: Speech, shortcut: str = "") -> Binding:
        """Give `widget` a plain tooltip, with its shortcut in brackets."""
        return self.live.bind(widget, lambda text: widget.setToolTip(plain_tip(text, shortcut)), speech)


def plain_tip(text: str, shortcut: str = "") -> str:
    """A tooltip that Qt cannot take for mark-up.

    Qt guesses from the text and has no switch: a word joiner (invisible) inside what looks like a tag or an
    entity makes it guess right.
    """
    shown = f"{text} ({shortcut})" if shortcut else text
    return shown.replace("<", "<\u2060").replace("&lt;", "&\u2060lt;")


def present(widget: QWidget, *, shown: bool) -> None:
    """Show or hide `widget`. One that has no parent yet appears with it: shown alone it would be a window."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` without moving the focus, once `widget` is painted."""

    def say() -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))

    QTimer.singleShot(0, widget, say)
