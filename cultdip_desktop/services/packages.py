"""Sign a period's report into one file or one set of volumes, exactly once, and keep track of the chain.

What happens between a prepared package and a file with its name is in `sealing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.findings import Finding, Severity, check_event
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.packages import fingerprint, limits, names, package_codec, sealed_for
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.contents import Prepared
from cultdip_desktop.packages.package import ChainLink
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.volume_set import verify_set
from cultdip_desktop.packages.volumes import file_of, prepare_volumes, require_size
from cultdip_desktop.packages.write import Written
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.services import clearing, outgoing, report_content
from cultdip_desktop.services.approving import read_bench
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.clearing import Cleared
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.encryption import EncryptionService
from cultdip_desktop.services.envelope import copy_out
from cultdip_desktop.services.keys import KeyService
from cultdip_desktop.services.outgoing import OwnRows, Snapshot
from cultdip_desktop.services.phases import Phases, PointOfNoReturn
from cultdip_desktop.services.plan import ExportPlan, plan_of
from cultdip_desktop.services.report_content import Gathered
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.services.sealed_report import mark_report_sent, sealed_of
from cultdip_desktop.services.sealing import Sealing
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import receipt as receipt_rows
from cultdip_desktop.store.repo import volume as volume_rows

SUFFIX: Final = ".cdrp"
_EXPIRED: Final = "report.consent_expired"


@dataclass(frozen=True, slots=True)
class Exported:
    """A signed package that was read back."""

    file: Path
    """The first volume, which carries the records."""

    files: tuple[Path, ...]
    """All that must travel together, in their order."""

    package_id: str
    seq: int
    manifest_sha256: str
    container_sha256: str
    entries: int
    """Over all volumes, like `bytes`."""

    bytes: int
    words: tuple[str, ...]
    """Fingerprint of the whole first file, to be read out by telephone."""

    verdict: Verdict
    change_set: ChangeSet = field(repr=False)
    encrypted_for: str = ""
    """Id of headquarters' key; empty for a plain file."""


