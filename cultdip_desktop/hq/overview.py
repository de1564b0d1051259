"""The consolidated view of headquarters: how complete it is first, then numbers, coverage, gaps, examples (R27, R35)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.figure_sheet import half_window
from cultdip_desktop.domain.figures import Dimension, FigureRow, Tally
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.money import Money
from cultdip_desktop.domain.overview import (
    BUDGET,
    MAIN,
    Behind,
    Cell,
    Completeness,
    Exemplar,
    Overview,
    RegionRow,
    Reported,
    Side,
    Spending,
    Sum,
    convert,
    gaps,
)
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.hq.decisions import SETTLED
from cultdip_desktop.hq.figures import Look, left_out, reading, regions_of
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import arrivals as arrival_query
from cultdip_desktop.store.query import overview_events as event_query
from cultdip_desktop.store.query.arrivals import Came
from cultdip_desktop.store.repo import exemplar as exemplar_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import rate as rate_rows
from cultdip_desktop.store.repo import received as received_rows
from cultdip_desktop.store.store import Reader

_YEAR = timedelta(days=365)
_TOTAL = Dimension.TOTAL.value

Dated = dict[tuple[date, str], Decimal]


class OverviewService:
    """The use cases of the Overview room."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def overview(
        self,
        window: Window,
        compare: Window | None = None,
        region: str = "",
        rate_kind: RateKind = RateKind.YEARLY_AVERAGE,
    ) -> Overview:
        """Everything on the page, of one moment; `region` narrows it to the missions of one (`Region`)."""
        with self._desk.store.read() as tx:
            missions = {mission.id: mission for mission in mission_rows.all(tx)}
            offices = _of_region(missions, region)
            look, came = Look(tx, left_out(tx)), arrival_query.came(tx)
            complete = _completeness(came, missions.values(), window, self._today(), offices)
            rates = rate_rows.all(tx)
            now = _side(look, window, offices, rates, rate_kind, complete.share)
            before = None
            if compare is not None:
                early = _reported_then(came, missions.values(), compare, self._today() - _YEAR, offices)
                before = _side(look, compare, offices, rates, rate_kind, early)
            served = look.tallies(window, Dimension.GROUP, lambda _half, office, key: (office, key), offices)
            regions = _regions(served, missions, complete, region)
            return Overview(
                made_at=tx.clock.now(),
                now=now,
                before=before,
                completeness=complete,
                regions=regions,
                months=_months(look, window, compare, offices),
                kinds=_kinds(look, window, offices),
                gaps=gaps(regions, _unserved(served, complete)),
                exemplars=_exemplars(tx, window, offices),
                missions=missions,
                rate_kind=rate_kind,
            )

    def converted(
        self, window: Window, dimension: Dimension, kind: RateKind, offices: Iterable[str] | None = None
    ) -> Mapping[str, Sum]:
        """What each row of a dimension spent, in đồng by a kind of rate; the row of all is named `total`."""
        with self._desk.store.read() as tx:
            missions = {mission.id: mission for mission in mission_rows.all(tx)}
            look, rates = Look(tx, left_out(tx)), rate_rows.all(tx)
            base, of_row = reading(dimension, regions_of(missions))
            found = look.tallies(window, base, lambda half, office, key: (half, of_row(half, office, key)), offices)
            whole = look.tallies(window, Dimension.TOTAL, lambda half, _office, key: (half, key), offices)
        rows: dict[str, Dated] = defaultdict(dict)
        for (half, row), tally in (*found.items(), *whole.items()):
            if row is not None:
                _add(rows[row], half, tally)
        return {row: convert(dated, rates, kind) for row, dated in rows.items()}

    def lessons(
        self, window: Window, region: str = "", offset: int = 0, limit: int = 100
    ) -> tuple[tuple[Behind, ...], int]:
        """Events that teach something, with what they teach, the latest first; and how many there are (R35)."""
        with self._desk.store.read() as tx:
            offices = _of_region({mission.id: mission for mission in mission_rows.all(tx)}, region)
            wanted = None if offices is None else sorted(offices)
            found = event_query.lessons(tx, window, wanted, offset, limit)
            return found, event_query.lessons_number(tx, window, wanted)

    def exemplars(self, window: Window, region: str = "") -> tuple[Exemplar, ...]:
        """The marked events of a window, the latest mark first."""
        with self._desk.store.read() as tx:
            offices = _of_region({mission.id: mission for mission in mission_rows.all(tx)}, region)
            return _exemplars(tx, window, offices)

    def _today(self) -> date:
        return self._desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()


def _of_region(missions: Mapping[str, Mission], region: str) -> frozenset[str] | None:
    return frozenset(id_ for id_, one in missions.items() if one.region == region) if region else None


def _side(
    look: Look,
    window: Window,
    offices: Collection[str] | None,
    rates: Sequence[Rate],
    kind: RateKind,
    reported: Decimal | None,
) -> Side:
    total = look.tallies(window, Dimension.TOTAL, lambda _half, _office, key: key, offices).get(_TOTAL, Tally())
    row = total.row(_TOTAL)
    everything, outside = Dated(), Dated()
    for (half, source), tally in look.tallies(
        window, Dimension.SOURCE, lambda half, _office, key: (half, key), offices
    ).items():
        _add(everything, half, tally)
        if source != BUDGET:
            _add(outside, half, tally)
    spending = Spending(row.spent, convert(everything, rates, kind), convert(outside, rates, kind))
    return Side(window, row, spending, reported)


