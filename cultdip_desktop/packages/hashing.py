"""SHA-256 and CRC-32 of a stream in the time of SHA-256 alone: the checksum runs beside it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Final

_WORTH_A_THREAD: Final = 256 * 1024
"""Smaller pieces are done before a thread has woken up."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What came through."""

    sha256: str
    crc: int
    size: int


class TwinDigest:
    """Feed chunks, then ask once for the sums; a context manager because of its thread."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()
        self._crc = 0
        self._size = 0
        self._pool: ThreadPoolExecutor | None = None
        self._pending: Future[int] | None = None

    def __enter__(self) -> TwinDigest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def update(self, chunk: bytes) -> None:
        """Take the next chunk."""
        self._size += len(chunk)
        self._collect()
        if len(chunk) >= _WORTH_A_THREAD:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, "package-crc")
            self._pending = self._pool.submit(zlib.crc32, chunk, self._crc)
        else:
            self._crc = zlib.crc32(chunk, self._crc)
        self._sha.update(chunk)

    def finish(self) -> Sums:
        """The sums of everything so far."""
        self._collect()
        return Sums(self._sha.hexdigest(), self._crc, self._size)

    def _collect(self) -> None:
        if self._pending is not None:
            self._crc = self._pending.result()
            self._pending = None


def sha256_of(chunks: Iterable[bytes]) -> str:
    """SHA-256 of a stream, 64 hex digits."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
