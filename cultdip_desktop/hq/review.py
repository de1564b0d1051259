"""Packages to look at again because their key is no longer above suspicion."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo.enrolment import IssuedCertificate
from cultdip_desktop.store.store import Reader


def signed_since(tx: Reader, certificate: IssuedCertificate, since: datetime) -> tuple[ReceivedPackage, ...]:
    """What was taken in with this certificate's signature and claims to be signed at `since` or later, the newest first.

    A package without a claimed time counts among them.
    """

    def suspect(row: ReceivedPackage) -> bool:
        if row.outcome is not InboxOutcome.IMPORTED or not row.verdict:
            return False
        plain: Any = json.loads(row.verdict)
        signer, signed_at = plain.get("signer") or {}, plain.get("signed_at")
        mine = signer.get("fingerprint") == certificate.fingerprint
        return mine and (signed_at is None or datetime.fromisoformat(signed_at) >= since)

    return tuple(row for row in inbox_rows.of_office(tx, certificate.office) if suspect(row))
