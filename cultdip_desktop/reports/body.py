"""The story of a report set in type: the form's head, its sections, the ending with the signature, the appendices.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.units import cm, mm

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import appendix, ending, letterhead, paper, prose
from cultdip_desktop.reports.appendix_head import appendix_head
from cultdip_desktop.reports.charts import chart
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.head_text import head_of
from cultdip_desktop.reports.paper import Flow, grid, paragraph
from cultdip_desktop.reports.pictures import Picture
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import (
    BULLET,
    Appendix,
    Block,
    ChartBlock,
    Heading,
    Para,
    Points,
    Row,
    Story,
    Table,
)
from cultdip_desktop.reports.two_columns import Pair, Piece, TwoColumns

Shown = Mapping[str, tuple[int, Picture]]
"""Number and header of each picture that can be printed, by id of its item."""

SMALL: Final = 5
"""Rows of a table that is not parted."""

_ROOM_FOR_TABLE: Final = 7.5 * cm
"""A larger table and the headings above it begin on a page only with this much room."""

_HALF: Final = paper.TEXT_WIDTH / 2
_GAP: Final = 6 * mm
_COLUMN: Final = paper.style("column", 12, alignment=TA_LEFT, spaceBefore=3, spaceAfter=4)
_COLUMN_ITEM: Final = paper.style(
    "column-item", 12, alignment=TA_LEFT, bulletIndent=0, bulletFontSize=12, spaceBefore=2, spaceAfter=3
)
_CELLS: Final = {"left": paper.CELL, "centre": paper.CELL_CENTRE, "right": paper.CELL_RIGHT}


def parts(story: Story, data: ReportData, words: Words, shown: Shown) -> list[list[Flow]]:
    """The document and its appendices, each a list of flows that begins on a page of its own."""
    head = head_of(data, words)
    flow: list[Flow] = letterhead.head(head, words)
    flow += flows([block for section in story.sections for block in section.blocks], words, shown)
    last = [paragraph(paper.BODY, *para.parts) for para in story.ending]
    flow += [*last[:-1], ending.ending(head, words, last[-1:])]
    count = len(story.appendices)
    return [
        flow,
        *(_appendix(one, number, count, data, words, shown) for number, one in enumerate(story.appendices, 1)),
    ]


def two_columns(both: TwoColumns, data: ReportData, shown: Shown) -> list[list[Flow]]:
    """The same in Vietnamese and English side by side, under the Vietnamese form's head."""
    words = Words("vi")
    head = head_of(data, words)
    other = prose.subject(data, Words("en"))
    flow: list[Flow] = letterhead.head(replace(head, subject=f"{head.subject} / {other}"), words)
    flow += set_pieces(both.pieces, words, shown)
    if both.ending[:-1]:
        flow.append(set_beside(both.ending[:-1], words, shown))
    flow.append(ending.ending(head, words, [set_beside(both.ending[-1:], words, shown)]))
    count = len(both.appendices)
    parts = [flow]
    for number, (one, pieces) in enumerate(both.appendices, 1):
        parts.append([*appendix_head(head, words, number, count, one.title), *set_pieces(pieces, words, shown)])
    return parts


def set_pieces(pieces: Sequence[Piece], words: Words, shown: Shown) -> list[Flow]:
    """Runs of pairs in two columns, everything else over the whole width; a heading stays with its first pair."""
    made: list[Flow] = []
    wide: list[Block] = []
    pairs: list[Pair] = []
    for piece in (*pieces, None):
        if isinstance(piece, Pair):
            pairs.append(piece)
            continue
        if pairs:
            made += _headed(wide, pairs, words, shown)
            wide, pairs = [], []
        if piece is not None:
            wide.append(piece)
    return [*made, *flows(wide, words, shown)]


def _headed(wide: Sequence[Block], pairs: Sequence[Pair], words: Words, shown: Shown) -> list[Flow]:
    """What stands over the whole width, then pairs; the headings at its end on one page with the first of them."""
    at = len(wide)
    while at and isinstance(wide[at - 1], Heading):
        at -= 1
    heads = [flow for block in wide[at:] for flow in _set(block, words, shown)]
    first = paper.together([*heads, set_beside(pairs[:1], words, shown)])
    rest = [set_beside(pairs[1:], words, shown)] if pairs[1:] else []
    return [*flows(wide[:at], words, shown), first, *rest]


