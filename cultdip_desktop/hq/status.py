"""Who has reported on a period, in time or late, who is missing, and for how many days (R10, R26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.standing import Arrival, MissionStanding, PeriodStanding, day_at, stand
from cultdip_desktop.hq.decisions import SETTLED
from cultdip_desktop.hq.duties import extensions_of, standing_duty
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import arrivals as arrival_query
from cultdip_desktop.store.query.arrivals import Came
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.store import Reader


class StatusService:
    """The use cases of the Missions room's list and of `cultdip hq status`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def status(self, period: Period, today: date | None = None) -> PeriodStanding:
        """All missions and one period, as things stand on `today`; by default now, on each mission's own calendar."""
        with self._desk.store.read() as tx:
            return standing_of(tx, period, today or self._desk.clock.now())

    def of_mission(self, office: str, periods: Iterable[Period], today: date | None = None) -> list[MissionStanding]:
        """One mission over several periods.

        Raises:
            UserError: `mission.not_found`.
        """
        with self._desk.store.read() as tx:
            mission = mission_rows.get(tx, office)
            day = today or day_at(self._desk.clock.now(), mission.zone)
            sent = arrival_query.came(tx, office)
            return [_row(tx, mission, period, sent, day) for period in periods]

    def packages(self, office: str) -> tuple[Came, ...]:
        """Everything that came from a mission, the oldest first."""
        with self._desk.store.read() as tx:
            return arrival_query.came(tx, office, reports_only=False)


def standing_of(tx: Reader, period: Period, now: date | datetime) -> PeriodStanding:
    """The same within somebody's look at the store, on a day or at an instant."""
    duty = standing_duty(tx, period)
    extensions = extensions_of(tx, duty)
    sent = _about(arrival_query.came(tx), period.window)
    rows = tuple(
        stand(mission, duty, extensions.get(mission.id), sent.get(mission.id, ()), _day(now, mission.zone))
        for mission in mission_rows.all(tx)
    )
    return PeriodStanding(duty=duty, today=_day(now, HEADQUARTERS_ZONE), rows=rows)


def _day(now: date | datetime, zone: str) -> date:
    return day_at(now, zone) if isinstance(now, datetime) else now


def _row(tx: Reader, mission: Mission, period: Period, sent: Iterable[Came], today: date) -> MissionStanding:
    duty = standing_duty(tx, period)
    mine = _about(sent, period.window).get(mission.id, ())
    return stand(mission, duty, extensions_of(tx, duty).get(mission.id), mine, today)


def _about(sent: Iterable[Came], window: Window) -> Mapping[str, list[Arrival]]:
    """By mission, what is about these days; a package that a decision put aside is not."""
    found: dict[str, list[Arrival]] = defaultdict(list)
    for one in sent:
        if one.window == window and one.arrival.code != SETTLED:
            found[one.office].append(one.arrival)
    return found
