"""What one question finds: events by their index, and the lines that other finds show. No statement per hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.store import search_index
from cultdip_desktop.store.columns import bitext_of
from cultdip_desktop.store.schema import event, media_item, partner, programme_item, search_doc, task
from cultdip_desktop.store.store import Reader

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BETWEEN: Final = re.compile(r"[\W_]+")
_WEIGHED: Final = 200
"""Newest documents that are weighed against each other."""

_LATEST: Final = 2_000
"""Events by day that are looked at as well when more documents match than are weighed."""


@dataclass(frozen=True, slots=True)
class Question:
    """Folded words as typed, cut as the index cuts."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Question:
        """Of whatever was typed; much of it is passed over when it is very long."""
        return cls(search_index.words_of(text[:_LONGEST]))

    @property
    def year(self) -> int | None:
        """The year that narrows the other words, None when there is none or nothing else was asked."""
        years = [word for word in self.words if _YEAR.fullmatch(word)]
        return int(years[0]) if len(years) == 1 else None

    @property
    def rest(self) -> tuple[str, ...]:
        """The words beside the year."""
        return tuple(word for word in self.words if word != str(self.year))


_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class PartnerHit:
    """A partner."""

    id: str
    name: str
    name_en: str
    kind: PartnerKind
    category: str
    city: str


@dataclass(frozen=True, slots=True)
class MediaHit:
    """A photo, film or document of a living event."""

    id: str
    event_id: str
    kind: str
    caption: BiText
    file_name: str
    event: BiText
    """Title of the event."""


@dataclass(frozen=True, slots=True)
class TaskHit:
    """A piece of work, done or not."""

    id: str
    title: str
    due: date | None
    done: bool
    event_id: str | None
    item_id: str | None
    event: BiText


@dataclass(frozen=True, slots=True)
class ItemHit:
    """An item of an annual programme."""

    id: str
    year: int
    title: BiText
    code: str


def event_ids(tx: Reader, asked: Question, limit: int) -> tuple[list[str], bool]:
    """Ids of the living events that fit best, and whether there are more. At most five statements.

    The number itself, then titles that begin so, hold the words in this order, hold them all; whole words before
    beginnings of words, later days before earlier ones. A year finds what is held in it, or names it.
    """
    if not asked.words:
        return [], False
    rows = _newest(tx, asked.words)
    if len(rows) == _WEIGHED:
        rows += _by_doc(tx, _among_the_latest(tx, asked.words))
    if asked.year is not None:
        rows += _by_doc(tx, _in_year(tx, asked.year, asked.rest))
    weighed = {row.id: _weight(row, asked) for row in sorted(rows, key=lambda row: row.day or "9999", reverse=True)}
    best = sorted(weighed, key=lambda id_: weighed[id_])
    return best[:limit], len(best) > limit


def matched(tx: Reader, ways: Sequence[Sequence[str]]) -> list[BiText | None]:
    """For each way to ask the title of an event that it finds, by its title if there is one. Two statements."""
    if not ways:
        return []
    index = tx.connection

    def newest(name: str, *, titles: bool) -> str:
        return f"(SELECT doc FROM ({search_index.hits(index, name, titles=titles)}) AS hits ORDER BY doc DESC LIMIT 1)"  # noqa: S608

    parts = [
        f"SELECT {at} AS at, coalesce({newest(f'title{at}', titles=True)}, {newest(f'all{at}', titles=False)}) AS doc"
        for at in range(len(ways))
    ]
    params = {f"all{at}": search_index.expression(index, way) for at, way in enumerate(ways)}
    params |= {f"title{at}": search_index.expression(index, way, titles=True) for at, way in enumerate(ways)}
    docs = {row.at: row.doc for row in tx.connection.execute(sa.text(" UNION ALL ".join(parts)), params)}
    titled = sa.select(search_doc.c.doc, event.c.title_vi, event.c.title_en, event.c.title_english)
    mine = titled.join(event, event.c.id == search_doc.c.event_id).where(
        search_doc.c.doc.in_([doc for doc in docs.values() if doc is not None]), event.c.deleted_at.is_(None)
    )
    titles = {row["doc"]: bitext_of(dict(row), "title") for row in tx.connection.execute(mine).mappings()}
    return [titles.get(docs[at]) for at in range(len(ways))]


