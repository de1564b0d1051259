"""Small marks: status pills, kind marks, goal chips, counts, initials. Each says its meaning in a word too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.ui.kit.base import Kit, plain_tip, present
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.theme import Look

TONES: Final[Mapping[str, tuple[str, str]]] = {
    "ok": ("accent.tint", "accent.text"),
    "warn": ("warn.tint", "warn.text"),
    "danger": ("danger.tint", "danger.text"),
    "info": ("info.tint", "info.text"),
    "neutral": ("neutral.tint", "neutral.text"),
    "official": ("official.tint", "official.text"),
    **{f"kind.{kind}": (f"kind.{kind}.tint", f"kind.{kind}") for kind in EventKind},
}
"""Tone → (surface token, text token)."""

KIND_ICONS: Final[Mapping[EventKind, str]] = {
    EventKind.PERFORMANCE: "drama",
    EventKind.EXHIBITION: "image",
    EventKind.FILM: "clapperboard",
    EventKind.CUISINE: "utensils",
    EventKind.VIETNAMDAY: "flag",
    EventKind.TALK: "presentation",
    EventKind.COMMUNITY: "sparkles",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status looks: its word comes from the labels of the domain."""

    icon: str
    tone: str


STATE_MARKS: Final[Mapping[EventState, Mark]] = {
    EventState.IDEA: Mark("pencil", "neutral"),
    EventState.PREPARING: Mark("loader", "warn"),
    EventState.SUBMITTED: Mark("send", "info"),
    EventState.APPROVED: Mark("circle-check", "info"),
    EventState.HELD: Mark("check", "ok"),
    EventState.RESULTS_IN: Mark("badge-check", "ok"),
    EventState.POSTPONED: Mark("clock", "neutral"),
    EventState.CANCELLED: Mark("ban", "neutral"),
}

PLAIN: Final = Mark("", "neutral")
"""No icon, grey: for words that tell no state."""

PILL_HEIGHT: Final = 22


SMALL_PILL_HEIGHT: Final = 18
"""For pills in the line of a label."""


def pill_width(look: Look, text: str, icon: str, *, small: bool = False) -> int:
    """Width of a pill with these contents, in px."""
    words = look.metrics("micro" if small else "small", 500).horizontalAdvance(text)
    return words + look.px(8) * 2 + (look.px(13) + look.px(5) if icon else 0)


