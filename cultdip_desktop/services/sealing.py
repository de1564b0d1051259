"""From a prepared package to a file with its name and a number of the chain, exactly once, whatever happens between.

The file is written under a temporary name and read back; a copy is sealed into the archive; number and digest are
reserved in the store; the file gets its name; the reservation is confirmed. Whatever fails before the reservation
leaves no trace. A start after a crash finds the reservation and knows by the files how far it had come:

- the named file is there, or neither it nor the temporary one is (moved away, stick pulled): the package exists. It is
  confirmed from the archive's copy, and written to its place again where it is missing.
- the temporary file is still there: nobody has ever seen the package. Number, copy and temporary file are given up.

A package of several volumes is one package: all its files are written, read back and kept before the first is named.
It exists as soon as one of them has its name, and the others are then written to their places from the archive.

What is encrypted for headquarters is verified before that, as a plain container in the staging folder: nobody here could
open the encrypted file. The archive keeps the plain one, sealed like everything at rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.volume import KeptVolume
from cultdip_desktop.packages.contents import Prepared
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.packages.volumes import file_of
from cultdip_desktop.packages.write import Written, seal_set
from cultdip_desktop.services import leftovers
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.envelope import Envelope, copy_out
from cultdip_desktop.services.phases import Phases, PointOfNoReturn
from cultdip_desktop.services.sealed_report import SealedReport, sealed_from
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import volume as volume_rows

SEALING: Final = "package.sealing"
"""Setting: the reserved package, the digest of its file, the file's temporary name, the report to be sealed, the further
volumes' digests and temporary names, and for whom it is encrypted."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the reserved package."""

    target: Path
    part: Path | None
    """None when nobody remembers it."""

    sha256: str


