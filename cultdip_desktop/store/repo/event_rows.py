"""An event as rows and back: one main row and four tables of children in their order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import (
    FACETS,
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
    EventKind,
    EventState,
    Evidence,
    Gain,
    GainKind,
    GoalTag,
    PressItem,
    PressKind,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.store.columns import Row, bitext_columns, bitext_of, composed, instant_column, instant_from
from cultdip_desktop.store.schema import (
    event_actor,
    event_code,
    event_evidence,
    event_gain,
    event_goal,
    event_money,
    event_press,
)

SHARE_UNITS: Final = 10_000
"""The share of the host country's audience is kept in ten-thousandths."""

_FIELDS: Final = {facet.value: name for facet, name in FACETS.items()}

_NATURAL: Final[dict[str, tuple[str, ...]]] = {
    event_goal.name: ("code",),
    event_code.name: ("facet", "code"),
    event_actor.name: ("name", "role"),
    event_money.name: ("source", "stage", "currency", "in_kind"),
    event_press.name: ("outlet", "title"),
    event_gain.name: ("kind", "text_vi"),
    event_evidence.name: ("field", "media_id"),
}
"""What makes an entry of a list the same entry although its details changed."""


@dataclass(frozen=True, slots=True)
class EventRows:
    """All rows of one event."""

    main: Row
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """By table, in order, without `event_id` and `position`."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An event ready for its tables: what takes time is done, also in another process."""

    id: str
    office: str
    rows: EventRows
    document: Row
    """What it is found by."""


def prepare(event: Event) -> Prepared:
    """Rows and search document of an event."""
    return Prepared(event.id, event.office, to_rows(event), search_document(event))


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
        "planned_attendance": event.planned_attendance,
        "attendance": None if attendance is None else attendance.value,
        "attendance_kind": None if attendance is None else attendance.kind.value,
        "attendance_method": None if attendance is None else attendance.method.value,
        "host_share": None if results.host_country_share is None else int(results.host_country_share * SHARE_UNITS),
        **bitext_columns("outcomes", results.outcomes),
        **bitext_columns("lessons", results.lessons),
        "internal_note": event.internal_note,
        **bitext_columns("audience", event.audience),
        **bitext_columns("fit", event.fit),
        **bitext_columns("link_note", event.link_note),
        **bitext_columns("follow_up", results.follow_up),
        "occasion": event.occasion,
        "occasion_note": event.occasion_note,
        "risk_note": event.risk_note,
        "template": event.template,
        "series_id": event.series,
        "created_at": instant_column(event.created_at),
        "updated_at": instant_column(event.updated_at),
        "deleted_at": instant_column(event.deleted_at),
        "local_day": None if event.day is None else event.day.isoformat(),
    }
    return EventRows({**composed(main), "title_sort": sort_key(event.title.get("vi"))}, _children(event))


def from_rows(main: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]) -> Event:
    """The event back from its rows."""
    codes: dict[str, tuple[str, ...]] = {}
    for row in children.get(event_code.name, ()):
        name = _FIELDS[row["facet"]]
        codes[name] = (*codes.get(name, ()), row["code"])
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
        **codes,
        scale=main["scale"],
        occasion=main["occasion"],
        occasion_note=main["occasion_note"],
        audience=bitext_of(main, "audience"),
        planned_attendance=main["planned_attendance"],
        fit=bitext_of(main, "fit"),
        link_note=bitext_of(main, "link_note"),
        actors=tuple(_actor_of(row) for row in children.get(event_actor.name, ())),
        results=_results_of(main, children),
        evidence=tuple(Evidence(row["field"], row["media_id"]) for row in children.get(event_evidence.name, ())),
        money=tuple(money_of(row) for row in children.get(event_money.name, ())),
        internal_note=main["internal_note"],
        risk_note=main["risk_note"],
        template=main["template"],
        series=main["series_id"],
        created_at=instant_from(main["created_at"]),
        updated_at=instant_from(main["updated_at"]),
        deleted_at=instant_from(main["deleted_at"]),
    )


