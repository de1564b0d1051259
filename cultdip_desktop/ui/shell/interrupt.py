"""Ctrl-C in the terminal closes the window as its cross does: what is typed is kept first."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupt(QObject):
    """Qt's loop runs no Python while it waits; a byte in a pipe (on Windows a socket) wakes it when the signal comes."""

    def __init__(self, on_interrupt: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._pipe = _Pipe()
        self._on_interrupt = on_interrupt
        self._notifier = QSocketNotifier(self._pipe.read_end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(self._pipe.write_end, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _note)

    def _woken(self) -> None:
        self._pipe.drain()
        self._on_interrupt()


def _note(number: int, frame: object) -> None:
    """Nothing to do here: the byte in the socket has already told."""
    del number, frame


class _Pipe:
    """Two ends, neither of which ever waits; on Windows, where Python can be woken by nothing else, of a socket."""

    def __init__(self) -> None:
        if sys.platform != "win32":
            self.read_end, self.write_end = os.pipe()
            os.set_blocking(self.read_end, False)
            os.set_blocking(self.write_end, False)
            self.drain: Callable[[], object] = lambda: os.read(self.read_end, 64)
        else:
            import socket

            self._sockets = read, write = socket.socketpair()
            read.setblocking(False)
            write.setblocking(False)
            self.read_end, self.write_end = read.fileno(), write.fileno()
            self.drain = lambda: read.recv(64)
