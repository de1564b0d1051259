"""The verdict page: what was found of a signed file, to be printed and put on file. Plain values in, PDF out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import fonts
from cultdip_desktop.reports.properties import Attached, Properties


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One line that was established."""

    title: str
    outcome: str
    """In a word or two: in order, fails."""

    sentence: str
    grave: bool = False
    """It fails; said in bold."""


@dataclass(frozen=True, slots=True)
class VerdictSection:
    """The file as a whole, or one of its signatures."""

    title: str
    facts: tuple[tuple[str, str], ...]
    """Name and value."""

    lines: tuple[VerdictLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPage:
    """All that stands on the page, said already."""

    result: str
    meaning: str
    file: tuple[tuple[str, str], ...]
    """Name, digest, size and the like."""

    sections: tuple[VerdictSection, ...]
    notes: tuple[str, ...]
    """What the verdict does not say."""

    moment: datetime
    office: str
    data: bytes = b""
    """The same as JSON, attached to the page."""


def draw(page: VerdictPage, language: Language, target: BinaryIO) -> int:
    """Write the page as PDF/A-3a and PDF/UA-1; gives the number of sheets. The same page gives the same bytes."""
    fonts.prepare()
    from cultdip_desktop.reports import document

    words = Words(language)
    title = words.t("Verdict on a signed document")
    properties = Properties(title, page.office or "CultDip Desktop", page.result, language, page.moment)
    description = words.t("The verdict as data")
    attached = (Attached("verdict.json", "application/json", page.data, "Data", description),) if page.data else ()
    recipe = document.Recipe([_story(page, words, title)], properties, (_footer(page, words),), attached)
    return document.write(recipe, target, {}, NoProgress())


def _story(page: VerdictPage, words: Words, title: str) -> list[object]:
    from cultdip_desktop.reports import paper

    verdict = paper.style("verdict", 15, fonts.BOLD, spaceBefore=8, spaceAfter=4)
    story: list[object] = [
        paper.title(title),
        paper.paragraph(verdict, page.result),
        paper.paragraph(paper.NOTE, page.meaning),
        _facts(page.file),
    ]
    for section in page.sections:
        story += paper.heading(section.title, 2)
        if section.facts:
            story += [_facts(section.facts), paper.space(6)]
        story.append(_lines(section.lines, words))
    story += paper.heading(words.t("What this verdict does not say"), 2)
    story.append(paper.listing([[note] for note in page.notes]))
    return story


def _facts(facts: tuple[tuple[str, str], ...]) -> object:
    from cultdip_desktop.reports import paper

    width = paper.TEXT_WIDTH
    rows = [[paper.paragraph(paper.CELL, name), paper.paragraph(paper.CELL, value)] for name, value in facts]
    return paper.grid(rows, (width * 0.3, width * 0.7), heads=0, row_head=0)


def _lines(lines: tuple[VerdictLine, ...], words: Words) -> object:
    from cultdip_desktop.reports import paper
    from cultdip_desktop.reports.prose import Span

    width = paper.TEXT_WIDTH
    head = [words.t("What was checked"), words.t("Outcome"), words.t("Found")]
    rows = [[paper.paragraph(paper.CELL_HEAD, text) for text in head]]
    for line in lines:
        texts = (line.title, line.outcome, line.sentence)
        rows.append([paper.paragraph(paper.CELL, Span(text, bold=line.grave)) for text in texts])
    return paper.grid(rows, (width * 0.22, width * 0.18, width * 0.60), row_head=0)


def _footer(page: VerdictPage, words: Words) -> str:
    when = page.moment.isoformat(timespec="seconds")
    return words.t("Made by CultDip Desktop without any network, {moment}", moment=when)
