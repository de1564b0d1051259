"""The plan list: the events of a year by day, narrowed by chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.services.views import event_filter, plain_filter
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.query.plan import PlanRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.saved_views import Views

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

BY_DAY: Final = EventFilter(sort="start", descending=False)
"""A plan is read forwards."""


class PlanList(QObject):
    """Ids in order for the table; asks the store off the UI thread and drops overtaken answers."""

    listed = Signal(object)

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._asked = Latest()
        self.views = Views(kit, lambda: office.views, "plan", self)
        self.wanted = BY_DAY
        self.year: int | None = None
        self.quarters: dict[int, int] = {}
        """Rows that begin a quarter of the year, and which; empty in another order than by day."""

        self.past = 0
        """How many of the ids lie before today, as of the last answer; 0 in another order than by day."""

    @property
    def filtered(self) -> bool:
        """Whether a chip narrows the year."""
        return bool(self.wanted.kinds or self.wanted.states or self.wanted.goals or self.quarter)

    @property
    def values(self) -> dict[str, tuple[object, ...]]:
        """What is chosen, by field."""
        wanted = self.wanted
        quarter = (self.quarter,) if self.quarter else ()
        return {"quarter": quarter, "states": wanted.states, "kinds": wanted.kinds, "goals": wanted.goals}

    @property
    def quarter(self) -> int:
        """1 to 4, or 0 for the whole year."""
        first, last = self.wanted.first, self.wanted.last
        short = first is not None and last is not None and (last - first).days < 100
        return (first.month - 1) // 3 + 1 if short and first is not None else 0

    def rows(self, ids: Sequence[str]) -> list[PlanRow]:
        """Rows for the table; called off the UI thread."""
        return self._office.planning.rows(ids)

    def look(self) -> None:
        """Ask for the ids again."""
        number, wanted, yesterday = self._asked.ask(), self.wanted, self._yesterday()
        self.views.reload()

        year = self.year

        def work() -> tuple[list[str], int, dict[int, int]]:
            planning = self._office.planning
            if wanted.sort != BY_DAY.sort or wanted.descending:
                return planning.find_ids(wanted), 0, {}
            ids = planning.find_ids(wanted)
            ends = [] if year is None else [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
            counts = [0, *(planning.count_until(wanted, end) for end in ends)]
            begins = {counts[at - 1]: at for at in range(1, len(counts)) if counts[at] > counts[at - 1]}
            return ids, planning.count_until(wanted, yesterday), begins

        def show(found: tuple[list[str], int, dict[int, int]]) -> None:
            if self._asked.is_current(number):
                ids, self.past, self.quarters = found
                self.listed.emit(ids)

        self._kit.jobs.read(lambda _progress: work(), show, owner=self)

    def only_year(self, year: int | None) -> None:
        """The events of a year, or of all; a chosen quarter is taken along."""
        self.year = year
        self.only_quarter(self.quarter if year is not None else 0)

    def only_quarter(self, quarter: int) -> None:
        """The events of a quarter of the year, or with 0 of all of it."""
        first, last = None, None
        if self.year is not None:
            first = date(self.year, quarter * 3 - 2 if quarter else 1, 1)
            last = date(self.year, quarter * 3 if quarter else 12, 1)
            last = last.replace(day=30 if last.month in (6, 9) else 31)
        self._choose(replace(self.wanted, first=first, last=last))

    def only(self, field: str, values: Sequence[Any]) -> None:
        """One of these `states`, `kinds` or `goals`, or this `quarter`; or all."""
        if field == "quarter":
            self.only_quarter(int(values[0]) if values else 0)
        else:
            chosen: dict[str, Any] = {field: tuple(values)}
            self._choose(replace(self.wanted, **chosen))

    def content(self) -> dict[str, Any]:
        """What a view would save now: the year is not part of it, the quarter is."""
        return plain_filter(replace(self.wanted, first=None, last=None)) | {"quarter": self.quarter}

    def take_view(self, content: Mapping[str, Any]) -> None:
        """List what a saved view asks for, in the year that is shown."""
        quarter: Any = content.get("quarter")
        self.wanted = replace(event_filter(content), query="", codes=(), first=None, last=None)
        self.only_quarter(quarter if quarter in range(5) and self.year is not None else 0)

    def sort(self, key: str, descending: bool) -> None:
        """List in this order."""
        self._choose(replace(self.wanted, sort=key, descending=descending))

    def clear(self) -> None:
        """Take every chip away; the year stays."""
        self.wanted = replace(BY_DAY, sort=self.wanted.sort, descending=self.wanted.descending)
        self.only_quarter(0)

    def _yesterday(self) -> date:
        zone = ZoneInfo(self._office.identity.zone)
        return self._office.desk.clock.now().astimezone(zone).date() - timedelta(days=1)

    def _choose(self, wanted: EventFilter) -> None:
        self.wanted = wanted
        self.look()
