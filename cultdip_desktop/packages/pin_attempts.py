"""Counting wrong PINs, durably: three, then a pause that grows.

The count is written before the PIN is tried, so that pulling the plug saves nobody an attempt. Where it is
written is the caller's: the product keeps it inside the encrypted store, so that no file can be deleted, edited
or put back to start anew. What it cannot stop: whoever copies the whole office folder and knows its passphrase,
or takes the key's file to another machine, guesses there without being counted; the slow key derivation and a
long PIN are the wall against that, the count is the door that people meet. The pause follows the machine's
clock, so that whoever may set the clock can end it, and the next pause is still the longer one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.key_file import KeyFile
from cultdip_desktop.packages.sealed_key import PrivateKey, WrongPinError

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


class PinCounter(Protocol):
    """Where the count of each key is kept: durable, and out of reach of those who only see files."""

    def read(self, name: str) -> Attempts:
        """What is known of a key; a key that was never tried has a fresh `Attempts`."""

    def write(self, name: str, attempts: Attempts) -> None:
        """Keep it durably before this returns."""


def open_key(sealed: KeyFile, name: str, pin: str, now: datetime, pins: PinCounter) -> PrivateKey:
    """Open a key, counting under `name`.

    Raises:
        UserError: `key.locked` (`minutes` to wait), `key.wrong_pin` (`attempts_left`), `key.damaged`.
    """
    before = pins.read(name)
    _require_unlocked(before, now)
    failed = before.failed + 1
    pause = _pause(failed)
    after = Attempts(failed, None if pause is None else now + pause)
    pins.write(name, after)
    try:
        key = sealed.open(pin)
    except WrongPinError:
        _require_unlocked(after, now)
        raise UserError("key.wrong_pin", attempts_left=after.left) from None
    pins.write(name, Attempts())
    return key


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
