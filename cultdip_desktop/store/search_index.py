"""Full-text search over folded text with FTS5. SQLite only; another engine answers the same functions elsewhere.

User text never reaches the query language of FTS5 raw: it is cut into words of letters and digits, and each
goes in as a quoted prefix.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.store.schema import search_doc

MAX_WORDS: Final = 12
"""Words of a query beyond this are passed over."""

INTERNAL_TABLES: Final = frozenset(
    {"search_index", "search_words"} | {f"search_index_{part}" for part in ("data", "idx", "docsize", "config")}
)
"""The index and its shadow tables: made again from `search_doc` at any time."""

_COLUMNS: Final = "title, body, joined"
_CREATE: Final = (
    f"CREATE VIRTUAL TABLE search_index USING fts5({_COLUMNS}, content='search_doc', content_rowid='doc',"
    " tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE VIRTUAL TABLE search_words USING fts5vocab('search_index', 'row')",
)
_INSERT: Final = sa.text(f"INSERT INTO search_index (rowid, {_COLUMNS}) VALUES (:doc, :title, :body, :joined)")  # noqa: S608
_DELETE: Final = sa.text(
    f"INSERT INTO search_index (search_index, rowid, {_COLUMNS}) VALUES ('delete', :doc, :title, :body, :joined)"  # noqa: S608
)


def create(connection: sa.Connection) -> None:
    """Make the empty index."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def rebuild(connection: sa.Connection) -> None:
    """Make the index again from the documents."""
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def add(connection: sa.Connection, documents: Sequence[dict[str, Any]]) -> None:
    """Index documents that were just written to `search_doc`, with their `doc`."""
    if documents:
        connection.execute(_INSERT, list(documents))


def take_out(connection: sa.Connection, documents: Sequence[dict[str, Any]]) -> None:
    """Forget documents; they must be given exactly as they were indexed."""
    if documents:
        connection.execute(_DELETE, list(documents))


def missing(connection: sa.Connection) -> int:
    """How many events have no document, and documents no entry in the index."""
    statement = sa.text(
        "SELECT (SELECT count(*) FROM event WHERE id NOT IN (SELECT event_id FROM search_doc))"
        " + (SELECT count(*) FROM search_doc WHERE doc NOT IN (SELECT id FROM search_index_docsize))"
    )
    found: int = connection.execute(statement).scalar_one()
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a query, cut as the index cuts: runs of letters and digits."""
    folded = fold(text)
    cut = "".join(character if _is_word(character) else " " for character in folded)
    return tuple(dict.fromkeys(cut.split()))[:MAX_WORDS]


def matching(words: Iterable[str]) -> sa.Select[tuple[str]]:
    """Ids of events that hold every word as the beginning of one of theirs."""
    return (
        sa.select(search_doc.c.event_id)
        .select_from(search_doc)
        .where(sa.text("search_doc.doc IN (SELECT rowid FROM search_index WHERE search_index MATCH :words)"))
        .params(words=expression(words))
    )


def numbers(connection: sa.Connection) -> dict[str, int]:
    """The number of each event's document."""
    found = connection.exec_driver_sql("SELECT event_id, doc FROM search_doc")
    return {row[0]: row[1] for row in found}


def found(connection: sa.Connection, words: Iterable[str]) -> set[int]:
    """Numbers of the documents that hold every word as the beginning of one of theirs; no document is read."""
    statement = sa.text("SELECT rowid FROM search_index WHERE search_index MATCH :words")
    return set(connection.execute(statement, {"words": expression(words)}).scalars())


def letters(connection: sa.Connection) -> list[str]:
    """All indexed words without digits."""
    statement = sa.text("SELECT term FROM search_words WHERE term >= 'a' AND term NOT GLOB '*[0-9]*'")
    return list(connection.execute(statement).scalars())


def expression(words: Iterable[str]) -> str:
    """What FTS5 is asked for: every word as the beginning of one of the document's."""
    return " AND ".join(f'"{word}"*' for word in words)


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or unicodedata.category(character) == "Co"
