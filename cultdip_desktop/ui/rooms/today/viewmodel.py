"""What the Today room asks of the office: one question, asked again after every change and every midnight."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.today import TodayView
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.daybreak import Daybreak
from cultdip_desktop.ui.kit.jobs import Latest


class TodayModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    seen = Signal(object)
    """The `TodayView` of now."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._asked = Latest()
        self.daybreak = Daybreak(office.desk.clock.now, office.identity.zone, self)

    @property
    def zone(self) -> str:
        """The office's clock."""
        return self._office.identity.zone

    def look(self) -> None:
        """Ask how things stand now; the answer comes as `seen`."""
        number = self._asked.ask()

        def work(_progress: Progress) -> TodayView:
            return self._office.today.view(self._office.desk.clock.now())

        def show(view: TodayView) -> None:
            if self._asked.is_current(number):
                self.seen.emit(view)

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)
