"""The page: A4 of Decree 30/2020, its styles, and the one place that turns text into ReportLab paragraphs.

Import only after `fonts.prepare()`. ReportLab reads markup in a paragraph's text and even opens files that it
names, so nothing else in the product may call `Paragraph`: `paragraph` escapes every piece of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm, mm
from reportlab.platypus import CondPageBreak, LongTable, Paragraph, TableStyle

from cultdip_desktop.reports.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, clean
from cultdip_desktop.reports.prose import Part, Span

Flow: TypeAlias = Any
"""A flowable of ReportLab, which ships no types."""

Canvas: TypeAlias = Any
"""ReportLab's canvas."""

PAGE_WIDTH: Final = float(A4[0])
PAGE_HEIGHT: Final = float(A4[1])
TOP: Final = 20 * mm
BOTTOM: Final = 20 * mm
LEFT: Final = 30 * mm
RIGHT: Final = 15 * mm
"""Margins within 20–25, 20–25, 30–35 and 15–20 mm (Appendix I, I.3)."""

TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
TEXT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
LEADING: Final = 1.22
"""Line height over size: stacked Vietnamese capitals touch below 1.2."""

CELL_PADDING: Final = 2.5
RULE: Final = 0.6
"""Line width of rules and grids, points."""


def style(name: str, size: float, font: str = REGULAR, **more: Any) -> ParagraphStyle:
    """A style of `size` points with room for stacked Vietnamese capitals."""
    more.setdefault("leading", size * LEADING)
    return ParagraphStyle(
        name, fontName=font, fontSize=size, bulletFontName=REGULAR, allowWidows=0, allowOrphans=0, **more
    )


BODY: Final = style("body", 13, alignment=TA_JUSTIFY, firstLineIndent=1.27 * cm, spaceBefore=3, spaceAfter=3.5)
HEADING: Final = style("heading", 13, BOLD, alignment=TA_LEFT, firstLineIndent=1.27 * cm, spaceBefore=7, spaceAfter=4)
TO: Final = style("to", 13, alignment=TA_CENTER, spaceBefore=8, spaceAfter=8)
TO_ITEM: Final = style("to-item", 13, leftIndent=5.2 * cm, firstLineIndent=-0.3 * cm)
NOTE: Final = style("note", 11, ITALIC, alignment=TA_JUSTIFY, spaceBefore=3, spaceAfter=6)
SIGN: Final = style("sign", 13, BOLD, alignment=TA_CENTER)
COPIES_HEAD: Final = style("copies-head", 12, BOLD_ITALIC)
COPIES: Final = style("copies", 11)
APPENDIX: Final = style("appendix", 14, BOLD, alignment=TA_CENTER)
APPENDIX_TITLE: Final = style("appendix-title", 13, BOLD, alignment=TA_CENTER)
APPENDIX_LINE: Final = style("appendix-line", 13, ITALIC, alignment=TA_CENTER, spaceAfter=8)
CELL: Final = style("cell", 10.5)
CELL_CENTRE: Final = style("cell-centre", 10.5, alignment=TA_CENTER)
CELL_RIGHT: Final = style("cell-right", 10.5, alignment=TA_RIGHT)
CELL_HEAD: Final = style("cell-head", 10, BOLD, alignment=TA_CENTER)
PHOTO_EVENT: Final = style("photo-event", 12, BOLD, spaceBefore=6, spaceAfter=4)
CAPTION: Final = style("caption", 11, alignment=TA_CENTER, spaceBefore=3)
CREDIT: Final = style("credit", 10, ITALIC, alignment=TA_CENTER, spaceAfter=6)


def paragraph(style: ParagraphStyle, *parts: Part) -> Flow:
    """A paragraph of literal text: nothing in `parts` is read as markup; line breaks in them are kept."""
    return Paragraph("".join(_markup(part) for part in parts), style)


def room(height: float) -> Flow:
    """A new page unless `height` points are left on this one: keeps a heading with what follows."""
    return CondPageBreak(height)


def grid(rows: Sequence[Sequence[Flow]], widths: Sequence[float], *, total: bool = False) -> Flow:
    """A ruled table over several pages, its first row repeated on each; `total` sets the last row apart, never alone on a page.

    No row is split, so what goes into a cell must be clipped: 40 lines fit on any page.
    """
    ruled = [
        ("GRID", (0, 0), (-1, -1), RULE, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_PADDING + 1),
        ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING + 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING + 1),
    ]
    if total:
        ruled += [("LINEABOVE", (0, -1), (-1, -1), RULE * 2, "black"), ("NOSPLIT", (0, -2), (-1, -1))]
    return LongTable(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=1,
        style=TableStyle(ruled),
        spaceBefore=4,
        spaceAfter=4,
    )


def _markup(part: Part) -> str:
    span = part if isinstance(part, Span) else Span(part)
    text = escape(clean(span.text)).replace("\n", "<br/>")
    if span.bold:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if span.italic else text
