"""Small secrets at rest inside the store: opened with the office, without a PIN, and only under their own name."""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE: Final = 12


class SecretBox:
    """AES-256-GCM under one office's own key; the name of a secret is bound to it, so that none takes another's place."""

    def __init__(self, key: bytes) -> None:
        """`key`: 32 bytes, `OfficeKey.secret_key`."""
        self._cipher = AESGCM(key)

    def seal(self, name: str, secret: bytes) -> str:
        """Base64 text."""
        nonce = secrets.token_bytes(_NONCE)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, secret, name.encode("utf-8"))).decode("ascii")

    def open(self, name: str, sealed: str) -> bytes | None:
        """The secret; None when it was changed, belongs to another name, or to another office."""
        try:
            data = base64.b64decode(sealed, validate=True)
            return self._cipher.decrypt(data[:_NONCE], data[_NONCE:], name.encode("utf-8"))
        except (InvalidTag, binascii.Error, ValueError):
            return None
