"""What an event of a series was given that the others do not have, and how the others take it over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import time
from functools import partial
from typing import Final

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule, in_year
from cultdip_desktop.domain.wall_time import instant, moved
from cultdip_desktop.i18n import lunar

DAY: Final = "day"
"""The day of the year: another one is another rule for the series."""

HOURS: Final = "hours"
"""When it begins and ends on its day, how long it lasts, and by which clocks."""

_OF_EACH: Final = frozenset(
    {
        "id",
        "office",
        "number",
        "state",
        "state_reason",
        "start",
        "end",
        "all_day",
        "zone",
        "results",
        "evidence",
        "link_note",
        "occasion_note",
        "internal_note",
        "risk_note",
        "template",
        "series",
        "created_at",
        "updated_at",
        "deleted_at",
    }
)
"""What every edition has for itself; start, end and zone are compared as `DAY` and `HOURS`."""

SHARED: Final = (*(field.name for field in fields(Event) if field.name not in _OF_EACH), HOURS, DAY)
"""Everything that the editions of a series have in common unless somebody changes one of them."""


def drift(event: Event, others: Sequence[Event], rule: YearlyRule) -> tuple[str, ...]:
    """Names of `SHARED` in which `event` is unlike most of the others; none where there are no others.

    An edition that was changed on purpose does not make all the others look changed.
    """
    if not others:
        return ()
    found = [name for name in SHARED if name != DAY and _stands_out(_KEYS[name], event, others)]
    if event.day is not None and not lies_on(event, rule):
        found.append(DAY)
    return tuple(found)


def lies_on(event: Event, rule: YearlyRule) -> bool:
    """Whether the event takes place on the rule's day of its year."""
    if event.day is None:
        return False
    year = lunar.from_solar(event.day).year if rule.kind is DateRule.LUNAR else event.day.year
    return event.day in rule.in_year(year)


def on_rule(event: Event, old: YearlyRule, new: YearlyRule) -> Event:
    """The event on the new rule's day where it lay on the old one's; one that was moved by hand stays."""
    if old == new or event.day is None or not lies_on(event, old):
        return event
    year = lunar.from_solar(event.day).year if old.kind is DateRule.LUNAR else event.day.year
    days = new.in_year(year)
    return moved(event, days[min(old.in_year(year).index(event.day), len(days) - 1)])


def same_hours(event: Event, like: Event) -> Event:
    """The event with the hours, the length and the zone of another, on its own day."""
    start, end = like.local_start, like.local_end
    if event.day is None or start is None:
        return event
    later = None if end is None else event.day + (end.date() - start.date())
    return replace(
        event,
        zone=like.zone,
        all_day=like.all_day,
        start=instant(event.day, start.time(), like.zone),
        end=None if end is None or later is None else instant(later, end.time(), like.zone),
    )


def taken_over(other: Event, like: Event, names: Collection[str]) -> Event:
    """`other` with the fields of `like` that are named, `DAY` apart; a year in the title stays its own."""
    changes = {name: getattr(like, name) for name in names if name in SHARED and name not in (DAY, HOURS)}
    if "money" in changes:
        spent = tuple(line for line in other.money if line.stage is not MoneyStage.PLANNED)
        changes["money"] = _planned(like.money) + spent
    changed = replace(other, **changes)
    if "title" in changes and like.day is not None and other.day is not None:
        changed = replace(changed, title=in_year(changed.title, like.day, other.day))
    return same_hours(changed, like) if HOURS in names else changed


def _stands_out(key: Callable[[Event, Event], Hashable], event: Event, others: Iterable[Event]) -> bool:
    counted = Counter(key(other, event) for other in others)
    most = max(counted.values())
    return counted[key(event, event)] < most


def _title(one: Event, like: Event) -> Hashable:
    """The title as it would be in the year of `like`."""
    if one.day is None or like.day is None:
        return one.title
    return in_year(one.title, one.day, like.day)


def _hours(one: Event, _like: Event) -> Hashable:
    start, end = one.local_start, one.local_end
    if start is None:
        return None
    ends: tuple[int, time] | None = None if end is None else ((end.date() - start.date()).days, end.time())
    return start.time(), ends, one.all_day, one.zone


def _money(one: Event, _like: Event) -> Hashable:
    return _planned(one.money)


def _planned(lines: Iterable[MoneyLine]) -> tuple[MoneyLine, ...]:
    return tuple(line for line in lines if line.stage is MoneyStage.PLANNED)


def _plain(name: str, one: Event, _like: Event) -> Hashable:
    value: Hashable = getattr(one, name)
    return value


_KEYS: Final[Mapping[str, Callable[[Event, Event], Hashable]]] = {
    **{name: partial(_plain, name) for name in SHARED if name not in (DAY, HOURS)},
    "title": _title,
    "money": _money,
    HOURS: _hours,
}
"""What is compared: the value of the first event, in the year of the second."""
