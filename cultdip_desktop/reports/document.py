"""Putting the pages together: page templates, numbers, footers, pictures, and the file's own properties.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import paper, prose
from cultdip_desktop.reports.data import ReportData, content_sha256
from cultdip_desktop.reports.fonts import REGULAR, clean
from cultdip_desktop.reports.paper import Canvas, Flow
from cultdip_desktop.reports.pictures import Picture, fill

PRODUCER: Final = "CultDip Desktop"
_NUMBER_SIZE: Final = 13
_FOOTER_SIZE: Final = 7.5


class Pages:
    """Draws what stands outside the text: page numbers that restart with each appendix, and the footer."""

    def __init__(self, data: ReportData, words: Words, progress: Progress, done: int) -> None:
        self._footer = [clean(line) for line in footer(data, words)]
        self._title = clean(prose.document_title(data, words))
        self._progress = progress
        self._done = done
        self._number = 0

    def first(self, canvas: Canvas, document: object) -> None:
        """Page 1 of the report or of an appendix: its number is not shown (Appendix I, I.7)."""
        del canvas, document
        self._number = 1

    def rest(self, canvas: Canvas, document: object) -> None:
        """Every other page: number centred in the top margin."""
        del document
        self._number += 1
        canvas.setFont(REGULAR, _NUMBER_SIZE)
        canvas.drawCentredString(paper.PAGE_WIDTH / 2, paper.PAGE_HEIGHT - paper.TOP / 2 - 4, str(self._number))

    def end(self, canvas: Canvas, document: object) -> None:
        """The footer of every page, after its text so that it is read last; a step of the progress."""
        del document
        self._progress.step(self._done, self._done + 1)
        canvas.setFont(REGULAR, _FOOTER_SIZE)
        for index, line in enumerate(self._footer):
            canvas.drawString(paper.LEFT, 11.5 * mm - index * _FOOTER_SIZE * 1.25, line)


def footer(data: ReportData, words: Words) -> tuple[str, str]:
    """Document id, window and cut; digest of the data."""
    first = words.t(
        "{document} · data {window} · as of {moment}",
        document=prose.clip(data.document, 60),
        window=dates.day_range(words, data.window.first, data.window.last),
        moment=prose.cut(data, words),
    )
    return first, words.t("SHA-256 of the data: {digest}", digest=content_sha256(data))


def lay_out(parts: list[list[Flow]], pages: Pages) -> tuple[io.BytesIO, int]:
    """The PDF of the report and its appendices, each starting on a page of its own, and the number of pages."""
    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=A4, pageCompression=1)
    frame = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    document.addPageTemplates(
        [
            PageTemplate(name, [Frame(paper.LEFT, paper.BOTTOM, paper.TEXT_WIDTH, paper.TEXT_HEIGHT, **frame)],
                         onPage=draw, onPageEnd=pages.end, autoNextPageTemplate="rest")
            for name, draw in (("first", pages.first), ("rest", pages.rest))
        ]
    )  # fmt: skip
    flow: list[Flow] = list(parts[0])
    for part in parts[1:]:
        flow += [NextPageTemplate("first"), PageBreak(), *part]
    document.build(flow)
    target.seek(0)
    return target, int(document.page)


def finish(draft: BinaryIO, target: BinaryIO, pictures: dict[int, Picture], data: ReportData, words: Words) -> None:
    """Put the pictures in, name the file's title, language and author, and write it to `target`.

    The same input gives the same bytes: the dates of the file are those of the data.
    """
    properties = Properties(
        title=prose.document_title(data, words),
        author=data.office.name.get(words.language) or data.office.id,
        subject=prose.subject(data, words),
        language=words.language,
        moment=data.as_of,
    )
    name(draft, target, properties, pictures)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    language: Language
    moment: datetime
    """Aware; both dates of the file."""


def name(
    draft: BinaryIO, target: BinaryIO, properties: Properties, pictures: Mapping[int, Picture] | None = None
) -> None:
    """Write `draft` to `target` with its properties and pictures; the same input gives the same bytes."""
    title, office, subject = properties.title, properties.author, properties.subject
    cut = properties.moment.astimezone(ZoneInfo("UTC"))
    language = "vi-VN" if properties.language == "vi" else "en-GB"
    with pikepdf.open(draft) as pdf:
        fill(pdf, dict(pictures or {}))
        pdf.Root["/Lang"] = pikepdf.String(language)
        pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root["/PageMode"] = pikepdf.Name.UseOutlines
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:title"] = title
            meta["dc:creator"] = [office]
            meta["dc:language"] = {language}
            meta["dc:description"] = subject
            meta["pdf:Producer"] = PRODUCER
            meta["xmp:CreatorTool"] = PRODUCER
            meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = cut.isoformat(timespec="seconds")
        del pdf.docinfo
        moment = f"D:{cut:%Y%m%d%H%M%S}Z"
        for key, value in (
            ("/Title", title), ("/Author", office), ("/Subject", subject), ("/Creator", PRODUCER),
            ("/Producer", PRODUCER), ("/CreationDate", moment), ("/ModDate", moment),
        ):  # fmt: skip
            pdf.docinfo[key] = pikepdf.String(value)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
