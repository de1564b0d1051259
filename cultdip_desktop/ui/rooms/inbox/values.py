"""What the pages of the Inbox show: packages, their checks, and how the missions of the list stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.naming import period_of
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText

IN: frozenset[InboxOutcome] = frozenset({InboxOutcome.IMPORTED, InboxOutcome.ALREADY_IMPORTED})
"""Outcomes after which the package's data count."""

NEW_NUMBERING: frozenset[str] = frozenset({"chain.new_epoch", "chain.new_epoch_unknown"})
"""Why a held package waits for a person and not for another package."""

HISTORY = "history."
"""How codes begin of packages behind which the mission's history was cut or rewritten: they wait for a person."""

VOLUMES_MISSING = "inbox.volumes_missing"
"""Why a package waits for files of its own; the numbers it misses are those of volumes."""

SETTLED = "inbox.settled_against"
"""Code of a package that a decision has put aside."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of a verdict."""

    name: str
    outcome: str
    """`ok`, `warning`, `unknown`, `failed`, `skipped`."""

    words: UserError
    """Code and values; described like an error, although most lines are good news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of a package after verifying, for the inspector."""

    result: str
    """One of the five states."""

    checks: tuple[CheckLine, ...] = ()
    signer: str = ""
    """Name in the certificate; empty when the signature could not be established."""

    signer_office: str = ""
    app_level: bool = False
    """The key was made by this program (Circular 15/2025 asks to say so)."""

    signed_at: datetime | None = None
    not_after: datetime | None = None
    words: tuple[str, ...] = ()
    """Fingerprint of the signer's key: the words that every page about the key shows."""

    trusted: bool = False
    manifest_sha256: str = ""
    cause: UserError | None = None
    """Why it was not simply taken in, with its values, where headquarters' own records say so."""

    notices: tuple[UserError, ...] = ()
    """What is worth a word although it stopped nothing: a receipt that was lost, a store that was set back."""

    @property
    def gravest(self) -> CheckLine | None:
        """The line to read first, or None when all is well."""
        for outcome in ("failed", "unknown", "warning"):
            for line in self.checks:
                if line.outcome == outcome:
                    return line
        return None


@dataclass(frozen=True, slots=True)
class Counts:
    """What a package changes among an office's events."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One file of a batch: before taking in what would happen, afterwards what did."""

    key: str
    path: Path
    outcome: InboxOutcome
    result: str
    reason: UserError | None = None
    """Why it is held, refused or forked."""

    mission: Mission | None = None
    office: str = ""
    period: str = ""
    epoch: int = 0
    seq: int = 0
    missing: tuple[int, ...] = ()
    counts: Counts | None = None
    events: int = 0
    bytes: int = 0
    sha256: str = ""
    """Digest of the file; empty when it could not be read."""

    dossier: Dossier | None = None
    received_id: str = ""
    """Row in the inbox, once there is one."""

    follows: bool = False
    """Held only until other files of the same batch are in; it is taken in with them."""

    volumes: tuple[Path, ...] = ()
    """All files of the package that are in this batch, where it travels in several."""

    waited: bool = False
    """Had been held since an earlier batch and was released by this one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The answer for a batch; `cancelled` says that files after these were not looked at."""

    lines: tuple[FileLine, ...]
    total: int
    cancelled: bool = False
    changes: ChangeSet | None = None
    """What to tell the other pages, after taking in."""

    def of(self, *outcomes: InboxOutcome) -> tuple[FileLine, ...]:
        """Lines that end so."""
        return tuple(line for line in self.lines if line.outcome in outcomes)

    @property
    def worth_taking(self) -> tuple[FileLine, ...]:
        """Files that enter headquarters' records in some way: data, a place in the queue, or the quarantine."""
        return tuple(line for line in self.lines if line.outcome is not InboxOutcome.ALREADY_IMPORTED)


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One row of the inbox."""

    received: ReceivedPackage
    mission: Mission | None
    attention: bool
    """Somebody has to do something: held, forked, or refused and not replaced since."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the missions of the list stand for a period; the three groups make up the whole list."""

    listed: int = 0
    taken_in: int = 0
    attention: int = 0
    not_sent: tuple[Mission, ...] = ()
    strangers: int = 0
    """Packages that need attention and belong to no mission of the list (unreadable, unknown sender)."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox as it was read: every receipt, newest first, and the list of missions."""

    received: tuple[ReceivedPackage, ...] = ()
    missions: tuple[Mission, ...] = ()

    def periods(self) -> frozenset[Period]:
        """Every period that some package is about."""
        found = {period_of(row.period) for row in self.received}
        return frozenset(period for period in found if period is not None)

    def lines(self, period: Period | None) -> tuple[PackageLine, ...]:
        """The packages of a period (None = all)."""
        by_id = {mission.id: mission for mission in self.missions}
        mine = [row for row in self.received if _belongs(row, period)]
        resolved = _resolved(mine)
        return tuple(
            PackageLine(row, by_id.get(row.office), row.outcome not in IN and row.id not in resolved) for row in mine
        )

    def rival(self, row: ReceivedPackage) -> ReceivedPackage | None:
        """The package whose place another one claims; the last of the same office where the place itself is free."""
        same = [one for one in self.received if one.office == row.office and one.outcome is InboxOutcome.IMPORTED]
        place = next((one for one in same if (one.epoch, one.seq) == (row.epoch, row.seq)), None)
        return place or max(same, key=lambda one: (one.epoch, one.seq), default=None)

    def standing(self, period: Period | None) -> Standing:
        """Count missions: one that has anything unresolved needs attention, else one import is enough."""
        lines = self.lines(period)
        attention = {line.mission.id for line in lines if line.mission and line.attention}
        sent = {line.mission.id for line in lines if line.mission}
        return Standing(
            listed=len(self.missions),
            taken_in=len(sent - attention),
            attention=len(attention),
            not_sent=tuple(mission for mission in self.missions if mission.id not in sent),
            strangers=sum(1 for line in lines if line.attention and line.mission is None),
        )


