"""How events, deadlines and holidays look in a calendar: tint, edge, icon and words, painted from tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from cultdip_desktop.domain.calendar import CalendarEvent
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.i18n.lunar import LunarDate, cell
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.theme import Look

STAR: Final = "★"
"""The mark of an anniversary where holidays have their country."""

EDGE: Final = 3
"""Of the coloured edge at the left of an entry, px."""

ICON: Final = 13
REPEAT: Final = 11
"""Of the mark of an event that comes back every year, px."""

LEAD: Final = 22
"""From the left of an entry to its words, px."""

_OPEN_STATES: Final = frozenset({EventState.IDEA, EventState.POSTPONED, EventState.CANCELLED})
"""Shown without a fill: nothing is certain, or nothing happens."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event or a deadline as a calendar shows it."""

    id: str
    """Of the event; empty for a deadline."""

    title: str
    icon: str
    tone: str
    """Token of its ink; `<tone>.tint` is its fill. Empty for a deadline: dashed, without a fill."""

    time: str = ""
    """Clock time before the title, where there is room."""

    open: bool = False
    """Not certain: an outline instead of a fill."""

    struck: bool = False
    """Cancelled: the title is struck out."""

    repeats: bool = False
    """It comes back every year."""

    @property
    def words(self) -> str:
        """Time and title."""
        return f"{self.time} {self.title}" if self.time else self.title


def entry_of(event: CalendarEvent, title: str, time: str = "") -> Entry:
    """The entry of an event."""
    return Entry(
        event.id,
        title,
        KIND_ICONS[event.kind],
        f"kind.{event.kind}",
        time,
        open=event.state in _OPEN_STATES,
        struck=event.state is EventState.CANCELLED,
        repeats=bool(event.series),
    )


def wrapped(metrics: QFontMetrics, text: str, width: int, lines: int, *, indent: int = 0) -> list[str]:
    """`text` in at most `lines` lines of `width` px, broken at blanks, the last one cut where it is too long.

    The first line is `indent` px shorter.
    """
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines - 1:
        room = width if rows else width - indent
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= room:
            count += 1
        rows.append(metrics.elidedText(" ".join(words[:count]), Qt.TextElideMode.ElideRight, room))
        words = words[count:]
    if words:
        room = width if rows else width - indent
        rows.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, room))
    return rows


def lines_wanted(look: Look, entry: Entry, width: int) -> int:
    """1 or 2: how many lines the words of an entry `width` px wide need."""
    metrics = QFontMetrics(look.font("micro", 500))
    return 1 if metrics.horizontalAdvance(entry.words) <= words_width(look, width, entry) else 2


def words_width(look: Look, width: int, entry: Entry) -> int:
    """Room for words in an entry `width` px wide."""
    mark = look.px(REPEAT + 2) if entry.repeats else 0
    return max(width - look.px(LEAD) - look.px(5) - mark, 8)


