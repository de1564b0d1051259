"""The windows: `kit` (what every room is built from), `rooms` (one per feature), the shell and the start.

The only floor that may import PySide6.
"""

from __future__ import annotations

import ctypes
import sys

import PySide6.QtCore  # noqa: F401 - brings in the module that `_spare_sources` is about


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

    It looks for the word "PySide6" in each, to know where its optional spelling (`__feature__`, snake_case) might
    be switched on, which nobody does here. With SQLAlchemy and the rest that is 8 MB of text, read in 70 ms and
    kept by `linecache` in 20 MiB. A PySide6 without this habit is left as it is.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _no  # type: ignore[union-attr]  # noqa: SLF001 - there is no other door


def _no(module: object) -> bool:
    del module
    return False


_keep_singletons_alive()
_spare_sources()
