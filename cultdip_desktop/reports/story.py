"""What a document says, as plain values: headings, paragraphs, lists, tables, charts, pictures.

The PDF, the Word file and the two-column version are made of the same story; nothing here knows a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.chart_scene import Chart
from cultdip_desktop.reports.prose import Part, Span

Align = Literal["left", "centre", "right"]
Tone = Literal["body", "note"]
RowKind = Literal["plain", "sum", "total"]

BULLET: Final = "-"
"""Label of the points of a list without letters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a section; levels never skip."""

    level: int
    """1 to 3."""

    number: str
    """"II", "1"; printed with a full stop behind it, empty for none."""

    text: str
    """Without the number; level 1 is in capitals already."""

    @property
    def line(self) -> str:
        """As it is printed: "1. Theo mục tiêu của Chiến lược"."""
        return f"{self.number}. {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; nothing in its parts is markup."""

    parts: tuple[Part, ...]
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list."""

    parts: tuple[Part, ...]
    label: str = BULLET
    """`-`, or its letter with a bracket: `a)`, `đ)`."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Of a table."""

    head: str
    width: float
    """Millimetres on paper; the columns of a table fill 165."""

    align: Align = "left"
    words: bool = False
    """Its cells hold words, which each language says in its own; other cells are the same in both."""


@dataclass(frozen=True, slots=True)
class Row:
    """Of a table; as many cells as the table has columns."""

    cells: tuple[tuple[Part, ...], ...]
    kind: RowKind = "plain"
    """`sum` adds up the rows of one part, `total` all of them."""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head repeats on each page."""

    key: str
    """`goals`, `groups`, `months`, `money`, `comparison`, `press`, `outlook`, `programme`, `events`."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_head: int | None = None
    """Column whose cells name their rows."""

    @property
    def total(self) -> bool:
        """Whether the last row is the total."""
        return bool(self.rows) and self.rows[-1].kind == "total"


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart; its table stands right before or after it in the same section."""

    chart: Chart
    table: str
    """Key of its table."""

    caption: str
    alt: str
    """What somebody who cannot see it must know."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture of an event."""

    item: MediaItem
    caption: tuple[Part, ...]
    """Empty where there is none."""

    credit: str
    """The whole line, "Ảnh: Nguyễn Minh Hà"; empty where nobody is named."""


@dataclass(frozen=True, slots=True)
class Photos:
    """The pictures of one event."""

    title: tuple[Part, ...]
    photos: tuple[Photo, ...]


Block: TypeAlias = Heading | Para | Points | Table | ChartBlock | Photos


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one key of the outline, its headings included."""

    key: str
    blocks: tuple[Block, ...]
    written: bool = False
    """Its text was written by hand."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix; its number and guiding line are the form's."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A whole document between its letterhead and its signature."""

    language: Language
    sections: tuple[Section, ...]
    ending: tuple[Para, ...]
    """What is attached, who did what, and the closing sentence, which stays with the signature."""

    appendices: tuple[Appendix, ...]


def plain(parts: tuple[Part, ...]) -> str:
    """The parts as one text."""
    return "".join(part.text if isinstance(part, Span) else part for part in parts)


def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The blocks' running text, a line for each paragraph and point; tables, charts and headings stay out."""
    for block in blocks:
        if isinstance(block, Para):
            yield plain(block.parts)
        elif isinstance(block, Points):
            yield from (f"{point.label} {plain(point.parts)}" for point in block.items)