def paint_pill(
    painter: QPainter, look: Look, left: int, middle: int, room: int, text: str, mark: Mark, *, small: bool = False
) -> int:
    """Paint a pill at `left`, centred on `middle`, at most `room` wide; gives its width."""
    surface, ink = TONES[mark.tone]
    whole = pill_width(look, text, mark.icon, small=small)
    width = min(whole, room)
    height = look.px(SMALL_PILL_HEIGHT if small else PILL_HEIGHT)
    box = QRectF(left, middle - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(surface))
    painter.drawRoundedRect(box, height / 2, height / 2)
    x = left + look.px(8)
    if mark.icon:
        picture = look.pixmap(mark.icon, ink, 13)
        painter.drawPixmap(QPointF(x, middle - look.px(13) / 2), picture)
        x += look.px(13) + look.px(5)
    style = "micro" if small else "small"
    painter.setFont(look.font(style, 500))
    painter.setPen(look.colour(ink))
    space = left + width - look.px(7) - x
    if width < whole:
        text = look.metrics(style, 500).elidedText(text, Qt.TextElideMode.ElideRight, space + 1)
    painter.drawText(QRectF(x, box.top(), space + 1, height), Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()
    return width


class Pill(QWidget):
    """Icon and word on a tint; tells a state, is never clickable."""

    def __init__(self, kit: Kit, speech: Speech = "", mark: Mark = PLAIN, *, small: bool = False) -> None:
        super().__init__()
        self._look = kit.look
        self._mark = mark
        self._small = small
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._binding = kit.bind(self, self._show, speech)
        kit.look.changed.connect(self._refresh)

    def set(self, speech: Speech, mark: Mark) -> None:
        """Show another state."""
        self._mark = mark
        self._binding.say(speech)

    def text(self) -> str:
        """The word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as the word needs."""
        height = self._look.px(SMALL_PILL_HEIGHT if self._small else PILL_HEIGHT)
        return QSize(pill_width(self._look, self._text, self._mark.icon, small=self._small), height)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than icon and two letters."""
        return QSize(min(self.sizeHint().width(), self._look.px(48)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        del event
        painter, middle = QPainter(self), self.height() // 2
        paint_pill(painter, self._look, 0, middle, self.width(), self._text, self._mark, small=self._small)

    def _show(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self._refresh()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


def code_tone(code: str) -> str:
    """Tone of a catalogue code: goals (M…) celadon, solutions (G…) gold, tasks and the rest neutral."""
    return {"M": "ok", "G": "warn"}.get(code[:1], "neutral")


def code_width(look: Look, code: str) -> int:
    """Width of a code block, in px."""
    return look.metrics("small", 600).horizontalAdvance(code) + look.px(5) * 2


def paint_code(painter: QPainter, look: Look, left: int, middle: int, code: str, height: int = 20) -> int:
    """Paint a code block (`M3`); gives its width."""
    surface, ink = TONES[code_tone(code)]
    box = QRectF(left, middle - look.px(height) / 2, code_width(look, code), look.px(height))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(surface))
    painter.drawRoundedRect(box, look.px(4), look.px(4))
    painter.setFont(look.font("small", 600))
    painter.setPen(look.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, code)
    painter.restore()
    return round(box.width())


class CodeBadge(QWidget):
    """The code block of a catalogue item alone; its wording is the tooltip."""

    def __init__(self, kit: Kit, code: str, wording: Speech = "") -> None:
        super().__init__()
        self._look = kit.look
        self._code = code
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.bind(self, self._explain, wording)
        kit.look.changed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        """Hugs the code."""
        return QSize(code_width(self._look, self._code), self._look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the block."""
        del event
        paint_code(QPainter(self), self._look, 0, self.height() // 2, self._code)

    def _explain(self, wording: str) -> None:
        self.setToolTip(plain_tip(wording))
        self.setAccessibleName(f"{self._code} {wording}".strip())

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class GoalChip(QAbstractButton):
    """Code block and short name in a frame; the decree's wording in the tooltip; a click opens the goal.

    With `removable` a cross at the end (or Delete) emits `remove_asked`.
    """

    remove_asked = Signal()

    def __init__(
        self, kit: Kit, code: str, short: Speech, wording: Speech = "", *, removable: bool = False, icon: str = ""
    ) -> None:
        super().__init__()
        self._kit = kit
        self._code = code
        self._icon = icon
        self._removable = removable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        kit.bind(self, self._show, short)
        kit.bind(self, lambda text: self.setToolTip(plain_tip(text)), wording)
        kit.look.changed.connect(self._refresh)

    @property
    def code(self) -> str:
        """The catalogue code, or the id of the thing a chip stands for."""
        return self._code

    def sizeHint(self) -> QSize:
        """As wide as its contents."""
        look = self._kit.look
        words = look.metrics("small", 500).horizontalAdvance(self.text())
        return QSize(self._lead() + words + look.px(8) + (look.px(20) if self._removable else 0) + 2, look.px(24))

    def minimumSizeHint(self) -> QSize:
        """Room for the code and a few letters."""
        return QSize(min(self.sizeHint().width(), self._kit.look.px(96)), self._kit.look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, code or icon, name, cross."""
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if focus else "border.subtle"), 2 if focus else 1))
        painter.setBrush(look.colour("bg.hover" if self.underMouse() else "bg.surface"))
        inset = 1.0 if focus else 0.5
        radius = look.px(4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        middle = self.height() // 2
        if self._icon:
            top = middle - look.px(13) // 2
            painter.drawPixmap(QPointF(look.px(7), top), look.pixmap(self._icon, "text.secondary", 13))
        else:
            paint_code(painter, look, look.px(3), middle, self._code, 18)
        self._paint_name(painter)
        if self._removable:
            cross = self._cross()
            painter.drawPixmap(cross.topLeft(), look.pixmap("x", "text.secondary", 13))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cross removes, the rest is the button."""
        if self._removable and event.position().x() >= self._cross().left() - self._kit.look.px(3):
            self.remove_asked.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover surface."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the hover surface."""
        super().leaveEvent(event)
        self.update()

    def _paint_name(self, painter: QPainter) -> None:
        look = self._kit.look
        painter.setFont(look.font("small", 500))
        painter.setPen(look.colour("text.primary" if self.isEnabled() else "text.off"))
        end = self._cross().left() - look.px(4) if self._removable else self.width() - look.px(7)
        room, cut = end - self._lead() + 1, Qt.TextElideMode.ElideRight
        shown = look.metrics("small", 500).elidedText(self.text(), cut, room)
        box = QRect(self._lead(), 0, end - self._lead() + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _lead(self) -> int:
        look = self._kit.look
        if self._icon:
            return look.px(7) + look.px(13) + look.px(6)
        return look.px(3) + code_width(look, self._code) + look.px(6)

    def _cross(self) -> QRect:
        size = self._kit.look.px(13)
        return QRect(self.width() - size - self._kit.look.px(6), (self.height() - size) // 2, size, size)

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text if self._icon else f"{self._code} {text}")
        self._refresh()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class CountBadge(QWidget):
    """A small number; `hot` (gold) needs the user today, otherwise it only counts. Hidden at zero or empty."""

    def __init__(self, kit: Kit, text: str = "", *, hot: bool = False) -> None:
        super().__init__()
        self._look = kit.look
        self._text = text
        self._hot = hot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self._refresh)
        self.set(text, hot=hot)

    def set(self, text: str, *, hot: bool = False) -> None:
        """Show another number or ratio (`7/12`)."""
        self._text, self._hot = text, hot
        present(self, shown=text not in ("", "0"))
        self.setAccessibleName(text)
        self._refresh()

    def sizeHint(self) -> QSize:
        """A circle for one digit, a pill for more."""
        width = self._look.metrics("micro", 600).horizontalAdvance(self._text) + self._look.px(12)
        return QSize(max(width, self._look.px(20)), self._look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        paint_count(painter, self._look, QRect(0, 0, self.width(), self.height()), self._text, hot=self._hot)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


def paint_count(painter: QPainter, look: Look, box: QRect, text: str, *, hot: bool) -> None:
    """Paint a count inside `box`, as tall as a badge."""
    height = min(look.px(18), box.height())
    area = QRectF(box.left(), box.center().y() + 1 - height / 2, box.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("nav.badge" if hot else "neutral.tint"))
    painter.drawRoundedRect(area, height / 2, height / 2)
    painter.setFont(look.font("micro", 600))
    painter.setPen(look.colour("nav.badge.text" if hot else "neutral.text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Initials(QWidget):
    """A person as a round mark with one or two letters; the full name in the tooltip."""

    def __init__(self, kit: Kit, name: str, *, hot: bool = False) -> None:
        super().__init__()
        self._look = kit.look
        self._letters = initials(name)
        self._hot = hot
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A circle."""
        return QSize(self._look.px(26), self._look.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint disc and letters."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("nav.badge" if self._hot else "neutral.tint"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(self._look.font("micro", 600))
        painter.setPen(self._look.colour("nav.badge.text" if self._hot else "neutral.text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


def initials(name: str) -> str:
    """`Nguyễn Minh Hà` → `MH`: the last two words, as Vietnamese names are abbreviated."""
    return "".join(word[0] for word in name.split()[-2:]).upper()
