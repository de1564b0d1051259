"""Whether a certificate counts (step 4 of verifying): its way to the pinned root, and its revocation.

"Signed by X" and "X was entitled at time T" are two facts; this room answers the second, for a moment that
the caller names. No network, ever: what is not in the trust store is unknown.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cultdip_desktop.packages import limits
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Outcome

_TOLERANCE: Final = timedelta(seconds=limits.CLOCK_TOLERANCE_SECONDS)


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of this room."""

    outcome: Outcome
    code: str
    params: dict[str, str | int] = field(default_factory=dict)


def check_path(signer: CertificateFacts, trust: TrustStore, now: datetime, signed_at: datetime | None) -> Finding:
    """Whether `signer` leads to the pinned root with fitting usage and, at `now`, validity.

    An expired certificate whose signature claims a time before the expiry is *unknown*: without a time stamp
    nobody can tell a backdated signature from an old one.
    """
    from asn1crypto import x509
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, PathError, ValidationError

    context = _context(trust, now, revocation_mode="soft-fail", lists=())
    validator = CertificateValidator(x509.Certificate.load(signer.der), validation_context=context)
    try:
        with _quiet():
            asyncio.run(_validate(validator))
    except ExpiredError:
        in_time = signed_at is not None and signer.not_before <= signed_at <= signer.not_after
        code = "certificate.expired" if in_time else "certificate.expired_before"
        return Finding(Outcome.UNKNOWN if in_time else Outcome.FAILED, code, {"day": _day(signer.not_after)})
    except NotYetValidError:
        return Finding(Outcome.FAILED, "certificate.not_yet_valid", {"day": _day(signer.not_before)})
    except PathError:
        return Finding(Outcome.FAILED, "certificate.not_chained")
    except (ValidationError, ValueError):
        known = trust.path_of(signer.der) is not None
        return Finding(Outcome.FAILED, "certificate.invalid" if known else "certificate.not_chained")
    if signed_at is not None and signed_at < signer.not_before:
        return Finding(Outcome.FAILED, "certificate.time_before", {"day": _day(signed_at)})
    if signed_at is not None and signed_at > signer.not_after + _TOLERANCE:
        return Finding(Outcome.FAILED, "certificate.time_after", {"day": _day(signed_at)})
    return Finding(Outcome.OK, "certificate.ok", {"person": signer.person})


def check_revocation(
    signer: CertificateFacts, trust: TrustStore, now: datetime, signed_at: datetime | None = None
) -> Finding:
    """Whether lists that are fresh at `now` cover the whole chain, and none takes a certificate back.

    What claims to be signed before the revocation is refused all the same: whoever has the key can write any time. Only
    the code differs (`certificate.compromised`) where the key is known to have been in other hands at the claimed time.
    """
    from asn1crypto import x509
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathError, RevokedError, ValidationError

    for der in (signer.der, *(trust.path_of(signer.der) or ())):
        revoked = trust.revocation_of(der)
        if revoked is not None and revoked.at <= now + _TOLERANCE:
            since = revoked.compromised_from
            if since is not None and (signed_at is None or signed_at >= since):
                return Finding(Outcome.FAILED, "certificate.compromised", {"time": since.isoformat(timespec="seconds")})
            return Finding(Outcome.FAILED, "revocation.revoked", {"day": _day(revoked.at)})
    if not trust.revocation_lists:
        return Finding(Outcome.UNKNOWN, "revocation.missing")
    context = _context(trust, now, revocation_mode="require", lists=trust.revocation_lists)
    validator = CertificateValidator(x509.Certificate.load(signer.der), validation_context=context)
    try:
        with _quiet():
            asyncio.run(_validate(validator))
    except RevokedError as error:
        return Finding(Outcome.FAILED, "revocation.revoked", {"day": _day(error.revocation_dt)})
    except InsufficientRevinfoError:
        until = trust.fresh_until()
        if until is not None and until < now:
            return Finding(Outcome.UNKNOWN, "revocation.stale", {"day": _day(until)})
        return Finding(Outcome.UNKNOWN, "revocation.missing")
    except (PathError, ValidationError, ValueError):
        return Finding(Outcome.UNKNOWN, "revocation.missing")
    until = trust.fresh_until()
    return Finding(Outcome.OK, "revocation.ok", {"day": "" if until is None else _day(until)})


async def _validate(validator: Any) -> None:
    await validator.async_validate_usage({"digital_signature", "non_repudiation"})


def _context(trust: TrustStore, now: datetime, *, revocation_mode: str, lists: tuple[bytes, ...]) -> Any:
    from asn1crypto import crl, x509
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[x509.Certificate.load(trust.root)],
        other_certs=[x509.Certificate.load(der) for der in trust.issuing],
        crls=[crl.CertificateList.load(der) for der in lists],
        moment=now.astimezone(UTC),
        allow_fetching=False,
        revocation_mode=revocation_mode,
        weak_hash_algos={"md2", "md5", "sha1"},
        time_tolerance=_TOLERANCE,
        # A list made after the moment that is asked about knows more, not less.
        retroactive_revinfo=True,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """The validator logs what it refuses; the verdict says it already."""
    logger = logging.getLogger("pyhanko_certvalidator")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
