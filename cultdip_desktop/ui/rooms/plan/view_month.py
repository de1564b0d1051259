"""The month: four to six weeks of seven days, painted; lunar days, holidays, bars over several days, entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent

from cultdip_desktop.domain.calendar import VIETNAM, CalendarEvent, Deadline
from cultdip_desktop.domain.calendar_words import occasion_text
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.almanac import FOREIGN
from cultdip_desktop.ui.rooms.plan.canvas import CalendarCanvas
from cultdip_desktop.ui.rooms.plan.drag import EDGE_PX, Edge, Hit
from cultdip_desktop.ui.rooms.plan.layout import (
    WEEK,
    Item,
    Measures,
    Placed,
    Row,
    add_months,
    lay_out,
    month_end,
    month_weeks,
    spans,
)
from cultdip_desktop.ui.rooms.plan.paint import (
    STAR,
    Entry,
    entry_of,
    hint_width,
    lines_wanted,
    paint_date,
    paint_entry,
    paint_hint,
    paint_moon,
    paint_tag,
)

HEAD: Final = 28
"""Height of the line of weekdays, px at 100 %."""

_DATE: Final = 26
"""From the top of a cell to what stands below its date."""

_TAG: Final = 15
_MARGIN: Final = 5
_TIMES_FROM: Final = 180
"""Cells so wide say the hour before the title."""

_LOW: Final = 92
"""Cells lower than this show one holiday, higher ones two."""

_WHEEL: Final = 120

Thing = CalendarEvent | Deadline


@dataclass(slots=True)
class Week:
    """One row as it is shown."""

    monday: date
    box: QRect
    notes: list[list[tuple[str, str]]] = field(default_factory=list)
    """For each day tag and name of what stands below its date."""

    row: Row[Thing] = field(default_factory=lambda: Row((), (0,) * WEEK))


class MonthView(CalendarCanvas):
    """The page of the month in which the cursor is."""

    def __init__(self, kit: Kit, today: date, zone: str) -> None:
        super().__init__(kit, today, zone)
        self._weeks: list[Week] = []
        self._turned = 0

    @property
    def first(self) -> date:
        """The first day of the page, a Monday."""
        return month_weeks(self.cursor_day)[0]

    @property
    def last(self) -> date:
        """The last day of the page, a Sunday."""
        return month_weeks(self.cursor_day)[-1] + timedelta(days=WEEK - 1)

    def page(self, day: date, pages: int) -> date:
        """So many months on."""
        return add_months(day, pages)

    def place_of(self, day: date) -> QPoint:
        """Below the day's number."""
        box = self.cell(day)
        return QPoint(box.left() + self.kit.look.px(12), box.top() + self.kit.look.px(_DATE))

    def cell(self, day: date) -> QRect:
        """Where a day of the page stands; empty for another."""
        for week in self._weeks:
            column = (day - week.monday).days
            if 0 <= column < WEEK:
                return self._cell(week, column)
        return QRect()

    def box_of(self, event_id: str) -> QRect:
        """Where an event begins on the page; empty when it found no room."""
        return next((box.toRect() for part, box in self._parts() if _id(part) == event_id), QRect())

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""
        for week in self._weeks:
            if week.box.contains(point):
                column = (point.x() - week.box.left()) * WEEK // week.box.width()
                return week.monday + timedelta(days=min(column, WEEK - 1))
        return None

    def hit(self, point: QPoint) -> Hit | None:
        """The event under a point, and whether it is an end of it."""
        for part, box in self._parts():
            if _id(part) and box.contains(QPointF(point)):
                edge: Edge = ""
                if part.item.begins and part.item.last > part.item.first and point.x() - box.left() < EDGE_PX:
                    edge = "first"
                elif part.item.ends and box.right() - point.x() < EDGE_PX:
                    edge = "last"
                return Hit(_id(part), edge)
        return None

    def hidden_on(self, day: date) -> int:
        """How many things of a day found no room."""
        for week in self._weeks:
            column = (day - week.monday).days
            if 0 <= column < WEEK:
                return week.row.hidden[column]
        return 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on "+2" shows the day."""
        point = event.position().toPoint()
        day = self.day_at(point)
        super().mousePressEvent(event)
        if day is not None and self.hidden_on(day) and self._more(day).contains(point):
            self.day_asked.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages."""
        self._turned += event.angleDelta().y()
        pages = -int(self._turned / _WHEEL)
        if pages:
            self._turned = 0
            self.move_to(self.page(self.cursor_day, pages))
        event.accept()

    # -- where things stand

    def lay_out(self) -> None:
        """Place everything of the page."""
        look = self.kit.look
        mondays = month_weeks(self.cursor_day)
        head, height = look.px(HEAD), self.height()
        self._weeks = []
        for number, monday in enumerate(mondays):
            top = head + (height - head) * number // len(mondays)
            bottom = head + (height - head) * (number + 1) // len(mondays)
            week = Week(monday, QRect(0, top, self.width(), bottom - top))
            self._fill(week)
            self._weeks.append(week)

    def _fill(self, week: Week) -> None:
        look = self.kit.look
        most = 1 if week.box.height() < look.px(_LOW) else 2
        week.notes = [self._notes(week.monday + timedelta(days=column))[:most] for column in range(WEEK)]
        tops = [look.px(_DATE) + look.px(_TAG) * len(notes) for notes in week.notes]
        line, padding = look.px(15), look.px(5)
        measures = Measures(week.box.height() - look.px(3), look.px(21), line, padding, look.px(3), look.px(15))
        week.row = lay_out(list(self._items(week.monday, self._cell(week, 0).width())), tops, measures)

    def _items(self, monday: date, cell: int) -> Iterator[Item[Thing]]:
        width = cell - 2 * self.kit.look.px(_MARGIN)
        seen: set[str] = set()
        for column in range(WEEK):
            day = monday + timedelta(days=column)
            for deadline in self.almanac.deadlines(day):
                lines = lines_wanted(self.kit.look, self.entry(deadline, cell), width)
                yield Item(deadline, column, column, lines)
            for event in self.almanac.events(day):
                if event.id not in seen:
                    seen.add(event.id)
                    lines = lines_wanted(self.kit.look, self.entry(event, cell), width)
                    item: Item[Thing] | None = spans(event.first, event.last, monday, event, lines)
                    if item is not None:
                        yield item

    def entry(self, thing: Thing, cell: int) -> Entry:
        """How an event or a deadline looks in a cell so wide."""
        words = self.kit.live.words
        if isinstance(thing, Deadline):
            return Entry("", phrases.deadline_text(words, thing), "alarm-clock", "")
        wide = cell >= self.kit.look.px(_TIMES_FROM) and thing.days == 1
        time = dates.clock(thing.start) if wide and thing.start is not None and not thing.all_day else ""
        return entry_of(thing, phrases.title_of(words, thing.title), time)

    def _notes(self, day: date) -> list[tuple[str, str]]:
        language = self.kit.live.language
        found = [(holiday.tag, holiday.name.get(language)) for holiday in self.almanac.holidays(day)]
        words = self.kit.live.words
        return found + [(STAR, occasion_text(words, one)) for one in self.almanac.notable(day)]

    def _cell(self, week: Week, column: int) -> QRect:
        left = week.box.width() * column // WEEK
        right = week.box.width() * (column + 1) // WEEK
        return QRect(left, week.box.top(), right - left, week.box.height())

    def _more(self, day: date) -> QRect:
        box, high = self.cell(day), self.kit.look.px(18)
        return QRect(box.left(), box.bottom() - high, box.width(), high)

    def _box(self, week: Week, part: Placed[Thing]) -> QRectF:
        margin = self.kit.look.px(_MARGIN)
        left = self._cell(week, part.item.first).left() + (margin if part.item.begins else 0)
        right = self._cell(week, part.item.last).right() + 1 - (margin if part.item.ends else 0)
        return QRectF(left, week.box.top() + part.top, right - left, part.height)

    def _parts(self) -> Iterator[tuple[Placed[Thing], QRectF]]:
        for week in self._weeks:
            for part in week.row.placed:
                yield part, self._box(week, part)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page."""
        del event
        painter = QPainter(self)
        self._paint_weekdays(painter)
        for week in self._weeks:
            for column in range(WEEK):
                self._paint_cell(painter, week, column)
        self._paint_lines(painter)
        self._paint_today(painter)
        for week in self._weeks:
            for part in week.row.placed:
                self._paint_part(painter, week, part)
            self._paint_more(painter, week)
        self._paint_cursor(painter)
        if self.drag is not None:
            self._paint_drag(painter)

    def _paint_weekdays(self, painter: QPainter) -> None:
        look, words = self.kit.look, self.kit.live.words
        head = look.px(HEAD)
        painter.fillRect(QRect(0, 0, self.width(), head), look.colour("bg.window"))
        painter.setFont(look.font("small", 500))
        for column in range(WEEK):
            painter.setPen(look.colour("official.text" if column == WEEK - 1 else "text.secondary"))
            left = self.width() * column // WEEK + look.px(8)
            box = QRect(left, 0, self.width() // WEEK - look.px(8), head)
            name = dates.weekday(words, self.first + timedelta(days=column))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_cell(self, painter: QPainter, week: Week, column: int) -> None:
        look = self.kit.look
        day, box = week.monday + timedelta(days=column), self._cell(week, column)
        over = self.almanac.day(day)
        inside = day.month == self.cursor_day.month
        host = any(one.free and one.layer in FOREIGN for one in self.almanac.holidays(day))
        ground = "info.tint" if host else "bg.surface" if inside else "bg.window"
        painter.fillRect(box, look.colour(ground))
        self._paint_date(painter, day, box, inside=inside)
        if self.almanac.choice.moon:
            right = QRectF(box.left(), box.top() + look.px(4), box.width() - look.px(6), look.px(20))
            paint_moon(painter, look, right, over.lunar)
        left, room = box.left() + look.px(_MARGIN), box.width() - 2 * look.px(_MARGIN)
        for number, (tag, name) in enumerate(week.notes[column]):
            middle = box.top() + look.px(_DATE) + look.px(_TAG) * number + look.px(5)
            paint_tag(painter, look, left, middle, tag, name, room)

    def _paint_date(self, painter: QPainter, day: date, box: QRect, *, inside: bool) -> None:
        look = self.kit.look
        text = dates.day_in_year(self.kit.live.words, day) if day.day == 1 else str(day.day)
        place = QRectF(box.left() + look.px(_MARGIN), box.top() + look.px(4), box.width(), look.px(20))
        red = day.weekday() == WEEK - 1 or any(one.free and one.tag == VIETNAM for one in self.almanac.holidays(day))
        tint = "official.text" if red and inside else "text.primary" if inside else "text.tertiary"
        paint_date(painter, look, place, text, tint, today=day == self.today)

    def _paint_lines(self, painter: QPainter) -> None:
        line = self.kit.look.colour("border.subtle")
        for week in self._weeks:
            painter.fillRect(QRect(0, week.box.top(), self.width(), 1), line)
        head = self.kit.look.px(HEAD)
        for column in range(1, WEEK):
            painter.fillRect(QRect(self.width() * column // WEEK, head, 1, self.height() - head), line)

    def _paint_part(self, painter: QPainter, week: Week, part: Placed[Thing]) -> None:
        identifier = _id(part)
        entry = self.entry(part.item.thing, self._cell(week, 0).width())
        if self.drag is not None and self.drag.event.id == identifier:
            painter.setOpacity(0.35)
        paint_entry(
            painter,
            self.kit.look,
            self._box(week, part),
            entry,
            part.lines,
            begins=part.item.begins,
            ends=part.item.ends,
            selected=bool(identifier) and identifier == self.selected,
        )
        painter.setOpacity(1)

    def _paint_more(self, painter: QPainter, week: Week) -> None:
        look, words = self.kit.look, self.kit.live.words
        painter.setFont(look.font("micro", 600))
        painter.setPen(look.colour("text.secondary"))
        for column, count in enumerate(week.row.hidden):
            if count:
                box = self._more(week.monday + timedelta(days=column)).adjusted(look.px(7), 0, 0, -look.px(2))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words.t("+{n} more", n=count))

    def _paint_today(self, painter: QPainter) -> None:
        today = self.cell(self.today)
        if not today.isEmpty():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.kit.look.colour("accent"), 2))
            painter.drawRect(QRectF(today).adjusted(1, 1, 0, 0))

    def _paint_cursor(self, painter: QPainter) -> None:
        cursor, focus = self.cell(self.cursor_day), self.hasFocus()
        if cursor.isEmpty() or self.selected or self.drag is not None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.kit.look.colour("accent" if focus else "border.strong"), 2 if focus else 1))
        inset = 4 if self.cursor_day == self.today else 2
        painter.drawRoundedRect(QRectF(cursor).adjusted(inset, inset, 1 - inset, 1 - inset), 4, 4)

    def _paint_drag(self, painter: QPainter) -> None:
        look = self.kit.look
        if self.drag is None:
            return
        made = self.drag.placed()
        for week in self._weeks:
            item: Item[Thing] | None = spans(made.first, made.last, week.monday, made)
            if item is not None:
                notes = max(len(week.notes[column]) for column in range(item.first, item.last + 1))
                top = look.px(_DATE) + look.px(_TAG) * notes
                part: Placed[Thing] = Placed(item, top, look.px(21), 1)
                box = self._box(week, part)
                days = QRectF(box.left(), week.box.top(), box.width(), week.box.height()).adjusted(-3, 2, 3, -2)
                painter.setPen(QPen(look.colour("accent"), 2, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(days, 4, 4)
                entry = self.entry(made, self._cell(week, 0).width())
                paint_entry(painter, look, box, entry, begins=item.begins, ends=item.ends, selected=True)
        hint = self.hint()
        if hint:
            wide = min(hint_width(look, hint), self.width() - look.px(24))
            top = self.height() - look.px(46)
            paint_hint(painter, look, QRectF((self.width() - wide) / 2, top, wide, look.px(34)), hint)


def _id(part: Placed[Thing]) -> str:
    return part.item.thing.id if isinstance(part.item.thing, CalendarEvent) else ""


def last_shown(day: date) -> date:
    """The last day of the page of a month."""
    return max(month_end(day), month_weeks(day)[-1] + timedelta(days=WEEK - 1))
