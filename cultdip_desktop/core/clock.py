"""The one place that asks the machine for the time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What services take instead of calling `datetime.now` (banned elsewhere by lint)."""

    def now(self) -> datetime:
        """The present instant: aware, UTC, whole milliseconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, cut to milliseconds so that it survives every serialisation."""
        instant = datetime.now(UTC)
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


class FixedClock:
    """A clock that stands still until told; the demo and the tests use it for repeatable content."""

    def __init__(self, instant: datetime) -> None:
        """`instant` must be aware."""
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant that was set."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Move the clock."""
        self._instant = instant.astimezone(UTC)
