"""The calendar: days with their lunar dates and layers, the office's events on them, and what comes up."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import clash as clash_rules
from cultdip_desktop.domain.anniversary import (
    RADAR_MONTHS,
    Anniversary,
    AnniversaryKind,
    Occasion,
    occasions,
)
from cultdip_desktop.domain.best_date import BestDates, BestDateWish, DayFacts, Known, best_dates
from cultdip_desktop.domain.calendar import (
    ALL_LAYERS,
    LONGEST_SPAN,
    LUNAR_TAG,
    VIETNAM,
    CalendarDay,
    CalendarEvent,
    CalendarSpan,
    Clash,
    Deadline,
    Holiday,
    Layer,
)
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.clash import Around, NamedDay
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, OfficeRole
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.domain.wall_time import moved, stretched
from cultdip_desktop.i18n import holidays as library
from cultdip_desktop.i18n import lunar
from cultdip_desktop.i18n.country import countries as countries_of_the_world
from cultdip_desktop.i18n.holidays import PublicHoliday
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.services import occasion_data
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.events import named
from cultdip_desktop.store.query import calendar as query
from cultdip_desktop.store.query import duty as duty_query
from cultdip_desktop.store.query import today as today_query
from cultdip_desktop.store.query import way_back as way_back_query
from cultdip_desktop.store.repo import anniversary as anniversary_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.store import Reader

_LAST_MINUTE: Final = time(23, 59)
_BESIDE: Final = timedelta(days=2)
"""Events at places with other clocks may overlap although their days differ."""

_MARGIN: Final = timedelta(days=60)
"""So far around a window feasts and other events are looked at."""

_OF_VIETNAM: Final = (Layer.VIETNAM, Layer.FEASTS)
_T = TypeVar("_T")


class CalendarService:
    """The use cases of the Plan room's calendar and of `cultdip calendar`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def month(self, first: date, last: date, layers: frozenset[Layer] = ALL_LAYERS) -> CalendarSpan:
        """Days from `first` to `last`, both inside, with these layers; one read transaction, at most 800 days.

        `Layer.HEADQUARTERS` brings the days by which tasks of directives are to be answered.

        Raises:
            UserError: `calendar.window_turned`, `calendar.window_too_long`, `calendar.out_of_range`.
        """
        _check(first, last)
        with self._desk.store.read() as tx:
            events = query.events(tx, first, last) if Layer.EVENTS in layers else ()
            deadlines = self._deadlines(tx, first, last) if Layer.DEADLINES in layers else ()
            deadlines += self._asked(tx, first, last) if Layer.HEADQUARTERS in layers else ()
            accredited = self._accredited(tx)
            known = self._anniversaries(tx, accredited) if Layer.ANNIVERSARIES in layers else ()
        named = self._named(first, last, layers, accredited)
        due = _by_day((deadline.at.date(), deadline) for deadline in deadlines)
        coming = _by_day((one.day, one) for one in occasions(known, first, last))
        fasts = library.fasting_months(self._desk.office.country) if Layer.HOST in layers else ()
        days = tuple(
            CalendarDay(
                day=day,
                lunar=lunar.from_solar(day),
                holidays=named.get(day, ()),
                deadlines=due.get(day, ()),
                occasions=coming.get(day, ()),
                fasting=any(begin <= day <= end for begin, end in fasts),
            )
            for day in (first + timedelta(days=at) for at in range((last - first).days + 1))
        )
        return CalendarSpan(days, events)

    def warm(self) -> None:
        """Load the holidays that the next looks will ask for; the first look would else take up to a second.

        For a thread that paints nothing, soon after the window is there.
        """
        year = self._today().year
        countries = (VIETNAM, self._desk.office.country, *self.accredited())
        library.load(dict.fromkeys(countries), range(year - 1, year + 3))

    def holidays(self, first: date, last: date) -> tuple[tuple[date, Holiday], ...]:
        """Holidays, feasts and commemorations of all layers, by day.

        Raises:
            UserError: as `month`.
        """
        _check(first, last)
        with self._desk.store.read() as tx:
            accredited = self._accredited(tx)
        named = self._named(first, last, ALL_LAYERS, accredited)
        return tuple((day, holiday) for day in sorted(named) for holiday in named[day])

    def upcoming(self, months_ahead: int = RADAR_MONTHS, today: date | None = None) -> tuple[Occasion, ...]:
        """What comes up from `today` on (the office's day): anniversaries, commemorations, feasts, host holidays."""
        first = today or self._today()
        last = min(_months_later(first, months_ahead), lunar.LAST_DAY)
        with self._desk.store.read() as tx:
            accredited = self._accredited(tx)
            known = self._anniversaries(tx, accredited)
        everything = (*known, *occasion_data.feasts(), *occasion_data.commemorations())
        found = [*occasions(everything, first, last), *self._host_occasions(first, last)]
        return tuple(sorted(found, key=lambda one: (one.day, one.kind is AnniversaryKind.HOLIDAY, one.title.vi)))

    def clashes(self, event: Event) -> tuple[Clash, ...]:
        """Hints about the days of an event, in the store or not: holidays at its place, own events, fast, deadlines.

        Words by `domain.calendar_words.clash_text`. An event without a day has none. One read transaction.
        """
        shown = clash_rules.calendar_event(event)
        if shown is None:
            return ()
        first, last = shown.first, min(shown.last, shown.first + timedelta(days=LONGEST_SPAN))
        place = event.country or self._desk.office.country
        with self._desk.store.read() as tx:
            others = query.events(tx, first - _BESIDE, last + _BESIDE)
            deadlines = self._deadlines(tx, first, last)
        around = Around(
            holidays=[] if place == VIETNAM else [NamedDay(one.day, _text(one)) for one in _public(place, first, last)],
            events=others,
            fasts=library.fasting_months(place),
            deadlines=deadlines,
        )
        return clash_rules.clashes(shown, around)

    def best_dates(self, wish: BestDateWish) -> BestDates:
        """The days of a window from best to worst, and one line about each day that the rules exclude.

        Raises:
            UserError: `calendar.window_turned`, `calendar.window_too_long`, `calendar.out_of_range`, `best.days_bad`.
        """
        _check(wish.first, wish.last)
        span = self.month(max(wish.first - _MARGIN, lunar.FIRST_DAY), min(wish.last + _MARGIN, lunar.LAST_DAY))
        taken = clash_rules.busy(span.events)
        facts = {day.day: _facts(day, taken.get(day.day)) for day in span.days}
        near = next((one for one in self.anchors() if one.id == wish.near), None) if wish.near else None
        known = Known(
            today=self._today(),
            facts=facts,
            near=near.rule.between(span.days[0].day, span.days[-1].day) if near else (),
            near_title=near.title if near else EMPTY,
            weekend=library.weekend_of(self._desk.office.country),
        )
        return best_dates(wish, known)

    def anchors(self) -> tuple[Anniversary, ...]:
        """What an event may be near to: feasts, commemorations, anniversaries shipped and own, in this order."""
        with self._desk.store.read() as tx:
            known = self._anniversaries(tx, self._accredited(tx))
        return (*occasion_data.feasts(), *occasion_data.commemorations(), *known)

    def weekend(self) -> frozenset[int]:
        """The free days of the week in the host country, Monday 0."""
        return library.weekend_of(self._desk.office.country)

    def move(self, event_id: str, first_day: date) -> ChangeSet:
        """Let an event begin on another day: its hours at the place and its length stay. One step of undo.

        Raises:
            UserError: `event.not_found`, `calendar.out_of_range`.
        """
        _check(first_day, first_day)
        return self._change("event.move", event_id, lambda event: moved(event, first_day))

    def stretch(self, event_id: str, last_day: date) -> ChangeSet:
        """Let an event end on another day, at the same hour. One step of undo.

        Raises:
            UserError: `event.not_found`, `event.start_missing`, `event.end_before_start`, `calendar.out_of_range`.
        """
        _check(last_day, last_day)
        return self._change("event.stretch", event_id, lambda event: stretched(event, last_day))

    def accredited(self) -> tuple[str, ...]:
        """ISO codes of the countries of concurrent accreditation, as set."""
        with self._desk.store.read() as tx:
            return self._accredited(tx)

    def set_accredited(self, countries: Sequence[str]) -> ChangeSet:
        """Say which countries the office is accredited to beside its host; ISO codes, each once, in this order.

        Raises:
            UserError: `calendar.country_unknown`.
        """
        codes = list(dict.fromkeys(code.strip().upper() for code in countries))
        known = {code for code, _name in countries_of_the_world(Words("vi"))}
        unknown = next((code for code in codes if code not in known), None)
        if unknown is not None:
            raise UserError("calendar.country_unknown", country=unknown[:40])
        with self._desk.store.write("office.settings", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, "accredited_countries", codes)
        return tx.change_set

    def _change(self, label: str, event_id: str, change: Callable[[Event], Event]) -> ChangeSet:
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            event = event_rows.get(tx, event_id)
        with self._desk.store.write(label, actor=self._desk.actor, **named(event)) as tx:
            event_rows.update(tx, change(event_rows.get(tx, event_id)))
        return tx.change_set

    def _today(self) -> date:
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()

    def _accredited(self, tx: Reader) -> tuple[str, ...]:
        value = office_rows.get_setting(tx, "accredited_countries", [])
        codes = [str(code) for code in value] if isinstance(value, list) else []
        return tuple(code for code in codes if code not in (VIETNAM, self._desk.office.country))

    def _anniversaries(self, tx: Reader, accredited: tuple[str, ...]) -> tuple[Anniversary, ...]:
        """Shipped ones that concern this office, then its own."""
        shipped = occasion_data.anniversaries()
        if self._desk.office.role is not OfficeRole.HEADQUARTERS:
            near = {"", self._desk.office.country, *accredited}
            shipped = tuple(one for one in shipped if one.country in near)
        return (*shipped, *anniversary_rows.all(tx))

    def _deadlines(self, tx: Reader, first: date, last: date) -> tuple[Deadline, ...]:
        rule = PeriodRule(str(office_rows.get_setting(tx, "period_rule", PeriodRule.CALENDAR.value)))
        parts = ("Q1", "Q2", "Q3", "Q4", "")
        periods = [Period(year, part, rule) for year in range(first.year, last.year + 1) for part in parts]
        closing = [period for period in periods if first <= period.window.last <= last]
        told = duty_query.due_days(tx)
        due = {period: day for period, day in told.items() if day is not None and first <= day <= last}
        signed = today_query.signed_periods(tx, [*closing, *due])
        zone = ZoneInfo(self._desk.office.zone)
        return tuple(
            Deadline(
                code="calendar.quarter_closes" if period.part else "calendar.year_closes",
                period=period,
                at=datetime.combine(period.window.last, _LAST_MINUTE, zone),
                met=str(period) in signed,
            )
            for period in closing
            if period not in told
        ) + tuple(
            Deadline(
                code="calendar.report_due",
                period=period,
                at=datetime.combine(day, _LAST_MINUTE, ZoneInfo(HEADQUARTERS_ZONE)),
                met=str(period) in signed,
                by_headquarters=True,
            )
            for period, day in due.items()
        )

    def _asked(self, tx: Reader, first: date, last: date) -> tuple[Deadline, ...]:
        """Days by which headquarters waits for an answer."""
        return tuple(
            Deadline(
                code="calendar.task_due",
                period=Period(day.year, "", PeriodRule.CALENDAR),
                at=datetime.combine(day, _LAST_MINUTE, ZoneInfo(HEADQUARTERS_ZONE)),
                met=answered,
                by_headquarters=True,
                title=title,
            )
            for day, title, answered in way_back_query.asked_between(tx, first, last)
        )

    def _named(
        self, first: date, last: date, layers: frozenset[Layer], accredited: tuple[str, ...]
    ) -> dict[date, tuple[Holiday, ...]]:
        """Days with a name: Viet Nam's, the lunar year's, the host country's, then those of the others."""
        found: dict[date, list[Holiday]] = defaultdict(list)

        def add(day: date, holiday: Holiday) -> None:
            """Tết and Giỗ Tổ are feasts and public holidays at once, 24 November was a commemoration before: once each."""
            same = (other for other in found[day] if other.name.vi == holiday.name.vi)
            if holiday.free or not any(other.layer in _OF_VIETNAM for other in same):
                found[day].append(holiday)

        for country, layer in self._countries(layers, accredited):
            for free in _public(country, first, last):
                add(free.day, _holiday(free, layer))
            if layer is Layer.VIETNAM:
                for day in occasions(occasion_data.commemorations(), first, last):
                    add(day.day, _day(day, VIETNAM, layer))
            if layer is Layer.FEASTS:
                for day in occasions(occasion_data.feasts(), first, last):
                    add(day.day, _day(day, LUNAR_TAG, layer))
        return {day: tuple(named) for day, named in found.items() if named}

    def _countries(self, layers: frozenset[Layer], accredited: tuple[str, ...]) -> list[tuple[str, Layer]]:
        """Countries to look up, each with the layer that its days belong to; feasts belong to none."""
        host = self._desk.office.country
        wanted = [
            (VIETNAM, Layer.VIETNAM),
            ("", Layer.FEASTS),
            *([(host, Layer.HOST)] if host != VIETNAM else []),
            *((country, Layer.ACCREDITED) for country in accredited),
        ]
        return [(country, layer) for country, layer in wanted if layer in layers]

    def _host_occasions(self, first: date, last: date) -> list[Occasion]:
        host = self._desk.office.country
        if host == VIETNAM:
            return []
        return [
            Occasion(
                day=free.day,
                title=_text(free),
                years=None,
                round=False,
                rule=YearlyRule(DateRule.CIVIL, free.day.month, free.day.day),
                kind=AnniversaryKind.HOLIDAY,
                country=host,
            )
            for free in _public(host, first, last)
        ]


