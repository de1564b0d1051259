"""Choosing: drop-down list with type-ahead, check box, radio, switch, segments, choice cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.theme import set_property
from cultdip_desktop.ui.kit.ticks import paint_check, paint_radio

_TYPE_AHEAD_MS: Final = 1000


class ComboBox(QComboBox):
    """One of several values. Typing finds the first entry with a word that begins so, whatever its marks."""

    chosen = Signal(object)
    """The user chose this value."""

    def __init__(self, kit: Kit, *, compact: bool = False, placeholder: Speech = "") -> None:
        super().__init__()
        self._kit = kit
        self._values: list[object] = []
        self._speeches: list[tuple[Speech, str]] = []
        self._typed = ""
        self._since = QElapsedTimer()
        self._since.start()
        self.setProperty("compact", "true" if compact else "false")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style sheet dresses its rows, not those of Qt's own
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        kit.bind(self, self.setPlaceholderText, placeholder)
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))
        kit.live.changed.connect(self._retranslate)
        kit.look.changed.connect(self._retranslate)
        self._retranslate()

    def add(self, value: object, speech: Speech, icon: str = "") -> None:
        """Append a choice."""
        self._values.append(value)
        self._speeches.append((speech, icon))
        self.addItem(self._kit.say(speech))
        if icon:
            self.setItemIcon(self.count() - 1, self._kit.look.icon(icon))

    def clear_choices(self) -> None:
        """Remove every choice."""
        self._values.clear()
        self._speeches.clear()
        self.clear()

    def value(self) -> Any:
        """The value chosen, or None."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Show `value` without telling anybody; an unknown value shows nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type-ahead without marks; the rest is Qt's."""
        text = event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain and text.isprintable() and text.strip():
            self._find(text)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Never change a value by scrolling the page past it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the chevron."""
        super().paintEvent(event)
        look = self._kit.look
        size = look.px(14)
        painter = QPainter(self)
        place = QPointF(self.width() - size - look.px(10), (self.height() - size) / 2)
        tint = "text.secondary" if self.isEnabled() else "text.off"
        painter.drawPixmap(place, look.pixmap("chevron-down", tint, 14))

    def _find(self, text: str) -> None:
        if self._since.restart() > _TYPE_AHEAD_MS:
            self._typed = ""
        self._typed += text
        wanted = fold(self._typed)
        keys = [fold(self.itemText(index)) for index in range(self.count())]
        hits = [index for index, key in enumerate(keys) if key.startswith(wanted)]
        hits += [index for index, key in enumerate(keys) if f" {wanted}" in key]
        if hits:
            self.setCurrentIndex(hits[0])
            self.chosen.emit(self._values[hits[0]])

    def _retranslate(self) -> None:
        self.setIconSize(QSize(self._kit.look.px(16), self._kit.look.px(16)))
        for index, (speech, icon) in enumerate(self._speeches):
            self.setItemText(index, self._kit.say(speech))
            if icon:
                self.setItemIcon(index, self._kit.look.icon(icon))


class _Mark(QAbstractButton):
    """Base of the hand-painted buttons: a mark of a fixed size, then words; the whole line reacts."""

    _mark_size = QSize(18, 18)

    def __init__(self, kit: Kit, speech: Speech, *, icon: str = "", tint: str = "accent", strong: bool = False) -> None:
        super().__init__()
        self._kit = kit
        self._icon = icon
        self._tint = tint
        self._strong = strong
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._binding = kit.bind(self, self._show, speech)
        kit.look.changed.connect(self._refresh)

    def say(self, speech: Speech) -> None:
        """Change the words."""
        self._binding.say(speech)

    def sizeHint(self) -> QSize:
        """Mark, icon, words; at least 28 px high to be hit easily."""
        look = self._kit.look
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        lead = self._lead()
        return QSize(lead + words + look.px(4), look.px(28))

    def minimumSizeHint(self) -> QSize:
        """The mark and a few letters."""
        return QSize(min(self.sizeHint().width(), self._kit.look.px(72)), self._kit.look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, icon and words."""
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = QSize(look.px(self._mark_size.width()), look.px(self._mark_size.height()))
        mark = QRect(2, (self.height() - size.height()) // 2, size.width(), size.height())
        self._paint_mark(painter, QRectF(mark))
        x = mark.right() + 1 + look.px(8)
        if self._icon:
            painter.drawPixmap(QPointF(x, (self.height() - look.px(16)) / 2), look.pixmap(self._icon, self._tint, 16))
            x += look.px(16) + look.px(8)
        painter.setFont(self._font())
        painter.setPen(look.colour("text.primary" if self.isEnabled() else "text.off"))
        shown = QFontMetrics(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - x)
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    def hitButton(self, pos: object) -> bool:
        """The words belong to the button."""
        del pos
        return True

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        paint_check(painter, self._kit.look, box, self.mark_state(), self._tint, enabled=self.isEnabled())
        self._paint_focus(painter, box, 6)

    def mark_state(self) -> bool | None:
        """True, False, or None for "some"."""
        return self.isChecked()

    def _paint_focus(self, painter: QPainter, box: QRectF, radius: float) -> None:
        if self.hasFocus():
            painter.setPen(QPen(self._kit.look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), radius, radius)

    def _lead(self) -> int:
        look = self._kit.look
        lead = 2 + look.px(self._mark_size.width())
        if self.text():
            lead += look.px(8)
        if self._icon:
            lead += look.px(16) + look.px(8)
        return lead

    def _font(self) -> Any:
        return self._kit.look.font("body", 600 if self._strong else 400)

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self._refresh()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class CheckBox(_Mark):
    """Yes or no, taking effect with the rest of the form; `set_some` shows that only some of several are on."""

    def __init__(self, kit: Kit, speech: Speech, *, icon: str = "", tint: str = "accent", strong: bool = False) -> None:
        super().__init__(kit, speech, icon=icon, tint=tint, strong=strong)
        self._some = False
        self.clicked.connect(lambda _checked=False: self.set_some(some=False))

    def set_some(self, *, some: bool) -> None:
        """Show a dash: the things edited together differ. A click makes it definite."""
        self._some = some
        self.update()

    def mark_state(self) -> bool | None:
        """True, False, or None for "some"."""
        return None if self._some else self.isChecked()


class RadioButton(_Mark):
    """One of a few, all visible; put them into one parent, Qt keeps them exclusive."""

    def __init__(self, kit: Kit, speech: Speech, *, strong: bool = False) -> None:
        super().__init__(kit, speech, strong=strong)
        self.setAutoExclusive(True)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        paint_radio(painter, self._kit.look, box, on=self.isChecked(), enabled=self.isEnabled())
        self._paint_focus(painter, box, box.width())


class Switch(_Mark):
    """On or off, taking effect at once."""

    _mark_size = QSize(34, 20)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        look = self._kit.look
        on = self.isChecked()
        painter.setPen(QPen(look.colour("accent" if on else "border.strong"), 1))
        painter.setBrush(look.colour(("accent" if on else "bg.surface") if self.isEnabled() else "border.subtle"))
        track = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        knob = box.height() - 6
        left = box.right() - knob - 3 if on else box.left() + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent.on" if on else "border.strong"))
        painter.drawEllipse(QRectF(left, box.top() + 3, knob, knob))
        self._paint_focus(painter, box, box.height())


class Segmented(QWidget):
    """Two to four views or values side by side; arrows move, one is always on."""

    chosen = Signal(object)
    """The user chose this value."""

    def __init__(self, kit: Kit, name: Speech, *, compact: bool = False) -> None:
        """`name` is what a screen reader says it chooses."""
        super().__init__()
        self._kit = kit
        self._compact = compact
        self._values: list[object] = []
        self._parts: list[_Segment] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))
        self._group.idToggled.connect(self._lead_tab)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.name(self, name)
        kit.look.changed.connect(self._arrange)
        kit.live.changed.connect(self._arrange)

    def add(self, value: object, speech: Speech, icon: str = "") -> None:
        """Append a segment; the first is on until `set_value`."""
        part = _Segment(self._kit, self, speech, icon)
        self._group.addButton(part, len(self._values))
        part.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        part.setChecked(not self._parts)
        self._values.append(value)
        self._parts.append(part)
        self._kit.live.changed.disconnect(self._arrange)
        self._kit.live.changed.connect(self._arrange)  # last, when every part speaks the new language
        self._arrange()

    def say(self, value: object, speech: Speech) -> None:
        """Change the words of a segment (its count)."""
        self._parts[self._values.index(value)].say(speech)
        self._arrange()

    def value(self) -> Any:
        """The value that is on."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: object) -> None:
        """Show `value` without telling anybody."""
        if value in self._values:
            self._parts[self._values.index(value)].setChecked(True)

    def sizeHint(self) -> QSize:
        """The sum of the segments."""
        height = self._kit.look.px(28 if self._compact else 32)
        return QSize(sum(part.sizeHint().width() for part in self._parts), height)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def _lead_tab(self, index: int, on: bool) -> None:
        """Tab stops at what is on, and nowhere else: Qt would lead it to the first until one has had the focus."""
        part = self._group.button(index)
        part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def _arrange(self) -> None:
        x = 0
        height = self.sizeHint().height()
        for index, part in enumerate(self._parts):
            part.edge = (index == 0, index == len(self._parts) - 1)
            width = part.sizeHint().width()
            part.setGeometry(x, 0, width, height)
            x += width
        self.setFixedSize(self.sizeHint())
        self.updateGeometry()


class _Segment(QAbstractButton):
    def __init__(self, kit: Kit, parent: QWidget, speech: Speech, icon: str) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icon = icon
        self.edge = (False, False)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._binding = kit.bind(self, self._show, speech)
        self.show()

    def say(self, speech: Speech) -> None:
        self._binding.say(speech)

    def sizeHint(self) -> QSize:
        look = self._kit.look
        words = QFontMetrics(look.font("body", 600)).horizontalAdvance(self.text())
        icon = look.px(16) + look.px(7) if self._icon else 0
        return QSize(words + icon + look.px(13) * 2, look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        first, last = self.edge
        radius = look.px(6)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if last else 0.5, -0.5)
        outer = box.adjusted(0 if first else -radius * 2, 0, 0 if last else radius * 2, 0)
        painter.setClipRect(self.rect())
        painter.setPen(QPen(look.colour("border.control"), 1))
        painter.setBrush(look.colour("accent.tint" if on else "bg.hover" if self.underMouse() else "bg.surface"))
        painter.drawRoundedRect(outer, radius, radius)
        painter.setPen(QPen(look.colour("border.strong"), 1))
        painter.drawLine(
            QPointF(box.left() + (radius if first else 0), box.bottom()),
            QPointF(box.right() - (radius if last else 0), box.bottom()),
        )
        if not last:
            painter.setPen(QPen(look.colour("border.control"), 1))
            painter.drawLine(QPointF(box.right() - 0.5, box.top() + 1), QPointF(box.right() - 0.5, box.bottom() - 1))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        self._paint_words(painter, on=on)

    def _paint_words(self, painter: QPainter, *, on: bool) -> None:
        look = self._kit.look
        tint = "accent.text" if on else "text.secondary"
        x = look.px(13)
        if self._icon:
            painter.drawPixmap(QPointF(x, (self.height() - look.px(16)) / 2), look.pixmap(self._icon, tint, 16))
            x += look.px(16) + look.px(7)
        painter.setFont(look.font("body", 600 if on else 500))
        painter.setPen(look.colour(tint if self.isEnabled() else "text.off"))
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _show(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()


class ChoiceCard(QAbstractButton):
    """A large choice with icon, title and sentence, as on the welcome page; exclusive within its parent."""

    def __init__(
        self,
        kit: Kit,
        icon: str,
        title: Speech,
        sentence: Speech,
        *,
        tone: str = "ok",
        on_choose: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._icon = icon
        self._tokens = ("official.tint", "official.fill") if tone == "official" else ("accent.tint", "accent.text")
        self._sentence = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.bind(self, self._show_title, title)
        kit.bind(self, self._show_sentence, sentence)
        kit.look.changed.connect(self.updateGeometry)
        if on_choose is not None:
            self.clicked.connect(lambda _checked=False: on_choose())

    def sizeHint(self) -> QSize:
        """Room for two or three lines of the sentence."""
        return QSize(self._kit.look.px(320), self._kit.look.px(92))

    def minimumSizeHint(self) -> QSize:
        """Still holds the longest word."""
        return QSize(self._kit.look.px(180), self._kit.look.px(92))

    def hasHeightForWidth(self) -> bool:
        """A narrow card is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the sentence needs."""
        look = self._kit.look
        room = QRect(0, 0, width - look.px(88), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        words = QFontMetrics(look.font("small")).boundingRect(room, flags, self._sentence).height()
        return max(look.px(92), look.px(36 + 14) + words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        look, painter = self._kit.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        width = 2 if on or self.hasFocus() else 1
        painter.setPen(QPen(look.colour("accent" if on or self.hasFocus() else "border.subtle"), width))
        painter.setBrush(look.colour("bg.surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(8), look.px(8))
        if self.hasFocus():  # what is chosen has the same border: the focus is a second line inside
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), look.px(5), look.px(5))
        tile = QRectF(look.px(16), look.px(16), look.px(44), look.px(44))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._tokens[0]))
        painter.drawRoundedRect(tile, look.px(8), look.px(8))
        place = QPointF(tile.center().x() - look.px(11), tile.center().y() - look.px(11))
        painter.drawPixmap(place, look.pixmap(self._icon, self._tokens[1], 22))
        dot = QRectF(self.width() - look.px(34), look.px(16), look.px(18), look.px(18))
        paint_radio(painter, look, dot, on=on, enabled=self.isEnabled())
        left = look.px(72)
        painter.setPen(look.colour("text.primary"))
        painter.setFont(look.font("body", 600))
        title = QRectF(left, look.px(14), self.width() - left - look.px(40), look.px(20))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, 0, shown)
        painter.setPen(look.colour("text.secondary"))
        painter.setFont(look.font("small"))
        flags = int(Qt.TextFlag.TextWordWrap)
        box = QRectF(left, look.px(36), self.width() - left - look.px(16), self.height() - look.px(42))
        painter.drawText(box, flags, self._sentence)

    def _show_title(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def _show_sentence(self, text: str) -> None:
        self._sentence = text
        self.updateGeometry()
        self.setAccessibleDescription(text)
        self.update()


def emphasise(widget: QWidget, emphasis: str) -> None:
    """Draw a card's border in `warn` or `accent`, or plainly with ""."""
    set_property(widget, "emphasis", emphasis)