def _add(dated: Dated, half: str, tally: Tally) -> None:
    """Amounts of a half month, on its last day."""
    day = half_window(half).last
    for currency, minor in tally.spent.items():
        place = (day, currency)
        dated[place] = dated.get(place, Decimal(0)) + Money.of_minor(minor, currency).amount


def _months(
    look: Look, window: Window, compare: Window | None, offices: Collection[str] | None
) -> tuple[tuple[str, int, int], ...]:
    now = look.tallies(window, Dimension.TOTAL, lambda half, _office, _key: half[:7], offices)
    before: Mapping[str, Tally] = {}
    back = 0
    if compare is not None:
        before = look.tallies(compare, Dimension.TOTAL, lambda half, _office, _key: half[:7], offices)
        back = window.last.year - compare.last.year
    found = []
    for month in _month_names(window, [*now, *(_later(name, back) for name in before)]):
        early = before.get(_later(month, -back))
        found.append((month, now[month].events if month in now else 0, early.events if early else 0))
    return tuple(found)


def _month_names(window: Window, counted: Iterable[str]) -> list[str]:
    """Every month of the window; of a very long one the months from the first to the last that have events."""
    names = sorted(counted)
    first, last = f"{window.first:%Y-%m}", f"{window.last:%Y-%m}"
    if window.last.year - window.first.year > _LONG_YEARS:
        if not names:
            return []
        first, last = max(first, names[0]), min(last, names[-1])
    year, month = int(first[:4]), int(first[5:])
    found = []
    while (name := f"{year:04d}-{month:02d}") <= last:
        found.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


_LONG_YEARS = 10


def _later(month: str, years: int) -> str:
    return f"{int(month[:4]) + years:04d}{month[4:]}"


def _kinds(look: Look, window: Window, offices: Collection[str] | None) -> tuple[FigureRow, ...]:
    found = look.tallies(window, Dimension.KIND, lambda _half, _office, key: key, offices)
    rows = [tally.row(key) for key, tally in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.events, row.key)))


def _regions(
    served: Mapping[tuple[str, str], Tally], missions: Mapping[str, Mission], complete: Completeness, region: str
) -> tuple[RegionRow, ...]:
    region_of = regions_of(missions)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for (office, code), tally in served.items():
        counts[region_of(office), code] += tally.events
    by_region: dict[str, list[str]] = defaultdict(list)
    for mission in missions.values():
        by_region[mission.region].append(mission.id)
    names = [name.value for name in Region]
    if any(not one.region and one.owes_reports for one in missions.values()) or any(not key[0] for key in counts):
        names.append("")
    rows = []
    for name in names if not region else [region]:
        mine = complete.of(by_region[name])
        cells = tuple(Cell(code, name, counts[name, code], mine.expected) for code in MAIN)
        rows.append(RegionRow(name, tuple(by_region[name]), cells, mine.reported, mine.expected))
    return tuple(rows)


def _unserved(served: Mapping[tuple[str, str], Tally], complete: Completeness) -> dict[str, list[str]]:
    reported = [office for office, word in complete.standing.items() if word is Reported.IN]
    return {code: [office for office in reported if (office, code) not in served] for code in MAIN}


def _completeness(
    came: Sequence[Came],
    missions: Iterable[Mission],
    window: Window,
    today: date,
    offices: Collection[str] | None,
) -> Completeness:
    """A mission is in when a package about the last finished quarter of the window, or a later one, was taken in."""
    ended = Period.quarter_of(today).window.first - timedelta(days=1)
    day = max(min(window.last, ended), window.first)
    standing: dict[str, Reported] = {}
    by_office: dict[str, list[Came]] = defaultdict(list)
    for one in came:
        if one.window is not None and one.window.last >= day and one.arrival.code != SETTLED:
            by_office[one.office].append(one)
    for mission in missions:
        if mission.owes_reports and (offices is None or mission.id in offices):
            outcomes = {one.arrival.outcome for one in by_office[mission.id]}
            entered = InboxOutcome.IMPORTED in outcomes
            standing[mission.id] = Reported.IN if entered else Reported.WAITING if outcomes else Reported.MISSING
    return Completeness(day, standing)


def _reported_then(
    came: Sequence[Came], missions: Iterable[Mission], window: Window, then: date, offices: Collection[str] | None
) -> Decimal | None:
    """The share that had reported on the same day a year before; None when nothing had come by then."""
    early = [one for one in came if one.arrival.received_at.date() <= then]
    return _completeness(early, missions, window, then, offices).share if early else None


def _exemplars(tx: Reader, window: Window, offices: Collection[str] | None) -> tuple[Exemplar, ...]:
    marks = exemplar_rows.all(tx)
    events = event_query.some(tx, [mark.event_id for mark in marks])
    covers: dict[str, str] = {}
    for one in received_rows.media_of_events(tx, sorted(events)):
        if one.kind == "image" and (one.cover or one.event_id not in covers):
            covers[one.event_id] = one.id
    return tuple(
        Exemplar(
            event_id=mark.event_id,
            office=found.office,
            title=found.title,
            city=found.city,
            country=found.country,
            day=found.day,
            attendance=found.attendance or 0,
            note=mark.note,
            marked_at=mark.marked_at,
            cover=covers.get(mark.event_id, ""),
        )
        for mark in marks
        if (found := events.get(mark.event_id)) is not None
        and found.day in window
        and (offices is None or found.office in offices)
    )
