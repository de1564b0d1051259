"""Reads XLSX through calamine, once the guard has measured it.

XLS and ODS are not read: nothing can be measured in the one beforehand, and a single cell of the other may say that it is
repeated a million times. Both are saved as XLSX in a moment by the program that made them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import time, timedelta
from decimal import Decimal
from typing import Any, Final

import python_calamine as calamine

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.exchange import limits, workbook_guard
from cultdip_desktop.exchange.grid import Cell, Grid, GridRow
from cultdip_desktop.exchange.text_cell import cleaned
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.recognise import recognise

_BROKEN: Final = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_DAY: Final = timedelta(days=1)

CELL_BROKEN: Final = "importing.cell_broken"
NO_CACHED_VALUE: Final = "importing.formula_empty"


def read(data: bytes, name: str, sheet: str | None, progress: Progress) -> Grid:
    """One sheet of a workbook, the first with content unless `sheet` names one.

    Raises:
        UserError: as `filetypes.recognise` and `workbook_guard.inspect`; `importing.not_a_table`,
            `importing.no_such_sheet`.
        Cancelled: as `progress` wishes.
    """
    source = io.BytesIO(data)
    if recognise(source, name).filetype is not kinds.XLSX:
        raise UserError("importing.not_a_table", file=name)
    findings = workbook_guard.inspect(source, len(data), name, progress)
    source.seek(0)
    try:
        with calamine.CalamineWorkbook.from_filelike(source) as book:
            return _grid(book, name, sheet, findings)
    except calamine.CalamineError as error:
        raise UserError("importing.damaged", file=name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust calls a bug of its own; it is no Exception
            raise
        raise UserError("importing.damaged", file=name) from error


def _grid(book: calamine.CalamineWorkbook, name: str, wanted: str | None, findings: workbook_guard.Findings) -> Grid:
    names = tuple(
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible
    )[: limits.MAX_SHEETS]
    if wanted is not None and wanted not in names:
        raise UserError("importing.no_such_sheet", file=name, sheet=wanted)
    for candidate in names if wanted is None else (wanted,):
        rows = _rows(
            book.get_sheet_by_name(candidate),
            findings.formulas.get(candidate, frozenset()),
            findings.broken.get(candidate, frozenset()),
        )
        if rows or candidate == wanted:
            return Grid("xlsx", candidate, names, rows)
    return Grid("xlsx", names[0] if names else "", names, ())


def _rows(
    sheet: calamine.CalamineSheet, formulas: frozenset[tuple[int, int]], broken: frozenset[int]
) -> tuple[GridRow, ...]:
    rows: list[GridRow] = []
    calculated: dict[int, set[int]] = {}
    for row, column in formulas:
        calculated.setdefault(row, set()).add(column)
    for index, raw in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = _cells(raw)
        mine = frozenset(calculated.get(index, ()))
        remarks = [CELL_BROKEN] if index in broken else []
        if any(column >= len(cells) or cells[column] is None for column in mine):
            remarks.append(NO_CACHED_VALUE)
        if cells:
            rows.append(GridRow(index + 1, cells, mine, tuple(remarks)))
    return tuple(rows)


def _cells(raw: Sequence[Any]) -> tuple[Cell, ...]:
    """Plain cells without the empty ones at the end."""
    cells = [_cell(value) for value in raw]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return None if value in _BROKEN else cleaned(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return time(minutes // 60, minutes % 60, seconds) if timedelta(0) <= value < _DAY else str(value)
    result: Cell = value
    return result


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else Decimal(repr(value))
