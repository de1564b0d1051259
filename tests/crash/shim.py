"""Build `shim.c`, steer it from inside the process that it is loaded into, and read the traces it writes."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("shim.c")

KILLS: Final = {"before": 1, "half": 2, "after": 3}
REFUSALS: Final = {"refuse": 4, "refuse-half": 5}
ERRORS: Final = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
KINDS: Final = (
    "", "create", "write", "sync", "rename", "link", "unlink", "mkdir", "rmdir", "truncate", "mode", "mark", "unseen",
)  # fmt: skip
_HEAD: Final = struct.Struct("=IIQqIIQ")
_MAGIC: Final = 0x43524153


@dataclass(frozen=True)
class Fault:
    """What happens at the `at`-th mutating call (from 1; 0 is no fault)."""

    at: int = 0
    way: str = "count"
    """`count`, `before`, `half`, `after` (killed), `refuse`, `refuse-half` (after half of the bytes), `time` (killed
    from outside after `at` milliseconds)."""

    error: str = ""
    onwards: bool = False

    @property
    def kills(self) -> bool:
        """Whether the process does not live to tell."""
        return self.way in KILLS or self.way == "time"

    def __str__(self) -> str:
        how = f"{self.error}{' from then on' if self.onwards else ''}" if self.error else "killed"
        return f"{how} {self.way} call {self.at}"


@dataclass(frozen=True)
class Call:
    """One line of a trace."""

    kind: str
    inode: int
    offset: int
    """Of a write; the new size of a truncation; the number of a mark."""

    path: str
    other: str
    data: bytes


def build(folder: Path) -> Path:
    """Compile the shim once per version of its source; needs gcc."""
    source = SOURCE.read_bytes()
    target = folder / f"shim-{hashlib.sha256(source).hexdigest()[:16]}.so"
    if not target.exists():
        compiler = shutil.which("gcc") or shutil.which("cc")
        assert compiler is not None
        part = folder / f"{target.name}.{os.getpid()}"
        command = [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", part, SOURCE, "-ldl"]
        subprocess.run([*command, "-lpthread"], check=True)
        part.replace(target)
    return target


class Shim:
    """The shim of this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.crash_disarm.restype = ctypes.c_long
        self._library.crash_fired.restype = ctypes.c_long
        self._library.crash_last.restype = ctypes.c_char_p
        self._library.crash_mark.argtypes = [ctypes.c_long]
        self._library.crash_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, *[ctypes.c_int] * 4]

    def arm(self, root: Path, fault: Fault, trace: int = -1) -> None:
        """Watch everything below `root`; `trace` is a descriptor to write to."""
        action = {**KILLS, **REFUSALS}.get(fault.way, 0)
        self._library.crash_arm(
            str(root).encode(), fault.at, action, ERRORS.get(fault.error, 0), int(fault.onwards), trace
        )

    def disarm(self) -> int:
        """Stop watching; gives the number of calls seen."""
        return int(self._library.crash_disarm())

    @property
    def last(self) -> str:
        """What was refused first."""
        text: bytes = self._library.crash_last()
        return text.decode("utf-8", "replace")

    @property
    def fired(self) -> int:
        """Number of the call that was refused first; 0 when none was."""
        return int(self._library.crash_fired())

    def mark(self, number: int) -> None:
        """Put a mark into the trace."""
        self._library.crash_mark(number)


def calls(file: Path) -> list[Call]:
    """A trace."""
    return list(_calls(file.read_bytes()))


def _calls(data: bytes) -> Iterator[Call]:
    at = 0
    while at < len(data):
        magic, kind, inode, offset, path, other, size = _HEAD.unpack_from(data, at)
        assert magic == _MAGIC
        at += _HEAD.size
        names = data[at : at + path].decode(), data[at + path : at + path + other].decode()
        at += path + other
        yield Call(KINDS[kind], inode, offset, *names, data[at : at + size])
        at += size
