"""Counting wrong PINs, durably: three, then a pause that grows.

The count is written before the PIN is tried, so that pulling the plug saves nobody an attempt. Whoever can
delete the file can start anew: the slow key derivation is the wall, this is the door that people meet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core import canonical, durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.sealed_key import PrivateKey, SealedKey, WrongPinError

ATTEMPTS: Final = 3
_FIRST_PAUSE: Final = timedelta(minutes=15)
_LONGEST_PAUSE: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Attempts:
    """What is left."""

    failed: int = 0
    """Wrong PINs since the last right one."""

    locked_until: datetime | None = None

    @property
    def left(self) -> int:
        """Tries before the next pause."""
        return ATTEMPTS - self.failed % ATTEMPTS


def open_key(sealed: SealedKey, counter: Path, pin: str, now: datetime) -> PrivateKey:
    """Open a key, counting in the file `counter`.

    Raises:
        UserError: `key.locked` (`minutes` to wait), `key.wrong_pin` (`attempts_left`), `key.damaged`.
    """
    before = read(counter)
    _require_unlocked(before, now)
    failed = before.failed + 1
    pause = _pause(failed)
    after = Attempts(failed, None if pause is None else now + pause)
    _write(counter, after)
    try:
        key = sealed.open(pin)
    except WrongPinError:
        _require_unlocked(after, now)
        raise UserError("key.wrong_pin", attempts_left=after.left) from None
    _write(counter, Attempts())
    return key


def read(counter: Path) -> Attempts:
    """What the file says; a missing or damaged one counts as a fresh start."""
    if not counter.is_file():
        return Attempts()
    try:
        plain: Any = canonical.decode(counter.read_bytes())
        until = plain["locked_until"]
        return Attempts(int(plain["failed"]), None if until is None else datetime.fromisoformat(until))
    except (canonical.NotCanonicalError, KeyError, TypeError, ValueError):
        return Attempts()


def _require_unlocked(attempts: Attempts, now: datetime) -> None:
    if attempts.locked_until is not None and now < attempts.locked_until:
        minutes = math.ceil((attempts.locked_until - now).total_seconds() / 60)
        raise UserError("key.locked", minutes=minutes)


def _pause(failed: int) -> timedelta | None:
    rounds, rest = divmod(failed, ATTEMPTS)
    if rest:
        return None
    doublings: int = 2 ** min(rounds - 1, 10)
    return min(_FIRST_PAUSE * doublings, _LONGEST_PAUSE)


def _write(counter: Path, attempts: Attempts) -> None:
    until = attempts.locked_until
    plain = {"failed": attempts.failed, "locked_until": None if until is None else until.isoformat()}
    durable.write_bytes(counter, canonical.encode(plain))
