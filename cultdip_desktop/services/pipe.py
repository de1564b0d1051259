"""Turns something that writes to a stream into something that can be read in pieces, in constant memory."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator
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
        except BaseException as error:  # noqa: BLE001 - handed over to the reading thread
            pipe.end(error)
        else:
            pipe.end(None)

    thread = threading.Thread(target=run, name="pieces")
    thread.start()
    try:
        yield from pipe.read_all()
    finally:
        pipe.abandon()
        thread.join()


class _AbandonedError(Exception):
    """The reader has gone; the writer shall stop."""


class _Pipe(io.BytesIO):
    def __init__(self) -> None:
        super().__init__()
        self._queue: queue.Queue[bytes | BaseException | None] = queue.Queue(_PIECES)
        self._abandoned = threading.Event()

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        self._put(bytes(data))
        return len(data)

    def end(self, error: BaseException | None) -> None:
        if not isinstance(error, _AbandonedError):
            try:
                self._put(error)
            except _AbandonedError:
                return

    def read_all(self) -> Iterator[bytes]:
        while (item := self._queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    def abandon(self) -> None:
        self._abandoned.set()

    def _put(self, item: bytes | BaseException | None) -> None:
        while True:
            if self._abandoned.is_set():
                raise _AbandonedError
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return
