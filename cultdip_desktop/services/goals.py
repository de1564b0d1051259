"""Goals of the strategy: how far the office's events cover them, what it has set itself, and what would cure a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import coverage as rules
from cultdip_desktop.domain import suggestion
from cultdip_desktop.domain.anniversary import AnniversaryKind, Occasion
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.coverage import Coverage, GapReason, GoalTarget
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.goal_detail import SHOWN, CellDetail, Serving
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.suggestion import Suggestion
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.query import coverage as query
from cultdip_desktop.store.query import goal_events
from cultdip_desktop.store.repo import goal_plan as plan_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.store import Reader

if TYPE_CHECKING:
    from cultdip_desktop.services.calendar import CalendarService

MAX_TARGET: Final = 100_000
_CURES: Final = 4
_REPEATS: Final = 3
_SOONER: Final = timedelta(days=90)
"""A fifth or tenth year is worth waiting for so long."""

_FITTING: Final = {
    "M1": (AnniversaryKind.RELATIONS, AnniversaryKind.COMMEMORATION),
    "M2": (AnniversaryKind.RELATIONS, AnniversaryKind.INSCRIPTION),
    "M3": (AnniversaryKind.FEAST, AnniversaryKind.COMMEMORATION),
    "M4": (AnniversaryKind.INSCRIPTION,),
    "M5": (AnniversaryKind.HOLIDAY,),
    "G4": (AnniversaryKind.RELATIONS,),
    "G5": (AnniversaryKind.FEAST, AnniversaryKind.SISTER_CITY),
}
"""Occasions that suit a goal by their nature; these stand first, all others follow by day."""


class GoalService:
    """The use cases of the Goals room's matrix, of the editor's suggestions and of `cultdip goals`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService, calendar: Callable[[], CalendarService]) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._calendar = calendar

    def coverage(self, years: Iterable[int]) -> Coverage:
        """The matrix of these years (in a row, at least one), by the quarters of the office's rule of periods."""
        with self._desk.store.read() as tx:
            quarters = rules.quarters_of_years(sorted(set(years)), self._rule(tx))
            return self._coverage(tx, quarters, Window(quarters[0].window.first, quarters[-1].window.last))

    def coverage_of_days(self, first: date | None = None, last: date | None = None) -> Coverage:
        """The matrix of the quarters from `first` to `last`, counting only these days; without days, of all events.

        Raises:
            UserError: `calendar.window_turned`.
        """
        if first is not None and last is not None and last < first:
            raise UserError("calendar.window_turned", first=str(first), last=str(last))
        with self._desk.store.read() as tx:
            known = query.span(tx) or Window(self.today(), self.today())
            begin = first or (min(known.first, last) if last else known.first)
            window = Window(begin, last or max(known.last, begin))
            return self._coverage(tx, rules.quarters_of(window.first, window.last, self._rule(tx)), window)

    def years(self) -> tuple[int, ...]:
        """Years worth looking at: from the first event to the next year."""
        with self._desk.store.read() as tx:
            known = query.span(tx)
        today = self.today()
        first = min(known.first.year, today.year - 1) if known else today.year - 1
        last = max(known.last.year, today.year + 1) if known else today.year + 1
        return tuple(range(first, last + 1))

    def gaps_now(self) -> int:
        """Goals and solution groups that want an event in the present quarter, nobody having said why not."""
        with self._desk.store.read() as tx:
            quarter = Period.quarter_of(self.today(), self._rule(tx))
            return len(self._coverage(tx, (quarter,), quarter.window).gaps(quarter))

    def detail(self, code: str, quarters: tuple[Period, ...], *, newest_first: bool = False) -> CellDetail:
        """What stands behind a code in these quarters, and what would cure a gap there."""
        window = Window(quarters[0].window.first, quarters[-1].window.last)
        with self._desk.store.read() as tx:
            events, total = goal_events.serving(tx, code, window, SHOWN, newest_first=newest_first)
            earlier = goal_events.earlier(tx, code, window.first, SHOWN)
            plan = plan_rows.plan(tx)
            reason = _reason(plan.reasons, code, quarters)
            people = {person.id: person for person in person_rows.all(tx)}
            could = goal_events.could_serve(tx, code, window, _CURES)
        return CellDetail(
            code=code,
            window=window,
            events=events,
            total=total,
            last=earlier[0] if earlier else None,
            occasions=self._occasions(code, window),
            repeats=_worth_repeating(earlier, quarters),
            could_serve=could,
            person=people.get(reason.person or "") if reason else None,
        )

    def set_target(self, code: str, year: int, target: int | None) -> ChangeSet:
        """How many events are to be held for a goal in a year; None takes the target away.

        Raises:
            UserError: `goal.unknown`, `goal.target_bad`.
        """
        self._require(code)
        if target is not None and not 0 <= target <= MAX_TARGET:
            raise UserError("goal.target_bad", most=MAX_TARGET)
        with self._desk.store.write("goal.target", actor=self._desk.actor, goal=code, year=year) as tx:
            if target is None:
                plan_rows.drop_target(tx, code, year)
            else:
                plan_rows.set_target(tx, GoalTarget(code, year, target))
        return tx.change_set

    def record_gap(self, code: str, quarter: Period, reason: BiText) -> ChangeSet:
        """Write down why a goal has no event in a quarter; an empty reason takes it back.

        Raises:
            UserError: `goal.unknown`.
        """
        self._require(code)
        given = BiText(reason.vi.strip(), reason.en.strip(), reason.english)
        label = "goal.gap" if given else "goal.gap_open"
        where: dict[str, str | int] = {"goal": code, "year": quarter.year, "quarter": rules.number_of(quarter)}
        with self._desk.store.write(label, actor=self._desk.actor, **where) as tx:
            if given:
                empty = rules.no_reason(code, quarter)
                plan_rows.record(tx, replace(empty, reason=given, person=self._desk.actor, noted_at=tx.now))
            else:
                plan_rows.forget(tx, code, quarter.year, rules.number_of(quarter))
        return tx.change_set

    def suggestions(self, event: Event) -> tuple[Suggestion, ...]:
        """Goals that the event may serve, from its kind and from held events that resemble it; none is ever applied."""
        catalogue = self._catalogue.current()
        names = [actor.partner for actor in event.actors if actor.partner]
        with self._desk.store.read() as tx:
            earlier = [
                *goal_events.of_kind(tx, event.kind, event.id),
                *goal_events.with_codes(tx, (*event.products, *event.themes), event.id),
                *goal_events.with_partners(tx, names, event.id),
            ]
        known = [one for one in earlier if catalogue.is_goal(one.code)]
        return suggestion.suggestions(event.kind, known, {tag.code for tag in event.goals})

    def today(self) -> date:
        """The present day at the office."""
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()

    def _coverage(self, tx: Reader, quarters: tuple[Period, ...], window: Window) -> Coverage:
        catalogue = self._catalogue.current()
        tallies, plan = query.tallies(tx, window), plan_rows.plan(tx)
        return rules.coverage(catalogue, quarters, tallies, plan, self.today(), window)

    def _rule(self, tx: Reader) -> PeriodRule:
        return PeriodRule(str(office_rows.get_setting(tx, "period_rule", PeriodRule.CALENDAR.value)))

    def _require(self, code: str) -> None:
        require_mission(self._desk)
        if not self._catalogue.current().is_goal(code):
            raise UserError("goal.unknown", goal=code[:40])

    def _occasions(self, code: str, window: Window) -> tuple[Occasion, ...]:
        today = self.today()
        coming = self._calendar().upcoming(today=today)
        inside = [one for one in coming if one.day in window]
        fitting = _FITTING.get(code[:2], ())
        chosen = sorted(inside or coming, key=lambda one: (one.kind not in fitting, one.day - _SOONER * one.round))
        return tuple(sorted(chosen[:_CURES], key=lambda one: one.day))


def _reason(
    reasons: Mapping[tuple[str, int, int], GapReason], code: str, quarters: tuple[Period, ...]
) -> GapReason | None:
    if len(quarters) != 1:
        return None
    return reasons.get((code, quarters[0].year, rules.number_of(quarters[0])))


def _worth_repeating(earlier: tuple[Serving, ...], quarters: tuple[Period, ...]) -> tuple[Serving, ...]:
    """Those of the same quarter of the year first, the newest before others; one of each title."""
    numbers = {quarter.part for quarter in quarters}
    rule = quarters[0].rule
    known: dict[str, Serving] = {}
    for one in sorted(earlier, key=lambda each: Period.quarter_of(each.day, rule).part not in numbers):
        known.setdefault(one.title.vi, one)
    return tuple(list(known.values())[:_REPEATS])
