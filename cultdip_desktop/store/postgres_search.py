"""What stands for FTS5 on PostgreSQL: the words of each document as a `tsvector` of its own, found by their beginnings.

The words are cut here as FTS5 cuts them and by nothing else: no parser, dictionary or stop word of the server.
`store.search_index` is the door; nothing else asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.store.bulk import insert_tuples
from cultdip_desktop.store.search_index import cut

_LONGEST: Final = 500
"""Letters of a word that are kept: an entry holds 2,046 bytes."""

_TABLE: Final[Any] = sa.table("search_words", sa.column("doc"), sa.column("words"), sa.column("titled"))
_CREATE: Final = "CREATE TABLE search_words (doc bigint PRIMARY KEY, words tsvector NOT NULL, titled tsvector NOT NULL)"
_INDEXES: Final = tuple(
    f"CREATE INDEX ix_search_words_{column} ON search_words USING gin ({column})" for column in ("words", "titled")
)
_MISSING: Final = (
    "SELECT (SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT FROM search_doc d WHERE d.event_id = e.id))"
    " + (SELECT count(*) FROM search_doc d WHERE NOT EXISTS (SELECT FROM search_words w WHERE w.doc = d.doc))"
)
_BATCH: Final = 2_000


def create(connection: sa.Connection) -> None:
    """The bare table."""
    connection.exec_driver_sql(_CREATE)


def make_indexes(connection: sa.Connection) -> None:
    """What finds words; for many documents it is made once they are there."""
    for statement in _INDEXES:
        connection.exec_driver_sql(statement)


def rebuild(connection: sa.Connection, documents: sa.Table) -> None:
    """Make every entry again."""
    connection.exec_driver_sql("DELETE FROM search_words")
    last = -1
    wanted = sa.select(documents.c.doc, documents.c.title, documents.c.body, documents.c.joined).limit(_BATCH)
    while rows := connection.execute(wanted.where(documents.c.doc > last).order_by(documents.c.doc)).mappings().all():
        add(connection, rows)
        last = rows[-1]["doc"]


def add(connection: sa.Connection, documents: Sequence[Any]) -> None:
    """Index documents."""
    insert_tuples(connection, _TABLE, ("doc", "words", "titled"), (_entry(document) for document in documents))


def take_out(connection: sa.Connection, docs: Sequence[int]) -> None:
    """Forget documents."""
    connection.exec_driver_sql("DELETE FROM search_words WHERE doc = ANY(%s)", (list(docs),))


def missing(connection: sa.Connection) -> int:
    """As `search_index.missing`."""
    return int(connection.exec_driver_sql(_MISSING).scalar_one())


def hits(name: str, *, titles: bool) -> str:
    """SQL of the documents that hold what the parameter `name` asks for."""
    column = "titled" if titles else "words"
    return f"SELECT doc FROM search_words WHERE {column} @@ CAST(:{name} AS tsquery)"  # noqa: S608 - our own names


def expression(words: Iterable[str]) -> str:
    """Every word as the beginning of one of the document's; words are letters and digits, so that quotes hold."""
    return " & ".join(f"'{word[:_LONGEST]}':*" for word in words)


def letters(connection: sa.Connection) -> list[str]:
    """All indexed words without digits."""
    statement = "SELECT word FROM ts_stat('SELECT words FROM search_words') WHERE word !~ '[0-9]' AND word >= 'a'"
    return list(connection.exec_driver_sql(statement).scalars())


def _entry(document: Any) -> tuple[int, str, str]:
    titled = _words(f"{document['title']} {document['joined']}")
    return document["doc"], _written(titled | _words(document["body"])), _written(titled)


def _words(text: str) -> set[str]:
    return {word[:_LONGEST] for word in cut(text)}


def _written(words: set[str]) -> str:
    return " ".join(f"'{word}'" for word in sorted(words))
