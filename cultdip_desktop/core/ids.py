"""UUID version 7 (RFC 9562, section 5.7): minted by the client, sortable by time of birth."""

from __future__ import annotations

import random
import re
import secrets
import threading
from typing import Final, Protocol

from cultdip_desktop.core.clock import Clock

_UUID7: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class IdSource(Protocol):
    """Where new ids come from; tests and the demo pass a seeded one."""

    def new(self) -> str:
        """A fresh lower-case UUIDv7, greater than every one this source gave before."""
        ...


def is_uuid7(text: str) -> bool:
    """Whether `text` is a UUIDv7 in lower-case canonical form."""
    return _UUID7.fullmatch(text) is not None


def uuid7(milliseconds: int, counter: int, randomness: int) -> str:
    """Lay out a UUIDv7 from Unix milliseconds (48 bits), a counter (12 bits) and 62 random bits."""
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (counter & 0xFFF) << 64
    value |= 0b10 << 62 | (randomness & (1 << 62) - 1)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class ClockIds:
    """UUIDv7 from a clock, strictly rising within this source (method 1 of RFC 9562, 6.2); thread-safe."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = (0, 0)

    def new(self) -> str:
        """The next id."""
        with self._lock:
            moment = max(int(self._clock.now().timestamp() * 1000), self._last[0])
            counter = self._last[1] + 1 if moment == self._last[0] else 0
            if counter > 0xFFF:
                moment, counter = moment + 1, 0
            self._last = (moment, counter)
            return uuid7(moment, counter, self._random())

    def _random(self) -> int:
        return secrets.randbits(62)


class SeededIds(ClockIds):
    """The same ids for the same seed and clock: repeatable demo content and tests, never a real office."""

    def __init__(self, seed: int, clock: Clock) -> None:
        super().__init__(clock)
        self._source = random.Random(seed)

    def _random(self) -> int:
        return self._source.getrandbits(62)
