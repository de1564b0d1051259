"""What plan list and board show: events by state in the order of their days, with their preparation and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.money import Money, MoneyStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import Step
from cultdip_desktop.store.columns import batches, bitext_of, instant_from
from cultdip_desktop.store.query import event_parts
from cultdip_desktop.store.query import today as today_query
from cultdip_desktop.store.schema import event
from cultdip_desktop.store.store import Reader

_OVER: Final = (EventState.HELD, EventState.RESULTS_IN, EventState.POSTPONED, EventState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One event in the plan list or on a card of the board."""

    id: str
    number: str
    title: BiText
    kind: EventKind
    state: EventState
    start: datetime | None
    """Wall time at the place."""

    end: datetime | None
    all_day: bool
    place: BiText
    goals: tuple[tuple[str, bool], ...]
    """Code and whether it is the primary one, in order."""

    planned: tuple[Money, ...]
    """Planned sums, one per currency."""

    lacking: tuple[Step, ...]
    """What the preparation still lacks."""

    @property
    def done(self) -> int:
        """Parts of the preparation that are there, of `len(Step)`."""
        return len(Step) - len(self.lacking)


def by_state(tx: Reader, first: date | None, last: date | None) -> dict[EventState, list[str]]:
    """Ids of the living events in each state, earliest day first, those without a day last. Two statements.

    In the states of what is over the latest stands first.

    With `first` and `last` only events that begin between them, and those without a day. Without them the order is
    read from its index and the states in one go through the table: to look each row up in that order takes thrice
    as long.
    """
    living, states = event.c.deleted_at.is_(None), sa.select(event.c.id, event.c.state)
    ordered = sa.select(event.c.id).where(living).order_by(event.c.start_at.asc().nulls_last(), event.c.id)
    if first is not None and last is not None:
        begins = event.c.local_day.between(first.isoformat(), last.isoformat())
        mine = sa.or_(begins, event.c.local_day.is_(None))
        ordered, states = ordered.where(mine), states.where(mine)
    else:
        states = states.with_hint(event, "NOT INDEXED", "sqlite")
    found: dict[str, list[str]] = {state.value: [] for state in EventState}
    state_of = {id_: state for id_, state in tx.connection.execute(states.where(living))}  # noqa: C416 - rows
    for id_ in tx.connection.execute(ordered).scalars():
        found[state_of[id_]].append(id_)
    for state in _OVER:
        found[state.value].reverse()
    return {state: found[state.value] for state in EventState}


def rows(tx: Reader, event_ids: Sequence[str]) -> list[PlanRow]:
    """Rows in the order asked for; unknown ids are passed over. Three statements whatever the number."""
    found: dict[str, PlanRow] = {}
    for batch in batches(event_ids):
        goals, planned = event_parts.goals(tx, batch), event_parts.sums(tx, batch, MoneyStage.PLANNED)
        shown = sa.select(*_SHOWN, *today_query.readiness()).where(event.c.id.in_(batch))
        for main in tx.connection.execute(shown).mappings():
            id_ = main["id"]
            found[id_] = _row(dict(main), tuple(goals[id_]), tuple(planned[id_]))
    return [found[id_] for id_ in event_ids if id_ in found]


_SHOWN: Final = tuple(
    event.c[name]
    for name in (
        "id number title_vi title_en title_english kind state start_at end_at all_day zone city"
        " venue_vi venue_en venue_english"
    ).split()
)


def _row(main: Mapping[str, Any], goals: tuple[tuple[str, bool], ...], planned: tuple[Money, ...]) -> PlanRow:
    zone = ZoneInfo(main["zone"])
    start, end = instant_from(main["start_at"]), instant_from(main["end_at"])
    return PlanRow(
        id=main["id"],
        number=main["number"],
        title=bitext_of(main, "title"),
        kind=EventKind(main["kind"]),
        state=EventState(main["state"]),
        start=None if start is None else start.astimezone(zone),
        end=None if end is None else end.astimezone(zone),
        all_day=bool(main["all_day"]),
        place=bitext_of(main, "venue") or BiText(main["city"]),
        goals=goals,
        planned=planned,
        lacking=today_query.lacking(main),
    )
