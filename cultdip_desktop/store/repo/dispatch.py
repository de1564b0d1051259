"""Headquarters' own packages: reserved, sealed. A number that ever bore a file stays taken."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.issuing import DispatchKind, DispatchState
from cultdip_desktop.store.columns import (
    Row,
    batches,
    bitext_columns,
    bitext_of,
    composed,
    instant_column,
    instant_from,
)
from cultdip_desktop.store.schema import dispatch, duty
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = "id epoch seq manifest_sha256 prev_manifest_sha256 file_name container_sha256 bytes signer".split()


def reserve(tx: Writer, new: Dispatch) -> Dispatch:
    """Promise number and digest before the file gets its name.

    Raises:
        UserError: `dispatch.overtaken`: the chain has moved on meanwhile.
    """
    if (new.seq, new.prev_manifest_sha256) != next_place(tx, new.stream, new.epoch):
        raise UserError("dispatch.overtaken", stream=new.stream)
    made = replace(new, state=DispatchState.RESERVED, made_at=new.made_at or tx.now)
    try:
        tx.connection.execute(dispatch.insert(), _row(made))
    except IntegrityError as error:
        raise UserError("dispatch.overtaken", stream=new.stream) from error
    return made


def confirm(tx: Writer, dispatch_id: str, content: Mapping[str, Any]) -> bool:
    """The file has its name: the package exists. False when somebody has said so already.

    Raises:
        UserError: `dispatch.not_found`.
    """
    found = get(tx, dispatch_id)
    if found.state is DispatchState.SEALED:
        return False
    made = replace(found, state=DispatchState.SEALED, sealed_at=found.made_at or tx.now, content=content)
    tx.connection.execute(dispatch.update().where(dispatch.c.id == dispatch_id).values(_row(made)))
    return True


def release(tx: Writer, dispatch_id: str) -> None:
    """Give the number of a package back that nobody has ever seen; one that is sealed stays."""
    reserved = (dispatch.c.id == dispatch_id, dispatch.c.state == DispatchState.RESERVED.value)
    tx.connection.execute(dispatch.delete().where(*reserved))


def mark_duties(tx: Writer, duty_ids: Collection[str], dispatch_id: str) -> None:
    """These deadlines were announced by this file."""
    for batch in batches(duty_ids):
        tx.connection.execute(duty.update().where(duty.c.id.in_(batch)).values(dispatch_id=dispatch_id))


def next_place(tx: Reader, stream: str, epoch: int) -> tuple[int, str | None]:
    """The next number of a chain, and the digest of the manifest before it; a new epoch names the last one of before."""
    mine = sa.select(dispatch.c.epoch, dispatch.c.seq, dispatch.c.manifest_sha256).where(dispatch.c.recipient == stream)
    last = tx.connection.execute(mine.order_by(dispatch.c.epoch.desc(), dispatch.c.seq.desc()).limit(1)).first()
    if last is None:
        return 1, None
    return (last.seq + 1 if last.epoch == epoch else 1), last.manifest_sha256


def get(tx: Reader, dispatch_id: str) -> Dispatch:
    """One package.

    Raises:
        UserError: `dispatch.not_found`.
    """
    found = _found(tx, sa.select(dispatch).where(dispatch.c.id == dispatch_id))
    if not found:
        raise UserError("dispatch.not_found", id=dispatch_id[:60])
    return found[0]


def all(tx: Reader, kinds: Collection[DispatchKind] = ()) -> tuple[Dispatch, ...]:
    """Every package, the newest first; of these kinds only, where some are named."""
    newest = sa.select(dispatch).order_by(dispatch.c.made_at.desc(), dispatch.c.id.desc())
    if kinds:
        newest = newest.where(dispatch.c.kind.in_([kind.value for kind in kinds]))
    return _found(tx, newest)


def of_stream(tx: Reader, stream: str) -> tuple[Dispatch, ...]:
    """One chain from its beginning."""
    mine = sa.select(dispatch).where(dispatch.c.recipient == stream)
    return _found(tx, mine.order_by(dispatch.c.epoch, dispatch.c.seq))


def reserved(tx: Reader) -> tuple[Dispatch, ...]:
    """Packages whose file may or may not have come to be, oldest first."""
    open_ones = sa.select(dispatch).where(dispatch.c.state == DispatchState.RESERVED.value)
    return _found(tx, open_ones.order_by(dispatch.c.made_at, dispatch.c.id))


def _found(tx: Reader, statement: sa.Select[tuple[object, ...]]) -> tuple[Dispatch, ...]:
    return tuple(_dispatch(dict(row)) for row in tx.connection.execute(statement).mappings())


def _row(made: Dispatch) -> Row:
    return composed(
        {
            **{name: getattr(made, name) for name in _PLAIN},
            "recipient": made.stream,
            "kind": made.kind.value,
            "state": made.state.value,
            **bitext_columns("title", made.title),
            "content": json.dumps(dict(made.content), ensure_ascii=False, sort_keys=True),
            "made_at": instant_column(made.made_at),
            "sealed_at": instant_column(made.sealed_at),
        }
    )


def _dispatch(row: Row) -> Dispatch:
    return Dispatch(
        **{name: row[name] for name in _PLAIN},
        stream=row["recipient"],
        kind=DispatchKind(row["kind"]),
        state=DispatchState(row["state"]),
        title=bitext_of(row, "title"),
        content=json.loads(row["content"]),
        made_at=instant_from(row["made_at"]),
        sealed_at=instant_from(row["sealed_at"]),
    )