def goal_of(row: Mapping[str, Any]) -> GoalTag:
    """A goal tag from its row."""
    return GoalTag(row["code"], row["edition"], bool(row["is_primary"]), bitext_of(row, "reason"))


def money_of(row: Mapping[str, Any]) -> MoneyLine:
    """A line of money from its row; one that was logged before it could be a gift is money."""
    money = Money.of_minor(row["amount_minor"], row["currency"])
    return MoneyLine(row["source"], MoneyStage(row["stage"]), money, bool(row.get("in_kind")), row.get("note", ""))


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
        event.audience.vi,
        event.audience.en,
        event.occasion_note,
        *(text for item in event.results.press for text in (item.outlet, item.title)),
    )
    joined = (first + second for title in titles for first, second in _neighbours(title.split()))
    return {
        "title": " ".join(titles),
        "body": " ".join(fold(text) for text in texts if text),
        "joined": " ".join(joined),
    }


def _children(event: Event) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {
        event_goal.name: [
            {
                "code": tag.code,
                "edition": tag.edition,
                "is_primary": int(tag.primary),
                **bitext_columns("reason", tag.reason),
            }
            for tag in event.goals
        ],
        event_code.name: [
            {"facet": facet, "code": code} for facet, name in sorted(_FIELDS.items()) for code in getattr(event, name)
        ],
        event_actor.name: [
            {"partner_id": None, "name": actor.partner, "category": actor.category, "role": actor.role.value}
            for actor in event.actors
        ],
        event_money.name: [
            {
                "source": line.source,
                "stage": line.stage.value,
                "amount_minor": line.money.minor,
                "currency": line.money.currency,
                "in_kind": int(line.in_kind),
                "note": line.note,
            }
            for line in event.money
        ],
        event_press.name: [_press_row(item) for item in event.results.press],
        event_gain.name: [
            {"kind": gain.kind.value, **bitext_columns("text", gain.text), "partner": gain.partner}
            for gain in event.results.gains
        ],
        event_evidence.name: [{"field": item.field, "media_id": item.media} for item in event.evidence],
    }
    return {str(table): [composed(row) for row in rows] for table, rows in groups.items()}


def _press_row(item: PressItem) -> Row:
    return {
        "outlet": item.outlet,
        "kind": item.kind.value,
        "title": item.title,
        "language": item.language,
        "day": None if item.day is None else item.day.isoformat(),
        "reach": item.reach,
        "link": item.link,
        "media_id": item.clipping,
    }


def press_of(row: Mapping[str, Any]) -> PressItem:
    """A piece of coverage from its row."""
    return PressItem(
        outlet=row["outlet"],
        kind=PressKind(row["kind"]),
        title=row["title"],
        language=row["language"],
        day=None if row["day"] is None else date.fromisoformat(row["day"]),
        reach=row["reach"],
        link=row["link"],
        clipping=row["media_id"],
    )


def _actor_of(row: Mapping[str, Any]) -> Actor:
    return Actor(row["name"], row["category"], ActorRole(row["role"]))


def _results_of(main: Mapping[str, Any], children: Mapping[str, Sequence[Mapping[str, Any]]]) -> Results:
    share = main["host_share"]
    gains = children.get(event_gain.name, ())
    return Results(
        attendance=attendance_of(main),
        host_country_share=None if share is None else Decimal(share) / SHARE_UNITS,
        outcomes=bitext_of(main, "outcomes"),
        lessons=bitext_of(main, "lessons"),
        follow_up=bitext_of(main, "follow_up"),
        press=tuple(press_of(row) for row in children.get(event_press.name, ())),
        gains=tuple(Gain(GainKind(row["kind"]), bitext_of(row, "text"), row["partner"]) for row in gains),
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
