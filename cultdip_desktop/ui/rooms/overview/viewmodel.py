"""What the Overview asks of headquarters: the page, the events behind its numbers, pictures, stars, a workbook."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.overview import Behind, Exemplar, Overview, nine_months, year_before
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.hq.behind import BehindService
from cultdip_desktop.hq.behind import Source as Source
from cultdip_desktop.hq.exemplars import ExemplarService
from cultdip_desktop.hq.figures import FiguresService
from cultdip_desktop.hq.overview import OverviewService
from cultdip_desktop.reports.documents import overview_grids
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

_QUARTERS = 6
_YEARS = 3
_MONTHS = 6
LESSONS_SHOWN = 60


class OverviewModel(QObject):
    """One page at a time; asked again whenever something was taken in or decided."""

    changed = Signal()
    """Another answer is in force."""

    picture = Signal(str, bytes)
    """The picture of an example: event, JPEG."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._pictures: set[str] = set()
        self.period = Period(self.today().year)
        self.years_back = 1
        """Which year is beside it; 0: none."""

        self.region = ""
        self.shown: Overview | None = None
        self.missions: Mapping[str, Mission] = {}
        """By id, for names; empty before `ready`."""

    def today(self) -> date:
        """The present day in Hà Nội."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()

    @property
    def can_direct(self) -> bool:
        """Headquarters writes directives."""
        return self._office.directives is not None

    def periods(self) -> list[Period]:
        """The periods offered: years, nine months, halves, quarters, months, the newest first in each."""
        today = self.today()
        years = [Period(today.year - back) for back in range(_YEARS)]
        nine = [Period.between(*_days(nine_months(year))) for year in (today.year, today.year - 1)]
        halves = _back(Period(today.year, "H1" if today.month < 7 else "H2"), _YEARS)
        quarters = _back(Period.quarter_of(today), _QUARTERS)
        months = _back(Period(today.year, f"{today.month:02d}"), _MONTHS)
        return [years[0], nine[0], *years[1:], nine[1], *halves, *quarters, *months]

    def regions(self) -> list[str]:
        """Codes of the regions."""
        return [one.value for one in Region]

    def ready(self, then: Callable[[], object]) -> None:
        """Call `then` once the names of missions are known: at once, but for the first time."""
        if self.missions:
            then()
            return
        service = self._office.missions

        def known(found: Sequence[Mission]) -> None:
            self.missions = {mission.id: mission for mission in found}
            then()

        self._kit.jobs.read(lambda _progress: service.all() if service is not None else (), known, owner=self)

    def choose(self, period: Period) -> None:
        """Look at other days."""
        self.period = period
        self.reload()

    def compare(self, years_back: int) -> None:
        """Put another year beside it; 0: none."""
        self.years_back = years_back
        self.reload()

    def narrow(self, region: str) -> None:
        """Look at one region, or (empty) at all."""
        self.region = region
        self.reload()

    def compared_with(self) -> Window | None:
        """The days compared with: of a period that is not over only as many as have passed."""
        window = self._window()
        today = self.today()
        if not self.years_back:
            return None
        cut = Window(window.first, today) if window.first <= today < window.last else window
        return year_before(cut, cut.last.year - self.years_back)

    def reload(self, on_error: Callable[[UserError], object] | None = None) -> None:
        """Ask again."""
        number, window, compare, region = self._latest.ask(), self._window(), self.compared_with(), self.region

        def show(found: Overview) -> None:
            if self._latest.is_current(number):
                self.shown = found
                self.changed.emit()
                self._ask_pictures(found.exemplars)

        self._kit.jobs.compute(
            lambda progress: self._summed(progress, window, compare, region), show, on_error, owner=self
        )

    def save(self, target: Path, then: Callable[[], object], fail: Callable[[UserError], object]) -> None:
        """Write the page as a workbook."""
        shown, words = self.shown, self._kit.live.words
        if shown is None:
            return
        self._kit.jobs.compute(
            lambda _progress: durable.write_bytes(target, overview_grids.xlsx(shown, words)),
            lambda _done: then(),
            fail,
            owner=self,
        )

    def lessons(
        self, show: Callable[[tuple[Exemplar, ...], Sequence[Behind], int], object], fail: Callable[[UserError], object]
    ) -> None:
        """What missions have learned in these days, and all examples."""
        window, region = self._window(), self.region

        def ask() -> tuple[tuple[Exemplar, ...], tuple[Behind, ...], int]:
            service = self._overview()
            found, number = service.lessons(window, region, limit=LESSONS_SHOWN)
            return service.exemplars(window, region), found, number

        self._kit.jobs.read(lambda _progress: ask(), lambda found: show(*found), fail, owner=self)

    def mark(
        self, event_id: str, note: str, then: Callable[[ChangeSet], object], fail: Callable[[UserError], object]
    ) -> None:
        """Hold an event up as an example."""
        service = self._exemplars()
        self._kit.jobs.write(lambda _progress: service.mark(event_id, note), then, fail, owner=self)

    def unmark(self, event_id: str, then: Callable[[ChangeSet], object], fail: Callable[[UserError], object]) -> None:
        """Take the star away."""
        service = self._exemplars()
        self._kit.jobs.write(lambda _progress: service.unmark(event_id), then, fail, owner=self)

    @property
    def behind(self) -> BehindService:
        """Events behind numbers."""
        if self._office.behind is None:
            raise TypeError("a mission has no consolidated view")
        return self._office.behind

    def _ask_pictures(self, examples: Sequence[Exemplar]) -> None:
        for one in examples[:3]:
            if one.cover and one.event_id not in self._pictures:
                self._pictures.add(one.event_id)
                self._ask_picture(one)

    def _ask_picture(self, one: Exemplar) -> None:
        behind = self.behind

        def ask() -> bytes | None:
            media = next((item for item in behind.event(one.event_id).media if item.id == one.cover), None)
            return behind.thumbnail(media) if media is not None else None

        def show(data: bytes | None) -> None:
            if data is not None:
                self.picture.emit(one.event_id, data)

        # A picture that cannot be read is shown as none; its package's verdict says why.
        self._kit.jobs.compute(lambda _progress: ask(), show, lambda _error: None, owner=self)

    def _summed(self, progress: Progress, window: Window, compare: Window | None, region: str) -> Overview:
        """The page, after what came since the last time was summed: later questions are then answered at once."""
        # Where another desk is writing, the events are counted instead.
        with contextlib.suppress(UserError):
            self._figures().refresh(progress)
        return self._overview().overview(window, compare, region)

    def _window(self) -> Window:
        if self.period.rule is PeriodRule.CUSTOM:
            return self.period.window
        rule = PeriodRule(self._office.settings.get("period_rule"))
        return Period(self.period.year, self.period.part, rule).window

    def _overview(self) -> OverviewService:
        if self._office.overview is None:
            raise TypeError("a mission has no consolidated view")
        return self._office.overview

    def _figures(self) -> FiguresService:
        if self._office.figures is None:
            raise TypeError("a mission has no consolidated figures")
        return self._office.figures

    def _exemplars(self) -> ExemplarService:
        if self._office.exemplars is None:
            raise TypeError("a mission holds no events up")
        return self._office.exemplars


def _days(window: Window) -> tuple[date, date]:
    return window.first, window.last


def _back(period: Period, number: int) -> list[Period]:
    found = [period]
    while len(found) < number:
        found.append(found[-1].previous)
    return found
