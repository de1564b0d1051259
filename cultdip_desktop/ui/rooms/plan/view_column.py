"""A column of the board: cards painted from a paged model, so that thousands cost no more than those in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.ui.kit.base import Kit, announce
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.rooms.plan.paint_card import paint_card, spoken
from cultdip_desktop.ui.rooms.plan.phrases import title_of, word
from cultdip_desktop.ui.rooms.plan.viewmodel_board import BoardModel, PlanRow

CARD: Final = 92
"""Height of a card with the gap below it, px at 100 %."""

PAGE: Final = 20
"""Cards that are fetched together: a column shows hardly more at once."""

_GAP: Final = 8


class BoardColumn(QAbstractScrollArea):
    """Cards of one state. What it wants done it asks of the board."""

    opened = Signal(str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    pulled = Signal(str, QPoint)
    """A card is dragged: its id, and where on the screen."""

    dropped = Signal(str, QPoint)
    step_asked = Signal(str, int)
    """Id of a card that a key moves so many columns."""

    walk_asked = Signal(int)
    """The arrow keys go so many columns aside."""

    def __init__(self, kit: Kit, state: EventState, board: BoardModel) -> None:
        super().__init__()
        self._kit = kit
        self.state = state
        self.model: PagedModel[PlanRow] = PagedModel(
            kit,
            [Column("card", word(state), lambda row, words: Cell(title_of(words, row.title)))],
            board.rows,
            page=PAGE,
        )
        self.current = 0
        self.target = False
        """Whether a card is held over it."""

        self._pressed: tuple[QPoint, int] | None = None
        self.dragging = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.model.dataChanged.connect(lambda *_parts: self.viewport().update())
        self.model.modelReset.connect(self._measure)
        self.verticalScrollBar().setSingleStep(kit.look.px(CARD) // 2)
        kit.look.changed.connect(self._measure)
        kit.live.changed.connect(self._measure)
        self._name()

    # -- what is shown

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show these cards; the current one stays current while it is among them."""
        kept = self.current_id()
        self.model.set_ids(ids)
        row = self.model.row_of(kept) if kept else -1
        self.current = row if row >= 0 else min(self.current, max(len(ids) - 1, 0))
        self._name()

    def current_id(self) -> str:
        """Id of the current card, or nothing."""
        return self.model.id_at(self.current)

    def select(self, event_id: str) -> bool:
        """Make a card current and bring it into view."""
        row = self.model.row_of(event_id)
        if row >= 0:
            self._go(row)
        return row >= 0

    def select_near(self, row: int) -> None:
        """Make the card in this place current, or the last one."""
        self._go(min(row, max(len(self.model.ids) - 1, 0)))

    def box_of(self, row: int) -> QRect:
        """Where the card of a row stands in the viewport."""
        look = self._kit.look
        top = row * look.px(CARD) - self.verticalScrollBar().value() + look.px(2)
        return QRect(look.px(2), top, self.viewport().width() - look.px(4), look.px(CARD) - look.px(_GAP))

    def row_at(self, point: QPoint) -> int:
        """The row under a point of the viewport, or -1."""
        row = (point.y() + self.verticalScrollBar().value()) // self._kit.look.px(CARD)
        return row if 0 <= row < len(self.model.ids) else -1

    def picture(self, row: int) -> QPixmap:
        """The card as it hangs from the mouse."""
        box = self.box_of(row)
        made = QPixmap(box.size())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        found = self.model.row(row)
        if found is not None:
            paint_card(painter, self._kit, found, QRect(QPoint(0, 0), box.size()), current=True)
        painter.end()
        return made

    def set_target(self, *, on: bool) -> None:
        """Show that a card may be let go here."""
        if self.target is not on:
            self.target = on
            self.viewport().update()

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk; with Ctrl, left and right take the card to the next state."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        page = max(self.viewport().height() // self._kit.look.px(CARD), 1)
        walks = {
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_PageUp: self.current - page,
            Qt.Key.Key_PageDown: self.current + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.model.ids) - 1,
        }
        aside = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if aside and modifiers == Qt.KeyboardModifier.ControlModifier and self.current_id():
            self.step_asked.emit(self.current_id(), aside)
        elif modifiers:
            super().keyPressEvent(event)
        elif aside:
            self.walk_asked.emit(aside)
        elif Qt.Key(key) in walks:
            self._go(min(max(walks[Qt.Key(key)], 0), max(len(self.model.ids) - 1, 0)))
        elif not self._act(key):
            super().keyPressEvent(event)

    def _act(self, key: int) -> bool:
        event_id = self.current_id()
        if key == Qt.Key.Key_Escape and self.dragging:
            self._let_go()
        elif event_id and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(event_id)
        elif event_id and key == Qt.Key.Key_Delete:
            self.delete_asked.emit(event_id)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a card."""
        point = event.position().toPoint()
        row = self.row_at(point)
        if row >= 0:
            self._go(row)
            if event.button() == Qt.MouseButton.LeftButton:
                self._pressed = (point, row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        point = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        start, row = self._pressed
        if self.dragging or (point - start).manhattanLength() >= QApplication.startDragDistance():
            self.dragging = self.model.id_at(row)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pulled.emit(self.dragging, self.viewport().mapToGlobal(point))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        dragged = self.dragging
        place = self.viewport().mapToGlobal(event.position().toPoint())
        self._let_go()
        if dragged:
            self.dropped.emit(dragged, place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        row = self.row_at(event.position().toPoint())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.opened.emit(self.model.id_at(row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same actions as the keys, and every other step."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.current if keyboard else self.row_at(self.viewport().mapFromGlobal(event.globalPos()))
        event_id = self.model.id_at(row)
        if event_id:
            self._go(row)
            point = self.viewport().mapToGlobal(self.box_of(row).center()) if keyboard else event.globalPos()
            self.menu_asked.emit(event_id, point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure what can be scrolled."""
        super().resizeEvent(event)
        self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _let_go(self) -> None:
        self._pressed, self.dragging = None, ""
        self.viewport().unsetCursor()
        self.viewport().update()

    def _go(self, row: int) -> None:
        self.current = row
        bar, card = self.verticalScrollBar(), self._kit.look.px(CARD)
        if row * card < bar.value():
            bar.setValue(row * card)
        elif (row + 1) * card > bar.value() + self.viewport().height():
            bar.setValue((row + 1) * card - self.viewport().height())
        self._name()
        announce(self, self.accessibleName())
        self.viewport().update()

    def _measure(self) -> None:
        length = len(self.model.ids) * self._kit.look.px(CARD)
        self.verticalScrollBar().setRange(0, max(0, length - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self._name()
        self.viewport().update()

    def _name(self) -> None:
        words = self._kit.live.words
        found = self.model.row(self.current) if self.current_id() and self.isVisible() else None
        name = f"{label(words, self.state)}, {words.n('{n} event', '{n} events', len(self.model.ids))}"
        self.setAccessibleName(f"{name}, {spoken(words, found)}" if found is not None else name)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view."""
        del event
        look, painter = self._kit.look, QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.colour("accent.tint" if self.target else "bg.sunken"))
        first = self.verticalScrollBar().value() // look.px(CARD)
        last = min(first + self.viewport().height() // look.px(CARD) + 2, len(self.model.ids))
        for row in range(first, last):
            found = self.model.row(row)
            box = self.box_of(row)
            if found is None:
                painter.fillRect(box, look.colour("bg.surface"))
                continue
            painter.setOpacity(0.4 if found.id == self.dragging else 1)
            paint_card(painter, self._kit, found, box, current=row == self.current and self.hasFocus())
            painter.setOpacity(1)
        if not self.model.ids:
            self._say_nothing(painter)

    def _say_nothing(self, painter: QPainter) -> None:
        look = self._kit.look
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text.tertiary"))
        box = self.viewport().rect().adjusted(8, look.px(20), -8, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self._kit.say(t("No event in this state")))
