"""Full-text search over folded text: with FTS5 on SQLite, with `store.postgres_search` on PostgreSQL.

User text never reaches a query language raw: it is cut into words of letters and digits, and each goes in as a
quoted prefix.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from types import ModuleType
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
    """Make the empty index of a file."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def rebuild(connection: sa.Connection) -> None:
    """Make the index again from the documents."""
    if on_server(connection):
        _postgres().rebuild(connection, search_doc)
        return
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def add(connection: sa.Connection, documents: Sequence[dict[str, Any]]) -> None:
    """Index documents that were just written to `search_doc`, with their `doc`."""
    if documents and on_server(connection):
        _postgres().add(connection, documents)
    elif documents:
        connection.execute(_INSERT, list(documents))


def take_out(connection: sa.Connection, documents: Sequence[dict[str, Any]]) -> None:
    """Forget documents; they must be given exactly as they were indexed."""
    if documents and on_server(connection):
        _postgres().take_out(connection, [document["doc"] for document in documents])
    elif documents:
        connection.execute(_DELETE, list(documents))


def missing(connection: sa.Connection) -> int:
    """How many events have no document, and documents no entry in the index."""
    if on_server(connection):
        return int(_postgres().missing(connection))
    statement = sa.text(
        "SELECT (SELECT count(*) FROM event WHERE id NOT IN (SELECT event_id FROM search_doc))"
        " + (SELECT count(*) FROM search_doc WHERE doc NOT IN (SELECT id FROM search_index_docsize))"
    )
    found: int = connection.execute(statement).scalar_one()
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a query, cut as the index cuts: runs of letters and digits."""
    return tuple(dict.fromkeys(cut(fold(text))))[:MAX_WORDS]


def cut(folded: str) -> list[str]:
    """All words of a folded text in their order."""
    return folded.translate(_table).split()


def matching(connection: sa.Connection, words: Iterable[str]) -> sa.Select[tuple[str]]:
    """Ids of events that hold every word as the beginning of one of theirs."""
    return (
        sa.select(search_doc.c.event_id)
        .select_from(search_doc)
        .where(sa.text(f"search_doc.doc IN ({hits(connection, 'words')})"))
        .params(words=expression(connection, words))
    )


def numbers(connection: sa.Connection) -> dict[str, int]:
    """The number of each event's document."""
    found = connection.exec_driver_sql("SELECT event_id, doc FROM search_doc")
    return {row[0]: row[1] for row in found}


def found(connection: sa.Connection, words: Iterable[str]) -> set[int]:
    """Numbers of the documents that hold every word as the beginning of one of theirs; no document is read."""
    statement = sa.text(hits(connection, "words"))
    return set(connection.execute(statement, {"words": expression(connection, words)}).scalars())


def letters(connection: sa.Connection) -> list[str]:
    """All indexed words without digits."""
    if on_server(connection):
        return list(_postgres().letters(connection))
    statement = sa.text("SELECT term FROM search_words WHERE term >= 'a' AND term NOT GLOB '*[0-9]*'")
    return list(connection.execute(statement).scalars())


def hits(connection: sa.Connection, name: str, *, titles: bool = False) -> str:
    """SQL of the numbers `doc` of what the parameter `name` finds; `titles` must be said to `expression` as well."""
    if on_server(connection):
        return str(_postgres().hits(name, titles=titles))
    return f"SELECT rowid AS doc FROM search_index WHERE search_index MATCH :{name}"  # noqa: S608 - our own names


def expression(connection: sa.Connection, words: Iterable[str], *, titles: bool = False) -> str:
    """What the index is asked for: every word as the beginning of one of the document's, or of its title's."""
    if on_server(connection):
        return str(_postgres().expression(words))
    every = " AND ".join(f'"{word}"*' for word in words)
    return f"{{title joined}} : ({every})" if titles else every


def on_server(connection: sa.Connection) -> bool:
    """Whether the store lies on PostgreSQL."""
    return connection.dialect.name == "postgresql"


def _postgres() -> ModuleType:
    from cultdip_desktop.store import postgres_search  # only for a store on a server

    return postgres_search


class _Table(dict[int, str]):
    """Remembers of each code point met whether it belongs to a word."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = chr(code) if _is_word(chr(code)) else " "
        return kept


_table: Final = _Table()


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or unicodedata.category(character) == "Co"