def vocabulary(tx: Reader) -> frozenset[str]:
    """All words of events without digits; read once a change."""
    return tx.remembered("find.words", None, lambda: frozenset(search_index.letters(tx.connection)))


def latest(tx: Reader, limit: int) -> list[str]:
    """Ids of the living events that were changed last."""
    living = sa.select(event.c.id).where(event.c.deleted_at.is_(None))
    return list(
        tx.connection.execute(living.order_by(event.c.updated_at.desc(), event.c.id.desc()).limit(limit)).scalars()
    )


def living(tx: Reader, ids: Sequence[str]) -> list[str]:
    """Of these events, those that are not in the trash."""
    mine = sa.select(event.c.id).where(event.c.id.in_(ids), event.c.deleted_at.is_(None))
    return list(tx.connection.execute(mine).scalars())


def partners(tx: Reader, ids: Sequence[str]) -> list[PartnerHit]:
    """In the order asked for; those that are gone are passed over. One statement."""
    columns = (partner.c.id, partner.c.name, partner.c.name_en, partner.c.kind, partner.c.category, partner.c.city)
    mine = sa.select(*columns).where(partner.c.id.in_(ids), partner.c.deleted_at.is_(None))
    found = {
        id_: PartnerHit(id_, name, name_en, PartnerKind(kind), category, city)
        for id_, name, name_en, kind, category, city in tx.connection.execute(mine)
    }
    return [found[id_] for id_ in ids if id_ in found]


def media(tx: Reader, ids: Sequence[str]) -> list[MediaHit]:
    """As `partners`; those of events in the trash are passed over."""
    item = media_item.c
    columns = (
        item.id,
        item.event_id,
        item.kind,
        item.caption_vi,
        item.caption_en,
        item.caption_english,
        item.file_name,
    )
    mine = (
        sa.select(*columns, *_TITLE)
        .join(event, event.c.id == item.event_id)
        .where(item.id.in_(ids), item.deleted_at.is_(None), event.c.deleted_at.is_(None))
    )
    found: dict[str, MediaHit] = {}
    for row in tx.connection.execute(mine).mappings():
        caption, title = bitext_of(dict(row), "caption"), bitext_of(dict(row), "title")
        found[row["id"]] = MediaHit(row["id"], row["event_id"], row["kind"], caption, row["file_name"], title)
    return [found[id_] for id_ in ids if id_ in found]


def tasks(tx: Reader, ids: Sequence[str]) -> list[TaskHit]:
    """As `partners`; open ones first, those of events in the trash are passed over."""
    columns = (task.c.id, task.c.title.label("words"), task.c.due, task.c.done_at, task.c.event_id, task.c.item_id)
    mine = (
        sa.select(*columns, *_TITLE)
        .outerjoin(event, event.c.id == task.c.event_id)
        .where(task.c.id.in_(ids), task.c.deleted_at.is_(None), event.c.deleted_at.is_(None))
    )
    found = {row["id"]: _task(row) for row in tx.connection.execute(mine).mappings()}
    return sorted((found[id_] for id_ in ids if id_ in found), key=lambda hit: hit.done)


