"""Where things lie: inside an office folder, and what the product ships."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.core.records import dataclass


@dataclass(frozen=True, slots=True)
class OfficePaths:
    """The layout of one office folder."""

    home: Path

    @property
    def store(self) -> Path:
        """The SQLCipher database."""
        return self.home / "office.db"

    @property
    def database(self) -> Path:
        """The sealed note that names a server; only headquarters whose store lies there has it."""
        return self.home / "office.server"

    @property
    def left_database(self) -> Path:
        """The same for a store that was moved away from a server and is kept there until somebody removes it."""
        return self.home / "office.server.left"

    @property
    def key_file(self) -> Path:
        """The wrapped data key (passphrase and recovery slots) and the store's salt."""
        return self.home / "office.key.json"

    @property
    def lock(self) -> Path:
        """Held while a mission's window or writing command is open."""
        return self.home / "office.lock"

    @property
    def media(self) -> Path:
        """Sealed originals, by content digest."""
        return self.home / "media"

    @property
    def packages(self) -> Path:
        """Own sealed packages; at headquarters the accepted and quarantined ones."""
        return self.home / "packages"

    @property
    def reports(self) -> Path:
        """Built reports that belong to a package."""
        return self.home / "reports"

    @property
    def signing_keys(self) -> Path:
        """Private signing keys, each under its own PIN."""
        return self.home / "signing-keys"

    @property
    def authority(self) -> Path:
        """Headquarters' root and issuing keys, sealed under their PIN."""
        return self.home / "authority"

    @property
    def trust(self) -> Path:
        """Pinned root, chain and revocation lists."""
        return self.home / "trust"

    @property
    def staging(self) -> Path:
        """Unfinished work; emptied at start."""
        return self.home / "staging"

    @property
    def backups(self) -> Path:
        """Snapshots of the office, unless the officer chose another folder for them."""
        return self.home / "backups"

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that an office keeps directly in its folder."""
        names = (
            "office.db",
            "office.db-wal",
            "office.db-shm",
            "office.server",
            "office.server.left",
            "office.key.json",
            "office.key.copy.json",
            "office.lock",
        )
        return tuple(self.home / name for name in names)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder that holds something of an office; crash reports are the program's."""
        return (
            self.media,
            self.packages,
            self.reports,
            self.signing_keys,
            self.authority,
            self.trust,
            self.staging,
            self.backups,
        )

    @property
    def crash_reports(self) -> Path:
        """What is written when the program itself is at fault; never holds content of the office."""
        return self.home / "crash-reports"


def resources() -> Path:
    """The folder of shipped data: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def catalogs() -> Path:
    """The folder of translation catalogs (`<language>/LC_MESSAGES/cultdip.mo` or `.po`)."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_locale"
    return installed if installed.is_dir() else package.parent / "i18n"
