"""A card of the board: kind, title, day, goals, and how far the preparation is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.today import Step
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.marks import KIND_ICONS, code_width, paint_code
from cultdip_desktop.ui.kit.surfaces import paint_bar
from cultdip_desktop.ui.kit.theme import Look
from cultdip_desktop.ui.rooms.plan.paint import wrapped
from cultdip_desktop.ui.rooms.plan.phrases import title_of
from cultdip_desktop.ui.rooms.plan.viewmodel_board import PlanRow

AHEAD: Final = frozenset({EventState.IDEA, EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED})
"""States whose preparation is worth showing."""


def paint_card(painter: QPainter, kit: Kit, row: PlanRow, box: QRect, *, current: bool) -> None:
    """Paint an event as a card of the board."""
    look, words = kit.look, kit.live.words
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent" if current else "border.subtle"), 2 if current else 1))
    painter.setBrush(look.colour("bg.surface"))
    inset = 1 if current else 0.5
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), look.px(6), look.px(6))
    edge = QRectF(box.left() + 3, box.top() + 6, 3, box.height() - 12)
    painter.fillRect(edge, look.colour(f"kind.{row.kind}"))
    icon = look.pixmap(KIND_ICONS[row.kind], f"kind.{row.kind}", 14)
    painter.drawPixmap(QPointF(box.left() + look.px(11), box.top() + look.px(8)), icon)
    font = look.font("small", 500)
    painter.setFont(font)
    painter.setPen(look.colour("text.primary"))
    left, room, indent = box.left() + look.px(11), box.width() - look.px(18), look.px(20)
    lines = wrapped(QFontMetrics(font), title_of(words, row.title), room, _lines(row), indent=indent)
    for number, text in enumerate(lines):
        beside = 0 if number else indent  # the kind stands before the first line
        place = QRect(left + beside, box.top() + look.px(6) + number * look.px(16), room - beside, look.px(17))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
    _paint_foot(painter, look, row, box, words)
    painter.restore()


def _lines(row: PlanRow) -> int:
    """A card without a bar has room for a third line of its title."""
    return 2 if row.state in AHEAD else 3


def _paint_foot(painter: QPainter, look: Look, row: PlanRow, box: QRect, words: Words) -> None:
    middle = box.top() + look.px(53 if row.state in AHEAD else 68)
    left, right = box.left() + look.px(11), box.right() - look.px(7)
    font = look.font("micro")
    metrics = QFontMetrics(font)
    codes = [code for code, _primary in row.goals[:2]]
    day = words.t("no date yet") if row.start is None else dates.day(words, row.start)
    needed = code_width(look, codes[0]) if codes else 0
    if row.start is not None and left + metrics.horizontalAdvance(day) + needed + look.px(6) > right:
        day = dates.day_in_year(words, row.start)
    end = left + metrics.horizontalAdvance(day) + look.px(6)
    for code in codes:
        right -= code_width(look, code)
        if right >= end:
            paint_code(painter, look, right, middle, code, 16)
        right -= look.px(4)
    painter.setFont(font)
    painter.setPen(look.colour("text.secondary" if row.start else "warn.text"))
    place = QRect(left, middle - look.px(8), box.width(), look.px(16))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, day)
    if row.state in AHEAD:
        bar = QRect(box.left() + look.px(11), box.bottom() - look.px(13), box.width() - look.px(56), look.px(4))
        paint_bar(painter, look, bar, [(row.done / len(Step), "accent")])
        place = QRect(bar.right() + look.px(4), bar.top() - look.px(7), look.px(32), look.px(16))
        painter.drawText(
            place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{row.done}/{len(Step)}"
        )


def spoken(words: Words, row: PlanRow) -> str:
    """A card in words."""
    day = words.t("no date yet") if row.start is None else dates.day_of_week(words, row.start)
    return ", ".join([title_of(words, row.title), label(words, row.kind), day])
