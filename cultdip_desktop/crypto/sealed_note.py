"""A few lines sealed at rest under a key made from the office's data key; for what is too small for `blobs`."""

from __future__ import annotations

import secrets
from typing import Final

from cultdip_desktop.crypto import derive

_MARK: Final = b"cultdip-note-1\n"
_NONCE_BYTES: Final = 12


def seal_note(data_key: bytes, label: str, plain: bytes) -> bytes:
    """Seal `plain` (AES-256-GCM); `label` says what it is and is bound to it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _MARK + nonce + AESGCM(_key(data_key, label)).encrypt(nonce, plain, _MARK + label.encode())


def open_note(data_key: bytes, label: str, sealed: bytes) -> bytes | None:
    """What was sealed; None when the note is not genuine, of another key, or of another label."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(_MARK) + _NONCE_BYTES
    if not sealed.startswith(_MARK) or len(sealed) < start:
        return None
    try:
        return AESGCM(_key(data_key, label)).decrypt(sealed[len(_MARK) : start], sealed[start:], _MARK + label.encode())
    except InvalidTag:
        return None


def _key(data_key: bytes, label: str) -> bytes:
    return derive.from_secret(data_key, f"note/{label}")
