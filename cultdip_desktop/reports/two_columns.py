"""A report in two columns, Vietnamese and English side by side, of one set of data.

Running text stands pair by pair. A heading, table or chart stands once over the whole width: its words in both
languages, its numbers as Vietnamese writes them, which a sentence at the beginning says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.chart_scene import Bar
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import (
    Appendix,
    Block,
    ChartBlock,
    Column,
    Heading,
    Para,
    Photo,
    Photos,
    Points,
    Row,
    Story,
    Table,
    plain,
)

NUMBERS = N_("Numbers in tables and charts are written the Vietnamese way: points part thousands, a comma decimals.")
"""Said once, in both languages (msgid)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same piece of running text in both languages; None where one says it in fewer pieces."""

    vi: Block | None
    en: Block | None


Piece: TypeAlias = Pair | Heading | Table | ChartBlock | Photos
"""What stands side by side, or over the whole width."""


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """A whole document in two languages."""

    pieces: tuple[Piece, ...]
    ending: tuple[Pair, ...]
    """The last pair stays with the signature."""

    appendices: tuple[tuple[Appendix, tuple[Piece, ...]], ...]
    """Each with its title in both languages and what stands in it."""


def beside(vi: Story, en: Story) -> TwoColumns:
    """The two stories of the same data as one."""
    pieces: list[Piece] = []
    english = {section.key: section.blocks for section in en.sections}
    for section in vi.sections:
        pieces += _pieces(section.blocks, english.get(section.key, ()))
        if section.key == "opening":
            pieces.append(Pair(_note(Words("vi")), _note(Words("en"))))
    pairs = tuple(Pair(one, other) for one, other in zip_longest(vi.ending, en.ending))
    others = {one.key: one for one in en.appendices}
    appendices = []
    for one in vi.appendices:
        other = others.get(one.key, one)
        title = one.title if one.title == other.title else f"{one.title} / {other.title}"
        appendices.append((replace(one, title=title), tuple(_pieces(one.blocks, other.blocks))))
    return TwoColumns(tuple(pieces), pairs, tuple(appendices))


def merged_table(vi: Table, en: Table) -> Table:
    """One table of two that hold the same figures."""
    columns = tuple(_column(one, other) for one, other in zip(vi.columns, en.columns, strict=True))
    rows = []
    for one, other in zip(vi.rows, en.rows, strict=True):
        cells = zip(vi.columns, one.cells, other.cells, strict=True)
        rows.append(Row(tuple(_both(a, b) if column.words else a for column, a, b in cells), one.kind))
    return replace(vi, columns=columns, rows=tuple(rows))


def merged_chart(vi: ChartBlock, en: ChartBlock) -> ChartBlock:
    """One chart of two."""
    bars = tuple(_bar(one, other) for one, other in zip(vi.chart.bars, en.chart.bars, strict=True))
    chart = replace(vi.chart, title=_joined(vi.chart.title, en.chart.title), bars=bars)
    return replace(vi, chart=chart, caption=_joined(vi.caption, en.caption), alt=f"{vi.alt} {en.alt}")


def merged_photos(vi: Photos, en: Photos) -> Photos:
    """One row of pictures of two."""
    photos = tuple(_photo(one, other) for one, other in zip(vi.photos, en.photos, strict=True))
    return Photos(_both(vi.title, en.title), photos)


def _note(words: Words) -> Para:
    return Para((words.t(NUMBERS),), "note")


def _pieces(vi: Sequence[Block], en: Sequence[Block]) -> list[Piece]:
    """Text in pairs between the tables and charts, which both languages have in the same order."""
    made: list[Piece] = []
    for (text, wide), (other_text, other_wide) in zip_longest(_runs(vi), _runs(en), fillvalue=((), None)):
        made += [Pair(one, other) for one, other in zip_longest(text, other_text)]
        made += _merged(wide, other_wide)
    return made


def _merged(vi: Block | None, en: Block | None) -> Iterable[Piece]:
    if isinstance(vi, Table) and isinstance(en, Table):
        yield merged_table(vi, en)
    elif isinstance(vi, ChartBlock) and isinstance(en, ChartBlock):
        yield merged_chart(vi, en)
    elif isinstance(vi, Photos) and isinstance(en, Photos):
        yield merged_photos(vi, en)
    elif isinstance(vi, Heading) and isinstance(en, Heading):
        yield replace(vi, text=_joined(vi.text, en.text))


def _runs(blocks: Sequence[Block]) -> list[tuple[tuple[Block, ...], Block | None]]:
    """Texts with the wide block that ends each run; every point of a list by itself."""
    found: list[tuple[tuple[Block, ...], Block | None]] = []
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Points):
            run += [Points((point,)) for point in block.items]
        elif isinstance(block, Para):
            run.append(block)
        else:
            found.append((tuple(run), block))
            run = []
    return [*found, (tuple(run), None)] if run else found


def _column(vi: Column, en: Column) -> Column:
    return replace(vi, head=_joined(vi.head, en.head, "\n"))


def _bar(vi: Bar, en: Bar) -> Bar:
    return replace(vi, label=_joined(vi.label, en.label))


def _photo(vi: Photo, en: Photo) -> Photo:
    return Photo(vi.item, _both(vi.caption, en.caption), vi.credit)


def _joined(vi: str, en: str, between: str = " / ") -> str:
    return vi if vi == en or not en else f"{vi}{between}{en}"


def _both(vi: tuple[Part, ...], en: tuple[Part, ...]) -> tuple[Part, ...]:
    """Vietnamese, then English in italics on a line of its own; once where both are the same or there is no English."""
    if plain(vi) == plain(en) or plain(en[:1]) == plain(vi):
        return vi
    return (*vi, "\n", *(Span(part.text if isinstance(part, Span) else part, italic=True) for part in en))
