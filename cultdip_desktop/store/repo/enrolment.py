"""Certificates that headquarters has issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store.columns import Row, composed, instant_column, instant_from
from cultdip_desktop.store.schema import certificate
from cultdip_desktop.store.store import Reader, Writer

_PLAIN = ("serial", "office", "person", "fingerprint", "status", "reason", "pem")
_INSTANTS = ("not_before", "not_after", "revoked_at", "compromised_from")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCertificate:
    """One certificate, never removed from the list."""

    serial: str
    """Serial number in hex digits, unique at this authority."""

    office: str
    person: str
    """Name as it stands in the certificate."""

    fingerprint: str
    """SHA-256 of the DER bytes, 64 hex digits."""

    not_before: datetime
    not_after: datetime
    pem: str
    status: str = "valid"
    """`valid` or `revoked`."""

    revoked_at: datetime | None = None
    reason: str = ""
    compromised_from: datetime | None = None
    """Since when somebody else may have had the key; None while nobody suspects that."""


def add(tx: Writer, issued: IssuedCertificate) -> None:
    """Enter a certificate that was just issued."""
    row = {name: getattr(issued, name) for name in _PLAIN}
    row |= {name: instant_column(getattr(issued, name)) for name in _INSTANTS}
    tx.connection.execute(certificate.insert(), composed(row))


def all(tx: Reader) -> tuple[IssuedCertificate, ...]:
    """Every certificate, by office, the newest first."""
    order = (certificate.c.office, certificate.c.not_before.desc(), certificate.c.serial)
    return tuple(_issued(row) for row in tx.connection.execute(sa.select(certificate).order_by(*order)).mappings())


def by_serial(tx: Reader, serial: str) -> IssuedCertificate:
    """One certificate.

    Raises:
        UserError: `enrolment.not_found`.
    """
    row = tx.connection.execute(sa.select(certificate).where(certificate.c.serial == serial)).mappings().first()
    if row is None:
        raise UserError("enrolment.not_found", serial=serial)
    return _issued(row)


def by_fingerprint(tx: Reader, fingerprint: str) -> IssuedCertificate | None:
    """The certificate with this fingerprint, if it is ours."""
    same = certificate.c.fingerprint == fingerprint
    row = tx.connection.execute(sa.select(certificate).where(same)).mappings().first()
    return None if row is None else _issued(row)


def revoke(
    tx: Writer, serial: str, reason: str, at: datetime | None = None, *, compromised_from: datetime | None = None
) -> IssuedCertificate:
    """Withdraw a certificate; one revoked before keeps its first instant, and its reason unless a compromise is news.

    The date of a compromise is only ever moved back.

    Raises:
        UserError: `enrolment.not_found`.
    """
    before = by_serial(tx, serial)
    values: Row = {}
    if before.status != "revoked":
        values = {"status": "revoked", "revoked_at": instant_column(at or tx.now), "reason": reason}
    known = before.compromised_from
    if compromised_from is not None and (known is None or compromised_from < known):
        values |= {"compromised_from": instant_column(compromised_from), "reason": reason}
    if values:
        tx.connection.execute(certificate.update().where(certificate.c.serial == serial).values(composed(values)))
    return by_serial(tx, serial)


def _issued(row: sa.RowMapping) -> IssuedCertificate:
    values = {name: row[name] for name in _PLAIN} | {name: instant_from(row[name]) for name in _INSTANTS}
    return IssuedCertificate(**values)
