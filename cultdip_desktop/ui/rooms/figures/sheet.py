"""The table as text for other programs: CSV and clipboard, safe from texts that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import c
from cultdip_desktop.ui.rooms.figures import phrases
from cultdip_desktop.ui.rooms.figures.values import Line, Shown

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BOM: Final = "\ufeff"


def csv_bytes(words: Words, shown: Shown, keys: Sequence[str]) -> bytes:
    """UTF-8 with a byte order mark; parted by semicolons in Vietnamese, where the comma is the decimal sign."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if words.language == "vi" else ",", lineterminator="\r\n")
    writer.writerows(_rows(words, shown, keys))
    return (_BOM + out.getvalue()).encode("utf-8")


def tabbed(words: Words, shown: Shown, keys: Sequence[str]) -> str:
    """The same parted by tabs, as spreadsheets take it from the clipboard."""
    rows = _rows(words, shown, keys)
    return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \xa0\u200b\ufeff").startswith(_FORMULA_STARTS) else text


def _rows(words: Words, shown: Shown, keys: Sequence[str]) -> list[list[str]]:
    lines = {line.key: line for line in (*shown.lines, shown.total)}
    currencies = sorted({currency for line in lines.values() for currency in line.row.spent})
    head = [
        c("figures", "Key").render(words),
        c("figures", "Name").render(words),
        c("figures", "Distinct events").render(words),
        c("figures", "Weighted").render(words),
        c("figures", "Attendance").render(words),
        *(words.t("Spent, {currency}", currency=currency) for currency in currencies),
        c("figures", "Packages").render(words),
    ]
    return [head, *(_row(words, shown, lines[key], currencies) for key in keys)]


def _row(words: Words, shown: Shown, line: Line, currencies: Sequence[str]) -> list[str]:
    row = line.row
    if line.is_total:
        name = c("figures", "Distinct events in all").render(words)
    else:
        name = phrases.wording_of(shown, line.key).render(words) or phrases.name_of(shown, line.key).render(words)
    spent = [phrases.plain(words, row.spent[currency]) if currency in row.spent else "" for currency in currencies]
    weighted = phrases.plain(words, row.weighted) if not line.is_total else ""
    key = "" if line.is_total else safe(line.key)
    return [key, safe(name), str(row.events), weighted, str(row.attendance), *spent, str(len(line.packages))]
