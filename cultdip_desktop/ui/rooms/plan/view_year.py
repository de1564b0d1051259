"""The year: twelve small months; the more events a day has, the deeper its green."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen

from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.plan import phrases
from cultdip_desktop.ui.rooms.plan.canvas import CalendarCanvas
from cultdip_desktop.ui.rooms.plan.drag import Hit
from cultdip_desktop.ui.rooms.plan.layout import WEEK, add_months, month_end

_MARGIN: Final = 16
_TITLE: Final = 24
_LEGEND: Final = 26
_HEATS: Final = (("heat.1", "text.primary"), ("heat.2", "text.primary"), ("heat.3", "heat.3.text"),
                 ("heat.4", "accent.on"))  # fmt: skip
"""For one, two, three, and four or more events: fill and ink."""


class YearView(CalendarCanvas):
    """The year of the cursor. Enter or a double click opens the month."""

    def __init__(self, kit: Kit, today: date, zone: str) -> None:
        super().__init__(kit, today, zone)
        self._counts: dict[int, int] = {}

    @property
    def first(self) -> date:
        """New Year's Day."""
        return date(self.cursor_day.year, 1, 1)

    @property
    def last(self) -> date:
        """The last of December."""
        return date(self.cursor_day.year, 12, 31)

    def page(self, day: date, pages: int) -> date:
        """So many years on."""
        return add_months(day, pages * 12)

    def place_of(self, day: date) -> QPoint:
        """The day itself."""
        return self._day_box(day).center()

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""
        for month in range(1, 13):
            first = date(self.cursor_day.year, month, 1)
            if self._month_box(month).contains(point):
                days = (first + timedelta(days=number) for number in range(month_end(first).day))
                return next((day for day in days if self._day_box(day).contains(point)), None)
        return None

    def hit(self, point: QPoint) -> Hit | None:
        """Events are too small to be taken hold of here."""
        del point
        return None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the month of the day."""
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.day_asked.emit(day)

    def lay_out(self) -> None:
        """Count each month anew."""
        self._counts = self.almanac.monthly(self.cursor_day.year)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint months and legend."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.kit.look.colour("bg.window"))
        for month in range(1, 13):
            self._paint_month(painter, date(self.cursor_day.year, month, 1))
        self._paint_legend(painter)

    def _paint_month(self, painter: QPainter, first: date) -> None:
        look, words = self.kit.look, self.kit.live.words
        box = self._month_box(first.month)
        painter.setPen(QPen(look.colour("border.subtle"), 1))
        painter.setBrush(look.colour("bg.surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
        head = QRect(box.left() + look.px(10), box.top() + look.px(2), box.width() - look.px(20), look.px(_TITLE))
        painter.setFont(look.font("body", 600))
        painter.setPen(look.colour("text.primary"))
        name = phrases.upper_first(dates.month_alone(words, first.month))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text.secondary"))
        count = self._counts.get(first.month, 0)
        said = words.n("{n} event", "{n} events", count) if count else ""
        painter.drawText(head, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        for number in range(month_end(first).day):
            self._paint_day(painter, first + timedelta(days=number))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        look = self.kit.look
        box = QRectF(self._day_box(day)).adjusted(1, 1, -1, -1)
        count = len(self.almanac.events(day))
        free = any(one.free for one in self.almanac.holidays(day))
        ink = "official.text" if day.weekday() == WEEK - 1 or free else "text.secondary"
        if count:
            heat, ink = _HEATS[min(count, len(_HEATS)) - 1]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(heat))
            painter.drawRoundedRect(box, look.px(3), look.px(3))
        if day == self.today or day == self.cursor_day:
            focus = day == self.cursor_day and self.hasFocus()
            painter.setPen(QPen(look.colour("accent" if focus or day == self.today else "border.strong"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(3), look.px(3))
        painter.setFont(look.font("micro", 600 if count or day == self.today else 400))
        painter.setPen(look.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_legend(self, painter: QPainter) -> None:
        look, words = self.kit.look, self.kit.live.words
        top = self.height() - look.px(_LEGEND)
        x = look.px(_MARGIN)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text.secondary"))
        title = words.t("Events on a day:")
        painter.drawText(QRect(x, top, look.px(220), look.px(20)), Qt.AlignmentFlag.AlignVCenter, title)
        x += painter.fontMetrics().horizontalAdvance(title) + look.px(8)
        for number, (heat, ink) in enumerate(_HEATS, 1):
            box = QRectF(x, top + 1, look.px(30), look.px(18))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(heat))
            painter.drawRoundedRect(box, look.px(3), look.px(3))
            painter.setFont(look.font("micro", 600))
            painter.setPen(look.colour(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{number}+" if number == len(_HEATS) else str(number))
            x += look.px(34)

    def _month_box(self, month: int) -> QRect:
        look = self.kit.look
        columns = 4 if self.width() >= look.px(720) else 3
        rows = 12 // columns
        margin, gap = look.px(_MARGIN), look.px(12)
        wide = (self.width() - 2 * margin - gap * (columns - 1)) // columns
        high = (self.height() - margin - look.px(_LEGEND) - look.px(8) - gap * (rows - 1)) // rows
        line, column = divmod(month - 1, columns)
        return QRect(margin + column * (wide + gap), margin + line * (high + gap), wide, high)

    def _day_box(self, day: date) -> QRect:
        look = self.kit.look
        box = self._month_box(day.month)
        number = day.replace(day=1).weekday() + day.day - 1
        line, column = divmod(number, WEEK)
        left, top = box.left() + look.px(8), box.top() + look.px(_TITLE) + look.px(3)
        wide, high = box.width() - look.px(16), box.height() - look.px(_TITLE) - look.px(9)
        x, y = left + wide * column // WEEK, top + high * line // 6
        return QRect(x, y, left + wide * (column + 1) // WEEK - x, top + high * (line + 1) // 6 - y)
