"""The head of page 1 in the official form: boxes 1 to 5a, 9a, 10b and 11 of Decree 30/2020, Appendix I.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import cm, mm
from reportlab.platypus.flowables import Flowable

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import head_text, paper
from cultdip_desktop.reports.fonts import BOLD, ITALIC, REGULAR, clean, width
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.lines import Line, lines
from cultdip_desktop.reports.marks import URGENCY_HEIGHT, Circulated, ContactLines, urgency_box
from cultdip_desktop.reports.paper import LEADING, RULE, TEXT_WIDTH, Canvas, Flow
from cultdip_desktop.reports.structure import Node
from cultdip_desktop.reports.tags import artifact, marked

AGENCY_WIDTH: Final = 70 * mm
MOTTO_WIDTH: Final = TEXT_WIDTH - AGENCY_WIDTH
PART_OF_LINE: Final = 0.42
"""Length of the rules below the agency and the subject: between 1/3 and 1/2 of the line above."""

_RULE_GAP: Final = 5.0
"""Below the base line: clear of descenders and of the dot under ọ."""

_TYPE_SIZE: Final = 14.0
_ABOUT_SIZE: Final = 12.0
_ABOUT_GAP: Final = 4.0
_MAX_SUBJECT: Final = 12
"""Lines of a subject; what is longer ends in an ellipsis, so that the head leaves room for text."""

_LEAST_NAME: Final = 8 * cm
"""Room that the name of one of several recipients has at least."""

_TO_SIZE: Final = 13.0
TO: Final = paper.style("to", _TO_SIZE, alignment=TA_CENTER, spaceBefore=8, spaceAfter=8)


def head(of: Head, words: Words) -> list[Flow]:
    """Everything above the first paragraph."""
    circulation, contact = head_text.circulation(of), head_text.contact(of, words)
    marks: list[Flow] = [Circulated(circulation)] if circulation else []
    if contact:
        marks.append(ContactLines(contact))
    if head_text.about(of, words):
        stamp = head_text.urgency(of)
        subject = [Urgent(*stamp)] if stamp is not None else []
    else:
        subject = [Subject(of, words)]
    return [*marks, Letterhead(of, words), *subject, *addressees(head_text.recipients(of, words), words)]


def addressees(names: Sequence[str], words: Words) -> list[Flow]:
    """Box 9a: one recipient on the line of "Kính gửi:"; several below it, their dashes under the colon."""
    if not names:
        return []
    if len(names) == 1:
        return [paper.paragraph(TO, words.t("To: {name}", name=names[0]))]
    said = words.t("To: {name}", name="").rstrip()
    ends = [*(";" for _ in names[1:]), "."]
    texts = [f"{name}{end}" for name, end in zip(names, ends, strict=True)]
    colon = width(clean(said), REGULAR, _TO_SIZE) - width(":", REGULAR, _TO_SIZE)
    dash = width("- ", REGULAR, _TO_SIZE)
    longest = max(width(clean(text), REGULAR, _TO_SIZE) for text in texts)
    block = colon + dash + max(_LEAST_NAME, min(longest, TEXT_WIDTH - colon - dash - 1.27 * cm))
    left = (TEXT_WIDTH - block) / 2
    to = paper.style("to-several", _TO_SIZE, leftIndent=left, spaceBefore=8, spaceAfter=3)
    item = paper.style(
        "to-item", _TO_SIZE, leftIndent=left + colon + dash, bulletIndent=left + colon, bulletFontSize=_TO_SIZE
    )
    listed = paper.listing([(text,) for text in texts], style=item)
    return [paper.paragraph(to, said), listed, paper.space(6)]


class Letterhead(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Boxes 1 to 4: agency and motto side by side, number and date on one line below; a letter's subject (5b) last."""

    def __init__(self, of: Head, words: Words) -> None:
        super().__init__()
        above = head_text.parent(of, words)
        self._parent = lines(above, REGULAR, 12, AGENCY_WIDTH) if above else []
        self._agency = [
            line for part in head_text.agency(of, words) for line in lines(part, BOLD, 12, AGENCY_WIDTH - 2 * mm)
        ]
        republic, motto = head_text.motto(words)
        self._motto = [Line(republic, BOLD, 12), Line(motto, BOLD, 13)]
        self._number = Line(clean(head_text.number(of, words)), REGULAR, 13)
        date = head_text.place_and_date(of, words)
        self._date = lines(date, ITALIC, 13, MOTTO_WIDTH, keep_blanks=True) if date else []
        about = head_text.about(of, words)
        self._about = _cut(lines(about, REGULAR, _ABOUT_SIZE, AGENCY_WIDTH)) if about else []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        below = max(13 * LEADING + self._about_height(), len(self._date) * 13 * LEADING)
        return TEXT_WIDTH, self._depth() + below + 8

    def draw(self) -> None:
        """Draw both columns from the top."""
        _, height = self.wrap(0, 0)
        left, right = AGENCY_WIDTH / 2, AGENCY_WIDTH + MOTTO_WIDTH / 2
        end = draw_lines(self.canv, [*self._parent, *self._agency], left, height)
        draw_rule(self.canv, left, end - _RULE_GAP, self._agency[-1].width * PART_OF_LINE)
        end = draw_lines(self.canv, self._motto, right, height)
        draw_rule(self.canv, right, end - _RULE_GAP, self._motto[-1].width)
        base = height - self._depth()
        draw_lines(self.canv, [self._number], left, base)
        if self._date:
            draw_lines(self.canv, self._date, right, base)
        if self._about:
            draw_lines(self.canv, self._about, left, base - 13 * LEADING - _ABOUT_GAP, tag="H1")

    def _about_height(self) -> float:
        return _ABOUT_GAP + len(self._about) * _ABOUT_SIZE * LEADING if self._about else 0

    def _depth(self) -> float:
        columns = ([*self._parent, *self._agency], self._motto)
        return max(sum(line.size * LEADING for line in column) for column in columns) + _RULE_GAP + 6


