"""Taking in what headquarters sends: each file verified, rehearsed, kept, and entered exactly once, in one transaction.

A rehearsal is the transaction itself, taken back: what is shown before is what happens afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.receiving import Change, Param, StreamPlace, change
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.hashing import sha256_of
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result, Verdict
from cultdip_desktop.packages.verdict_json import verdict_to_plain
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.services import receiving_cargo, receiving_place, receiving_writing
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.receiving_cargo import Cargo
from cultdip_desktop.services.receiving_place import Placed
from cultdip_desktop.services.receiving_trust import ReceivingTrust
from cultdip_desktop.services.receiving_writing import Setting
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.store import Writer

_CHUNK: Final = 1024 * 1024
_OF_THE_FILE: Final = (
    "issue.",
    "receive.",
    "rate.",
    "period.",
    "enrol.",
    "key.no_match",
    "trust.",
    "package.changed_meanwhile",
    "package.source_changed",
)
"""Beginnings of errors that lie in the file: it is refused, and the others go on."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file is, and what became of it, or would."""

    file: Path
    outcome: InboxOutcome
    code: str = ""
    """Why it is not simply taken in; also what is odd about one that is."""

    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))
    kind: str = ""
    at: StreamPlace | None = None
    missing: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    verdict: Verdict | None = field(default=None, repr=False)
    received: ReceivedPackage | None = None
    change_set: ChangeSet = field(default=ChangeSet("", "receive.file"), repr=False)

    @property
    def good(self) -> bool:
        """It is here, by this act or an earlier one."""
        return self.outcome in (InboxOutcome.IMPORTED, InboxOutcome.ALREADY_IMPORTED)


