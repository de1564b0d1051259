"""Is everything still there and whole: store, history, media, packages, keys, trust, what the program ships, backups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.domain.backup import STALE, Healed
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.messages import ErrorText, describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.packages.keys import list_keys
from cultdip_desktop.services import healing, shipped, signed_papers
from cultdip_desktop.services.backup import BackupService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store import check as store_check
from cultdip_desktop.store.query import digest as digest_query
from cultdip_desktop.store.query import health as health_query
from cultdip_desktop.store.query.digest import Digest
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import paper_file as paper_rows
from cultdip_desktop.store.repo import volume as volume_rows

_FIRST_DAY = timedelta(days=1)
"""A new office may be without a backup for so long."""

_SAID = {"media.blob_missing": "health.original_missing", "media.blob_damaged": "health.original_damaged"}
"""Codes of the vault, told with the file and its event instead of a digest."""


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """Something damaged, missing or overdue."""

    code: str
    detail: str
    """What it concerns, in short: a table, a file name, an event's number."""

    params: Mapping[str, str | int | BiText | None] = field(default_factory=dict)

    def told(self, words: Words) -> ErrorText:
        """What is wrong and what to do, in words."""
        params = {
            name: value.get(words.language) if isinstance(value, BiText) else value
            for name, value in self.params.items()
        }
        text = describe(words, UserError(_SAID.get(self.code, self.code), **params))
        return ErrorText(self.code, text.message, text.advice)


class HealthService:
    """The use cases of `cultdip check` and `cultdip digest`."""

    def __init__(self, desk: Desk, backups: BackupService) -> None:
        self._desk = desk
        self._backups = backups

    def digest(self) -> Digest:
        """Digests over the content and over the history, independent of how the file is laid out."""
        with self._desk.store.read() as tx:
            return digest_query.digest(tx)

    def check(self, *, deep: bool, progress: Progress) -> list[HealthFinding]:
        """Everything that is wrong; `deep` also opens each original, package and the newest backup to the last byte.

        Raises:
            Cancelled: from `progress`.
        """
        phases = Phases(progress)
        found = [
            HealthFinding(one.code, one.detail, one.params) for one in store_check.check(self._desk.store, deep=deep)
        ]
        found += self._originals(phases.phase(450, "media"), deep=deep)
        found += self._packages(phases.phase(200, "packages"), deep=deep)
        found += self._papers(deep=deep)
        found += self._keys()
        found += [_of(error) for error in shipped.damaged()]
        found += self._catalogue()
        found += self._kept(phases.phase(350, "backups"), deep=deep)
        phases.finish()
        return found

    def heal(self, progress: Progress) -> Healed:
        """Bring back what a backup still has; see `BackupService.heal`."""
        return self._backups.heal(progress)

    def _originals(self, progress: Progress, *, deep: bool) -> Iterator[HealthFinding]:
        for broken in healing.broken(self._desk, progress, deep=deep):
            one = broken.original
            yield HealthFinding(broken.code, one.file_name, {"file": one.file_name, "event": one.event_title})

    def _packages(self, progress: Progress, *, deep: bool) -> Iterator[HealthFinding]:
        with self._desk.store.read() as tx:
            kept = {row.container_sha256: row.file_name for row in package_rows.all(tx) if row.container_sha256}
            kept |= {row.stored_name: row.file_name for row in inbox_rows.all(tx) if row.stored_name}
            kept |= {volume.container_sha256: volume.file_name for volume in volume_rows.all(tx)}
        for index, (sha256, name) in enumerate(sorted(kept.items())):
            progress.step(index, len(kept), name)
            if not self._desk.archive.has(sha256):
                yield HealthFinding("health.package_missing", name, {"file": name})
            elif deep and not self._desk.archive.is_whole(sha256):
                yield HealthFinding("health.package_damaged", name, {"file": name})
        progress.step(len(kept), len(kept))

    def _papers(self, *, deep: bool) -> Iterator[HealthFinding]:
        """Signed documents beside the store."""
        with self._desk.store.read() as tx:
            kept = paper_rows.files(tx)
        archive = signed_papers.archive_of(self._desk)
        for sha256, name in sorted(kept.items()):
            if not archive.has(sha256):
                yield HealthFinding("health.paper_missing", name, {"file": name})
            elif deep and not archive.is_whole(sha256):
                yield HealthFinding("health.paper_damaged", name, {"file": name})

    def _keys(self) -> Iterator[HealthFinding]:
        paths = self._desk.paths
        try:
            keyfile.info(paths.key_file)
            if paths.key_file.read_bytes() != keyfile.copy_path(paths.key_file).read_bytes():
                yield HealthFinding("health.key_copies_differ", paths.key_file.name)
        except FileNotFoundError:
            yield HealthFinding("health.key_copies_differ", paths.key_file.name)
        except UserError as error:
            yield _of(error)
        pins = StoredPins(self._desk.store)
        readable = {info.id for info in list_keys(paths.signing_keys, pins)}
        for path in sorted(paths.signing_keys.glob("*.key.json")):
            if path.name.removesuffix(".key.json") not in readable:
                yield HealthFinding("health.signing_key_damaged", path.name, {"file": path.name})
        try:
            TrustService(self._desk).store()
            if self._desk.office.role is OfficeRole.HEADQUARTERS:
                Authority.open(paths.authority, pins)
        except UserError as error:
            yield _of(error)

    def _catalogue(self) -> Iterator[HealthFinding]:
        try:
            with self._desk.store.read() as tx:
                catalogue_rows.current(tx)
        except UserError as error:
            yield _of(error)

    def _kept(self, progress: Progress, *, deep: bool) -> Iterator[HealthFinding]:
        """The newest backup: is there one, how old is it, is it genuine?"""
        folder = self._backups.folder
        try:
            self._backups.require_room()
        except UserError as error:
            yield _of(error)
            if error.code == "backup.folder_missing":
                return
        backups = self._backups.list()
        for info in backups:
            if not info.verified:
                yield HealthFinding("backup.changed", info.path.name, {"file": info.path.name})
        last = next((info for info in backups if info.verified), None)
        now = self._desk.clock.now()
        if last is None:
            with self._desk.store.read() as tx:
                founded = health_query.first_action(tx)
            if founded is not None and now - founded > _FIRST_DAY:
                yield HealthFinding("backup.none", str(folder), {"path": str(folder)})
            return
        if now - last.at > STALE and self._backups.is_behind(last):
            days = (now - last.at).days
            yield HealthFinding("backup.stale", last.path.name, {"file": last.path.name, "days": days})
        if deep:
            try:
                self._backups.verify(last, progress)
            except UserError as error:
                yield _of(error)


def _of(error: UserError) -> HealthFinding:
    detail = ", ".join(str(value) for value in error.params.values())
    return HealthFinding(error.code, detail, error.params)
