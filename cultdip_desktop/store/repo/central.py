"""Headquarters' action programme and what it offers to missions, as rows at both sides."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.issuing import CentralKind, IssueState
from cultdip_desktop.store.columns import Row, batches, bitext_columns, bitext_of, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import central_item, issued_item
from cultdip_desktop.store.store import Reader, Writer

_ITEM = "id year position code edition quarter target unit note dispatch_id".split()


def save_item(tx: Writer, item: CentralItem) -> None:
    """Add or change a message, story, product or template; a withdrawn one stays as such."""
    row = {
        "id": item.id,
        "kind": item.kind.value,
        **bitext_columns("title", item.title),
        **bitext_columns("text", item.text),
        "content": item.content,
        "offices": json.dumps(list(item.offices)),
        "year": item.year,
        "until": None if item.until is None else item.until.isoformat(),
        "state": item.state.value,
        "dispatch_id": item.dispatch_id,
        "made_at": instant_column(item.made_at or tx.now),
        "deleted_at": _gone(tx, central_item, item.id, gone=item.withdrawn),
    }
    upsert(tx.connection, central_item, row)


def get_item(tx: Reader, item_id: str) -> CentralItem:
    """One of them, withdrawn or not.

    Raises:
        UserError: `central.not_found`.
    """
    row = tx.connection.execute(sa.select(central_item).where(central_item.c.id == item_id)).mappings().first()
    if row is None:
        raise UserError("central.not_found", id=item_id[:60])
    return _central(dict(row))


def items(tx: Reader, *, withdrawn: bool = False) -> tuple[CentralItem, ...]:
    """What stands, the newest first; with `withdrawn` also what was issued once and no longer does."""
    wanted = sa.select(central_item).order_by(central_item.c.made_at.desc(), central_item.c.id.desc())
    if not withdrawn:
        wanted = wanted.where(central_item.c.deleted_at.is_(None))
    return tuple(_central(dict(row)) for row in tx.connection.execute(wanted).mappings())


def mark_items(tx: Writer, item_ids: Collection[str], dispatch_id: str) -> None:
    """These went with this file."""
    for batch in batches(item_ids):
        values = {"state": IssueState.ISSUED.value, "dispatch_id": dispatch_id}
        tx.connection.execute(central_item.update().where(central_item.c.id.in_(batch)).values(values))


def save_issued(tx: Writer, item: IssuedItem) -> None:
    """Add or change an item of the programme; a withdrawn one stays as such."""
    row = {
        **{name: getattr(item, name) for name in _ITEM},
        **bitext_columns("title", item.title),
        "deleted_at": _gone(tx, issued_item, item.id, gone=item.withdrawn),
    }
    upsert(tx.connection, issued_item, row)


def programme(tx: Reader, year: int, *, withdrawn: bool = False) -> tuple[IssuedItem, ...]:
    """The programme of a year in its order; with `withdrawn` also what no longer stands."""
    wanted = sa.select(issued_item).where(issued_item.c.year == year)
    if not withdrawn:
        wanted = wanted.where(issued_item.c.deleted_at.is_(None))
    ordered = wanted.order_by(issued_item.c.position, issued_item.c.id)
    return tuple(_issued(dict(row)) for row in tx.connection.execute(ordered).mappings())


def programme_years(tx: Reader) -> tuple[int, ...]:
    """Years that have a programme, or had one that missions know, the newest first."""
    known = sa.or_(issued_item.c.deleted_at.is_(None), issued_item.c.dispatch_id.is_not(None))
    living = sa.select(issued_item.c.year).where(known).distinct()
    return tuple(tx.connection.execute(living.order_by(issued_item.c.year.desc())).scalars())


def mark_programme(tx: Writer, item_ids: Collection[str], dispatch_id: str) -> None:
    """These items went with this file."""
    for batch in batches(item_ids):
        went = issued_item.update().where(issued_item.c.id.in_(batch))
        tx.connection.execute(went.values(dispatch_id=dispatch_id))


def forget_draft(tx: Writer, item_id: str) -> None:
    """Put away what was never issued: nobody needs to hear that it is gone."""
    gone = central_item.update().where(central_item.c.id == item_id)
    tx.connection.execute(gone.values(deleted_at=instant_column(tx.now)))


def _gone(tx: Writer, table: sa.Table, row_id: str, *, gone: bool) -> str | None:
    """The moment of going; one that went before keeps its own."""
    if not gone:
        return None
    before = tx.connection.execute(sa.select(table.c.deleted_at).where(table.c.id == row_id)).scalar()
    return str(before) if before else instant_column(tx.now)


def _central(row: Row) -> CentralItem:
    return CentralItem(
        id=row["id"],
        kind=CentralKind(row["kind"]),
        title=bitext_of(row, "title"),
        text=bitext_of(row, "text"),
        content=row["content"],
        offices=tuple(json.loads(row["offices"])),
        year=row["year"],
        until=None if row["until"] is None else date.fromisoformat(row["until"]),
        state=IssueState(row["state"]),
        withdrawn=row["deleted_at"] is not None,
        dispatch_id=row["dispatch_id"],
        made_at=instant_from(row["made_at"]),
    )


def _issued(row: Row) -> IssuedItem:
    plain = {name: row[name] for name in _ITEM}
    return IssuedItem(**plain, title=bitext_of(row, "title"), withdrawn=row["deleted_at"] is not None)
