"""An event as rows and back: one main row and four tables of children in their order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import (
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
    EventKind,
    EventState,
    GoalTag,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.store.columns import Row, bitext_columns, bitext_of, composed, instant_column, instant_from
from cultdip_desktop.store.schema import event_actor, event_code, event_goal, event_money

SHARE_UNITS: Final = 10_000
"""The share of the host country's audience is kept in ten-thousandths."""

_NATURAL: Final[dict[str, tuple[str, ...]]] = {
    event_goal.name: ("code",),
    event_code.name: ("facet", "code"),
    event_actor.name: ("name", "role"),
    event_money.name: ("source", "stage", "currency"),
}
"""What makes an entry of a list the same entry although its details changed."""


@dataclass(frozen=True, slots=True)
class EventRows:
    """All rows of one event."""

    main: Row
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """By table, in order, without `event_id` and `position`."""


def to_rows(event: Event) -> EventRows:
    """The rows of an event, texts composed; number, office and instants as the event has them."""
    results, attendance = event.results, event.results.attendance
    main = {
        "id": event.id,
        "office": event.office,
        "number": event.number,
        **bitext_columns("title", event.title),
        **bitext_columns("summary", event.summary),
        "kind": event.kind.value,
        "format": event.format.value,
        "state": event.state.value,
        "state_reason": event.state_reason,
        "start_at": instant_column(event.start),
        "end_at": instant_column(event.end),
        "all_day": int(event.all_day),
        "zone": event.zone,
        **bitext_columns("venue", event.venue),
        "city": event.city,
        "country": event.country,
        "scale": event.scale,
        "attendance": None if attendance is None else attendance.value,
        "attendance_kind": None if attendance is None else attendance.kind.value,
        "attendance_method": None if attendance is None else attendance.method.value,
        "host_share": None if results.host_country_share is None else int(results.host_country_share * SHARE_UNITS),
        **bitext_columns("outcomes", results.outcomes),
        **bitext_columns("lessons", results.lessons),
        "internal_note": event.internal_note,
        "created_at": instant_column(event.created_at),
        "updated_at": instant_column(event.updated_at),
        "deleted_at": instant_column(event.deleted_at),
        "local_day": None if event.day is None else event.day.isoformat(),
    }
    return EventRows({**composed(main), "title_sort": sort_key(event.title.get("vi"))}, _children(event))


def from_rows(main: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]) -> Event:
    """The event back from its rows."""
    codes = children.get(event_code.name, ())
    return Event(
        id=main["id"],
        office=main["office"],
        number=main["number"],
        title=bitext_of(main, "title"),
        summary=bitext_of(main, "summary"),
        kind=EventKind(main["kind"]),
        format=EventFormat(main["format"]),
        state=EventState(main["state"]),
        state_reason=main["state_reason"],
        start=instant_from(main["start_at"]),
        end=instant_from(main["end_at"]),
        all_day=bool(main["all_day"]),
        zone=main["zone"],
        venue=bitext_of(main, "venue"),
        city=main["city"],
        country=main["country"],
        goals=tuple(goal_of(row) for row in children.get(event_goal.name, ())),
        products=tuple(row["code"] for row in codes if row["facet"] == "product"),
        themes=tuple(row["code"] for row in codes if row["facet"] == "theme"),
        scale=main["scale"],
        actors=tuple(_actor_of(row) for row in children.get(event_actor.name, ())),
        results=_results_of(main),
        money=tuple(money_of(row) for row in children.get(event_money.name, ())),
        internal_note=main["internal_note"],
        created_at=instant_from(main["created_at"]),
        updated_at=instant_from(main["updated_at"]),
        deleted_at=instant_from(main["deleted_at"]),
    )


def goal_of(row: Mapping[str, Any]) -> GoalTag:
    """A goal tag from its row."""
    return GoalTag(row["code"], row["edition"], bool(row["is_primary"]), bitext_of(row, "reason"))


def money_of(row: Mapping[str, Any]) -> MoneyLine:
    """A line of money from its row."""
    return MoneyLine(row["source"], MoneyStage(row["stage"]), Money.of_minor(row["amount_minor"], row["currency"]))


