"""Derives the passphrase's key and opens its slot in another process, begun before it is needed.

Argon2id fills 64 MiB on purpose, and the library that opens the slot brings 7 more. Beside the window they would be its
highest peak, and in the window's own process they wait for nothing: another one begins while this one still loads the
services. What it answers is only ever a shortcut: for any other salt, cost or slot, or when there is no such answer,
all is done here; and whatever it says the slot holds must fit the key file's own seal (`keyfile`).
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import derive, keyfile, passphrase, standby
from cultdip_desktop.crypto.derive import KdfCost

_PATIENCE: Final = 60
"""Seconds; a machine that needs longer derives the key here, without a limit."""


def begin(key_file: Path, text: str, waiting: subprocess.Popen[bytes] | None = None) -> derive.Kdf:
    """Begin to derive the key of `text` for the passphrase slot of `key_file`; gives what `keyfile.unlock` asks.

    `waiting` was started before (`crypto.standby`) and is used up. Never raises: what is wrong with file or passphrase
    is said by `keyfile.unlock`.
    """
    slot = _slot(key_file) if text and len(text) <= passphrase.MAX_LENGTH else None
    if slot is None or slot[1].memory_kib < standby.WORTH_IT:
        standby.dismiss(waiting)
        return derive.from_passphrase
    salt, cost, sealed = slot
    body = passphrase.normalised(text)
    process = _started(waiting, body, salt, cost, sealed)
    return derive.from_passphrase if process is None else _Begun(process, (body, salt, cost), sealed)


def _slot(key_file: Path) -> tuple[bytes, KdfCost, tuple[bytes, bytes, bytes]] | None:
    try:
        return keyfile.passphrase_slot(key_file)
    except (UserError, OSError):
        return None


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
    waiting: subprocess.Popen[bytes] | None,
    body: bytes,
    salt: bytes,
    cost: KdfCost,
    sealed: tuple[bytes, bytes, bytes],
) -> subprocess.Popen[bytes] | None:
    asked = {"salt": salt.hex(), "memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    parts = dict(zip(("nonce", "wrapped", "bound"), (part.hex() for part in sealed), strict=True))
    head = json.dumps({**asked, **parts, "length": derive.KEY_BYTES}).encode()
    process = waiting or standby.start()
    if process is None:
        return None
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    try:
        process.stdin.write(head + b"\n" + body)
        process.stdin.close()
    except OSError:
        standby.dismiss(process)
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
