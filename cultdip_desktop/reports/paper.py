"""The page: A4 of Decree 30/2020, its styles, and the one place that turns text into flowables of ReportLab.

Every document is a story of what is made here, because each of these knows its place in the structure that screen
readers follow (PDF/UA). ReportLab reads markup in a paragraph's text and even opens files that it names, so its
paragraphs are made here only, and past its parser.
Import only after `fonts.prepare()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeAlias

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.fonts import ps2tt, tt2ps
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm, mm
from reportlab.platypus import CondPageBreak, PageBreak, Spacer, TableStyle
from reportlab.platypus.paraparser import ParaFrag

from cultdip_desktop.reports.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, clean
from cultdip_desktop.reports.portions import portions
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.structure import Node
from cultdip_desktop.reports.tags import Bookmark, Place, Run, TaggedParagraph, TaggedTable, Together, Whole

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
LANDSCAPE_WIDTH: Final = PAGE_HEIGHT - LEFT - RIGHT
LANDSCAPE_HEIGHT: Final = PAGE_WIDTH - TOP - BOTTOM
"""The text's room on a page that lies on its side."""

ROOM_FOR_HEADING: Final = 3.2 * cm
"""A heading starts on a page only with this much of its section below it."""

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


PARAGRAPH_GAP: Final = 6
"""Points between paragraphs, the least that the decree allows (Appendix I, II.6.e); ReportLab takes the larger of two."""

BODY: Final = style(
    "body", 13, alignment=TA_JUSTIFY, firstLineIndent=1.27 * cm, spaceBefore=PARAGRAPH_GAP, spaceAfter=PARAGRAPH_GAP
)
HEADING: Final = style(
    "heading", 13, BOLD, alignment=TA_LEFT, firstLineIndent=1.27 * cm, spaceBefore=8, spaceAfter=PARAGRAPH_GAP
)
NOTE: Final = style("note", 11, ITALIC, alignment=TA_JUSTIFY, spaceBefore=3, spaceAfter=6)
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


TITLE: Final = style("title", 14, BOLD, alignment=TA_CENTER, spaceBefore=6, spaceAfter=8)
_INDENT: Final = 1.27 * cm
_ITEM: Final = style(
    "item",
    13,
    alignment=TA_JUSTIFY,
    bulletIndent=_INDENT,
    bulletFontSize=13,
    spaceBefore=PARAGRAPH_GAP,
    spaceAfter=PARAGRAPH_GAP,
)
_HEADINGS: Final = {
    1: HEADING,
    2: style(
        "heading-2", 13, BOLD, alignment=TA_LEFT, firstLineIndent=_INDENT, spaceBefore=7, spaceAfter=PARAGRAPH_GAP
    ),
    3: style(
        "heading-3",
        13,
        BOLD_ITALIC,
        alignment=TA_LEFT,
        firstLineIndent=_INDENT,
        spaceBefore=PARAGRAPH_GAP,
        spaceAfter=PARAGRAPH_GAP,
    ),
}
_BLANK: Final = 0.25
"""Width of a blank, between the label of an item and its text too, over the size of its face."""

_REPORTLABS_GAP: Final = 0.6
"""What ReportLab leaves behind a label, over the size that it takes for the label's."""

_BLANKS: Final = re.compile(" {2,}")
_BARE: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
)


def paragraph(style: ParagraphStyle, *parts: Part) -> Flow:
    """A paragraph (P) of literal text: nothing in `parts` is read as markup; line breaks in them are kept."""
    return _whole(Node("P"), style, parts)


def heading(
    text: str,
    level: int,
    *,
    number: str = "",
    style: ParagraphStyle | None = None,
    room_below: float = ROOM_FOR_HEADING,
) -> list[Flow]:
    """A heading (H1 to H3) with its bookmark, on one page with the beginning of what follows.

    A document's levels never skip: an H3 stands below an H2.
    """
    shown = f"{number} {text}" if number else text
    flow = _text(Node(f"H{level}"), style or _HEADINGS[level], (shown,))
    return [room(room_below), Bookmark(shown, level - 1), flow]


def title(text: str, *more: str, style: ParagraphStyle | None = None, below: ParagraphStyle | None = None) -> Flow:
    """The document's title (H1) where no letterhead bears one, with its bookmark; `more` are lines of the same title.

    With a style `below` for these they are named in the bookmark too ("Phụ lục I. Danh mục sự kiện").
    """
    node = Node("H1")
    if below is None:
        return Run([Bookmark(text, 0), _text(node, style or TITLE, ("\n".join((text, *more)),))])
    lines = [_text(node, below, (line,)) for line in more]
    return Run([Bookmark(". ".join((text, *more)), 0), _text(node, style or TITLE, (text,)), *lines])


