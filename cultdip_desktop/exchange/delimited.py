"""Reads CSV and its relatives: any of four delimiters, any encoding that people still have."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.exchange import limits
from cultdip_desktop.exchange.encodings import decoded, is_text
from cultdip_desktop.exchange.grid import Grid, GridRow
from cultdip_desktop.exchange.text_cell import armed, cleaned

_DELIMITERS: Final = ";,\t|"
_LOOKED_AT: Final = 50
"""Rows that are enough to find the delimiter."""

_SAMPLE: Final = 200_000
"""Characters of them: a million empty cells in a row are tried with no delimiter."""

_STEP: Final = 500


def read(data: bytes, name: str, encoding: str | None, progress: Progress) -> Grid:
    """The table of a text file; `encoding` is what a person chose, None to find out.

    Raises:
        UserError: `importing.not_a_table`, `importing.damaged`, `importing.too_many_rows`,
            `importing.too_many_columns`, `importing.too_much_text`.
        Cancelled: as `progress` wishes.
    """
    if not is_text(data):
        raise UserError("importing.not_a_table", file=name)
    text, used = decoded(data, encoding)
    text, delimiter = _without_hint(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(text))
    try:
        rows = _rows(reader, name, progress)
    except csv.Error as error:
        raise UserError("importing.damaged", file=name) from error
    return Grid("csv", "", (), rows, encoding=used)


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into equally many pieces, the more the better; a comma if none does."""
    best, most = ",", 0
    sample = text[:_SAMPLE]
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _LOOKED_AT))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        score = max((width * count for width, count in widths.items()), default=0)
        if score > most:
            best, most = delimiter, score
    return best


def _without_hint(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;` names the delimiter and is no row."""
    line, end, rest = text.partition("\n")
    hint = line.strip().strip('"')
    return (
        (rest, hint[4:5]) if end and hint.lower().startswith("sep=") and hint[4:5] in tuple(_DELIMITERS) else (text, "")
    )


def _rows(reader: Iterator[list[str]], name: str, progress: Progress) -> tuple[GridRow, ...]:
    rows: list[GridRow] = []
    letters = 0
    for number, raw in enumerate(reader, 1):
        if number % _STEP == 0:
            progress.step(number, 0, name)
        if len(raw) > limits.MAX_COLUMNS and any(raw[limits.MAX_COLUMNS :]):
            raise UserError("importing.too_many_columns", file=name, limit=limits.MAX_COLUMNS)
        letters += sum(map(len, raw))
        if letters > limits.MAX_TEXT:
            raise UserError("importing.too_much_text", file=name)
        cells = [cleaned(armed(text)) for text in raw[: limits.MAX_COLUMNS]]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(GridRow(number, tuple(cells)))
        if len(rows) > limits.MAX_ROWS:
            raise UserError("importing.too_many_rows", file=name, limit=limits.MAX_ROWS)
    return tuple(rows)
