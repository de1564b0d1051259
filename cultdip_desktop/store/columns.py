"""Values to columns and back: texts in two languages, instants, truth. Everything written becomes NFC here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from cultdip_desktop.domain.codec import instant_of, instant_text
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.i18n.fold import nfc

MAX_BOUND: Final = 30_000
"""Values in one `IN (…)`: below the limits of SQLite (250 000) and PostgreSQL (65 535)."""

_T = TypeVar("_T")
Row = dict[str, Any]


def bitext_columns(name: str, text: BiText) -> Row:
    """The three columns of a text in two languages."""
    return {f"{name}_vi": text.vi, f"{name}_en": text.en, f"{name}_english": text.english.value}


def bitext_of(row: Mapping[Any, Any], name: str) -> BiText:
    """Back from its three columns."""
    vi, en = row[f"{name}_vi"], row[f"{name}_en"]
    return BiText(vi, en, EnglishState(row[f"{name}_english"])) if vi or en else EMPTY


def instant_column(instant: datetime | None) -> str | None:
    """RFC 3339 text in UTC, cut to milliseconds."""
    return None if instant is None else instant_text(instant)


def instant_from(text: str | None) -> datetime | None:
    """Back from `instant_column`."""
    return None if text is None else instant_of(text)


def composed(row: Row) -> Row:
    """The row with every text in composed form."""
    return {name: nfc(value) if isinstance(value, str) else value for name, value in row.items()}


def batches(values: Iterable[_T]) -> Iterator[list[_T]]:
    """The values in lists that fit into one statement."""
    source = iter(values)
    while batch := list(islice(source, MAX_BOUND)):
        yield batch


def upsert(connection: sa.Connection, table: sa.Table, row: Row) -> None:
    """Insert the row, or update the one with the same key; an equal row is left alone (and out of the log)."""
    row = composed(row)
    same = sa.and_(*(column == row[column.name] for column in table.primary_key.columns))
    found = connection.execute(sa.select(table).where(same)).mappings().first()
    if found is None:
        connection.execute(table.insert(), row)
    elif any(found[name] != value for name, value in row.items()):
        connection.execute(table.update().where(same).values(row))
