"""What the pages about headquarters' files show, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.acknowledgement import KnownReceipt, Misfit, Standing
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome, SentPackage
from cultdip_desktop.domain.receipt import PackageAnswer
from cultdip_desktop.domain.receiving import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file on its way in."""

    key: str
    path: Path
    outcome: InboxOutcome
    kind: str
    trouble: UserError | None = None
    """Why it is not simply taken in, or what is odd about it all the same."""

    changes: tuple[Change, ...] = ()
    seq: int = 0
    stream: str = ""

    @property
    def comes_in(self) -> bool:
        """It would be, or was, taken in."""
        return self.outcome is InboxOutcome.IMPORTED


@dataclass(frozen=True, slots=True)
class Batch:
    """The files of one drop."""

    lines: tuple[FileLine, ...]
    cancelled: bool = False
    changes: ChangeSet | None = field(default=None, repr=False)

    @property
    def worth_taking(self) -> tuple[FileLine, ...]:
        """Those that would come in; forks are kept beside, and told."""
        return tuple(one for one in self.lines if one.outcome in (InboxOutcome.IMPORTED, InboxOutcome.FORK))


class Word(StrEnum):
    """Headquarters' word on an own package, as one word."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    RECEIVED = "received"
    HELD = "held"
    REFUSED = "refused"
    MISSING = "missing"
    UNANSWERED = "unanswered"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredPackage:
    """One own package with what headquarters said."""

    package: SentPackage
    answer: PackageAnswer | None
    word: Word
    receipt: KnownReceipt | None
    """The receipt that first acknowledged it."""


@dataclass(frozen=True, slots=True)
class ReceiptsView:
    """The page of receipts."""

    packages: tuple[AnsweredPackage, ...]
    standing: Standing
    receipts: int
    now: datetime

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """What does not fit together."""
        return self.standing.misfits
