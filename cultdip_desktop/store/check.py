"""Is the store whole? Every answer is a value; nothing here raises for a damaged store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store import chain, search_index, triggers
from cultdip_desktop.store.schema import LOGGED, change_row, sent_package
from cultdip_desktop.store.store import Reader, Store

_SHOWN: Final = 20
"""Damage reports of SQLite beyond this add nothing."""


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong; its words are in `i18n.messages` under the same code."""

    code: str
    params: Mapping[str, str | int | None] = field(default_factory=dict)

    @property
    def detail(self) -> str:
        """What it concerns, in short: a file, a table and how many rows, a place in the history."""
        return ", ".join(str(value) for value in self.params.values())


def check(store: Store, deep: bool = False) -> list[Damage]:
    """Look for damage; `deep` also authenticates every page and compares every row with the history.

    Quick: structure, references, triggers, search index, both chains (about 4 ms per 1,000 changed rows).
    """
    steps: list[Callable[[Reader], Iterable[Damage]]] = [_structure, _references, _triggers, _search, _history]
    steps.append(_packages)
    if deep:
        # The pages are read past the log: what a checkpoint left half done there is no damage, the log has it whole.
        steps += [_pages, _rows] if store.log_is_in_the_file() else [_rows]
    found: list[Damage] = []
    for step in steps:
        try:
            with store.read() as tx:
                found += step(tx)
        except UserError as error:
            found.append(_damage(error.code, **error.params))
    return found


def _damage(code: str, /, **params: str | int | None) -> Damage:
    return Damage(code, params)


def _structure(tx: Reader) -> Iterator[Damage]:
    if search_index.on_server(tx.connection):
        from cultdip_desktop.store import postgres_check

        if not postgres_check.is_complete(tx.connection):
            yield _damage("store.damaged", path=_path(tx))
        return
    # A connection that has searched before another one wrote checks the index by what it remembers of it; a look resets it.
    tx.connection.exec_driver_sql("SELECT rowid FROM search_index LIMIT 1").all()
    answers = tx.connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})").scalars().all()
    if answers != ["ok"]:
        yield _damage("store.damaged", path=_path(tx))


def _pages(tx: Reader) -> Iterator[Damage]:
    if tx.connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
        yield _damage("store.damaged", path=_path(tx))


def _references(tx: Reader) -> Iterator[Damage]:
    broken: dict[str, int] = {}
    if search_index.on_server(tx.connection):
        from cultdip_desktop.store import postgres_check

        broken = postgres_check.orphans(tx.connection)
    else:
        for row in tx.connection.exec_driver_sql("PRAGMA foreign_key_check"):
            broken[row[0]] = broken.get(row[0], 0) + 1
    for table, count in sorted(broken.items()):
        yield _damage("store.orphans", table=table, count=count)


def _triggers(tx: Reader) -> Iterator[Damage]:
    if search_index.on_server(tx.connection):
        from cultdip_desktop.store import postgres_log

        whole = postgres_log.installed(tx.connection) == postgres_log.expected()
    else:
        whole = triggers.installed(tx.connection.exec_driver_sql) == triggers.expected()
    if not whole:
        yield _damage("store.log_changed", path=_path(tx))


def _search(tx: Reader) -> Iterator[Damage]:
    count = search_index.missing(tx.connection)
    if count:
        yield _damage("store.search_incomplete", count=count)


def _history(tx: Reader) -> Iterator[Damage]:
    position = chain.first_break(tx.connection)
    if position is not None:
        yield _damage("store.chain_broken", position=position)


def _packages(tx: Reader) -> Iterator[Damage]:
    """Own packages: numbers without a gap, each naming the one before; so does the first of a new numbering."""
    columns = sa.select(
        sent_package.c.epoch, sent_package.c.seq, sent_package.c.manifest_sha256, sent_package.c.prev_manifest_sha256
    )
    last: tuple[int, int, str] | None = None
    for epoch, seq, digest, previous in tx.connection.execute(columns.order_by("epoch", "seq")):
        follows = last is not None and last[0] == epoch
        fits = (seq == last[1] + 1 if follows and last else seq == 1) and previous == (last[2] if last else None)
        if not fits:
            yield _damage("store.package_chain_broken", epoch=epoch, seq=seq)
        last = (epoch, seq, digest)


def _rows(tx: Reader) -> Iterator[Damage]:
    for table in LOGGED.values():
        count = _strangers(tx, table)
        if count:
            yield _damage("store.rows_changed", table=table.name, count=count)


def _strangers(tx: Reader, table: sa.Table) -> int:
    """How many rows differ from their last image, are unknown to the log, or are gone without a word."""
    newest = (
        sa.select(sa.func.max(change_row.c.seq))
        .where(change_row.c.table_name == table.name)
        .group_by(change_row.c.row_id)
        .scalar_subquery()
    )
    last = sa.select(change_row.c.row_id, change_row.c.after).where(change_row.c.seq.in_(newest))
    images: dict[str, str] = {row_id: after for row_id, after in tx.connection.execute(last) if after is not None}
    image = triggers.image(table, "t")
    if search_index.on_server(tx.connection):
        from cultdip_desktop.store import postgres_log

        image = postgres_log.image(table, "t")
    statement = f"SELECT {triggers.row_id(table, 't')}, {image} FROM {table.name} AS t"  # noqa: S608 - our own names
    count = sum(not _same(images.pop(row[0], None), row[1]) for row in tx.connection.exec_driver_sql(statement))
    return count + len(images)


def _same(logged: str | None, present: str) -> bool:
    """Equal in every column that the image knows: a later revision may have added some."""
    if logged is None or logged == present:
        return logged is not None
    then: dict[str, Any] = json.loads(logged)
    now: dict[str, Any] = json.loads(present)
    return all(now[name] == value for name, value in then.items() if name in now)


def _path(tx: Reader) -> str:
    """The file itself, or the schema: findings name it, and a reader knows no path."""
    if search_index.on_server(tx.connection):
        return str(tx.connection.exec_driver_sql("SELECT current_database() || '.' || current_schema()").scalar())
    return str(tx.connection.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'").scalar())
