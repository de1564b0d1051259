"""The best days for an event: which days the rules leave, in what order, and why each other one is out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.text import EMPTY, BiText

Params: TypeAlias = Mapping[str, str | int]

LONGEST_WINDOW: Final = 400
"""Days among which is searched."""

LONGEST_EVENT: Final = 60
_QUIET_DAYS: Final = 3
"""So close to another event, or before a deadline, a day loses points."""

_PREPARATION_DAYS: Final = 30
"""An event that is nearer can hardly be prepared."""

_START: Final = 50


class Week(StrEnum):
    """Which days of the week are wanted."""

    ANY = "any"
    WORKDAYS = "workdays"
    WEEKENDS = "weekends"


class Avoid(StrEnum):
    """What a day must not be. What is not avoided still costs points where it speaks against a day."""

    VIETNAM = "vietnam"
    HOST = "host"
    ACCREDITED = "accredited"
    FASTING = "fasting"
    EVENTS = "events"
    DEADLINES = "deadlines"


@dataclass(frozen=True, slots=True, kw_only=True)
class BestDateWish:
    """What an event needs."""

    first: date
    last: date
    """The window; the whole event lies in it."""

    days: int = 1
    """How many days the event takes."""

    week: Week = Week.ANY
    """For events that are longer than a day, the day on which they begin is looked at."""

    avoid: frozenset[Avoid] = frozenset(Avoid)
    near: str = ""
    """Id of an anniversary or feast that the event is to be near to; empty: of none."""

    within: int = 14
    """At most so many days from it."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of a day."""

    vietnam: BiText = EMPTY
    host: BiText = EMPTY
    accredited: BiText = EMPTY
    """Names of public holidays."""

    fasting: bool = False
    event: BiText = EMPTY
    """Title of another event of the office; "(untitled)" ones have a blank text and `busy`."""

    busy: bool = False
    deadline: str = ""
    """The period whose window closes, `2026-Q3`."""


_NOTHING: Final = DayFacts()


class Reason(NamedTuple):
    """One line about a day; words by `domain.calendar_words.reason_text`."""

    code: str
    params: Params
    points: int = 0


class Rejection(NamedTuple):
    """Why an event cannot begin on a day."""

    day: date
    code: str
    params: Params


@dataclass(frozen=True, slots=True)
class Candidate:
    """A good day to begin on."""

    first: date
    last: date
    score: int
    """0 to 100."""

    reasons: tuple[Reason, ...]
    """What speaks for it and against it, the weightiest first."""


@dataclass(frozen=True, slots=True)
class BestDates:
    """The answer."""

    ranked: tuple[Candidate, ...]
    """Best first; equal ones by day."""

    rejected: tuple[Rejection, ...]
    """By day, each with the first rule that it broke."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of the window and some days around it."""

    today: date
    facts: Mapping[date, DayFacts]
    near: tuple[date, ...] = ()
    """Comings of what the wish wants to be near to."""

    near_title: BiText = EMPTY
    weekend: frozenset[int] = frozenset({5, 6})
    """The free days of the week at the place, Monday 0: Friday and Saturday in many Arab countries."""

    def of(self, day: date) -> DayFacts:
        """What is known of a day; mostly nothing."""
        return self.facts.get(day, _NOTHING)


def best_dates(wish: BestDateWish, known: Known) -> BestDates:
    """Every day of the window, either ranked or rejected.

    Raises:
        UserError: `calendar.window_turned`, `calendar.window_too_long`, `best.days_bad`.
    """
    if wish.last < wish.first:
        raise UserError("calendar.window_turned", first=str(wish.first), last=str(wish.last))
    if (wish.last - wish.first).days >= LONGEST_WINDOW:
        raise UserError("calendar.window_too_long", days=LONGEST_WINDOW)
    if not 1 <= wish.days <= LONGEST_EVENT:
        raise UserError("best.days_bad", days=LONGEST_EVENT)
    ranked: list[Candidate] = []
    rejected: list[Rejection] = []
    for first in _days(wish.first, (wish.last - wish.first).days + 1):
        reason = _against(wish, known, first)
        if reason is None:
            ranked.append(_candidate(wish, known, first))
        else:
            rejected.append(Rejection(first, reason.code, reason.params))
    ranked.sort(key=lambda one: (-one.score, one.first))
    return BestDates(tuple(ranked), tuple(rejected))


def _against(wish: BestDateWish, known: Known, first: date) -> Reason | None:
    """The first rule that an event beginning on `first` breaks."""
    if first <= known.today:
        return Reason("best.past", {})
    if first + timedelta(days=wish.days - 1) > wish.last:
        return Reason("best.too_long", {"n": wish.days})
    weekend = first.weekday() in known.weekend
    if wish.week is Week.WORKDAYS and weekend:
        return Reason("best.weekend", {})
    if wish.week is Week.WEEKENDS and not weekend:
        return Reason("best.workday", {})
    for day in _days(first, wish.days):
        found = next((made for avoid, make in _RULES if avoid in wish.avoid and (made := make(known, day))), None)
        if found is not None:
            return found
    if wish.near:
        away = _nearest(known.near, first, wish.days)
        if away is None or abs(away) > wish.within:
            return Reason("best.far", {**_name(known.near_title), "n": wish.within})
    return None