class _RehearsedError(Exception):
    """Ends a rehearsal; carries what the transaction had changed."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__()
        self.changes = changes


class ReceivingService:
    """The use cases of Packages › Receive, and of `cultdip receive`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService, trust: TrustService) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._trust = ReceivingTrust(trust)

    def preview(self, files: Sequence[Path], progress: Progress | None = None) -> list[Incoming]:
        """What each file would change; nothing is kept. Files of one stream are looked at in their order.

        Raises:
            UserError: `office.not_a_mission`, and the store's refusals.
            Cancelled: nothing has changed.
        """
        require_mission(self._desk)
        coming = list(self.rows())
        found: dict[int, Incoming] = {}
        for index, file, verdict in self._judged(files, progress):
            found[index] = self._look(file, verdict, coming)
            if found[index].outcome is InboxOutcome.IMPORTED:
                coming.append(self._row(found[index], "", 0))
        return [found[index] for index in range(len(files))]

    def take_in(self, files: Sequence[Path], progress: Progress | None = None) -> list[Incoming]:
        """Take in each file, whatever becomes of the others; the same file again changes nothing.

        Raises:
            UserError: `office.not_a_mission`, `file.no_space` and the store's refusals; files before are in.
            Cancelled: between two files or while one is being verified; files before are in.
        """
        require_mission(self._desk)
        found: dict[int, Incoming] = {}
        for index, file, verdict in self._judged(files, progress):
            found[index] = self._take_one(file, verdict)
        return [found[index] for index in range(len(files))]

    def rows(self) -> tuple[ReceivedPackage, ...]:
        """Everything that came from headquarters, the newest first."""
        with self._desk.store.read() as tx:
            return tuple(inbox_rows.all(tx))

    def copy_out(self, row_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Write a received file once more, as it came.

        Raises:
            UserError: `inbox.not_found`, `package.copy_missing`, `file.exists`.
        """
        with self._desk.store.read() as tx:
            row = inbox_rows.get(tx, row_id)
        self._desk.archive.copy_out(row.stored_name, target, progress or NoProgress())
        return target

    def _judged(self, files: Sequence[Path], progress: Progress | None) -> list[tuple[int, Path, Verdict]]:
        """Verify every file; they are then dealt with in the order in which headquarters made them."""
        progress = progress or NoProgress()
        trust = self._trust.believed()
        judged = []
        for index, file in enumerate(files):
            judged.append((index, file, self._verify(file, trust, _OneOf(progress, index, len(files), file.name))))
        return sorted(judged, key=lambda one: (one[2].epoch or 0, one[2].seq or 0, one[0]))

    def _verify(self, file: Path, trust: TrustStore | None, progress: Progress) -> Verdict:
        now, us = self._desk.clock.now(), self._desk.office.id
        verdict = verify(file, trust, us=us, known=None, now=now, progress=progress)
        fresher = self._trust.with_lists_of(file, trust) if verdict.result is Result.UNKNOWN else None
        if fresher is None:
            return verdict
        return verify(file, fresher, us=us, known=None, now=now, progress=NoProgress())

    def _place(self, verdict: Verdict, rows: Sequence[ReceivedPackage]) -> Placed:
        placed = receiving_place.place(verdict, rows)
        if placed.outcome is InboxOutcome.REFUSED and placed.code == "certificate.no_trust":
            return replace(placed, code="trust.unconfirmed")
        return placed

    def _look(self, file: Path, verdict: Verdict, coming: Sequence[ReceivedPackage]) -> Incoming:
        placed = self._place(verdict, coming)
        found = _incoming(file, verdict, placed)
        if placed.outcome is not InboxOutcome.IMPORTED or placed.at is None:
            return self._known(found, verdict)
        try:
            cargo = receiving_cargo.load(file, verdict, self._desk.office.id)
            by_trust = self._trust.would_change(cargo, file)
            with self._desk.store.write(f"receive.{verdict.kind}", actor=self._desk.actor) as tx:
                raise _RehearsedError(self._apply(tx, cargo, verdict, placed.at))
        except _RehearsedError as rehearsed:
            return replace(found, changes=(*by_trust, *rehearsed.changes) or (change("receive.nothing"),))
        except UserError as error:
            return _refused(found, error)

    def _take_one(self, file: Path, verdict: Verdict) -> Incoming:
        placed = self._place(verdict, self.rows())
        found = _incoming(file, verdict, placed)
        if placed.outcome is InboxOutcome.ALREADY_IMPORTED:
            return self._known(found, verdict)
        digest, size = _digest_of(file)
        if placed.outcome is not InboxOutcome.IMPORTED or placed.at is None:
            return self._quarantine(found, digest, size)
        try:
            cargo = receiving_cargo.load(file, verdict, self._desk.office.id)
            self._desk.archive.keep(file, digest)
            by_trust = self._trust.take(cargo, file)
            return self._enter(found, cargo, by_trust, digest, size)
        except UserError as error:
            return self._quarantine(_refused(found, error), digest, size)

    def _enter(self, found: Incoming, cargo: Cargo, by_trust: tuple[Change, ...], digest: str, size: int) -> Incoming:
        """One transaction: row, mark, and all that the file changes."""
        verdict, at = found.verdict, found.at
        assert verdict is not None and at is not None  # noqa: S101, PT018 - `_take_one` asked
        row = self._row(found, digest, size)
        with self._desk.store.write(f"receive.{found.kind}", actor=self._desk.actor, seq=at.seq) as tx:
            row = inbox_rows.add(tx, row)
            mark = inbox_rows.mark(tx, row.office, at.epoch, at.stream)
            if mark is None or at.seq > mark[0]:
                inbox_rows.set_mark(tx, row.office, at.epoch, at.seq, verdict.manifest_sha256, at.stream)
            changes = self._apply(tx, cargo, verdict, at)
        self._catalogue.forget()
        made = (*by_trust, *changes) or (change("receive.nothing"),)
        return replace(found, changes=made, received=row, change_set=tx.change_set)

    def _apply(self, tx: Writer, cargo: Cargo, verdict: Verdict, at: StreamPlace) -> tuple[Change, ...]:
        today = self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()
        setting = Setting(self._desk.office.id, today, verdict.package_id or "", at)
        return receiving_writing.apply(tx, cargo, setting)

    def _known(self, found: Incoming, verdict: Verdict) -> Incoming:
        with self._desk.store.read() as tx:
            row = inbox_rows.by_manifest(tx, verdict.manifest_sha256) if verdict.manifest_sha256 else None
        return replace(found, received=row)

    def _quarantine(self, found: Incoming, digest: str, size: int) -> Incoming:
        """Keep a sealed copy and a row of what belongs to headquarters' streams; other files are only told."""
        info = found.verdict.info if found.verdict is not None else None
        if info is None or found.code in ("receive.kind", "receive.sender") or not digest:
            return found
        with self._desk.store.read() as tx:
            before = next((row for row in inbox_rows.all(tx) if row.container_sha256 == digest), None)
        if before is not None:
            return replace(found, received=before)
        self._desk.archive.keep(found.file, digest)
        row = self._row(found, digest, size)
        with self._desk.store.write("receive.refuse", actor=self._desk.actor) as tx:
            row = inbox_rows.add(tx, row)
        return replace(found, received=row, change_set=tx.change_set)

    def _row(self, found: Incoming, digest: str, size: int) -> ReceivedPackage:
        verdict = found.verdict
        info = verdict.info if verdict is not None else None
        assert verdict is not None and info is not None  # noqa: S101, PT018 - only files that were read have a row
        signer = verdict.signer
        return ReceivedPackage(
            id=self._desk.ids.new(),
            package_id=info.package_id,
            office=info.office,
            kind=info.kind,
            period="",
            epoch=info.chain.epoch,
            seq=info.chain.seq,
            manifest_sha256=verdict.manifest_sha256,
            container_sha256=digest,
            outcome=found.outcome,
            code=found.code,
            missing=found.missing,
            result=verdict.result.value,
            verdict=json.dumps(verdict_to_plain(verdict), ensure_ascii=False, sort_keys=True),
            file_name=found.file.name[:200],
            stored_name=digest,
            bytes=size,
            received_at=self._desk.clock.now(),
            signer=f"{signer.person} · {' '.join(fingerprint.words(signer.public_sha256))}" if signer else "",
            recipient=info.header.recipient.id,
            history_head=info.header.history.head or "",
            history_count=info.header.history.count,
        )


def _incoming(file: Path, verdict: Verdict, placed: Placed) -> Incoming:
    return Incoming(
        file, placed.outcome, placed.code, placed.params, verdict.kind or "", placed.at, placed.missing, verdict=verdict
    )


def _refused(found: Incoming, error: UserError) -> Incoming:
    if not error.code.startswith(_OF_THE_FILE):
        raise error
    return replace(found, outcome=InboxOutcome.REFUSED, code=error.code, params=error.params, changes=())


def _digest_of(file: Path) -> tuple[str, int]:
    try:
        with file.open("rb") as handle:
            return sha256_of(iter(lambda: handle.read(_CHUNK), b"")), file.stat().st_size
    except OSError:
        return "", 0


class _OneOf:
    """Progress inside one of several files: the bar counts thousandths of the files."""

    def __init__(self, progress: Progress, index: int, total: int, name: str) -> None:
        self._progress, self._start, self._total, self._name = progress, index * 1000, total * 1000, name
        progress.step(self._start, self._total, name)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Lay the step into the file's share."""
        del what
        share = 1000 * done // total if total else 0
        self._progress.step(self._start + min(share, 1000), self._total, self._name)
