"""A file looked at before anything is planned: which row names the columns, what each seems to be, what looks broken."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.importing import LegacyColumn, Sheet, SheetColumn
from cultdip_desktop.exchange import calendar_reading, columns, delimited, limits, workbook
from cultdip_desktop.exchange.encodings import is_text
from cultdip_desktop.exchange.grid import Grid, GridRow
from cultdip_desktop.exchange.row_reading import plain
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.legacy import encodings_of, repair

_LOOKED_AT: Final = 30
"""Rows among which the head is looked for: documents have a title and a motto above their table."""

_SAMPLES: Final = 3
_SHOWN: Final = 200
"""Characters of a sample."""

_YEAR: Final = re.compile(r"(?<!\d)(20[0-9]{2})(?!\d)")


def load(path: Path) -> bytes:
    """The bytes of a table's file.

    Raises:
        UserError: `file.unreachable`, `importing.too_large`, `importing.empty`.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(limits.MAX_FILE + 1)
    except OSError as error:
        raise UserError("file.unreachable", path=str(path)) from error
    if len(data) > limits.MAX_FILE:
        raise UserError("importing.too_large", file=path.name, limit=limits.MAX_FILE // 2**20)
    if not data.strip():
        raise UserError("importing.empty", file=path.name)
    return data


def grid_of(data: bytes, name: str, progress: Progress, sheet: str | None = None, encoding: str | None = None) -> Grid:
    """The table in the bytes, whatever the file is called.

    Raises:
        UserError: as `exchange.workbook`, `exchange.calendar_reading` and `exchange.delimited`; for a file that is no
            table as `filetypes.recognise` or `importing.not_a_table`.
        Cancelled: as `progress` wishes.
    """
    if data.startswith(b"PK\x03\x04"):
        return workbook.read(data, name, sheet, progress)
    if calendar_reading.is_calendar(data):
        return calendar_reading.read(data, name, progress)
    if _is_something_else(data, name):
        raise UserError("importing.not_a_table", file=name)
    return delimited.read(data, name, encoding, progress)


def sheet_of(path: Path, data: bytes, grid: Grid, this_year: int, head_row: int | None = None) -> Sheet:
    """What there is to know of a table; `head_row` is what a person chose, 0 for none, None to find out.

    Raises:
        UserError: `importing.empty`.
    """
    name = nfc(path.name)
    if not grid.rows:
        raise UserError("importing.empty", file=name)
    number = _head_row(grid.rows) if head_row is None else head_row
    head = next((row for row in grid.rows if row.number == number), None)
    rows = body(grid, number)
    width = max(grid.width, len(head.cells) if head else 0)
    heads = tuple(plain(head.cell(index)) if head else "" for index in range(width))
    suggested = columns.suggested(_readable(heads))
    return Sheet(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        format=grid.format,
        sheet=grid.sheet,
        sheets=grid.sheets,
        encoding=grid.encoding,
        head_row=number,
        columns=tuple(_column(heads[index], rows, index, suggested[index]) for index in range(width)),
        rows=len(rows),
        year=_year(grid, number, name) or this_year,
    )


def _readable(heads: Sequence[str]) -> list[str]:
    """Heads as they are recognised: those of an old font repaired."""
    encodings = encodings_of(heads)
    return [found.after if (found := repair(head, encodings)) else head for head in heads]


def body(grid: Grid, head_row: int) -> tuple[GridRow, ...]:
    """The rows below the head."""
    return tuple(row for row in grid.rows if row.number > head_row)


def _is_something_else(data: bytes, name: str) -> bool:
    """A picture, a document, a program: the refusals of attachments name it."""
    if is_text(data):
        return data.startswith((b"%PDF-", b"MZ", b"{\\rtf"))
    recognise(io.BytesIO(data), name)
    return True


def _head_row(rows: Sequence[GridRow]) -> int:
    """The row with the most heads that are known; else the first with two texts; else none."""
    best, most = 0, 0
    for row in rows[:_LOOKED_AT]:
        texts = [cell for cell in row.cells if isinstance(cell, str)]
        known = len({key for text in _readable(texts) if (key := columns.recognised(text))})
        if known > most and (known > 1 or len(texts) == 1):
            best, most = row.number, known
    if best:
        return best
    return next((row.number for row in rows[:_LOOKED_AT] if sum(isinstance(c, str) for c in row.cells) > 1), 0)


def _column(head: str, rows: Sequence[GridRow], index: int, suggested: str | None) -> SheetColumn:
    cells = [cell for row in rows if (cell := row.cell(index)) is not None]
    samples = tuple(plain(cell)[:_SHOWN] for cell in cells[:_SAMPLES])
    texts = [cell for cell in cells if isinstance(cell, str)]
    return SheetColumn(head[:_SHOWN], samples, suggested, _legacy(texts))


def _legacy(texts: Sequence[str]) -> LegacyColumn | None:
    encodings = encodings_of(texts)
    if not encodings:
        return None
    found = [each for text in texts if (each := repair(text, encodings))]
    shown = dict.fromkeys((each.before[:_SHOWN], each.after[:_SHOWN]) for each in found)
    return LegacyColumn(len(found), tuple(shown)[:5])


def _year(grid: Grid, head_row: int, name: str) -> int:
    """The year that the lines above the table, its sheet or its file name."""
    above = [plain(cell) for row in grid.rows if row.number < head_row for cell in row.cells]
    for text in (*above, grid.sheet, name):
        if found := _YEAR.search(text):
            return int(found[1])
    return 0
