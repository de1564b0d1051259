"""A document's content as a PDF: official ones in the form of the decree, papers for use inside under their own head."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import briefing_text, fonts, prose
from cultdip_desktop.reports.documents.contents import MAX_PAGES, Content, content, data_bytes, data_sha256
from cultdip_desktop.reports.documents.matter import BriefingMatter, HandoverMatter, Matter
from cultdip_desktop.reports.documents.visit import STEPS, Limits
from cultdip_desktop.reports.properties import Attached, Properties
from cultdip_desktop.reports.story import Appendix

if TYPE_CHECKING:
    from cultdip_desktop.reports.body import Shown
    from cultdip_desktop.reports.paper import Flow
    from cultdip_desktop.reports.pictures import Picture

PictureOf = Callable[[MediaItem], bytes | None]
"""JPEG or PNG bytes of an item without location and serial numbers, or None when they cannot be had."""

_SIGNING_ROOM: Final = 70
"""Points between the words above a signature and the name below it."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A document in its language, or in two: Vietnamese with its English beside it."""

    made: Content
    words: Words
    beside: Content | None = None


def build_pdf(
    matter: Matter, language: ReportLanguage, target: BinaryIO, picture: PictureOf, progress: Progress
) -> int:
    """Write the document to `target`, which stays open, and give its pages; the same matter gives the same bytes.

    Raises:
        Cancelled: `target` may then hold nothing or a part.
    """
    fonts.prepare()
    if isinstance(matter, BriefingMatter):
        pages, pdf = _fitting(matter, language)
        progress.step(1, 1)
        target.write(pdf)
        return pages
    one = _in(matter, language)
    shown, pictures = _shown(one.made, picture, progress)
    taker = matter.successor if isinstance(matter, HandoverMatter) else ""
    return _written(one, shown, pictures, target, progress, taker)


def _in(matter: Matter, language: ReportLanguage, limits: Limits | None = None) -> _Set:
    words = Words("en" if language == "en" else "vi")
    beside = content(matter, Words("en"), limits) if language == "both" else None
    return _Set(content(matter, words, limits), words, beside)


def _fitting(matter: BriefingMatter, language: ReportLanguage) -> tuple[int, bytes]:
    """The briefing with as many entries as two pages hold."""
    pages, pdf = 0, b""
    for limits in STEPS:
        draft = io.BytesIO()
        pages = _written(_in(matter, language, limits), {}, {}, draft, NoProgress())
        pdf = draft.getvalue()
        if pages <= MAX_PAGES[DocumentKind.BRIEFING]:
            break
    return pages, pdf


def _written(
    one: _Set, shown: Shown, pictures: dict[int, Picture], target: BinaryIO, progress: Progress, taker: str = ""
) -> int:
    from cultdip_desktop.reports import document

    parts = _parts(one, shown, taker)
    lying = frozenset(range(1, len(parts))) if one.made.lying else frozenset[int]()
    made, words = one.made, one.words
    recipe = document.Recipe(parts, _properties(made, words), foot(made, words), (_attached(made, words),), lying)
    return document.write(recipe, target, pictures, progress, done=len(pictures))


def _parts(one: _Set, shown: Shown, taker: str) -> list[list[Flow]]:
    """The document and its appendices, in one language or in two columns."""
    from cultdip_desktop.reports import body, paper, two_columns

    made, words = one.made, one.words
    if one.beside is None:
        flow = _head(one)
        for section in made.story.sections:
            flow += body.flows(section.blocks, words, shown)
        last = [paper.paragraph(paper.BODY, *para.parts) for para in made.story.ending]
        appendices = [(of, body.flows(of.blocks, words, shown)) for of in made.story.appendices]
    else:
        both = two_columns.beside(made.story, one.beside.story)
        flow = [*_head(one), *body.set_pieces(both.pieces, words, shown)]
        last = [body.set_beside([pair], words, shown) for pair in both.ending]
        appendices = [(of, body.set_pieces(pieces, words, shown)) for of, pieces in both.appendices]
    return [[*flow, *_ending(one, last, taker)], *_appendices(made, words, appendices)]


