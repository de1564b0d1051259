"""The composition root: an office is its folder, its key, its store and the services over them; no globals.

`create_mission` and `create_headquarters` found an office, `open_office` opens one. The windows and the command
line hold an `Office` and nothing below it. What only some openings need is imported where they need it: the first page
waits for everything that is imported here.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from cultdip_desktop.app_services import Services
from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import Clock, SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import ClockIds, IdSource
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.blobs import Blobs
from cultdip_desktop.crypto.derive import Kdf, from_passphrase
from cultdip_desktop.crypto.keyfile import KeyFileInfo, OfficeKey
from cultdip_desktop.crypto.passphrase import MIN_LENGTH
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.media.vault import Vault
from cultdip_desktop.services import founding, leftovers, signed_papers, store_place
from cultdip_desktop.services.archive import PackageArchive
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store import place
from cultdip_desktop.store.lock import OfficeLock
from cultdip_desktop.store.query.opening import half_written, unsettled
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows

if TYPE_CHECKING:
    from cultdip_desktop.domain.backup import BackupFacts
    from cultdip_desktop.services.health import HealthFinding
    from cultdip_desktop.services.workshop import Workshop
    from cultdip_desktop.store.database import Database
    from cultdip_desktop.store.query.digest import Digest

UNNAMED: Final = "–"
"""Name of the first person when none was given; Settings asks for it."""

_NEARLY_NOTHING: Final = 1024 * 1024

DEFAULT_RANK: Final = BiText("Bí thư thứ nhất", "First Secretary")


@dataclass(frozen=True, slots=True)
class Created:
    """A new office, opened, and the code to print."""

    office: Office
    recovery_code: str
    """Shown once and kept nowhere."""


class Office(Services):
    """One opened office. Close it at the end, or use it as a context manager."""

    def __init__(self, desk: Desk, key: OfficeKey, lock: OfficeLock | None, *, new_writer: bool = False) -> None:
        super().__init__(desk, key)
        self._lock = lock
        self.new_writer: Final = new_writer
        """This folder was noticed to be a copy just now: its packages are numbered anew."""

    @property
    def identity(self) -> OfficeIdentity:
        """Who this office is."""
        return self._desk.office

    @property
    def role(self) -> OfficeRole:
        """Mission or headquarters; fixed at creation."""
        return self._desk.office.role

    @property
    def paths(self) -> OfficePaths:
        """Where its files lie."""
        return self._desk.paths

    @property
    def desk(self) -> Desk:
        """What services are built from; for the sample data, which writes more than one service may."""
        return self._desk

    def employ(self, make: Callable[[Path, OfficeKey, bool, Callable[[], None]], Workshop]) -> None:
        """Have heavy work done elsewhere from now on.

        `make` is given the folder, the keys, whether the office is open for writing, and what to call when somebody
        died over their work and nobody else is at work.
        """
        writing = not self._desk.store.read_only

        def recover() -> None:
            if writing:
                self.packages.finish_reserved()
            if writing and self.dispatcher is not None:
                self.dispatcher.finish_reserved()

        self._desk.workshop = make(self._desk.paths.home, self._key, writing, recover)

    def renewed(self, actor: str | None) -> Office:
        """The same store behind services that remember nothing: another process may have changed it meanwhile."""
        with self._desk.store.read() as tx:
            identity = office_rows.identity(tx)
        return Office(replace(self._desk, office=identity, actor=actor), self._key, None)

    def digest(self) -> Digest:
        """Digests over content and history."""
        return self.health.digest()

    def check(self, *, deep: bool, progress: Progress | None = None) -> list[HealthFinding]:
        """What is wrong with store, media, chain and keys, and with headquarters' ledger; empty when all is well."""
        found = self.health.check(deep=deep, progress=progress or NoProgress())
        lines = self.ledger.verify() if deep and self.ledger is not None else ()
        if lines:
            from cultdip_desktop.services.health import HealthFinding  # with the first finding

            found += [HealthFinding(one.code, str(one.position), {"position": one.position}) for one in lines]
        return found

    def close(self) -> None:
        """Let go of store and lock; waits for a write that is under way."""
        if self._desk.workshop is not None:
            self._desk.workshop.close()
        self._desk.store.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Office:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def office_info(home: Path) -> KeyFileInfo:
    """Whose office a folder holds, without unlocking it.

    Raises:
        UserError: `office.missing`, `office.key_file_damaged`, `office.key_file_newer`.
    """
    paths = OfficePaths(home)
    with durable.translated(home, reading=True):
        if not paths.key_file.exists() and not keyfile.copy_path(paths.key_file).exists():
            raise UserError("office.missing", path=str(home))
    return keyfile.info(paths.key_file)


