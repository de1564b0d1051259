"""The windows: `kit` (what every room is built from), `rooms` (one per feature), the shell and the start.

The only floor that may import PySide6.
"""

from __future__ import annotations

import ctypes
import sys


def _keep_singletons_alive() -> None:
    """Give None, True and False the immortality that they have from Python 3.12 on (PEP 683).

    PySide6 6.12.0 is built as if every Python had it: each call that returns nothing takes a reference of None
    without owning one, each `Signal.emit` one of True. On Python 3.11 the program would abort after some hundred
    signals ("bool_dealloc"). Measured with `sys.getrefcount`; 6.11 is free of it, but has no small QtPdf wheel.
    """
    if sys.version_info < (3, 12):
        for singleton in (None, True, False, NotImplemented, Ellipsis):
            ctypes.c_ssize_t.from_address(id(singleton)).value += 1 << 48


_keep_singletons_alive()
