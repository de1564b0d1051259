"""What the first page needs to know and does. Services are imported in the background: the page paints at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QStandardPaths, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.passphrase import Strength, strength
from cultdip_desktop.domain.mission import Mission, OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job

if TYPE_CHECKING:
    from cultdip_desktop.app import Created, Office
    from cultdip_desktop.domain.backup import BackupFacts

FOLDER: Final = "NgoaiGiaoVanHoa"
"""Name of the data folder, in plain letters for every file system."""

SAMPLE_PASSPHRASE: Final = "hoa-sen-demo-2026"  # noqa: S105 - shown on the page: sample data is nobody's secret
SAMPLE_EVENTS: Final = 120
SAMPLE_PHOTOS: Final = 60
SAMPLE_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Detected:
    """What follows from the choice of a mission."""

    offsets: str
    """`UTC+1/+2`: winter and summer."""

    holidays: int | None
    """Public holidays of the host country this year; None when no calendar of it is shipped."""

    year: int


@dataclass(frozen=True, slots=True)
class Founding:
    """The answers of the first two steps."""

    role: OfficeRole
    mission: Mission | None
    person: str
    rank: BiText
    home: Path
    passphrase: str
    pin: str
    """Of headquarters' root key; unused at a mission."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample offices that were made."""

    office: Office
    headquarters: Path


class WelcomeModel(QObject):
    """Knows the missions, makes the office."""

    missions_ready = Signal()
    created = Signal(object)
    """`app.Created`."""

    sample_made = Signal(object)
    failed = Signal(object)
    """The `UserError`; nothing was made."""

    cancelled = Signal()

    restored = Signal(object)
    """The `Office` of a backup, opened."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._missions: tuple[Mission, ...] = ()
        self._search: Callable[[str, tuple[Mission, ...]], tuple[Mission, ...]] | None = None

    def load(self) -> None:
        """Fetch the list of missions."""

        def work(progress: Progress) -> tuple[Mission, ...]:
            del progress
            from cultdip_desktop.services.catalogue import find_missions, shipped_missions

            self._search = find_missions
            return shipped_missions()

        self._kit.jobs.compute(work, self._loaded, owner=self)

    def find(self, text: str) -> Sequence[Mission]:
        """Missions that match `text` (`pra`, `praha`), best first; all of them for no text."""
        return self._search(text, self._missions) if self._search else ()

    def detect(self, mission: Mission, on_done: Callable[[Detected], object]) -> None:
        """Find out what the mission's place brings along."""
        self._kit.jobs.compute(lambda _progress: _detected(mission), on_done, owner=self)

    def strength(self, passphrase: str) -> Strength:
        """How well it protects."""
        return strength(passphrase)

    def suggested_folder(self) -> Path:
        """A folder in the user's documents in which no office lies yet."""
        return free_folder(_documents() / FOLDER)

    def inside(self, folder: Path) -> Path:
        """The data folder for a folder that was chosen: itself when it is empty, else a new one inside it."""
        return folder if folder.name == FOLDER or not _has_something(folder) else free_folder(folder / FOLDER)

    def free_space(self, folder: Path) -> int | None:
        """Bytes free where `folder` would be made; None when that cannot be said."""
        place = folder
        try:
            while not place.exists() and place != place.parent:
                place = place.parent
            return shutil.disk_usage(place).free
        except OSError:
            return None

    def create(self, founding: Founding) -> Job[Created]:
        """Make the office; `created` or `failed` follows."""
        language = self._kit.live.language
        return self._kit.jobs.write(
            lambda _progress: _create(founding, language), self.created.emit, self.failed.emit, owner=self
        )

    def sample_folders(self) -> tuple[Path, Path]:
        """Where the sample mission and its headquarters would lie."""
        mission = free_folder(_documents() / f"{FOLDER}-Mau")
        return mission, free_folder(mission.with_name(f"{mission.name}-BNG"))

    def make_sample(self, mission: Path, headquarters: Path) -> Job[Sample]:
        """Make both sample offices; `sample_made`, `failed` or `cancelled` follows."""
        language = self._kit.live.language
        return self._kit.jobs.write(
            lambda progress: _sample(mission, headquarters, language, progress),
            self.sample_made.emit,
            self.failed.emit,
            self.cancelled.emit,
            owner=self,
        )

    def backup_facts(
        self, file: Path, done: Callable[[BackupFacts], object], failed: Callable[[UserError], object]
    ) -> None:
        """What a backup says of itself before it is unlocked."""

        def work(progress: Progress) -> BackupFacts:
            del progress
            from cultdip_desktop.app import backup_facts

            return backup_facts(file)

        self._kit.jobs.compute(work, done, failed, owner=self)

    def restore(self, file: Path, home: Path, secret: tuple[str, str | None]) -> Job[Office]:
        """Make the office of a backup; `restored`, `failed` or `cancelled` follows."""
        passphrase, code = secret

        def work(progress: Progress) -> Office:
            from cultdip_desktop.app import restore_backup

            return restore_backup(file, home, passphrase=passphrase, recovery_code=code, progress=progress)

        return self._kit.jobs.write(work, self.restored.emit, self.failed.emit, self.cancelled.emit, owner=self)

    def _loaded(self, missions: tuple[Mission, ...]) -> None:
        self._missions = missions
        self.missions_ready.emit()