class Sealing:
    """The act of sealing, and its completion after a crash."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def seal(
        self,
        row: SentPackage,
        report: SealedReport,
        volumes: Sequence[Prepared],
        signer: Signer,
        phases: Phases,
        point: PointOfNoReturn,
        trust: TrustStore | None,
        recipient: str = "",
    ) -> tuple[tuple[Written, ...], ChangeSet]:
        """Sign, write, read back, reserve, name, confirm; a wish to stop is heard until the reservation.

        With `recipient` (of `age`) what gets the name is the encrypted container. `Written` tells of the plain one.

        Raises:
            UserError: as `packages.write.seal` and `packages.sealed_for.sealing`; nothing is then written or counted.
            Cancelled: likewise.
        """
        targets = [file_of(Path(row.file_path), one.info.volume.i, one.info.volume.n) for one in volumes]
        kept: list[str] = []
        envelope = Envelope(self._desk, targets, recipient, phases.phase(400, "seal"))

        def keep(parts: Sequence[tuple[Path, str]]) -> None:
            for part, sha256 in parts:
                kept.append(sha256)
                self._desk.archive.keep(part, sha256)
            self._reserve(row, report, envelope.enclose(parts), recipient)
            point.reached = True

        try:
            with envelope:
                written = seal_set(
                    list(zip(envelope.plain, volumes, strict=True)),
                    signer,
                    signing_time=self._desk.clock.now(),
                    progress=envelope.writing,
                    keep=keep,
                    trust=trust,
                )
            written = tuple(replace(one, file=target) for one, target in zip(written, targets, strict=True))
        except BaseException as error:
            if not _bore_its_name(targets, point, error):
                # The copies go first: should the disk refuse the release as well, a reservation without its copies is
                # given up by `finish`.
                for sha256 in kept:
                    with suppress(UserError):
                        self._desk.archive.forget(sha256)
                if point.reached:
                    self._release(row)
            raise
        try:
            changes = self._confirm(
                row, [_kept(one.file, one.verdict, one.container_sha256) for one in written], report
            )
        except UserError:
            # The file has its name and may have been seen: the package exists, whatever the store has room for now.
            changes = ChangeSet("", "package.seal")
        return written, changes

    def finish(self) -> None:
        """At the start of a mission's program, which holds the office's lock: complete or undo what a crash left."""
        self.finish_reserved()
        leftovers.forget_copies(self._desk)

    def finish_reserved(self) -> None:
        """Confirm or give up what is still reserved; before every sealing, for the next number depends on it.

        A full disk may have refused the last word on the package before.
        """
        with self._desk.store.read() as tx:
            rows = package_rows.all(tx)
            plain: Any = office_rows.get_setting(tx, SEALING) or {}
        for row in rows:
            if row.state is SentState.RESERVED:
                self._finish(row, plain if plain.get("id") == row.id else {})

    def _finish(self, row: SentPackage, plain: dict[str, Any]) -> None:
        files = _files_of(row, plain)
        named = any(file.target.exists() for file in files)
        never_seen = not named and all(file.part is not None and file.part.is_file() for file in files)
        if never_seen or not all(self._desk.archive.has(file.sha256) for file in files):
            self._release(row)
        else:
            self._confirm_found(row, files, sealed_from(plain["report"], row))
            for file in files:
                if not file.target.exists() and file.target.parent.is_dir():
                    with suppress(UserError):
                        copy_out(self._desk, file.sha256, file.target, plain.get("recipient", ""), NoProgress())
        for file in files:
            if file.part is not None:
                with suppress(OSError):
                    file.part.unlink(missing_ok=True)

    def _confirm_found(self, row: SentPackage, files: Sequence[_File], report: SealedReport) -> None:
        """Finish what a crash interrupted between the archive's copies and the store's last word.

        Raises:
            UserError: `package.copy_missing` when the copies are not the package that was reserved.
        """
        now = self._desk.clock.now()
        found = []
        for file in files:
            with self._desk.archive.plain(file.sha256) as copy:
                verdict = verify(copy, None, us=self._desk.office.id, known=None, now=now, progress=NoProgress())
            found.append(_kept(file.target, verdict, file.sha256))
        if found[0].manifest_sha256 != row.manifest_sha256:
            raise UserError("package.copy_missing")
        self._confirm(row, found, report)

    def _reserve(
        self, row: SentPackage, report: SealedReport, parts: Sequence[tuple[Path, str]], recipient: str
    ) -> None:
        (part, sha256), *more = parts
        plain: Json = {
            "id": row.id,
            "sha256": sha256,
            "part": str(part),
            "report": report.to_plain(),
            "more": [{"sha256": digest, "part": str(other)} for other, digest in more],
            **({"recipient": recipient} if recipient else {}),
        }
        with self._desk.store.write("package.reserve", actor=self._desk.actor, seq=row.seq) as tx:
            package_rows.reserve(tx, row)
            office_rows.set_setting(tx, SEALING, plain)

    def _release(self, row: SentPackage) -> None:
        with self._desk.store.write("package.release", actor=self._desk.actor, seq=row.seq) as tx:
            package_rows.release(tx, row.id)
            office_rows.set_setting(tx, SEALING, None)

    def _confirm(self, row: SentPackage, files: Sequence[Kept], report: SealedReport) -> ChangeSet:
        first = files[0]
        size, entries = sum(file.bytes for file in files), sum(file.entries for file in files)
        volumes = [
            KeptVolume(
                number=number,
                n=len(files),
                manifest_sha256=file.manifest_sha256,
                container_sha256=file.sha256,
                bytes=file.bytes,
                file_name=file.name,
            )
            for number, file in enumerate(files, start=1)
        ]
        with self._desk.store.write("package.seal", actor=self._desk.actor, seq=row.seq) as tx:
            at = row.reserved_at or tx.now  # what a later start completes was sealed then
            package_rows.confirm(tx, row.id, first.sha256, size, at, entries=entries)
            if len(volumes) > 1:
                volume_rows.keep_sent(tx, row.id, volumes)
            report.write(tx, at)
            office_rows.set_setting(tx, SEALING, None)
        return tx.change_set


@dataclass(frozen=True, slots=True)
class Kept:
    """One finished file, as the store remembers it."""

    name: str
    manifest_sha256: str
    sha256: str
    bytes: int
    entries: int


def _kept(file: Path, verdict: Verdict, sha256: str) -> Kept:
    return Kept(file.name, verdict.manifest_sha256, sha256, verdict.bytes, verdict.entries)


def _files_of(row: SentPackage, plain: dict[str, Any]) -> tuple[_File, ...]:
    """The files of a reserved package, as the reservation names them."""
    parts = [plain, *plain.get("more", ())]
    target = Path(row.file_path)
    return tuple(
        _File(
            file_of(target, number, len(parts)),
            Path(one["part"]) if one.get("part") else None,
            str(one.get("sha256", "")),
        )
        for number, one in enumerate(parts, start=1)
    )


def _bore_its_name(targets: Sequence[Path], point: PointOfNoReturn, error: BaseException) -> bool:
    """Whether a file may have been seen although naming ended badly: the number must then never be used again.

    The last one is named first: what another program put under that very name says nothing, and neither does any
    other name as long as the last one is free. The next start confirms the package from the archive's copies.
    """
    last = targets[-1]
    taken = isinstance(error, UserError) and error.code == "file.exists" and error.params.get("path") == str(last)
    return point.reached and last.exists() and not taken