class Urgent(Flowable):  # type: ignore[misc]
    """Box 10b of a letter, which has no line of its type beside which it could stand."""

    def __init__(self, words: str, width_mm: int) -> None:
        super().__init__()
        self._stamp = (words, width_mm)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return TEXT_WIDTH, URGENCY_HEIGHT + 8

    def draw(self) -> None:
        """Draw at the left margin."""
        urgency_box(self.canv, *self._stamp, top=URGENCY_HEIGHT + 6)


class Subject(Flowable):  # type: ignore[misc]
    """Box 5a: type of document, subject, rule; and box 10b beside the type."""

    def __init__(self, of: Head, words: Words) -> None:
        super().__init__()
        self._type = Line(clean(head_text.type_name(words, of.type)).upper(), BOLD, _TYPE_SIZE)
        self._subject = _cut(lines(of.subject, BOLD, _TYPE_SIZE, TEXT_WIDTH - 20 * mm))
        self._urgency = head_text.urgency(of)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return TEXT_WIDTH, 8 + sum(line.size * LEADING for line in [self._type, *self._subject]) + 12

    def draw(self) -> None:
        """Draw centred on the text."""
        _, height = self.wrap(0, 0)
        if self._urgency is not None:
            urgency_box(self.canv, *self._urgency, top=height - 2)
        end = draw_lines(self.canv, [self._type, *self._subject], TEXT_WIDTH / 2, height - 8, tag="H1")
        draw_rule(self.canv, TEXT_WIDTH / 2, end - _RULE_GAP, self._subject[-1].width * PART_OF_LINE)


def draw_lines(canvas: Canvas, column: Sequence[Line], centre: float, top: float, tag: str = "P") -> float:
    """Draw `column` as one element, centred, its first line below `top`; gives the last base line."""
    base = top
    written = any(line.text.strip() for line in column)
    with marked(canvas, Node(tag)) if written else artifact(canvas):
        for at, line in enumerate(column):
            base = top - line.size
            canvas.setFont(line.font, line.size)
            parted = " " if at + 1 < len(column) else ""  # who copies or listens must not join the lines' words
            canvas.drawString(centre - line.width / 2, base, f"{line.text}{parted}")
            top -= line.size * LEADING
    return base


def draw_rule(canvas: Canvas, centre: float, y: float, length: float) -> None:
    """A horizontal line; decoration."""
    with artifact(canvas):
        canvas.setLineWidth(RULE)
        canvas.line(centre - length / 2, y, centre + length / 2, y)


def _cut(found: list[Line]) -> list[Line]:
    if len(found) <= _MAX_SUBJECT:
        return found
    last = found[_MAX_SUBJECT - 1]
    return [*found[: _MAX_SUBJECT - 1], Line(f"{last.text[:-1].rstrip()}…", last.font, last.size)]
