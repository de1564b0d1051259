"""pyHanko's way to sign with a key that lies on a token; loaded only by those who sign so."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.sign.signers.pdf_cms import Signer

from cultdip_desktop.packages.token_key import TokenPrivateKey


class TokenSigner(Signer):
    """Hands the bytes to the token, one opening a signature."""

    def __init__(self, key: TokenPrivateKey, certificate: Any, registry: Any) -> None:
        super().__init__(signing_cert=certificate, cert_registry=registry, embed_roots=False)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The ECDSA signature over SHA-256, DER."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        return bytes(80) if dry_run else self._key.sign(data, ec.ECDSA(SHA256()))
