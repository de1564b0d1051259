"""Head and end of a Word document: boxes 1 to 5a, 7, 9 to 13 of Decree 30/2020, Appendix I, from the words of `head_text`."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import fonts, head_text
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.lines import lines
from cultdip_desktop.reports.word_styles import TEXT_WIDTH
from cultdip_desktop.reports.word_xml import Element, cell, paragraph, row, run, table

AGENCY: Final = 65.0
MOTTO: Final = 100.0
"""Millimetres: the republic's name in capitals of 12 points needs 96."""

COPIES: Final = 73.0
SIGNER: Final = TEXT_WIDTH - COPIES
PART_OF_LINE: Final = 0.42
"""Length of the rules below agency and subject: between 1/3 and 1/2 of the line above."""

_POINTS: Final = 72 / 25.4
_SUBJECT: Final = TEXT_WIDTH - 20
_MARK_FROM: Final = 92.0
"""Where box 11 begins, millimetres from the left margin."""


def head(of: Head, words: Words) -> list[Element]:
    """Everything above the first paragraph."""
    return [_letterhead(of, words), *_urgency(of, words), *_subject(of, words), *_recipients(of, words)]


def circulation(of: Head) -> Element | None:
    """Box 11, in the top margin of the first page."""
    mark = head_text.circulation(of)
    if not mark:
        return None
    across = fonts.width(mark, fonts.BOLD, 13) + 8
    left = _MARK_FROM * _POINTS
    right = max(TEXT_WIDTH * _POINTS - left - across, 0)
    return paragraph("CDMark", [run(mark)], indents=(left, right), rule="box")


def ending(of: Head, words: Words) -> list[Element]:
    """Recipients and signature side by side on one page, room for a signature above the name; then box 13."""
    copies = [paragraph("CDCopiesHead", [run(words.t("Recipients:"))], keep_next=True)]
    mark = head_text.drafter_mark(of)
    for line in (*head_text.copies(of, words), *((mark,) if mark else ())):
        copies.append(paragraph("CDCopies", [run(line)], keep_next=True))
    signer = [paragraph("CDSign", [run(line)], keep_next=True) for line in head_text.positions(of, words)]
    signer.append(paragraph("CDSignRoom", keep_next=True))
    names = (head_text.other_position(of, words), head_text.name(of))
    signer += [paragraph("CDSign", [run(line)], keep_next=True) for line in names if line]
    columns = row([cell(COPIES, copies), cell(SIGNER, signer)])
    contact = [paragraph("CDContact", [run(line)]) for line in head_text.contact(of, words)]
    return [
        paragraph("CDTiny", keep_next=True),
        table((COPIES, SIGNER), [columns], ruled=False),
        paragraph("CDTiny"),
        *contact,
    ]


def _letterhead(of: Head, words: Words) -> Element:
    republic, motto = head_text.motto(words)
    agency = head_text.agency(of, words)
    above = head_text.parent(of, words)
    left = [
        *([paragraph("CDAgency", [run(_broken(above, fonts.REGULAR, 12, AGENCY))])] if above else []),
        paragraph("CDAgencyBold", [run("\n".join(_broken(line, fonts.BOLD, 12, AGENCY) for line in agency))]),
        _rule(_last_width(agency[-1], fonts.BOLD, 12, AGENCY) * PART_OF_LINE, AGENCY),
    ]
    right = [
        paragraph("CDAgencyBold", [run(republic)]),
        paragraph("CDMotto", [run(motto)]),
        _rule(fonts.width(motto, fonts.BOLD, 13), MOTTO),
    ]
    number = [paragraph("CDNumber", [run(head_text.number(of, words))])]
    if about := head_text.about(of, words):
        number.append(paragraph("CDAbout", [run(_broken(about, fonts.REGULAR, 12, AGENCY))]))
    day = [paragraph("CDDate", [run(head_text.place_and_date(of, words))])]
    rows = [row([cell(AGENCY, left), cell(MOTTO, right)]), row([cell(AGENCY, number), cell(MOTTO, day)])]
    return table((AGENCY, MOTTO), rows, ruled=False)


def _urgency(of: Head, words: Words) -> list[Element]:
    """Box 10b: a red frame at the left margin, as wide as the stamp; clear of a letter's subject above it."""
    found = head_text.urgency(of)
    if found is None:
        return []
    mark, width = found
    right = (TEXT_WIDTH - width) * _POINTS
    gap = paragraph("CDNumber") if head_text.about(of, words) else paragraph("CDTiny")
    return [gap, paragraph("CDMark", [run(mark)], indents=(0, right), rule="box", red=True)]


def _subject(of: Head, words: Words) -> list[Element]:
    """Box 5a; a letter has its subject below its number."""
    if head_text.about(of, words):
        return []
    kind = head_text.type_name(words, of.type).upper()
    broken = _broken(of.subject, fonts.BOLD, 14, _SUBJECT)
    return [
        paragraph("CDType", [run(kind)], keep_next=True),
        paragraph("CDSubject", [run(broken)], keep_next=True),
        _rule(_last_width(of.subject, fonts.BOLD, 14, _SUBJECT) * PART_OF_LINE, TEXT_WIDTH),
    ]


def _recipients(of: Head, words: Words) -> list[Element]:
    """Box 9a: one recipient on the line of "Kính gửi:", several below it."""
    names = head_text.recipients(of, words)
    if not names:
        return []
    if len(names) == 1:
        return [paragraph("CDTo", [run(words.t("To: {name}", name=names[0]))])]
    ends = [";"] * (len(names) - 1) + ["."]
    said = words.t("To: {name}", name="").rstrip()
    items = [paragraph("CDToItem", [run(f"- {name}{end}")]) for name, end in zip(names, ends, strict=True)]
    return [paragraph("CDTo", [run(said)]), *items, paragraph("CDTiny")]


def _rule(length: float, width: float) -> Element:
    """A centred line of `length` points in a column of `width` millimetres."""
    side = max((width * _POINTS - length) / 2, 0)
    return paragraph("CDRule", indents=(side, side), rule="top")


def _broken(text: str, font: str, size: float, width: float) -> str:
    return "\n".join(line.text for line in lines(text, font, size, (width - 2) * _POINTS))


def _last_width(text: str, font: str, size: float, width: float) -> float:
    return lines(text, font, size, (width - 2) * _POINTS)[-1].width