def paint_entry(
    painter: QPainter,
    look: Look,
    box: QRectF,
    entry: Entry,
    lines: int = 1,
    *,
    begins: bool = True,
    ends: bool = True,
    selected: bool = False,
) -> None:
    """Paint an entry; one that goes on in the row before or after has no round end there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, look, box, entry, begins=begins, ends=ends)
    ink = entry.tone or "text.secondary"
    top = box.top() + look.px(4)
    painter.drawPixmap(QPointF(box.left() + look.px(6), top), look.pixmap(entry.icon, ink, ICON))
    _paint_words(painter, look, box, entry, lines, ink)
    if entry.repeats:
        mark = look.pixmap("repeat", ink, REPEAT)
        painter.drawPixmap(QPointF(box.right() - look.px(REPEAT + 4), top + look.px(1)), mark)
    if selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(4), look.px(4))
    painter.restore()


def _paint_ground(painter: QPainter, look: Look, box: QRectF, entry: Entry, *, begins: bool, ends: bool) -> None:
    radius = look.px(4)
    if not entry.tone:
        painter.setPen(QPen(look.colour("border.strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(look.colour("bg.surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return
    shape = QPainterPath()
    shape.addRoundedRect(box.adjusted(0 if begins else -radius, 0, 0 if ends else radius, 0), radius, radius)
    painter.save()
    painter.setClipRect(box)
    painter.fillPath(shape, look.colour("bg.surface" if entry.open else f"{entry.tone}.tint"))
    if entry.open:
        painter.setPen(QPen(look.colour(entry.tone), 1))
        inner = box.adjusted(0.5 if begins else -radius, 0.5, -0.5 if ends else radius, -0.5)
        painter.drawRoundedRect(inner, radius, radius)
    if begins:
        painter.setClipPath(shape)
        painter.fillRect(QRectF(box.left(), box.top(), EDGE, box.height()), look.colour(entry.tone))
    painter.restore()


def _paint_words(painter: QPainter, look: Look, box: QRectF, entry: Entry, lines: int, ink: str) -> None:
    font = look.font("micro", 500)
    font.setStrikeOut(entry.struck)
    metrics = QFontMetrics(font)
    painter.setPen(look.colour(ink))
    left, high = box.left() + look.px(LEAD), look.px(15)
    spare = max(box.height() - high * lines, 0)
    top = box.top() + min(spare / 2, look.px(3))  # tall boxes begin at their top, beside the icon
    for number, text in enumerate(wrapped(metrics, entry.words, words_width(look, round(box.width()), entry), lines)):
        place = QRectF(left, top + number * high, box.right() - left, high)
        if number == 0 and entry.time and text.startswith(entry.time):
            bold = look.font("micro", 600)
            painter.setFont(bold)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, entry.time)
            place.adjust(QFontMetrics(bold).horizontalAdvance(f"{entry.time} "), 0, 0, 0)
            text = text[len(entry.time) :].lstrip()
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def paint_date(painter: QPainter, look: Look, box: QRectF, text: str, tint: str, *, today: bool) -> None:
    """Paint a day's number; today's in a green pill."""
    font = look.font("body", 600)
    painter.setFont(font)
    if not today:
        painter.setPen(look.colour(tint))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        return
    pill = QRectF(box)
    pill.setWidth(max(QFontMetrics(font).horizontalAdvance(text) + look.px(12), look.px(26)))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.restore()
    painter.setPen(look.colour("accent.on"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def paint_moon(painter: QPainter, look: Look, box: QRectF, moon: LunarDate) -> None:
    """Paint a lunar day at the right; the first and the fifteenth in gold."""
    painter.setFont(look.font("micro", 600 if moon.is_marked else 400))
    painter.setPen(look.colour("warn.text" if moon.is_marked else "text.tertiary"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), cell(moon))


def paint_tag(painter: QPainter, look: Look, left: float, middle: float, tag: str, name: str, room: float) -> None:
    """Paint whose holiday it is in a little frame, and its name."""
    ink = tag_ink(tag)
    font = look.font("micro", 600)
    metrics = QFontMetrics(font)
    wide, high = metrics.horizontalAdvance(tag) + look.px(7), look.px(14)
    frame = QRectF(left + 0.5, middle - high / 2 + 0.5, wide - 1, high - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(ink), 1))
    painter.setBrush(look.colour("bg.surface"))
    painter.drawRoundedRect(frame, look.px(3), look.px(3))
    painter.setFont(font)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, tag)
    plain = look.font("micro", 400)
    painter.setFont(plain)
    space = room - wide - look.px(4)
    shown = QFontMetrics(plain).elidedText(name, Qt.TextElideMode.ElideRight, round(space))
    place = QRectF(left + wide + look.px(4), middle - high, space, high * 2)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def tag_ink(tag: str) -> str:
    """Token of the ink for a holiday: red for Viet Nam's, gold for the lunar calendar's, blue for the rest."""
    return {"VN": "official.text", "ÂL": "warn.text", STAR: "warn.text"}.get(tag, "info.text")


def paint_hint(painter: QPainter, look: Look, box: QRectF, text: str) -> None:
    """Paint the gold hint that something clashes."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("gold.fill"), 1))
    painter.setBrush(look.colour("warn.tint"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
    middle = box.center().y()
    mark = look.pixmap("triangle-alert", "warn.text", 16)
    painter.drawPixmap(QPointF(box.left() + look.px(10), middle - look.px(8)), mark)
    painter.setFont(look.font("small", 500))
    painter.setPen(look.colour("warn.text"))
    place = box.adjusted(look.px(34), 0, -look.px(8), 0)
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, round(place.width()))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def hint_width(look: Look, text: str) -> int:
    """How wide a hint wants to be, px."""
    return QFontMetrics(look.font("small", 500)).horizontalAdvance(text) + look.px(44)
