"""Snapshots by themselves while an office is open, and the line that says when the last one was taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.notices import StatusBar

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

FIRST_MS: Final = 4000
"""After the first list has come up and the first questions are answered."""

ROUND_MS: Final = 10 * 60 * 1000
"""How often it is asked whether a snapshot is due; the service decides."""


class BackupRounds(QObject):
    """Runs beside everything else; what fails is said once, and tried again at the next round."""

    failed = Signal(object)
    """A `UserError` that was not said before."""

    def __init__(self, kit: Kit, office: Office, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._office, self._status = kit, office, status
        self._running = False
        self._rounds = False
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(ROUND_MS)
        self._timer.timeout.connect(self.round)

    def begin(self, *, rounds: bool) -> None:
        """The office is open: look once the first list is there; with `rounds` take backups from then on."""
        self._rounds = rounds
        self._kit.jobs.once_quiet(self, self._first)

    def _first(self) -> None:
        self.look()
        if self._rounds:
            self._timer.start()
            QTimer.singleShot(FIRST_MS, self, self.round)

    def look(self) -> None:
        """Say when the last backup was taken."""
        self._kit.jobs.read(lambda _progress: _last(self._office), self._show, self._fail, owner=self)

    def round(self) -> None:
        """Take a snapshot if one is due, unless the last round is still at it."""
        if self._running:
            return
        self._running = True

        def work(progress: Progress) -> datetime | None:
            self._office.backups.automatic(progress)
            return _last(self._office)

        self._kit.jobs.compute(work, self._done, self._fail, self._stopped, owner=self)

    def _done(self, last: datetime | None) -> None:
        self._running = False
        self._told = ""
        self._show(last)

    def _stopped(self) -> None:
        self._running = False

    def _fail(self, error: UserError) -> None:
        self._running = False
        self._status.backup(t("The last backup failed"), warn=True)
        if error.code != self._told:
            self._told = error.code
            self.failed.emit(error)

    def _show(self, last: datetime | None) -> None:
        if last is None:
            self._status.backup(t("No backup yet"), warn=True)
        else:
            self._status.backup(t("Last backup: {when}", when=self._when(last)))

    def _when(self, last: datetime) -> Phrase:
        zone = ZoneInfo(self._office.identity.zone)
        today, local = self._office.desk.clock.now().astimezone(zone).date(), last.astimezone(zone)
        return Phrase(lambda words: f"{dates.relative_day(words, local.date(), today)} {dates.clock(local)}")


def _last(office: Office) -> datetime | None:
    found = office.backups.last()
    return found.at if found else None