def open_office(
    home: Path,
    passphrase: str = "",
    *,
    recovery_code: str | None = None,
    remembered: bool = False,
    writing: bool = True,
    kdf: Kdf = from_passphrase,
    clock: Clock | None = None,
    ids: IdSource | None = None,
) -> Office:
    """Open an office; a mission opened for writing is locked against a second program.

    `remembered` opens with what the system's keyring keeps on this machine, and asks nothing. `kdf` derives the
    passphrase's key and may have begun before (`crypto.apart`).

    Raises:
        UserError: `office.missing`, `office.wrong_passphrase`, `office.wrong_recovery_code`, `office.not_remembered`,
            `office.in_use`, `store.newer_version`, `store.damaged`, …
    """
    paths = OfficePaths(home)
    info = office_info(home)
    if remembered:
        from cultdip_desktop.services.security import remembered_key

        key = remembered_key(paths.key_file, home)
    elif recovery_code is None:
        key = keyfile.unlock(paths.key_file, passphrase, kdf)
    else:
        key = keyfile.unlock_with_recovery(paths.key_file, recovery_code)
    shared = info.role == OfficeRole.HEADQUARTERS.value
    lock = _take_lock(paths) if writing and not shared else None
    try:
        return _open_store(paths, key, lock, shared=shared, read_only=not writing, clock=clock, ids=ids)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def backup_facts(file: Path) -> BackupFacts:
    """What a backup says of itself before it is unlocked.

    Raises:
        UserError: `backup.missing`, `backup.foreign`, `backup.newer_version`, `backup.damaged`, `backup.cut`.
    """
    from cultdip_desktop.services import restore

    return restore.facts_of(file)


def restore_backup(
    file: Path,
    home: Path,
    *,
    passphrase: str = "",
    recovery_code: str | None = None,
    progress: Progress | None = None,
    clock: Clock | None = None,
    ids: IdSource | None = None,
) -> Office:
    """Make the office of a backup in an empty or new folder, with the same content and a writer of its own; opened.

    Raises:
        UserError: `backup.home_used`, `backup.changed`, `backup.damaged`, `backup.cut`, `office.wrong_passphrase`,
            `office.wrong_recovery_code`, `file.no_space`, …; nothing is then left in `home`.
        Cancelled: likewise.
    """
    from cultdip_desktop.services import restore

    clock = clock or SystemClock()
    ids = ids or ClockIds(clock)
    opening = restore.Opening(passphrase=passphrase, recovery_code=recovery_code)
    before = durable.is_there(home)
    restore.restore(file, home, opening, progress or NoProgress(), clock, ids)
    try:
        return open_office(home, passphrase, recovery_code=recovery_code, clock=clock, ids=ids)
    except UserError as error:
        if error.code != "office.in_use":  # a disk that is full at the last moment: it shall be possible to try again
            shutil.rmtree(home, ignore_errors=True)
            if before:
                durable.make_folder(home)
        raise


def colleague(home: Path, key: OfficeKey, *, writing: bool) -> Office:
    """An office that another process of ours has open and locked; nothing is settled here, for that one has done it.

    Raises:
        UserError: as `open_office`.
    """
    shared = key.role == OfficeRole.HEADQUARTERS.value
    return _open_store(
        OfficePaths(home), key, None, shared=shared, read_only=not writing, clock=None, ids=None, settle=False
    )


