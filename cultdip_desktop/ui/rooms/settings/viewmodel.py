"""What Settings reads and changes; keys and certificates have models of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop import __version__
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class SettingsModel(QObject):
    """One office's settings."""

    failed = Signal(object)
    """A `UserError` of reading; actions give theirs to their own callback."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    @property
    def identity(self) -> OfficeIdentity:
        """Whose office."""
        return self._office.identity

    @property
    def is_headquarters(self) -> bool:
        """Whether certificates are issued here."""
        return self._office.role is OfficeRole.HEADQUARTERS

    @property
    def home(self) -> Path:
        """The data folder."""
        return self._office.paths.home

    @property
    def version(self) -> str:
        """Of the program."""
        return __version__

    @property
    def zone(self) -> str:
        """IANA zone in which moments are shown."""
        return self._office.identity.zone

    def licences(self) -> tuple[tuple[str, Path], ...]:
        """Name and licence file of what is shipped with the program."""
        folder = resources()
        return tuple(sorted((file.stem.removeprefix("LICENSE-"), file) for file in folder.glob("*/LICENSE*")))

    def save_office(self, unit: BiText, symbol: str) -> None:
        """Keep the name of the unit inside the office, and the symbol of its documents."""
        identity = self._office.identity
        if (unit, symbol) != (identity.unit, identity.symbol):
            self._kit.jobs.write(
                lambda _progress: self._office.settings.rename(unit, symbol),
                self._kit.bus.publish,
                self.failed.emit,
                owner=self,
            )
