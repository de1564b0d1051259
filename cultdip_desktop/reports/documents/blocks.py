"""Short ways to say headings, paragraphs and lists."""

from __future__ import annotations

from collections.abc import Sequence

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.documents.grid import Grid, table
from cultdip_desktop.reports.outline import ROMAN
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Block, Heading, Para, Point, Points, Section

MAX_TEXT = 6000
"""Characters of a text that somebody wrote, in one paragraph."""


def part(number: int, title: str, *blocks: Block) -> Section:
    """A part of level 1 with its heading: "II. NỘI DUNG"."""
    roman = ROMAN[number - 1]
    return Section(roman, (Heading(1, roman, title.upper()), *blocks))


def under(number: int, title: str) -> Heading:
    """A heading of level 2."""
    return Heading(2, str(number), title)


def para(*parts: Part) -> Para:
    """A paragraph."""
    return Para(parts)


def note(text: str) -> Para:
    """Small print below a table."""
    return Para((text,), "note")


def basis(data: ReportData, words: Words) -> Para:
    """Which days the figures above cover and when they were cut."""
    return note(prose.basis_of_figures(data, words))


def bullets(items: Sequence[Sequence[Part]]) -> Points:
    """A list without letters."""
    return Points(tuple(Point(tuple(item)) for item in items))


def grid(made: Grid, words: Words) -> Block:
    """A table."""
    return table(made, words)


def written(words: Words, text: BiText) -> tuple[Para, ...]:
    """What somebody wrote, a paragraph for each line."""
    said = text.get(words.language).strip()
    lines = [line.strip()[:MAX_TEXT] for line in said.splitlines() if line.strip()]
    made = [Para((line,)) for line in lines]
    if made and words.language == "en" and text.vi.strip() and not text.en.strip():
        mark = words.t("in Vietnamese")
        made[-1] = Para((*made[-1].parts, Span(f" ({mark})", italic=True)))
    return tuple(made)


def office(data: ReportData, words: Words) -> str:
    """The office in a sentence: "the Embassy of …"."""
    name = (data.letterhead.agency or data.office.name).get(words.language)
    name = " ".join(name.split())
    return words.t("the {office}", office=prose.clip(name, 300)) if name else data.office.id
