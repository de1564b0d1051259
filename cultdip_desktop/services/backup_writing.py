"""Writes one backup: a consistent copy of the store, what lies beside it, a description, and a look at the result.

The office goes on working meanwhile. The file gets its name only after it was read back from its first byte to its
last and the copy of the store inside it was opened, counted and held against the digest of the moment it was made.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from cultdip_desktop import __version__
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.backup import BackupInfo, BackupKind
from cultdip_desktop.services import backup_file as form
from cultdip_desktop.services.backup_file import About, BackupFile, Member
from cultdip_desktop.services.backup_pool import Pool
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.store import backup as store_backup
from cultdip_desktop.store import database
from cultdip_desktop.store.backup import Origin, StoreFacts
from cultdip_desktop.store.engine import Secret

_FOLDERS: Final = ("signing-keys", "authority", "trust", "reports")
_STAGED: Final = "backup-"
DRILL: Final = "drill-"
"""Beginning of the names of folders into which a backup is restored for a trial."""

_ABANDONED: Final = 6 * 3600


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """The office that is backed up; it need not be open."""

    paths: OfficePaths
    key: OfficeKey

    @property
    def secret(self) -> Secret:
        """What opens its store."""
        return Secret(self.key.store_key, self.key.store_salt)

    @property
    def origin(self) -> Origin:
        """Where its store lies: in the folder, or on a server.

        Raises:
            UserError: `database.note_damaged`.
        """
        return Origin(self.paths.store, self.secret, database.read(self.paths.database, self.key.secret_key))

    @property
    def tag(self) -> str:
        """Names its backups beside the office's id."""
        return form.tag_of(self.key.data_key)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One file on its way into the backup."""

    member: Member
    path: Path


def write(
    source: Source, target: Path, kind: BackupKind, now: datetime, progress: Progress, pool: Pool | None = None
) -> BackupInfo:
    """Write and verify one backup; with a `pool`, media and packages go there, and only if they are not there yet.

    Raises:
        UserError: `backup.changed_meanwhile`, `backup.copy_differs`, `store.damaged`, `file.exists`,
            `file.no_space`, …; nothing is left under `target`.
        Cancelled: likewise.
    """
    phases = Phases(progress)
    remove_abandoned(source.paths, now)
    with _staged(source, target) as copy:
        facts = store_backup.copy(source.origin, copy, phases.phase(120, source.paths.store.name))
        if store_backup.examine(copy, source.secret) != facts:
            raise UserError("backup.copy_differs", path=str(source.paths.store))
        pieces = _pieces(source.paths, copy, facts)
        pooled: list[Member] = []
        if pool is not None:
            pooled = pool.take_all(
                [(one.member.name, one.path) for one in pieces if form.can_be_pooled(one.member.name)],
                phases.phase(430, "media"),
            )
            pieces = [one for one in pieces if not form.can_be_pooled(one.member.name)]
        about = _about(source, facts, kind, now, [*(one.member for one in pieces), *pooled])
        _require_space(target, about.bytes)
        progress_in, progress_out = phases.phase(250, target.name), phases.phase(200, target.name)

        def look(part: Path) -> None:
            verify(part, source.key.data_key, progress_out, pooled=False)

        with durable.new_file(target, replace=False, readback=look) as handle:
            about = _write(handle, about, pieces, pooled, source.key.data_key, progress_in)
    phases.finish()
    return info_of(target, about, verified=True)


def verify(path: Path, data_key: bytes, progress: Progress, *, pooled: bool) -> BackupFile:
    """Read a backup to its end; `pooled` also reads what lies in the pool.

    Raises:
        UserError: `backup.changed`, `backup.damaged`, `backup.cut`, `backup.pool_missing`, …
        Cancelled: from `progress`.
    """
    found = BackupFile.open(path)
    found.authenticate(data_key)
    read = [one for one in found.members if pooled or not one.pooled]
    total, done = sum(one.size for one in read), 0
    for member in read:
        for data in found.chunks(member):
            done += len(data)
            progress.step(done, total, member.name)
    found.verify_end()
    return found


def info_of(path: Path, about: About, *, verified: bool) -> BackupInfo:
    """A backup as lists show it."""
    digest = hashlib.sha256(form.about_bytes(about)).hexdigest()
    return BackupInfo(
        path, about.made_at, about.kind, about.content_sha256, about.counts, about.bytes, verified, digest
    )


def remove_abandoned(paths: OfficePaths, now: datetime) -> None:
    """Delete the copies and drills that killed programs left; none takes hours."""
    for left in (*paths.staging.glob(f"{_STAGED}*"), *paths.staging.glob(f"{DRILL}*")):
        with contextlib.suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


@contextlib.contextmanager
def _staged(source: Source, target: Path) -> Iterator[Path]:
    """Where the copy of the store lies until it is inside the backup; sealed like the store.

    An office on a disk that only lets read keeps nothing: the copy then lies beside the backup, under a name that the
    next backup of that name removes.
    """
    copy = _begun(source.paths.staging / f"{_STAGED}{secrets.token_hex(6)}.db") or _begun(
        target.with_name(f"{target.name[:40]}.{secrets.token_hex(4)}{durable.PART_SUFFIX}"), last=True
    )
    assert copy is not None  # noqa: S101 - the last place raises
    try:
        with durable.claimed(copy):
            yield copy
    finally:
        for name in (copy.name, f"{copy.name}-journal", f"{copy.name}-wal", f"{copy.name}-shm"):
            with contextlib.suppress(OSError):
                copy.with_name(name).unlink(missing_ok=True)


def _begun(copy: Path, *, last: bool = False) -> Path | None:
    """The empty file, or None where nothing can be written; the `last` place raises."""
    try:
        durable.make_folder(copy.parent)
        with durable.translated(copy):
            copy.touch(mode=0o600, exist_ok=False)
    except UserError as error:
        if last or error.code != "file.not_writable":
            raise
        return None
    return copy


def _pieces(paths: OfficePaths, copy: Path, facts: StoreFacts) -> list[_Piece]:
    """Everything that a restored office needs; an original that is lost already is left out (`check` names it)."""
    named: list[tuple[str, Path]] = [(form.STORE, copy)]
    named += [(name, paths.home / name) for name in form.KEY_FILES if (paths.home / name).is_file()]
    for folder in _FOLDERS:
        named += [(f"{folder}/{one.name}", one) for one in sorted((paths.home / folder).glob("*")) if one.is_file()]
    named += [(f"packages/{one.name}", one) for one in sorted(paths.packages.glob("*.sealed"))]
    originals = [f"{sha256[:2]}/{sha256}.sealed" for sha256 in sorted(facts.media)]
    named += [(f"media/{name}", paths.media / name) for name in originals if (paths.media / name).is_file()]
    with durable.translated(paths.home):
        return [
            _Piece(Member(name, path.stat().st_size, form.NO_DIGEST), path)
            for name, path in named
            if form.is_member(name)
        ]


def _about(source: Source, facts: StoreFacts, kind: BackupKind, now: datetime, members: Sequence[Member]) -> About:
    about = About(
        office_id=facts.office,
        name=facts.name,
        role=facts.role,
        kind=kind,
        made_at=now,
        program=__version__,
        revision=facts.revision,
        writer=facts.writer,
        tag=source.tag,
        content_sha256=facts.content_sha256,
        head=facts.head,
        rows=facts.rows,
        counts=facts.counts,
        bytes=0,
        members_bytes=len(form.members_bytes(members)),
    )
    return _with_length(about, members)


def _with_length(about: About, members: Sequence[Member]) -> About:
    """The length stands in the description, whose own length depends on its digits."""
    while True:
        bytes_ = form.length(len(form.about_bytes(about)), about.members_bytes, members)
        if bytes_ == about.bytes:
            return about
        about = replace(about, bytes=bytes_)


def _write(
    handle: BinaryIO,
    about: About,
    pieces: Sequence[_Piece],
    pooled: Sequence[Member],
    data_key: bytes,
    progress: Progress,
) -> About:
    """The description goes first and is written once more when all digests are known: they are of one length."""
    members = [*(one.member for one in pieces), *pooled]
    _write_head(handle, about, members)
    total, done = sum(one.size for one in members if not one.pooled), 0
    written: list[Member] = []
    for piece in pieces:
        handle.write(form.header(piece.member.name, piece.member.size))
        digest = hashlib.sha256()
        for data in _chunks(piece):
            digest.update(data)
            handle.write(data)
            done += len(data)
            progress.step(done, total, piece.member.name)
        handle.write(bytes(form.padding(piece.member.size)))
        written.append(replace(piece.member, sha256=digest.hexdigest()))
    handle.write(bytes(2 * form.BLOCK))
    members = [*written, *pooled]
    about = replace(about, members_sha256=hashlib.sha256(form.members_bytes(members)).hexdigest())
    about = replace(about, mac=form.mac_of(about, data_key))
    handle.seek(0)
    _write_head(handle, about, members)
    return about


def _write_head(handle: BinaryIO, about: About, members: Sequence[Member]) -> None:
    for name, data in ((form.ABOUT, form.about_bytes(about)), (form.MEMBERS, form.members_bytes(members))):
        handle.write(form.header(name, len(data)) + data + bytes(form.padding(len(data))))


def _chunks(piece: _Piece) -> Iterator[bytes]:
    left = piece.member.size
    with durable.translated(piece.path, reading=True), piece.path.open("rb") as handle:
        while data := handle.read(min(form.CHUNK, left + 1)):
            left -= len(data)
            if left < 0:
                break
            yield data
    if left:
        raise UserError("backup.changed_meanwhile", name=piece.member.name)


def _require_space(target: Path, needed: int) -> None:
    with durable.translated(target):
        if shutil.disk_usage(target.parent).free < needed:
            raise UserError("file.no_space", path=str(target))


def known_of(found: BackupFile) -> Mapping[str, Member]:
    """What a genuine snapshot says of its pool."""
    return {one.name: one for one in found.members if one.pooled}
