"""Pages of pictures: an event's title with its pictures, two in a row, each with caption and credit.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer, Table, TableStyle

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import paper, story
from cultdip_desktop.reports.paper import TEXT_WIDTH, Flow, paragraph
from cultdip_desktop.reports.picture_place import Place
from cultdip_desktop.reports.pictures import Picture
from cultdip_desktop.reports.story import Photo, Photos

_GAP: Final = 5 * mm
_HALF: Final = (TEXT_WIDTH - _GAP) / 2
_PAIR_HEIGHT: Final = 56 * mm
_SINGLE_WIDTH: Final = 110 * mm
_SINGLE_HEIGHT: Final = 62 * mm
_PLAIN: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
)


def photos(block: Photos, words: Words, shown: Mapping[str, tuple[int, Picture]]) -> list[Flow]:
    """The event's title with its first row of pictures, then the other rows; an odd first one stands alone."""
    found = [(photo, shown[photo.item.id]) for photo in block.photos if photo.item.id in shown]
    if not found:
        return []
    singles = len(found) % 2
    rows = [_row(words, found[:singles], _SINGLE_WIDTH, _SINGLE_HEIGHT)] if singles else []
    rows += [_row(words, found[at : at + 2], _HALF, _PAIR_HEIGHT) for at in range(singles, len(found), 2)]
    return [KeepTogether([paragraph(paper.PHOTO_EVENT, *block.title), rows[0]]), *rows[1:]]


def _row(words: Words, found: Sequence[tuple[Photo, tuple[int, Picture]]], width: float, height: float) -> Flow:
    cells: list[Flow] = []
    for photo, (index, picture) in found:
        place = paper.figure(Place(picture, index, width, height), _spoken(words, photo))
        cells += [[place, *_texts(photo)], ""]
    widths = [width, _GAP] * len(found)
    return Table([cells[:-1]], colWidths=widths[:-1], style=TableStyle(list(_PLAIN)))


def _spoken(words: Words, photo: Photo) -> str:
    """What stands for the picture where it cannot be seen."""
    return story.plain(photo.caption) or words.t("Picture of the event")


def _texts(photo: Photo) -> list[Flow]:
    texts: list[Flow] = []
    if photo.caption:
        texts.append(paragraph(paper.CAPTION, *photo.caption))
    if photo.credit:
        texts.append(paragraph(paper.CREDIT, photo.credit))
    return texts or [Spacer(0, 6)]