def create_mission(
    home: Path,
    *,
    mission_id: str,
    passphrase: str,
    language: str,
    person_name: str = "",
    rank: BiText = EMPTY,
    clock: Clock | None = None,
    ids: IdSource | None = None,
    sample: bool = False,
) -> Created:
    """Make the office of a mission, with catalogue and missions loaded; opened for writing.

    The strength of the passphrase is advice; fewer than 8 characters are refused, unless it is a `sample` office.

    Raises:
        UserError: `office.exists`, `office.mission_unknown`, `office.passphrase_weak`, `file.no_space`,
            `file.not_writable`; the folder is then as it was.
    """
    mission = founding.mission_by_id(mission_id)
    clock = clock or SystemClock()
    ids = ids or ClockIds(clock)
    identity = founding.mission_identity(mission, language, ids)
    person = _first_person(ids, person_name, rank)
    return _create(home, identity, passphrase, person, clock, ids, least=1 if sample else MIN_LENGTH)


def create_headquarters(
    home: Path,
    *,
    passphrase: str,
    pin: str,
    language: str,
    person_name: str = "",
    rank: BiText = EMPTY,
    clock: Clock | None = None,
    ids: IdSource | None = None,
    sample: bool = False,
    database: Database | None = None,
) -> Created:
    """Make headquarters with its own root and issuing keys under `pin`; opened. `database`: a server for its store.

    Raises:
        UserError: as `create_mission`, `key.pin_too_short`, `database.away`, …; a `sample` office takes any PIN.
    """
    from cultdip_desktop.packages.sealed_key import MIN_PIN, require_pin

    clock = clock or SystemClock()
    ids = ids or ClockIds(clock)
    identity = founding.headquarters_identity(language, ids)

    def finish(office: Office) -> None:
        assert office.roster is not None  # noqa: S101 - the identity above is headquarters'
        office.roster.found(pin, least_pin=1 if sample else MIN_PIN)

    least = 1 if sample else MIN_LENGTH
    if not sample:
        require_pin(pin)
    return _create(
        home,
        identity,
        passphrase,
        _first_person(ids, person_name, rank),
        clock,
        ids,
        finish,
        least=least,
        database=database,
    )


def _create(
    home: Path,
    identity: OfficeIdentity,
    passphrase: str,
    person: Person,
    clock: Clock,
    ids: IdSource,
    finish: Callable[[Office], None] | None = None,
    *,
    least: int,
    database: Database | None = None,
) -> Created:
    paths = OfficePaths(home)
    with founding_in(home):
        key, code = keyfile.create(
            paths.key_file, passphrase, office_id=identity.id, role=identity.role.value, least=least
        )
        first = partial(founding.found, identity=identity, person=person)
        store_place.create_store(paths, key, clock=clock, ids=ids, where=database, fill=first)
        office = open_office(home, passphrase, clock=clock, ids=ids)
        try:
            if finish is not None:
                finish(office)
        except BaseException:
            office.close()
            if database is not None:
                store_place.forget_unfinished(paths, database)
            raise
    return Created(office, code)


def _first_person(ids: IdSource, name: str, rank: BiText) -> Person:
    return Person(id=ids.new(), name=name.strip() or UNNAMED, rank=rank or DEFAULT_RANK, approver=True)


@contextlib.contextmanager
def founding_in(home: Path) -> Iterator[None]:
    """Found an office in `home` within the block; if it fails, everything of an office is taken out again.

    Nothing of an office is in the folder at the beginning, so that nothing else can be lost at the end.

    Raises:
        UserError: `office.exists`, `office.folder_used`, `file.not_writable`, `file.no_space`.
    """
    paths = OfficePaths(home)
    with durable.translated(home):
        _refuse_used(paths)
        made = [folder for folder in (home, *home.parents) if not folder.exists()]
    try:
        durable.make_folder(home)
        yield
    except BaseException as error:
        full = isinstance(error, UserError) and error.code == "store.disk_failed" and _is_full(home)
        _remove_unfinished(paths, made)
        if full:
            raise UserError("file.no_space", path=str(home)) from error
        raise


