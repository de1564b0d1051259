"""SHA-256 and CRC-32 of a stream in one pass: the checksum reads the piece while it is still in the cache."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable


class Digest:
    """Feed chunks, then ask for the SHA-256."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()

    def update(self, chunk: bytes) -> None:
        """Take the next chunk."""
        self._sha.update(chunk)

    @property
    def sha256(self) -> str:
        """Of everything so far, 64 hex digits."""
        return self._sha.hexdigest()


class TwinDigest(Digest):
    """Feed chunks, then ask for both sums."""

    def __init__(self) -> None:
        super().__init__()
        self.crc = 0
        """CRC-32 of everything so far."""

    def update(self, chunk: bytes) -> None:
        """Take the next chunk."""
        super().update(chunk)
        self.crc = zlib.crc32(chunk, self.crc)


def sha256_of(chunks: Iterable[bytes]) -> str:
    """SHA-256 of a stream, 64 hex digits."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