def _candidate(wish: BestDateWish, known: Known, first: date) -> Candidate:
    reasons = [*_for(wish, known, first), *_costs(wish, known, first)]
    reasons.sort(key=lambda reason: -abs(reason.points))
    score = _START + sum(reason.points for reason in reasons)
    last = first + timedelta(days=wish.days - 1)
    return Candidate(first, last, min(100, max(0, score)), tuple(reasons))


def _for(wish: BestDateWish, known: Known, first: date) -> Iterable[Reason]:
    """What speaks for a day."""
    if wish.near:
        away = _nearest(known.near, first, wish.days)
        if away == 0:
            yield Reason("best.on_the_day", _name(known.near_title), 35)
        elif away is not None:
            code = "best.before" if away < 0 else "best.after"
            points = 30 - 20 * abs(away) // max(1, wish.within)
            yield Reason(code, {**_name(known.near_title), "n": abs(away)}, points)
    if wish.week is Week.ANY and wish.days == 1 and _eve_or_weekend(first, known.weekend):
        yield Reason("best.free_time", {}, 8)
    if all(not known.of(day).busy for day in _around(first, wish.days, 7)):
        yield Reason("best.quiet_week", {}, 5)


def _costs(wish: BestDateWish, known: Known, first: date) -> Iterable[Reason]:
    """What speaks against a day without forbidding it."""
    inside = tuple(_days(first, wish.days))
    for avoid, make in _RULES:
        if avoid not in wish.avoid:
            made = next((reason for day in inside if (reason := make(known, day))), None)
            if made is not None:
                yield made
    beside = [day for day in (first - timedelta(days=1), inside[-1] + timedelta(days=1)) if known.of(day).host]
    if beside and not any(known.of(day).host for day in inside):
        yield Reason("best.beside_holiday", _name(known.of(beside[0]).host), -8)
    if (first - known.today).days < _PREPARATION_DAYS:
        yield Reason("best.soon", {"n": (first - known.today).days}, -15)
    near = [day for day in _around(first, wish.days, _QUIET_DAYS) if known.of(day).busy]
    if near and not any(known.of(day).busy for day in inside):
        yield Reason("best.near_event", _name(known.of(near[0]).event), -6)
    closing = [known.of(day).deadline for day in _days(inside[-1] + timedelta(days=1), _QUIET_DAYS)]
    if any(closing):
        yield Reason("best.before_deadline", {"period": next(filter(None, closing))}, -5)


def _vietnam(known: Known, day: date) -> Reason | None:
    name = known.of(day).vietnam
    return Reason("best.vietnam_holiday", {**_name(name), "day": day.isoformat()}, -5) if name else None


def _host(known: Known, day: date) -> Reason | None:
    name = known.of(day).host
    return Reason("best.host_holiday", {**_name(name), "day": day.isoformat()}, -25) if name else None


def _accredited(known: Known, day: date) -> Reason | None:
    name = known.of(day).accredited
    return Reason("best.accredited_holiday", {**_name(name), "day": day.isoformat()}, -4) if name else None


def _fasting(known: Known, day: date) -> Reason | None:
    return Reason("best.fasting", {"day": day.isoformat()}, -20) if known.of(day).fasting else None


def _event(known: Known, day: date) -> Reason | None:
    facts = known.of(day)
    return Reason("best.event", {**_name(facts.event), "day": day.isoformat()}, -25) if facts.busy else None


def _deadline(known: Known, day: date) -> Reason | None:
    period = known.of(day).deadline
    return Reason("best.deadline", {"period": period, "day": day.isoformat()}, -10) if period else None


_RULES: Final[tuple[tuple[Avoid, Callable[[Known, date], Reason | None]], ...]] = (
    (Avoid.HOST, _host),
    (Avoid.EVENTS, _event),
    (Avoid.FASTING, _fasting),
    (Avoid.VIETNAM, _vietnam),
    (Avoid.DEADLINES, _deadline),
    (Avoid.ACCREDITED, _accredited),
)
"""In the order in which a rejected day names them."""


def _nearest(comings: Iterable[date], first: date, days: int) -> int | None:
    """Days from the event to the nearest coming: negative when the event lies before it, 0 when it falls within."""
    last = first + timedelta(days=days - 1)
    distances = [(first - day).days if day < first else min(0, (last - day).days) for day in comings]
    return min(distances, key=abs, default=None)


def _eve_or_weekend(day: date, weekend: frozenset[int]) -> bool:
    return day.weekday() in weekend or (day.weekday() + 1) % 7 in weekend


def _around(first: date, days: int, margin: int) -> Iterable[date]:
    return _days(first - timedelta(days=margin), days + 2 * margin)


def _days(first: date, count: int) -> Iterable[date]:
    return (first + timedelta(days=at) for at in range(count))


def _name(title: BiText) -> dict[str, str | int]:
    return {"name": title.vi, "name_en": title.en}
