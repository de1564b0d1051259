"""Fields: label above, required star, hint or error below; editors that respect input methods.

`edited` fires for what the user does, never while an input method composes and never for `set_value`;
`committed` when the focus leaves a changed field. Text is NFC.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.own_undo import KEEPS_ITS_TEXT, acts, claims
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.theme import set_property

SEARCH_PAUSE_MS: Final = 200
"""How long typing must rest before a search starts."""


class LineEdit(QLineEdit):
    """One line of text."""

    edited = Signal(str)
    committed = Signal(str)

    def __init__(self, kit: Kit, placeholder: Speech = "", *, icon: str = "", compact: bool = False) -> None:
        super().__init__()
        self._kit = kit
        self._icon = icon
        self.composing = False  # a syllable is under way in an input method, to which every key belongs then
        self._last = ""
        self._settled = ""
        self.setProperty("compact", "true" if compact else "false")
        self._placeholder = kit.bind(self, self.setPlaceholderText, placeholder)
        self.textChanged.connect(self._changed)
        self.editingFinished.connect(self._finish)
        if icon:
            self.setTextMargins(kit.look.px(24), 0, 0, 0)
            kit.look.changed.connect(self.update)

    def value(self) -> str:
        """The text, NFC, without blanks at its ends."""
        return nfc(self.text()).strip()

    def set_value(self, value: str) -> None:
        """Show `value` without telling anybody; a text that is the same keeps cursor and undo."""
        self._last = self._settled = nfc(value).strip()
        if self.value() != self._last:
            self.setText(nfc(value))
            self.setCursorPosition(0)
        self.set_several(several=False)

    def set_placeholder(self, speech: Speech) -> None:
        """Change the grey text of the empty field."""
        self._placeholder.say(speech)

    def set_error(self, *, error: bool) -> None:
        """Draw the danger border."""
        set_property(self, "error", "true" if error else "false")

    def set_several(self, *, several: bool) -> None:
        """Several things are edited at once and their values differ: empty, with a note, until typed into."""
        set_property(self, "several", "true" if several else "false")
        if several:
            self.set_value_silently("")
            self._placeholder.say(t("several values"))

    def set_value_silently(self, value: str) -> None:
        """As `set_value`, but leaves the note about several values alone."""
        self._last = self._settled = value
        self.setText(value)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing was typed here since the field got the focus."""
        claimed = claims(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable())
        if claimed is None:
            return super().event(event)
        event.setAccepted(claimed)
        return claimed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z, alike on every system; the rest is Qt's."""
        if not acts(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What was typed before is no longer undone here, but by the window."""
        if event.reason() not in KEEPS_ITS_TEXT and (self.isUndoAvailable() or self.isRedoAvailable()):
            cursor = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(cursor)
        super().focusInEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a syllable is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the icon in front."""
        super().paintEvent(event)
        if self._icon:
            look = self._kit.look
            painter = QPainter(self)
            top = (self.height() - look.px(16)) / 2
            painter.drawPixmap(QPointF(look.px(10), top), look.pixmap(self._icon, "text.tertiary", 16))

    def _changed(self) -> None:
        value = self.value()
        if not self.composing and value != self._last:
            self._last = value
            self.edited.emit(value)

    def _finish(self) -> None:
        if self._last != self._settled:
            self._settled = self._last
            self.committed.emit(self._last)


class SearchField(LineEdit):
    """Searches as the user types, after a short rest; Esc empties it, Ctrl+F comes here."""

    searched = Signal(str)

    def __init__(self, kit: Kit, placeholder: Speech, *, compact: bool = False, shortcut: str = "Ctrl+F") -> None:
        """Two fields in view at once need different shortcuts, or "" for none."""
        super().__init__(kit, placeholder, icon="search", compact=compact)
        kit.name(self, placeholder)
        self.setClearButtonEnabled(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SEARCH_PAUSE_MS)
        self._rest.timeout.connect(self._search)
        self.edited.connect(lambda _value: self._rest.start())
        self.returnPressed.connect(self._search)
        self.setMinimumWidth(kit.look.px(160))
        if shortcut:
            kit.tip(self, placeholder, shortcut)
            keys = QShortcut(QKeySequence(shortcut), self)
            keys.activated.connect(self._come_here)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(self._kit.look.px(260), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties a field that holds something, else it is somebody else's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
            return
        super().keyPressEvent(event)

    def _come_here(self) -> None:
        self.setFocus()
        self.selectAll()

    def _search(self) -> None:
        self._rest.stop()
        self.searched.emit(self.value())


class PasswordField(QFrame):
    """A passphrase or PIN: hidden, with an eye to look at it; never trimmed, never remembered by undo."""

    edited = Signal(str)
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, kit: Kit, placeholder: Speech = "") -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("kind", "field")
        self.line = _BareLine(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.line.setInputMethodHints(hints | Qt.InputMethodHint.ImhHiddenText)
        kit.bind(self.line, self.line.setPlaceholderText, placeholder)
        self.line.textEdited.connect(lambda text: self.edited.emit(nfc(text)))
        self.line.returnPressed.connect(self.entered)
        self._eye = IconButton(kit, "eye", t("Show what is typed"), on_click=self._toggle)
        self._eye.setProperty("inside", "true")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 1, 6, 1)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._eye)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        kit.look.changed.connect(self._fit)
        self._fit()

    def value(self) -> str:
        """The text, NFC, exactly as typed."""
        return nfc(self.line.text())

    def clear(self) -> None:
        """Forget it, and hide again what is typed next."""
        self.line.clear()
        self._hide()

    def set_error(self, *, error: bool) -> None:
        """Draw the danger border."""
        set_property(self, "error", "true" if error else "false")

    def setAccessibleName(self, name: str) -> None:
        """Name the line that has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _fit(self) -> None:
        self.setFixedHeight(self._kit.look.px(32))

    def _toggle(self) -> None:
        if self.line.echoMode() == QLineEdit.EchoMode.Password:
            self.line.setEchoMode(QLineEdit.EchoMode.Normal)
            self._eye.set_icon("eye-off")
            self._eye.say(t("Hide what is typed"))
        else:
            self._hide()

    def _hide(self) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye")
        self._eye.say(t("Show what is typed"))


class _BareLine(QLineEdit):
    """A line without its own frame; the frame around it shows the focus."""

    def __init__(self, frame: QFrame) -> None:
        super().__init__()
        self._frame = frame
        self.setProperty("bare", "true")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the frame, which counts as focused with it (its focus proxy)."""
        super().focusInEvent(event)
        self._frame.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Unlight the frame."""
        super().focusOutEvent(event)
        self._frame.update()


class Field(QWidget):
    """A labelled editor with a hint or an error under it."""

    def __init__(
        self,
        kit: Kit,
        label: Speech,
        editor: QWidget,
        *,
        required: bool = False,
        hint: Speech = "",
        note: Speech = "",
    ) -> None:
        """`note` stands after the label in a lighter tone ("never leaves this machine")."""
        super().__init__()
        self._kit = kit
        self.editor = editor
        self._hint: Speech = hint
        self._error = False
        self.label = PlainLabel(kit, label, "label")
        self.label.setBuddy(editor)
        self._name = kit.bind(self, lambda text: self._give_name(text, required=required), label)
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._head.addWidget(self.label)
        if required:
            star = PlainLabel(kit, "*", "label", "danger")
            self._head.addWidget(star)
        if note:
            self._head.addWidget(PlainLabel(kit, note, "small", "tertiary"))
        self._head.addStretch(1)
        self._icon = IconLabel(kit, "circle-alert", "danger.text", 13)
        self._below = PlainLabel(kit, "", "small", "secondary", wrap=True)
        below = QHBoxLayout()
        below.setSpacing(5)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._below, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._head)
        layout.addWidget(editor)
        layout.addLayout(below)
        if editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            layout.addStretch(1)
        else:
            layout.setStretchFactor(editor, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._show_below()

    def set_label(self, speech: Speech) -> None:
        """Change the label."""
        self.label.say(speech)
        self._name.say(speech)

    def set_hint(self, speech: Speech) -> None:
        """Change the hint under the field; an error hides it."""
        self._hint = speech
        if not self._error:
            self._show_below()

    def set_error(self, speech: Speech) -> None:
        """Say what is wrong, or nothing ("") once it is right."""
        self._error = bool(speech)
        self._mark()
        if self._error:
            self._below.say(speech)
            self._below.set_tone("danger")
            present(self._icon, shown=True)
            present(self._below, shown=True)
            self.editor.setAccessibleDescription(self._below.text())
        else:
            self._show_below()

    @property
    def error(self) -> str:
        """The error shown, or nothing."""
        return self._below.text() if self._error else ""

    def add_beside(self, widget: QWidget) -> None:
        """Put a pill or link at the right end of the label's line."""
        self._head.addWidget(widget)

    def _mark(self) -> None:
        state = "true" if self._error else "false"
        for widget in (self.editor, *self.editor.findChildren(QFrame)):
            if isinstance(widget, QLineEdit | QTextEdit | QComboBox) or widget.property("kind") == "field":
                set_property(widget, "error", state)

    def _show_below(self) -> None:
        self._below.say(self._hint)
        self._below.set_tone("secondary")
        self._icon.hide()
        present(self._below, shown=bool(self._below.text()))
        self.editor.setAccessibleDescription(self._below.text())

    def _give_name(self, label: str, *, required: bool) -> None:
        spoken = self._kit.say(t("{label}, required", label=label)) if required else label
        self.editor.setAccessibleName(spoken)