def listing(
    items: Sequence[Sequence[Part]],
    letters: Sequence[str] | None = None,
    *,
    dash: str = "-",
    style: ParagraphStyle | None = None,
) -> Flow:
    """A list (L) of paragraphs; `letters` are their labels ("a)", "1."), else each has a `dash`."""
    numbering = "None" if not letters else "Decimal" if letters[0][:1].isdigit() else "LowerAlpha"
    node = Node("L", numbering=numbering)
    face = style or _ITEM
    face = face.clone(f"{face.name}-labelled", bulletFontSize=face.fontSize * _BLANK / _REPORTLABS_GAP)
    flows = []
    for at, parts in enumerate(items):
        item = node.adopt(Node("LI"))
        label, body = item.adopt(Node("Lbl")), item.adopt(Node("LBody"))
        first, *more = portions(parts)
        flow = _text(body, face, first, bullet=letters[at] if letters else dash)
        flow.label = label
        flows += [flow, *(_text(body, _further(face), portion) for portion in more)]
    return Run(flows)


def listed(paragraphs: Sequence[Flow]) -> Flow:
    """The same paragraphs, which bear their own dashes, as a list (L)."""
    node = Node("L")
    for flow in paragraphs:
        body = node.adopt(Node("LI")).adopt(Node("LBody"))
        for piece in flat([flow]):
            piece.node = piece.node and body
    return Run(paragraphs)


def figure(flow: Flow, alt: str) -> Flow:
    """A picture or chart (Figure) with the words that stand for it."""
    return Whole(flow, Node("Figure", alt=clean(alt).strip() or "–"))


def aside(flow: Flow) -> Flow:
    """Decoration, which no structure names and no reader reads."""
    return Whole(flow, None)


def room(height: float) -> Flow:
    """A new page unless `height` points are left on this one: keeps a heading with what follows."""
    return CondPageBreak(height)


def space(height: float) -> Flow:
    """`height` points of nothing."""
    return Spacer(0, height)


def page_break() -> Flow:
    """A new page."""
    return PageBreak()


def together(flows: Sequence[Flow]) -> Flow:
    """All on one page, where they fit on one."""
    return Together(flat(flows))


def grid(
    rows: Sequence[Sequence[Flow]],
    widths: Sequence[float],
    *,
    total: bool = False,
    heads: int = 1,
    row_head: int | None = None,
    more: Sequence[tuple[Any, ...]] = (),
) -> Flow:
    """A ruled table (Table, TR, TH, TD) over several pages, its first `heads` rows repeated on each.

    A cell is a flow or a list of flows. The cells of column `row_head` head their rows; `total` sets the last row apart, never
    alone on a page; `more` are further commands of ReportLab's table style. `SPAN` among them merges cells. A row is split only where it is higher than a page.
    """
    ruled: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), RULE, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), CELL_PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_PADDING + 1),
        ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING + 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING + 1),
    ]
    if heads:
        ruled.append(("VALIGN", (0, 0), (-1, heads - 1), "MIDDLE"))
    if total:
        ruled += [("LINEABOVE", (0, -1), (-1, -1), RULE * 2, "black"), ("NOSPLIT", (0, -2), (-1, -1))]
    table = TaggedTable(
        [[flat(cell) if isinstance(cell, list) else cell for cell in row] for row in rows],
        colWidths=list(widths),
        repeatRows=heads,
        style=TableStyle([*ruled, *more]),
        spaceBefore=4,
        spaceAfter=4,
    )
    table.page_height = TEXT_HEIGHT if sum(widths) <= TEXT_WIDTH + 1 else LANDSCAPE_HEIGHT
    table.node = _table_node(rows, heads, row_head, _spans(more, len(rows), len(widths)))
    return table


def side_by_side(left: Sequence[Flow], right: Sequence[Flow], widths: Sequence[float]) -> Flow:
    """Two columns that are no table: the left one is read first. They stay on one page."""
    table = TaggedTable([[flat(left), flat(right)]], colWidths=list(widths), style=TableStyle(_BARE))
    table.page_height = TEXT_HEIGHT
    return table


def columns(
    pairs: Sequence[tuple[Sequence[Flow], Sequence[Flow]]],
    widths: Sequence[float],
    *,
    gap: float = 0,
    languages: tuple[str, str] = ("", ""),
) -> Flow:
    """Two columns of pairs that stand beside each other, read pair by pair, over several pages.

    `languages` (BCP 47) say in which one each column is; `gap` points lie between them.
    """
    made = []
    for pair in pairs:
        sides = [flat(side) for side in pair]
        for side, language in zip(sides, languages, strict=True):
            in_language(side, language)
        made.append(sides)
    table = TaggedTable(
        made, colWidths=list(widths), style=TableStyle([*_BARE, ("RIGHTPADDING", (0, 0), (0, -1), gap)])
    )
    table.page_height = TEXT_HEIGHT
    return table


def in_language(flows: Sequence[Flow], language: str) -> Sequence[Flow]:
    """The same flows, said to be in `language` (BCP 47: "vi-VN", "en-GB") rather than in the document's."""
    for flow in flows:
        for node in nodes(flow):
            node.lang = language
    return flows


def signature_place(name: str, width: float, height: float) -> Flow:
    """Room for a visible signature; the finished file has an empty signature field `name` (person, agency) there."""
    return Place(name, width, height)


