"""SHA-256 and CRC-32 of a stream in one pass: the checksum reads the piece while it is still in the cache."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sums:
    """What came through."""

    sha256: str
    crc: int
    size: int


class TwinDigest:
    """Feed chunks, then ask for the sums."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()
        self._crc = 0
        self._size = 0

    def update(self, chunk: bytes) -> None:
        """Take the next chunk."""
        self._sha.update(chunk)
        self._crc = zlib.crc32(chunk, self._crc)
        self._size += len(chunk)

    def finish(self) -> Sums:
        """The sums of everything so far."""
        return Sums(self._sha.hexdigest(), self._crc, self._size)


def sha256_of(chunks: Iterable[bytes]) -> str:
    """SHA-256 of a stream, 64 hex digits."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
