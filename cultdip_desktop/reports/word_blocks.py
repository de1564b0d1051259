"""The blocks of a story as elements of a Word file, in one language or with two side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import story
from cultdip_desktop.reports.story import Block, ChartBlock, Heading, Para, Photo, Photos, Points, Table
from cultdip_desktop.reports.two_columns import merged_chart, merged_photos, merged_table
from cultdip_desktop.reports.word_pictures import Held, Pictures
from cultdip_desktop.reports.word_regions import digest, region
from cultdip_desktop.reports.word_styles import LANGUAGES, TEXT_WIDTH
from cultdip_desktop.reports.word_xml import Element, cell, paragraph, row, run, runs, table

_CELLS: Final = {"left": "CDCell", "centre": "CDCellCentre", "right": "CDCellRight"}
_GAP: Final = 5.0
_HALF: Final = (TEXT_WIDTH - _GAP) / 2
_PADDING: Final = 3.5
_PAIR: Final = (_HALF - 1, 56.0)
_SINGLE: Final = (110.0, 62.0)
"""Largest size of a picture in millimetres: two in a row, one by itself."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one language says in a section."""

    language: Language
    blocks: tuple[Block, ...]


class Setter:
    """Makes elements of blocks and remembers which running text each section went out with."""

    def __init__(self, pictures: Pictures, language: Language) -> None:
        self._pictures = pictures
        self._language = language
        self._regions = 0
        self.digests: dict[str, str] = {}
        """Digest of the text of each place, by `II.3:vi`."""

    def section(self, key: str, blocks: Sequence[Block], language: Language) -> list[Element]:
        """A section in one language; its running text becomes a place that can be read back."""
        made: list[Element] = []
        for text, group in _parted(blocks):
            made += self._place(key, group, language) if text else self.blocks(group, language)
        return made

    def section_of_two(self, key: str, first: Side, second: Side) -> list[Element]:
        """A section in two languages: words side by side, tables and pictures once with the words of both."""
        made: list[Element] = []
        for (text, left), (_text, right) in zip(
            _parted(first.blocks), _padded(first.blocks, second.blocks), strict=True
        ):
            if text:
                sides = [self._place(key, left, first.language), self._place(key, right, second.language)]
                made += _columns(*sides)
                continue
            made += self.blocks_of_two(left, right, second.language)
        return made

    def blocks(self, blocks: Iterable[Block], language: Language) -> list[Element]:
        """Blocks one below the other."""
        made: list[Element] = []
        for block in blocks:
            made += self._block(block, language)
        return made

    def blocks_of_two(self, left: Sequence[Block], right: Sequence[Block], other: Language) -> list[Element]:
        """The same blocks of two languages: notes side by side, what else there is once, with the words of both."""
        made: list[Element] = []
        for block, twin in zip_longest(left, right):
            if isinstance(block, Para) and isinstance(twin, Para):
                made += _columns(self._block(block, self._language), self._block(twin, other))
            elif block is None:
                made += self._block(twin, other)
            else:
                made += self._block(block if twin is None else _merged(block, twin), self._language)
        return made

    def ending(self, sides: Sequence[Para], others: Sequence[Para], other: Language) -> list[Element]:
        """The paragraphs before the signature, side by side in two languages; the last ones stay with it."""
        made: list[Element] = []
        for at, (para, twin) in enumerate(zip_longest(sides, others)):
            keep = at == len(sides) - 1
            left = [paragraph("CDBody", runs(para.parts), keep_next=keep)] if para else []
            right = [paragraph("CDBody", runs(twin.parts, language=LANGUAGES[other]), keep_next=keep)] if twin else []
            made += _columns(left, right, keep_next=keep) if others else left
        return made

    def _place(self, key: str, blocks: Sequence[Block], language: Language) -> list[Element]:
        self._regions += 1
        text = "\n".join(story.lines(tuple(blocks)))
        self.digests[f"{key}:{language}"] = digest(text)
        return [region(key, language, f"{key} ({language})", self._regions, self.blocks(blocks, language))]

    def _block(self, block: Block, language: Language) -> list[Element]:
        tag = "" if language == self._language else LANGUAGES[language]
        if isinstance(block, Heading):
            return [paragraph(f"Heading{block.level}", [run(block.line, language=tag)], keep_next=True)]
        if isinstance(block, Para):
            return [paragraph("CDNote" if block.tone == "note" else "CDBody", runs(block.parts, language=tag))]
        if isinstance(block, Points):
            return [paragraph("CDBody", runs((f"{item.label} ", *item.parts), language=tag)) for item in block.items]
        if isinstance(block, Table):
            return _table(block)
        if isinstance(block, ChartBlock):
            return self._chart(block)
        return self._photos(block)

    def _chart(self, block: ChartBlock) -> list[Element]:
        held = self._pictures.chart(block.chart, TEXT_WIDTH)
        shown = self._pictures.drawing(held, TEXT_WIDTH, 200, block.alt)
        return [paragraph("CDChart", [run(block.caption)], keep_next=True), paragraph("CDPicture", [shown])]

    def _photos(self, block: Photos) -> list[Element]:
        shown = [(photo, held) for photo in block.photos if (held := self._pictures.photo(photo.item)) is not None]
        if not shown:
            return []
        singles = len(shown) % 2
        tables = [self._photo_row(shown[:singles], _SINGLE)] if singles else []
        tables += [self._photo_row(shown[at : at + 2], _PAIR) for at in range(singles, len(shown), 2)]
        made = [paragraph("CDPhotoEvent", runs(block.title), keep_next=True)]
        for one in tables:
            made += [one, paragraph("CDTiny")]
        return made

    def _photo_row(self, shown: Sequence[tuple[Photo, Held]], size: tuple[float, float]) -> Element:
        """One or two pictures side by side with captions and credits; a row is never split."""
        width = TEXT_WIDTH / len(shown)
        cells = []
        for photo, held in shown:
            alt = story.plain(photo.caption) or photo.item.file_name
            content = [paragraph("CDPicture", [self._pictures.drawing(held, *size, alt)])]
            if photo.caption:
                content.append(paragraph("CDPicture", runs(photo.caption)))
            content.append(paragraph("CDCredit", [run(photo.credit)] if photo.credit else ()))
            cells.append(cell(width, content))
        return table([width] * len(shown), [row(cells)], ruled=False, padding=2)


