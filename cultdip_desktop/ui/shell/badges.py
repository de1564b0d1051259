"""The numbers beside the rooms: gold needs somebody today, grey only counts.

Asked for in the background after the first page has come up, after each change, and when a day has begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.daybreak import Daybreak
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.sidebar import Sidebar

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.domain.today import Counts

_COUNTED: Final = ("inbox", "missions")
"""Rooms of headquarters that have a number."""


class Badges(QObject):
    """One question for all rooms, so that none of them is loaded for its number; an open one is not asked twice."""

    def __init__(self, kit: Kit, office: Office, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._office, self._sidebar = kit, office, sidebar
        self._asking = False
        self._again = False
        self._daybreak = Daybreak(office.desk.clock.now, office.identity.zone, self)
        self._daybreak.broke.connect(self.ask)
        kit.jobs.once_quiet(self, self.ask)
        kit.bus.published.connect(lambda _changes: self.ask())

    def ask(self) -> None:
        """Ask now, or once more after the answer under way; a closing window asks nothing."""
        if self._kit.jobs.closed:
            return
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._kit.jobs.read(lambda _progress: self._counts(), self._show, owner=self)

    def _counts(self) -> Mapping[str, tuple[int, bool]]:
        office = self._office
        if office.role is OfficeRole.HEADQUARTERS:
            return {key: registry.door(key).badge(office) for key in _COUNTED}
        return of_mission(office.today.counts(office.desk.clock.now()), office.goals.gaps_now())

    def _show(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        self._asking = False
        for key, (count, hot) in counts.items():
            self._sidebar.show_badge(key, count, hot=hot)
        if self._again:
            self._again = False
            self.ask()


def of_mission(counts: Counts, gaps: int = 0) -> dict[str, tuple[int, bool]]:
    """For each room of a mission its number, and whether it needs somebody today; `gaps` are those of goals."""
    return {
        "today": (counts.pressing, True),
        "events": (counts.without_results, False),
        "goals": (gaps, False),
        "reports": (counts.findings, counts.report_closed),
        "packages": (counts.unsent, True),
        "settings": (int(counts.key_ends), True),
    }
