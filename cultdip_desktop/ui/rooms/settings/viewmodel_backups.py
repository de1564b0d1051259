"""Backups: where they are, making one, proving one, healing from them, restoring one into a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.backup import BackupInfo, Drill, Healed
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.services.health import HealthFinding

T = TypeVar("T")
Done: TypeAlias = Callable[[T], object]
Failed: TypeAlias = Callable[[UserError], object]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backup folder and what lies in it."""

    folder: Path
    own: bool
    """The folder lies inside the data folder: on the same disk as what it shall save."""

    backups: tuple[BackupInfo, ...]
    """Newest first."""

    behind: bool
    """The office has changed since the newest one."""

    missing: bool
    """The folder is not there (an external disk is not plugged in)."""

    @property
    def last(self) -> BackupInfo | None:
        """The newest genuine one."""
        return next((info for info in self.backups if info.verified), None)


@dataclass(frozen=True, slots=True)
class Damage:
    """One finding of a check."""

    code: str
    told: Callable[[Words], str]
    """What is wrong and what to do."""

    can_be_healed: bool


class BackupsModel(QObject):
    """Long work runs beside everything else and can be cancelled; one piece at a time."""

    known = Signal(object)
    """`Shelf`."""

    failed = Signal(object)
    """A `UserError` of reading."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    @property
    def zone(self) -> str:
        """IANA zone in which moments are shown."""
        return self._office.identity.zone

    @property
    def home(self) -> Path:
        """The data folder."""
        return self._office.paths.home

    @property
    def can_replace(self) -> bool:
        """Headquarters' store may be open in other programs: there a restored office never takes its place."""
        return self._office.role is OfficeRole.MISSION

    def load(self) -> None:
        """Look into the folder; `known` follows."""
        self._kit.jobs.read(lambda _progress: _shelf(self._office), self.known.emit, self.failed.emit, owner=self)

    def suggestion(self) -> Path:
        """Name of a file with everything, beside the data folder."""
        return self.home.parent / f"{self._office.identity.id}.cdbackup"

    def make(self, out: Path, done: Done[BackupInfo], failed: Failed, stopped: Callable[[], object]) -> Job[BackupInfo]:
        """One file with everything."""
        return self._long(lambda progress: self._office.backups.make(out, progress), done, failed, stopped)

    def drill(self, info: BackupInfo, done: Done[Drill], failed: Failed, stopped: Callable[[], object]) -> Job[Drill]:
        """Restore into a temporary folder, compare, remove."""
        return self._long(lambda progress: self._office.backups.drill(info, progress), done, failed, stopped)

    def check(
        self, done: Done[tuple[Damage, ...]], failed: Failed, stopped: Callable[[], object]
    ) -> Job[tuple[Damage, ...]]:
        """Read everything that the office keeps."""
        return self._long(lambda progress: _check(self._office, progress), done, failed, stopped)

    def heal(self, done: Done[Healed], failed: Failed, stopped: Callable[[], object]) -> Job[Healed]:
        """Bring damaged and missing files back from the newest backup that has them."""
        return self._long(lambda progress: self._office.backups.heal(progress), done, failed, stopped)

    def move(self, folder: Path | None, done: Done[int], failed: Failed, stopped: Callable[[], object]) -> Job[int]:
        """Keep backups elsewhere from now on; None is the data folder again."""

        def then(moved: int) -> None:
            self.load()
            done(moved)

        return self._long(lambda progress: self._office.backups.move_to(folder, progress), then, failed, stopped)

    def restore(
        self, info: BackupInfo, home: Path, passphrase: str, done: Done[Path], failed: Failed,
        stopped: Callable[[], object], *, replacing: bool = False,
    ) -> Job[Path]:  # fmt: skip
        """Make an office of its own from a backup; the one that is open stays as it is.

        When it is to be replaced, it is backed up once more.
        """

        def work(progress: Progress) -> Path:
            from cultdip_desktop.app import restore_backup

            restore_backup(info.path, home, passphrase=passphrase, progress=progress).close()
            if replacing:  # afterwards: thinning out must not take the backup that is being restored
                self._office.backups.automatic(reason="before_restore")
            return home

        return self._long(work, done, failed, stopped)

    def restored_home(self) -> Path:
        """A free folder beside the data folder."""
        folder, number = self.home.with_name(f"{self.home.name}-khoi-phuc"), 1
        while folder.exists():
            number += 1
            folder = self.home.with_name(f"{self.home.name}-khoi-phuc-{number}")
        return folder

    def _long(
        self, work: Callable[[Progress], T], done: Done[T], failed: Failed, stopped: Callable[[], object]
    ) -> Job[T]:
        return self._kit.jobs.compute(work, done, failed, stopped, owner=self)


def _shelf(office: Office) -> Shelf:
    folder = office.backups.folder
    own = folder == office.paths.backups
    missing = not own and not folder.is_dir()
    backups = () if missing else office.backups.list()
    last = next((info for info in backups if info.verified), None)
    behind = last is not None and office.backups.is_behind(last)
    return Shelf(folder, own, backups, behind, missing)


def _check(office: Office, progress: Progress) -> tuple[Damage, ...]:
    return tuple(_damage(finding) for finding in office.check(deep=True, progress=progress))


def _damage(finding: HealthFinding) -> Damage:
    def told(words: Words) -> str:
        text = finding.told(words)
        return f"{text.message} {text.advice}".strip()

    return Damage(finding.code, told, finding.code.startswith("media.blob_"))
