"""From a backup to an office folder: wholly there under its name, or not at all.

The file is hostile until its HMAC has been compared: before that only names, sizes and the key file are read, all
within limits. Everything is written into a folder beside the new home, the store is opened and held against what the
backup says, becomes a writer of its own, and only then does the folder get its name.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.backup import BackupFacts
from cultdip_desktop.services import backup_file as form
from cultdip_desktop.services.backup_file import BackupFile
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.store import backup as store_backup
from cultdip_desktop.store import place
from cultdip_desktop.store.backup import StoreFacts
from cultdip_desktop.store.engine import Secret
from cultdip_desktop.store.lock import OfficeLock
from cultdip_desktop.store.store import Store

_STAGED: Final = ".restoring"
_KEYS: Final = "backup-key-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opens the backup: one of the two."""

    passphrase: str = ""
    recovery_code: str | None = None


def facts_of(file: Path) -> BackupFacts:
    """What a file says of itself; believed only once it was restored.

    Raises:
        UserError: `backup.missing`, `backup.foreign`, `backup.newer_version`, `backup.damaged`, `backup.cut`.
    """
    return BackupFile.open(file).about.facts


def restore(file: Path, home: Path, opening: Opening, progress: Progress, clock: Clock, ids: IdSource) -> None:
    """Make the office of a backup in `home`, which must be empty or not be there; its store is a writer of its own.

    Raises:
        UserError: `backup.home_used`, `backup.changed`, `backup.damaged`, `backup.cut`, `backup.differs`,
            `office.wrong_passphrase`, `office.wrong_recovery_code`, `file.no_space`, …; `home` is then as it was.
        Cancelled: likewise.
    """
    phases = Phases(progress)
    _require_free(home)
    found = BackupFile.open(file)
    _require_space(home, found)
    with _staging_beside(home) as staged:
        key = _unlock(found, staged, opening)
        found.authenticate(key.data_key)
        unpack(found, staged, phases.phase(800, file.name))
        require_same(found, staged, key)
        closing = phases.phase(150, file.name)
        closing.step(0, 1)
        _become_a_writer(staged, key, clock, ids)
        closing.step(1, 1)
    phases.finish()


def unpack(found: BackupFile, folder: Path, progress: Progress) -> None:
    """Write every file of an authenticated backup below `folder`, each compared with its digest.

    Raises:
        UserError: `backup.damaged`, `backup.pool_missing`, `file.exists`, `file.no_space`, …
        Cancelled: from `progress`.
    """
    total, done = sum(one.size for one in found.members), 0
    for member in found.members:
        target = folder.joinpath(*member.name.split("/"))
        durable.make_folder(target.parent)
        with durable.new_file(target, replace=member.name in form.KEY_FILES) as handle:
            for data in found.chunks(member):
                handle.write(data)
                done += len(data)
                progress.step(done, total, member.name)
    found.verify_end()


def require_same(found: BackupFile, folder: Path, key: OfficeKey) -> StoreFacts:
    """Open the store that was unpacked and hold it against what the backup says.

    Raises:
        UserError: `backup.differs`, `store.damaged`.
    """
    facts = store_backup.examine(folder / form.STORE, Secret(key.store_key, key.store_salt))
    about = found.about
    same = (
        facts.office == about.office_id == key.office_id
        and facts.revision == about.revision
        and facts.head == about.head
        and dict(facts.rows) == dict(about.rows)
        and (facts.content_sha256 == about.content_sha256 or not facts.content_sha256)
    )
    if not same:
        raise UserError("backup.differs", file=found.path.name)
    return facts


def _unlock(found: BackupFile, staged: Path, opening: Opening) -> OfficeKey:
    """Open the key file inside; it lies in the staging folder for that, and is written again with the rest."""
    for name in form.KEY_FILES:
        member = found.member(name)
        if member is not None:
            durable.write_bytes(staged / name, found.small(member))
    path = staged / form.KEY_FILES[0]
    if opening.recovery_code is not None:
        return keyfile.unlock_with_recovery(path, opening.recovery_code)
    return keyfile.unlock(path, opening.passphrase)


def _become_a_writer(staged: Path, key: OfficeKey, clock: Clock, ids: IdSource) -> None:
    store = Store.open(
        staged / form.STORE, key.store_key, key.store_salt, clock=clock, ids=ids, before_migration=_backed_up_already
    )
    try:
        place.restored(store)
    finally:
        store.close()


def _backed_up_already() -> None:
    """The backup itself is the copy to go back to."""


def _require_free(home: Path) -> None:
    with durable.translated(home):
        if not home.parent.is_dir():
            raise UserError("file.unreachable", path=str(home.parent))
        used = home.exists() and (not home.is_dir() or any(home.iterdir()))
    if used:
        raise UserError("backup.home_used", path=str(home))


def _require_space(home: Path, found: BackupFile) -> None:
    needed = sum(one.size for one in found.members)
    with durable.translated(home):
        if shutil.disk_usage(home.parent).free < needed:
            raise UserError("file.no_space", path=str(home))


@contextlib.contextmanager
def _staging_beside(home: Path) -> Iterator[Path]:
    """A folder of another name on the same volume, which takes the name of `home` when the block ends well.

    What a killed restore left there goes first.
    """
    for left in home.parent.glob(f".{home.name}.*{_STAGED}"):
        _remove_abandoned(left)
    staged = home.with_name(f".{home.name}.{secrets.token_hex(6)}{_STAGED}")
    durable.make_folder(staged)
    lock = OfficeLock(OfficePaths(staged).lock)
    try:
        with lock:
            yield staged
        _give_home(staged, home)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def _remove_abandoned(folder: Path) -> None:
    """One that another program is writing right now stays: it holds the lock."""
    lock = OfficeLock(OfficePaths(folder).lock)
    with contextlib.suppress(UserError, OSError):
        with lock:
            pass
        shutil.rmtree(folder, ignore_errors=True)


def _give_home(staged: Path, home: Path) -> None:
    """The one step by which the office comes to be; an empty folder of the name gives way."""
    with contextlib.suppress(OSError):
        (staged / "office.lock").unlink()
    with durable.translated(home):
        if home.exists():
            home.rmdir()
    durable.move(staged, home)
