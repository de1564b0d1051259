"""Two hands on a keyboard, and eyes: keys go to the window as the system sends them, nothing else is touched.

Names of widgets are only read, as a screen reader tells them, to know when Tab has arrived.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cultdip_desktop.ui.shell.program import Program
from tests.ui.kit_typing import type_text

CTRL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
ROUND = 140
"""More Tabs than the longest page has stops."""

RING = 4
"""Px around a widget in which the mark of the focus may lie."""


class Lost(AssertionError):  # noqa: N818 - what it says of the person, not of the program
    """Somebody who has only a keyboard would be stuck here."""


class Hands:
    """At one program's window."""

    def __init__(self, program: Program, pictures: Path) -> None:
        """Pictures of the steps are saved as `pictures/NN-step.png`; older ones there go."""
        self.program, self._pictures = program, pictures
        self.pressed = self.steps = 0
        self._last = "at the start"
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob("[0-9][0-9]-*.png"):
            old.unlink()
        self._flashes = Flashes(program.window)
        program.application.installEventFilter(self._flashes)

    @property
    def focus(self) -> QWidget:
        """Where the next key goes; nowhere is a failure."""
        found = QApplication.focusWidget()
        if found is None or not found.isVisible():
            raise Lost(f"the focus is nowhere ({self._last})")
        return found

    def wait(self, quiet: int = 3) -> None:
        """Until nothing has been under way for some turns."""
        turns = 0
        while turns < quiet:
            loop = QEventLoop()
            QTimer.singleShot(15, loop.quit)
            loop.exec()
            turns = 0 if self.program.kit.jobs.busy else turns + 1

    def until(self, what: str, arrived: Callable[[], bool], seconds: int = 40) -> None:
        """Watch the window until something is to be seen."""
        for _turn in range(seconds * 10):
            self.wait(1)
            if arrived():
                return
            loop = QEventLoop()
            QTimer.singleShot(100, loop.quit)
            loop.exec()
        raise Lost(f"waited in vain for {what} ({self._last})")

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press and release one key in the window that the system sends keys to."""
        window = QGuiApplication.focusWindow()
        if window is None:
            raise Lost(f"no window has the keyboard ({self._last})")
        QTest.keyClick(window, key, modifiers)
        self.pressed += 1
        self.wait(1)

    def keys(self, *keys: Qt.Key) -> None:
        """Several, one after the other."""
        for key in keys:
            self.key(key)

    def type(self, text: str) -> None:
        """Letters, where the focus is, over what the Tab has selected there."""
        self._last = f"typing {text[:20]!r} into {name_of(self.focus)!r}"
        for letter in text:
            type_text(self.focus, letter)
        self.pressed += len(text)
        self.wait()

    def to(self, name: str, *, back: bool = False, kind: type[QWidget] = QWidget) -> QWidget:
        """Tab (or Shift+Tab) until the stop whose name begins with `name`; every stop must show that it is one."""
        self._last = f"on the way to {name!r}"
        met: list[str] = []
        for _step in range(ROUND):
            here = QApplication.focusWidget()
            if here is not None and name_of(here).startswith(name) and isinstance(here, kind) and met:
                return here
            before = self._look()
            self.key(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
            self._must_show(here, before)
            met.append(name_of(self.focus))
            if name_of(self.focus).startswith(name) and isinstance(self.focus, kind):
                return self.focus
        raise Lost(f"Tab never comes to {name!r}; it comes to {list(dict.fromkeys(met))}")

    def press(self, name: str, *, back: bool = False) -> None:
        """Go to a button and press it with Space."""
        self.to(name, back=back)
        self._last = f"pressing {name!r}"
        self.key(Qt.Key.Key_Space)
        self.wait()

    def fill(self, name: str, text: str, *, back: bool = False) -> None:
        """Go to a field and type."""
        for _step in range(ROUND):
            field = self.to(name, back=back)
            if isinstance(field, (QLineEdit, QPlainTextEdit, QTextEdit)):
                break
        self.type(text)

    def says(self, *parts: str) -> bool:
        """Whether the window shows labels with these words."""
        shown = "\n".join(self.words())
        return all(part in shown for part in parts)

    def words(self) -> list[str]:
        """What the labels of the window say."""
        return [label.text() for label in self.program.window.findChildren(QLabel) if label.isVisible()]

    def step(self, name: str) -> None:
        """The end of a step: the focus must be somewhere; the picture is kept."""
        self.wait()
        self._last = f"after {name}"
        if self._flashes.seen:
            raise Lost(f"windows of their own flashed up: {self._flashes.seen} ({self._last})")
        _ = self.focus
        self.picture(name)

    def picture(self, name: str) -> None:
        """What the window looks like now."""
        self.steps += 1
        self.program.window.grab().save(str(self._pictures / f"{self.steps:02d}-{name.replace(' ', '-')}.png"))

    def stops(self) -> list[str]:
        """The names that one round of Tab passes."""
        met: list[str] = []
        seen: list[QWidget] = []
        while self.focus not in seen:
            seen.append(self.focus)
            met.append(f"{type(self.focus).__name__}: {name_of(self.focus)}")
            self.key(Qt.Key.Key_Tab)
        return met

    def _look(self) -> QImage:
        return self.program.window.grab().toImage()

    def _must_show(self, before: QWidget | None, picture: QImage) -> None:
        """The place where the focus is now looked different before it came; scrolled pages are believed."""
        here, window = self.focus, self.program.window
        if here is before:
            raise Lost(f"Tab does not leave {name_of(here)!r}")
        if here.window() is not window:
            return
        if here.visibleRegion().isEmpty():
            raise Lost(f"the focus is on {name_of(here)!r}, which cannot be seen")
        place = QRect(here.mapTo(window, QPoint(0, 0)), here.size()).adjusted(-RING, -RING, RING, RING)
        place &= window.rect()
        now = self._look()
        if now.copy(place) == picture.copy(place):
            raise Lost(f"the focus on {type(here).__name__} {name_of(here)!r} is invisible")


class Flashes(QObject):
    """Watches for widgets that are shown before they have a place: windows for a moment, which take the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Menus, lists and tooltips are windows rightly."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched is not self._window:
            rightly = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Dialog)
            if watched.isWindow() and not rightly:
                self.seen.append(type(watched).__name__)
        return False


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    said = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return (said or widget.accessibleName()).strip()
