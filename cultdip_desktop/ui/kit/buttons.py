"""Buttons: one primary per page; the official one (lacquer red, stamp) only for sign, export and issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.theme import set_property

ButtonKind = Literal["plain", "primary", "official", "ghost", "danger", "link", "chip"]

QUICK_MS: Final = 400
"""Work that is done sooner shows nothing."""

_TINTS: Final[dict[str, str]] = {
    "plain": "text.primary",
    "primary": "accent.on",
    "official": "official.on",
    "ghost": "text.primary",
    "danger": "danger.text",
    "link": "accent.text",
    "chip": "accent.text",
}


class Button(QPushButton):
    """Verb and object, with an optional icon before the words.

    A disabled button owes its reason: say it with `disable(reason)`, or show it beside the button.
    """

    def __init__(
        self,
        kit: Kit,
        speech: Speech,
        kind: ButtonKind = "plain",
        *,
        icon: str = "",
        on_click: Callable[[], object] | None = None,
        shortcut: str = "",
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._icon = "stamp" if kind == "official" else icon
        self._shortcut = shortcut
        self._tip: Speech = ""
        self.setProperty("kind", kind)
        self.setProperty("compact", "true" if compact else "false")
        self.setAutoDefault(False)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._binding = kit.bind(self, self._show, speech)
        kit.look.changed.connect(self._dress)
        self._dress()
        self._held = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(QUICK_MS)
        self._wait.timeout.connect(self._show_waiting)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: None if self._held else on_click())
        if shortcut:
            _add_shortcut(self, shortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does; holding it down presses once."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def hold(self, job: Job[Any]) -> None:
        """React to no click until `job` ends; from 0.4 s on look disabled, with a busy cursor."""
        self._held = True
        self._wait.start()
        job.finished.connect(self._release)

    def say(self, speech: Speech) -> None:
        """Show other words."""
        self._binding.say(speech)

    def set_icon(self, name: str) -> None:
        """Show another icon; the official button keeps its stamp."""
        if self.property("kind") != "official":
            self._icon = name
            self._dress()

    def set_kind(self, kind: ButtonKind) -> None:
        """Change the role."""
        set_property(self, "kind", kind)
        self._dress()

    def disable(self, reason: Speech) -> None:
        """Disable, with the reason in the tooltip and for screen readers."""
        self._tip = reason
        self.setEnabled(False)
        self._explain()

    def enable(self) -> None:
        """Enable and forget the reason."""
        self._tip = ""
        self.setEnabled(True)
        self._explain()

    def _show_waiting(self) -> None:
        self.setEnabled(False)
        self.setCursor(Qt.CursorShape.BusyCursor)

    def _release(self) -> None:
        self._wait.stop()
        self._held = False
        self.setEnabled(not self._tip)
        self.unsetCursor()

    def _show(self, text: str) -> None:
        shown = text.replace("&", "&&")
        after = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setText(
            f"{shown}  " if after else f" {shown}" if self._icon else shown
        )  # Qt's gap between icon and text is too small
        self.setAccessibleName(text)
        self._explain()

    def _explain(self) -> None:
        reason = self._kit.say(self._tip)
        self.setAccessibleDescription(reason)
        shown = reason or (self.accessibleName() if self._shortcut else "")
        self.setToolTip(plain_tip(shown, "" if reason else key_name(self._shortcut)))

    def _dress(self) -> None:
        if not self._icon:
            self.setIcon(QIcon())
            return
        look = self._kit.look
        kind = str(self.property("kind"))
        if kind in ("primary", "official"):
            icon = QIcon(look.pixmap(self._icon, _TINTS[kind]))
            icon.addPixmap(look.pixmap(self._icon, _TINTS[kind]), QIcon.Mode.Disabled)
            self.setIcon(icon)
        else:
            self.setIcon(look.icon(self._icon, _TINTS[kind]))
        self.setIconSize(QSize(look.px(16), look.px(16)))


class IconButton(QToolButton):
    """An icon alone; its words are the tooltip and the accessible name."""

    def __init__(
        self,
        kit: Kit,
        icon: str,
        speech: Speech,
        *,
        on_click: Callable[[], object] | None = None,
        shortcut: str = "",
        framed: bool = False,
        tint: str = "text.primary",
        checkable: bool = False,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._icon = icon
        self._tint = tint
        self._shortcut = shortcut
        self.setProperty("framed", "true" if framed else "false")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(checkable)
        self._binding = kit.bind(self, self._show, speech)
        kit.look.changed.connect(self._dress)
        self._dress()
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        if shortcut:
            _add_shortcut(self, shortcut)

    def say(self, speech: Speech) -> None:
        """Change what it says it does."""
        self._binding.say(speech)

    def set_icon(self, name: str, tint: str | None = None) -> None:
        """Show another icon, or the same in another tint."""
        self._icon, self._tint = name, tint or self._tint
        self._dress()

    def set_menu(self, menu: QMenu) -> None:
        """Open `menu` on a click."""
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _show(self, text: str) -> None:
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text, key_name(self._shortcut)))

    def _dress(self) -> None:
        self.setIcon(self._kit.look.icon(self._icon, self._tint, checked="accent.text"))
        self.setIconSize(QSize(self._kit.look.px(16), self._kit.look.px(16)))


class MenuButton(Button):
    """A button that opens a menu; the chevron says so."""

    def __init__(self, kit: Kit, speech: Speech, *, icon: str = "", compact: bool = False) -> None:
        super().__init__(kit, speech, icon=icon or "chevron-down", compact=compact)
        if not icon:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self.say(speech)
        self._menu = self._make_menu()
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else it takes after the button
        self._menu.setAccessibleName(self.accessibleName())
        self.setProperty("opens", "menu")
        self.setMenu(self._menu)

    def _make_menu(self) -> QMenu:
        """An empty menu; another sort of button may have another sort of menu."""
        return QMenu(self)

    def add(self, speech: Speech, on_click: Callable[[], object], icon: str = "") -> QAction:
        """Append an entry."""
        return add_action(self._kit, self._menu, speech, on_click, icon=icon)

    def clear(self) -> None:
        """Remove every entry."""
        self._menu.clear()


def add_action(
    kit: Kit, menu: QMenu, speech: Speech, on_click: Callable[[], object], *, icon: str = "", shortcut: str = ""
) -> QAction:
    """Append an entry to `menu` that speaks the present language; ampersands in data stay visible."""
    action = QAction(menu)
    kit.bind(action, lambda text: action.setText(text.replace("&", "&&")), speech)
    if icon:
        action.setIcon(kit.look.icon(icon))
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
    action.triggered.connect(lambda _checked=False: on_click())
    menu.addAction(action)
    return action


def key_name(shortcut: str) -> str:
    """The shortcut as the system writes it, in the interface language."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""


def _add_shortcut(button: QWidget, shortcut: str) -> None:
    """Window-wide, so that it works wherever the focus is; a hidden or disabled button does not react."""
    keys = QShortcut(QKeySequence(shortcut), button)
    keys.setContext(Qt.ShortcutContext.WindowShortcut)
    click = getattr(button, "click")  # noqa: B009 - both button classes have it, QWidget has not
    keys.activated.connect(click)
