"""The appendices: the table of events, and the pages of pictures.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer, Table, TableStyle

from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import paper, prose
from cultdip_desktop.reports.appendix_head import appendix_head
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.head_text import head_of
from cultdip_desktop.reports.paper import TEXT_WIDTH, Flow, grid, paragraph
from cultdip_desktop.reports.pictures import Picture, Place
from cultdip_desktop.reports.prose import Part, Span

_EVENT_WIDTHS: Final = tuple(part * mm for part in (10, 26, 54, 17, 22, 36))
_GAP: Final = 5 * mm
_HALF: Final = (TEXT_WIDTH - _GAP) / 2
_PAIR_HEIGHT: Final = 56 * mm
_SINGLE_WIDTH: Final = 110 * mm
_SINGLE_HEIGHT: Final = 62 * mm
_MAX_CAPTION: Final = 600


def events_table(data: ReportData, words: Words) -> list[Flow]:
    """Appendix I: every reportable event of the window."""
    heads = (
        words.c("report table", "No."), words.c("report table", "Time"), words.c("report table", "Event, place"), words.c("report table", "Goals"), words.c("report table", "Attendance"),
        words.c("report table", "Spent"),
    )  # fmt: skip
    table = [[paragraph(paper.CELL_HEAD, head) for head in heads]]
    table += [_event_row(words, number, event) for number, event in enumerate(report_data.listed(data), 1)]
    total = report_data.totals(data)
    table.append(
        [
            paragraph(paper.CELL, ""),
            paragraph(paper.CELL, ""),
            paragraph(
                paper.CELL,
                Span(words.t("Total of the events held ({n})", n=numbers.whole(words, total.events)), bold=True),
            ),
            paragraph(paper.CELL, ""),
            paragraph(paper.CELL_RIGHT, Span(numbers.whole(words, total.attendance), bold=True)),
            paragraph(paper.CELL_RIGHT, Span(prose.spent_text(words, total.spent), bold=True)),
        ]
    )
    note = paragraph(paper.NOTE, prose.basis_of_figures(data, words))
    head = appendix_head(head_of(data, words), words, 1, 2, words.t("List of events"))
    return [*head, note, grid(table, _EVENT_WIDTHS, total=True)]


def photo_pages(data: ReportData, words: Words, show: Callable[[MediaItem], tuple[int, Picture] | None]) -> list[Flow]:
    """Appendix II: pictures by event; `show` reads one and gives it a number. Empty when there are none."""
    flow: list[Flow] = []
    for event in report_data.listed(data):
        shown = [(item, found) for item in report_data.photos(data, event) if (found := show(item)) is not None]
        if shown:
            flow += _event_photos(words, event, shown)
    if not flow:
        return []
    return [*appendix_head(head_of(data, words), words, 2, 2, words.t("Pictures of the events")), *flow]


def _event_row(words: Words, number: int, event: Event) -> list[Flow]:
    text: list[Part] = [*prose.title_of(words, event, bold=True, length=300)]
    place = prose.place_of(words, event)
    if place:
        text += ["\n", place]
    if event.state not in COUNTED:
        text += ["\n", Span(label(words, event.state), italic=True)]
    attendance = event.results.attendance if event.state in COUNTED else None
    spent = event.spent if event.state in COUNTED else {}
    return [
        paragraph(paper.CELL_CENTRE, numbers.whole(words, number)),
        paragraph(paper.CELL_CENTRE, prose.day_of(words, event)),
        paragraph(paper.CELL, *text),
        paragraph(paper.CELL_CENTRE, prose.clip(prose.goals_of(event), 120)),
        paragraph(paper.CELL_RIGHT, "–" if attendance is None else numbers.whole(words, attendance.value)),
        paragraph(paper.CELL_RIGHT, prose.spent_text(words, spent)),
    ]


def _event_photos(words: Words, event: Event, shown: Sequence[tuple[MediaItem, tuple[int, Picture]]]) -> list[Flow]:
    """The event's title with its first row of pictures, then the other rows; an odd first one stands alone."""
    title = [*prose.title_of(words, event, length=300), f" ({prose.day_of(words, event)})"]
    singles = len(shown) % 2
    rows = [_row(words, shown[:singles], _SINGLE_WIDTH, _SINGLE_HEIGHT)] if singles else []
    rows += [_row(words, shown[at : at + 2], _HALF, _PAIR_HEIGHT) for at in range(singles, len(shown), 2)]
    return [KeepTogether([paragraph(paper.PHOTO_EVENT, *title), rows[0]]), *rows[1:]]


def _row(words: Words, shown: Sequence[tuple[MediaItem, tuple[int, Picture]]], width: float, height: float) -> Flow:
    cells: list[Flow] = []
    for item, (index, picture) in shown:
        place = paper.figure(Place(picture, index, width, height), _spoken(words, item))
        cells += [[place, *_texts(words, item)], ""]
    widths = [width, _GAP] * len(shown)
    plain = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    return Table([cells[:-1]], colWidths=widths[:-1], style=TableStyle(plain))


def _spoken(words: Words, item: MediaItem) -> str:
    """What stands for the picture where it cannot be seen."""
    return prose.clip(item.caption.get(words.language), _MAX_CAPTION) or words.t("Picture of the event")


def _texts(words: Words, item: MediaItem) -> list[Flow]:
    texts: list[Flow] = []
    if item.caption:
        texts.append(paragraph(paper.CAPTION, *prose.said(words, item.caption, length=_MAX_CAPTION)))
    if item.credit.strip():
        credit = words.t("Photo: {credit}", credit=prose.clip(item.credit.strip(), 200))
        texts.append(paragraph(paper.CREDIT, credit))
    return texts or [Spacer(0, 6)]