def set_beside(pairs: Sequence[Pair], words: Words, shown: Shown) -> Flow:
    """Pairs of running text in two columns."""
    sides = [[_narrow(side, words, shown) for side in (pair.vi, pair.en)] for pair in pairs]
    return paper.columns([(vi, en) for vi, en in sides], (_HALF, _HALF), gap=_GAP, languages=("vi-VN", "en-GB"))


def _narrow(block: Block | None, words: Words, shown: Shown) -> list[Flow]:
    """One side of a pair; a cell forgets the room below its last paragraph."""
    if isinstance(block, Para):
        return [paragraph(paper.NOTE if block.tone == "note" else _COLUMN, *block.parts), paper.space(5)]
    if isinstance(block, Points):
        labels = [point.label for point in block.items]
        parts_of = [point.parts for point in block.items]
        listed = paper.listing(parts_of, None if set(labels) == {BULLET} else labels, style=_COLUMN_ITEM)
        return [listed, paper.space(4)]
    return [] if block is None else _set(block, words, shown)


def flows(blocks: Sequence[Block], words: Words, shown: Shown) -> list[Flow]:
    """The blocks one below the other; a small table stays with its heading and its note on one page."""
    made: list[Flow] = []
    at = 0
    while at < len(blocks):
        end = _tabled(blocks, at)
        if end > at and not _is_small(blocks, at):
            made += [
                paper.room(_ROOM_FOR_TABLE),
                *(flow for block in blocks[at:end] for flow in _set(block, words, shown)),
            ]
            at = end
        elif end > at:
            whole = [flow for block in blocks[at:end] for flow in _set(block, words, shown)]
            made.append(paper.together(whole))
            at = end
        else:
            made += _set(blocks[at], words, shown)
            at += 1
    return made


def _tabled(blocks: Sequence[Block], at: int) -> int:
    """Where a group ends that begins at `at` with headings, a table and notes; `at` itself for none."""
    end = _table_at(blocks, at)
    if end is None:
        return at
    end += 1
    while end < len(blocks) and _is_note(blocks[end]):
        end += 1
    return end


def _table_at(blocks: Sequence[Block], at: int) -> int | None:
    """Place of the table that follows the headings from `at` on."""
    while at < len(blocks) and isinstance(blocks[at], Heading):
        at += 1
    return at if at < len(blocks) and isinstance(blocks[at], Table) else None


def _is_small(blocks: Sequence[Block], at: int) -> bool:
    found = _table_at(blocks, at)
    table_of = None if found is None else blocks[found]
    return isinstance(table_of, Table) and len(table_of.rows) <= SMALL


def _is_note(block: Block) -> bool:
    return isinstance(block, Para) and block.tone == "note"


def _set(block: Block, words: Words, shown: Shown) -> list[Flow]:
    if isinstance(block, Heading):
        return heading(block)
    if isinstance(block, Para):
        return [paragraph(paper.NOTE if block.tone == "note" else paper.BODY, *block.parts)]
    if isinstance(block, Points):
        return [points(block)]
    if isinstance(block, Table):
        return [table(block)]
    if isinstance(block, ChartBlock):
        return [chart(block)]
    return appendix.photos(block, words, shown)


def heading(block: Heading) -> list[Flow]:
    """A heading with its number."""
    return paper.heading(block.text, block.level, number=f"{block.number}." if block.number else "")


def points(block: Points) -> Flow:
    """A list; lettered points are labelled by their letters."""
    labels = [point.label for point in block.items]
    return paper.listing([point.parts for point in block.items], None if set(labels) == {BULLET} else labels)


def table(block: Table) -> Flow:
    """A ruled table; sums stand in bold already."""
    rows = [[paragraph(paper.CELL_HEAD, column.head) for column in block.columns]]
    rows += [_row(block, row) for row in block.rows]
    widths = [column.width * mm for column in block.columns]
    return grid(rows, widths, total=block.total, row_head=block.row_head)


def _row(block: Table, row: Row) -> list[Flow]:
    cells = []
    for column, parts_of in zip(block.columns, row.cells, strict=True):
        cells.append(paragraph(_CELLS[column.align], *(parts_of if row.kind == "plain" else _bold(parts_of))))
    return cells


def _bold(found: Sequence[Part]) -> tuple[Part, ...]:
    """The row that adds up stands out."""
    return tuple(Span(part.text if isinstance(part, Span) else part, bold=True) for part in found)


def _appendix(of: Appendix, number: int, count: int, data: ReportData, words: Words, shown: Shown) -> list[Flow]:
    head = appendix_head(head_of(data, words), words, number, count, of.title)
    return [*head, *flows(of.blocks, words, shown)]
