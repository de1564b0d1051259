"""The office's own chain of packages: reserved, sealed, sent. A number that ever bore a file stays taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.store.columns import Row, composed, instant_column, instant_from
from cultdip_desktop.store.schema import sent_package
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = (
    "id kind epoch seq manifest_sha256 prev_manifest_sha256 file_name file_path container_sha256 bytes entries"
    " events media signer receipt_id report_kind focus"
).split()
_INSTANTS = ("reserved_at", "sealed_at", "sent_at")


def reserve(tx: Writer, new: SentPackage) -> SentPackage:
    """Promise number and digest before the file is written.

    Raises:
        UserError: `package.seq_taken` when the chain has moved on meanwhile.
    """
    if new.seq != next_seq(tx, new.epoch):
        raise UserError("package.seq_taken", seq=new.seq, epoch=new.epoch)
    made = replace(new, state=SentState.RESERVED, reserved_at=new.reserved_at or tx.now)
    tx.connection.execute(sent_package.insert(), _row(made))
    return made


def confirm(
    tx: Writer,
    package_id: str,
    container_sha256: str,
    bytes: int,
    sealed_at: datetime | None = None,
    *,
    entries: int | None = None,
    signer: str | None = None,
    file_path: str | None = None,
) -> SentPackage:
    """The file was written, read back and has its name: the package is sealed for good.

    Raises:
        UserError: `package.not_found`, `package.not_reserved`.
    """
    old = _reserved(tx, package_id)
    made = replace(
        old,
        state=SentState.SEALED,
        container_sha256=container_sha256,
        bytes=bytes,
        sealed_at=sealed_at or tx.now,
        entries=old.entries if entries is None else entries,
        signer=old.signer if signer is None else signer,
        file_path=old.file_path if file_path is None else file_path,
    )
    tx.connection.execute(sent_package.update().where(sent_package.c.id == package_id).values(_row(made)))
    return made


def release(tx: Writer, package_id: str) -> None:
    """Give the number back; only for a reserved package of which no file ever bore the final name.

    Raises:
        UserError: `package.not_found`, `package.not_reserved`.
    """
    _reserved(tx, package_id)
    tx.connection.execute(sent_package.delete().where(sent_package.c.id == package_id))


def mark_sent(tx: Writer, package_id: str, sent_at: datetime | None = None) -> SentPackage:
    """Note that the file has left; a package sent or received before keeps its state and first instant.

    Raises:
        UserError: `package.not_found`, `package.not_sealed`.
    """
    old = get(tx, package_id)
    if old.state is SentState.RESERVED:
        raise UserError("package.not_sealed", id=package_id)
    if old.state is not SentState.SEALED:
        return old
    made = replace(old, state=SentState.SENT, sent_at=sent_at or tx.now)
    tx.connection.execute(sent_package.update().where(sent_package.c.id == package_id).values(_row(made)))
    return made


def mark_received(tx: Writer, package_id: str, receipt_id: str) -> SentPackage:
    """Note that headquarters has the package; the first receipt that says so stays named.

    Raises:
        UserError: `package.not_found`, `package.not_sealed`.
    """
    old = get(tx, package_id)
    if old.state is SentState.RESERVED:
        raise UserError("package.not_sealed", id=package_id)
    if old.state is SentState.RECEIVED:
        return old
    made = replace(old, state=SentState.RECEIVED, receipt_id=old.receipt_id or receipt_id)
    tx.connection.execute(sent_package.update().where(sent_package.c.id == package_id).values(_row(made)))
    return made


def get(tx: Reader, package_id: str) -> SentPackage:
    """One package.

    Raises:
        UserError: `package.not_found`.
    """
    row = tx.connection.execute(sa.select(sent_package).where(sent_package.c.id == package_id)).mappings().first()
    if row is None:
        raise UserError("package.not_found", id=package_id)
    return _package(row)


def all(tx: Reader) -> tuple[SentPackage, ...]:
    """Every package, the newest first."""
    newest = (sent_package.c.epoch.desc(), sent_package.c.seq.desc())
    return tuple(_package(row) for row in tx.connection.execute(sa.select(sent_package).order_by(*newest)).mappings())


def head(tx: Reader, epoch: int) -> SentPackage | None:
    """The last package of an epoch, a reserved one included."""
    mine = sa.select(sent_package).where(sent_package.c.epoch == epoch).order_by(sent_package.c.seq.desc()).limit(1)
    row = tx.connection.execute(mine).mappings().first()
    return None if row is None else _package(row)


def last_before(tx: Reader, epoch: int) -> SentPackage | None:
    """The last package of the numberings before: the first one of a new numbering names it."""
    table = sent_package.c
    known = (table.epoch < epoch, table.state != SentState.RESERVED.value)
    mine = sa.select(sent_package).where(*known).order_by(table.epoch.desc(), table.seq.desc()).limit(1)
    row = tx.connection.execute(mine).mappings().first()
    return None if row is None else _package(row)


def next_seq(tx: Reader, epoch: int) -> int:
    """The number that the next package of an epoch gets; the first is 1."""
    last = head(tx, epoch)
    return 1 if last is None else last.seq + 1


def _reserved(tx: Reader, package_id: str) -> SentPackage:
    found = get(tx, package_id)
    if found.state is not SentState.RESERVED:
        raise UserError("package.not_reserved", id=package_id)
    return found


def _row(package: SentPackage) -> Row:
    return composed(
        {
            **{name: getattr(package, name) for name in _PLAIN},
            **{name: instant_column(getattr(package, name)) for name in _INSTANTS},
            "period": str(package.period),
            "rule": package.period.rule.value,
            "state": package.state.value,
            "encrypted": int(package.encrypted),
        }
    )


def _package(row: sa.RowMapping) -> SentPackage:
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values |= {name: instant_from(row[name]) for name in _INSTANTS}
    period = Period.parse(row["period"], PeriodRule(row["rule"]))
    return SentPackage(period=period, state=SentState(row["state"]), encrypted=bool(row["encrypted"]), **values)
