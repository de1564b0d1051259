"""The bar that searches the document: words, how many hits, the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from cultdip_desktop.i18n import numbers
from cultdip_desktop.ui.kit.base import Kit, announce, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.search import DocumentSearch


class FindBar(QFrame):
    """Enter and F3 go on, with Shift back; Esc closes and forgets."""

    closed = Signal()

    def __init__(self, kit: Kit, search: DocumentSearch, parent: QWidget) -> None:
        super().__init__(parent)
        self._search = search
        self.setProperty("kind", "card")
        self.field = SearchField(kit, t("Find in the report"), compact=True, shortcut="")
        self.count = PlainLabel(kit, "", "small", "secondary")
        self.count.setMinimumWidth(kit.look.px(64))
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = IconButton(kit, "chevron-up", t("Previous hit"), on_click=lambda: search.step(-1))
        self.after = IconButton(kit, "chevron-down", t("Next hit"), on_click=lambda: search.step(1))
        kit.tip(self.before, t("Previous hit"), "Shift+F3")
        kit.tip(self.after, t("Next hit"), "F3")
        close = IconButton(kit, "x", t("Close the search"), on_click=self.close_bar)
        line = row(self.field, self.count, self.before, self.after, close, gap=4)
        line.setContentsMargins(8, 5, 6, 5)
        self.setLayout(line)
        self.field.searched.connect(search.ask)
        search.changed.connect(self._say)
        present(self, shown=False)
        self._say()

    def open_bar(self, words: str = "") -> None:
        """Show the bar with the cursor in it; `words` are searched for at once."""
        present(self, shown=True)
        self.raise_()
        if words:
            self.field.set_value(words)
            self._search.ask(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Forget what was searched for."""
        self._search.ask("")
        self.field.set_value("")
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter goes back, Enter goes on, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._search.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        search = self._search
        total, at = len(search.hits), search.at + 1
        if not search.words:
            self.count.say("")
        elif total:
            self.count.say(Phrase(lambda words: f"{numbers.whole(words, at)} / {numbers.whole(words, total)}"))
        else:
            self.count.say(t("Searching…") if search.under_way else t("No hits"))
        self.count.set_tone("warn" if search.words and not total and not search.under_way else "secondary")
        for button in (self.before, self.after):
            button.setEnabled(total > 0)
        if search.words and not search.under_way and self.isVisible():
            announce(self, self.count.text())
