"""One day in the column beside the calendar: what lies over it, its events, and a way to begin one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.calendar import CalendarEvent
from cultdip_desktop.domain.labels import label
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS
from cultdip_desktop.ui.kit.surfaces import ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.almanac import Almanac


class EventLine(QAbstractButton):
    """An event of the day: Enter or a click opens it, Delete moves it to the trash."""

    delete_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, kit: Kit, event: CalendarEvent) -> None:
        super().__init__()
        self._kit = kit
        self._event = event
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        kit.name(self, phrases.event_line(event))
        kit.look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(180, self._kit.look.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, icon, title, hours and state."""
        del event
        look, words, shown = self._kit.look, self._kit.live.words, self._event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focus = self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if focus else "border.subtle"), 2 if focus else 1))
        painter.setBrush(look.colour("bg.hover" if self.underMouse() else "bg.surface"))
        inset = 1 if focus else 0
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), look.px(4), look.px(4))
        painter.fillRect(QRectF(box.left() + 3, box.top() + 4, 3, box.height() - 8), look.colour(f"kind.{shown.kind}"))
        icon = look.pixmap(KIND_ICONS[shown.kind], f"kind.{shown.kind}", 14)
        painter.drawPixmap(QPointF(look.px(13), look.px(8)), icon)
        left = look.px(34)
        room = self.width() - left - look.px(8)
        hours = phrases.clock_times(shown) or words.t("all day")
        low = f"{hours} · {label(words, shown.state)}"
        lines = (
            (phrases.title_of(words, shown.title), "small", 500, "text.primary", look.px(5)),
            (low, "small", 400, "text.secondary", look.px(24)),
        )
        for text, style, weight, tint, top in lines:
            font = look.font(style, weight)
            painter.setFont(font)
            painter.setPen(look.colour(tint))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, top, room, look.px(18)), Qt.AlignmentFlag.AlignVCenter, cut)
        mark = look.pixmap(STATE_MARKS[shown.state].icon, "text.secondary", 13)
        painter.drawPixmap(QPointF(look.px(13), look.px(27)), mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks for the trash."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same actions as in the calendar."""
        self.menu_asked.emit(event.globalPos())


class DayPanel(QWidget):
    """Shown in place of the layers until it is closed."""

    opened = Signal(str)
    delete_asked = Signal(str)
    create_asked = Signal(object)
    menu_asked = Signal(str, object, QPoint)
    closed = Signal()

    def __init__(self, kit: Kit, zone: str) -> None:
        super().__init__()
        self._kit = kit
        self._zone = zone
        self.day: date | None = None
        self.lines: list[EventLine] = []
        self._title = PlainLabel(kit, "", "h2", wrap=True)
        self._moon = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._over = column(gap=4)
        self._events = column(gap=6)
        self.new = Button(kit, t("New event on this day"), icon="plus", on_click=self._create)
        close = IconButton(kit, "x", t("Close the day"), on_click=self.closed.emit)
        head = row(self._title, close)
        head.setStretch(0, 1)
        page = ScrollPage(margins=(16, 12, 12, 16), gap=8)
        for item in (head, self._moon, self._over, self._events):
            page.add(item)
        page.add(boxed(row(self.new, None), (0, 4, 0, 0)))
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def show_day(self, almanac: Almanac, day: date) -> None:
        """Show a day; the focus stays with the event that had it while it is still there."""
        self.day = day
        kit = self._kit
        over = almanac.day(day)
        self._title.say(Phrase(lambda words: dates.heading(words, day)))
        self._moon.say(Phrase(lambda words: lunar.day_words(words, over.lunar, with_year=True)))
        clear(self._over)
        for number in range(len(phrases.day_notes(kit.live.words, almanac, day, self._zone))):
            text = _note(almanac, day, self._zone, number)
            self._over.addWidget(PlainLabel(kit, text, "small", "warn", wrap=True))
        clear(self._events)
        self.lines = [self._line(almanac, event, day) for event in almanac.events(day)]
        for line in self.lines:
            self._events.addWidget(line)
        if not self.lines:
            self._events.addWidget(PlainLabel(kit, t("No event on this day."), "small", "tertiary"))

    def take_focus(self) -> None:
        """On the first event, or on the way to begin one."""
        (self.lines[0] if self.lines else self.new).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the day."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _line(self, almanac: Almanac, event: CalendarEvent, day: date) -> EventLine:
        made = EventLine(self._kit, event)
        made.clicked.connect(lambda _checked=False: self.opened.emit(event.id))
        made.delete_asked.connect(lambda: self.delete_asked.emit(event.id))
        made.menu_asked.connect(lambda point: self.menu_asked.emit(event.id, day, point))
        self._kit.tip(made, phrases.event_tip(almanac, event))
        return made

    def _create(self) -> None:
        if self.day is not None:
            self.create_asked.emit(self.day)


def _note(almanac: Almanac, day: date, zone: str, number: int) -> Phrase:
    return Phrase(lambda words: phrases.day_notes(words, almanac, day, zone)[number])
