"""Backups of the office: one file with everything on demand, snapshots by themselves, a drill, and healing from them."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.blobs import Blobs
from cultdip_desktop.domain.backup import (
    EVERY,
    BackupInfo,
    BackupKind,
    Drill,
    Healed,
    Taken,
    is_due,
    superfluous,
)
from cultdip_desktop.services import backup_file as form
from cultdip_desktop.services import backup_writing, healing, restore
from cultdip_desktop.services.backup_file import About, BackupFile, Member
from cultdip_desktop.services.backup_pool import Pool
from cultdip_desktop.services.backup_writing import Source
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store import backup as store_backup
from cultdip_desktop.store.query import health as health_query
from cultdip_desktop.store.repo import office as office_rows

FOLDER: Final = "backup_folder"
"""Setting: where snapshots go; empty for `backups` in the office folder."""

_STAMP: Final = "%Y%m%dT%H%M%S%f"
_RESERVE: Final = 256 << 20
_SHARE: Final = 50
"""So much of a disk stays free: 256 MiB or a fiftieth, whichever is less."""

_DAY: Final = timedelta(days=1)
_UNNOTICED: Final = 16 << 20
"""Bytes of a store whose snapshot takes about half a second."""

NOT_AT_ALL: Final = timedelta(0)
"""How long after the last snapshot there is none before an intervention."""

_CLOCK_STEP: Final = timedelta(milliseconds=1)


class BackupService:
    """The use cases of Settings › Backups and of `cultdip backup`."""

    def __init__(self, desk: Desk, key: keyfile.OfficeKey) -> None:
        self._desk = desk
        self._source = Source(desk.paths, key)
        self._blobs = Blobs(key.blob_key)

    @property
    def folder(self) -> Path:
        """Where snapshots go."""
        with self._desk.store.read() as tx:
            return folder_of(self._desk.paths.backups, office_rows.get_setting(tx, FOLDER, ""))

    @in_workshop("backups.make")
    def make(self, out: Path, progress: Progress | None = None) -> BackupInfo:
        """One file with everything: store, key file, media, packages, keys, trust. Never replaces a file.

        Raises:
            UserError: `file.exists`, `file.no_space`, `backup.changed_meanwhile`, `store.damaged`, …
            Cancelled: from `progress`. Nothing is left behind.
        """
        with durable.translated(out):
            if out.exists():
                raise UserError("file.exists", path=str(out))
            if not out.parent.is_dir():
                raise UserError("file.unreachable", path=str(out.parent))
            for left in out.parent.glob(f"{glob.escape(out.name[:40])}.????????{durable.PART_SUFFIX}"):
                durable.remove_abandoned(left)  # of a backup of this name that was killed
        return backup_writing.write(
            self._source, out, BackupKind.MANUAL, self._desk.clock.now(), progress or NoProgress()
        )

    def automatic(
        self, progress: Progress | None = None, *, reason: str = "", every: timedelta | None = None
    ) -> BackupInfo | None:
        """Take a snapshot if the office has changed since the last one and that is older than `every`.

        That is an hour, or nothing with a `reason` (`before_import`, `before_migration`, `before_restore`).
        None, after two small reads, when nothing is due.

        Raises:
            UserError: `backup.no_space` where the disk is nearly full, `backup.folder_missing`, and as `make`.
            Cancelled: from `progress`.
        """
        kind = BackupKind(reason) if reason else BackupKind.AUTOMATIC
        wait = every if every is not None else NOT_AT_ALL if reason else EVERY
        if not is_wanted(self._source, self.folder, self._desk.clock.now(), wait):
            return None  # found out here: nobody is started for nothing
        return self.take(kind, wait, progress)

    @in_workshop("backups.take")
    def take(self, kind: BackupKind, every: timedelta, progress: Progress | None = None) -> BackupInfo | None:
        """What `automatic` does once something is due.

        Raises:
            UserError, Cancelled: as `automatic`.
        """
        return take_snapshot(self._source, self.folder, kind, self._desk.clock, progress or NoProgress(), every)

    def at_opening(self) -> BackupInfo | None:
        """For commands, which end before an hour has passed: one a day, of a store so small that nobody waits.

        Never fails: `check` says what is wrong with backups.
        """
        now, own = self._desk.clock.now(), list(_own_snapshots(self.folder, self._source))
        if not is_due(own[-1].at if own else self._founded(), now, every=_DAY):
            return None
        with contextlib.suppress(UserError, OSError):
            if store_backup.size_of(self._source.origin) <= _UNNOTICED:
                return self.automatic(every=_DAY)
        return None

    def list(self) -> tuple[BackupInfo, ...]:
        """Every backup of this office in the folder, newest first; also files that somebody put there."""
        key = self._source.key
        return tuple(
            backup_writing.info_of(path, about, verified=_genuine(path, about, key.data_key))
            for path, about in _found(self.folder)
            if about.office_id == key.office_id and about.tag == self._source.tag
        )

    def last(self) -> BackupInfo | None:
        """The newest genuine backup in the folder."""
        return next((info for info in self.list() if info.verified), None)

    def is_behind(self, info: BackupInfo) -> bool:
        """Whether the office has changed since.

        Raises:
            UserError: as `BackupFile.open`.
        """
        about = form.read_about(info.path)
        return (about.writer, about.head) != store_backup.head_of(self._source.origin)

    def require_room(self) -> None:
        """Whether the next snapshot finds room.

        Raises:
            UserError: `backup.no_space`, `backup.folder_missing`.
        """
        folder = self.folder
        with durable.translated(folder):
            if folder != self._desk.paths.backups and not folder.is_dir():
                raise UserError("backup.folder_missing", path=str(folder))
        place = folder if folder.is_dir() else self._desk.paths.home
        _require_room(place, 2 * store_backup.size_of(self._source.origin), "backup.no_space")

    @in_workshop("backups.verify")
    def verify(self, info: BackupInfo, progress: Progress | None = None) -> None:
        """Read a backup and what it shares in the pool to the last byte.

        Raises:
            UserError: `backup.damaged`, `backup.changed`, `backup.cut`, `backup.pool_missing`.
            Cancelled: from `progress`.
        """
        backup_writing.verify(info.path, self._source.key.data_key, progress or NoProgress(), pooled=True)

    @in_workshop("backups.drill")
    def drill(self, info: BackupInfo, progress: Progress | None = None) -> Drill:
        """Restore into a temporary folder, open, count, compare, remove: the proof that this backup is one.

        Raises:
            UserError: `file.no_space`, `backup.damaged`, `backup.changed`, …
            Cancelled: from `progress`; the temporary folder is removed in any case.
        """
        began, phases = monotonic(), Phases(progress or NoProgress())
        found = BackupFile.open(info.path)
        found.authenticate(self._source.key.data_key)
        needed = sum(one.size for one in found.members)
        _require_room(self._desk.paths.home, needed, "backup.no_space_for_drill")
        durable.make_folder(self._desk.paths.staging)
        folder = self._desk.paths.staging / f"{backup_writing.DRILL}{secrets.token_hex(6)}"
        try:
            durable.make_folder(folder)
            with durable.claimed(folder):
                restore.unpack(found, folder, phases.phase(700, info.path.name))
                same_key = keyfile.info(folder / form.KEY_FILES[0]).office_id == self._source.key.office_id
                facts = restore.require_same(found, folder, self._source.key)
                opened = phases.phase(250, info.path.name)
                lost = self._unopened(found, folder, opened)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        phases.finish()
        # A store of another schema has no digest that this program could compare; its rows have been.
        same = facts.content_sha256 in ("", info.content_sha256)
        matches = same_key and same and not lost
        return Drill(info, facts.counts, facts.content_sha256, matches, monotonic() - began)

    @in_workshop("backups.heal")
    def heal(self, progress: Progress | None = None) -> Healed:
        """Bring damaged and missing originals back from the newest backup that has them whole.

        Raises:
            UserError: `file.no_space`, `file.not_writable`.
            Cancelled: from `progress`; what is healed stays healed.
        """
        return healing.heal(self._desk, self._blobs, self._newest_first(), progress or NoProgress())

    def move_to(self, folder: Path | None, progress: Progress | None = None) -> int:
        """Keep snapshots in another folder from now on (None: in the office folder again); those there are move along.

        Gives how many have moved. The folder must be there.

        Raises:
            UserError: `backup.folder_missing`, `file.not_writable`, `file.no_space`; the old folder is then still used.
            Cancelled: likewise.
        """
        own = self._desk.paths.backups
        old, new = self.folder, own if folder is None or folder.resolve() == own.resolve() else folder.resolve()
        if new == old:
            return 0
        if new == own:
            durable.make_folder(new)
        with durable.translated(new):
            if not new.is_dir():
                raise UserError("backup.folder_missing", path=str(new))
        if not os.access(new, os.W_OK | os.X_OK):
            raise UserError("file.not_writable", path=str(new))
        moved = _copy_all(list(self._newest_first()), new, progress or NoProgress())
        with self._desk.store.write("office.settings", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, FOLDER, "" if new == own else str(new))
        for found in moved:
            found.path.unlink(missing_ok=True)
        if old.is_dir() and not any(True for _ in _own_snapshots(old, self._source)):
            shutil.rmtree(old / form.pool_name(self._source.key.office_id, self._source.tag), ignore_errors=True)
        return len(moved)

    def _founded(self) -> datetime | None:
        with self._desk.store.read() as tx:
            return health_query.first_action(tx)

    def _newest_first(self) -> Iterator[BackupFile]:
        """Every genuine backup of the folder; one that cannot be read is passed over."""
        for info in self.list():
            if info.verified:
                try:
                    found = BackupFile.open(info.path)
                    found.authenticate(self._source.key.data_key)
                except UserError:
                    continue
                yield found

    def _unopened(self, found: BackupFile, folder: Path, progress: Progress) -> int:
        """How many restored originals and packages do not open."""
        sealed = [one for one in found.members if form.can_be_pooled(one.name)]
        lost = 0
        for index, member in enumerate(sealed):
            progress.step(index, len(sealed), member.name)
            lost += not healing.is_whole(folder / member.name, self._blobs, member.plain_sha256)
        progress.step(len(sealed), len(sealed))
        return lost


def folder_of(default: Path, chosen: object) -> Path:
    """The folder that a setting means."""
    return Path(chosen) if isinstance(chosen, str) and chosen else default


def is_wanted(source: Source, folder: Path, now: datetime, every: timedelta) -> bool:
    """Whether the last snapshot is older than `every` and the office has changed since."""
    own = list(_own_snapshots(folder, source))
    return is_due(own[-1].at if own else None, now, every=every) and not _is_same(source, _newest_genuine(own, source))


def take_snapshot(
    source: Source, folder: Path, kind: BackupKind, clock: Clock, progress: Progress, every: timedelta
) -> BackupInfo | None:
    """Take one snapshot into `folder` if it is due, and thin out; the office need not be open.

    Raises:
        UserError: as `BackupService.automatic`.
        Cancelled: from `progress`.
    """
    now = clock.now()
    if not is_wanted(source, folder, now, every):
        return None
    newest = _newest_genuine(list(_own_snapshots(folder, source)), source)
    with durable.translated(folder):
        if folder != source.paths.backups and not folder.is_dir():
            raise UserError("backup.folder_missing", path=str(folder))
    durable.make_folder(folder)
    durable.remove_leftovers(folder)
    known = backup_writing.known_of(newest) if newest is not None else {}
    pool = Pool(folder / form.pool_name(source.key.office_id, source.tag), Blobs(source.key.blob_key), known)
    _require_room(folder, _needed(source, pool), "backup.no_space")
    target = _free_name(folder, source, kind, now)
    info = backup_writing.write(source, target, kind, now, progress, pool)
    _thin_out(folder, source, pool)
    return info


def _is_same(source: Source, newest: BackupFile | None) -> bool:
    if newest is None:
        return False
    about = newest.about
    return (about.writer, about.head) == store_backup.head_of(source.origin)


def last_taken(source: Source, folder: Path) -> datetime | None:
    """When the last snapshot was taken, by the names of the files alone."""
    own = list(_own_snapshots(folder, source))
    return own[-1].at if own else None


def _own_snapshots(folder: Path, source: Source) -> Iterator[Taken]:
    """Snapshots of this key, oldest first: `CZ-EMB-1a2b3c4d-20261122T054500123000-automatic.cdbackup`."""
    start = f"{source.key.office_id}-{source.tag}-"
    for path in sorted(folder.glob(f"{start}*{form.SUFFIX}")):
        stamp, _, kind = path.name[len(start) : -len(form.SUFFIX)].partition("-")
        try:
            yield Taken(path, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), BackupKind(kind))
        except ValueError:
            continue


def _free_name(folder: Path, source: Source, kind: BackupKind, now: datetime) -> Path:
    while True:
        stamp = now.astimezone(UTC).strftime(_STAMP)
        path = folder / f"{source.key.office_id}-{source.tag}-{stamp}-{kind.value}{form.SUFFIX}"
        if not path.exists():
            return path
        now += _CLOCK_STEP


def _newest_genuine(own: list[Taken], source: Source) -> BackupFile | None:
    for one in reversed(own):
        try:
            found = BackupFile.open(one.path)
            found.authenticate(source.key.data_key)
        except UserError:
            continue
        return found
    return None


def _needed(source: Source, pool: Pool) -> int:
    """Bytes that a snapshot takes at most: the store twice for a moment, and what the pool lacks."""
    paths = source.paths
    store = 2 * store_backup.size_of(source.origin)
    sealed = [(f"packages/{one.name}", one) for one in paths.packages.glob("*.sealed")]
    sealed += [(f"media/{one.parent.name}/{one.name}", one) for one in paths.media.glob("??/*.sealed")]
    return store + pool.missing(sealed)


def _require_room(folder: Path, needed: int, code: str) -> None:
    with durable.translated(folder):
        disk = shutil.disk_usage(folder)
    if disk.free < needed + min(_RESERVE, disk.total // _SHARE):
        raise UserError(code, path=str(folder), needed=needed >> 20, free=disk.free >> 20)


def _thin_out(folder: Path, source: Source, pool: Pool) -> None:
    """Remove what the rule gives up, then what no snapshot names any more; a pool that is not understood stays."""
    gone = superfluous(_own_snapshots(folder, source))
    for one in gone:
        one.path.unlink(missing_ok=True)
    if not gone:
        return
    wanted: set[str] = set()
    for one in _own_snapshots(folder, source):
        try:
            found = BackupFile.open(one.path)
        except UserError:
            return
        wanted.update(member.name for member in found.members if member.pooled)
    pool.forget_all_but(wanted)


def _found(folder: Path) -> list[tuple[Path, About]]:
    """Whatever in the folder calls itself a backup, newest first."""
    found: list[tuple[Path, About]] = []
    for path in folder.glob(f"*{form.SUFFIX}"):
        try:
            found.append((path, form.read_about(path)))
        except UserError:
            continue
    return sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True)


def _genuine(path: Path, about: About, data_key: bytes) -> bool:
    try:
        BackupFile(path, about, (), {}).authenticate(data_key)
        return path.stat().st_size == about.bytes
    except (UserError, OSError):
        return False


def _copy_all(backups: list[BackupFile], folder: Path, progress: Progress) -> list[BackupFile]:
    """Copy snapshots and their pool; each file once. Snapshots come last, so that none lacks anything."""
    pooled: dict[str, tuple[BackupFile, Member]] = {}
    for found in backups:
        for member in found.members:
            if member.pooled:
                pooled.setdefault(f"{found.about.pool}/{member.name}", (found, member))
    total, done = len(pooled) + len(backups), 0
    for name, (found, member) in pooled.items():
        progress.step(done, total, member.name)
        target = folder / name
        if not target.exists() and found.pooled_path(member).exists():
            durable.make_folder(target.parent)
            with durable.new_file(target) as handle:
                for data in found.chunks(member):
                    handle.write(data)
        done += 1
    for found in backups:
        progress.step(done, total, found.path.name)
        with (
            durable.translated(found.path, reading=True),
            found.path.open("rb") as source,
            durable.new_file(folder / found.path.name) as handle,
        ):
            shutil.copyfileobj(source, handle, form.CHUNK)
        done += 1
    progress.step(total, total)
    return backups
