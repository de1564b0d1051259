"""Derives the passphrase's key in another process, begun before it is needed.

Argon2id fills 64 MiB on purpose. Beside the window they would be its highest peak, and in the window's own process
they wait for nothing: another one begins while this one still loads the services. What it answers is only ever a
shortcut: for any other salt or cost, or when there is no such answer, the key is derived here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import derive, keyfile, passphrase
from cultdip_desktop.crypto.derive import KdfCost

WORTH_IT: Final = 16 * 1024
"""KiB of Argon2id from which a process of its own pays."""

_SCRIPT: Final = Path(__file__).with_name("argon2_process.py")
_PATIENCE: Final = 60
"""Seconds; a machine that needs longer derives the key here, without a limit."""


def begin(key_file: Path, text: str) -> derive.Kdf:
    """Begin to derive the key of `text` for the passphrase slot of `key_file`; gives what `keyfile.unlock` asks.

    Never raises: what is wrong with file or passphrase is said by `keyfile.unlock`.
    """
    if not text or len(text) > passphrase.MAX_LENGTH:
        return derive.from_passphrase
    try:
        salt, cost = keyfile.passphrase_cost(key_file)
    except (UserError, OSError):
        return derive.from_passphrase
    body = passphrase.normalised(text)
    process = _started(body, salt, cost)
    if process is None:
        return derive.from_passphrase

    def answer(secret: bytes, wanted_salt: bytes, wanted_cost: KdfCost) -> bytes:
        found = _answer(process)
        if found is None or (secret, wanted_salt, wanted_cost) != (body, salt, cost):
            return derive.from_passphrase(secret, wanted_salt, wanted_cost)
        return found

    return answer


def _started(body: bytes, salt: bytes, cost: KdfCost) -> subprocess.Popen[bytes] | None:
    if cost.memory_kib < WORTH_IT or not sys.executable or getattr(sys, "frozen", False) or not _SCRIPT.is_file():
        return None
    asked = {"salt": salt.hex(), "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    head = json.dumps({**asked, "length": derive.KEY_BYTES}).encode()
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        process = subprocess.Popen(  # noqa: S603 - this interpreter, our own script, isolated from folder and environment
            [sys.executable, "-I", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=hidden,
        )
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        process.stdin.write(head + b"\n" + body)
        process.stdin.close()
    except OSError:
        return None
    return process


def _answer(process: subprocess.Popen[bytes]) -> bytes | None:
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    found = b"" if process.stdout.closed else process.stdout.read()
    process.stdout.close()
    return found if process.returncode == 0 and len(found) == derive.KEY_BYTES else None
