"""The board: which events stand in which state, and the rows behind the cards that are in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.store.query.plan import PlanRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

__all__ = ["BoardModel", "PlanRow"]


class BoardModel(QObject):
    """Ids by state for one year or for all; overtaken answers are dropped."""

    sorted_out = Signal(object)
    """Ids for each `EventState`."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._asked = Latest()
        self.year: int | None = None
        """None shows every year."""

    def look(self) -> None:
        """Ask where everything stands."""
        number, year = self._asked.ask(), self.year
        first, last = (None, None) if year is None else (date(year, 1, 1), date(year, 12, 31))

        def show(found: object) -> None:
            if self._asked.is_current(number):
                self.sorted_out.emit(found)

        self._kit.jobs.read(lambda _progress: self._office.planning.by_state(first, last), show, owner=self)

    def rows(self, ids: Sequence[str]) -> list[PlanRow]:
        """Cards; called off the UI thread."""
        return self._office.planning.rows(ids)

    def forget_answers(self) -> None:
        """Drop what is under way: it would show a moved card where it was."""
        self._asked.ask()


COLUMNS: tuple[EventState, ...] = (
    EventState.IDEA,
    EventState.PREPARING,
    EventState.SUBMITTED,
    EventState.APPROVED,
    EventState.HELD,
    EventState.RESULTS_IN,
)
"""In the order of the life of an event; what was postponed or cancelled stands folded beside them."""

FOLDED: tuple[EventState, ...] = (EventState.POSTPONED, EventState.CANCELLED)
