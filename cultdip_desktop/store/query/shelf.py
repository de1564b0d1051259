"""Folded words of partners, media, tasks and programme items, kept in memory and followed by the change log.

Events have an index of their own (`search_index`). These are fewer, their texts are short, and a list of strings is
searched in milliseconds: nothing of this lies in the file. After a change only the rows that it touched are read.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.store.columns import batches
from cultdip_desktop.store.schema import change_row, media_item, partner, partner_alias, programme_item, task
from cultdip_desktop.store.store import Reader

_BETWEEN: Final = re.compile(r"[^\w\x00]+|_+")
_CHUNK: Final = 500
"""Texts folded in one go: each go holds the interpreter, and the window must be painted in between."""


class Sort(StrEnum):
    """What is found beside events; the values are the nouns of the change log."""

    PARTNER = "partner"
    MEDIA = "media"
    TASK = "task"
    ITEM = "programme"


def words_of(text: str) -> list[str]:
    """The folded words of a text, cut as the shelves cut."""
    return _BETWEEN.sub(" ", fold(text.replace("\x00", " "))).split()


class Shelves:
    """Thread-safe; each answer is as new as the newest snapshot that was shown."""

    def __init__(self) -> None:
        self._lock: Final = threading.Lock()
        self._seen = -1
        self._texts: dict[Sort, dict[str, str]] = {sort: {} for sort in Sort}
        self._words: dict[Sort, frozenset[str]] = {}

    def refresh(self, tx: Reader) -> None:
        """Follow what was changed since. One statement, and at most two for each sort that was touched."""
        with self._lock:
            newest = tx.connection.execute(sa.select(sa.func.coalesce(sa.func.max(change_row.c.seq), 0))).scalar_one()
            if newest <= self._seen:
                return
            touched = self._touched(tx) if self._seen >= 0 else dict.fromkeys(Sort)
            for sort, ids in touched.items():
                self._read(tx, sort, ids)
            self._seen = newest

    def matching(self, sort: Sort, words: Sequence[str]) -> list[str]:
        """Ids of those that hold every word as the beginning of one of theirs, or all written together."""
        wanted = [f" {word}" for word in words]
        with self._lock:
            texts = self._texts[sort]
            found = _holding(texts, wanted)
            if not found and wanted and max(map(len, words)) >= _TOGETHER:
                found = _together(texts, words)
            return found

    def holding_any(self, sort: Sort, words: Sequence[str], limit: int) -> list[str]:
        """Ids of those that hold at least one of the words, most of them first."""
        wanted = [f" {word}" for word in words]
        with self._lock:
            scored = [(sum(word in text for word in wanted), id_) for id_, text in self._texts[sort].items()]
        best = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
        return [id_ for _score, id_ in best[:limit]]

    def texts(self, sort: Sort, ids: Iterable[str]) -> dict[str, str]:
        """The folded words of each, every one after a blank."""
        with self._lock:
            return {id_: self._texts[sort].get(id_, "") for id_ in ids}

    def words(self, sort: Sort) -> frozenset[str]:
        """All words on the shelf."""
        with self._lock:
            if sort not in self._words:
                self._words[sort] = frozenset(word for text in self._texts[sort].values() for word in text.split())
            return self._words[sort]

    def _touched(self, tx: Reader) -> dict[Sort, Sequence[str] | None]:
        since = (
            sa.select(change_row.c.kind, change_row.c.entity_id)
            .where(change_row.c.seq > self._seen, change_row.c.kind.in_([sort.value for sort in Sort]))
            .distinct()
        )
        touched: dict[Sort, list[str]] = {}
        for kind, id_ in tx.connection.execute(since):
            touched.setdefault(Sort(kind), []).append(id_)
        return {sort: None if len(ids) > _MANY else ids for sort, ids in touched.items()}

    def _read(self, tx: Reader, sort: Sort, ids: Sequence[str] | None) -> None:
        kept = self._texts[sort]
        if ids is None:
            kept.clear()
        for id_ in ids or ():
            kept.pop(id_, None)
        kept.update(_folded(_SOURCES[sort](tx, ids)))
        self._words.pop(sort, None)


_MANY: Final = 2_000
"""From so many touched rows on everything is read anew."""

_TOGETHER: Final = 6
"""Letters from which a word may be two that were written together."""


def _holding(texts: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    if not wanted:
        return []
    rarest = max(wanted, key=len)
    rest = [word for word in wanted if word is not rarest]
    return [id_ for id_, text in texts.items() if rarest in text and all(word in text for word in rest)]


def _together(texts: Mapping[str, str], words: Sequence[str]) -> list[str]:
    def holds(text: str) -> bool:
        squeezed = text.replace(" ", "")
        return all(word in squeezed if len(word) >= _TOGETHER else f" {word}" in text for word in words)

    return [id_ for id_, text in texts.items() if holds(text)]


def _folded(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    source = iter(texts)
    while chunk := list(islice(source, _CHUNK)):
        joined = "\x00".join(text.replace("\x00", " ") for _id, text in chunk)
        entries = _BETWEEN.sub(" ", fold(joined)).split("\x00")
        yield from ((id_, " " + entry.strip()) for (id_, _text), entry in zip(chunk, entries, strict=True))


def _partners(tx: Reader, ids: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    columns = (partner.c.name, partner.c.name_en, partner.c.city, partner.c.email, partner.c.website)
    others: dict[str, list[str]] = {}
    aliases = sa.select(partner_alias.c.partner_id, partner_alias.c.name)
    for id_, name in _rows(tx, aliases, partner_alias.c.partner_id, ids):
        others.setdefault(id_, []).append(name)
    living = sa.select(partner.c.id, *columns).where(partner.c.deleted_at.is_(None))
    for id_, *parts in _rows(tx, living, partner.c.id, ids):
        yield id_, " ".join((*parts, *others.get(id_, ())))


def _media(tx: Reader, ids: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    item = media_item.c
    living = sa.select(item.id, item.caption_vi, item.caption_en, item.file_name, item.credit)
    for id_, *parts in _rows(tx, living.where(item.deleted_at.is_(None)), item.id, ids):
        yield id_, " ".join(parts)


def _tasks(tx: Reader, ids: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    living = sa.select(task.c.id, task.c.title, task.c.note).where(task.c.deleted_at.is_(None))
    for id_, *parts in _rows(tx, living, task.c.id, ids):
        yield id_, " ".join(parts)


def _items(tx: Reader, ids: Sequence[str] | None) -> Iterator[tuple[str, str]]:
    item = programme_item.c
    living = sa.select(item.id, item.title_vi, item.title_en, item.code, item.year, item.source_ref)
    for id_, *parts in _rows(tx, living.where(item.deleted_at.is_(None)), item.id, ids):
        yield id_, " ".join(map(str, parts))


def _rows(
    tx: Reader, statement: sa.Select[Any], by: sa.ColumnElement[str], ids: Sequence[str] | None
) -> Iterator[Sequence[Any]]:
    if ids is None:
        yield from tx.connection.execute(statement)
        return
    for batch in batches(ids):
        yield from tx.connection.execute(statement.where(by.in_(batch)))


_SOURCES: Final[Mapping[Sort, Callable[[Reader, Sequence[str] | None], Iterator[tuple[str, str]]]]] = {
    Sort.PARTNER: _partners,
    Sort.MEDIA: _media,
    Sort.TASK: _tasks,
    Sort.ITEM: _items,
}
