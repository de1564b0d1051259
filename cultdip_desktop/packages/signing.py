"""Signing a manifest: CAdES-B (EN 319 122-1), detached, SHA-256, through pyHanko."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cultdip_desktop.packages.certificates import CertificateFacts, facts
from cultdip_desktop.packages.token_key import TokenPrivateKey


@dataclass(frozen=True, slots=True)
class Signer:
    """An opened signing key with its certificate and the authorities above it (without the root)."""

    certificate: bytes
    """DER."""

    chain: tuple[bytes, ...]
    """DER, nearest first."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey = field(repr=False)

    @property
    def facts(self) -> CertificateFacts:
        """What the certificate says."""
        return facts(self.certificate)

    def sign(self, data: bytes, at: datetime) -> bytes:
        """The `.p7s` over `data`; `at` becomes the claimed time of signing, cut to seconds."""
        return asyncio.run(self._sign(data, at.astimezone(UTC).replace(microsecond=0)))

    def engine(self) -> Any:
        """PyHanko's signer with this key."""
        # pyHanko takes half a second to load: only those who sign pay for it.
        from asn1crypto import keys, x509
        from pyhanko.sign.signers.pdf_cms import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple([x509.Certificate.load(der) for der in self.chain])
        leaf = x509.Certificate.load(self.certificate)
        if isinstance(self.key, TokenPrivateKey):
            from cultdip_desktop.packages.token_signer import TokenSigner

            return TokenSigner(self.key, leaf, registry)
        plain = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return SimpleSigner(
            signing_cert=leaf,
            signing_key=keys.PrivateKeyInfo.load(plain),
            cert_registry=registry,
            embed_roots=False,
        )

    async def _sign(self, data: bytes, at: datetime) -> bytes:
        from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

        signed = await self.engine().async_sign_general_data(
            data,
            "sha256",
            detached=True,
            use_cades=True,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=at),
        )
        result: bytes = signed.dump()
        return result
