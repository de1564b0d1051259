"""A verdict as plain JSON: what headquarters keeps with a receipt, and the stable half of `verify --json`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.verdict import Check, Verdict


def verdict_to_plain(verdict: Verdict) -> dict[str, Any]:
    """Every fact of the verdict; words are made from `code` and `params` by whoever shows it."""
    info = verdict.info
    return {
        "result": verdict.result.value,
        "checks": [check_to_plain(check) for check in verdict.checks],
        "intact": verdict.intact,
        "signature_valid": verdict.signature_valid,
        "trusted": verdict.trusted,
        "trust_domain": verdict.trust_domain,
        "signer": None if verdict.signer is None else signer_to_plain(verdict.signer),
        "signed_at": _instant(verdict.signed_at),
        "verified_at": _instant(verdict.moment),
        "office": verdict.office,
        "kind": verdict.kind,
        "period": verdict.period,
        "epoch": verdict.epoch,
        "seq": verdict.seq,
        "package_id": verdict.package_id,
        "manifest_sha256": verdict.manifest_sha256,
        "volume": None if info is None else {"i": info.volume.i, "n": info.volume.n},
        "media": None if info is None else info.media.included,
        "records": None if info is None else {name: state.rows for name, state in info.state.entities.items()},
        "entries": verdict.entries,
        "bytes": verdict.bytes,
    }


def check_to_plain(check: Check) -> dict[str, Any]:
    """One line of the verdict."""
    return {
        "number": check.number,
        "name": check.name,
        "outcome": check.outcome.value,
        "code": check.code,
        "params": dict(check.params),
    }


def signer_to_plain(signer: CertificateFacts) -> dict[str, Any]:
    """The certificate that signed."""
    return {
        "person": signer.person,
        "office": signer.office,
        "serial": signer.serial,
        "fingerprint": signer.sha256,
        "public_sha256": signer.public_sha256,
        "words": list(fingerprint.words(signer.public_sha256)),
        "app_level": signer.app_level,
        "not_before": _instant(signer.not_before),
        "not_after": _instant(signer.not_after),
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