def _check(first: date, last: date) -> None:
    if last < first:
        raise UserError("calendar.window_turned", first=str(first), last=str(last))
    if (last - first).days >= LONGEST_SPAN:
        raise UserError("calendar.window_too_long", days=LONGEST_SPAN)
    if first < lunar.FIRST_DAY or last > lunar.LAST_DAY:
        raise UserError("calendar.out_of_range", first=lunar.FIRST_DAY.year, last=lunar.LAST_DAY.year)


def _public(country: str, first: date, last: date) -> list[PublicHoliday]:
    if not country:
        return []
    years = range(first.year, last.year + 1)
    return [one for year in years for one in library.holidays_of(country, year) if first <= one.day <= last]


def _holiday(free: PublicHoliday, layer: Layer) -> Holiday:
    return Holiday(_text(free), free.country, free=True, local=free.local, approximate=free.approximate, layer=layer)


def _text(free: PublicHoliday) -> BiText:
    return BiText(free.vi, free.en, EnglishState.REVIEWED)


def _day(day: Occasion, tag: str, layer: Layer) -> Holiday:
    return Holiday(day.title, tag, free=False, layer=layer)


def _facts(day: CalendarDay, taken: CalendarEvent | None) -> DayFacts:
    free = {holiday.layer: holiday.name for holiday in reversed(day.holidays) if holiday.free}
    due = next((deadline for deadline in day.deadlines if not deadline.met and not deadline.title), None)
    return DayFacts(
        vietnam=free.get(Layer.VIETNAM, EMPTY),
        host=free.get(Layer.HOST, EMPTY),
        accredited=free.get(Layer.ACCREDITED, EMPTY),
        fasting=day.fasting,
        event=EMPTY if taken is None else taken.title,
        busy=taken is not None,
        deadline=str(due.period) if due else "",
    )


def _by_day(found: Iterable[tuple[date, _T]]) -> Mapping[date, tuple[_T, ...]]:
    by_day: dict[date, list[_T]] = defaultdict(list)
    for day, one in found:
        by_day[day].append(one)
    return {day: tuple(those) for day, those in by_day.items()}


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
