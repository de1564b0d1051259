"""What signs a PDF: an opened key of this program, or one on a token; both look the same to the act of signing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import certificates
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.keys import require_usable
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key that may sign right now."""

    certificate: bytes
    """DER."""

    chain: tuple[bytes, ...]
    """DER of the authorities above it, nearest first."""

    engine: Any = field(repr=False)
    """pyHanko's signer."""

    @property
    def facts(self) -> CertificateFacts:
        """What the certificate says."""
        return certificates.facts(self.certificate)


def of_signer(signer: Signer) -> OpenKey:
    """A key of this program, opened with its PIN."""
    return OpenKey(signer.certificate, signer.chain, signer.engine())


def registry_of(chain: tuple[bytes, ...]) -> Any:
    """The collection of the authorities that go into the signature, as pyHanko wants them."""
    from asn1crypto import x509
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register_multiple([x509.Certificate.load(der) for der in chain])
    return registry


def require_good(facts: CertificateFacts, now: datetime, trusts: tuple[TrustStore, ...]) -> None:
    """Look at a certificate before it signs (Circular 15/2025): time, strength, usage, revocation, chain.

    The chain is asked where some root is trusted here; revocation as far as the lists at hand know.

    Raises:
        UserError: `key.certificate_expired`, `key.certificate_not_yet`, `key.certificate_revoked`, each with `day`;
            `key.weak`, `key.no_signing_usage`, `key.not_chained`, `key.root_unknown`.
    """
    for trust in trusts or (None,):
        require_usable(facts, now, trust)
    if not facts.strong_key:
        raise UserError("key.weak")
    if not _may_sign(facts.der):
        raise UserError("key.no_signing_usage", person=facts.person)
    if trusts and all(trust.path_of(facts.der) is None for trust in trusts):
        raise UserError("key.not_chained" if facts.app_level else "key.root_unknown", person=facts.person)


def _may_sign(der: bytes) -> bool:
    """Key usage digitalSignature with nonRepudiation, where the certificate restricts its key at all; verifying asks the same."""
    try:
        usage = x509.load_der_x509_certificate(der).extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return usage.digital_signature and usage.content_commitment