def flat(flows: Sequence[Flow]) -> list[Flow]:
    """The same with every run opened, so that pages and cells can be parted anywhere."""
    opened: list[Flow] = []
    for flow in flows:
        if isinstance(flow, Run):
            opened += flat(flow.content)
        elif isinstance(flow, list | tuple):
            opened += flat(flow)
        else:
            opened.append(flow)
    return opened


def nodes(flow: Flow) -> list[Node]:
    """The outermost elements that `flow` is drawn as."""
    if isinstance(flow, Run | Together):
        return [node for part in flow.content for node in nodes(part)]
    if isinstance(flow, TaggedTable) and flow.node is None:
        return [node for part in flat(flow.cells) for node in nodes(part)]
    node = getattr(flow, "node", None)
    while isinstance(node, Node) and node.parent is not None:
        node = node.parent
    return [node] if isinstance(node, Node) else []


def _whole(node: Node, style: ParagraphStyle, parts: Sequence[Part]) -> Flow:
    """One element; a text of many pages is set in portions that follow each other without a gap."""
    found = portions(parts)
    if len(found) == 1:
        return _text(node, style, parts)
    first, *middle, last = found
    return Run(
        [
            _text(node, style.clone("first", spaceAfter=0, justifyLastLine=1), first),
            *(_text(node, _further(style).clone("middle", spaceAfter=0, justifyLastLine=1), one) for one in middle),
            _text(node, _further(style), last),
        ]
    )


def _further(style: ParagraphStyle) -> ParagraphStyle:
    """The same in the middle of a paragraph."""
    return style.clone("further", firstLineIndent=0, spaceBefore=0)


def _text(node: Node, style: ParagraphStyle, parts: Sequence[Part], bullet: str | None = None) -> Flow:
    pieces = _pieces(parts)
    frags = [frag for piece in pieces for frag in _frags(style, piece)]
    label = None if bullet is None else list(_frags(style, Span(clean(bullet))))
    flow = TaggedParagraph(None, style, bulletText=label, frags=frags)
    flow.node = node if bullet or any(piece.text.strip() for piece in pieces) else None
    return flow


def _table_node(
    rows: Sequence[Sequence[Flow]], heads: int, row_head: int | None, spans: Mapping[tuple[int, int], tuple[int, int]]
) -> Node:
    """The table's element with its rows and cells; what a merged cell covers has none."""
    table = Node("Table")
    for at, row in enumerate(rows):
        line = table.adopt(Node("TR"), at_once=True)
        for column, cell in enumerate(row):
            size = spans.get((column, at), (1, 1))
            if size == (0, 0):
                continue
            scope = "Column" if at < heads else "Row" if column == row_head else ""
            node = line.adopt(Node("TH" if scope else "TD", scope=scope), at_once=True)
            node.columns, node.rows = size
            _fill_cell(node, cell)
    return table


def _fill_cell(node: Node, cell: Flow) -> None:
    """A single paragraph is the cell itself; several flows are elements within it."""
    flows = flat([cell])
    if len(flows) == 1 and isinstance(flows[0], TaggedParagraph) and flows[0].label is None:
        flows[0].node = flows[0].node and node
        return
    for inner in dict.fromkeys(found for flow in flows for found in nodes(flow)):
        node.adopt(inner)


def _spans(more: Sequence[tuple[Any, ...]], rows: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Of merged cells the size in columns and rows; (0, 0) for those that are covered."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for command in more:
        if command[0] != "SPAN":
            continue
        (left, top), (right, bottom) = ((x % columns, y % rows) for x, y in command[1:3])
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                found[x, y] = (0, 0)
        found[left, top] = (right - left + 1, bottom - top + 1)
    return found


def _pieces(parts: Sequence[Part]) -> list[Span]:
    """Neighbours of one face joined, blanks single, none at the ends."""
    made: list[Span] = []
    for part in parts:
        span = part if isinstance(part, Span) else Span(part)
        text = _BLANKS.sub(" ", clean(span.text))
        if made and (made[-1].bold, made[-1].italic) == (span.bold, span.italic):
            made[-1] = replace(made[-1], text=made[-1].text + text)
        elif text:
            made.append(replace(span, text=text))
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip(" "))
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
    return made


def _frags(style: ParagraphStyle, piece: Span) -> Iterator[ParaFrag]:
    """A piece as what ReportLab's own parser would have made of it; it is not asked, so nothing is ever markup."""
    family, bold, italic = ps2tt(style.fontName)
    bold, italic = bold or piece.bold, italic or piece.italic
    face = {
        "fontName": tt2ps(family, bold, italic), "fontSize": style.fontSize, "textColor": style.textColor,
        "bold": bold, "italic": italic, "rise": 0, "greek": 0, "link": [], "us_lines": [],
    }  # fmt: skip
    for at, line in enumerate(piece.text.split("\n")):
        if at:
            yield ParaFrag(**face, text="", lineBreak=True)
        if line:
            yield ParaFrag(**face, text=line)