def _is_full(home: Path) -> bool:
    """SQLite cannot tell a full disk from a broken one when it is its shared memory that finds no room."""
    with durable.translated(home):
        return shutil.disk_usage(home).free < _NEARLY_NOTHING


def _refuse_used(paths: OfficePaths) -> None:
    if paths.key_file.exists() or paths.store.exists():
        raise UserError("office.exists", path=str(paths.home))
    if paths.home.exists() and not paths.home.is_dir():
        raise UserError("file.exists", path=str(paths.home))
    taken = next((path.name for path in (*paths.files, *paths.folders) if path.exists()), None)
    if taken is not None:
        raise UserError("office.folder_used", path=str(paths.home), name=taken)


def _remove_unfinished(paths: OfficePaths, made: Sequence[Path]) -> None:
    for file in paths.files:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
    for folder in paths.folders:
        shutil.rmtree(folder, ignore_errors=True)
    for folder in made:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _take_lock(paths: OfficePaths) -> OfficeLock:
    lock = OfficeLock(paths.lock)
    lock.acquire()
    return lock


def _open_store(
    paths: OfficePaths,
    key: OfficeKey,
    lock: OfficeLock | None,
    *,
    shared: bool,
    read_only: bool,
    clock: Clock | None,
    ids: IdSource | None,
    settle: bool = True,
) -> Office:
    clock = clock or SystemClock()
    ids = ids or ClockIds(clock)
    store = store_place.open_store(
        paths,
        key,
        clock=clock,
        ids=ids,
        shared=shared,
        read_only=read_only,
        before_migration=lambda: _back_up_before_migration(paths, key, clock),
    )
    try:
        new_writer = settle and not read_only and place.settle(store)
        with store.read() as tx:
            identity = office_rows.identity(tx)
            people = [person.id for person in person_rows.all(tx) if person.active]
            chosen = office_rows.get_setting(tx, "actor")
        actor = chosen if isinstance(chosen, str) and chosen in people else next(iter(people), None)
        blobs = Blobs(key.blob_key)
        vault = Vault(paths.media, blobs)
        archive = PackageArchive(paths.packages, paths.staging, blobs)
        desk = Desk(identity, paths, store, vault, archive, clock, ids, actor)
        office = Office(desk, key, lock, new_writer=new_writer)
        if settle and not read_only:
            _settle(office, alone=lock is not None)
    except BaseException:
        store.close()
        raise
    return office


def _settle(office: Office, *, alone: bool) -> None:
    """See to what the last program left; what seals packages and empties the trash is loaded only where it must."""
    desk, mission = office.desk, office.role is OfficeRole.MISSION
    with desk.store.read() as tx:
        found = unsettled(tx, desk.clock.now())
        half = not mission and half_written(tx)
    if mission and found.sealing:
        office.packages.finish_reserved()  # before anything is cleared: it judges by an unfinished file
    elif mission:
        leftovers.forget_copies(desk)
    if mission and alone:
        signed_papers.forget_copies(desk)
    if half and office.dispatcher is not None:
        office.dispatcher.finish_reserved()
    leftovers.clear(desk.paths, alone=alone)
    if mission and found.expired:
        office.trash.purge_expired()
    if mission and found.edition:
        office.issued.come_into_force()


def _back_up_before_migration(paths: OfficePaths, key: OfficeKey, clock: Clock) -> None:
    """Into the office's own folder: which one was chosen stands in the store that cannot be read yet."""
    from cultdip_desktop.domain.backup import BackupKind
    from cultdip_desktop.services import backup
    from cultdip_desktop.services.backup_writing import Source

    kind = BackupKind.BEFORE_MIGRATION
    backup.take_snapshot(Source(paths, key), paths.backups, kind, clock, NoProgress(), backup.NOT_AT_ALL)
