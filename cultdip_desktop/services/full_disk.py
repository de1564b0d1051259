"""A file that goes on taking bytes when the disk is full."""

from __future__ import annotations

import io
from typing import BinaryIO


class Patient(io.RawIOBase):
    """Keeps the error of a full disk back until `finish`: pikepdf would end the whole process."""

    def __init__(self, handle: BinaryIO) -> None:
        super().__init__()
        self._handle = handle
        self._error: OSError | None = None
        self._at = 0

    def writable(self) -> bool:
        """Whether bytes are taken: always."""
        return True

    def tell(self) -> int:
        """Bytes taken so far."""
        return self._at

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Take bytes."""
        count = memoryview(data).nbytes
        self._at += count
        if self._error is None:
            try:
                self._handle.write(data)
            except OSError as error:
                self._error = error
        return count

    def finish(self) -> None:
        """Raise what was kept back."""
        if self._error is not None:
            raise self._error
