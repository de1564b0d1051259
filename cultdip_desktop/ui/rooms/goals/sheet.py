"""The matrix as a table for other programs: held and planned by quarter, then each year with weights and target."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.coverage import Count, Coverage, CoverageRow
from cultdip_desktop.domain.naming import period_cell
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.rooms.goals import phrases

_BOM: Final = "\ufeff"


def csv_bytes(words: Words, coverage: Coverage, catalogue: Catalogue) -> bytes:
    """UTF-8 with a byte order mark; parted by semicolons in Vietnamese, where the comma is the decimal sign.

    Every text comes from the catalogue and begins with a letter or a bracket: none is taken for a formula.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if words.language == "vi" else ",", lineterminator="\r\n")
    writer.writerow(_head(words, coverage))
    writer.writerows(_row(words, coverage, catalogue, row) for row in coverage.rows)
    window = dates.day_range(words, coverage.window.first, coverage.window.last)
    writer.writerow([words.t("Days counted: {days}", days=window)])
    return (_BOM + out.getvalue()).encode("utf-8")


def _head(words: Words, coverage: Coverage) -> list[str]:
    quarters = (period_cell(words, quarter) for quarter in coverage.quarters)
    years = (str(year) for year in coverage.years)
    named = (name for when in (*quarters, *years) for name in _pair(words, when))
    weights = (
        text
        for year in coverage.years
        for text in (words.t("{when}: weighted", when=str(year)), words.t("{when}: target", when=str(year)))
    )
    return [words.t("Code"), words.t("Goal · solution"), *named, *weights]


def _pair(words: Words, when: str) -> tuple[str, str]:
    return words.t("{when}: held", when=when), words.t("{when}: planned", when=when)


def _row(words: Words, coverage: Coverage, catalogue: Catalogue, row: CoverageRow) -> list[str]:
    years = [row.year(year) for year in coverage.years]
    counts = (*(cell.count for cell in row.cells), *(total.count for total in years))
    last = (
        text
        for total in years
        for text in (_weight(words, total.count), "" if total.target is None else str(total.target))
    )
    name = phrases.goal_wording(catalogue, row.code).render(words)
    return [row.code, name, *_numbers(counts), *last]


def _numbers(counts: Iterable[Count]) -> Iterator[str]:
    for count in counts:
        yield str(count.held)
        yield str(count.planned)


def _weight(words: Words, count: Count) -> str:
    return numbers.decimal(words, Decimal(count.halves) / 2)
