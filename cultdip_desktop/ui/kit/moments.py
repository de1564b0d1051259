"""Days and times: typed in either calendar, or chosen from a month that shows the lunar days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.typed_dates import parse
from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.text import PlainLabel

Today = Callable[[], date]
Holidays = Callable[[int, int], Mapping[date, str]]
"""Year and month → names of the holidays in it, already in the interface language."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, if known, a time, on the clock of the place that the field stands for."""

    day: date
    at: time | None = None


class DateTimeField(LineEdit):
    """A day with or without a time. Takes `25/9 17:30`, `25/9/2026`, `15/8 âl`; F4 or Alt+Down opens the month."""

    changed = Signal(object)
    """A `Moment`, or None when empty or not (yet) understood, at every change by the user."""

    settled = Signal(object)
    """The same, when the focus leaves a changed field or a day was chosen in the month."""

    def __init__(self, kit: Kit, today: Today, *, with_time: bool = True, holidays: Holidays | None = None) -> None:
        """`today` tells the present day at the place; a typed day without a year is in its year."""
        super().__init__(kit, t("day/month time") if with_time else t("day/month/year"))
        self._today = today
        self._with_time = with_time
        self._holidays = holidays
        self._moment: Moment | None = None
        self._popup: MonthPopup | None = None
        self._button = IconButton(kit, "calendar-days", t("Choose a day"), on_click=self.open_month)
        self._button.setParent(self)
        self._button.setProperty("inside", "true")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextMargins(0, 0, kit.look.px(24), 0)
        self.setMinimumWidth(kit.look.px(200 if with_time else 150))
        self.edited.connect(self._typed)
        self.committed.connect(lambda _text: self.settled.emit(self._moment))
        kit.live.changed.connect(self._write)

    @property
    def valid(self) -> bool:
        """Whether the text is empty or understood."""
        return not self.value() or self._moment is not None

    def moment(self) -> Moment | None:
        """What is meant."""
        return self._moment

    def set_moment(self, moment: Moment | None) -> None:
        """Show `moment` without telling anybody."""
        self._moment = moment
        self._write()

    def lunar_words(self) -> str:
        """The lunar day in words, for an echo: "Rằm tháng Tám"; nothing when there is no day."""
        if self._moment is None or not lunar.FIRST_DAY <= self._moment.day <= lunar.LAST_DAY:
            return ""
        return lunar.day_words(self._kit.live.words, lunar.from_solar(self._moment.day))

    def lunar_digits(self) -> str:
        """The lunar day in digits: "15/8 âl"; nothing when there is no day."""
        if self._moment is None or not lunar.FIRST_DAY <= self._moment.day <= lunar.LAST_DAY:
            return ""
        return lunar.short(self._kit.live.words, lunar.from_solar(self._moment.day))

    def open_month(self) -> None:
        """Open the month for choosing a day."""
        day = self._moment.day if self._moment else self._today()
        self._popup = MonthPopup(self._kit, self, day, self._today(), self._holidays)
        self._popup.chosen.connect(self._choose)
        self._popup.open_below(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the month."""
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.open_month()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write what was understood in full."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._moment is not None:
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        size = self._kit.look.px(24)
        self._button.setGeometry(self.width() - size - 5, (self.height() - size) // 2, size, size)

    def _typed(self, text: str) -> None:
        found = parse(text, self._today().year)
        self._moment = Moment(found.day, found.at if self._with_time else None) if found else None
        self.changed.emit(self._moment)

    def _choose(self, day: date) -> None:
        self._moment = Moment(day, self._moment.at if self._moment else None)
        self._write()
        self.changed.emit(self._moment)
        self.settled.emit(self._moment)

    def _write(self) -> None:
        if self._moment is None:
            if not self.hasFocus():
                self.set_value("")
            return
        at = self._moment.at if self._with_time else None
        self.set_value(dates.field(self._kit.live.words, self._moment.day, at))


class MonthPopup(QFrame):
    """A month to choose a day from: arrows move by day and week, Page Up and Down by month, Enter chooses."""

    chosen = Signal(object)
    """The `date`."""

    def __init__(self, kit: Kit, parent: QWidget, day: date, today: date, holidays: Holidays | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._kit = kit
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kit.name(self, t("Choose a day"))
        self.grid = MonthGrid(kit, day, today, holidays)
        self._title = PlainLabel(kit, "", "strong")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = IconButton(kit, "chevron-left", t("Month before"), on_click=lambda: self.grid.move_months(-1))
        after = IconButton(kit, "chevron-right", t("Month after"), on_click=lambda: self.grid.move_months(1))
        now = Button(kit, t("Today"), compact=True, on_click=lambda: self._take(today))
        head = QHBoxLayout()
        for widget in (before, self._title, after):
            head.addWidget(widget, 1 if widget is self._title else 0)
        foot = QHBoxLayout()
        self._lunar = PlainLabel(kit, "", "small", "gold")
        foot.addWidget(self._lunar, 1)
        foot.addWidget(now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.grid)
        layout.addLayout(foot)
        self.grid.moved.connect(self._show)
        self.grid.chosen.connect(self._take)
        self._show(day)

    def open_below(self, field: QWidget) -> None:
        """Show under `field`, or above it where the screen ends."""
        self.adjustSize()
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        room = field.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place = field.mapToGlobal(QPoint(0, -self.height() - 2))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.grid.setFocus()

    def _show(self, day: date) -> None:
        words = self._kit.live.words
        self._title.say(dates.month(words, day.year, day.month).capitalize())
        name = self.grid.holiday(day)
        known = lunar.FIRST_DAY <= day <= lunar.LAST_DAY
        moon = lunar.day_words(words, lunar.from_solar(day)) if known else ""
        self._lunar.say(f"{moon} · {name}" if name and moon else name or moon)

    def _take(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()


_WEEK: Final = 7
_CELL: Final = QSize(40, 36)
_ECHO_PADDING: Final = 28
"""Px at both ends of the field that words may not take."""


class MonthGrid(QWidget):
    """Six weeks from Monday, each day with its lunar day; the 1st and 15th lunar in gold, Sundays in red."""

    chosen = Signal(object)
    moved = Signal(object)
    """The day that the cursor is on now."""

    def __init__(self, kit: Kit, day: date, today: date, holidays: Holidays | None = None) -> None:
        super().__init__()
        self._kit = kit
        self._day, self._today = day, today
        self._ask = holidays
        self._holidays: dict[date, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._load()

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    def holiday(self, day: date) -> str:
        """Name of the holiday on `day`, or nothing."""
        return self._holidays.get(day, "")

    def move_to(self, day: date) -> None:
        """Put the cursor on `day`, turning the page where needed."""
        other = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        if other:
            self._load()
        self._announce()
        self.update()
        self.moved.emit(day)

    def move_months(self, months: int) -> None:
        """Turn pages; the day of the month is kept where the month has it."""
        number = self._day.year * 12 + self._day.month - 1 + months
        first = date(number // 12, number % 12 + 1, 1)
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        self.move_to(first.replace(day=min(self._day.day, last.day)))

    def sizeHint(self) -> QSize:
        """Seven columns, a line of names and six weeks."""
        look = self._kit.look
        return QSize(look.px(_CELL.width()) * _WEEK, look.px(_CELL.height()) * 6 + look.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page Up and Down, Home and End, Enter."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
        key = Qt.Key(event.key())
        if key in steps:
            self.move_to(self._day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_months(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            days = -self._day.weekday() if key == Qt.Key.Key_Home else 6 - self._day.weekday()
            self.move_to(self._day + timedelta(days=days))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """The holiday under the mouse is its tooltip."""
        if event.type() == QEvent.Type.ToolTip:
            day = self._day_at(self.mapFromGlobal(self.cursor().pos()))
            self.setToolTip(plain_tip(self.holiday(day)) if day else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and days."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, words = self._kit.look, self._kit.live.words
        first = self._first()
        painter.setFont(look.font("micro", 600))
        for column in range(_WEEK):
            painter.setPen(look.colour("official.text" if column == 6 else "text.secondary"))
            box = QRect(column * self._width(), 0, self._width(), look.px(20))
            name = dates.weekday(words, first + timedelta(days=column), short=True)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        for number in range(42):
            self._paint_day(painter, first + timedelta(days=number), self._box(number))

    def _paint_day(self, painter: QPainter, day: date, box: QRect) -> None:
        look = self._kit.look
        inner = QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5)
        inside = day.month == self._day.month
        if day == self._day:
            painter.setPen(QPen(look.colour("accent"), 2 if self.hasFocus() else 1))
            painter.setBrush(look.colour("accent.tint"))
            painter.drawRoundedRect(inner, look.px(6), look.px(6))
        elif day in self._holidays:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("info.tint"))
            painter.drawRoundedRect(inner, look.px(6), look.px(6))
        self._paint_number(painter, day, box, inside=inside)
        if not lunar.FIRST_DAY <= day <= lunar.LAST_DAY:
            return
        moon = lunar.from_solar(day)
        painter.setFont(look.font("micro", 600 if moon.is_marked else 400))
        painter.setPen(look.colour("warn.text" if moon.is_marked else "text.tertiary"))
        low = QRect(box.left(), box.top() + look.px(18), box.width(), look.px(15))
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, lunar.cell(moon))

    def _paint_number(self, painter: QPainter, day: date, box: QRect, *, inside: bool) -> None:
        look = self._kit.look
        high = QRect(box.left(), box.top() + look.px(2), box.width(), look.px(18))
        painter.setFont(look.font("body", 600 if inside else 400))
        tint = "official.text" if day.weekday() == 6 or day in self._holidays else "text.primary"
        if day == self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            wide = look.px(24)
            painter.drawRoundedRect(QRectF(high.center().x() - wide / 2 + 1, high.top(), wide, high.height()), 9, 9)
            tint = "accent.on"
        elif not inside:
            tint = "text.tertiary"
        painter.setPen(look.colour(tint))
        painter.drawText(high, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _box(self, number: int) -> QRect:
        look = self._kit.look
        row, column = divmod(number, _WEEK)
        height = look.px(_CELL.height())
        return QRect(column * self._width(), look.px(24) + row * height, self._width(), height)

    def _width(self) -> int:
        return self._kit.look.px(_CELL.width())

    def _first(self) -> date:
        first = self._day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _day_at(self, point: QPoint) -> date | None:
        return next((self._first() + timedelta(days=i) for i in range(42) if self._box(i).contains(point)), None)

    def _load(self) -> None:
        if self._ask is not None:
            self._holidays = dict(self._ask(self._day.year, self._day.month))

    def _announce(self) -> None:
        self.setAccessibleName(dates.day_of_week(self._kit.live.words, self._day))


class LunarEcho(LineEdit):
    """A read-only field beside a day that says its lunar day in words, in digits where there is no room for them."""

    def __init__(self, kit: Kit, source: DateTimeField, name: Speech) -> None:
        super().__init__(kit)
        self._source = source
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        kit.name(self, name)
        source.textChanged.connect(self._follow)
        kit.live.changed.connect(self._follow)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in the form that fits."""
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        words = self._source.lunar_words()
        room = self.contentsRect().width() - self._kit.look.px(_ECHO_PADDING)
        fits = self.fontMetrics().horizontalAdvance(words) <= room
        self.set_value(words if fits else self._source.lunar_digits())
        self.setToolTip(plain_tip(words))
