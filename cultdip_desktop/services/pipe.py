"""Turns something that writes to a stream into something that can be read in pieces, in constant memory."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, Final

_PIECES: Final = 4
"""Pieces that may wait between writer and reader."""


def pieces_of(write: Callable[[BinaryIO], object]) -> Iterator[bytes]:
    """What `write` puts into its stream, piece by piece; its exception is raised here.

    `write` runs in a thread of its own and is stopped when the reader goes away.
    """
    pipe = _Pipe()

    def run() -> None:
        try:
            write(pipe)
        finally:
            pipe.end()

    with ThreadPoolExecutor(1, thread_name_prefix="pieces") as executor:
        writing = executor.submit(run)
        try:
            yield from pipe.read_all()
            writing.result()
        finally:
            pipe.abandon()


class _AbandonedError(Exception):
    """The reader has gone; the writer shall stop."""


class _Pipe(io.BytesIO):
    def __init__(self) -> None:
        super().__init__()
        self._queue: queue.Queue[bytes | None] = queue.Queue(_PIECES)
        self._abandoned = threading.Event()

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        if not self._put(bytes(data)):
            raise _AbandonedError
        return len(data)

    def end(self) -> None:
        self._put(None)

    def read_all(self) -> Iterator[bytes]:
        while (piece := self._queue.get()) is not None:
            yield piece

    def abandon(self) -> None:
        self._abandoned.set()

    def _put(self, piece: bytes | None) -> bool:
        """Wait for room; False once the reader has gone."""
        while not self._abandoned.is_set():
            try:
                self._queue.put(piece, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False
