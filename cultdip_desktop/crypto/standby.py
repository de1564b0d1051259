"""The process that derives the passphrase's key, started while the page that asks for it is being made.

By the time somebody has typed, it has loaded what it needs and waits for its one question (`crypto.apart`). It knows no
secret before, and ends when its input does.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

WORTH_IT: Final = 16 * 1024
"""KiB of Argon2id from which a process of its own pays."""

SCRIPT: Final = Path(__file__).with_name("argon2_process.py")
_MOST_READ: Final = 64 * 1024


def start() -> subprocess.Popen[bytes] | None:
    """Start one; None where there is no interpreter to start."""
    if not sys.executable or getattr(sys, "frozen", False) or not SCRIPT.is_file():
        return None
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with contextlib.suppress(OSError):
        return subprocess.Popen(  # noqa: S603 - this interpreter, our own script, isolated from folder and environment
            [sys.executable, "-I", str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=hidden,
        )
    return None


def start_for(key_file: Path) -> subprocess.Popen[bytes] | None:
    """Start one if the key file, as far as it can be read, asks for so much work that it pays."""
    try:
        with key_file.open("rb") as handle:
            plain = json.loads(handle.read(_MOST_READ))
        costs = [slot["kdf"].get("memory_kib", 0) for slot in plain["slots"]]
        return start() if any(isinstance(cost, int) and cost >= WORTH_IT for cost in costs) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None  # what is wrong with the file is said when it is unlocked


def dismiss(process: subprocess.Popen[bytes] | None) -> None:
    """End one that was never asked anything, or that did not hear the question."""
    if process is None:
        return
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if stream is not None:
                stream.close()
