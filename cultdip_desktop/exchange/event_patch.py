"""Lays what a row says over an event. Only what the row says changes; everything else stays, reasons and roles too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import event as event_rules
from cultdip_desktop.domain.event import Attendance, AttendanceKind, CountingMethod, Event, EventState, GoalTag
from cultdip_desktop.domain.importing import Remark
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.withheld import is_nobody
from cultdip_desktop.exchange.day_text import Days
from cultdip_desktop.exchange.row_reading import NamedPartner, Patch

USUAL_CATEGORY: Final = "AC.HOST"
"""Of a partner of whom nothing is known."""

_LATEST: Final = time(23, 59)
_BITEXTS: Final = {
    "title": "title",
    "summary": "summary",
    "venue": "venue",
    "audience": "audience",
    "fit": "fit",
    "link": "link_note",
}
"""Column without its language, and the field of the event."""

_RESULT_TEXTS: Final = ("outcomes", "lessons", "follow_up")
_PLAIN: Final = ("city", "country", "occasion_note", "internal_note", "risk_note", "state_reason")
_CODES: Final = ("products", "themes", "channels", "pillars", "forums", "trends", "people", "local", "localities")
_SINGLE: Final = ("scale", "occasion", "planned_attendance")
_CHOICES: Final = ("kind", "format")
_GOALS: Final = frozenset({"primary_goal", "goals", "goal_reason"})
_STAGES: Final = frozenset(stage.value for stage in MoneyStage)
_TIMES: Final = frozenset({"first_day", "last_day", "start_time", "end_time", "zone"})
_RESULTS: Final = frozenset(
    {
        "attendance",
        "attendance_kind",
        "method",
        "share",
        *(f"{name}{end}" for name in _RESULT_TEXTS for end in ("_vi", "_en")),
    }
)


class EventPatcher:
    """Applies patches; knows the edition that new tags are chosen from and the partners' categories."""

    def __init__(self, edition: str, category_of: Callable[[str], str | None]) -> None:
        """`category_of` gives the category of a partner of the register by its name."""
        self._edition = edition
        self._category_of = category_of

    def apply(self, event: Event, patch: Patch, *, new: bool) -> Event:
        """The event as the row wants it. A step of its life that is not allowed is left out and noted."""
        given = patch.values
        changes = self._simple(event, given)
        changes |= _when(event, given)
        if given.keys() & _GOALS:
            changes["goals"] = self._goals(event, given)
        if "partners" in given:
            changes["actors"] = self._actors(event, given)
        if given.keys() & _STAGES:
            changes["money"] = _money(event, given)
        if given.keys() & _RESULTS:
            changes["results"] = _results(event, given)
        if given.get("state") not in (None, event.state):
            changes |= _next_state(event, patch, changes.get("state_reason", event.state_reason), new=new)
        return replace(event, **changes)

    def _simple(self, event: Event, given: Mapping[str, Any]) -> dict[str, Any]:
        changes: dict[str, Any] = {name: given[name] or "" for name in _PLAIN if name in given}
        changes |= {name: given[name] for name in _SINGLE if name in given}
        changes |= {name: given[name] or () for name in _CODES if name in given}
        changes |= {name: given[name] for name in _CHOICES if given.get(name) is not None}
        for column, name in _BITEXTS.items():
            if f"{column}_vi" in given or f"{column}_en" in given:
                changes[name] = _text(getattr(event, name), given, column)
        if "first_day" in given and isinstance(given["first_day"], Days) and given["first_day"].period:
            note = str(changes.get("internal_note", event.internal_note))
            changes["internal_note"] = _with_period(note, given["first_day"].period)
        return changes

    def _goals(self, event: Event, given: Mapping[str, Any]) -> tuple[GoalTag, ...]:
        tags = {tag.code: tag for tag in event.goals}
        primary = next((tag.code for tag in event.goals if tag.primary), None)
        codes = [tag.code for tag in event.goals if not tag.primary]
        if "primary_goal" in given:
            primary = given["primary_goal"]
        if "goals" in given:
            codes = list(given["goals"] or ())
        if primary is None and codes and "primary_goal" not in given:
            primary = codes[0]
        wanted = dict.fromkeys([primary, *codes] if primary else codes)
        goals = [
            replace(tags.get(code) or GoalTag(code, self._edition), primary=code == primary) for code in wanted if code
        ]
        if given.get("goal_reason") and goals and goals[0].primary:
            goals[0] = replace(goals[0], reason=goals[0].reason.with_vi(given["goal_reason"]))
        return tuple(goals)

    def _actors(self, event: Event, given: Mapping[str, Any]) -> tuple[Actor, ...]:
        known = {actor.partner.casefold(): actor for actor in event.actors}
        wanted: tuple[NamedPartner, ...] = given["partners"] or ()
        silent = [known[name] for name in known.keys() - {named.name.casefold() for named in wanted}]
        silent.sort(key=event.actors.index)
        actors = (
            _withheld(named, silent) if is_nobody(named.name) else self._actor(named, known.get(named.name.casefold()))
            for named in wanted
        )
        return tuple(actor for actor in actors if actor is not None)

    def _actor(self, named: NamedPartner, old: Actor | None) -> Actor:
        if old is None:
            category = named.category or self._category_of(named.name) or USUAL_CATEGORY
            return Actor(named.name, category, named.role or ActorRole.CO_ORGANISER)
        return Actor(old.partner, named.category or old.category, named.role or old.role)


