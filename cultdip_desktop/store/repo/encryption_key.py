"""Keys of headquarters to which packages are encrypted; their secret halves, sealed, only at headquarters itself."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.receipt import EncryptionKey
from cultdip_desktop.store.columns import composed, instant_column, instant_from
from cultdip_desktop.store.schema import encryption_key
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> tuple[EncryptionKey, ...]:
    """Every key, the newest first."""
    order = (encryption_key.c.made_at.desc(), encryption_key.c.id.desc())
    return tuple(_key(row) for row in tx.connection.execute(sa.select(encryption_key).order_by(*order)).mappings())


def current(tx: Reader) -> EncryptionKey | None:
    """The newest key that headquarters gives out still."""
    return next((key for key in all(tx) if key.retired_at is None), None)


def sealed_identities(tx: Reader) -> dict[str, str]:
    """The sealed secret halves by key id, the newest first; empty at a mission."""
    table = encryption_key.c
    wanted = sa.select(table.id, table.sealed_identity).where(table.sealed_identity != "")
    rows = tx.connection.execute(wanted.order_by(table.made_at.desc(), table.id.desc()))
    return {str(row.id): str(row.sealed_identity) for row in rows}


def add(tx: Writer, key: EncryptionKey, sealed_identity: str) -> None:
    """Enter a key that was made here."""
    tx.connection.execute(encryption_key.insert(), composed({**_row(key), "sealed_identity": sealed_identity}))


def retire(tx: Writer, key_id: str) -> None:
    """Give a key out no more; what was encrypted for it opens as before.

    Raises:
        UserError: `encryption.key_unknown`, `encryption.key_retired`.
    """
    found = next((key for key in all(tx) if key.id == key_id), None)
    if found is None:
        raise UserError("encryption.key_unknown", key=key_id[:40])
    if found.retired_at is not None:
        raise UserError("encryption.key_retired", key=key_id)
    values = {"retired_at": instant_column(tx.now)}
    tx.connection.execute(encryption_key.update().where(encryption_key.c.id == key_id).values(values))


def keep(tx: Writer, key: EncryptionKey) -> bool:
    """Remember a key that a signed file of headquarters brought; whether anything is new.

    A key that was retired stays so: files may arrive in any order. An id never changes its key.
    """
    known = next((one for one in all(tx) if key.id == one.id or key.recipient == one.recipient), None)
    if known is None:
        tx.connection.execute(encryption_key.insert(), composed({**_row(key), "sealed_identity": ""}))
        return True
    if (known.id, known.recipient) != (key.id, key.recipient) or known.retired_at or key.retired_at is None:
        return False
    values = {"retired_at": instant_column(key.retired_at)}
    tx.connection.execute(encryption_key.update().where(encryption_key.c.id == key.id).values(values))
    return True


def _row(key: EncryptionKey) -> dict[str, str | None]:
    return {
        "id": key.id,
        "recipient": key.recipient,
        "made_at": instant_column(key.made_at),
        "retired_at": instant_column(key.retired_at),
    }


def _key(row: sa.RowMapping) -> EncryptionKey:
    made = instant_from(row["made_at"])
    if made is None:
        raise ValueError("a key without the instant of its making")
    return EncryptionKey(
        id=row["id"], recipient=row["recipient"], made_at=made, retired_at=instant_from(row["retired_at"])
    )
