"""The events behind a number of headquarters: counted, listed page by page, with the package that brought each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import EventKind, Facet
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.overview import Behind, Selection
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.columns import batches, bitext_of
from cultdip_desktop.store.query.figure_sheets import STATES
from cultdip_desktop.store.schema import event, event_actor, event_code, event_goal, event_money
from cultdip_desktop.store.store import Reader

_COLUMNS: Final = (
    event.c.id, event.c.office, event.c.number, event.c.title_vi, event.c.title_en, event.c.title_english,
    event.c.kind, event.c.local_day, event.c.city, event.c.country, event.c.attendance, event.c.source_package,
)  # fmt: skip
_LESSONS: Final = (event.c.lessons_vi, event.c.lessons_en, event.c.lessons_english)


@dataclass(frozen=True, slots=True)
class Places:
    """Where events of a selection lie: days, and the offices that have some."""

    window: Window
    offices: tuple[str, ...]


def page(
    tx: Reader,
    selection: Selection,
    places: Iterable[Places],
    offset: int,
    limit: int,
    left_out: Collection[str] = (),
    tagged: Tagged | None = None,
) -> tuple[Behind, ...]:
    """Events of a selection in these places, the latest day first."""
    near = [
        sa.and_(
            event.c.local_day.between(place.window.first.isoformat(), place.window.last.isoformat()),
            event.c.office.in_(place.offices),
        )
        for place in places
    ]
    if not near:
        return ()
    wanted = [*_conditions(selection, tagged), sa.or_(*near), *_not_among(left_out)]
    statement = sa.select(*_COLUMNS).where(*wanted).order_by(event.c.local_day.desc(), event.c.id)
    found = tx.connection.execute(statement.limit(limit).offset(offset)).mappings()
    return tuple(_behind(dict(row)) for row in found)


def ids(
    tx: Reader, selection: Selection, left_out: Collection[str] = (), tagged: Tagged | None = None
) -> tuple[str, ...]:
    """Ids of all its events, the earliest day first."""
    wanted = [*_conditions(selection, tagged), *_not_among(left_out)]
    return tuple(
        tx.connection.execute(sa.select(event.c.id).where(*wanted).order_by(event.c.local_day, event.c.id)).scalars()
    )


def span(tx: Reader) -> Window | None:
    """From the first to the last day of any event; None when there is none."""
    days = sa.select(event.c.local_day).where(event.c.local_day.is_not(None))
    first = tx.connection.execute(days.order_by(event.c.local_day).limit(1)).scalar()
    last = tx.connection.execute(days.order_by(event.c.local_day.desc()).limit(1)).scalar()
    return None if first is None or last is None else Window(date.fromisoformat(first), date.fromisoformat(last))


def some(tx: Reader, event_ids: Iterable[str]) -> dict[str, Behind]:
    """These events by id, whatever their state; those that were withdrawn are not among them."""
    found: dict[str, Behind] = {}
    for batch in batches(event_ids):
        wanted = (event.c.id.in_(batch), event.c.deleted_at.is_(None), event.c.local_day.is_not(None))
        for row in tx.connection.execute(sa.select(*_COLUMNS).where(*wanted)).mappings():
            found[row["id"]] = _behind(dict(row))
    return found


def lessons(tx: Reader, window: Window, offices: Sequence[str] | None, offset: int, limit: int) -> tuple[Behind, ...]:
    """Events of a window that teach something, with what they teach, the latest day first (R35)."""
    wanted = _lessons(window, offices)
    statement = sa.select(*_COLUMNS, *_LESSONS).where(*wanted).order_by(event.c.local_day.desc(), event.c.id)
    found = tx.connection.execute(statement.limit(limit).offset(offset)).mappings()
    return tuple(_behind(dict(row)) for row in found)


def lessons_number(tx: Reader, window: Window, offices: Sequence[str] | None) -> int:
    """How many of them there are."""
    statement = sa.select(sa.func.count()).select_from(event).where(*_lessons(window, offices))
    counted: int = tx.connection.execute(statement).scalar_one()
    return counted


def _lessons(window: Window, offices: Sequence[str] | None) -> list[sa.ColumnElement[bool]]:
    said = sa.or_(event.c.lessons_vi != sa.literal_column("''"), event.c.lessons_en != sa.literal_column("''"))
    return [*_held(window, offices), said]


def _held(window: Window, offices: Sequence[str] | None) -> list[sa.ColumnElement[bool]]:
    wanted: list[sa.ColumnElement[bool]] = [
        event.c.deleted_at.is_(None),
        event.c.state.in_(STATES),
        event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
    ]
    return wanted if offices is None else [*wanted, event.c.office.in_(offices)]


def _conditions(selection: Selection, tagged: Tagged | None) -> list[sa.ColumnElement[bool]]:
    held = _held(selection.window, selection.offices)
    if tagged is None or selection.dimension not in _BY_TAG:
        return [*held, *_RULES[selection.dimension](selection.key)]
    today = [
        sa.and_(event_goal.c.edition == edition, event_goal.c.code.in_(codes)) for edition, codes in tagged.items()
    ]
    plain = _BY_TAG[selection.dimension](selection.key)
    others = sa.and_(event_goal.c.edition.not_in(sorted(tagged)), plain)
    return [*held, *_with(event_goal, sa.or_(*today, others))]


def _not_among(left_out: Collection[str]) -> list[sa.ColumnElement[bool]]:
    return [event.c.id.not_in(sorted(left_out))] if left_out else []


Tagged = Mapping[str, tuple[str, ...]]
"""By edition, the codes that today count under a row; a tag of another edition counts as it is written."""

_Rule = Callable[[str], list[sa.ColumnElement[bool]]]


def _with(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> list[sa.ColumnElement[bool]]:
    return [sa.exists().where(table.c.event_id == event.c.id, *conditions)]


def _spent(source: str) -> list[sa.ColumnElement[bool]]:
    paid = (event_money.c.stage == MoneyStage.SPENT.value, event_money.c.in_kind == 0)
    return _with(event_money, event_money.c.source == source, *paid)


def _under(group: str) -> sa.ColumnElement[bool]:
    below = event_goal.c.code.startswith(f"{group}.", autoescape=True)
    return sa.or_(event_goal.c.code == group, below)


_BY_TAG: Final[dict[Dimension, Callable[[str], sa.ColumnElement[bool]]]] = {
    Dimension.GOAL: lambda key: event_goal.c.code == key,
    Dimension.GROUP: _under,
    Dimension.SOLUTION: _under,
}


_RULES: Final[dict[Dimension, _Rule]] = {
    Dimension.TOTAL: lambda _key: [],
    Dimension.MISSION: lambda key: [event.c.office == key],
    Dimension.KIND: lambda key: [event.c.kind == key],
    Dimension.GOAL: lambda key: _with(event_goal, event_goal.c.code == key),
    Dimension.GROUP: lambda key: _with(event_goal, _under(key)),
    Dimension.SOLUTION: lambda key: _with(event_goal, _under(key)),
    Dimension.PRODUCT: lambda key: _with(
        event_code, event_code.c.facet == Facet.PRODUCT.value, event_code.c.code == key
    ),
    Dimension.ACTOR: lambda key: _with(event_actor, event_actor.c.category == key),
    Dimension.ROLE: lambda key: _with(event_actor, event_actor.c.role == key),
    Dimension.SOURCE: _spent,
}
"""What else an event of a row fulfils; regions and months are offices and windows."""


def _behind(row: dict[str, Any]) -> Behind:
    return Behind(
        row["id"],
        row["office"],
        row["number"],
        bitext_of(row, "title"),
        EventKind(row["kind"]),
        date.fromisoformat(row["local_day"]),
        row["city"],
        row["country"],
        row["attendance"],
        row["source_package"] or "",
        bitext_of(row, "lessons") if "lessons_vi" in row else BiText(),
    )
