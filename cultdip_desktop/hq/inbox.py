"""Packages coming in: verify, preview, take in each exactly once; hold, quarantine or raise the alarm.

A sealed copy goes to the archive first, the rows follow in one transaction that looks at the chain once more: two desks
may take in the same file at the same moment, and only one of them will.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.backup import BackupKind
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.codec import event_from_package
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.hq.placing import GOOD, Placed, place
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.hashing import sha256_of
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.verdict_json import verdict_to_plain
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.services.backup import BackupService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.packages import SUFFIX
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo.event import Merge
from cultdip_desktop.store.store import Reader, Writer

_CHUNK: Final = 1024 * 1024
_BETWEEN: Final = timedelta(minutes=10)
"""Packages that are taken in within this time after a backup need no other one before."""

_OF_THE_PACKAGE: Final = ("event.", "store.event_", "package.changed_meanwhile", "package.source_changed", "period.")
"""Beginnings of the errors that lie in the package itself: it is refused, and the others go on."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking in a file would do."""

    file: Path
    verdict: Verdict
    outcome: InboxOutcome
    code: str
    """Why it would not simply be taken in; empty when it would."""

    missing: tuple[int, ...] = ()
    merge: Merge | None = None
    """Differences to what headquarters has; None when nothing would enter."""

    period: str = ""
    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))
    """Fill the named places of the code's words."""

    container_sha256: str = ""
    """Digest of the file, for the words to compare by telephone; empty when it cannot be read."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one file."""

    file: Path
    outcome: InboxOutcome
    code: str
    missing: tuple[int, ...] = ()
    merge: Merge | None = None
    verdict: Verdict | None = field(default=None, repr=False)
    received: ReceivedPackage | None = None
    events: int = 0
    media: int = 0
    change_set: ChangeSet = field(default=ChangeSet("", "hq.import"), repr=False)
    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))
    """Fill the named places of the code's words."""


@dataclass(frozen=True, slots=True)
class Cargo:
    """What of a verified package enters headquarters' store."""

    events: tuple[Event, ...]
    media: int
    period: str


