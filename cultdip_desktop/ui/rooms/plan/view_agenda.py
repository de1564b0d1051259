"""The agenda: day by day in words, for three months, only days that hold something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen

from cultdip_desktop.domain.calendar import CalendarEvent, Deadline
from cultdip_desktop.domain.calendar_words import occasion_text
from cultdip_desktop.domain.labels import label
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS, paint_pill
from cultdip_desktop.ui.rooms.plan import hints, phrases
from cultdip_desktop.ui.rooms.plan.drag import Hit
from cultdip_desktop.ui.rooms.plan.layout import add_months, month_end
from cultdip_desktop.ui.rooms.plan.paint import hint_width, paint_hint
from cultdip_desktop.ui.rooms.plan.scrolled import ScrolledCanvas

MONTHS: Final = 3
_DAY: Final = 34
_LINE: Final = 40
_TIMES: Final = 108
_PILL: Final = 150

Thing = CalendarEvent | Deadline | None


@dataclass(frozen=True, slots=True)
class Line:
    """A day's head (`thing` is None) or one thing of the day."""

    day: date
    thing: Thing
    top: int
    height: int

    @property
    def event_id(self) -> str:
        """Of the event, or nothing."""
        return self.thing.id if isinstance(self.thing, CalendarEvent) else ""


