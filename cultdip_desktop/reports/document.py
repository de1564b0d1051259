"""Putting the pages together: page templates, numbers, footers, pictures, structure, and what the file says of itself.

Every PDF of the product is made by `write`, which makes it PDF/A-3a and PDF/UA-1. Import only after `fonts.prepare()`.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

import pikepdf
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import archive, paper, tags_tree
from cultdip_desktop.reports.fonts import REGULAR, clean
from cultdip_desktop.reports.paper import Canvas, Flow
from cultdip_desktop.reports.pictures import Picture, fill
from cultdip_desktop.reports.properties import Attached, Properties
from cultdip_desktop.reports.structure import Box, Tree
from cultdip_desktop.reports.tags import PAGINATION, MarkedCanvas, artifact

__all__ = ["Attached", "Properties", "Recipe", "SignaturePlace", "signature_places", "write"]

_NUMBER_SIZE: Final = 13
_FOOTER_SIZE: Final = 7.5


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything a document is made of."""

    parts: list[list[Flow]]
    """The document and its appendices: each starts on a page of its own, whose number is 1 and not shown."""

    properties: Properties
    footer: tuple[str, ...] = ()
    """At most two lines in small print on every page."""

    attachments: Sequence[Attached] = ()
    landscape: frozenset[int] = frozenset()
    """Which of the parts lie on their side."""


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """An empty or signed field of a finished file."""

    page: int
    """Counted from 1."""

    box: Box
    signed: bool


def write(recipe: Recipe, target: BinaryIO, pictures: dict[int, Picture], progress: Progress, *, done: int = 0) -> int:
    """Write the document to `target` and give its pages; the same recipe gives the same bytes.

    `pictures` are taken out of the mapping on the way, to free their memory. `progress` starts at `done` and counts
    one step more, with a chance to stop on every page.

    Raises:
        Cancelled: `target` may then hold a part.
    """
    tree = Tree()
    draft, pages = _lay_out(recipe, tree, progress, done)
    with pikepdf.open(draft) as pdf:
        fill(pdf, pictures)
        archive.end_streams(pdf)
        tags_tree.write(pdf, tree, _tooltips(recipe.properties.language))
        archive.attach(pdf, recipe.attachments, recipe.properties.moment)
        archive.declare(pdf, recipe.properties)
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    progress.step(done + 1, done + 1)
    return pages


def signature_places(pdf: bytes) -> Mapping[str, SignaturePlace]:
    """The signature fields of a finished file by name."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: at for at, page in enumerate(opened.pages, 1)}
        fields: Iterable[pikepdf.Object] = opened.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", ())
        return {
            str(field.T): SignaturePlace(pages[field.P.objgen], _box(field.Rect), "/V" in field)
            for field in fields
            if field.get("/FT") == "/Sig"
        }


def _box(rectangle: pikepdf.Object) -> Box:
    left, bottom, right, top = (float(side) for side in rectangle)
    return left, bottom, right, top


def _tooltips(language: Language) -> dict[str, str]:
    words = Words(language)
    return {
        "person": words.t("Signature of the person who signs"),
        "agency": words.t("Signature of the agency"),
    }


class _Pages:
    """Draws what stands outside the text: page numbers that restart with each part, and the footer."""

    def __init__(self, recipe: Recipe, progress: Progress, done: int) -> None:
        self._footer = [clean(line) for line in recipe.footer]
        self._progress = progress
        self._done = done
        self._number = 0

    def first(self, canvas: Canvas, document: object) -> None:
        """Page 1 of the document or of an appendix: its number is not shown (Appendix I, I.7)."""
        del canvas, document
        self._number = 1

    def rest(self, canvas: Canvas, document: object) -> None:
        """Every other page: number centred in the top margin."""
        del document
        self._number += 1
        width, height = canvas.sides
        with artifact(canvas, PAGINATION):
            canvas.setFont(REGULAR, _NUMBER_SIZE)
            canvas.drawCentredString(width / 2, height - paper.TOP / 2 - 4, str(self._number))

    def end(self, canvas: Canvas, document: object) -> None:
        """The footer of every page; a step of the progress."""
        del document
        self._progress.step(self._done, self._done + 1)
        with artifact(canvas, PAGINATION):
            canvas.setFont(REGULAR, _FOOTER_SIZE)
            for index, line in enumerate(self._footer):
                canvas.drawString(paper.LEFT, 11.5 * mm - index * _FOOTER_SIZE * 1.25, line)


def _lay_out(recipe: Recipe, tree: Tree, progress: Progress, done: int) -> tuple[io.BytesIO, int]:
    """The pages, drawn, and how many they are."""
    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=A4, pageCompression=1)
    pages = _Pages(recipe, progress, done)
    document.addPageTemplates([*_templates(pages, lying=False), *_templates(pages, lying=True)])
    flow: list[Flow] = []
    for at, part in enumerate(recipe.parts):
        first = NextPageTemplate(_template("first", lying=at in recipe.landscape))
        flow += [first, PageBreak(), *paper.flat(part)] if at else paper.flat(part)
    if 0 in recipe.landscape:
        document.pageTemplates.insert(0, document.pageTemplates.pop(2))
    document.build(flow, canvasmaker=functools.partial(MarkedCanvas, tree=tree))
    target.seek(0)
    return target, int(document.page)


def _template(name: str, *, lying: bool) -> str:
    return f"{name}-lying" if lying else name


def _templates(pages: _Pages, *, lying: bool) -> list[PageTemplate]:
    size = landscape(A4) if lying else A4
    width, height = (paper.LANDSCAPE_WIDTH, paper.LANDSCAPE_HEIGHT) if lying else (paper.TEXT_WIDTH, paper.TEXT_HEIGHT)
    bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    return [
        PageTemplate(
            _template(name, lying=lying), [Frame(paper.LEFT, paper.BOTTOM, width, height, **bare)], onPage=draw,
            onPageEnd=pages.end, autoNextPageTemplate=_template("rest", lying=lying), pagesize=size,
        )
        for name, draw in (("first", pages.first), ("rest", pages.rest))
    ]  # fmt: skip
