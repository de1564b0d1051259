"""What month and week have in common: a day under the cursor, an event in hand, keys, mouse, dragging, the menu."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta
from typing import Final, cast

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from cultdip_desktop.domain.calendar import CalendarEvent
from cultdip_desktop.ui.kit.base import Kit, announce, plain_tip
from cultdip_desktop.ui.rooms.plan import hints, phrases
from cultdip_desktop.ui.rooms.plan.almanac import Almanac
from cultdip_desktop.ui.rooms.plan.drag import Drag, Hit

_WEEK: Final = 7
_MOVES: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}


class CalendarCanvas(QWidget):
    """Days to walk over and events to take hold of. What it changes it asks for; whoever owns it writes."""

    moved = Signal(object)
    """The cursor went to another `date`."""

    opened = Signal(str)
    """Id of the event to open."""

    day_asked = Signal(object)
    """Show everything of this `date`."""

    create_asked = Signal(object)
    delete_asked = Signal(str)
    change_asked = Signal(str, object, object)
    """Id of an event and its new first and last `date`."""

    menu_asked = Signal(str, object, QPoint)
    """Id of an event or nothing, the `date`, and where on the screen."""

    def __init__(self, kit: Kit, today: date, zone: str) -> None:
        """`today` is the present day at the office, `zone` its IANA zone."""
        super().__init__()
        self.kit = kit
        self.almanac = Almanac()
        self.today = today
        self.zone = zone
        self.cursor_day = today
        self.selected = ""
        self.drag: Drag | None = None
        self._pressed: tuple[QPoint, Hit | None] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(420, 260)
        kit.look.changed.connect(self.refresh)
        kit.live.changed.connect(self.refresh)

    # -- what subclasses say

    @abstractmethod
    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""

    @abstractmethod
    def hit(self, point: QPoint) -> Hit | None:
        """The event under a point."""

    @abstractmethod
    def lay_out(self) -> None:
        """What is shown, or the size, changed."""

    @abstractmethod
    def place_of(self, day: date) -> QPoint:
        """Where the menu of a day opens, when a key asks for it."""

    def step(self, key: int) -> int:
        """Days that an arrow key goes."""
        return _MOVES.get(Qt.Key(key), 0)

    def page(self, day: date, pages: int) -> date:
        """The day so many pages on."""
        return day + timedelta(days=_WEEK * pages)

    # -- what is shown

    def show_almanac(self, almanac: Almanac) -> None:
        """Show another look; an event in hand stays there while it is still in it."""
        self.almanac = almanac
        if self.selected and almanac.event(self.selected) is None:
            self.selected = ""
        self.refresh()

    def refresh(self) -> None:
        """Lay everything out and paint it anew."""
        self.lay_out()
        self._name()
        self.update()

    def go_to(self, day: date) -> None:
        """Put the cursor on `day` without telling anybody."""
        if day != self.cursor_day:
            self.cursor_day, self.selected = day, ""
        self.refresh()

    def move_to(self, day: date) -> None:
        """Put the cursor on `day`."""
        if day == self.cursor_day:
            return
        self.go_to(day)
        announce(self, self.accessibleName())
        self.moved.emit(day)

    @property
    def current_event(self) -> str:
        """Id of the event that keys act on: the one in hand, else the first of the day."""
        events = self.almanac.events(self.cursor_day)
        return self.selected or (events[0].id if events else "")

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Ctrl they move the event and with Shift its last day; see the status line."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrow = Qt.Key(key) in _MOVES
        if arrow and modifiers == Qt.KeyboardModifier.ControlModifier:
            self._shift(_MOVES[Qt.Key(key)])
        elif arrow and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._stretch(_MOVES[Qt.Key(key)])
        elif modifiers & ~Qt.KeyboardModifier.ShiftModifier or not self._walk(key, modifiers):
            super().keyPressEvent(event)

    def _walk(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        day = self.cursor_day
        if self.step(key):
            self.move_to(day + timedelta(days=self.step(key)))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_to(self.page(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.move_to(day - timedelta(days=day.weekday()))
        elif key == Qt.Key.Key_End:
            self.move_to(day + timedelta(days=6 - day.weekday()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Space:
            self.take_next(-1 if modifiers else 1)
        elif key == Qt.Key.Key_Delete and self.current_event:
            self.delete_asked.emit(self.current_event)
        elif key == Qt.Key.Key_Escape and (self.drag is not None or self.selected):
            self._let_go()
        else:
            return False
        return True

    def _enter(self) -> None:
        if self.selected:
            self.opened.emit(self.selected)
        else:
            self.day_asked.emit(self.cursor_day)

    def take_next(self, by: int = 1) -> None:
        """Take the next event of the day in hand, after the last none."""
        ids = ["", *(event.id for event in self.almanac.events(self.cursor_day))]
        at = ids.index(self.selected) if self.selected in ids else 0
        self.take(ids[(at + by) % len(ids)])

    def take(self, event_id: str) -> None:
        """Take an event in hand, or none."""
        self.selected = event_id
        found = self.almanac.event(event_id)
        if found is not None:
            announce(self, self.kit.say(phrases.event_line(found)))
        self._name()
        self.update()

    def _shift(self, days: int) -> None:
        found = self.almanac.event(self.current_event)
        if found is not None:
            self.selected = found.id
            self._change(found, found.first + timedelta(days=days), found.last + timedelta(days=days))

    def _stretch(self, days: int) -> None:
        found = self.almanac.event(self.current_event)
        if found is not None:
            self.selected = found.id
            self._change(found, found.first, max(found.first, found.last + timedelta(days=days)))

    def _change(self, event: CalendarEvent, first: date, last: date) -> None:
        if (first, last) != (event.first, event.last):
            self.change_asked.emit(event.id, first, last)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an event, or put the cursor on a day."""
        point = event.position().toPoint()
        hit, day = self.hit(point), self.day_at(point)
        if day is not None:
            self.move_to(day)
        self.take(hit.event_id if hit else "")
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (point, hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken hold of; otherwise show what could be."""
        point = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._pull(point)
            return
        hit = self.hit(point)
        if hit is None:
            self.unsetCursor()
        else:
            shape = Qt.CursorShape.SizeHorCursor if hit.edge else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: what was dragged is asked for."""
        del event
        drag, self.drag, self._pressed = self.drag, None, None
        self.unsetCursor()
        if drag is not None:
            self.let_go(drag)
            self.refresh()

    def let_go(self, drag: Drag) -> None:
        """Ask for what a drag has come to."""
        self._change(drag.event, drag.first, drag.last)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an event, or begin one on this day."""
        point = event.position().toPoint()
        self._pressed = None
        hit, day = self.hit(point), self.day_at(point)
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        if hit is not None:
            self.opened.emit(hit.event_id)
        else:
            self.create_asked.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right mouse button or the menu key: the same actions as the keys."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.mapToGlobal(self.place_of(self.cursor_day))
            self.menu_asked.emit(self.current_event, self.cursor_day, place)
            return
        hit, day = self.hit(event.pos()), self.day_at(event.pos())
        if day is not None:
            self.menu_asked.emit(hit.event_id if hit else "", day, event.globalPos())

    def _pull(self, point: QPoint) -> None:
        start, hit = self._pressed or (point, None)
        far = (point - start).manhattanLength() >= QApplication.startDragDistance()
        if self.drag is None and hit is not None and far:
            found, grabbed = self.almanac.event(hit.event_id), self.day_at(start)
            if found is not None and grabbed is not None:
                self.drag = Drag(found, hit.edge, grabbed, found.first, found.last)
                self.setCursor(Qt.CursorShape.SizeHorCursor if hit.edge else Qt.CursorShape.ClosedHandCursor)
        day = self.day_at(point)
        if self.drag is not None and day is not None:
            self.aim(self.drag, day, point - start)
            self.update()

    def aim(self, drag: Drag, day: date, way: QPoint) -> None:
        """The mouse is over `day` and has come `way` px from where it took hold."""
        del way
        drag.aim(day)

    def hint(self) -> str:
        """What speaks against where the event is being dragged, or nothing."""
        made = self.drag.placed() if self.drag is not None else None
        if made is None or self.drag is None or not self.drag.changed:
            return ""
        return self.kit.say(hints.said(hints.hints(self.almanac, made)))

    def _let_go(self) -> None:
        self.drag, self._pressed = None, None
        self.take("")

    # -- the rest

    def event(self, event: QEvent) -> bool:
        """Tooltips come from what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip:
            asked = cast(QHelpEvent, event)
            text = self.tip_at(asked.pos())
            if text:
                QToolTip.showText(asked.globalPos(), plain_tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tip_at(self, point: QPoint) -> str:
        """What the tooltip says at a point: the event, or all that lies over the day."""
        hit, day = self.hit(point), self.day_at(point)
        if hit is not None and (found := self.almanac.event(hit.event_id)) is not None:
            return self.kit.say(phrases.event_tip(self.almanac, found))
        return "" if day is None else self.kit.say(phrases.day_tip(self.almanac, day, self.zone))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self.lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def _name(self) -> None:
        found = self.almanac.event(self.selected) if self.selected else None
        speech = phrases.event_line(found) if found else phrases.day_line(self.almanac, self.cursor_day)
        self.setAccessibleName(self.kit.say(speech))
