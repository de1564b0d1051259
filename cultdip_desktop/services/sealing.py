"""From a prepared package to a file with its name and a number of the chain, exactly once, whatever happens between.

The file is written under a temporary name and read back; a copy is sealed into the archive; number and digest are
reserved in the store; the file gets its name; the reservation is confirmed. Whatever fails before the reservation
leaves no trace. A start after a crash finds the reservation and knows by the files how far it had come:

- the named file is there, or neither it nor the temporary one is (moved away, stick pulled): the package exists. It is
  confirmed from the archive's copy, and written to its place again where it is missing.
- the temporary file is still there: nobody has ever seen the package. Number, copy and temporary file are given up.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.report import Report, ReportState
from cultdip_desktop.packages.contents import Prepared
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.packages.write import Written, seal
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.phases import Phases, PointOfNoReturn
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import report as report_rows

SEALING: Final = "package.sealing"
"""Setting: the reserved package, the digest of its file, the file's temporary name, and the report to be sealed."""


class Sealing:
    """The act of sealing, and its completion after a crash."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def seal(
        self,
        row: SentPackage,
        report: Report,
        prepared: Prepared,
        signer: Signer,
        phases: Phases,
        point: PointOfNoReturn,
        trust: TrustStore | None,
    ) -> tuple[Written, ChangeSet]:
        """Sign, write, read back, reserve, name, confirm; a wish to stop is heard until the reservation.

        Raises:
            UserError: as `packages.write.seal`; nothing is then written or counted.
            Cancelled: likewise.
        """
        target = Path(row.file_path)
        kept: list[str] = []

        def keep(part: Path, sha256: str) -> None:
            kept.append(sha256)
            self._desk.archive.keep(part, sha256)
            self._reserve(row, report, part, sha256)
            point.reached = True

        try:
            written = seal(
                target,
                prepared,
                signer,
                signing_time=self._desk.clock.now(),
                progress=phases.phase(400, "seal"),
                keep=keep,
                trust=trust,
            )
        except BaseException as error:
            if not _bore_its_name(target, point, error):
                # The copy goes first: should the disk refuse the release as well, a reservation without its copy is
                # given up by `finish`.
                for sha256 in kept:
                    with suppress(UserError):
                        self._desk.archive.forget(sha256)
                if point.reached:
                    self._release(row)
            raise
        try:
            changes = self._confirm(row, written.container_sha256, written.bytes, written.entries, report)
        except UserError:
            # The file has its name and may have been seen: the package exists, whatever the store has room for now.
            changes = ChangeSet("", "package.seal")
        return written, changes

    def finish(self) -> None:
        """At the start of a mission's program, which holds the office's lock: complete or undo what a crash left."""
        self.finish_reserved()
        with self._desk.store.read() as tx:
            own = {row.container_sha256 for row in package_rows.all(tx)}
            received = {row.stored_name for row in inbox_rows.all(tx)}
        self._desk.archive.forget_all_but(own | received)

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
        target, part = Path(row.file_path), Path(plain.get("part", ""))
        digest = str(plain.get("sha256", ""))
        never_seen = not target.exists() and plain.get("part") and part.is_file()
        if never_seen or not self._desk.archive.has(digest):
            self._release(row)
        else:
            self._confirm_found(row, digest, _report_of(plain["report"], row))
            if not target.exists() and target.parent.is_dir():
                with suppress(UserError):
                    self._desk.archive.copy_out(digest, target, NoProgress())
        if plain.get("part"):
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _confirm_found(self, row: SentPackage, digest: str, report: Report) -> None:
        """Finish what a crash interrupted between the archive's copy and the store's last word.

        Raises:
            UserError: `package.copy_missing` when the copy is not the package that was reserved.
        """
        now = self._desk.clock.now()
        with self._desk.archive.plain(digest) as file:
            verdict = verify(file, None, us=self._desk.office.id, known=None, now=now, progress=NoProgress())
        if verdict.manifest_sha256 != row.manifest_sha256:
            raise UserError("package.copy_missing")
        self._confirm(row, digest, verdict.bytes, verdict.entries, report)

    def _reserve(self, row: SentPackage, report: Report, part: Path, sha256: str) -> None:
        plain: Json = {"id": row.id, "sha256": sha256, "part": str(part), "report": _report_plain(report)}
        with self._desk.store.write("package.reserve", actor=self._desk.actor, seq=row.seq) as tx:
            package_rows.reserve(tx, row)
            office_rows.set_setting(tx, SEALING, plain)

    def _release(self, row: SentPackage) -> None:
        with self._desk.store.write("package.release", actor=self._desk.actor, seq=row.seq) as tx:
            package_rows.release(tx, row.id)
            office_rows.set_setting(tx, SEALING, None)

    def _confirm(self, row: SentPackage, sha256: str, size: int, entries: int, report: Report) -> ChangeSet:
        with self._desk.store.write("package.seal", actor=self._desk.actor, seq=row.seq) as tx:
            package_rows.confirm(tx, row.id, sha256, size, entries=entries)
            report_rows.save(tx, report)
            office_rows.set_setting(tx, SEALING, None)
        return tx.change_set


def _bore_its_name(target: Path, point: PointOfNoReturn, error: BaseException) -> bool:
    """Whether the file may have been seen although naming it ended badly: its number must then never be used again.

    The next start confirms it from the archive's copy.
    """
    taken_by_another = isinstance(error, UserError) and error.code == "file.exists"
    return point.reached and target.exists() and not taken_by_another


def _report_plain(report: Report) -> Json:
    return {
        "id": report.id,
        "office": report.office,
        "number": report.number,
        "approved_by": report.approved_by,
        "approved_at": _instant_plain(report.approved_at),
        "content_sha256": report.content_sha256,
        "created_at": _instant_plain(report.created_at),
    }


def _report_of(plain: dict[str, Any], row: SentPackage) -> Report:
    return Report(
        id=plain["id"],
        office=plain["office"],
        period=row.period,
        state=ReportState.SEALED,
        number=plain["number"],
        approved_by=plain["approved_by"],
        approved_at=_instant_of(plain["approved_at"]),
        content_sha256=plain["content_sha256"],
        created_at=_instant_of(plain["created_at"]),
    )


def _instant_plain(instant: datetime | None) -> str | None:
    return None if instant is None else codec.instant_text(instant)


def _instant_of(text: str | None) -> datetime | None:
    return None if text is None else codec.instant_of(text)
