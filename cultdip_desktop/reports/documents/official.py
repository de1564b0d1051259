"""A document of headquarters in the official form from a head and a story: PDF and Word from the same values."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import fonts, head_text, prose, word_properties
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.properties import Attached, Properties
from cultdip_desktop.reports.story import Story

if TYPE_CHECKING:
    from cultdip_desktop.reports.paper import Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document in one language."""

    head: Head
    story: Story
    document: str
    """Id in the footer."""

    moment: datetime
    """Aware: when its content was read."""

    data: bytes
    """The same as canonical JSON: attached to the PDF, its digest in the footer."""

    @property
    def sha256(self) -> str:
        """Digest of `data`, 64 hex digits."""
        return hashlib.sha256(self.data).hexdigest()


def write_pdf(
    paper: Paper,
    words: Words,
    target: BinaryIO,
    progress: Progress | None = None,
    *,
    figure: Callable[[], list[Flow]] | None = None,
) -> int:
    """Write the paper as PDF/A-3a and PDF/UA-1 and give its pages; the same paper gives the same bytes.

    `figure` makes what stands between the text and its closing sentence.
    """
    fonts.prepare()
    from cultdip_desktop.reports import body, document, ending, letterhead
    from cultdip_desktop.reports import paper as sheet

    story = paper.story
    flow: list[Flow] = letterhead.head(paper.head, words)
    for section in story.sections:
        flow += body.flows(section.blocks, words, {})
    flow += figure() if figure is not None else []
    last = [sheet.paragraph(sheet.BODY, *para.parts) for para in story.ending]
    flow += [*last[:-1], ending.ending(paper.head, words, last[-1:])]
    description = words.t("The data of this document (canonical JSON); their SHA-256 is printed in the footer")
    attached = Attached("data.json", "application/json", paper.data, "Data", description)
    recipe = document.Recipe([flow], about(paper, words), footer(paper, words), (attached,))
    return document.write(recipe, target, {}, progress or NoProgress())


def write_docx(paper: Paper, words: Words, target: BinaryIO) -> None:
    """Write the paper as an editable Word file; the same paper gives the same bytes."""
    fonts.prepare()
    from cultdip_desktop.reports import word, word_head, word_styles
    from cultdip_desktop.reports.word_blocks import Setter
    from cultdip_desktop.reports.word_pictures import Pictures
    from cultdip_desktop.reports.word_xml import literal

    document = word_styles.new(words.language)
    pictures = Pictures(document, lambda _item: None, NoProgress(), 1)
    word_styles.running(document, footer(paper, words)[0], word_head.circulation(paper.head))
    word.set_story(document, Setter(pictures, words.language), [paper.story], paper.head, words)
    custom = {
        word_properties.DOCUMENT: literal(paper.document),
        word_properties.OFFICE: literal(paper.head.office.id),
        word_properties.CONTENT: paper.sha256,
    }
    word.describe(document, about(paper, words), custom)
    word.save(document, target)


def issuer(head: Head, words: Words) -> str:
    """Who writes, within a sentence: "the Department of …"."""
    return words.t("the {office}", office=head_text.agency_name(head, words))


def begun(text: str) -> str:
    """The same at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def about(paper: Paper, words: Words) -> Properties:
    """What the file says of itself."""
    head = paper.head
    named = words.t("{type}: {subject}", type=head_text.type_name(words, head.type), subject=head.subject)
    author = head_text.agency_name(head, words)
    return Properties(prose.clip(named, 300), author, head.subject, words.language, paper.moment)


def footer(paper: Paper, words: Words) -> tuple[str, str]:
    """Small print below every page: document and cut; digest of the data."""
    cut = dates.moment_with_place(words, paper.moment, paper.head.office.zone)
    first = words.t("{document} · as of {moment}", document=prose.clip(paper.document, 60), moment=cut)
    return first, words.t("SHA-256 of the data: {digest}", digest=paper.sha256)
