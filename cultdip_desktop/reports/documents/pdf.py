"""A document's content as a PDF: official ones in the form of the decree, papers for use inside under their own head."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import briefing_text, fonts, prose
from cultdip_desktop.reports.documents.contents import MAX_PAGES, Content, content, data_bytes, data_sha256
from cultdip_desktop.reports.documents.matter import BriefingMatter, HandoverMatter, Matter
from cultdip_desktop.reports.documents.visit import STEPS
from cultdip_desktop.reports.properties import Attached, Properties

if TYPE_CHECKING:
    from cultdip_desktop.reports.body import Shown
    from cultdip_desktop.reports.paper import Flow
    from cultdip_desktop.reports.pictures import Picture

PictureOf = Callable[[MediaItem], bytes | None]
"""JPEG or PNG bytes of an item without location and serial numbers, or None when they cannot be had."""

_SIGNING_ROOM: Final = 70
"""Points between the words above a signature and the name below it."""


def build_pdf(matter: Matter, language: Language, target: BinaryIO, picture: PictureOf, progress: Progress) -> int:
    """Write the document to `target`, which stays open, and give its pages; the same matter gives the same bytes.

    Raises:
        Cancelled: `target` may then hold nothing or a part.
    """
    fonts.prepare()
    words = Words(language)
    if isinstance(matter, BriefingMatter):
        pages, pdf = _fitting(matter, words)
        progress.step(1, 1)
        target.write(pdf)
        return pages
    made = content(matter, words)
    shown, pictures = _shown(made, picture, progress)
    taker = matter.successor if isinstance(matter, HandoverMatter) else ""
    return _written(made, words, shown, pictures, target, progress, taker)


def _fitting(matter: BriefingMatter, words: Words) -> tuple[int, bytes]:
    """The briefing with as many entries as two pages hold."""
    pages, pdf = 0, b""
    for limits in STEPS:
        made = content(matter, words, limits)
        draft = io.BytesIO()
        pages = _written(made, words, {}, {}, draft, NoProgress())
        pdf = draft.getvalue()
        if pages <= MAX_PAGES[DocumentKind.BRIEFING]:
            break
    return pages, pdf


def _written(
    made: Content,
    words: Words,
    shown: Shown,
    pictures: dict[int, Picture],
    target: BinaryIO,
    progress: Progress,
    taker: str = "",
) -> int:
    from cultdip_desktop.reports import document

    parts = [_main(made, words, shown, taker), *_appendices(made, words, shown)]
    lying = frozenset(range(1, len(parts))) if made.lying else frozenset[int]()
    recipe = document.Recipe(parts, _properties(made, words), _footer(made, words), (_attached(made, words),), lying)
    return document.write(recipe, target, pictures, progress, done=len(pictures))


def _main(made: Content, words: Words, shown: Shown, taker: str) -> list[Flow]:
    from cultdip_desktop.reports import body, ending, letterhead, paper

    flow: list[Flow] = letterhead.head(made.head, words) if made.head is not None else _inside_head(made, words)
    if made.notice:
        flow.append(paper.paragraph(paper.NOTE, prose.Span(made.notice, bold=True)))
    for section in made.story.sections:
        flow += body.flows(section.blocks, words, shown)
    last = [paper.paragraph(paper.BODY, *para.parts) for para in made.story.ending]
    if made.head is None:
        return [*flow, *last]
    if made.kind is DocumentKind.HANDOVER:
        return [*flow, paper.together([*last, paper.space(10), _both_sides(made, words, taker)])]
    return [*flow, *last[:-1], ending.ending(made.head, words, last[-1:])]


def _inside_head(made: Content, words: Words) -> list[Flow]:
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
    title = paper.title(made.heading[0].upper(), *made.heading[1:])
    return [head, title]


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


def _appendices(made: Content, words: Words, shown: Shown) -> list[list[Flow]]:
    from cultdip_desktop.reports import body
    from cultdip_desktop.reports.appendix_head import appendix_head

    assert made.head is not None or not made.story.appendices  # noqa: S101 - papers without form have none
    found: list[list[Flow]] = []
    for number, one in enumerate(made.story.appendices, 1):
        if made.head is not None:
            head = appendix_head(made.head, words, number, len(made.story.appendices), one.title)
            found.append([*head, *body.flows(one.blocks, words, shown)])
    return found


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


def _footer(made: Content, words: Words) -> tuple[str, str]:
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