def free_folder(wanted: Path) -> Path:
    """`wanted`, or with a number behind it when an office or something else is already there."""
    folder, number = wanted, 1
    while _has_something(folder):
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


def currency_text(words: Words, mission: Mission) -> str:
    """`CZK – koruna Séc`."""
    from babel.numbers import get_currency_name

    name = get_currency_name(mission.currency, locale=words.language)
    return f"{mission.currency} – {name}"


def _has_something(folder: Path) -> bool:
    """Whether something is there already; where nobody may look at all, founding says why it cannot be done."""
    try:
        there = folder.exists()
    except OSError:
        return False
    try:
        return there and (not folder.is_dir() or any(folder.iterdir()))
    except OSError:
        return True


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def _detected(mission: Mission) -> Detected:
    from cultdip_desktop.core.clock import SystemClock

    year = SystemClock().now().year
    zone = ZoneInfo(mission.zone)
    offsets = {
        datetime(year, month, 1, tzinfo=UTC).astimezone(zone).utcoffset() or UTC.utcoffset(None) for month in (1, 7)
    }
    written = "/".join(_hours(offset.total_seconds()) for offset in sorted(offsets))
    return Detected(f"UTC{written}", _holidays(mission.country, year), year)


def _hours(seconds: float) -> str:
    hours, minutes = divmod(round(abs(seconds)) // 60, 60)
    sign = "−" if seconds < 0 else "+"
    return f"{sign}{hours}:{minutes:02d}" if minutes else f"{sign}{hours}"


def _holidays(country: str, year: int) -> int | None:
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return None
    return len(holidays.country_holidays(country, years=year))


def _create(founding: Founding, language: str) -> Created:
    from cultdip_desktop.app import create_headquarters, create_mission

    if founding.role is OfficeRole.HEADQUARTERS or founding.mission is None:
        return create_headquarters(
            founding.home,
            passphrase=founding.passphrase,
            pin=founding.pin,
            language=language,
            person_name=founding.person,
            rank=founding.rank,
        )
    return create_mission(
        founding.home,
        mission_id=founding.mission.id,
        passphrase=founding.passphrase,
        language=language,
        person_name=founding.person,
        rank=founding.rank,
    )


def _sample(mission: Path, headquarters: Path, language: str, progress: Progress) -> Sample:
    from cultdip_desktop.app import open_office
    from cultdip_desktop.app_demo import create_demo

    create_demo(
        mission,
        headquarters=headquarters,
        passphrase=SAMPLE_PASSPHRASE,
        language=language,
        events=SAMPLE_EVENTS,
        photos=SAMPLE_PHOTOS,
        years=SAMPLE_YEARS,
        seed=1,
        progress=progress,
    )
    return Sample(open_office(mission, SAMPLE_PASSPHRASE), headquarters)


def words_of(error: UserError, words: Words) -> str:
    """What happened and what to do, in one paragraph."""
    from cultdip_desktop.i18n.messages import describe

    text = describe(words, error)
    return f"{text.message} {text.advice}".strip()
