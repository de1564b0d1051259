"""How long the start took, counted from the start of the process, imports included."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import Final

_LOADED: Final = time.perf_counter()


class Stopwatch:
    """Marks moments in whole milliseconds since the process began."""

    def __init__(self) -> None:
        self._before = _age_now()
        self._from = time.perf_counter()
        self.marks: dict[str, int] = {}
        """`first_paint_ms`, `unlock_ms`, `first_list_ms`."""

    def mark(self, name: str) -> None:
        """Note the present moment under `name`; the first note stays."""
        passed = self._before + time.perf_counter() - self._from
        self.marks.setdefault(name, round(passed * 1000))


def _age_now() -> float:
    """Seconds since this process was started; since this module was loaded where the system does not say."""
    try:
        if sys.platform == "linux":
            return _linux_age()
        if sys.platform == "win32":
            return _windows_age()
    except (OSError, ValueError, IndexError):
        pass
    return time.perf_counter() - _LOADED


def _linux_age() -> float:
    """Field 22 of `/proc/self/stat` (proc(5)) against the clock that counts from boot, suspension included."""
    after_name = Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    started = int(after_name[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started


def _windows_age() -> float:
    """GetProcessTimes and GetSystemTimePreciseAsFileTime count in 100 ns."""
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    created, ended, system, user, now = (ctypes.c_ulonglong() for _ in range(5))
    times = [ctypes.byref(value) for value in (created, ended, system, user)]
    if not kernel.GetProcessTimes(kernel.GetCurrentProcess(), *times):
        raise OSError
    kernel.GetSystemTimePreciseAsFileTime(ctypes.byref(now))
    return (now.value - created.value) / 10_000_000