def _merged(first: Block, second: Block) -> Block:
    """What stands once with the words of both languages."""
    if isinstance(first, Table) and isinstance(second, Table):
        return merged_table(first, second)
    if isinstance(first, ChartBlock) and isinstance(second, ChartBlock):
        return merged_chart(first, second)
    if isinstance(first, Photos) and isinstance(second, Photos):
        return merged_photos(first, second)
    if isinstance(first, Heading) and isinstance(second, Heading) and first.text != second.text:
        return Heading(first.level, first.number, f"{first.text} / {second.text}")
    return first


def _table(block: Table) -> list[Element]:
    """A ruled table whose head repeats; sums and the total in bold, the total never alone on a page."""
    widths = [column.width for column in block.columns]
    head = [cell(column.width, [paragraph("CDCellHead", [run(column.head)])], middle=True) for column in block.columns]
    rows = [row(head, head=True)]
    for at, one in enumerate(block.rows):
        with_total = block.total and at == len(block.rows) - 2
        cells = [
            cell(
                column.width,
                [paragraph(_CELLS[column.align], runs(parts, bold=one.kind != "plain"), keep_next=with_total)],
            )
            for column, parts in zip(block.columns, one.cells, strict=True)
        ]
        rows.append(row(cells))
    return [table(widths, rows, padding=_PADDING, first_column=block.row_head == 0), paragraph("CDTiny")]


def _columns(left: Sequence[Element], right: Sequence[Element], *, keep_next: bool = False) -> list[Element]:
    """Two languages side by side; the row may run over several pages, for a section can be long."""
    cells = [cell(_HALF, left), cell(_GAP, ()), cell(_HALF, right)]
    return [
        table((_HALF, _GAP, _HALF), [row(cells, whole=False)], ruled=False),
        paragraph("CDTiny", keep_next=keep_next),
    ]


def _parted(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """Running text and the rest in turns; running text is what an officer may have written."""
    parts: list[tuple[bool, list[Block]]] = []
    for block in blocks:
        text = isinstance(block, Points) or (isinstance(block, Para) and block.tone == "body")
        if parts and parts[-1][0] == text:
            parts[-1][1].append(block)
        else:
            parts.append((text, [block]))
    return parts


def _padded(first: Sequence[Block], second: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """The parts of `second` for those of `first`, where one language says something that the other does not."""
    wanted, left = _parted(first), _parted(second)
    found: list[tuple[bool, list[Block]]] = []
    for text, _blocks in wanted:
        at = next((index for index, part in enumerate(left) if part[0] == text), None)
        found.append((text, []) if at is None else left[at])
        if at is not None:
            del left[: at + 1]
    return found
