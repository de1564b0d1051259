"""What the exchange pages say about rows, columns and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cultdip_desktop.domain.importing import Remark, RowOutcome, Sheet, error_of
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.marks import Mark

Heads = Callable[[str], BiText]
"""The head of a column of ours by its key."""

OUTCOMES: Final[dict[RowOutcome, tuple[Phrase, Mark]]] = {
    RowOutcome.CREATED: (c("row of a table", "New"), Mark("plus", "ok")),
    RowOutcome.UPDATED: (c("row of a table", "Updated"), Mark("pencil", "info")),
    RowOutcome.UNCHANGED: (c("row of a table", "Unchanged"), Mark("minus", "neutral")),
    RowOutcome.SKIPPED: (c("row of a table", "Skipped"), Mark("triangle-alert", "warn")),
}

ENCODINGS: Final[dict[str, Phrase]] = {
    "utf-8": t("Unicode (UTF-8)"),
    "utf-16": t("Unicode (UTF-16)"),
    "cp1258": t("Vietnamese (Windows-1258)"),
    "cp1252": t("Western European (Windows-1252), old Vietnamese fonts"),
    "cp1250": t("Central European (Windows-1250)"),
}


def remark_text(words: Words, remark: Remark, heads: Heads) -> str:
    """What a remark says."""
    return describe(words, error_of(remark, _head(words, remark, heads))).message


def remark_advice(words: Words, remark: Remark, heads: Heads) -> str:
    """What to do about it; may be empty."""
    return describe(words, error_of(remark, _head(words, remark, heads))).advice


def facts_of(sheet: Sheet) -> Phrase:
    """Kind, sheet and rows of a table in one line."""
    kind = {"xlsx": t("Excel workbook"), "csv": t("Text table"), "ics": t("Calendar")}[sheet.format]
    rows = n("{n} row", "{n} rows", sheet.rows)
    if sheet.sheet:
        return t("{kind} · sheet “{sheet}” · {rows}", kind=kind, sheet=sheet.sheet, rows=rows)
    return t("{kind} · {rows}", kind=kind, rows=rows)


def _head(words: Words, remark: Remark, heads: Heads) -> str:
    return heads(remark.column).get(words.language) if remark.column else ""
