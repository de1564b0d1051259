"""Derives the passphrase's key and opens its slot in another process, begun before it is needed.

Argon2id fills 64 MiB on purpose, and the library that opens the slot brings 7 more. Beside the window they would be its
highest peak, and in the window's own process they wait for nothing: another one begins while this one still loads the
services. What it answers is only ever a shortcut: for any other salt, cost or slot, or when there is no such answer,
all is done here; and whatever it says the slot holds must fit the key file's own seal (`keyfile`).
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
        salt, cost, sealed = keyfile.passphrase_slot(key_file)
    except (UserError, OSError):
        return derive.from_passphrase
    body = passphrase.normalised(text)
    process = _started(body, salt, cost, sealed)
    return derive.from_passphrase if process is None else _Begun(process, (body, salt, cost), sealed)


class _Begun:
    """What the other process answers, waited for when it is asked."""

    def __init__(
        self, process: subprocess.Popen[bytes], asked: tuple[bytes, bytes, KdfCost], sealed: tuple[bytes, bytes, bytes]
    ) -> None:
        self._process, self._asked, self._sealed = process, asked, sealed
        self._found: tuple[bytes, bytes] | None = None

    def __call__(self, secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
        """As `derive.from_passphrase`."""
        self._found = _answer(self._process)
        if self._found is None or (secret, salt, cost) != self._asked:
            return derive.from_passphrase(secret, salt, cost)
        return self._found[0]

    def unsealed(self, key: bytes, nonce: bytes, wrapped: bytes, bound: bytes) -> bytes | None:
        """As `derive.Unsealing`."""
        if self._found is None or (key, (nonce, wrapped, bound)) != (self._found[0], self._sealed):
            return None
        return self._found[1] or None


def _started(
    body: bytes, salt: bytes, cost: KdfCost, sealed: tuple[bytes, bytes, bytes]
) -> subprocess.Popen[bytes] | None:
    if cost.memory_kib < WORTH_IT or not sys.executable or getattr(sys, "frozen", False) or not _SCRIPT.is_file():
        return None
    asked = {"salt": salt.hex(), "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    parts = dict(zip(("nonce", "wrapped", "bound"), (part.hex() for part in sealed), strict=True))
    head = json.dumps({**asked, **parts, "length": derive.KEY_BYTES}).encode()
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


def _answer(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes] | None:
    """The key and what it opens, which is empty for a wrong one."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    found = b"" if process.stdout.closed else process.stdout.read()
    process.stdout.close()
    if process.returncode != 0 or len(found) not in (derive.KEY_BYTES, 2 * derive.KEY_BYTES):
        return None
    return found[: derive.KEY_BYTES], found[derive.KEY_BYTES :]