class InboxService:
    """The use cases of the Inbox room and of `cultdip hq import`."""

    def __init__(self, desk: Desk, trust: TrustService, backups: BackupService) -> None:
        self._desk = desk
        self._trust = trust
        self._backups = backups

    @in_workshop("inbox.preview")
    def preview(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Preview]:
        """Verify files and folders and say what would happen; nothing enters.

        Raises:
            UserError: `file.unreachable` for a path that is not there.
            Cancelled: from `progress`.
        """
        files = expand(paths)
        found = []
        for index, file in enumerate(files):
            watch = _OneOf(progress or NoProgress(), index, len(files), file.name)
            found.append(self._preview_one(file, watch))
        return found

    @in_workshop("inbox.take_in")
    def take_in(self, paths: Sequence[Path], progress: Progress | None = None) -> list[TakenIn]:
        """Verify files and folders and take each in exactly once; one bad package never stops the rest.

        Cancelling keeps what is complete: the answer then ends early.

        Raises:
            UserError: `file.unreachable` for a path that is not there; `file.no_space` and the store's refusals.
        """
        files = expand(paths)
        self._back_up(progress or NoProgress())
        answers: list[TakenIn] = []
        for index, file in enumerate(files):
            watch = _OneOf(progress or NoProgress(), index, len(files), file.name)
            try:
                answers.append(self._take_in_one(file, watch))
            except Cancelled:
                break
            for released in self._release_held(answers[-1]):
                _settle(answers, released)
        return answers

    def take_in_held(self, rows: Sequence[ReceivedPackage], progress: Progress) -> list[TakenIn]:
        """Look at held packages once more, in their order: what kept them waiting may have been decided.

        Raises:
            UserError: `package.copy_missing`, `file.no_space` and the store's refusals.
        """
        answers: list[TakenIn] = []
        for index, row in enumerate(rows):
            if any(one.received is not None and one.received.id == row.id for one in answers):
                continue
            watch = _OneOf(progress, index, len(rows), row.file_name)
            with self._desk.archive.plain(row.stored_name) as file:
                answers.append(replace(self._take_in_one(file, watch), file=Path(row.file_name)))
            answers.extend(self._release_held(answers[-1]))
        return answers

    def cargo_of(self, file: Path, name: Path, progress: Progress) -> Cargo:
        """What a package holds, if it still verifies; whatever its place in the chain.

        Raises:
            UserError: the first check that fails, `inbox.refused`, or a domain rule that a record breaks.
        """
        verdict, _placed = self._judge(file, progress)
        if verdict.result not in GOOD or verdict.info is None:
            problem = verdict.first_problem
            code, params = (problem.code, problem.params) if problem else ("inbox.refused", {"file": name.name})
            raise UserError(code, **params)
        return _unload(file, verdict)

    def rows(self) -> tuple[ReceivedPackage, ...]:
        """Everything received, newest first."""
        with self._desk.store.read() as tx:
            return tuple(inbox_rows.all(tx))

    def missions(self) -> tuple[Mission, ...]:
        """The list of missions."""
        with self._desk.store.read() as tx:
            return tuple(mission_rows.all(tx))

    def missing(self, period: Period) -> list[Mission]:
        """Missions of which no package of this period was taken in."""
        with self._desk.store.read() as tx:
            sent = {
                row.office
                for row in inbox_rows.all(tx)
                if row.outcome is InboxOutcome.IMPORTED and row.period == str(period)
            }
            return [mission for mission in mission_rows.all(tx) if mission.id not in sent]

    def verdict(self, row_id: str) -> dict[str, Any]:
        """The verdict as it was at receipt, as JSON shows it.

        Raises:
            UserError: `inbox.not_found`.
        """
        with self._desk.store.read() as tx:
            plain: dict[str, Any] = json.loads(inbox_rows.get(tx, row_id).verdict or "{}")
        return plain

    def copy_out(self, row_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Write the received file once more, as it came.

        Raises:
            UserError: `inbox.not_found`, `package.copy_missing`, `file.exists`.
        """
        with self._desk.store.read() as tx:
            row = inbox_rows.get(tx, row_id)
        self._desk.archive.copy_out(row.stored_name, target, progress or NoProgress())
        return target

    def _back_up(self, progress: Progress) -> None:
        """What came in last is safe before more comes; a full or absent backup disk stops no package (`check` tells).

        Packages that come one after the other share a backup: each is kept whole in the archive as well.
        """
        try:
            self._backups.automatic(_Aside(progress), reason=BackupKind.BEFORE_IMPORT.value, every=_BETWEEN)
        except UserError as error:
            if error.code not in ("backup.no_space", "backup.folder_missing"):
                raise

    def _preview_one(self, file: Path, progress: Progress) -> Preview:
        verdict, placed = self._judge(file, progress)
        digest = _digest(file)[0]
        found = Preview(file, verdict, placed.outcome, placed.code, container_sha256=digest)
        if placed.outcome is InboxOutcome.REFUSED and self._taken_before(digest) is not None:
            return replace(found, outcome=InboxOutcome.ALREADY_IMPORTED, code="")
        if placed.outcome is not InboxOutcome.IMPORTED or verdict.office is None:
            return replace(found, missing=placed.missing, params=placed.params)
        try:
            cargo = _unload(file, verdict)
            with self._desk.store.read() as tx:
                merge = event_rows.preview_merge(tx, verdict.office, cargo.events)
        except UserError as error:
            return replace(found, outcome=InboxOutcome.REFUSED, code=error.code, params=error.params)
        return replace(found, code="", merge=merge, period=cargo.period)

    def _judge(self, file: Path, progress: Progress) -> tuple[Verdict, Placed]:
        verdict = verify(
            file,
            self._trust.store(),
            us=self._desk.office.id,
            known=None,
            now=self._desk.clock.now(),
            progress=progress,
        )
        with self._desk.store.read() as tx:
            return verdict, place(tx, verdict)

    def _take_in_one(self, file: Path, progress: Progress) -> TakenIn:
        verdict, placed = self._judge(file, progress)
        if placed.outcome is InboxOutcome.ALREADY_IMPORTED:
            return TakenIn(file, placed.outcome, "", verdict=verdict, received=self._known(verdict))
        digest, size = _digest(file)
        if placed.outcome is InboxOutcome.REFUSED:
            before = self._taken_before(digest)
            if before is not None:
                return TakenIn(file, InboxOutcome.ALREADY_IMPORTED, "", verdict=verdict, received=before)
            return self._refuse(file, verdict, placed, digest, size)
        try:
            cargo = _unload(file, verdict)
            self._desk.archive.keep(file, digest)
            return self._enter(file, verdict, cargo, digest, size)
        except UserError as error:
            if not error.code.startswith(_OF_THE_PACKAGE):
                raise
            return self._refuse(file, verdict, Placed(InboxOutcome.REFUSED, error.code, error.params), digest, size)

    def _taken_before(self, digest: str) -> ReceivedPackage | None:
        """The very same file, imported when its signature still counted: a later revocation does not undo that."""
        with self._desk.store.read() as tx:
            return next(
                (
                    row
                    for row in inbox_rows.all(tx)
                    if digest and row.container_sha256 == digest and row.outcome is InboxOutcome.IMPORTED
                ),
                None,
            )

    def _known(self, verdict: Verdict) -> ReceivedPackage | None:
        with self._desk.store.read() as tx:
            return inbox_rows.by_manifest(tx, verdict.manifest_sha256)

    def _refuse(self, file: Path, verdict: Verdict, placed: Placed, digest: str, size: int) -> TakenIn:
        """Quarantine: a sealed copy and a row; the same file refused again adds nothing."""
        with self._desk.store.read() as tx:
            refused = (row for row in inbox_rows.all(tx) if row.outcome is InboxOutcome.REFUSED)
            before = next((row for row in refused if digest and row.container_sha256 == digest), None)
        if before is not None:
            return TakenIn(file, placed.outcome, placed.code, verdict=verdict, received=before, params=placed.params)
        if digest:
            self._desk.archive.keep(file, digest)
        row = self._row(file, verdict, digest or fingerprint.fingerprint(file.name.encode()), size)
        row = replace(row, outcome=placed.outcome, code=placed.code, stored_name=digest)
        with self._desk.store.write("hq.refuse", actor=self._desk.actor) as tx:
            inbox_rows.add(tx, row)
        return TakenIn(
            file,
            placed.outcome,
            placed.code,
            verdict=verdict,
            received=row,
            params=placed.params,
            change_set=tx.change_set,
        )

    def _enter(self, file: Path, verdict: Verdict, cargo: Cargo, digest: str, size: int) -> TakenIn:
        """One transaction: look at the chain again, merge, row, mark."""
        info = verdict.info
        assert info is not None  # noqa: S101 - `_place` refuses a verdict without it
        merge: Merge | None = None
        with self._desk.store.write("hq.import", actor=self._desk.actor, office=info.office) as tx:
            placed = place(tx, verdict)
            outcome = placed.outcome
            row = replace(
                self._row(file, verdict, digest, size),
                outcome=outcome,
                code=placed.code,
                missing=placed.missing,
                period=cargo.period,
                events=len(cargo.events),
                media=cargo.media,
            )
            answer = TakenIn(file, outcome, placed.code, placed.missing, verdict=verdict, params=placed.params)
            before = _same(tx, verdict)
            if outcome is InboxOutcome.ALREADY_IMPORTED:
                return replace(answer, received=before)
            if before is not None and before.outcome is InboxOutcome.REFUSED:
                before = None
            if before is not None and (before.outcome, before.code) == (outcome, placed.code):
                return replace(answer, received=before)
            row = self._keep_row(tx, row, before)
            if outcome is InboxOutcome.IMPORTED:
                merge = event_rows.merge_office(tx, info.office, cargo.events, row.id)
                inbox_rows.set_mark(tx, info.office, info.chain.epoch, info.chain.seq, verdict.manifest_sha256)
        return replace(
            answer,
            merge=merge,
            received=row,
            events=len(cargo.events),
            media=cargo.media,
            change_set=tx.change_set,
        )

    def _keep_row(self, tx: Writer, row: ReceivedPackage, before: ReceivedPackage | None) -> ReceivedPackage:
        """A held or forked package keeps its row; a refused one stays refused, for its file may have been another."""
        if before is None:
            return inbox_rows.add(tx, row)
        return inbox_rows.update_outcome(tx, before.id, row.outcome, row.code, row.missing)

    def _release_held(self, taken: TakenIn) -> Iterator[TakenIn]:
        """Take in what was waiting for the number that has just come."""
        while taken.outcome is InboxOutcome.IMPORTED and taken.verdict is not None and taken.verdict.info is not None:
            link = taken.verdict.info.chain
            with self._desk.store.read() as tx:
                held = inbox_rows.held_after(tx, taken.verdict.info.office, link.epoch, link.seq)
            following = next((row for row in held if row.seq == link.seq + 1), None)
            if following is None:
                return
            with self._desk.archive.plain(following.stored_name) as file:
                taken = replace(self._take_in_one(file, NoProgress()), file=Path(following.file_name))
            yield taken

    def _row(self, file: Path, verdict: Verdict, digest: str, size: int) -> ReceivedPackage:
        info, signer = verdict.info, verdict.signer
        return ReceivedPackage(
            id=self._desk.ids.new(),
            package_id=verdict.package_id or "",
            office=verdict.office or "",
            kind=verdict.kind or "",
            period="",
            epoch=info.chain.epoch if info else 0,
            seq=info.chain.seq if info else 0,
            manifest_sha256=verdict.manifest_sha256 if info else "",
            container_sha256=digest,
            outcome=InboxOutcome.REFUSED,
            result=verdict.result.value,
            verdict=json.dumps(verdict_to_plain(verdict), ensure_ascii=False, sort_keys=True),
            file_name=file.name[:200],
            stored_name=digest,
            bytes=size,
            received_at=self._desk.clock.now(),
            signer=f"{signer.person} · {' '.join(fingerprint.words(signer.public_sha256))}" if signer else "",
        )


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as given, and every `.cdrp` below a folder, each once, by name.

    Raises:
        UserError: `file.unreachable`.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(one for one in path.rglob("*") if one.suffix.lower() == SUFFIX and one.is_file()))
        elif path.exists():
            files.append(path)
        else:
            raise UserError("file.unreachable", path=str(path))
    return list(dict.fromkeys(files))


def _settle(answers: list[TakenIn], released: TakenIn) -> None:
    """What was held and then released within one drop of files has one answer: the last."""
    digest = released.verdict.manifest_sha256 if released.verdict else ""
    for index, one in enumerate(answers):
        if one.outcome is InboxOutcome.HELD and one.verdict is not None and one.verdict.manifest_sha256 == digest:
            answers[index] = replace(released, file=one.file)
            return
    answers.append(released)


def _same(tx: Reader, verdict: Verdict) -> ReceivedPackage | None:
    return inbox_rows.by_manifest(tx, verdict.manifest_sha256) if verdict.manifest_sha256 else None


def _unload(file: Path, verdict: Verdict) -> Cargo:
    """The records of a verified package.

    Raises:
        UserError: `package.changed_meanwhile`, and a domain rule that a record breaks.
    """
    with open_verified(file, verdict) as package:
        events = tuple(event_from_package(row) for row in package.rows("event"))
        media = sum(1 for _ in package.rows("media"))
        period = next((str(row["period"]) for row in package.rows("report")), "")
    return Cargo(events, media, period)


def _digest(file: Path) -> tuple[str, int]:
    """SHA-256 and size of the file; empty when it cannot be read at all."""
    try:
        with file.open("rb") as handle:
            return sha256_of(iter(lambda: handle.read(_CHUNK), b"")), file.stat().st_size
    except OSError:
        return "", 0


class _Aside:
    """Progress of something beside the files: it moves no bar, but hears a wish to stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass on only that it goes on."""
        del done, total
        self._progress.step(0, 0, what)


class _OneOf:
    """Progress inside one of several files: the bar counts thousandths of the files."""

    def __init__(self, progress: Progress, index: int, total: int, name: str) -> None:
        self._progress = progress
        self._start = index * 1000
        self._total = total * 1000
        self._name = name
        progress.step(self._start, self._total, name)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Lay the step into the file's share."""
        del what
        share = 1000 * done // total if total else 0
        self._progress.step(self._start + min(share, 1000), self._total, self._name)
