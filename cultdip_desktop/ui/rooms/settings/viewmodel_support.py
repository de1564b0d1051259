"""The support bundle: read before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.services.support import SupportFile
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class SupportModel(QObject):
    """Collects in the background: sizes of many files take a moment."""

    known = Signal(str, int)
    """The whole text, and of how many files it is made."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office

    def collect(self) -> Job[tuple[SupportFile, ...]]:
        """Gather everything; `known` follows."""
        return self._kit.jobs.read(
            lambda _progress: self._office.support.preview(), self._know, self.failed.emit, owner=self
        )

    def suggestion(self) -> Path:
        """Beside the data folder."""
        return self._office.paths.home.parent / "cultdip-ho-tro.zip"

    def save(self, out: Path, done: Callable[[Path], object], failed: Callable[[UserError], object]) -> Job[Path]:
        """Write the bundle."""
        return self._kit.jobs.read(lambda _progress: self._office.support.save(out), done, failed, owner=self)

    def _know(self, files: tuple[SupportFile, ...]) -> None:
        text = "\n".join(f"===== {file.name} =====\n{file.text}" for file in files)
        self.known.emit(text, len(files))
