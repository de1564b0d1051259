"""A verdict on a PDF as plain JSON: the stable answer of `cultdip verify F.pdf --json`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cultdip_desktop.packages.verdict_json import check_to_plain, signer_to_plain
from cultdip_desktop.signatures.verdict import PdfVerdict, SignatureVerdict


def pdf_verdict_to_plain(verdict: PdfVerdict) -> dict[str, Any]:
    """Every fact; words are made from `code` and `params` by whoever shows it."""
    return {
        "result": verdict.result.value,
        "checks": [check_to_plain(check) for check in verdict.checks],
        "signatures": [_signature(one) for one in verdict.signatures],
        "order": [one.field for one in verdict.signatures],
        "verified_at": _instant(verdict.moment, utc=True),
        "sha256": verdict.sha256,
        "bytes": verdict.bytes,
        "pages": verdict.pages,
    }


def _signature(one: SignatureVerdict) -> dict[str, Any]:
    return {
        "number": one.number,
        "field": one.field,
        "result": one.result.value,
        "checks": [check_to_plain(check) for check in one.checks],
        "intact": one.intact,
        "signature_valid": one.valid,
        "trusted": one.trusted,
        "covers_whole_file": one.covers_whole,
        "signer": None if one.signer is None else signer_to_plain(one.signer),
        "signed_at": _instant(one.signed_at),
        "reason": one.reason,
        "location": one.location,
        "page": one.page,
    }


def _instant(moment: datetime | None, *, utc: bool = False) -> str | None:
    """As the signer stated it, with its offset; our own instants in UTC."""
    if moment is None:
        return None
    moment = moment.astimezone(UTC) if utc else moment
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