class AgendaView(ScrolledCanvas):
    """Three months from that of the cursor's page on."""

    def __init__(self, kit: Kit, today: date, zone: str) -> None:
        super().__init__(kit, today, zone)
        self._month = today.replace(day=1)
        self._lines: list[Line] = []
        self._wanted: date | None = today

    @property
    def first(self) -> date:
        """The first day of the page."""
        return self._month

    @property
    def last(self) -> date:
        """Its last day."""
        return month_end(add_months(self._month, MONTHS - 1))

    def page(self, day: date, pages: int) -> date:
        """So many months on."""
        return add_months(day, pages)

    def go_to(self, day: date) -> None:
        """Put the cursor on `day`, on another page where it is not on this one."""
        if not self.first <= day <= self.last:
            self._month = day.replace(day=1)
        self._wanted = day
        super().go_to(day)

    def turn_to(self, day: date) -> None:
        """Let the page begin with the month of `day`."""
        self._month = day.replace(day=1)
        self.go_to(day)

    def place_of(self, day: date) -> QPoint:
        """At the day's head."""
        top = next((line.top for line in self._lines if line.day >= day), 0)
        return QPoint(self.kit.look.px(_TIMES), top - self.offset + self.kit.look.px(_DAY))

    def box_of(self, event_id: str) -> QRect:
        """The line of an event; empty when it is not on the page."""
        return next((self._box(line) for line in self._lines if line.event_id == event_id), QRect())

    def day_at(self, point: QPoint) -> date | None:
        """The day of the line under a point."""
        line = self._line_at(point)
        return None if line is None else line.day

    def hit(self, point: QPoint) -> Hit | None:
        """The event of the line under a point."""
        line = self._line_at(point)
        return Hit(line.event_id) if line is not None and line.event_id else None

    def step(self, key: int) -> int:
        """Left and right go by days; up and down by lines."""
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down take the line above or below in hand."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._take_line(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def lay_out(self) -> None:
        """List what the page holds."""
        self._lines = list(self._list())
        end = self._lines[-1].top + self._lines[-1].height if self._lines else 0
        self.set_length(end + self.kit.look.px(12), 0)
        if self._wanted is not None and self.almanac.covers(self._wanted, self._wanted) and self.isVisible():
            wanted = self._wanted
            self._wanted = None
            self.scroll_up_to(next((line.top for line in self._lines if line.day >= wanted), end))

    def _list(self) -> Iterator[Line]:
        look, top = self.kit.look, self.kit.look.px(4)
        for number in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=number)
            begun = [event for event in self.almanac.events(day) if event.first == day or day == self.first]
            things: list[Thing] = [*self.almanac.deadlines(day), *begun]
            if not things and not self.almanac.holidays(day) and not self.almanac.notable(day):
                continue
            yield Line(day, None, top, look.px(_DAY))
            top += look.px(_DAY)
            for thing in things:
                yield Line(day, thing, top, look.px(_LINE))
                top += look.px(_LINE)
            top += look.px(4)

    def _line_at(self, point: QPoint) -> Line | None:
        y = point.y() + self.offset
        return next((line for line in self._lines if line.top <= y < line.top + line.height), None)

    def _take_line(self, by: int) -> None:
        events = [line for line in self._lines if line.event_id]
        at = next((number for number, line in enumerate(events) if line.event_id == self.selected), None)
        if at is None:
            later = [number for number, line in enumerate(events) if line.day >= self.cursor_day]
            at = (later[0] if later else len(events)) - (1 if by > 0 else 0)
        if events:
            line = events[min(max(at + by, 0), len(events) - 1)]
            wanted, self._wanted = self._wanted, None
            if line.day != self.cursor_day:
                self.cursor_day = line.day
                self.moved.emit(line.day)
            self._wanted = wanted
            self.take(line.event_id)
            self.scroll_to(line.top - self.kit.look.px(_DAY), line.height + self.kit.look.px(_DAY))

    def _box(self, line: Line) -> QRect:
        return QRect(0, line.top - self.offset, self.room, line.height)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in view."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.kit.look.colour("bg.surface"))
        for line in self._lines:
            box = self._box(line)
            if box.bottom() < 0 or box.top() > self.height():
                continue
            if line.thing is None:
                self._paint_day(painter, line.day, box)
            elif isinstance(line.thing, Deadline):
                self._paint_deadline(painter, line.thing, box)
            else:
                self._paint_event(painter, line.thing, box)
        if not self._lines:
            self._say_nothing(painter)
        hint = self.hint()
        if hint:
            look = self.kit.look
            wide = min(hint_width(look, hint), self.width() - 24)
            paint_hint(painter, look, QRectF((self.width() - wide) / 2, self.height() - 46, wide, look.px(34)), hint)

    def _paint_day(self, painter: QPainter, day: date, box: QRect) -> None:
        look, words = self.kit.look, self.kit.live.words
        current = day == self.cursor_day
        painter.fillRect(box, look.colour("accent.tint" if day == self.today else "bg.window"))
        inner = box.adjusted(look.px(20), 0, -look.px(20), 0)
        over = self.almanac.day(day)
        red = day.weekday() == 6 or any(one.free for one in self.almanac.holidays(day))
        text = dates.day_of_week(words, day)
        if day == self.today:
            text = f"{text} · {words.t('today')}"
        x = inner.left() + self._draw(painter, inner, text, "body", 600, "official.text" if red else "text.primary")
        if self.almanac.choice.moon:
            tint = "warn.text" if over.lunar.is_marked else "text.tertiary"
            place = QRect(x + look.px(12), inner.top(), inner.right() - x, inner.height())
            x += look.px(12) + self._draw(painter, place, lunar.day_words(words, over.lunar), "small", 400, tint)
        notes = [phrases.holiday_text(words, one.tag, one.name, "") for one in self.almanac.holidays(day)]
        notes += [occasion_text(words, one) for one in self.almanac.notable(day)]
        place = QRect(x + look.px(16), inner.top(), inner.right() - x - look.px(16), inner.height())
        self._draw(painter, place, " · ".join(notes), "small", 500, "text.secondary", right=True)
        if current and self.hasFocus() and not self.selected:
            self._paint_ring(painter, box)

    def _paint_event(self, painter: QPainter, event: CalendarEvent, box: QRect) -> None:
        look, words = self.kit.look, self.kit.live.words
        inner = box.adjusted(look.px(20), 0, -look.px(20), 0)
        if self.drag is not None and self.drag.event.id == event.id:
            painter.setOpacity(0.4)
        hours = phrases.clock_times(event) if event.days == 1 else dates.day_range(words, event.first, event.last)
        times = QRect(inner.left(), inner.top(), look.px(_TIMES), inner.height())
        self._draw(painter, times, hours or words.t("all day"), "small", 400, "text.secondary")
        x = times.right() + look.px(10)
        painter.fillRect(QRect(x, box.top() + 7, 3, box.height() - 14), look.colour(f"kind.{event.kind}"))
        icon = look.pixmap(KIND_ICONS[event.kind], f"kind.{event.kind}", 16)
        painter.drawPixmap(QPointF(x + look.px(12), box.center().y() - look.px(8) + 1), icon)
        x += look.px(38)
        pill = inner.right() - look.px(_PILL)
        paint_pill(
            painter, look, pill, box.center().y(), look.px(_PILL), label(words, event.state), STATE_MARKS[event.state]
        )
        if hints.on_closed_day(self.almanac, event):
            pill -= look.px(24)
            mark = look.pixmap("triangle-alert", "warn.text", 14)
            painter.drawPixmap(QPointF(pill, box.center().y() - look.px(7)), mark)
        if event.series:
            pill -= look.px(24)
            painter.drawPixmap(
                QPointF(pill, box.center().y() - look.px(7)), look.pixmap("repeat", "text.secondary", 14)
            )
        room = pill - x - look.px(12)
        used = self._draw(
            painter, QRect(x, box.top(), room, box.height()), phrases.title_of(words, event.title), "body", 500,
            "text.primary",
        )  # fmt: skip
        place = QRect(x + used + look.px(12), box.top(), room - used - look.px(12), box.height())
        self._draw(painter, place, event.place.get(words.language), "small", 400, "text.secondary")
        painter.setOpacity(1)
        if event.id == self.selected:
            self._paint_ring(painter, box)

    def _paint_deadline(self, painter: QPainter, deadline: Deadline, box: QRect) -> None:
        look, words = self.kit.look, self.kit.live.words
        inner = box.adjusted(look.px(20), 0, -look.px(20), 0)
        x = inner.left() + look.px(_TIMES) + look.px(10)
        painter.setPen(QPen(look.colour("border.strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x + 0.5, box.top() + 4.5, inner.right() - x, box.height() - 9))
        painter.drawPixmap(
            QPointF(x + look.px(12), box.center().y() - look.px(8) + 1),
            look.pixmap("alarm-clock", "text.secondary", 16),
        )
        at = phrases.deadline_end(words, deadline, self.zone)
        text = f"{phrases.deadline_text(words, deadline)}: {at}"
        place = QRect(x + look.px(38), box.top(), inner.right() - x - look.px(50), box.height())
        self._draw(painter, place, text, "body", 500, "text.primary")

    def _paint_ring(self, painter: QPainter, box: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.kit.look.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(box).adjusted(9, 1, -9, -1), 4, 4)

    def _say_nothing(self, painter: QPainter) -> None:
        painter.setFont(self.kit.look.font("body"))
        painter.setPen(self.kit.look.colour("text.secondary"))
        text = self.kit.live.words.t("Nothing in these three months.")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)

    def _draw(
        self, painter: QPainter, box: QRect, text: str, style: str, weight: int, tint: str, *, right: bool = False
    ) -> int:
        """Draw one line, cut where it does not fit; gives its width."""
        look = self.kit.look
        font = look.font(style, weight)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        painter.setFont(font)
        painter.setPen(look.colour(tint))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        return metrics.horizontalAdvance(shown)
