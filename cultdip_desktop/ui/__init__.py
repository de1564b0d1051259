"""The windows: `kit` (what every room is built from), `rooms` (one per feature), the shell and the start.

The only floor that may import PySide6.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import gc
import importlib
import sys
from typing import Final

from cultdip_desktop.ui.late_support import late_support

_M_ARENA_MAX: Final = -8
"""As in malloc.h."""


def _keep_singletons_alive() -> None:
    """Give None, True and False the immortality that they have from Python 3.12 on (PEP 683).

    PySide6 6.12.0 is built as if every Python had it: each call that returns nothing takes a reference of None
    without owning one, each `Signal.emit` one of True. On Python 3.11 the program would abort after some hundred
    signals ("bool_dealloc"). Measured with `sys.getrefcount`; 6.11 is free of it, but has no small QtPdf wheel.
    """
    if sys.version_info < (3, 12):
        for singleton in (None, True, False, NotImplemented, Ellipsis):
            ctypes.c_ssize_t.from_address(id(singleton)).value += 1 << 48


def _spare_sources() -> None:
    """Keep PySide6 from reading the source text of every module that is imported after it.

    It puts itself in the place of `__import__` and looks for the word "PySide6" in each module, to know where its
    optional spelling (`from __feature__ import snake_case`) might be switched on, which nobody does here. With
    SQLAlchemy and the rest that is 8 MB of text, read in 80 ms and kept by `linecache` in 20 MiB.
    """
    plain, collecting = builtins.__import__, gc.isenabled()
    gc.disable()
    with late_support():
        importlib.import_module("PySide6.QtCore")
    if collecting:
        gc.enable()
    builtins.__import__ = plain


def _share_one_heap() -> None:
    """Let all threads take memory from one heap: under one interpreter lock, glibc's heap for each thread only costs.

    Measured at the first content: 1 MiB.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # other C libraries know no such wish
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


_keep_singletons_alive()
_share_one_heap()
_spare_sources()
