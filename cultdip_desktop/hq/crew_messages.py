"""What headquarters says to the processes that look into files beside it, and they to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cultdip_desktop.hq.examining import Examined, Ground


@dataclass(frozen=True, slots=True)
class Hire:
    """The first message: by what to judge."""

    ground: Ground = field(repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """A file to look into."""

    task: int
    file: Path
    now: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What was found."""

    task: int
    examined: Examined = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """The process has ended; whoever asked does the work."""
