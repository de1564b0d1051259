"""Headquarters' inbox: what came in, what became of it, and how far each chain has come."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.store.columns import Row, composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import inbox_mark, received_package
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = (
    "id package_id office kind period epoch seq manifest_sha256 container_sha256 code result verdict file_name"
    " stored_name bytes events media signer recipient cites history_head history_count trust_domain"
).split()


def add(tx: Writer, received: ReceivedPackage) -> ReceivedPackage:
    """Note a receipt; gives it with its instant."""
    made = replace(received, received_at=received.received_at or tx.now)
    tx.connection.execute(received_package.insert(), _row(made))
    return made


def all(tx: Reader) -> tuple[ReceivedPackage, ...]:
    """Every receipt, the newest first."""
    newest = (received_package.c.received_at.desc(), received_package.c.id.desc())
    return _found(tx, sa.select(received_package).order_by(*newest))


def of_office(tx: Reader, office: str) -> tuple[ReceivedPackage, ...]:
    """Every receipt of one office's files, the newest first."""
    newest = (received_package.c.received_at.desc(), received_package.c.id.desc())
    return _found(tx, sa.select(received_package).where(received_package.c.office == office).order_by(*newest))


def get(tx: Reader, received_id: str) -> ReceivedPackage:
    """One receipt.

    Raises:
        UserError: `inbox.not_found`.
    """
    found = _found(tx, sa.select(received_package).where(received_package.c.id == received_id))
    if not found:
        raise UserError("inbox.not_found", id=received_id)
    return found[0]


def by_manifest(tx: Reader, sha256: str) -> ReceivedPackage | None:
    """The receipt of the package with this manifest: imported before held before forked before refused, then the newest.

    A refused file may be a damaged copy of a package that came in well.
    """
    standing = {InboxOutcome.IMPORTED.value: 0, InboxOutcome.HELD.value: 1, InboxOutcome.FORK.value: 2}
    imported = sa.case(standing, value=received_package.c.outcome, else_=3)
    mine = sa.select(received_package).where(received_package.c.manifest_sha256 == sha256)
    found = _found(tx, mine.order_by(imported, received_package.c.id.desc()).limit(1))
    return found[0] if found else None


def taken(tx: Reader, office: str) -> dict[tuple[int, int], str]:
    """Numbering and number of each package of an office that was taken in, to the digest of its manifest."""
    table = received_package.c
    mine = (table.office == office, table.outcome == InboxOutcome.IMPORTED.value)
    wanted = sa.select(table.epoch, table.seq, table.manifest_sha256).where(*mine)
    return {(row[0], row[1]): row[2] for row in tx.connection.execute(wanted)}


def by_container(tx: Reader, sha256s: Collection[str], outcome: InboxOutcome) -> ReceivedPackage | None:
    """The newest receipt with this outcome of one of these very files."""
    table = received_package.c
    same = (table.container_sha256.in_(list(sha256s)), table.outcome == outcome.value)
    found = _found(tx, sa.select(received_package).where(*same).order_by(table.id.desc()).limit(1))
    return found[0] if found else None


def held_of(tx: Reader, office: str, package_id: str) -> ReceivedPackage | None:
    """The row of a package that waits, whole or in part."""
    table = received_package.c
    mine = (table.office == office, table.package_id == package_id, table.outcome == InboxOutcome.HELD.value)
    found = _found(tx, sa.select(received_package).where(*mine).order_by(table.id.desc()).limit(1))
    return found[0] if found else None


def held_after(tx: Reader, office: str, epoch: int, seq: int) -> tuple[ReceivedPackage, ...]:
    """Held packages of a chain beyond `seq`, in order of number."""
    table = received_package.c
    mine = (table.office == office, table.epoch == epoch, table.seq > seq, table.outcome == InboxOutcome.HELD.value)
    return _found(tx, sa.select(received_package).where(*mine).order_by(table.seq, table.id))


def update_outcome(
    tx: Writer, received_id: str, outcome: InboxOutcome, code: str = "", missing: tuple[int, ...] = ()
) -> ReceivedPackage:
    """What has become of a receipt since.

    Raises:
        UserError: `inbox.not_found`.
    """
    made = replace(get(tx, received_id), outcome=outcome, code=code, missing=missing)
    same = received_package.c.id == received_id
    tx.connection.execute(received_package.update().where(same).values(_row(made)))
    return made


def update(tx: Writer, received: ReceivedPackage) -> ReceivedPackage:
    """Say anew what is known of a receipt: another volume of the package has come.

    Raises:
        UserError: `inbox.not_found`.
    """
    get(tx, received.id)
    same = received_package.c.id == received.id
    tx.connection.execute(received_package.update().where(same).values(_row(received)))
    return received


def mark(tx: Reader, office: str, epoch: int, stream: str = "") -> tuple[int, str] | None:
    """Number and manifest digest of the last package imported from a chain.

    `stream` is the recipient of a file of headquarters, empty for the packages of missions.
    """
    row = tx.connection.execute(
        sa.select(inbox_mark.c.seq, inbox_mark.c.manifest_sha256).where(*_chain(office, epoch, stream))
    ).first()
    return None if row is None else (row[0], row[1])


def epochs(tx: Reader, office: str, stream: str = "") -> tuple[int, ...]:
    """The epochs from which something was imported, rising."""
    mine = sa.select(inbox_mark.c.epoch).where(inbox_mark.c.office == office, inbox_mark.c.stream == stream)
    return tuple(tx.connection.execute(mine.order_by(inbox_mark.c.epoch)).scalars())


def set_mark(tx: Writer, office: str, epoch: int, seq: int, manifest_sha256: str, stream: str = "") -> None:
    """Move the mark of a chain forward.

    Raises:
        ValueError: backward, or to another digest under the same number.
    """
    old = mark(tx, office, epoch, stream)
    if old is not None and (seq < old[0] or (seq == old[0] and manifest_sha256 != old[1])):
        raise ValueError("a chain's mark only moves forward")
    move_mark(tx, office, epoch, seq, manifest_sha256, stream)


def move_mark(tx: Writer, office: str, epoch: int, seq: int, manifest_sha256: str, stream: str = "") -> None:
    """Set the mark of a chain wherever a recorded decision says, also backward."""
    row = {"office": office, "stream": stream, "epoch": epoch, "seq": seq, "manifest_sha256": manifest_sha256}
    upsert(tx.connection, inbox_mark, row)


def _chain(office: str, epoch: int, stream: str) -> tuple[sa.ColumnElement[bool], ...]:
    return inbox_mark.c.office == office, inbox_mark.c.stream == stream, inbox_mark.c.epoch == epoch


def _found(tx: Reader, statement: sa.Select[tuple[object, ...]]) -> tuple[ReceivedPackage, ...]:
    return tuple(_received(row) for row in tx.connection.execute(statement).mappings())


def _row(received: ReceivedPackage) -> Row:
    return composed(
        {
            **{name: getattr(received, name) for name in _PLAIN},
            "outcome": received.outcome.value,
            "missing": json.dumps(received.missing),
            "encrypted": int(received.encrypted),
            "received_at": instant_column(received.received_at),
        }
    )


def _received(row: sa.RowMapping) -> ReceivedPackage:
    return ReceivedPackage(
        **{name: row[name] for name in _PLAIN},
        outcome=InboxOutcome(row["outcome"]),
        missing=tuple(json.loads(row["missing"])),
        encrypted=bool(row["encrypted"]),
        received_at=instant_from(row["received_at"]),
    )
