"""A second count for tests: events that figures count, loaded from their tables, and the packages behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.domain.event import COUNTED, Event, EventKind, EventState, Results
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.store.columns import batches, bitext_of, instant_from
from cultdip_desktop.store.repo.event_rows import attendance_of, goal_of, money_of
from cultdip_desktop.store.schema import event, event_goal, event_money
from cultdip_desktop.store.store import Reader


def counted_events(tx: Reader, window: Window, office: str | None = None) -> list[Event]:
    """Events held in the window, by day: title, place, goal tags, attendance and spent money; nothing else.

    Complete for `domain.figures.count`, never to be written back. Three statements.
    """
    wanted: list[sa.ColumnElement[bool]] = [
        event.c.deleted_at.is_(None),
        event.c.state.in_(sorted(state.value for state in COUNTED)),
        event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
    ]
    if office is not None:
        wanted.append(event.c.office == office)
    goals = _children(tx, event_goal, wanted)
    spent = _children(
        tx, event_money, [*wanted, event_money.c.stage == MoneyStage.SPENT.value, event_money.c.in_kind == 0]
    )
    statement = sa.select(event).where(*wanted).order_by(event.c.start_at, event.c.id)
    return [
        _light(dict(row), goals.get(row["id"], ()), spent.get(row["id"], ()))
        for row in tx.connection.execute(statement).mappings()
    ]


def packages_of(tx: Reader, event_ids: Iterable[str]) -> dict[str, str]:
    """Row id of the received package behind each event's present content; own events have none."""
    found: dict[str, str] = {}
    for batch in batches(event_ids):
        mine = (event.c.id.in_(batch), event.c.source_package.is_not(None))
        for id_, package in tx.connection.execute(sa.select(event.c.id, event.c.source_package).where(*mine)):
            found[id_] = package
    return found


_Rows = Iterable[Mapping[str, Any]]


def _children(tx: Reader, table: sa.Table, wanted: list[sa.ColumnElement[bool]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    statement = sa.select(table).join(event, event.c.id == table.c.event_id).where(*wanted)
    for row in tx.connection.execute(statement.order_by(*table.primary_key.columns)).mappings():
        found[row["event_id"]].append(dict(row))
    return found


def _light(main: Mapping[str, Any], goals: _Rows, spent: _Rows) -> Event:
    return Event(
        id=main["id"],
        office=main["office"],
        number=main["number"],
        title=bitext_of(main, "title"),
        kind=EventKind(main["kind"]),
        state=EventState(main["state"]),
        start=instant_from(main["start_at"]),
        end=instant_from(main["end_at"]),
        all_day=bool(main["all_day"]),
        zone=main["zone"],
        city=main["city"],
        country=main["country"],
        goals=tuple(goal_of(row) for row in goals),
        money=tuple(money_of(row) for row in spent),
        results=Results(attendance=attendance_of(main)),
    )
