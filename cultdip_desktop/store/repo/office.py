"""Who the store belongs to, and the settings of the office."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.store.columns import bitext_columns, bitext_of, upsert
from cultdip_desktop.store.schema import office, setting
from cultdip_desktop.store.store import Reader, Writer

_TEXTS = ("name", "short_name", "city", "unit", "parent")
_PLAIN = ("id", "country", "zone", "currency", "language", "writer_id", "epoch", "symbol")


def identity(tx: Reader) -> OfficeIdentity:
    """Whose store this is.

    Raises:
        UserError: `store.foreign` when the office was never set up.
    """
    row = tx.connection.execute(sa.select(office)).mappings().first()
    if row is None:
        raise UserError("store.foreign", path="")
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values |= {name: bitext_of(dict(row), name) for name in _TEXTS}
    return OfficeIdentity(role=OfficeRole(row["role"]), **values)


def save_identity(tx: Writer, identity: OfficeIdentity) -> None:
    """Write whose store this is; there is only ever one."""
    row = {name: getattr(identity, name) for name in _PLAIN}
    for name in _TEXTS:
        row |= bitext_columns(name, getattr(identity, name))
    tx.connection.execute(office.delete().where(office.c.id != identity.id))
    upsert(tx.connection, office, {**row, "role": identity.role.value})


def get_setting(tx: Reader, key: str, default: Json = None) -> Json:
    """A setting, or `default` where it was never set."""
    text = tx.connection.execute(sa.select(setting.c.value).where(setting.c.name == key)).scalar()
    if text is None:
        return default
    value: Json = json.loads(text)
    return value


def set_setting(tx: Writer, key: str, value: Json) -> None:
    """Remember a setting; the same value again changes nothing."""
    upsert(tx.connection, setting, {"name": key, "value": json.dumps(value, ensure_ascii=False, sort_keys=True)})
