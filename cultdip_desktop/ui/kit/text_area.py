"""Several lines of plain text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QSizePolicy,
    QTextEdit,
)

from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.own_undo import KEEPS_ITS_TEXT, acts, claims
from cultdip_desktop.ui.kit.theme import set_property


class TextArea(QTextEdit):
    """Several lines of plain text; grows with its text from `lines` to `max_lines`; Tab leaves it.

    A QTextEdit only for its line height (stacked Vietnamese marks need 1.5); mark-up never gets in.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(self, kit: Kit, placeholder: Speech = "", *, lines: int = 3, max_lines: int = 12) -> None:
        super().__init__()
        self._kit = kit
        self._lines, self._max_lines = lines, max_lines
        self._composing = False
        self._last = ""
        self._settled = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        from PySide6.QtGui import QTextOption  # these classes of Qt cost the first window nothing if they come late

        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._hint = ""
        self._placeholder = kit.bind(self, self._show_hint, placeholder)
        self._lay_out()
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        kit.look.changed.connect(self._lay_out)

    def value(self) -> str:
        """The text, NFC, without blanks at its end."""
        return nfc(self.toPlainText()).rstrip()

    def set_value(self, value: str) -> None:
        """Show `value` without telling anybody; a text that is the same keeps cursor and undo."""
        self._last = self._settled = nfc(value).rstrip()
        if self.value() != self._last:
            self.setPlainText(nfc(value))
            self._lay_out()

    def set_placeholder(self, speech: Speech) -> None:
        """Change the grey text of the empty field."""
        self._placeholder.say(speech)

    def placeholderText(self) -> str:
        """The grey text of the empty field."""
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the grey text whole: Qt's own ends below the first line where lines are higher than its font's."""
        super().paintEvent(event)
        if self._hint and not self._composing and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(self._kit.look.colour("text.tertiary"))
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect(), int(flags), self._hint)

    def _show_hint(self, text: str) -> None:
        self._hint = text
        self.viewport().update()

    def set_error(self, *, error: bool) -> None:
        """Draw the danger border."""
        set_property(self, "error", "true" if error else "false")

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing was typed here since the area got the focus."""
        claimed = claims(event, undo=self.document().isUndoAvailable(), redo=self.document().isRedoAvailable())
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
        if event.reason() not in KEEPS_ITS_TEXT:
            self.document().clearUndoRedoStacks()
        super().focusInEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a syllable is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._changed()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop as plain text."""
        if source.hasText():
            self.insertPlainText(nfc(source.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit, unless only a menu opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._last != self._settled:
            self._settled = self._last
            self.committed.emit(self._last)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, in our words, without blocking."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, then fit."""
        super().resizeEvent(event)
        self._fit()

    def _changed(self) -> None:
        value = self.value()
        if not self._composing and value != self._last:
            self._last = value
            self.edited.emit(value)

    def _lay_out(self) -> None:
        """Set the line height of every paragraph; not something that Undo should see."""
        from PySide6.QtGui import QTextBlockFormat, QTextCursor

        height = QTextBlockFormat()
        height.setLineHeight(self._line(), int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.blockSignals(True)
        cursor.mergeBlockFormat(height)
        self.blockSignals(False)
        self.document().clearUndoRedoStacks()
        self._fit()

    def _line(self) -> int:
        return self._kit.look.px(20)

    def _fit(self) -> None:
        needed = round(self.document().size().height() / self._line())
        shown = max(self._lines, min(self._max_lines, needed))
        self.setFixedHeight(shown * self._line() + self._kit.look.px(12))
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
