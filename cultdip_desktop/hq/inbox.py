"""Packages coming in: verify, preview, take in each exactly once; hold, quarantine or raise the alarm.

A sealed copy goes to the archive first, the rows follow in one transaction that looks at the chain once more: two desks
may take in the same file at the same moment, and only one of them will.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.backup import BackupKind
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.volume import KeptVolume
from cultdip_desktop.hq import resending
from cultdip_desktop.hq import volumes as sets
from cultdip_desktop.hq.answers import Preview, TakenIn, gather, one_set, settle
from cultdip_desktop.hq.crew import AHEAD, crew
from cultdip_desktop.hq.examining import GOOD, Examined, judge
from cultdip_desktop.hq.incoming import Aside, Cargo, OneOf, expand, unload
from cultdip_desktop.hq.intake import Intake, from_archive
from cultdip_desktop.hq.ledger import LedgerService
from cultdip_desktop.hq.placing import VOLUMES_MISSING, Placed, place
from cultdip_desktop.hq.rechecking import ReceivedReport
from cultdip_desktop.hq.volumes import Came
from cultdip_desktop.hq.wrapped import Envelopes, Incoming, require_bound
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.services.backup import BackupService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.encryption import EncryptionService
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows

_BETWEEN: Final = timedelta(minutes=10)
"""Packages that are taken in within this time after a backup need no other one before."""


class InboxService:
    """The use cases of the Inbox room and of `cultdip hq import`."""

    def __init__(
        self,
        desk: Desk,
        trust: TrustService,
        backups: BackupService,
        ledger: LedgerService,
        encryption: EncryptionService,
    ) -> None:
        self._desk = desk
        self._backups = backups
        self._ledger = ledger
        self._intake = Intake(desk, trust, ledger, Envelopes(encryption))

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
        for one, examined in self._examined(files, progress or NoProgress(), keep=True):
            seen = self._preview_one(one, examined, together)
            same = next((at for at, other in enumerate(found) if seen.volumes and one_set(other, seen)), None)
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
        with suppress(Cancelled):
            for one, examined in self._examined(files, progress or NoProgress()):
                answers.append(self._intake.take_in(one, NoProgress(), examined))
                gather(answers)
                for released in self._release_held(answers[-1]):
                    settle(answers, released)
        return answers

    def _examined(
        self, files: Sequence[Path], progress: Progress, *, keep: bool = False
    ) -> Iterator[tuple[Incoming, Examined]]:
        """The files in their order, opened, verified and unloaded: several at once where there are many.

        `keep`: what was opened stays open to the end.

        Raises:
            UserError: `trust.damaged`, `trust.root_changed`, `file.no_space`.
            Cancelled: between two files, and within one.
        """
        ground, total = self._intake.ground(), len(files)
        with ExitStack() as stack, crew(ground, self._desk.clock.now, total) as hands:
            waiting: dict[int, tuple[ExitStack, Incoming]] = {}
            stack.callback(_close_all, waiting)
            plain: list[Path] = []
            for index, file in enumerate(files):
                watch = OneOf(progress, index, total, file.name)
                for ahead in range(len(plain), min(total, index + AHEAD)):
                    inner = ExitStack()
                    one = inner.enter_context(self._intake.opened(files[ahead], Aside(progress)))
                    waiting[ahead] = (inner, one)
                    plain.append(one.plain)
                examined = hands.examined(index, plain, watch)
                inner, one = waiting.pop(index)
                if keep:
                    stack.push(inner.pop_all())
                with inner:
                    yield one, examined

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
                taken = self._intake.take_in(from_archive(row, file), watch)
            answers.append(replace(taken, file=Path(row.file_name), volumes=()))
            answers.extend(self._release_held(answers[-1]))
        return answers

    def cargo_of(self, file: Path, name: Path, progress: Progress) -> Cargo:
        """What a package holds, if it still verifies; whatever its place in the chain.

        Raises:
            UserError: the first check that fails, `inbox.refused`, or a domain rule that a record breaks.
        """
        found = self._intake.look(file, progress)
        if found.cargo is not None:
            return found.cargo
        if found.fault is not None:
            raise found.fault
        verdict = found.verdict
        if verdict.result in GOOD and verdict.info is not None:
            return unload(file, verdict, self._intake.ground().catalogue)
        problem = verdict.first_problem
        code, params = (problem.code, problem.params) if problem else ("inbox.refused", {"file": name.name})
        raise UserError(code, **params)

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

    def resend_request(self, row_id: str) -> str:
        """The text that asks a mission to send a refused or waiting file again, in both languages.

        Raises:
            UserError: `inbox.not_found`, `inbox.nothing_to_resend`.
        """
        with self._desk.store.read() as tx:
            row = inbox_rows.get(tx, row_id)
            mission = next((one for one in mission_rows.all(tx) if one.id == row.office), None)
        return resending.request(row, mission, self._desk.office.name.vi)

    def _back_up(self, progress: Progress) -> None:
        """What came in last is safe before more comes; a full or absent backup disk stops no package (`check` tells).

        Packages that come one after the other share a backup: each is kept whole in the archive as well.
        """
        try:
            self._backups.automatic(Aside(progress), reason=BackupKind.BEFORE_IMPORT.value, every=_BETWEEN)
        except UserError as error:
            # `file.exists`: another desk makes the same backup at this very moment.
            if error.code not in ("backup.no_space", "backup.folder_missing", "file.exists"):
                raise

    def _preview_one(self, one: Incoming, examined: Examined, together: dict[tuple[str, str], list[Came]]) -> Preview:
        """`together` are the volumes of this drop so far, by package; this one joins them."""
        verdict, digest = examined.verdict, examined.digest
        placed = self._intake.placed(verdict)
        found = Preview(one.file, verdict, placed.outcome, placed.code, container_sha256=digest)
        if placed.outcome is InboxOutcome.REFUSED and self._intake.taken_before(digest) is not None:
            return replace(found, outcome=InboxOutcome.ALREADY_IMPORTED, code="")
        if placed.outcome is InboxOutcome.REFUSED and one.fault is not None:
            return replace(found, code=one.fault.code, params=one.fault.params)
        info = verdict.info
        if placed.outcome is InboxOutcome.REFUSED or info is None:
            return replace(found, params=placed.params)
        try:
            require_bound(one, info)
            if info.volume.n > 1:
                mine = together.setdefault((info.office, info.package_id), [])
                came = sets.came(one.plain, verdict, digest, examined.size, one.file)
                return self._preview_volume(found, came, mine)
            if examined.fault is not None:
                raise examined.fault
            return self._preview_cargo(found, placed, verdict, examined.cargo)
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
        files = sets.in_order([(other.volume.number, other.shown) for other in together])
        found = replace(found, file=files[0][1], volumes=files)
        if placed.outcome is not InboxOutcome.IMPORTED:
            return self._preview_cargo(found, placed, one.verdict, None)
        first = next((other for other in together if other.volume.number == 1), one)
        with sets.first_file(self._desk.archive, first, kept) as file:
            ground, now = self._intake.ground(), self._desk.clock.now()
            verdict = first.verdict if first.volume.number == 1 else judge(file, ground, now, NoProgress())
            if verdict.result not in GOOD:
                raise UserError("volumes.first_refused")
            sets.require_set(file, verdict, kept)
            found = replace(found, verdict=verdict, container_sha256=kept[1].container_sha256)
            return self._preview_cargo(found, placed, verdict, unload(file, verdict, ground.catalogue), coming)

    def _preview_cargo(
        self,
        found: Preview,
        placed: Placed,
        verdict: Verdict,
        cargo: Cargo | None,
        coming: Mapping[int, KeptVolume] = MappingProxyType({}),
    ) -> Preview:
        if placed.outcome is InboxOutcome.IMPORTED and cargo is not None:
            placed, merge, notices = self._intake.foresee(verdict, cargo, coming)
            found = replace(found, merge=merge, notices=notices, period=cargo.period, report=cargo.report)
        return replace(found, outcome=placed.outcome, code=placed.code, missing=placed.missing, params=placed.params)

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
                taken = self._intake.take_in(from_archive(following, file), NoProgress())
            taken = replace(taken, file=Path(following.file_name), volumes=())
            yield taken


def _close_all(waiting: Mapping[int, tuple[ExitStack, Incoming]]) -> None:
    for inner, _one in waiting.values():
        inner.close()
