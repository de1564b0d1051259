"""The end of an official document: boxes 7a to 7c, 8, 9b, 12 and 13 of Decree 30/2020, Appendix I.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import head_text, paper
from cultdip_desktop.reports.fonts import BOLD, BOLD_ITALIC
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.paper import TEXT_WIDTH, Flow

_COPIES_WIDTH: Final = TEXT_WIDTH * 0.44
_SIGNER_WIDTH: Final = TEXT_WIDTH - _COPIES_WIDTH
PERSON_WIDTH: Final = 48 * mm
PERSON_HEIGHT: Final = 24 * mm
"""Room for the signer's signature between position and name (box 7c)."""

SEAL_OVER: Final = 1 / 3
"""How much of the signature's picture the seal covers, from its left (Appendix I, II.8.a)."""

_SIGN_SIZE: Final = 13.0
_HEAD_SIZE: Final = 12.0
SIGN: Final = paper.style("sign", _SIGN_SIZE, BOLD, alignment=TA_CENTER)
COPIES_HEAD: Final = paper.style("copies-head", _HEAD_SIZE, BOLD_ITALIC, leading=_SIGN_SIZE * paper.LEADING)
COPIES: Final = paper.style("copies", 11, leftIndent=6, firstLineIndent=-6)


def ending(of: Head, words: Words, last: Sequence[Flow]) -> Flow:
    """The `last` paragraphs with recipients and signature, all on one page; the document ends with it."""
    return paper.together([*last, paper.space(10), signature(of, words)])


def signature(of: Head, words: Words) -> Flow:
    """Recipients at the left, level with the signer's position; room for signature and seal above the name."""
    copies = [paper.space(_SIGN_SIZE - _HEAD_SIZE), paper.paragraph(COPIES_HEAD, words.t("Recipients:"))]
    copies.append(paper.listed([paper.paragraph(COPIES, line) for line in head_text.copies(of, words)]))
    if mark := head_text.drafter_mark(of):
        copies.append(paper.paragraph(COPIES, mark))
    signer: list[Flow] = [paper.paragraph(SIGN, line) for line in head_text.positions(of, words)]
    signer.append(SigningPlaces(of.letterhead.seal_width * mm))
    signer += [
        paper.paragraph(SIGN, line) for line in (head_text.other_position(of, words), head_text.name(of)) if line
    ]
    return paper.side_by_side(copies, signer, (_COPIES_WIDTH, _SIGNER_WIDTH))


class SigningPlaces(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Boxes 7c and 8: empty fields for the person, and for the agency over a third of it."""

    def __init__(self, seal: float) -> None:
        super().__init__()
        self._seal = seal
        self._person = paper.signature_place("person", PERSON_WIDTH, PERSON_HEIGHT)
        self._agency = paper.signature_place("agency", seal, seal)
        self._height = max(PERSON_HEIGHT, seal * 0.82) + 2 * mm

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points; the seal reaches a little over position and name, as on paper."""
        del available_height
        self._width = available_width
        return available_width, self._height

    def draw(self) -> None:
        """Put the two fields: the person's in the middle, the seal's right edge on a third of it."""
        left = (self._width - PERSON_WIDTH) / 2
        places = (
            (self._person, left, (self._height - PERSON_HEIGHT) / 2),
            (self._agency, left + PERSON_WIDTH * SEAL_OVER - self._seal, (self._height - self._seal) / 2),
        )
        for place, x, y in places:
            place.wrapOn(self.canv, self._width, self._height)
            place.drawOn(self.canv, x, y)