def _head(one: _Set) -> list[Flow]:
    from cultdip_desktop.reports import letterhead, paper

    made, other = one.made, one.beside
    if made.head is None:
        return _inside_head(made, other, one.words)
    head = made.head if other is None else replace(made.head, subject=f"{made.subject} / {other.subject}")
    notices = [made.notice] if other is None else [made.notice, other.notice]
    shown = [paper.paragraph(paper.NOTE, prose.Span(notice, bold=True)) for notice in notices if notice]
    return [*letterhead.head(head, one.words), *shown]


def _ending(one: _Set, last: list[Flow], taker: str) -> list[Flow]:
    from cultdip_desktop.reports import ending, paper

    if one.made.head is None:
        return last
    if one.made.kind is DocumentKind.HANDOVER:
        return [paper.together([*last, paper.space(10), _both_sides(one.made, one.words, taker)])]
    return [*last[:-1], ending.ending(one.made.head, one.words, last[-1:])]


def _inside_head(made: Content, other: Content | None, words: Words) -> list[Flow]:
    """The office at the left, what kind of paper it is at the right, the title below."""
    from reportlab.lib.enums import TA_RIGHT

    from cultdip_desktop.reports import paper

    office = paper.style("inside-office", 11)
    mark = paper.style("inside-mark", 11, fonts.BOLD, alignment=TA_RIGHT, spaceAfter=8)
    head = paper.side_by_side(
        [paper.paragraph(office, made.data.office.name.get(words.language))],
        [paper.paragraph(mark, briefing_text.mark(words))],
        (paper.TEXT_WIDTH * 0.6, paper.TEXT_WIDTH * 0.4),
    )
    more = () if other is None else (other.heading[0].upper(),)
    return [head, paper.title(made.heading[0].upper(), *more, *made.heading[1:])]


def _both_sides(made: Content, words: Words, taker: str) -> Flow:
    """Who hands over and who takes over; the agency does not sign."""
    from cultdip_desktop.reports import paper
    from cultdip_desktop.reports.ending import SIGN

    giver = made.data.drafter.name if made.data.drafter else ""
    sides = []
    for said, name in ((words.t("HANDED OVER BY"), giver), (words.t("TAKEN OVER BY"), taker)):
        side = [paper.paragraph(SIGN, said), paper.space(_SIGNING_ROOM)]
        if name:
            side.append(paper.paragraph(SIGN, prose.clip(name, 120)))
        sides.append(side)
    return paper.side_by_side(sides[0], sides[1], (paper.TEXT_WIDTH / 2, paper.TEXT_WIDTH / 2))


def _appendices(made: Content, words: Words, appendices: list[tuple[Appendix, list[Flow]]]) -> list[list[Flow]]:
    """Each with its head; papers without a form have none."""
    from cultdip_desktop.reports.appendix_head import appendix_head

    if made.head is None:
        return []
    count = len(appendices)
    return [
        [*appendix_head(made.head, words, number, count, of.title), *flows]
        for number, (of, flows) in enumerate(appendices, 1)
    ]


def _shown(made: Content, picture: PictureOf, progress: Progress) -> tuple[Shown, dict[int, Picture]]:
    """The pictures that can be printed, by id of their item and by number."""
    from cultdip_desktop.reports.pictures import read

    shown: dict[str, tuple[int, Picture]] = {}
    pictures: dict[int, Picture] = {}
    for number, item in enumerate(made.photos, 1):
        progress.step(number - 1, len(made.photos) + 1, item.file_name)
        found = read(picture(item))
        if found is not None:
            shown[item.id], pictures[number] = (number, found), found
    return shown, pictures


def _properties(made: Content, words: Words) -> Properties:
    return Properties(
        title=made.title,
        author=made.data.office.name.get(words.language) or made.data.office.id,
        subject=made.subject,
        language=words.language,
        moment=made.data.as_of,
    )


def foot(made: Content, words: Words) -> tuple[str, str]:
    """What stands small below every page: document, window, cut; digest of the data."""
    first = words.t(
        "{document} · data {window} · as of {moment}",
        document=prose.clip(made.document, 60),
        window=dates.day_range(words, made.data.window.first, made.data.window.last),
        moment=prose.cut(made.data, words),
    )
    return first, words.t("SHA-256 of the data: {digest}", digest=data_sha256(made))


def _attached(made: Content, words: Words) -> Attached:
    description = words.t("The data of this document (canonical JSON); their SHA-256 is printed in the footer")
    return Attached("data.json", "application/json", data_bytes(made), "Data", description)
