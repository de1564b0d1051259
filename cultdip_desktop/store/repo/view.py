"""Saved views of the rooms."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.saved_view import SavedView
from cultdip_desktop.store.columns import upsert
from cultdip_desktop.store.schema import saved_view
from cultdip_desktop.store.store import Reader, Writer


def of_room(tx: Reader, room: str) -> tuple[SavedView, ...]:
    """The views of a room, in the order that people gave them."""
    mine = sa.select(saved_view).where(saved_view.c.room == room).order_by(saved_view.c.position, saved_view.c.id)
    return tuple(_view(row) for row in tx.connection.execute(mine).mappings())


def get(tx: Reader, view_id: str) -> SavedView:
    """One view.

    Raises:
        UserError: `view.not_found`.
    """
    row = tx.connection.execute(sa.select(saved_view).where(saved_view.c.id == view_id)).mappings().first()
    if row is None:
        raise UserError("view.not_found")
    return _view(row)


def save(tx: Writer, view: SavedView) -> None:
    """Add or change a view; one that says the same is left alone."""
    content = json.dumps(view.content, ensure_ascii=False, sort_keys=True)
    row = {"id": view.id, "room": view.room, "name": view.name, "content": content, "position": view.position}
    upsert(tx.connection, saved_view, row)


def delete(tx: Writer, view_id: str) -> None:
    """Take a view out."""
    tx.connection.execute(saved_view.delete().where(saved_view.c.id == view_id))


def _view(row: sa.RowMapping) -> SavedView:
    content: Any = json.loads(row["content"])
    return SavedView(
        id=row["id"],
        room=row["room"],
        name=row["name"],
        content=content if isinstance(content, dict) else {},
        position=row["position"],
    )
