"""Seals actions into a hash chain, so that a cut or rewritten history shows.

The digest of an action covers its own words, the digest of its predecessor, and every row image in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.canonical import encode
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.store.schema import action, change_row

GENESIS: Final = "0" * 64
"""Stands before the first action."""

IMAGE_COLUMNS: Final = (
    change_row.c.table_name,
    change_row.c.row_id,
    change_row.c.kind,
    change_row.c.entity_id,
    change_row.c.owner_id,
    change_row.c.before,
    change_row.c.after,
)


@dataclass(frozen=True, slots=True)
class HistoryHead:
    """Where the chain stands; every package carries it."""

    head: str
    """SHA-256 of the last action, 64 hex digits; zeros when there is none."""

    count: int
    """Number of actions."""


class Images:
    """Digest over row images; a length before each value keeps neighbours apart."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.count = 0

    def add(self, values: Iterable[Any]) -> None:
        """Take the next row: text or nothing in each place."""
        parts = []
        for value in values:
            if value is None:
                parts.append(b"-")
            else:
                data = value.encode("utf-8", "surrogatepass")
                parts += (b"%d:" % len(data), data)
        self._digest.update(b"".join(parts))
        self.count += 1

    def add_encoded(self, data: bytes, count: int) -> None:
        """Take `count` rows whose values stand one after the other in `data`, each with its length before it."""
        self._digest.update(data)
        self.count += count

    def hexdigest(self) -> str:
        """What the action's digest covers."""
        return self._digest.hexdigest()


class Written:
    """What an action has logged by itself, before its triggers wrote the first row: see `store.bulk_log`."""

    def __init__(self) -> None:
        self.images: Final = Images()
        self.kinds: Final[set[str]] = set()
        self.ids: Final[set[str]] = set()
        self.until = 0
        """Number of the last such row; what the triggers write comes after it."""


def seal_hash(row: dict[str, Any], images: str) -> str:
    """The digest of one action from its columns (all but `hash`) and the digest of its images."""
    return hashlib.sha256(
        encode(
            {
                "position": row["position"],
                "id": row["id"],
                "at": row["at"],
                "label": row["label"],
                "params": row["params"],
                "actor": row["actor"],
                "changes": row["changes"],
                "images": images,
                "prev": row["prev_hash"],
            }
        )
    ).hexdigest()


def head(connection: sa.Connection) -> HistoryHead:
    """The present end of the chain."""
    last = connection.execute(
        sa.select(action.c.hash, action.c.position).order_by(action.c.position.desc()).limit(1)
    ).first()
    return HistoryHead(GENESIS, 0) if last is None else HistoryHead(last[0], last[1])


def first_break(connection: sa.Connection) -> int | None:
    """Position of the first action that does not fit the chain, 0 for images without action, None if whole."""
    rows = connection.execute(sa.select(action).order_by(action.c.position)).mappings().all()
    orphans = sa.select(change_row.c.seq).where(change_row.c.action_id.not_in(sa.select(action.c.id))).limit(1)
    if connection.execute(orphans).first() is not None:
        return 0
    images: dict[str, Images] = {row["id"]: Images() for row in rows}
    statement = sa.select(change_row.c.action_id, *IMAGE_COLUMNS).order_by(change_row.c.seq)
    for action_id, *values in connection.execute(statement.execution_options(yield_per=2000)):
        if action_id not in images:  # an index and its table disagree
            return 0
        images[action_id].add(values)
    previous = GENESIS
    for expected_position, row in enumerate(rows, 1):
        plain = dict(row)
        found = images[plain["id"]]
        fits = plain["position"] == expected_position and plain["prev_hash"] == previous
        if not fits or plain["changes"] != found.count or plain["hash"] != seal_hash(plain, found.hexdigest()):
            return expected_position
        previous = plain["hash"]
    return None
