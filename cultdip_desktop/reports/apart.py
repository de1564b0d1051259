"""The report in several files: the document, and each appendix by itself with number, symbol and signing time."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import fonts, head_text, pdf, sections
from cultdip_desktop.reports.data import ReportData

if TYPE_CHECKING:
    from cultdip_desktop.reports.paper import Flow


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the files."""

    number: int
    """0 for the document, from 1 for its appendices."""

    content: bytes
    pages: int


def build_apart(
    data: ReportData,
    language: Language,
    picture: Callable[[MediaItem], bytes | None],
    progress: Progress,
    signed_at: datetime | None = None,
) -> tuple[Piece, ...]:
    """The document first, then its appendices (Decree 30/2020, Appendix I, III.1.d); each conforms like the whole.

    `signed_at` (aware) is when the agency signs the appendices; without it the line is left to who signs.

    Raises:
        Cancelled: from `progress`.
    """
    fonts.prepare()
    from cultdip_desktop.reports import body
    from cultdip_desktop.reports.appendix_head import separate_head

    words = Words(language)
    taken = pdf.Pictures(data, picture, progress)
    story = sections.story(data, words, taken.show)
    head = head_text.head_of(data, words)
    made = [_written(0, body.parts(story, data, words, taken.shown)[0], data, words, taken)]
    count = len(story.appendices)
    for number, one in enumerate(story.appendices, 1):
        flow = separate_head(head, words, number, count, one.title, signed_at)
        flow += body.flows(one.blocks, words, taken.shown)
        title = f"{head_text.appendix_number(words, number, count)}. {one.title}"
        made.append(_written(number, flow, data, words, taken, title))
    return tuple(made)


def _written(
    number: int, flow: list[Flow], data: ReportData, words: Words, taken: pdf.Pictures, title: str = ""
) -> Piece:
    from cultdip_desktop.reports import document

    properties = pdf.properties(data, words)
    if title:
        properties = replace(properties, title=f"{title} – {properties.title}")
    attached = () if number else (pdf.attachment(data, words),)
    recipe = document.Recipe([flow], properties, pdf.footer(data, words), attached)
    target = io.BytesIO()
    pages = document.write(recipe, target, taken.pictures, taken.progress, done=taken.total)
    return Piece(number, target.getvalue(), pages)
