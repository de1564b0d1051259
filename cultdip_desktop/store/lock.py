"""One writer per mission's office: a lock of the operating system, gone with the process that held it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cultdip_desktop.core.clock import Clock, SystemClock
from cultdip_desktop.core.durable import translated
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_text

_FAR: Final = 1 << 30
"""The byte that Windows locks lies far behind the text, which others may then still read."""


class OfficeLock:
    """Held while a mission's window or writing command is open; a context manager. Not for headquarters."""

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self._path: Final = path
        self._clock: Final = clock or SystemClock()
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock without waiting, and leave word who has it since when.

        Raises:
            UserError: `office.in_use` with `pid` and `since`, `file.not_writable`, `file.unreachable`.
        """
        if self._descriptor is not None:
            raise RuntimeError("held already")
        with translated(self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _lock(descriptor):
                pid, since = self._holder()
                raise UserError("office.in_use", pid=pid, since=since)
            with translated(self._path):
                word = {"pid": os.getpid(), "since": instant_text(self._clock.now())}
                os.ftruncate(descriptor, 0)
                os.write(descriptor, json.dumps(word).encode())
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; the file stays, empty of meaning."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _holder(self) -> tuple[int, str]:
        try:
            word = json.loads(self._path.read_bytes())
            return int(word["pid"]), str(word["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, "?"


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
