"""Packages coming in: verify, preview, take in each exactly once; hold, quarantine or raise the alarm.

A sealed copy goes to the archive first, the rows follow in one transaction that looks at the chain once more: two desks
may take in the same file at the same moment, and only one of them will.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.backup import BackupKind
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.hq import volumes as sets
from cultdip_desktop.hq.answers import Preview, TakenIn, gather, one_set, settle
from cultdip_desktop.hq.incoming import Aside, Cargo, OneOf, digest_of, expand
from cultdip_desktop.hq.intake import Intake
from cultdip_desktop.hq.placing import GOOD, VOLUMES_MISSING, Placed, place
from cultdip_desktop.hq.rechecking import ReceivedReport
from cultdip_desktop.hq.volumes import Came
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.services.backup import BackupService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows

_BETWEEN: Final = timedelta(minutes=10)
"""Packages that are taken in within this time after a backup need no other one before."""


class InboxService:
    """The use cases of the Inbox room and of `cultdip hq import`."""

    def __init__(self, desk: Desk, trust: TrustService, backups: BackupService) -> None:
        self._desk = desk
        self._trust = trust
        self._backups = backups
        self._intake = Intake(desk, trust)

    @in_workshop("inbox.preview")
    def preview(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Preview]:
        """Verify files and folders and say what would happen; nothing enters.

        Raises:
            UserError: `file.unreachable` for a path that is not there.
            Cancelled: from `progress`.
        """
        files = expand(paths)
        found: list[Preview] = []
        together: dict[tuple[str, str], list[Came]] = {}
        for index, file in enumerate(files):
            watch = OneOf(progress or NoProgress(), index, len(files), file.name)
            seen = self._preview_one(file, watch, together)
            same = next((at for at, one in enumerate(found) if seen.volumes and one_set(one, seen)), None)
            if same is None:
                found.append(seen)
            else:
                found[same] = seen
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
            watch = OneOf(progress or NoProgress(), index, len(files), file.name)
            try:
                answers.append(self._intake.take_in(file, watch))
            except Cancelled:
                break
            gather(answers)
            for released in self._release_held(answers[-1]):
                settle(answers, released)
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
            watch = OneOf(progress, index, len(rows), row.file_name)
            with self._desk.archive.plain(row.stored_name) as file:
                answers.append(replace(self._intake.take_in(file, watch), file=Path(row.file_name), volumes=()))
            answers.extend(self._release_held(answers[-1]))
        return answers

    def cargo_of(self, file: Path, name: Path, progress: Progress) -> Cargo:
        """What a package holds, if it still verifies; whatever its place in the chain.

        Raises:
            UserError: the first check that fails, `inbox.refused`, or a domain rule that a record breaks.
        """
        verdict, _placed = self._intake.judge(file, progress)
        if verdict.result not in GOOD or verdict.info is None:
            problem = verdict.first_problem
            code, params = (problem.code, problem.params) if problem else ("inbox.refused", {"file": name.name})
            raise UserError(code, **params)
        return self._intake.unload(file, verdict)

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

    @in_workshop("inbox.report")
    def report(self, row_id: str, progress: Progress | None = None) -> ReceivedReport | None:
        """What a received package says about its report, and what headquarters finds in it; read from the kept file.

        Raises:
            UserError: `inbox.not_found`, `package.copy_missing`, the first check that the file fails now.
        """
        with self._desk.store.read() as tx:
            row = inbox_rows.get(tx, row_id)
        with self._desk.archive.plain(row.stored_name) as file:
            return self.cargo_of(file, Path(row.file_name), progress or NoProgress()).report

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
            self._backups.automatic(Aside(progress), reason=BackupKind.BEFORE_IMPORT.value, every=_BETWEEN)
        except UserError as error:
            if error.code not in ("backup.no_space", "backup.folder_missing"):
                raise

    def _preview_one(self, file: Path, progress: Progress, together: dict[tuple[str, str], list[Came]]) -> Preview:
        """`together` are the volumes of this drop so far, by package; this one joins them."""
        verdict, placed = self._intake.judge(file, progress)
        digest, size = digest_of(file)
        found = Preview(file, verdict, placed.outcome, placed.code, container_sha256=digest)
        if placed.outcome is InboxOutcome.REFUSED and self._intake.taken_before(digest) is not None:
            return replace(found, outcome=InboxOutcome.ALREADY_IMPORTED, code="")
        info = verdict.info
        if placed.outcome is InboxOutcome.REFUSED or info is None:
            return replace(found, params=placed.params)
        try:
            if info.volume.n > 1:
                mine = together.setdefault((info.office, info.package_id), [])
                return self._preview_volume(found, sets.came(file, verdict, digest, size), mine)
            return self._preview_cargo(found, placed, file, verdict)
        except UserError as error:
            return replace(found, outcome=InboxOutcome.REFUSED, code=error.code, params=error.params)

    def _preview_volume(self, found: Preview, one: Came, together: list[Came]) -> Preview:
        """What the volumes of one package would do that came together up to now, with those of earlier drops."""
        for other in together:
            if other.volume.package_sha256 != one.volume.package_sha256:
                raise UserError("inbox.volume_mixed", number=one.volume.number, n=one.volume.n)
            same = other.volume.number == one.volume.number
            if same and other.volume.manifest_sha256 != one.volume.manifest_sha256:
                raise UserError("inbox.volume_twice", number=one.volume.number)
        together.append(one)
        coming = {other.volume.number: other.volume for other in together}
        with self._desk.store.read() as tx:
            digests = {number: volume.manifest_sha256 for number, volume in coming.items()}
            placed = place(tx, one.verdict, digests)
            kept = {**sets.with_kept(tx, one), **coming}
        files = sets.in_order([(other.volume.number, other.file) for other in together])
        found = replace(found, file=files[0][1], volumes=files)
        if placed.outcome is not InboxOutcome.IMPORTED:
            return self._preview_cargo(found, placed, one.file, one.verdict)
        first = next((other for other in together if other.volume.number == 1), one)
        with sets.first_file(self._desk.archive, first, kept) as file:
            verdict = first.verdict if first.volume.number == 1 else self._intake.judge(file, NoProgress())[0]
            if verdict.result not in GOOD:
                raise UserError("volumes.first_refused")
            sets.require_set(file, verdict, kept)
            found = replace(found, verdict=verdict, container_sha256=kept[1].container_sha256)
            return self._preview_cargo(found, placed, file, verdict)

    def _preview_cargo(self, found: Preview, placed: Placed, file: Path, verdict: Verdict) -> Preview:
        found = replace(found, outcome=placed.outcome, code=placed.code)
        if placed.outcome is not InboxOutcome.IMPORTED or verdict.office is None:
            return replace(found, missing=placed.missing, params=placed.params)
        cargo = self._intake.unload(file, verdict)
        with self._desk.store.read() as tx:
            merge = event_rows.preview_merge(tx, verdict.office, cargo.events)
        return replace(found, merge=merge, period=cargo.period, report=cargo.report)

    def _release_held(self, taken: TakenIn) -> Iterator[TakenIn]:
        """Take in what was waiting for the number that has just come."""
        while taken.outcome is InboxOutcome.IMPORTED and taken.verdict is not None and taken.verdict.info is not None:
            link = taken.verdict.info.chain
            with self._desk.store.read() as tx:
                held = inbox_rows.held_after(tx, taken.verdict.info.office, link.epoch, link.seq)
            waiting = (row for row in held if row.seq == link.seq + 1 and row.code != VOLUMES_MISSING)
            following = next(waiting, None)
            if following is None:
                return
            with self._desk.archive.plain(following.stored_name) as file:
                taken = replace(self._intake.take_in(file, NoProgress()), file=Path(following.file_name), volumes=())
            yield taken
