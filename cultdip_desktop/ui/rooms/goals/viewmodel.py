"""What the Goals room asks of the office: the matrix of some years, what lies behind a place, targets and reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.coverage import Coverage
from cultdip_desktop.domain.goal_detail import CellDetail
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.daybreak import Daybreak
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.rooms.goals import sheet
from cultdip_desktop.ui.rooms.goals.matrix import Spot
from cultdip_desktop.ui.rooms.goals.viewmodel_programme import ProgrammeModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

KINDS: Final = frozenset({"event", "goal", "person", "setting", "anniversary"})
"""Changes that may move a number, a reason's author or a cure."""


class GoalsModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    covered = Signal(object, object)
    """`Coverage` and `Catalogue`."""

    detailed = Signal(object, object)
    """`Spot` and its `CellDetail`."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._asked, self._asked_detail = Latest(), Latest()
        self.programme = ProgrammeModel(kit, office, self)
        self.years: tuple[int, ...] = ()
        """Shown now."""

        self.known: tuple[int, ...] = ()
        """Years that there is something to see of."""

        self.bilingual = True
        self.coverage: Coverage | None = None
        self.catalogue: Catalogue | None = None
        self.daybreak = Daybreak(office.desk.clock.now, office.identity.zone, self)

    def today(self) -> date:
        """The present day at the office."""
        return self._office.goals.today()

    def choose(self, years: tuple[int, ...]) -> None:
        """Show other years."""
        self.years = years
        self.load()

    def load(self) -> None:
        """Count now; the answer comes as `covered`."""
        number = self._asked.ask()
        if not self.years:
            year = self.today().year
            self.years = (year - 1, year)
        years = self.years

        def ask() -> tuple[Coverage, Catalogue, tuple[int, ...], bool]:
            goals = self._office.goals
            bilingual = self._office.settings.get("bilingual") != "off"
            return goals.coverage(years), self._office.catalogue.current(), goals.years(), bilingual

        def show(found: tuple[Coverage, Catalogue, tuple[int, ...], bool]) -> None:
            if self._asked.is_current(number):
                self.coverage, self.catalogue, self.known, self.bilingual = found
                self.covered.emit(self.coverage, self.catalogue)

        self._kit.jobs.read(lambda _progress: ask(), show, self.failed.emit, owner=self)

    def look_into(self, spot: Spot) -> None:
        """Ask what lies behind a place; the answer comes as `detailed`."""
        number = self._asked_detail.ask()
        quarters = self._quarters(spot)
        if not quarters:
            return
        newest = spot.quarter is None

        def show(found: CellDetail) -> None:
            if self._asked_detail.is_current(number):
                self.detailed.emit(spot, found)

        self._kit.jobs.read(
            lambda _progress: self._office.goals.detail(spot.code, quarters, newest_first=newest),
            show,
            self.failed.emit,
            owner=self,
        )

    def set_target(self, code: str, year: int, target: int | None, fail: Callable[[UserError], object]) -> None:
        """Change what is wanted of a year."""
        self._write(lambda: self._office.goals.set_target(code, year, target), fail)

    def record_gap(
        self,
        code: str,
        quarter: Period,
        reason: BiText,
        then: Callable[[ChangeSet], object],
        fail: Callable[[UserError], object],
    ) -> None:
        """Write down why there is no event; an empty reason takes it back."""
        self._write(lambda: self._office.goals.record_gap(code, quarter, reason), fail, then)

    def save(self, target: Path, then: Callable[[], object], fail: Callable[[UserError], object]) -> None:
        """Write what is shown as a CSV file."""
        if self.coverage is None or self.catalogue is None:
            return
        data = sheet.csv_bytes(self._kit.live.words, self.coverage, self.catalogue)
        self._kit.jobs.compute(
            lambda _progress: durable.write_bytes(target, data), lambda _done: then(), fail, owner=self
        )

    def _quarters(self, spot: Spot) -> tuple[Period, ...]:
        if spot.quarter is not None:
            return (spot.quarter,)
        quarters = self.coverage.quarters if self.coverage is not None else ()
        return tuple(quarter for quarter in quarters if spot.year is None or quarter.year == spot.year)

    def _write(
        self,
        work: Callable[[], ChangeSet],
        fail: Callable[[UserError], object],
        then: Callable[[ChangeSet], object] | None = None,
    ) -> None:
        def publish(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            if then is not None:
                then(changes)

        self._kit.jobs.write(lambda _progress: work(), publish, fail, owner=self)
