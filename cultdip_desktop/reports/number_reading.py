"""Numbers in running text, Vietnamese or English; days, years, codes, ordinals and numbers of documents are none."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from cultdip_desktop.i18n.numbers import parse_decimal
from cultdip_desktop.i18n.words import Language

_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"

_NO_NUMBERS: Final = re.compile(
    "|".join(
        (
            r"\b\w{1,20}://\S{1,2000}|\bwww\.\S{1,2000}|\b[\w.+-]{1,64}@\S{1,200}",  # addresses
            r"\b\d{4}-\d{2}(?:-\d{2})?\b",  # 2026-09-25, 2026-09
            r"\b\d{1,2}[-.]\d{1,2}[-.]\d{4}\b",  # 25.9.2026
            r"\b(?:\d{1,2}\s?[–-]\s?)?\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)",  # 14–18/9/2026
            rf"\b{_DAY}(?:\s?[–-]\s?{_DAY})?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?",  # 14–18 Sep 2026
            rf"\b{_MONTH}\s+{_DAY}(?=,\s*\d{{4}})",  # September 25, 2026
            r"\b(?:ngày|mồng|mùng|rằm|tháng|tuần|thế kỷ|quý)\s+\d{1,2}\b(?:/\d{1,2})?(?:/\d{4})?(?!\s*[%.,]\d)",
            r"\b(?:19|20)\d{2}\s?[–-]\s?(?:19|20)\d{2}\b",  # 2021–2030
            r"\b(?:19|20)\d{2}\b(?![.,]\d)",  # a year
            r"\b\d{1,2} tháng (?=đầu|cuối)|\b\d{1,2}-month\b",  # 6 tháng đầu năm
            r"\b\d{1,2}(?::|h|g|giờ)\d{2}\b",  # 17:30, 17h30
            r"\b(?:lần )?thứ \d+|\b\d+(?:st|nd|rd|th)\b|\b(?:số|No\.|[Nn]umber)\s?\d[\w./-]{0,60}",  # ordinals, documents
            r"\b(?:[ĐđDd]iều|[Kk]hoản|[Mm]ục|[Pp]hụ lục|[Cc]hương|[Đđ]iểm|[Aa]rticle|[Ss]ection|[Aa]ppendix|[Cc]lause)\s\d+",
            r"\b[^\W\d_]\w{0,30}(?:[-.][^\W\d_]\w{0,30}){0,5}[-.]?\d[\w./-]{0,60}",  # M3, G2.2.1, SK-2026-031
            r"\b\d[\d.,]{0,20}(?:/\d{1,6}){0,4}/?-?[^\W\d_][\w/-]{0,60}",  # 2013/QĐ-TTg, 3D
            r"(?m:^\s*\d{1,2}[.)]\s)",  # the label of a point
        )
    )
)

_NUMBER: Final = re.compile(r"(?<![\w.,])[+\-−]?\d+(?:[.,]\d+)*(?![\w])")
_PERCENT: Final = re.compile(r"\s?%|\s(?:phần trăm|percent|per cent)\b", re.IGNORECASE)
_SCALE: Final = re.compile(r"[\s\xa0](nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion)\b", re.IGNORECASE)
_SCALES: Final = {
    "nghìn": 3, "ngàn": 3, "thousand": 3, "triệu": 6, "million": 6, "tỷ": 9, "tỉ": 9, "billion": 9,
}  # fmt: skip
_ABOUT: Final = re.compile(
    r"(?:(?P<over>hơn|trên|over|more than|above)|(?P<under>gần|nearly|almost|under|dưới)"
    r"|(?P<near>khoảng|chừng|độ|ước|about|around|some|approximately|roughly|circa))\s+(?:[A-Z]{3}\s)?$",
    re.IGNORECASE,
)
_LONGEST: Final = 30
"""Characters of a number; what is longer counts nothing."""

_LOOK_BACK: Final = 24
_ROUNDING: Final = {"over": ROUND_FLOOR, "under": ROUND_CEILING, "near": ROUND_HALF_UP}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as somebody wrote it."""

    start: int
    end: int
    """Its place in the text, with its percent sign or its "triệu"."""

    value: Decimal
    """As written: 1.5 of "1,5 triệu", 62 of "62%"."""

    places: int
    """Decimals written."""

    percent: bool
    scale: int
    """Power of ten that a word behind it names: 6 of "triệu"."""

    about: str
    """`over`, `under`, `near` where a word before it says so, else empty."""

    def says(self, value: Decimal, *, share: bool) -> bool:
        """Whether it states `value`; of a `share` (0.62) as percent."""
        if share is not self.percent:
            return False
        true = value * 100 if share else value.scaleb(-self.scale)
        if self.about:
            unit = Decimal(1).scaleb(self._zeros())
            rounded = (true / unit).to_integral_value(_ROUNDING[self.about]) * unit
            return rounded == self.value
        if share or self.scale:
            true = true.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return abs(true) == abs(self.value) if share else true == self.value

    def _zeros(self) -> int:
        """The place of the last digit that is not a zero: 2 of 11.500, -1 of 1,5."""
        if self.places:
            return -self.places
        digits = f"{abs(self.value):f}"
        return min(len(digits) - len(digits.rstrip("0")), len(digits) - 1)


def numbers_in(text: str, language: Language) -> Iterator[Written]:
    """Every number of `text`, which must be NFC, in its order."""
    skipped = [match.span() for match in _NO_NUMBERS.finditer(text)]
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST or _inside(start, end, skipped):
            continue
        value = parse_decimal(language, match.group().lstrip("+"))
        if value is None:
            value = parse_decimal("en" if language == "vi" else "vi", match.group().lstrip("+"))
        if value is not None:
            yield _written(text, start, end, value)


def _inside(start: int, end: int, skipped: Sequence[tuple[int, int]]) -> bool:
    """Whether a place touches one of the sorted places that hold no number."""
    at = bisect.bisect_left(skipped, (end, end)) - 1
    return at >= 0 and skipped[at][1] > start


def _written(text: str, start: int, end: int, value: Decimal) -> Written:
    exponent = value.as_tuple().exponent
    percent, scale = _PERCENT.match(text, end), _SCALE.match(text, end)
    before = text[max(0, start - _LOOK_BACK) : start]
    found = _ABOUT.search(before)
    about = next((kind for kind, word in found.groupdict().items() if word), "") if found else ""
    word = unicodedata.normalize("NFC", scale.group(1).casefold()) if scale else ""
    stop = percent.end() if percent else scale.end() if scale else end
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Written(start, stop, value, places, percent is not None, _SCALES.get(word, 0), about)