def items(tx: Reader, ids: Sequence[str]) -> list[ItemHit]:
    """As `partners`."""
    item = programme_item.c
    columns = (item.id, item.year, item.title_vi, item.title_en, item.title_english, item.code)
    mine = sa.select(*columns).where(item.id.in_(ids), item.deleted_at.is_(None))
    rows = tx.connection.execute(mine).mappings()
    found = {row["id"]: ItemHit(row["id"], row["year"], bitext_of(dict(row), "title"), row["code"]) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


_TITLE: Final = (event.c.title_vi, event.c.title_en, event.c.title_english)


def _task(row: sa.RowMapping) -> TaskHit:
    due = None if row["due"] is None else date.fromisoformat(row["due"])
    title = EMPTY if row["title_vi"] is None else bitext_of(dict(row), "title")
    return TaskHit(row["id"], row["words"], due, row["done_at"] is not None, row["event_id"], row["item_id"], title)


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: str
    number: str
    day: str | None
    title: str
    joined: str


_SHOWN: Final = "e.id, e.number, e.local_day, d.title, d.joined"
_JOINED: Final = "JOIN event AS e ON e.id = d.event_id AND e.deleted_at IS NULL"


def _newest(tx: Reader, words: Iterable[str]) -> list[_Candidate]:
    """Those of the newest documents, titles first where there is no room for all. Two statements at most."""
    words = list(words)
    found = _of_newest(tx, words, titles=False)
    return found if len(found) < _WEIGHED else _of_newest(tx, words, titles=True) or found


def _of_newest(tx: Reader, words: Sequence[str], *, titles: bool) -> list[_Candidate]:
    hits = search_index.hits(tx.connection, "words", titles=titles)
    statement = sa.text(
        f"SELECT {_SHOWN} FROM ({hits}) AS hits JOIN search_doc AS d ON d.doc = hits.doc {_JOINED}"  # noqa: S608
        " ORDER BY hits.doc DESC LIMIT :limit"
    )
    expression = search_index.expression(tx.connection, words, titles=titles)
    return _candidates(tx, statement, words=expression, limit=_WEIGHED)


def _among_the_latest(tx: Reader, words: Iterable[str]) -> list[int]:
    statement = (
        sa.select(search_doc.c.doc)
        .join(event, event.c.id == search_doc.c.event_id)
        .where(event.c.deleted_at.is_(None), event.c.start_at.is_not(None))
        .order_by(event.c.start_at.desc(), event.c.id.desc())
        .limit(_LATEST)
    )
    docs = tx.remembered("find.latest", None, lambda: list(tx.connection.execute(statement).scalars()))
    found = search_index.found(tx.connection, words)
    return [doc for doc in docs if doc in found][:_WEIGHED]


def _in_year(tx: Reader, year: int, rest: Sequence[str]) -> list[int]:
    """Documents of the events of a year that hold the rest, the latest first."""
    statement = (
        sa.select(search_doc.c.doc)
        .join(event, event.c.id == search_doc.c.event_id)
        .where(event.c.deleted_at.is_(None), event.c.local_day.between(f"{year}-01-01", f"{year}-12-31"))
        .order_by(event.c.local_day.desc())
    )
    docs = tx.connection.execute(statement).scalars().all()
    if not rest:
        return list(docs[:_WEIGHED])
    found = search_index.found(tx.connection, rest)
    return [doc for doc in docs if doc in found][:_WEIGHED]


def _by_doc(tx: Reader, docs: Sequence[int]) -> list[_Candidate]:
    if not docs:
        return []
    statement = sa.text(f"SELECT {_SHOWN} FROM search_doc AS d {_JOINED} WHERE d.doc IN :docs")  # noqa: S608 - our own
    return _candidates(tx, statement.bindparams(sa.bindparam("docs", expanding=True)), docs=list(docs))


def _candidates(tx: Reader, statement: sa.TextClause, **params: Any) -> list[_Candidate]:
    return [_Candidate(*row) for row in tx.connection.execute(statement, params)]


def _weight(row: _Candidate, asked: Question) -> tuple[int, int]:
    """The smaller the better; where two weigh the same the later day stays first."""
    words = asked.words
    if words[-1].isdecimal() and search_index.words_of(row.number) == words:
        return 0, 0
    if asked.year is not None and row.day and row.day.startswith(str(asked.year)):
        words = asked.rest
    title = f" {_BETWEEN.sub(' ', row.title)} "
    phrase = " " + " ".join(words)
    parts = sum(f" {word} " not in title for word in words)
    if title.startswith(phrase):
        return 1, parts
    if phrase in title:
        return 2, parts
    if all(f" {word}" in title for word in words):
        return 3, parts
    return (4 if all(f" {word}" in f"{title}{row.joined}" for word in words) else 5), parts
