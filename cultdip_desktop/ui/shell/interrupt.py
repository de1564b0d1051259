"""Ctrl-C in the terminal closes the window as its cross does: what is typed is kept first."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupt(QObject):
    """Qt's loop runs no Python while it waits; a socket wakes it when the signal comes."""

    def __init__(self, on_interrupt: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._on_interrupt = on_interrupt
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _note)

    def _woken(self) -> None:
        self._read.recv(64)
        self._on_interrupt()


def _note(number: int, frame: object) -> None:
    """Nothing to do here: the byte in the socket has already told."""
    del number, frame
