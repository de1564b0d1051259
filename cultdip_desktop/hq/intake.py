"""Taking one file in: verified, kept, and entered exactly once, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.volume import KeptVolume
from cultdip_desktop.hq import continuity
from cultdip_desktop.hq import volumes as sets
from cultdip_desktop.hq.answers import TakenIn, own_volume
from cultdip_desktop.hq.citing import Notice, citation
from cultdip_desktop.hq.examining import GOOD, Examined, Ground, examine, judge
from cultdip_desktop.hq.incoming import Cargo, unload
from cultdip_desktop.hq.kept import enter as keep_records
from cultdip_desktop.hq.ledger import LedgerService, lists_digest
from cultdip_desktop.hq.placing import NEW_NUMBERING, VOLUMES_MISSING, Placed, place
from cultdip_desktop.hq.volumes import Came
from cultdip_desktop.hq.wrapped import Envelopes, Incoming, plain_notice, require_bound
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.verdict_json import verdict_to_plain
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import received as received_rows
from cultdip_desktop.store.repo import volume as volume_rows
from cultdip_desktop.store.repo.event import Merge
from cultdip_desktop.store.store import Reader, Writer

_OF_THE_PACKAGE: Final = (
    "event.",
    "store.event_",
    "encryption.other_recipient",
    "issue.",
    "package.changed_meanwhile",
    "package.source_changed",
    "period.",
    "volumes.",
)
"""Beginnings of the errors that lie in the package itself: it is refused, and the others go on."""


class Intake:
    """What becomes of one incoming file; `InboxService` knows the drop that it came in."""

    def __init__(self, desk: Desk, trust: TrustService, ledger: LedgerService, envelopes: Envelopes) -> None:
        self._desk = desk
        self._trust = trust
        self._ledger = ledger
        self._envelopes = envelopes
        self._catalogue = CatalogueService(desk)

    def ground(self) -> Ground:
        """By what files are judged now.

        Raises:
            UserError: `trust.damaged`, `trust.root_changed`.
        """
        return Ground(self._trust.store(), self._desk.office.id, self._catalogue.current())

    def opened(self, file: Path, progress: Progress) -> AbstractContextManager[Incoming]:
        """As `Envelopes.opened`."""
        return self._envelopes.opened(file, progress)

    def look(self, file: Path, progress: Progress) -> Examined:
        """Verify and unload a plain file here.

        Raises:
            UserError: as `ground`.
            Cancelled: from `progress`.
        """
        return examine(file, self.ground(), self._desk.clock.now(), progress)

    def placed(self, verdict: Verdict) -> Placed:
        """Hold a verdict against the chain and the volumes that have come."""
        with self._desk.store.read() as tx:
            return place(tx, verdict)

    def foresee(
        self, verdict: Verdict, cargo: Cargo, volumes: Mapping[int, KeptVolume] = MappingProxyType({})
    ) -> tuple[Placed, Merge | None, tuple[Notice, ...]]:
        """What entering would do, at this moment."""
        with self._desk.store.read() as tx:
            placed = place(tx, verdict, {number: volume.manifest_sha256 for number, volume in volumes.items()})
            placed = self._going_on(tx, verdict, cargo, placed)
            notices = self._notices(tx, verdict, cargo, placed)
            merge = None
            if placed.outcome is InboxOutcome.IMPORTED and verdict.office is not None:
                merge = event_rows.preview_merge(tx, verdict.office, cargo.events)
            return placed, merge, notices

    def take_in(self, one: Incoming, progress: Progress, found: Examined | None = None) -> TakenIn:
        """Let a file enter, wait or be refused; the same file again changes nothing.

        `found` is what was established about it beforehand.

        Raises:
            UserError: `package.copy_missing`, `file.no_space` and the store's refusals.
            Cancelled: while it is being verified; nothing has changed.
        """
        found = found or self.look(one.plain, progress)
        verdict, digest = found.verdict, found.digest
        placed = self.placed(verdict)
        own = own_volume(one.file, verdict)
        if placed.outcome is InboxOutcome.ALREADY_IMPORTED:
            known = self._known(verdict)
            return TakenIn(one.file, placed.outcome, "", verdict=verdict, received=known, volumes=own)
        if placed.outcome is InboxOutcome.REFUSED:
            before = self.taken_before(digest)
            if before is not None:
                return TakenIn(one.file, InboxOutcome.ALREADY_IMPORTED, "", verdict=verdict, received=before)
            if one.fault is not None:
                placed = Placed(InboxOutcome.REFUSED, one.fault.code, one.fault.params)
            return self._refuse(one, found, placed)
        try:
            assert verdict.info is not None  # noqa: S101 - `place` refuses a verdict without it
            require_bound(one, verdict.info)
            if verdict.info.volume.n > 1:
                return self._take_in_volume(one, sets.came(one.plain, verdict, digest, found.size, one.file))
            if found.fault is not None:
                raise found.fault
            assert found.cargo is not None  # noqa: S101 - one volume and a good verdict
            self._desk.archive.keep(one.plain, digest)
            return self._enter(one, found, found.cargo)
        except UserError as error:
            if not error.code.startswith(_OF_THE_PACKAGE):
                raise
            return self._refuse(one, found, Placed(InboxOutcome.REFUSED, error.code, error.params))

    def _take_in_volume(self, coming: Incoming, one: Came) -> TakenIn:
        """Keep a volume until all are here; with the last one the package enters, in one transaction."""
        self._desk.archive.keep(one.file, one.volume.container_sha256)
        examined = Examined(one.verdict, one.volume.container_sha256, one.volume.bytes)
        row = self._row(coming, examined)
        own = own_volume(coming.file, one.verdict)
        with self._desk.store.read() as tx:
            volumes, placed, held = sets.with_kept(tx, one), place(tx, one.verdict), sets.held_row(tx, one.info)
            known = one.volume.number in volume_rows.of_received(tx, one.info.office, one.info.package_id)
        answer = TakenIn(coming.file, placed.outcome, placed.code, placed.missing, verdict=one.verdict, volumes=own)
        if placed.code == VOLUMES_MISSING and known and held is not None and held.missing == placed.missing:
            return replace(answer, received=held, params=placed.params)
        if placed.code == VOLUMES_MISSING:
            with self._desk.store.write("hq.volume", actor=self._desk.actor, office=one.info.office) as tx:
                placed = place(tx, one.verdict)
                if placed.code == VOLUMES_MISSING:
                    row = sets.hold(tx, one, row, placed.missing)
                    self._ledger.append(tx, [row], lists_digest(self._trust.store()))
            if placed.code == VOLUMES_MISSING:
                return replace(
                    answer, missing=placed.missing, received=row, params=placed.params, change_set=tx.change_set
                )
            with self._desk.store.read() as tx:
                volumes = sets.with_kept(tx, one)  # another desk has taken in the others meanwhile
        if placed.outcome is InboxOutcome.REFUSED:
            return self._refuse(coming, examined, placed)
        return replace(self._take_in_set(coming, one, volumes), file=coming.file, volumes=own)

    def _take_in_set(self, coming: Incoming, one: Came, volumes: Mapping[int, KeptVolume]) -> TakenIn:
        """All volumes are here: what the first one carries enters."""
        with sets.first_file(self._desk.archive, one, volumes) as file:
            ground, now = self.ground(), self._desk.clock.now()
            verdict = one.verdict if one.volume.number == 1 else judge(file, ground, now, NoProgress())
            if verdict.result not in GOOD:
                raise UserError("volumes.first_refused")
            sets.require_set(file, verdict, volumes)
            cargo = unload(file, verdict, ground.catalogue)
            size = sum(volume.bytes for volume in volumes.values())
            first = Incoming(coming.file.with_name(volumes[1].file_name), file, coming.opened)
            return self._enter(first, Examined(verdict, volumes[1].container_sha256, size), cargo, volumes)

    def taken_before(self, digest: str) -> ReceivedPackage | None:
        """The very same file, imported when its signature still counted: a later revocation does not undo that."""
        with self._desk.store.read() as tx:
            return sets.imported_row(tx, digest)

    def _known(self, verdict: Verdict) -> ReceivedPackage | None:
        with self._desk.store.read() as tx:
            found = inbox_rows.by_manifest(tx, verdict.manifest_sha256)
            if found is not None or verdict.info is None or verdict.info.volume.n == 1:
                return found
            kept_here = volume_rows.of_received(tx, verdict.info.office, verdict.info.package_id)
            return inbox_rows.by_manifest(tx, kept_here[1].manifest_sha256) if 1 in kept_here else None

    def _refuse(self, one: Incoming, found: Examined, placed: Placed) -> TakenIn:
        """Quarantine: a sealed copy, a row and a line of the ledger; the same file refused again adds nothing."""
        digest = found.digest
        answer = TakenIn(one.file, placed.outcome, placed.code, verdict=found.verdict, params=placed.params)
        with self._desk.store.read() as tx:
            before = inbox_rows.by_container(tx, {digest}, InboxOutcome.REFUSED) if digest else None
        if before is not None:
            return replace(answer, received=before)
        if digest:
            self._desk.archive.keep(one.plain, digest)
        named = replace(found, digest=digest or fingerprint.fingerprint(one.file.name.encode()))
        row = replace(self._row(one, named, placed), outcome=placed.outcome, code=placed.code, stored_name=digest)
        with self._desk.store.write("hq.refuse", actor=self._desk.actor) as tx:
            # Another desk may have refused the very same file at this moment.
            before = inbox_rows.by_container(tx, {digest}, InboxOutcome.REFUSED) if digest else None
            if before is None:
                inbox_rows.add(tx, row)
                self._ledger.append(tx, [row], lists_digest(self._trust.store()))
        return replace(answer, received=before or row, change_set=tx.change_set)

    def _enter(
        self,
        one: Incoming,
        found: Examined,
        cargo: Cargo,
        volumes: Mapping[int, KeptVolume] = MappingProxyType({}),
    ) -> TakenIn:
        """One transaction: look at the chain again, merge, keep, row, mark, ledger."""
        verdict, info = found.verdict, found.verdict.info
        assert info is not None  # noqa: S101 - `place` refuses a verdict without it
        merge: Merge | None = None
        with self._desk.store.write("hq.import", actor=self._desk.actor, office=info.office) as tx:
            placed = place(tx, verdict, {number: volume.manifest_sha256 for number, volume in volumes.items()})
            placed = self._going_on(tx, verdict, cargo, placed)
            answer = TakenIn(
                one.file, placed.outcome, placed.code, placed.missing, verdict=verdict, params=placed.params
            )
            if volumes and placed.outcome is InboxOutcome.REFUSED:  # another desk has kept what does not go with these
                raise UserError("volumes.mixed", file=one.file.name)
            before = self._before(tx, verdict, volumes)
            settled = before is not None and (before.outcome, before.code) == (placed.outcome, placed.code)
            if placed.outcome is InboxOutcome.ALREADY_IMPORTED or settled:
                if volumes:
                    sets.keep(tx, info, volumes)
                return replace(answer, received=before)
            notices = (*plain_notice(one, info), *self._notices(tx, verdict, cargo, placed))
            row = self._full_row(one, found, cargo, placed, notices)
            row = row if before is None else replace(row, id=before.id, encrypted=row.encrypted or before.encrypted)
            if placed.outcome is InboxOutcome.IMPORTED:  # first of all: new events are logged in bulk
                merge = event_rows.merge_office(tx, info.office, cargo.events, row.id)
            if volumes:
                sets.keep(tx, info, volumes)
            row = self._keep_row(tx, row, before, anew=bool(volumes))
            if placed.outcome is InboxOutcome.IMPORTED:
                keep_records(tx, cargo.kept, row.id, info.chain.epoch)
                inbox_rows.set_mark(tx, info.office, info.chain.epoch, info.chain.seq, verdict.manifest_sha256)
            self._ledger.append(tx, [row], lists_digest(self._trust.store()))
        return replace(
            answer,
            merge=merge,
            received=row,
            events=len(cargo.events),
            media=cargo.media,
            report=cargo.report,
            notices=notices,
            change_set=tx.change_set,
        )

    def _before(self, tx: Reader, verdict: Verdict, volumes: Mapping[int, KeptVolume]) -> ReceivedPackage | None:
        """The row that the package has already; a refused one stays refused, for its file may have been another."""
        found = inbox_rows.by_manifest(tx, verdict.manifest_sha256) if verdict.manifest_sha256 else None
        if volumes and verdict.info is not None:
            found = sets.held_row(tx, verdict.info) or found
        return None if found is not None and found.outcome is InboxOutcome.REFUSED else found

    def _going_on(self, tx: Reader, verdict: Verdict, cargo: Cargo, placed: Placed) -> Placed:
        """What would enter waits for a person when its history was cut or rewritten since an earlier package."""
        info = verdict.info
        if placed.outcome is not InboxOutcome.IMPORTED or info is None or confirmed(tx, verdict.manifest_sha256):
            return placed
        before = received_rows.history_places(tx, info.office, info.chain.epoch)
        found = continuity.compare(before, cargo.kept.places)
        return placed if found else Placed(InboxOutcome.HELD, found.code, found.params)

    def _notices(self, tx: Reader, verdict: Verdict, cargo: Cargo, placed: Placed) -> tuple[Notice, ...]:
        """What is worth a word about a package that comes into the chain or waits for it."""
        found = list(citation(tx, verdict))
        info = verdict.info
        if info is not None and placed.code in NEW_NUMBERING:
            gone = continuity.compare(received_rows.history_places(tx, info.office), cargo.kept.places)
            found += [] if gone else [Notice(continuity.SET_BACK, gone.params)]
        return tuple(found)

    def _keep_row(
        self, tx: Writer, row: ReceivedPackage, before: ReceivedPackage | None, *, anew: bool
    ) -> ReceivedPackage:
        """A held or forked package keeps its row.

        A package of volumes says all of it `anew`: the row was made by whichever volume came first.
        """
        if before is None:
            return inbox_rows.add(tx, row)
        if anew:
            return inbox_rows.update(tx, replace(row, received_at=before.received_at))
        return inbox_rows.update_outcome(tx, before.id, row.outcome, row.code, row.missing)

    def _full_row(
        self, one: Incoming, found: Examined, cargo: Cargo, placed: Placed, notices: tuple[Notice, ...]
    ) -> ReceivedPackage:
        return replace(
            self._row(one, found, placed, notices),
            outcome=placed.outcome,
            code=placed.code,
            missing=placed.missing,
            period=cargo.period,
            events=len(cargo.events),
            media=cargo.media,
        )

    def _row(
        self, one: Incoming, found: Examined, placed: Placed | None = None, notices: tuple[Notice, ...] = ()
    ) -> ReceivedPackage:
        verdict = found.verdict
        info, signer = verdict.info, verdict.signer
        plain = verdict_to_plain(verdict)
        if placed is not None and placed.params:
            plain["placed"] = {"code": placed.code, "params": dict(placed.params)}
        if notices:
            plain["notices"] = [notice.plain() for notice in notices]
        history = info.header.history if info else None
        return ReceivedPackage(
            id=self._desk.ids.new(),
            package_id=verdict.package_id or "",
            office=verdict.office or "",
            kind=verdict.kind or "",
            period="",
            epoch=info.chain.epoch if info else 0,
            seq=info.chain.seq if info else 0,
            manifest_sha256=verdict.manifest_sha256 if info else "",
            container_sha256=found.digest,
            outcome=InboxOutcome.REFUSED,
            result=verdict.result.value,
            verdict=json.dumps(plain, ensure_ascii=False, sort_keys=True),
            file_name=one.file.name[:200],
            stored_name=found.digest,
            bytes=found.size,
            received_at=self._desk.clock.now(),
            signer=f"{signer.person} · {' '.join(fingerprint.words(signer.public_sha256))}" if signer else "",
            recipient=info.header.recipient.id if info else "",
            cites=(info.chain.last_receipt or "") if info else "",
            history_head=(history.head or "") if history else "",
            history_count=history.count if history else 0,
            trust_domain=verdict.trust_domain,
            encrypted=one.encrypted,
        )


def from_archive(row: ReceivedPackage, plain: Path) -> Incoming:
    """A file that came before, opened from the archive."""
    return Incoming(Path(row.file_name), plain, archived=True)


def confirmed(tx: Reader, manifest_sha256: str) -> bool:
    """Whether a person has accepted this package's history as it is."""
    known: Any = office_rows.get_setting(tx, continuity.CONFIRMED, [])
    return manifest_sha256 in known


def accept_history(tx: Writer, manifest_sha256: str) -> None:
    """Remember that a person has accepted this package's history as it is."""
    known: Any = office_rows.get_setting(tx, continuity.CONFIRMED, [])
    office_rows.set_setting(tx, continuity.CONFIRMED, sorted({*known, manifest_sha256}))
