"""How many events serve which goals, when: counted by SQL, laid over the tree by `domain.coverage`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.coverage import PLANNED, Tally
from cultdip_desktop.domain.event import COUNTED, EventKind, EventState
from cultdip_desktop.domain.goal_detail import Serving
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.suggestion import Likeness, Why
from cultdip_desktop.store.columns import bitext_of
from cultdip_desktop.store.schema import event, event_actor, event_code, event_goal
from cultdip_desktop.store.store import Reader

_PRIMARY: Final = "*"
_STATES: Final = tuple(sorted(state.value for state in COUNTED | PLANNED))


def tallies(tx: Reader, window: Window) -> list[Tally]:
    """Events of the window that were held or are planned, by half month and set of tags. One statement."""
    held = event.c.state.in_(sorted(state.value for state in COUNTED))
    tag = event_goal.c.code + sa.case((event_goal.c.is_primary == 1, _PRIMARY), else_="")
    # Every event of the window is met in the order of its key, and its tags lie beside each other.
    of_event = sa.select(sa.func.group_concat(tag, " ")).where(event_goal.c.event_id == event.c.id).scalar_subquery()
    half = sa.func.substr(event.c.local_day, 1, 7) + sa.case(
        (sa.func.substr(event.c.local_day, 9, 2) >= "15", "-15"), else_="-01"
    )
    each = (
        sa.select(half.label("month"), held.label("held"), of_event.label("tags"))
        .where(
            event.c.deleted_at.is_(None),
            event.c.state.in_(_STATES),
            event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
        )
        .subquery()
    )
    # A condition on the tags here would have SQLite gather them twice.
    grouped = sa.select(each.c.month, each.c.held, each.c.tags, sa.func.count()).group_by("month", "held", "tags")
    known: dict[str, tuple[tuple[str, bool], ...]] = {}
    days: dict[str, date] = {}
    found = []
    for month, was_held, tags, events in tx.connection.execute(grouped):
        if tags is None:
            continue
        day = days.get(month) or days.setdefault(month, date.fromisoformat(month))
        codes = known.get(tags) or known.setdefault(tags, _tags(tags))
        found.append(Tally(day, bool(was_held), codes, events))
    return found


def span(tx: Reader) -> Window | None:
    """From the first to the last day of the events that coverage counts; None when there is none. Two statements."""
    counted = sa.select(event.c.local_day).where(
        event.c.deleted_at.is_(None), event.c.state.in_(_STATES), event.c.local_day.is_not(None)
    )
    first = tx.connection.execute(counted.order_by(event.c.local_day).limit(1)).scalar()
    last = tx.connection.execute(counted.order_by(event.c.local_day.desc()).limit(1)).scalar()
    if first is None or last is None:
        return None
    return Window(date.fromisoformat(first), date.fromisoformat(last))


def serving(
    tx: Reader, code: str, window: Window, limit: int, *, newest_first: bool = False
) -> tuple[tuple[Serving, ...], int]:
    """Events of the window tagged with `code` or below it, by day, and how many there are. Two statements."""
    mine = _tagged(code, window)
    total = tx.connection.execute(
        sa.select(sa.func.count(sa.distinct(event.c.id))).select_from(event).join(event_goal).where(*mine)
    ).scalar_one()
    day = event.c.local_day.desc() if newest_first else event.c.local_day
    shown = (
        sa.select(*_SERVING, sa.func.max(event_goal.c.is_primary).label("is_primary"))
        .join(event_goal)
        .where(*mine)
        .group_by(event.c.id)
        .order_by(day, event.c.id)
        .limit(limit)
    )
    return tuple(_serving(row) for row in tx.connection.execute(shown).mappings()), total


def could_serve(tx: Reader, code: str, window: Window, limit: int) -> tuple[Serving, ...]:
    """Events of the window that are still to be held and lack the goal, those first whose kind often has it.

    Two statements: kinds are few, and counting them for every event would read all events as often.
    """
    of_kind = (
        sa.select(event.c.kind, sa.func.count().label("number"))
        .join(event_goal)
        .where(event.c.deleted_at.is_(None), _below(code))
    )
    often = {row.kind: row.number for row in tx.connection.execute(of_kind.group_by(event.c.kind))}
    if not often:
        return ()
    has = sa.select(event_goal.c.event_id).where(_below(code))
    wanted = (
        sa.select(*_SERVING, sa.literal(0).label("is_primary"))
        .where(
            event.c.deleted_at.is_(None),
            event.c.state.in_(sorted(state.value for state in PLANNED)),
            event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
            event.c.kind.in_(sorted(often)),
            event.c.id.not_in(has),
        )
        .order_by(sa.case(often, value=event.c.kind).desc(), event.c.local_day, event.c.id)
        .limit(limit)
    )
    return tuple(_serving(row) for row in tx.connection.execute(wanted).mappings())


_SERVING: Final = tuple(
    event.c[name] for name in ("id", "title_vi", "title_en", "title_english", "kind", "state", "local_day")
)


def _tagged(code: str, window: Window) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        event.c.deleted_at.is_(None),
        event.c.state.in_(_STATES),
        event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
        _below(code),
    )


def _below(code: str) -> sa.ColumnElement[bool]:
    return sa.or_(event_goal.c.code == code, event_goal.c.code.startswith(f"{code}.", autoescape=True))


def _serving(row: sa.RowMapping) -> Serving:
    return Serving(
        id=row["id"],
        title=bitext_of(dict(row), "title"),
        kind=EventKind(row["kind"]),
        state=EventState(row["state"]),
        day=date.fromisoformat(row["local_day"]),
        primary=bool(row["is_primary"]),
    )


def of_kind(tx: Reader, kind: EventKind, but: str) -> list[Likeness]:
    """Goals of the held events of a kind, the event `but` left aside. Two statements."""
    same = sa.select(event.c.id, sa.literal(kind.value).label("trait")).where(event.c.kind == kind.value)
    return _likeness(tx, Why.KIND, same.where(event.c.id != but, *_EARLIER))


def with_codes(tx: Reader, codes: Iterable[str], but: str) -> list[Likeness]:
    """Goals of the held events that share a product or theme. Two statements."""
    same = sa.select(event.c.id, event_code.c.code.label("trait")).join(event_code)
    return _likeness(
        tx, Why.PRODUCT, same.where(event_code.c.code.in_(sorted(set(codes))), event.c.id != but, *_EARLIER)
    )


def with_partners(tx: Reader, names: Iterable[str], but: str) -> list[Likeness]:
    """Goals of the held events that share a partner, by the name that the events have. Two statements."""
    same = sa.select(event.c.id, event_actor.c.name.label("trait")).join(event_actor)
    return _likeness(
        tx, Why.PARTNER, same.where(event_actor.c.name.in_(sorted(set(names))), event.c.id != but, *_EARLIER)
    )


_EARLIER: Final = (event.c.deleted_at.is_(None), event.c.state.in_(sorted(state.value for state in COUNTED)))


def _likeness(tx: Reader, why: Why, like: sa.Select[Any]) -> list[Likeness]:
    known = like.distinct().subquery()
    counted = sa.select(known.c.trait, sa.func.count()).group_by(known.c.trait)
    sizes: dict[str, int] = dict(tx.connection.execute(counted).all())
    grouped = (
        sa.select(known.c.trait, event_goal.c.code, sa.func.count(sa.distinct(known.c.id)))
        .select_from(known.join(event_goal, event_goal.c.event_id == known.c.id))
        .group_by(known.c.trait, event_goal.c.code)
    )
    return [Likeness(why, trait, code, events, sizes[trait]) for trait, code, events in tx.connection.execute(grouped)]


def _tags(text: str) -> tuple[tuple[str, bool], ...]:
    return tuple((part.removesuffix(_PRIMARY), part.endswith(_PRIMARY)) for part in text.split(" "))