def _withheld(named: NamedPartner, silent: list[Actor]) -> Actor | None:
    """The partner whose name did not go out with the table: it stays as it is, and nobody is made of the stand-in."""
    for actor in silent:
        if (named.category or actor.category, named.role or actor.role) == (actor.category, actor.role):
            silent.remove(actor)
            return actor
    return None


def _text(old: BiText, given: Mapping[str, Any], column: str) -> BiText:
    vi, en = f"{column}_vi", f"{column}_en"
    changed = old.with_vi(given[vi] or "") if vi in given else old
    return changed.with_en(given[en] or "") if en in given else changed


def _with_period(note: str, period: str) -> str:
    """The words for a time without a day are kept where only the office reads them."""
    line = f"Thời gian dự kiến: {period}"
    return note if line in note else f"{note}\n{line}".strip()


def _money(event: Event, given: Mapping[str, Any]) -> tuple[MoneyLine, ...]:
    lines = list(event.money)
    for stage in MoneyStage:
        if stage.value not in given:
            continue
        old = {(line.source, line.money.currency, line.in_kind): line for line in lines if line.stage is stage}
        new: list[MoneyLine] = []
        for line in given[stage.value] or ():
            before = old.get((line.source, line.money.currency, line.in_kind))
            new.append(replace(line, note=before.note) if before else line)
        if new != [line for line in lines if line.stage is stage]:
            lines = [line for line in lines if line.stage is not stage] + new
    return tuple(lines)


def _results(event: Event, given: Mapping[str, Any]) -> event_rules.Results:
    results = event.results
    attendance = results.attendance
    if "attendance" in given:
        value = given["attendance"]
        attendance = None if value is None else replace(attendance or Attendance(value), value=value)
    if attendance is not None:
        kind: AttendanceKind = given.get("attendance_kind") or attendance.kind
        method: CountingMethod = given.get("method") or attendance.method
        attendance = replace(attendance, kind=kind, method=method)
    texts: dict[str, Any] = {name: _text(getattr(results, name), given, name) for name in _RESULT_TEXTS}
    share = given.get("share", results.host_country_share)
    return replace(results, attendance=attendance, host_country_share=share, **texts)


def _next_state(event: Event, patch: Patch, reason: str, *, new: bool) -> dict[str, Any]:
    wanted: EventState = patch.values["state"]
    if new:
        return {"state": wanted}
    try:
        moved = event_rules.move(event, wanted, reason)
    except UserError:
        params = {"old": event.state.value, "new": wanted.value}
        patch.notes.append(Remark("importing.state_kept", "state", params))
        return {}
    return {"state": moved.state, "state_reason": moved.state_reason}


def _when(event: Event, given: Mapping[str, Any]) -> dict[str, Any]:
    """Days and hours on the clock of the place; a new day alone keeps hours and length."""
    if not given.keys() & _TIMES:
        return {}
    zone = given.get("zone") or event.zone
    days: Days | None = given.get("first_day")
    if days is None and "first_day" in given:
        return {"start": None, "end": None, "all_day": False, "zone": zone}
    if days is not None and days.instant is not None:
        return _of_moments(days.instant, given.get("last_day"), zone)
    old_first, old_last, old_at, old_until = _present(event)
    first = days.first if days is not None and days.first is not None else old_first
    if first is None:
        return {"zone": zone}
    at, until = _hours(given, days, old_at, old_until)
    last = _last(given, days, first, old_first, old_last)
    start, end = _moments(first, last, at, until, zone)
    return {"zone": zone, "all_day": at is None and until is None, "start": start, "end": end}


def _hours(
    given: Mapping[str, Any], days: Days | None, old_at: time | None, old_until: time | None
) -> tuple[time | None, time | None]:
    """From which hour to which: as the row says, else as it was; a start that is taken away takes the end with it."""
    last: Days | None = given.get("last_day")
    at = given.get("start_time") or (days.at if days is not None else None)
    until = given.get("end_time") or (last.at if last else None) or (days.until if days is not None else None)
    if "start_time" in given:
        return at, until if at is None or until is not None or "end_time" in given else old_until
    return at or old_at, until if until is not None or "end_time" in given else old_until


def _present(event: Event) -> tuple[date | None, date | None, time | None, time | None]:
    """First day, last day (None without an end), and the hours where it has some."""
    start, end = event.local_start, event.local_end
    if start is None:
        return None, None, None, None
    hours = (None, None) if event.all_day else (start.time(), end.time() if end else None)
    return start.date(), end.date() if end else None, *hours


def _last(
    given: Mapping[str, Any], days: Days | None, first: date, old_first: date | None, old_last: date | None
) -> date | None:
    last: Days | None = given.get("last_day")
    if last is not None:
        return last.first
    if days is not None and days.last is not None:
        return days.last
    if "last_day" in given or old_last is None or old_first is None:
        return None
    return old_last + (first - old_first)


def _moments(
    first: date, last: date | None, at: time | None, until: time | None, zone: str
) -> tuple[datetime, datetime | None]:
    start = _instant(first, at or time(0), zone)
    if last is None and until is None:
        return start, None
    if at is None and until is None:
        return start, _instant(last or first, time(0), zone)
    end_day = last or (first if until is None or until >= (at or time(0)) else first + timedelta(days=1))
    return start, _instant(end_day, until or _LATEST, zone)


def _of_moments(start: datetime, last: Days | None, zone: str) -> dict[str, Any]:
    """From a calendar's moments, which carry their zones."""
    end = None if last is None else last.instant
    return {
        "zone": zone,
        "all_day": False,
        "start": start.astimezone(UTC),
        "end": None if end is None else end.astimezone(UTC),
    }


def _instant(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None), ZoneInfo(zone)).astimezone(UTC)
