"""Which events serve a goal, which could, and which goals events like a given one have served."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.coverage import PLANNED
from cultdip_desktop.domain.event import COUNTED, EventKind, EventState
from cultdip_desktop.domain.goal_detail import Serving
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.suggestion import Likeness, Why
from cultdip_desktop.store.columns import bitext_of
from cultdip_desktop.store.schema import event, event_actor, event_code, event_goal
from cultdip_desktop.store.store import Reader

_STATES: Final = tuple(sorted(state.value for state in COUNTED | PLANNED))
_RARE: Final = 1_000
"""Up to so many tags it is quicker to begin with the tags than to walk through the days."""

_LOOKED_AT: Final = 200
"""So many earlier events speak for a trait, the newest: what was usual ten years ago says little."""

_EVENT: Final = tuple(
    event.c[name] for name in ("id", "title_vi", "title_en", "title_english", "kind", "state", "local_day")
)


def serving(
    tx: Reader, code: str, window: Window, limit: int, *, newest_first: bool = False
) -> tuple[tuple[Serving, ...], int]:
    """Events of the window tagged with `code` or below it, by day, and how many there are. Two statements."""
    mine = (*_living(_STATES), _on(window), _tagged(code))
    total = tx.connection.execute(sa.select(sa.func.count()).select_from(event).where(*mine)).scalar_one()
    day = event.c.local_day.desc() if newest_first else event.c.local_day
    shown = sa.select(*_EVENT, _primary(code)).where(*mine).order_by(day, event.c.id).limit(limit)
    return tuple(_serving(row) for row in tx.connection.execute(shown).mappings()), total


def earlier(tx: Reader, code: str, before: date, limit: int) -> tuple[Serving, ...]:
    """The last events tagged with `code` or below it that begin before a day, newest first. Two statements."""
    tags = tx.connection.execute(sa.select(sa.func.count()).select_from(event_goal).where(_below(code))).scalar_one()
    wanted = sa.select(*_EVENT, _primary(code)).where(*_living(_STATES), event.c.local_day < before.isoformat())
    if tags <= _RARE:
        wanted = wanted.where(event.c.id.in_(sa.select(event_goal.c.event_id).where(_below(code))))
    else:
        wanted = wanted.where(_tagged(code))
    shown = wanted.order_by(event.c.local_day.desc(), event.c.id).limit(limit)
    return tuple(_serving(row) for row in tx.connection.execute(shown).mappings())


def could_serve(tx: Reader, code: str, window: Window, limit: int) -> tuple[Serving, ...]:
    """Events of the window that are still to be held and lack the goal, those first whose kind has it most often.

    Two statements.
    """
    often = _kinds_of(tx, code)
    planned = tuple(sorted(state.value for state in PLANNED))
    wanted = (
        sa.select(*_EVENT, sa.literal(0).label("is_primary"))
        .where(*_living(planned), _on(window), sa.not_(_tagged(code)), event.c.kind.in_(sorted(often)))
        .order_by(event.c.local_day, event.c.id)
    )
    found = [_serving(row) for row in tx.connection.execute(wanted).mappings()]
    return tuple(sorted(found, key=lambda one: (-often[one.kind.value], one.day, one.id))[:limit])


def of_kind(tx: Reader, kind: EventKind, but: str) -> list[Likeness]:
    """Goals of the last held events of a kind, the event `but` left aside. Two statements."""
    same = sa.select(event.c.id, sa.literal(kind.value).label("trait")).where(event.c.kind == kind.value)
    return _likeness(tx, Why.KIND, _last(same, but))


def with_codes(tx: Reader, codes: Iterable[str], but: str) -> list[Likeness]:
    """Goals of the last held events that share a product or theme. Two statements."""
    wanted = sorted(set(codes))
    same = sa.select(event.c.id, event_code.c.code.label("trait")).join(event_code).where(event_code.c.code.in_(wanted))
    return _likeness(tx, Why.PRODUCT, _last(same, but)) if wanted else []


def with_partners(tx: Reader, names: Iterable[str], but: str) -> list[Likeness]:
    """Goals of the last held events that share a partner, by the name that the events have. Two statements."""
    wanted = sorted(set(names))
    same = sa.select(event.c.id, event_actor.c.name.label("trait")).join(event_actor)
    return _likeness(tx, Why.PARTNER, _last(same.where(event_actor.c.name.in_(wanted)), but)) if wanted else []


def _last(same: sa.Select[Any], but: str) -> sa.Select[Any]:
    held = tuple(sorted(state.value for state in COUNTED))
    mine = same.where(*_living(held), event.c.local_day.is_not(None), event.c.id != but)
    return mine.order_by(event.c.local_day.desc(), event.c.id).limit(_LOOKED_AT)


def _likeness(tx: Reader, why: Why, like: sa.Select[Any]) -> list[Likeness]:
    by_trait: dict[str, set[str]] = defaultdict(set)
    for event_id, trait in tx.connection.execute(like):
        by_trait[trait].add(event_id)
    goals = _goals_of(tx, sorted(set().union(*by_trait.values())))
    found = []
    for trait, ids in by_trait.items():
        counts = Counter(code for event_id in ids for code in goals.get(event_id, ()))
        found += [Likeness(why, trait, code, events, len(ids)) for code, events in sorted(counts.items())]
    return found


def _goals_of(tx: Reader, ids: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    wanted = sa.select(event_goal.c.event_id, event_goal.c.code).where(event_goal.c.event_id.in_(ids))
    for event_id, code in tx.connection.execute(wanted):
        found[event_id].add(code)
    return found


def _kinds_of(tx: Reader, code: str) -> dict[str, int]:
    """How often each kind of event has the goal, by its last tags."""
    last = sa.select(event_goal.c.event_id).where(_below(code)).order_by(event_goal.c.event_id.desc()).limit(_RARE)
    wanted = sa.select(event.c.kind, sa.func.count()).where(event.c.id.in_(last), event.c.deleted_at.is_(None))
    return dict(tx.connection.execute(wanted.group_by(event.c.kind)).all())


def _living(states: Sequence[str]) -> tuple[sa.ColumnElement[bool], ...]:
    return event.c.deleted_at.is_(None), event.c.state.in_(states)


def _on(window: Window) -> sa.ColumnElement[bool]:
    return event.c.local_day.between(window.first.isoformat(), window.last.isoformat())


def _below(code: str) -> sa.ColumnElement[bool]:
    """The code itself, or one below it: a range of the index, which a LIKE would not use."""
    return sa.or_(event_goal.c.code == code, sa.and_(event_goal.c.code >= f"{code}.", event_goal.c.code < f"{code}/"))


def _tagged(code: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(event_goal.c.event_id == event.c.id, _below(code))


def _primary(code: str) -> sa.Label[Any]:
    mine = sa.select(sa.func.max(event_goal.c.is_primary)).where(event_goal.c.event_id == event.c.id, _below(code))
    return mine.scalar_subquery().label("is_primary")


def _serving(row: sa.RowMapping) -> Serving:
    return Serving(
        id=row["id"],
        title=bitext_of(dict(row), "title"),
        kind=EventKind(row["kind"]),
        state=EventState(row["state"]),
        day=date.fromisoformat(row["local_day"]),
        primary=bool(row["is_primary"]),
    )
