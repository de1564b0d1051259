"""The one-page briefing on a partner as a PDF, for use inside the office.

It is no official document: no number, no signature, no national motto.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import briefing_text, fonts
from cultdip_desktop.reports.briefing_text import Limits, Page, Section

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
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from cultdip_desktop.reports import document, paper

    foot = fonts.clean(page.foot)
    head = (fonts.clean(briefing.office.name.get(words.language)), fonts.clean(briefing_text.mark(words)))

    def around(canvas: paper.Canvas, _document: object) -> None:
        top = paper.PAGE_HEIGHT - 14 * mm
        canvas.setFont(fonts.REGULAR, 10)
        canvas.drawString(paper.LEFT, top, head[0])
        canvas.setFont(fonts.BOLD, 10)
        width = fonts.width(head[1], fonts.BOLD, 10)
        right = paper.PAGE_WIDTH - paper.RIGHT
        canvas.rect(right - width - 10, top - 5, width + 10, 17, stroke=1, fill=0)
        canvas.drawRightString(right - 5, top, head[1])
        canvas.setFont(fonts.REGULAR, 8.5)
        canvas.drawString(paper.LEFT, 11 * mm, foot)

    target = io.BytesIO()
    made = BaseDocTemplate(target, pagesize=A4, pageCompression=1)
    frame = Frame(
        paper.LEFT, 17 * mm, paper.TEXT_WIDTH, paper.PAGE_HEIGHT - 37 * mm,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    made.addPageTemplates([PageTemplate("page", [frame], onPage=around)])
    made.build(_flow(page))
    finished = io.BytesIO()
    target.seek(0)
    properties = document.Properties(
        title=f"{page.title}: {page.name}",
        author=briefing.office.name.get(words.language) or briefing.office.id,
        subject=briefing_text.mark(words),
        language=words.language,
        moment=briefing.as_of,
    )
    document.name(target, finished, properties)
    return int(made.page), finished.getvalue()


def _flow(page: Page) -> list[Flow]:
    from reportlab.lib.enums import TA_LEFT
    from reportlab.platypus import Spacer

    from cultdip_desktop.reports import paper

    title = paper.style("briefing-title", 11, fonts.REGULAR, alignment=TA_LEFT)
    name = paper.style("briefing-name", 17, fonts.BOLD, alignment=TA_LEFT, spaceAfter=1)
    other = paper.style("briefing-other", 12, fonts.ITALIC, alignment=TA_LEFT)
    flow: list[Flow] = [paper.paragraph(title, page.title), paper.paragraph(name, page.name)]
    if page.other_name:
        flow.append(paper.paragraph(other, page.other_name))
    flow += [Spacer(0, 6), _facts(page.facts)]
    for section in page.sections:
        flow += _section(section)
    return flow


def _facts(facts: tuple[tuple[str, str], ...]) -> Flow:
    from reportlab.lib.units import mm
    from reportlab.platypus import Table, TableStyle

    from cultdip_desktop.reports import paper

    label = paper.style("briefing-label", 10, fonts.ITALIC)
    value = paper.style("briefing-value", 10.5)
    rows = [[paper.paragraph(label, name), paper.paragraph(value, text)] for name, text in facts]
    style: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LINEABOVE", (0, 0), (-1, 0), paper.RULE, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), paper.RULE, "black"),
    ]
    return Table(rows, colWidths=[42 * mm, paper.TEXT_WIDTH - 42 * mm], style=TableStyle(style))


def _section(section: Section) -> list[Flow]:
    from cultdip_desktop.reports import paper

    heading = paper.style("briefing-heading", 11.5, fonts.BOLD, spaceBefore=7, spaceAfter=2)
    line = paper.style("briefing-line", 10.5, leftIndent=10, firstLineIndent=-10, spaceAfter=1)
    nothing = paper.style("briefing-nothing", 10.5, fonts.ITALIC)
    flow: list[Flow] = [paper.paragraph(heading, section.title)]
    if not section.lines:
        return [*flow, paper.paragraph(nothing, section.empty)]
    return [*flow, *(paper.paragraph(line, f"–\xa0{text}") for text in section.lines)]
