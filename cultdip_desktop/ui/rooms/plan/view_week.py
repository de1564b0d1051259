"""The week: seven days with their hours; what lasts for days, or has no hour, in lanes above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen

from cultdip_desktop.domain.calendar import CalendarEvent, Deadline
from cultdip_desktop.domain.calendar_words import occasion_text
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.almanac import FOREIGN, later
from cultdip_desktop.ui.rooms.plan.drag import EDGE_PX, Drag, Hit
from cultdip_desktop.ui.rooms.plan.layout import WEEK, Item, Measures, Placed, Row, lay_out, side_by_side, spans
from cultdip_desktop.ui.rooms.plan.paint import (
    STAR,
    Entry,
    entry_of,
    hint_width,
    paint_date,
    paint_entry,
    paint_hint,
    paint_moon,
    paint_tag,
)
from cultdip_desktop.ui.rooms.plan.scrolled import ScrolledCanvas

_HOURS: Final = 52
"""Width of the column of hours, px at 100 %."""

_HOUR: Final = 44
_HEAD: Final = 46
_TAG: Final = 16
_LANES: Final = 150
"""Lanes take at most so much."""

_FIRST_HOUR: Final = 8
"""The hour at the top when a week is opened."""

_STEP: Final = 30
"""Minutes that a key takes an event earlier or later."""

_SNAP: Final = 15
"""Minutes to which dragging keeps."""

_SHORTEST: Final = 30
"""Minutes that an event takes at least on the page."""

Thing = CalendarEvent | Deadline


@dataclass(frozen=True, slots=True)
class Timed:
    """An event of some hours on its day: minutes from midnight, and its lane among those at the same time."""

    event: CalendarEvent
    column: int
    begin: int
    end: int
    lane: int
    lanes: int


class WeekView(ScrolledCanvas):
    """The week of the cursor."""

    time_asked = Signal(str, object, object)
    """Id of an event, and the `date` and `time` at which it is to begin."""

    def __init__(self, kit: Kit, today: date, zone: str) -> None:
        super().__init__(kit, today, zone)
        self._row: Row[Thing] = Row((), (0,) * WEEK)
        self._timed: list[Timed] = []
        self._head = 0
        self._opened = False

    @property
    def first(self) -> date:
        """The Monday of the page."""
        return self.cursor_day - timedelta(days=self.cursor_day.weekday())

    @property
    def last(self) -> date:
        """The Sunday of the page."""
        return self.first + timedelta(days=WEEK - 1)

    def place_of(self, day: date) -> QPoint:
        """Below the day's head."""
        return QPoint(self._left((day - self.first).days) + 12, self.kit.look.px(_HEAD))

    def box_of(self, event_id: str) -> QRect:
        """Where an event begins on the page; empty when it is not on it."""
        return next((box.toRect() for id_, box, _ends in self._boxes() if id_ == event_id), QRect())

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point, whatever the hour."""
        left = self._left(0)
        if not left <= point.x() < self.room:
            return None
        column = (point.x() - left) * WEEK // max(self.room - left, 1)
        return self.first + timedelta(days=min(column, WEEK - 1))

    def hit(self, point: QPoint) -> Hit | None:
        """The event under a point; its right end stretches it."""
        below = point.y() >= self._head
        for event_id, box, lane in self._boxes():
            if event_id and lane is not below and box.contains(QPointF(point)):
                return Hit(event_id, "last" if box.right() - point.x() < EDGE_PX else "")
        return None

    # -- hours

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Ctrl, up and down take an event with hours earlier and later."""
        key, control = Qt.Key(event.key()), Qt.KeyboardModifier.ControlModifier
        found = self.almanac.event(self.current_event)
        step = {Qt.Key.Key_Up: -_STEP, Qt.Key.Key_Down: _STEP}.get(key, 0)
        if step and event.modifiers() & control and found is not None and _has_hours(found):
            self.selected = found.id
            self._ask_time(found, found.first, step)
            return
        super().keyPressEvent(event)

    def aim(self, drag: Drag, day: date, way: QPoint) -> None:
        """Dragged as a whole, an event with hours goes up and down in quarters of an hour."""
        drag.aim(day)
        if not drag.edge and _has_hours(drag.event):
            drag.minutes = _within_day(drag.event, round(way.y() * 60 / self.kit.look.px(_HOUR) / _SNAP) * _SNAP)

    def let_go(self, drag: Drag) -> None:
        """Ask for another hour where it has one, else for other days."""
        if drag.minutes:
            self._ask_time(drag.event, drag.first, drag.minutes)
        else:
            super().let_go(drag)

    def _ask_time(self, event: CalendarEvent, day: date, minutes: int) -> None:
        made = later(event, _within_day(event, minutes))
        if made.start is not None and (made.start != event.start or day != event.first):
            self.time_asked.emit(event.id, day, made.start.time())

    # -- where things stand

    def lay_out(self) -> None:
        """Place lanes and hours."""
        look = self.kit.look
        notes = max((len(self._notes(column)) for column in range(WEEK)), default=0)
        top = look.px(_HEAD) + look.px(_TAG) * notes
        measures = Measures(look.px(_LANES), look.px(21), look.px(15), look.px(5), look.px(3), look.px(15))
        self._row = lay_out(list(self._whole_days()), [0] * WEEK, measures)
        low = max((part.top + part.height + look.px(5) for part in self._row.placed), default=0)
        more = look.px(15) if any(self._row.hidden) else 0
        self._head = top + low + more
        self._notes_top = look.px(_HEAD)
        self._lanes_top = top
        self._timed = [timed for column in range(WEEK) for timed in self._hours_of(column)]
        self.set_length(look.px(_HOUR) * 24 + 1, self._head)
        if not self._opened and self.height() > self._head and self.isVisible():
            self._opened = True
            self.scroll_up_to(look.px(_HOUR) * _FIRST_HOUR - look.px(10))

    def _notes(self, column: int) -> list[tuple[str, str]]:
        day, language = self.first + timedelta(days=column), self.kit.live.language
        found = [(holiday.tag, holiday.name.get(language)) for holiday in self.almanac.holidays(day)]
        words = self.kit.live.words
        found += [(STAR, occasion_text(words, one)) for one in self.almanac.notable(day)]
        return found[:2]

    def _whole_days(self) -> Iterator[Item[Thing]]:
        seen: set[str] = set()
        for column in range(WEEK):
            day = self.first + timedelta(days=column)
            for deadline in self.almanac.deadlines(day):
                yield Item(deadline, column, column)
            for event in self.almanac.events(day):
                if event.id not in seen and not _has_hours(event):
                    seen.add(event.id)
                    item: Item[Thing] | None = spans(event.first, event.last, self.first, event)
                    if item is not None:
                        yield item

    def _hours_of(self, column: int) -> Iterator[Timed]:
        day = self.first + timedelta(days=column)
        events = [event for event in self.almanac.events(day) if _has_hours(event)]
        times = sorted(((*_minutes(event), event) for event in events), key=lambda found: (found[0], -found[1]))
        lanes = side_by_side([(begin, end) for begin, end, _event in times])
        for (begin, end, event), (lane, count) in zip(times, lanes, strict=True):
            yield Timed(event, column, begin, end, lane, count)

    def _left(self, column: int) -> int:
        hours = self.kit.look.px(_HOURS)
        return hours + (self.room - hours) * column // WEEK

    def _boxes(self) -> Iterator[tuple[str, QRectF, bool]]:
        """Id, place and whether it stands in a lane, of everything on the page."""
        for part in self._row.placed:
            thing = part.item.thing
            yield thing.id if isinstance(thing, CalendarEvent) else "", self._lane_box(part), True
        for timed in self._timed:
            yield timed.event.id, self._hour_box(timed), False

    def _lane_box(self, part: Placed[Thing]) -> QRectF:
        left, right = self._left(part.item.first) + 4, self._left(part.item.last + 1) - 3
        return QRectF(left, self._lanes_top + part.top, right - left, part.height)

    def _hour_box(self, timed: Timed) -> QRectF:
        hour = self.kit.look.px(_HOUR)
        left, right = self._left(timed.column) + 3, self._left(timed.column + 1) - 3
        wide = (right - left) / timed.lanes
        top = self._head + timed.begin * hour / 60 - self.offset
        return QRectF(left + wide * timed.lane, top, wide - 2, (timed.end - timed.begin) * hour / 60 - 2)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hours, then the head over what is scrolled out."""
        del event
        painter = QPainter(self)
        look = self.kit.look
        painter.fillRect(self.rect(), look.colour("bg.surface"))
        self._paint_grid(painter)
        for timed in self._timed:
            box = self._hour_box(timed)
            if box.bottom() > self._head and box.top() < self.height():
                lines = max(1, int((box.height() - look.px(5)) / look.px(15)))
                self._paint_event(painter, timed.event, box, min(lines, 4))
        self._paint_head(painter)
        for part in self._row.placed:
            self._paint_lane(painter, part)
        self._paint_focus(painter)
        if self.drag is not None:
            self._paint_drag(painter)

    def entry(self, thing: Thing) -> Entry:
        """How an event or a deadline looks."""
        words = self.kit.live.words
        if isinstance(thing, Deadline):
            return Entry("", phrases.deadline_text(words, thing), "alarm-clock", "")
        time = dates.clock(thing.start) if thing.start is not None and not thing.all_day and thing.days == 1 else ""
        return entry_of(thing, phrases.title_of(words, thing.title), time)

    def _paint_event(self, painter: QPainter, event: CalendarEvent, box: QRectF, lines: int) -> None:
        if self.drag is not None and self.drag.event.id == event.id:
            painter.setOpacity(0.35)
        paint_entry(painter, self.kit.look, box, self.entry(event), lines, selected=event.id == self.selected)
        painter.setOpacity(1)

    def _paint_lane(self, painter: QPainter, part: Placed[Thing]) -> None:
        thing, item = part.item.thing, part.item
        taken = isinstance(thing, CalendarEvent) and thing.id == self.selected
        box = self._lane_box(part)
        paint_entry(painter, self.kit.look, box, self.entry(thing), begins=item.begins, ends=item.ends, selected=taken)

    def _paint_grid(self, painter: QPainter) -> None:
        look, hour = self.kit.look, self.kit.look.px(_HOUR)
        line = look.colour("border.subtle")
        painter.setFont(look.font("micro"))
        for number in range(24):
            y = self._head + number * hour - self.offset
            if y < self._head - hour or y > self.height():
                continue
            painter.fillRect(QRect(self._left(0), y, self.room, 1), line)
            painter.setPen(look.colour("text.tertiary"))
            box = QRect(0, y - hour // 2, self._left(0) - look.px(8), hour)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{number:02}:00")
        for column in range(WEEK):
            painter.fillRect(QRect(self._left(column), 0, 1, self.height()), line)

    def _paint_head(self, painter: QPainter) -> None:
        look, words = self.kit.look, self.kit.live.words
        painter.fillRect(QRect(0, 0, self.width(), self._head), look.colour("bg.window"))
        for column in range(WEEK):
            day = self.first + timedelta(days=column)
            left, wide = self._left(column), self._left(column + 1) - self._left(column)
            if any(one.free and one.layer in FOREIGN for one in self.almanac.holidays(day)):
                painter.fillRect(QRect(left, 0, wide, self._head), look.colour("info.tint"))
            painter.setFont(look.font("small", 500))
            red = column == WEEK - 1
            painter.setPen(look.colour("official.text" if red else "text.secondary"))
            high = QRect(left + look.px(8), look.px(4), wide - look.px(10), look.px(18))
            painter.drawText(high, Qt.AlignmentFlag.AlignVCenter, dates.weekday(words, day, short=wide < look.px(96)))
            self._paint_date(painter, day, QRect(left, look.px(21), wide, look.px(21)), red=red)
            for number, (tag, name) in enumerate(self._notes(column)):
                middle = self._notes_top + look.px(_TAG) * number + look.px(7)
                paint_tag(painter, look, left + look.px(5), middle, tag, name, wide - look.px(10))
            painter.fillRect(QRect(left, 0, 1, self._head), look.colour("border.subtle"))
        painter.fillRect(QRect(0, self._head - 1, self.width(), 1), look.colour("border.control"))

    def _paint_date(self, painter: QPainter, day: date, box: QRect, *, red: bool) -> None:
        look = self.kit.look
        place = QRectF(box).adjusted(look.px(8), 0, 0, 0)
        text = dates.day_in_year(self.kit.live.words, day)
        tint = "official.text" if red else "text.primary"
        paint_date(painter, look, place, text, tint, today=day == self.today)
        if self.almanac.choice.moon:
            paint_moon(painter, look, QRectF(box).adjusted(0, 0, -look.px(6), 0), self.almanac.day(day).lunar)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.selected or self.drag is not None:
            return
        column = (self.cursor_day - self.first).days
        box = QRectF(self._left(column), 0, self._left(column + 1) - self._left(column), self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.kit.look.colour("accent" if focus else "border.strong"), 2 if focus else 1))
        painter.drawRoundedRect(box.adjusted(2, 2, -1, -2), 4, 4)

    def _paint_drag(self, painter: QPainter) -> None:
        look, drag = self.kit.look, self.drag
        made = drag.placed() if drag is not None else None
        item = spans(made.first, made.last, self.first, made) if made is not None else None
        if item is not None and made is not None:
            left, right = self._left(item.first), self._left(item.last + 1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(left + 2, 2, right - left - 3, self.height() - 4), 4, 4)
            if _has_hours(made):
                box = self._hour_box(Timed(made, item.first, *_minutes(made), 0, 1))
                paint_entry(painter, look, box, self.entry(made), 2, selected=True)
        hint = self.hint()
        if hint:
            wide = min(hint_width(look, hint), self.width() - look.px(24))
            paint_hint(
                painter, look, QRectF((self.width() - wide) / 2, self.height() - look.px(46), wide, look.px(34)), hint
            )


def _has_hours(event: CalendarEvent) -> bool:
    return event.days == 1 and event.start is not None and not event.all_day


def _minutes(event: CalendarEvent) -> tuple[int, int]:
    begin = _minute(event.start)
    end = _minute(event.end) if event.end is not None and event.end > (event.start or event.end) else begin + 60
    end = 24 * 60 if event.end is not None and event.end.date() > event.first else end
    begin = min(begin, 24 * 60 - _SHORTEST)
    return begin, min(max(end, begin + _SHORTEST), 24 * 60)


def _minute(at: datetime | None) -> int:
    return 0 if at is None else at.hour * 60 + at.minute


def _within_day(event: CalendarEvent, minutes: int) -> int:
    """So much of it that the event still begins on its day."""
    begin = _minute(event.start)
    return min(max(minutes, -begin), 24 * 60 - _SNAP - begin)
