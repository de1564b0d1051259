"""Certificates of other authorities that headquarters lets sign for a mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store.columns import composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import trusted_signer
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedSigner:
    """One certificate and the office for which it signs; never removed from the list."""

    fingerprint: str
    """SHA-256 of the DER bytes, 64 hex digits."""

    office: str
    person: str
    """Name as it stands in the certificate."""

    pem: str
    domain: str
    """Name of the authority whose root it hangs from."""

    added_at: datetime | None = None
    removed_at: datetime | None = None
    """From then on it signs for nobody."""

    reason: str = ""
    """Why it was removed."""


def all(tx: Reader) -> tuple[TrustedSigner, ...]:
    """Every one, by office, the newest first."""
    order = (trusted_signer.c.office, trusted_signer.c.added_at.desc(), trusted_signer.c.fingerprint)
    return tuple(_signer(row) for row in tx.connection.execute(sa.select(trusted_signer).order_by(*order)).mappings())


def assign(tx: Writer, new: TrustedSigner) -> None:
    """Let a certificate sign for an office from now on; one that was removed may come back.

    Raises:
        UserError: `signer.assigned` when it signs for some office already.
    """
    known = _find(tx, new.fingerprint)
    if known is not None and known.removed_at is None:
        raise UserError("signer.assigned", office=known.office, person=known.person)
    plain = {name: getattr(new, name) for name in ("fingerprint", "office", "person", "pem", "domain")}
    row = {**plain, "added_at": instant_column(tx.now), "removed_at": None, "reason": ""}
    upsert(tx.connection, trusted_signer, row)


def remove(tx: Writer, fingerprint: str, reason: str) -> TrustedSigner:
    """Let it sign for nobody from now on.

    Raises:
        UserError: `signer.unknown`.
    """
    known = _find(tx, fingerprint)
    if known is None or known.removed_at is not None:
        raise UserError("signer.unknown")
    values = composed({"removed_at": instant_column(tx.now), "reason": reason})
    tx.connection.execute(trusted_signer.update().where(trusted_signer.c.fingerprint == fingerprint).values(values))
    return known


def _find(tx: Reader, fingerprint: str) -> TrustedSigner | None:
    return next((one for one in all(tx) if one.fingerprint == fingerprint), None)


def _signer(row: sa.RowMapping) -> TrustedSigner:
    return TrustedSigner(
        fingerprint=row["fingerprint"],
        office=row["office"],
        person=row["person"],
        pem=row["pem"],
        domain=row["domain"],
        added_at=instant_from(row["added_at"]),
        removed_at=instant_from(row["removed_at"]),
        reason=row["reason"],
    )