def attendance_of(main: Mapping[str, Any]) -> Attendance | None:
    """Attendance from the main row."""
    if main["attendance"] is None:
        return None
    kind, method = AttendanceKind(main["attendance_kind"]), CountingMethod(main["attendance_method"])
    return Attendance(main["attendance"], kind, method)


def placed(table: sa.Table, event_id: str, old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """`new` with keys and positions, keeping the positions of entries that stay so that few rows are touched.

    `old` are the stored rows in order. Positions rise in list order and may have gaps.
    """
    rows: list[Row] = []
    for facet in dict.fromkeys(row.get("facet") for row in new):
        mine = [row for row in new if row.get("facet") == facet]
        places = _kept_positions(table, [row for row in old if row.get("facet") == facet], mine)
        rows += [{"event_id": event_id, "position": place, **row} for place, row in zip(places, mine)]
    return rows


def natural_name(table: str, row: Mapping[str, Any]) -> Hashable:
    """What makes an entry of a list of `table` the same entry although its details changed."""
    return tuple(row[column] for column in _NATURAL[table])


def search_document(event: Event) -> Row:
    """The folded text by which an event is found."""
    titles = [fold(text) for text in (event.title.vi, event.title.en) if text]
    texts = (
        event.number,
        event.summary.vi,
        event.summary.en,
        event.venue.vi,
        event.venue.en,
        event.city,
        *(actor.partner for actor in event.actors),
        *(text for tag in event.goals for text in (tag.reason.vi, tag.reason.en)),
    )
    joined = (first + second for title in titles for first, second in _neighbours(title.split()))
    return {
        "title": " ".join(titles),
        "body": " ".join(fold(text) for text in texts if text),
        "joined": " ".join(joined),
    }


def _children(event: Event) -> dict[str, list[Row]]:
    goals = [
        {
            "code": tag.code,
            "edition": tag.edition,
            "is_primary": int(tag.primary),
            **bitext_columns("reason", tag.reason),
        }
        for tag in event.goals
    ]
    codes = [
        {"facet": facet, "code": code}
        for facet, values in (("product", event.products), ("theme", event.themes))
        for code in values
    ]
    actors = [
        {"partner_id": None, "name": actor.partner, "category": actor.category, "role": actor.role.value}
        for actor in event.actors
    ]
    money = [
        {
            "source": line.source,
            "stage": line.stage.value,
            "amount_minor": line.money.minor,
            "currency": line.money.currency,
        }
        for line in event.money
    ]
    groups = ((event_goal, goals), (event_code, codes), (event_actor, actors), (event_money, money))
    return {table.name: [composed(row) for row in rows] for table, rows in groups}


def _actor_of(row: Mapping[str, Any]) -> Actor:
    return Actor(row["name"], row["category"], ActorRole(row["role"]))


def _results_of(main: Mapping[str, Any]) -> Results:
    share = main["host_share"]
    return Results(
        attendance=attendance_of(main),
        host_country_share=None if share is None else Decimal(share) / SHARE_UNITS,
        outcomes=bitext_of(main, "outcomes"),
        lessons=bitext_of(main, "lessons"),
    )


def _kept_positions(table: sa.Table, old: Sequence[Row], new: Sequence[Row]) -> list[int]:
    if not old:
        return list(range(len(new)))
    known = {name: row["position"] for name, row in zip(_names(table, old), old)}
    kept = [known.get(name) for name in _names(table, new)]
    staying = [place for place in kept if place is not None]
    appended = all(place is None for place in kept[len(staying) :])
    if not appended or staying != sorted(staying):
        return list(range(len(new)))
    beyond = max((row["position"] for row in old), default=-1) + 1
    return [*staying, *range(beyond, beyond + len(new) - len(staying))]


def _names(table: sa.Table, rows: Iterable[Row]) -> list[Hashable]:
    """Natural names of entries; the second of the same name is another entry."""
    seen: Counter[tuple[Any, ...]] = Counter()
    names: list[Hashable] = []
    for row in rows:
        name = tuple(row[column] for column in _NATURAL[table.name])
        seen[name] += 1
        names.append((*name, seen[name]))
    return names


def _neighbours(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    return pairwise(words)
