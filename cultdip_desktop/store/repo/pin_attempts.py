"""Wrong PINs of each key, counted where deleting a file does not reset them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.store.columns import instant_column, instant_from, upsert
from cultdip_desktop.store.schema import pin_attempts
from cultdip_desktop.store.store import Reader, Writer


def get(tx: Reader, name: str) -> tuple[int, datetime | None]:
    """Wrong PINs since the last right one, and until when the key is locked; (0, None) for one never tried."""
    wanted = sa.select(pin_attempts.c.failed, pin_attempts.c.locked_until).where(pin_attempts.c.name == name)
    row = tx.connection.execute(wanted).first()
    return (0, None) if row is None else (int(row[0]), instant_from(row[1]))


def set(tx: Writer, name: str, failed: int, locked_until: datetime | None) -> None:
    """Remember both."""
    upsert(
        tx.connection,
        pin_attempts,
        {"name": name, "failed": failed, "locked_until": instant_column(locked_until)},
    )
