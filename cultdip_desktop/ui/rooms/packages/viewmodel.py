"""What the Packages room asks of the office: the packages it has sent, and what may be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.packages.percent import Percent
from cultdip_desktop.ui.rooms.packages.viewmodel_export import ExportModel
from cultdip_desktop.ui.rooms.packages.viewmodel_received import ReceivedModel
from cultdip_desktop.ui.rooms.packages.viewmodel_verdict import VerdictModel

_ORDERS: Final[dict[str, Callable[[SentPackage], Any]]] = {
    "number": lambda package: (package.epoch, package.seq),
    "period": lambda package: package.period.window,
    "state": lambda package: list(SentState).index(package.state),
    "events": lambda package: package.events,
    "media": lambda package: package.media,
    "size": lambda package: package.bytes,
    "sealed": lambda package: package.sealed_at.timestamp() if package.sealed_at else 0.0,
    "signer": lambda package: package.signer,
}


class PackagesModel(QObject):
    """Made once with the room."""

    listed = Signal()
    """The list was read, or its order changed."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._sent: dict[str, SentPackage] = {}
        self._order = ("number", True)
        self.export = ExportModel(kit, office, self)
        self.verdict = VerdictModel(kit, office, self)
        self.received = ReceivedModel(kit, office, self)
        kit.bus.watch(self, {"package"}, lambda _changes: self.reload())

    @property
    def zone(self) -> str:
        """The office's time zone."""
        return self._office.identity.zone

    @property
    def sends(self) -> bool:
        """Whether this office makes report packages: missions do."""
        return self._office.role is OfficeRole.MISSION

    @property
    def ids(self) -> list[str]:
        """Ids of the own packages, in the order asked for."""
        key, descending = self._order
        return sorted(self._sent, key=lambda one: _ORDERS[key](self._sent[one]), reverse=descending)

    @property
    def waiting(self) -> int:
        """How many are signed and not marked as sent."""
        return sum(package.state is SentState.SEALED for package in self._sent.values())

    def rows(self, ids: Sequence[str]) -> list[SentPackage]:
        """The packages of these ids."""
        return [self._sent[one] for one in ids]

    def package(self, package_id: str) -> SentPackage | None:
        """One package, as last read."""
        return self._sent.get(package_id)

    def sort(self, key: str, descending: bool) -> None:
        """List in this order."""
        self._order = (key, descending)
        self.listed.emit()

    def reload(self) -> None:
        """Read the list again."""
        number = self._latest.ask()

        def show(found: tuple[SentPackage, ...]) -> None:
            if self._latest.is_current(number):
                self._sent = {package.id: package for package in found}
                self.listed.emit()

        self._kit.jobs.read(lambda _progress: self._office.packages.sent(), show, owner=self)

    def mark_sent(self, package_id: str, then: Callable[[], object]) -> None:
        """Note that the file has left."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then()

        self._kit.jobs.write(lambda _progress: self._office.packages.mark_sent(package_id), done, owner=self)

    def copy_again(
        self,
        package_id: str,
        target: Path,
        then: Callable[[Path], object],
        on_error: Callable[[UserError], object],
    ) -> Job[Path]:
        """Write the very same file once more."""
        packages, words = self._office.packages, self._kit.live.words
        return self._kit.jobs.compute(
            lambda progress: packages.copy_again(package_id, target, Percent(progress, words)),
            then,
            on_error,
            owner=self,
        )

    def words_of(self, package: SentPackage) -> tuple[str, ...]:
        """The fingerprint of its file as words; none while it is being written."""
        return fingerprint.words(package.container_sha256) if package.container_sha256 else ()

    def find_file(self, package_id: str, then: Callable[[Path | None], object]) -> None:
        """The file where it was written, or None when it is not there any more."""
        package = self._sent[package_id]

        def look() -> Path | None:
            path = Path(package.file_path)
            return path if path.is_file() else None

        self._kit.jobs.read(lambda _progress: look(), then, owner=self)

    def open_folder(self, file: Path) -> None:
        """Show the folder of a file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
