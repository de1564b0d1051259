"""Taking one file in: verified, kept, and entered exactly once, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.volume import KeptVolume
from cultdip_desktop.hq import volumes as sets
from cultdip_desktop.hq.answers import TakenIn, own_volume
from cultdip_desktop.hq.incoming import Cargo, digest_of, unload
from cultdip_desktop.hq.placing import GOOD, VOLUMES_MISSING, Placed, place
from cultdip_desktop.hq.volumes import Came
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.verdict_json import verdict_to_plain
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import volume as volume_rows
from cultdip_desktop.store.repo.event import Merge
from cultdip_desktop.store.store import Reader, Writer

_OF_THE_PACKAGE: Final = (
    "event.",
    "store.event_",
    "package.changed_meanwhile",
    "package.source_changed",
    "period.",
    "volumes.",
)
"""Beginnings of the errors that lie in the package itself: it is refused, and the others go on."""


class Intake:
    """What becomes of one incoming file; `InboxService` knows the drop that it came in."""

    def __init__(self, desk: Desk, trust: TrustService) -> None:
        self._desk = desk
        self._trust = trust
        self._catalogue = CatalogueService(desk)

    def unload(self, file: Path, verdict: Verdict) -> Cargo:
        """The records of a verified package, its report checked again.

        Raises:
            UserError: as `incoming.unload`.
        """
        return unload(file, verdict, self._catalogue.current())

    def judge(self, file: Path, progress: Progress) -> tuple[Verdict, Placed]:
        """Verify a file, and hold it against the chain and the volumes that have come."""
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

    def take_in(self, file: Path, progress: Progress) -> TakenIn:
        """Verify a file and let it enter, wait or be refused; the same file again changes nothing.

        Raises:
            UserError: `package.copy_missing`, `file.no_space` and the store's refusals.
            Cancelled: while it is being verified; nothing has changed.
        """
        verdict, placed = self.judge(file, progress)
        if placed.outcome is InboxOutcome.ALREADY_IMPORTED:
            known = self._known(verdict)
            return TakenIn(file, placed.outcome, "", verdict=verdict, received=known, volumes=own_volume(file, verdict))
        digest, size = digest_of(file)
        if placed.outcome is InboxOutcome.REFUSED:
            before = self.taken_before(digest)
            if before is not None:
                return TakenIn(file, InboxOutcome.ALREADY_IMPORTED, "", verdict=verdict, received=before)
            return self._refuse(file, verdict, placed, digest, size)
        try:
            if verdict.info is not None and verdict.info.volume.n > 1:
                return self._take_in_volume(sets.came(file, verdict, digest, size))
            cargo = self.unload(file, verdict)
            self._desk.archive.keep(file, digest)
            return self._enter(file, verdict, cargo, digest, size)
        except UserError as error:
            if not error.code.startswith(_OF_THE_PACKAGE):
                raise
            return self._refuse(file, verdict, Placed(InboxOutcome.REFUSED, error.code, error.params), digest, size)

    def _take_in_volume(self, one: Came) -> TakenIn:
        """Keep a volume until all are here; with the last one the package enters, in one transaction."""
        self._desk.archive.keep(one.file, one.volume.container_sha256)
        row = self._row(one.file, one.verdict, one.volume.container_sha256, one.volume.bytes)
        own = own_volume(one.file, one.verdict)
        with self._desk.store.read() as tx:
            volumes, placed, held = sets.with_kept(tx, one), place(tx, one.verdict), sets.held_row(tx, one.info)
            known = one.volume.number in volume_rows.of_received(tx, one.info.office, one.info.package_id)
        if placed.code == VOLUMES_MISSING and known and held is not None and held.missing == placed.missing:
            answer = TakenIn(one.file, placed.outcome, placed.code, placed.missing, verdict=one.verdict, volumes=own)
            return replace(answer, received=held, params=placed.params)
        if placed.code == VOLUMES_MISSING:
            with self._desk.store.write("hq.volume", actor=self._desk.actor, office=one.info.office) as tx:
                placed = place(tx, one.verdict)
                if placed.code == VOLUMES_MISSING:
                    row = sets.hold(tx, one, row, placed.missing)
            if placed.code == VOLUMES_MISSING:
                answer = TakenIn(one.file, placed.outcome, placed.code, placed.missing, verdict=one.verdict)
                changes = tx.change_set
                return replace(answer, received=row, params=placed.params, change_set=changes, volumes=own)
            with self._desk.store.read() as tx:
                volumes = sets.with_kept(tx, one)  # another desk has taken in the others meanwhile
        if placed.outcome is InboxOutcome.REFUSED:
            return self._refuse(one.file, one.verdict, placed, one.volume.container_sha256, one.volume.bytes)
        return replace(self._take_in_set(one, volumes), file=one.file, volumes=own)

    def _take_in_set(self, one: Came, volumes: Mapping[int, KeptVolume]) -> TakenIn:
        """All volumes are here: what the first one carries enters."""
        with sets.first_file(self._desk.archive, one, volumes) as file:
            verdict = one.verdict if one.volume.number == 1 else self.judge(file, NoProgress())[0]
            if verdict.result not in GOOD:
                raise UserError("volumes.first_refused")
            sets.require_set(file, verdict, volumes)
            cargo = self.unload(file, verdict)
            size = sum(volume.bytes for volume in volumes.values())
            name = file.with_name(volumes[1].file_name)
            return self._enter(name, verdict, cargo, volumes[1].container_sha256, size, volumes)

    def taken_before(self, digest: str) -> ReceivedPackage | None:
        """The very same file, imported when its signature still counted: a later revocation does not undo that."""
        with self._desk.store.read() as tx:
            return sets.imported_row(tx, digest)

    def _known(self, verdict: Verdict) -> ReceivedPackage | None:
        with self._desk.store.read() as tx:
            found = inbox_rows.by_manifest(tx, verdict.manifest_sha256)
            if found is not None or verdict.info is None or verdict.info.volume.n == 1:
                return found
            kept = volume_rows.of_received(tx, verdict.info.office, verdict.info.package_id)
            return inbox_rows.by_manifest(tx, kept[1].manifest_sha256) if 1 in kept else None

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

    def _enter(
        self,
        file: Path,
        verdict: Verdict,
        cargo: Cargo,
        digest: str,
        size: int,
        volumes: Mapping[int, KeptVolume] = MappingProxyType({}),
    ) -> TakenIn:
        """One transaction: look at the chain again, merge, row, mark."""
        info = verdict.info
        assert info is not None  # noqa: S101 - `_place` refuses a verdict without it
        merge: Merge | None = None
        with self._desk.store.write("hq.import", actor=self._desk.actor, office=info.office) as tx:
            placed = place(tx, verdict, {number: one.manifest_sha256 for number, one in volumes.items()})
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
            if volumes:
                if outcome is InboxOutcome.REFUSED:  # another desk has kept a volume that does not go with these
                    raise UserError("volumes.mixed", file=file.name)
                before = sets.held_row(tx, info) or before
                sets.keep(tx, info, volumes)
            if outcome is InboxOutcome.ALREADY_IMPORTED:
                return replace(answer, received=before)
            if before is not None and before.outcome is InboxOutcome.REFUSED:
                before = None
            if before is not None and (before.outcome, before.code) == (outcome, placed.code):
                return replace(answer, received=before)
            row = self._keep_row(tx, row, before, anew=bool(volumes))
            if outcome is InboxOutcome.IMPORTED:
                merge = event_rows.merge_office(tx, info.office, cargo.events, row.id)
                inbox_rows.set_mark(tx, info.office, info.chain.epoch, info.chain.seq, verdict.manifest_sha256)
        return replace(
            answer,
            merge=merge,
            received=row,
            events=len(cargo.events),
            media=cargo.media,
            report=cargo.report,
            change_set=tx.change_set,
        )

    def _keep_row(
        self, tx: Writer, row: ReceivedPackage, before: ReceivedPackage | None, *, anew: bool
    ) -> ReceivedPackage:
        """A held or forked package keeps its row; a refused one stays refused, for its file may have been another.

        A package of volumes says all of it `anew`: the row was made by whichever volume came first.
        """
        if before is None:
            return inbox_rows.add(tx, row)
        if anew:
            return inbox_rows.update(tx, replace(row, id=before.id, received_at=before.received_at))
        return inbox_rows.update_outcome(tx, before.id, row.outcome, row.code, row.missing)

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


def _same(tx: Reader, verdict: Verdict) -> ReceivedPackage | None:
    return inbox_rows.by_manifest(tx, verdict.manifest_sha256) if verdict.manifest_sha256 else None
