"""The ledger of what was done with every file: lines are added and never touched again, the triggers see to it."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from cultdip_desktop.domain.ledger import LedgerLine
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.store.columns import Row, composed, instant_column, instant_from
from cultdip_desktop.store.schema import ledger, received_package
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = (
    "position received_id office package_id container_sha256 manifest_sha256 epoch seq kind code result lists_sha256"
    " prev_hash hash time_stamp"
).split()


def append(tx: Writer, lines: Iterable[LedgerLine]) -> None:
    """Write lines at the end; whoever made them has looked at `last` in the same transaction."""
    rows = [_row(line) for line in lines]
    if rows:
        tx.connection.execute(ledger.insert(), rows)


def last(tx: Reader) -> LedgerLine | None:
    """The present end; None while the ledger is empty."""
    row = tx.connection.execute(sa.select(ledger).order_by(ledger.c.position.desc()).limit(1)).mappings().first()
    return None if row is None else _line(row)


def all(tx: Reader, office: str = "", limit: int | None = None) -> tuple[LedgerLine, ...]:
    """Lines by position; the newest `limit`, those of one office."""
    wanted = sa.select(ledger).order_by(ledger.c.position.desc()).limit(limit)
    if office:
        wanted = wanted.where(ledger.c.office == office)
    return tuple(_line(row) for row in tx.connection.execute(wanted).mappings())[::-1]


def of_received(tx: Reader, received_id: str) -> tuple[LedgerLine, ...]:
    """The lines about one row of the inbox, oldest first."""
    wanted = sa.select(ledger).where(ledger.c.received_id == received_id).order_by(ledger.c.position)
    return tuple(_line(row) for row in tx.connection.execute(wanted).mappings())


def newest_by_row(tx: Reader) -> dict[str, LedgerLine]:
    """For each row of the inbox the line that was written last."""
    newest = sa.select(sa.func.max(ledger.c.position)).group_by(ledger.c.received_id)
    wanted = sa.select(ledger).where(ledger.c.position.in_(newest))
    return {row["received_id"]: _line(row) for row in tx.connection.execute(wanted).mappings()}


def standing(tx: Reader) -> dict[str, tuple[InboxOutcome, str]]:
    """What every row of the inbox says has become of its file: outcome and code."""
    table = received_package.c
    found = tx.connection.execute(sa.select(table.id, table.outcome, table.code))
    return {row[0]: (InboxOutcome(row[1]), row[2]) for row in found}


def _row(line: LedgerLine) -> Row:
    return composed(
        {
            **{name: getattr(line, name) for name in _PLAIN},
            "outcome": line.outcome.value,
            "at": instant_column(line.at),
        }
    )


def _line(row: sa.RowMapping) -> LedgerLine:
    at = instant_from(row["at"])
    assert at is not None  # noqa: S101 - the column takes no NULL
    return LedgerLine(**{name: row[name] for name in _PLAIN}, outcome=InboxOutcome(row["outcome"]), at=at)
