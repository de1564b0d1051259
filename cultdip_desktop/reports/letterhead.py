"""The head of page 1 in the official form: boxes 1 to 5a of Decree 30/2020, Appendix I.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.fonts import BOLD, ITALIC, REGULAR, clean, width
from cultdip_desktop.reports.paper import LEADING, RULE, TEXT_WIDTH, Canvas
from cultdip_desktop.reports.prose import clip, subject
from cultdip_desktop.reports.structure import Node
from cultdip_desktop.reports.tags import marked

MINISTRY: Final = BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs")
"""The agency above a mission when its settings name none."""

AGENCY_WIDTH: Final = 70 * mm
MOTTO_WIDTH: Final = TEXT_WIDTH - AGENCY_WIDTH
PART_OF_LINE: Final = 0.42
"""Length of the rules below the agency and the subject: between 1/3 and 1/2 of the line above."""

_RULE_GAP: Final = 5.0
"""Below the base line: clear of descenders and of the dot under ọ."""
_MAX_NAME: Final = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One centred line of text."""

    text: str
    font: str
    size: float

    @property
    def width(self) -> float:
        """Length in points."""
        return width(self.text, self.font, self.size)


def document_number(data: ReportData, words: Words) -> str:
    """Box 3: "Số: 05/BC-ĐSQ"; room for the number until the document is issued."""
    number = "\xa0" * 6 if data.number is None else f"{data.number:02d}"
    return words.t("No. {number}/BC-{symbol}", number=number, symbol=clip(data.office.symbol or data.office.id, 20))


def place_and_date(data: ReportData, words: Words) -> str:
    """Box 4: "Praha, ngày 05 tháng 3 năm 2026"; before issue the day stays blank in the month of the cut."""
    place = clip(data.office.city.get(words.language), 40)
    if data.issued_on is not None:
        return dates.document_place_and_date(words, place, data.issued_on)
    month = dates.month(words, data.cut_day.year, data.cut_day.month)
    return words.t("{place}, {day} {month}", place=place, day="\xa0" * 6, month=month)


def lines(text: str, font: str, size: float, limit: float) -> list[Line]:
    """`text` in as few lines of at most `limit` points as it takes; two lines are made about equally long."""
    wrapped = _greedy(" ".join(clean(text).split()), font, size, limit)
    if len(wrapped) == 2:
        wrapped = _balanced(wrapped, font, size, limit)
    return [Line(part, font, size) for part in wrapped]


class Letterhead(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Agency and motto side by side, number and date on one line below."""

    def __init__(self, data: ReportData, words: Words) -> None:
        super().__init__()
        language = words.language
        parent = clip((data.office.parent or MINISTRY).get(language), _MAX_NAME).upper()
        agency = clip(data.office.name.get(language) or data.office.id, _MAX_NAME).upper()
        self._parent = lines(parent, REGULAR, 12, AGENCY_WIDTH)
        self._agency = lines(agency, BOLD, 12, AGENCY_WIDTH)
        self._motto = [
            Line(words.t("SOCIALIST REPUBLIC OF VIET NAM"), BOLD, 12),
            Line(words.t("Independence – Freedom – Happiness"), BOLD, 13),
        ]
        self._number = Line(clean(document_number(data, words)), REGULAR, 13)
        self._date = Line(clean(place_and_date(data, words)), ITALIC, 13)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return TEXT_WIDTH, self._depth() + self._number.size * LEADING + 8

    def draw(self) -> None:
        """Draw both columns from the top."""
        _, height = self.wrap(0, 0)
        left, right = AGENCY_WIDTH / 2, AGENCY_WIDTH + MOTTO_WIDTH / 2
        with marked(self.canv, Node("P")):
            end = _draw(self.canv, [*self._parent, *self._agency], left, height)
        _rule(self.canv, left, end - _RULE_GAP, self._agency[-1].width * PART_OF_LINE)
        with marked(self.canv, Node("P")):
            end = _draw(self.canv, self._motto, right, height)
        _rule(self.canv, right, end - _RULE_GAP, self._motto[-1].width)
        base = height - self._depth()
        with marked(self.canv, Node("P")):
            _draw(self.canv, [self._number], left, base)
        with marked(self.canv, Node("P")):
            _draw(self.canv, [self._date], right, base)

    def _depth(self) -> float:
        columns = ([*self._parent, *self._agency], self._motto)
        return max(sum(line.size * LEADING for line in column) for column in columns) + _RULE_GAP + 6


class Subject(Flowable):  # type: ignore[misc]
    """Box 5a: type of document, subject, rule."""

    def __init__(self, data: ReportData, words: Words) -> None:
        super().__init__()
        self._type = Line(words.t("REPORT"), BOLD, 14)
        self._subject = lines(subject(data, words), BOLD, 14, TEXT_WIDTH - 20 * mm)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return TEXT_WIDTH, 8 + sum(line.size * LEADING for line in [self._type, *self._subject]) + 10

    def draw(self) -> None:
        """Draw centred on the text."""
        _, height = self.wrap(0, 0)
        with marked(self.canv, Node("H1")):
            end = _draw(self.canv, [self._type, *self._subject], TEXT_WIDTH / 2, height - 8)
        _rule(self.canv, TEXT_WIDTH / 2, end - _RULE_GAP, self._subject[-1].width * PART_OF_LINE)


def _draw(canvas: Canvas, column: list[Line], centre: float, top: float) -> float:
    """Draw `column` below `top`; gives the last base line."""
    base = top
    for line in column:
        base = top - line.size
        canvas.setFont(line.font, line.size)
        canvas.drawCentredString(centre, base, line.text)
        top -= line.size * LEADING
    return base


def _rule(canvas: Canvas, centre: float, y: float, length: float) -> None:
    canvas.setLineWidth(RULE)
    canvas.line(centre - length / 2, y, centre + length / 2, y)


def _greedy(text: str, font: str, size: float, limit: float) -> list[str]:
    wrapped: list[str] = []
    for word in text.split(" "):
        joined = f"{wrapped[-1]} {word}" if wrapped else word
        if wrapped and width(joined, font, size) <= limit:
            wrapped[-1] = joined
        else:
            wrapped += _pieces(word, font, size, limit)
    return wrapped or [""]


def _pieces(word: str, font: str, size: float, limit: float) -> list[str]:
    """A word that is longer than the line, cut into pieces that fit."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, font, size) > limit:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _balanced(wrapped: list[str], font: str, size: float, limit: float) -> list[str]:
    """The best place to break once: before "TẠI" (at, in) where that fits, else the most even one."""
    words = " ".join(wrapped).split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:]), words[at]) for at in range(1, len(words))]
    fitting = [(first, second, word) for first, second, word in breaks if _widest(first, second, font, size) <= limit]
    if not fitting:
        return wrapped
    best = min(fitting, key=lambda found: (found[2] not in ("TẠI", "IN"), _widest(found[0], found[1], font, size)))
    return [best[0], best[1]]


def _widest(first: str, second: str, font: str, size: float) -> float:
    return max(width(first, font, size), width(second, font, size))
