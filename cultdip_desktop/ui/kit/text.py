"""Labels that show user text as plain text only."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.theme import set_property

TextStyle = Literal["display", "h1", "h2", "body", "medium", "strong", "small", "label", "micro", "caps", "mono"]
Tone = Literal["", "secondary", "tertiary", "accent", "ok", "warn", "danger", "info", "gold", "off"]


class PlainLabel(QLabel):
    """A label of one style and tone; never interprets mark-up."""

    def __init__(
        self, kit: Kit, speech: Speech = "", style: TextStyle = "body", tone: Tone = "", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", style)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self._binding = kit.bind(self, self.setText, speech)

    def say(self, speech: Speech) -> None:
        """Show something else."""
        self._binding.say(speech)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour role."""
        set_property(self, "tone", tone)

    def selectable(self) -> PlainLabel:
        """Let mouse and keyboard select the text (codes, fingerprints)."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis when there is no room; the whole text is in the tooltip then."""

    def __init__(
        self,
        kit: Kit,
        speech: Speech = "",
        style: TextStyle = "body",
        tone: Tone = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._mode = mode
        super().__init__(kit, speech, style, tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show `text`, and update the tooltip."""
        super().setText(text.replace("\n", " "))
        self._explain()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters only."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 4), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cut text as the label's style would, without asking for it: its names take 5 ms of a start."""
        del event
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self._room().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self._room(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def _room(self) -> QRect:
        return self.contentsRect()

    def _explain(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()
        self.setToolTip(plain_tip(self.text()) if cut else "")


class Rule(QWidget):
    """A hairline between groups."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("rule", "vertical" if vertical else "horizontal")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
