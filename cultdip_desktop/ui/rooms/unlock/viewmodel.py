"""Opens an office in the background. The services are imported there too, so that the page paints at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto import standby
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class UnlockModel(QObject):
    """One office folder and the way into it."""

    opened = Signal(object)
    """The `Office`."""

    identified = Signal(object, str)
    """Name (`BiText`) and role."""

    remembered = Signal()
    """Some machine remembers the office: perhaps this one."""

    missing = Signal(object)
    """There is no office in the folder (`UserError`)."""

    failed = Signal(object)
    """The `UserError`."""

    def __init__(self, kit: Kit, home: Path) -> None:
        super().__init__()
        self._kit = kit
        self._home = home
        waiting = self._waiting = [standby.start_for(OfficePaths(home).key_file)]
        self.destroyed.connect(lambda: standby.dismiss(waiting.pop()) if waiting else None)

    def identify(self) -> None:
        """Find out whose office it is, as far as that can be said of a locked one."""
        self._kit.jobs.compute(lambda _progress: _identify(self._home), self._identified, self._no_office, owner=self)

    def open(self, passphrase: str) -> None:
        """Try a passphrase."""
        self._try(passphrase, None)

    def open_with_code(self, code: str) -> None:
        """Try the printed recovery code."""
        self._try("", code)

    def open_remembered(self) -> None:
        """Try what the system's keyring keeps on this machine."""

        def work(progress: Progress) -> Office:
            del progress
            from cultdip_desktop.app import open_office

            return open_office(self._home, remembered=True)

        self._kit.jobs.write(work, self.opened.emit, self._fail, owner=self)

    def _try(self, passphrase: str, code: str | None) -> None:
        waiting = self._waiting.pop() if self._waiting and passphrase else None

        def work(progress: Progress) -> Office:
            del progress
            from cultdip_desktop.crypto import apart

            key_file = OfficePaths(self._home).key_file
            kdf = apart.begin(key_file, passphrase, waiting)  # while the services are being loaded
            from cultdip_desktop.app import open_office

            return open_office(self._home, passphrase, recovery_code=code, kdf=kdf)

        self._kit.jobs.write(work, self.opened.emit, self._fail, owner=self)

    def _identified(self, found: tuple[BiText, str, bool]) -> None:
        name, role, remembered = found
        self.identified.emit(name, role)
        if remembered:
            self.remembered.emit()

    def _no_office(self, error: UserError) -> None:
        self.missing.emit(error)

    def _fail(self, error: UserError) -> None:
        self.failed.emit(error)


def _identify(home: Path) -> tuple[BiText, str, bool]:
    from cultdip_desktop.app import office_info
    from cultdip_desktop.domain.mission import HEADQUARTERS_ID
    from cultdip_desktop.services.catalogue import shipped_missions

    info = office_info(home)
    if info.office_id == HEADQUARTERS_ID:
        return BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs"), info.role, bool(info.machines)
    names = {mission.id: mission.name for mission in shipped_missions()}
    return names.get(info.office_id, BiText(info.office_id)), info.role, bool(info.machines)