class PackageService:
    """The use cases of the Packages room and of `cultdip export|verify`."""

    def __init__(
        self,
        desk: Desk,
        catalogue: CatalogueService,
        reports: ReportService,
        keys: KeyService,
        trust: TrustService,
        encryption: EncryptionService,
    ) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._reports = reports
        self._keys = keys
        self._trust = trust
        self._encryption = encryption
        self._sealing = Sealing(desk)

    @in_workshop("packages.plan")
    def plan(self, period: Period, progress: Progress | None = None) -> ExportPlan:
        """What would go and what stays, before anything is built or signed."""
        del progress  # reading has no steps
        gathered = report_content.gather(self._desk, self._reports, period)
        with self._desk.store.read() as tx:
            seq = package_rows.next_seq(tx, self._desk.office.epoch)
            one_person = read_bench(tx).one_person
        key = self._keys.signing_key()
        info = None if key is None else key.info
        kind, changes = clearing.kind_of(self._desk, gathered)
        return plan_of(
            gathered,
            self._findings(gathered),
            info,
            seq,
            kind=kind,
            changes=changes,
            one_person=one_person,
            ready=clearing.may_pass(self._desk, gathered),
        )

    @in_workshop("packages.export")
    def export(
        self,
        period: Period,
        target: Path,
        pin: str,
        *,
        key_id: str | None = None,
        reason: str = "",
        volume_bytes: int = limits.MAX_VOLUME_BYTES,
        encrypt: bool = False,
        every_photo: bool = False,
        progress: Progress | None = None,
    ) -> Exported:
        """Check, build, sign, write, read back and verify, one act; the number is used once or not at all.

        Who works alone approves in the same act; what was signed before and has changed goes as an amendment. `reason`
        is about that and about open warnings; it travels. What does not fit into one file of `volume_bytes`, or into
        900 files, becomes a set of volumes beside `target`: all or none. Attachments that headquarters has
        acknowledged stay, unless `every_photo`.

        With `encrypt` only headquarters can open the files, which are then called `.cdrp.age`. Nobody here can try that,
        so the plain containers are verified before.

        Raises:
            UserError: `encryption.no_recipient`, `package.findings_stop`, `report.not_approved`, `report.changed_since_approval`,
                `report.changed_since_sealing`, `package.bad_ending`, `package.volume_*`, `file.exists`, `key.*`,
                `file.no_space`, `package.readback`; nothing is then written or counted.
            Cancelled: likewise.
        """
        point = PointOfNoReturn(progress or NoProgress())
        phases = Phases(point)
        require_mission(self._desk)
        require_size(volume_bytes)
        key = self._encryption.require_current() if encrypt else None
        recipient = "" if key is None else key.recipient
        target = sealed_for.sealed_name(target) if encrypt else target
        self._require_target(target)
        self._sealing.finish_reserved()
        trust = self._trust.store()
        info = self._keys.usable(key_id)
        gathered = report_content.gather(self._desk, self._reports, period)
        cleared = clearing.clear(self._desk, gathered, reason)
        findings = self._findings(gathered)
        self._refuse_errors(findings)
        signer = self._keys.open(info, pin, trust)
        volumes = self._prepare(cleared, findings, volume_bytes, phases, recipient, every_photo=every_photo)
        for one in volumes[1:]:
            _require_free(file_of(target, one.info.volume.i, one.info.volume.n))
        row = self._promise(volumes[0], gathered.data, target, signer, gathered.snapshot)
        files, changes = self._sealing.seal(
            row, sealed_of(cleared, self._desk.ids), volumes, signer, phases, point, trust, recipient
        )
        written = files[0]
        # The read-back was the verifying; without trust it stood on one's own certificate, and a stranger's answer differs.
        verdict = written.verdict if trust or encrypt else self.verify(target, phases.phase(30, "verify"))
        phases.finish()
        return _exported(target, files, verdict, changes, "" if key is None else key.id)

    def sent(self) -> tuple[SentPackage, ...]:
        """Own packages, newest first."""
        with self._desk.store.read() as tx:
            return tuple(package_rows.all(tx))

    def mark_sent(self, package_id: str) -> ChangeSet:
        """Note that the file has left.

        Raises:
            UserError: `package.not_found`, `package.not_sealed`.
        """
        self._sealing.finish_reserved()
        with self._desk.store.write("package.sent", actor=self._desk.actor) as tx:
            mark_report_sent(tx, package_rows.mark_sent(tx, package_id), self._desk.actor)
        return tx.change_set

    @in_workshop("packages.copy_again")
    def copy_again(self, package_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Write the very same package once more, for another stick or a second e-mail; all volumes of a set, or none.

        Gives the first of them, which lies at `target`. What was encrypted is so again, for the same key.

        Raises:
            UserError: `package.not_found`, `package.copy_missing`, `encryption.key_unknown`, `file.exists`, `file.no_space`.
        """
        with self._desk.store.read() as tx:
            row = package_rows.get(tx, package_id)
            volumes = volume_rows.of_sent(tx, package_id)
        digests = [volume.container_sha256 for volume in volumes] or [row.container_sha256]
        recipient = self._recipient_of(row.container_sha256) if row.encrypted else ""
        target = sealed_for.sealed_name(target) if recipient else target
        targets = [file_of(target, number, len(digests)) for number in range(1, len(digests) + 1)]
        for one in targets:
            _require_free(one)
        phases = Phases(progress or NoProgress())
        made: list[Path] = []
        try:
            # The first one last: who sees the plain name has the whole set.
            for one, digest in reversed(list(zip(targets, digests, strict=True))):
                copy_out(self._desk, digest, one, recipient, phases.phase(1000 // len(digests), one.name))
                made.append(one)
        except BaseException:
            for one in made:
                with suppress(OSError):
                    one.unlink(missing_ok=True)
            raise
        phases.finish()
        return target

    @in_workshop("packages.verify")
    def verify(self, file: Path, progress: Progress | None = None) -> Verdict:
        """The full verdict on any package, as this office sees it; of a volume, with its others beside it.

        Headquarters opens what is encrypted for it; of what nobody here can open the verdict says so.

        Raises:
            UserError: `encryption.*` where headquarters' own keys do not open the file.
        """
        if sealed_for.is_sealed(file) and self._encryption.identities():
            with self._encryption.opened(file, progress or NoProgress()) as (inside, _):
                return self._judged(inside, progress)
        return self._judged(file, progress)

    def _judged(self, file: Path, progress: Progress | None) -> Verdict:
        return verify_set(
            file,
            self._trust.store(),
            us=self._desk.office.id,
            now=self._desk.clock.now(),
            progress=progress or NoProgress(),
        )

    def finish_reserved(self) -> None:
        """At start: complete or undo what a crash interrupted.

        A mission's office only: it is locked, so that nobody is sealing at this moment.
        """
        if self._desk.office.role is OfficeRole.MISSION:
            self._sealing.finish()

    def _findings(self, gathered: Gathered) -> tuple[Finding, ...]:
        """The report's findings, signed periods that changed, and the errors of every other event that travels."""
        found = [*check_report(gathered.data), *clearing.changed_elsewhere(self._desk, gathered)]
        seen = {(finding.code, finding.event_id) for finding in found}
        now = self._desk.clock.now()
        for event in gathered.snapshot.travelling:
            for finding in check_event(event, self._catalogue.current(), now):
                if finding.severity is Severity.ERROR and (finding.code, event.id) not in seen:
                    found.append(finding)
        reported = {finding.event_id for finding in found if finding.code == _EXPIRED}
        today = now.astimezone(ZoneInfo(self._desk.office.zone)).date()
        for item in gathered.snapshot.travelling_media:
            if not item.may_be_shown(today) and item.event_id not in reported:
                title = next(one.title.vi for one in gathered.snapshot.travelling if one.id == item.event_id)
                params: dict[str, str | int | None] = {"title": title, "count": 1, "files": item.file_name}
                found.append(Finding(_EXPIRED, Severity.ERROR, "media", item.event_id, params))
        return tuple(found)

    def _refuse_errors(self, findings: tuple[Finding, ...]) -> None:
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            raise UserError("package.findings_stop", n=len(errors), first=errors[0].code, event=errors[0].event_id)

    def _require_target(self, target: Path) -> None:
        plain = target.with_suffix("") if target.suffix.lower() == sealed_for.SUFFIX else target
        if plain.suffix.lower() != SUFFIX:
            raise UserError("package.bad_ending", file=target.name)
        _require_free(target)
        with durable.translated(target):
            if not target.parent.is_dir():
                raise UserError("file.unreachable", path=str(target.parent))

    def _prepare(
        self,
        cleared: Cleared,
        findings: Sequence[Finding],
        volume_bytes: int,
        phases: Phases,
        recipient: str,
        *,
        every_photo: bool,
    ) -> Sequence[Prepared]:
        desk, data = self._desk, cleared.gathered.data
        epoch = desk.office.epoch
        with desk.store.read() as tx:
            head = package_rows.head(tx, epoch) or package_rows.last_before(tx, epoch)
            seq = package_rows.next_seq(tx, epoch)
            cited = receipt_rows.last(tx)
        previous = None if head is None else head.manifest_sha256
        link = ChainLink(epoch, seq, previous, None if cited is None else cited.receipt.id)
        history = cleared.gathered.snapshot.history
        header = outgoing.header_of(desk, data, desk.ids.new(), cleared.kind, link, history, recipient)
        own = OwnRows(cleared.report_row(), cleared.finding_rows(findings), cleared.change_rows())
        contents = outgoing.gather(desk, self._reports, cleared.gathered, header, own, phases, every_photo=every_photo)
        return prepare_volumes(contents, volume_bytes)

    def _promise(
        self, prepared: Prepared, data: ReportData, target: Path, signer: Signer, snapshot: Snapshot
    ) -> SentPackage:
        words = " ".join(fingerprint.words(signer.facts.sha256))
        return SentPackage(
            id=prepared.package_id,
            kind=prepared.info.kind,
            period=data.period,
            report_kind=data.kind.value,
            focus=data.focus,
            epoch=prepared.info.chain.epoch,
            seq=prepared.seq,
            state=SentState.RESERVED,
            manifest_sha256=prepared.manifest_sha256,
            prev_manifest_sha256=prepared.info.chain.prev_manifest_sha256,
            file_name=target.name,
            file_path=str(target),
            events=len(snapshot.travelling),
            media=prepared.info.media.included,
            signer=f"{signer.facts.person} · {words}",
            encrypted=prepared.info.header.recipient.cert_sha256 is not None,
        )

    def _recipient_of(self, container_sha256: str) -> str:
        """For whom an archived package was encrypted, as it says itself."""
        with self._desk.archive.plain(container_sha256) as plain, Container.open(plain) as container:
            info = package_codec.decode(container.read(names.PACKAGE_JSON, limits.MAX_PACKAGE_JSON_BYTES))
        return self._encryption.recipient_of(info.header.recipient.cert_sha256 or "")


def _require_free(target: Path) -> None:
    if durable.is_there(target):
        raise UserError("file.exists", path=str(target))


def _exported(
    target: Path, files: Sequence[Written], verdict: Verdict, changes: ChangeSet, encrypted_for: str
) -> Exported:
    first = files[0]
    return Exported(
        target,
        tuple(file.file for file in files),
        first.package_id,
        first.seq,
        first.manifest_sha256,
        first.container_sha256,
        sum(file.entries for file in files),
        sum(file.bytes for file in files),
        fingerprint.words(first.container_sha256),
        verdict,
        changes,
        encrypted_for,
    )