def _belongs(row: ReceivedPackage, period: Period | None) -> bool:
    """One whose period nobody could read is listed under the quarter that was due when it came."""
    if period is None:
        return True
    if row.period:
        return period_of(row.period) == period
    return row.received_at is not None and Period.quarter_of(row.received_at.date()).previous == period


def _resolved(rows: Sequence[ReceivedPackage]) -> frozenset[str]:
    """Packages that need nobody any more.

    Those that a decision has put aside, refused ones after which the same office delivered one that was taken in, and other copies of one that was.
    """
    latest = latest_import(rows)
    manifests = {row.manifest_sha256 for row in rows if row.outcome is InboxOutcome.IMPORTED} - {""}
    return frozenset(
        row.id
        for row in rows
        if row.manifest_sha256 in manifests or row.code == SETTLED or _replaced(row, latest.get(row.office))
    )


def _replaced(row: ReceivedPackage, imported_at: datetime | None) -> bool:
    """Whether a refused package was followed by a good one."""
    if row.outcome is not InboxOutcome.REFUSED or row.received_at is None or imported_at is None:
        return False
    return imported_at >= row.received_at


def latest_import(rows: Iterable[ReceivedPackage]) -> Mapping[str, datetime]:
    """For each office, when its last package was taken in."""
    found: dict[str, datetime] = {}
    for row in rows:
        if row.outcome is InboxOutcome.IMPORTED and row.received_at is not None:
            found[row.office] = max(row.received_at, found.get(row.office, row.received_at))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A mission that has something to hear, and after writing what became of its receipt."""

    office: str
    mission: Mission | None
    packages: int
    decisions: int
    remarks: int
    duties: int
    since: datetime | None
    file: Path | None = None
    """The receipt that was written."""

    error: UserError | None = None
    """Why none was."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark at a place of a report."""

    id: str
    place: str
    text: str
    author: str
    made_at: datetime | None
    sent: bool
    answer: str
    done: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding that travelled, or that only one side makes."""

    words: UserError
    """Code and values, described like an error."""

    reason: str
    about: str
    """Title of the event, or empty."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that an amendment changed."""

    title: BiText
    label: BiText
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A received report as it is read here: what it says of itself, what the check finds, what was decided."""

    row_id: str
    amendment: int
    reason: str
    one_person: bool
    approved_by: str
    explained: tuple[Reason, ...]
    only_here: tuple[Reason, ...]
    only_there: tuple[Reason, ...]
    totals_differ: bool
    changes: tuple[Changed, ...]
    remarks: tuple[Remark, ...]
    decision: str
    """`accepted`, `returned`, or empty."""

    decision_text: str
    told: bool
    """The mission has been told the decision."""

    events: tuple[tuple[str, str], ...]
    """Id and title of the period's events: what a remark may be about."""
