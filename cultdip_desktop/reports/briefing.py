"""The one-page briefing on a partner as a PDF, for use inside the office.

It is no official document: no number, no signature, no national motto.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from cultdip_desktop.core import canonical
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import briefing_text, fonts
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.briefing_text import Limits, Page, Section
from cultdip_desktop.reports.properties import Attached

if TYPE_CHECKING:
    from cultdip_desktop.reports.paper import Flow

_STEPS: Final = (
    Limits(),
    Limits(roles=4, events=6, ahead=3, gains=4, promises=4, contacts=3),
    Limits(roles=3, events=4, ahead=2, gains=3, promises=3, contacts=2),
    Limits(roles=2, events=2, ahead=1, gains=2, promises=2, contacts=1),
)
"""What is listed, until it fits on one page."""


def briefing_pdf(briefing: Briefing, language: Language) -> bytes:
    """The page; the same briefing gives the same bytes. Entries that do not fit are counted in words."""
    fonts.prepare()
    words = Words(language)
    for limits in _STEPS:
        page = briefing_text.page(briefing, words, limits)
        pages, pdf = _drawn(page, briefing, words)
        if pages == 1:
            break
    return pdf


def _drawn(page: Page, briefing: Briefing, words: Words) -> tuple[int, bytes]:
    from cultdip_desktop.reports import document

    properties = document.Properties(
        title=f"{page.title}: {page.name}",
        author=briefing.office.name.get(words.language) or briefing.office.id,
        subject=briefing_text.mark(words),
        language=words.language,
        moment=briefing.as_of,
    )
    target = io.BytesIO()
    story = [_head(briefing, words), *_flow(page)]
    recipe = document.Recipe([story], properties, (page.foot,), (_attached(page, words),))
    return document.write(recipe, target, {}, NoProgress()), target.getvalue()


def _attached(page: Page, words: Words) -> Attached:
    """What the page says, as data."""
    plain: dict[str, canonical.Json] = {
        "title": page.title,
        "name": page.name,
        "other_name": page.other_name,
        "facts": [[label, value] for label, value in page.facts],
        "sections": [{"title": one.title, "lines": list(one.lines), "empty": one.empty} for one in page.sections],
    }
    data = canonical.encode(report_data.sound(plain))
    return Attached("data.json", "application/json", data, "Data", words.t("What this page says, as data"))


def _head(briefing: Briefing, words: Words) -> Flow:
    """The office at the left, what kind of paper it is in a box at the right."""
    from reportlab.lib.enums import TA_RIGHT

    from cultdip_desktop.reports import paper

    office = paper.style("briefing-office", 10)
    mark = paper.style("briefing-mark", 10, fonts.BOLD, alignment=TA_RIGHT, spaceAfter=8)
    return paper.side_by_side(
        [paper.paragraph(office, briefing.office.name.get(words.language))],
        [paper.paragraph(mark, briefing_text.mark(words))],
        (paper.TEXT_WIDTH * 0.6, paper.TEXT_WIDTH * 0.4),
    )


def _flow(page: Page) -> list[Flow]:
    from reportlab.lib.enums import TA_LEFT
    from reportlab.platypus import Spacer

    from cultdip_desktop.reports import paper

    title = paper.style("briefing-title", 11, fonts.REGULAR, alignment=TA_LEFT)
    name = paper.style("briefing-name", 17, fonts.BOLD, alignment=TA_LEFT, spaceAfter=1)
    other = paper.style("briefing-other", 12, fonts.ITALIC, alignment=TA_LEFT)
    flow: list[Flow] = [paper.paragraph(title, page.title), paper.title(page.name, style=name)]
    if page.other_name:
        flow.append(paper.paragraph(other, page.other_name))
    flow += [Spacer(0, 6), _facts(page.facts)]
    for section in page.sections:
        flow += _section(section)
    return flow


def _facts(facts: tuple[tuple[str, str], ...]) -> Flow:
    from reportlab.lib.units import mm

    from cultdip_desktop.reports import paper

    label = paper.style("briefing-label", 10, fonts.ITALIC)
    value = paper.style("briefing-value", 10.5)
    rows = [[paper.paragraph(label, name), paper.paragraph(value, text)] for name, text in facts]
    lines = [
        ("GRID", (0, 0), (-1, -1), 0, "white"),
        ("LINEABOVE", (0, 0), (-1, 0), paper.RULE, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), paper.RULE, "black"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    return paper.grid(rows, (42 * mm, paper.TEXT_WIDTH - 42 * mm), heads=0, row_head=0, more=lines)


def _section(section: Section) -> list[Flow]:
    from cultdip_desktop.reports import paper

    heading = paper.style("briefing-heading", 11.5, fonts.BOLD, spaceBefore=7, spaceAfter=2)
    line = paper.style("briefing-line", 10.5, bulletIndent=0, leftIndent=10, bulletFontSize=10.5, spaceAfter=1)
    nothing = paper.style("briefing-nothing", 10.5, fonts.ITALIC)
    flow: list[Flow] = [*paper.heading(section.title, 2, style=heading, room_below=40)]
    if not section.lines:
        return [*flow, paper.paragraph(nothing, section.empty)]
    return [*flow, paper.listing([(text,) for text in section.lines], dash="–", style=line)]
