"""What figures are read from: events as `domain.figures` counts them, kept sheets, and which sheets are out of date."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import COUNTED, Facet
from cultdip_desktop.domain.figures import OWN_LANGUAGE, Counted, Dimension
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.store.columns import batches
from cultdip_desktop.store.schema import (
    action,
    change_row,
    event,
    event_actor,
    event_code,
    event_goal,
    event_money,
    event_press,
    figure_mark,
    figure_sheet,
)
from cultdip_desktop.store.store import Reader

_IMPORT: Final = "hq.import"
"""Actions of this label name the one office whose events they touched."""

STATES: Final = tuple(sorted(state.value for state in COUNTED))

_CATALOGUE: Final = "catalogue"

_Conditions = Sequence[sa.ColumnElement[bool]]
Codes = Callable[[str, str], tuple[str, ...]]
"""What a code of an edition is called today."""


def counted(
    tx: Reader,
    window: Window | None = None,
    offices: Iterable[str] | None = None,
    event_ids: Iterable[str] | None = None,
    codes: Codes | None = None,
) -> Iterator[Counted]:
    """Events that figures count: of a window, of offices, of a list of ids, or all. Six statements a batch.

    `codes` says codes of older editions in those of today.
    """
    wanted = [event.c.deleted_at.is_(None), event.c.state.in_(STATES), event.c.local_day.is_not(None)]
    if window is not None:
        wanted.append(event.c.local_day.between(window.first.isoformat(), window.last.isoformat()))
    if offices is not None:
        wanted.append(event.c.office.in_(sorted(offices)))
    if event_ids is None:
        yield from _counted(tx, wanted, codes)
        return
    for batch in batches(event_ids):
        yield from _counted(tx, [*wanted, event.c.id.in_(batch)], codes)


def stale(tx: Reader) -> frozenset[str] | None:
    """Offices whose sheets do not stand for their events; None: all, for there are no sheets yet."""
    mark = tx.connection.execute(sa.select(figure_mark.c.position)).scalar()
    if mark is None:
        return None
    newer = sa.select(action.c.id, action.c.label, action.c.params).where(action.c.position > mark)
    found, others = set[str](), []
    for id_, label, params in tx.connection.execute(newer):
        office = json.loads(params).get("office") if label == _IMPORT else None
        if office:
            found.add(office)
        else:
            others.append(id_)
    touched = _touched(tx, others)
    return None if touched is None else frozenset(found | touched)


def position(tx: Reader) -> int:
    """The last action of the change log."""
    last: int = tx.connection.execute(sa.select(sa.func.coalesce(sa.func.max(action.c.position), 0))).scalar_one()
    return last


def offices(tx: Reader) -> list[str]:
    """Offices that have events."""
    return list(tx.connection.execute(sa.select(event.c.office).distinct().order_by(event.c.office)).scalars())


def kept(
    tx: Reader, dimension: Dimension, window: Window, offices: Iterable[str] | None = None
) -> Iterator[tuple[str, str, str]]:
    """Half month, office and content of the sheets of whole half months."""
    wanted = [
        figure_sheet.c.dimension == dimension.value,
        figure_sheet.c.half.between(window.first.isoformat(), window.last.isoformat()),
    ]
    if offices is not None:
        wanted.append(figure_sheet.c.office.in_(sorted(offices)))
    columns = (figure_sheet.c.half, figure_sheet.c.office, figure_sheet.c.content)
    yield from tx.connection.execute(sa.select(*columns).where(*wanted))


def _touched(tx: Reader, action_ids: Iterable[str]) -> set[str] | None:
    """Offices of the events that these actions touched; None when an event is gone, or codes mean something else."""
    ids = set[str]()
    for batch in batches(action_ids):
        kinds = change_row.c.kind.in_(("event", _CATALOGUE))
        rows = sa.select(change_row.c.kind, change_row.c.entity_id).where(change_row.c.action_id.in_(batch), kinds)
        for kind, entity in tx.connection.execute(rows.distinct()):
            if kind == _CATALOGUE:
                return None
            ids.add(entity)
    found, known = set[str](), 0
    for batch in batches(ids):
        for office, events in tx.connection.execute(
            sa.select(event.c.office, sa.func.count()).where(event.c.id.in_(batch)).group_by(event.c.office)
        ):
            found.add(office)
            known += events
    return found if known == len(ids) else None


def _counted(tx: Reader, wanted: _Conditions, codes: Codes | None) -> Iterator[Counted]:
    columns = (event.c.id, event.c.office, event.c.local_day, event.c.kind, event.c.attendance, event.c.source_package)
    main = tx.connection.execute(sa.select(*columns).where(*wanted).order_by(event.c.id)).all()
    if not main:
        return
    tags = _children(tx, wanted, event_goal, (event_goal.c.code, event_goal.c.edition, event_goal.c.is_primary))
    product = event_code.c.facet == Facet.PRODUCT.value
    products = _children(tx, [*wanted, product], event_code, (event_code.c.code,))
    actors = _children(tx, wanted, event_actor, (event_actor.c.category, event_actor.c.role))
    paid = (event_money.c.stage == MoneyStage.SPENT.value, event_money.c.in_kind == 0)
    columns_of_money = (event_money.c.source, event_money.c.currency, event_money.c.amount_minor)
    spent = _children(tx, [*wanted, *paid], event_money, columns_of_money)
    foreign = event_press.c.language != OWN_LANGUAGE
    press = _children(tx, [*wanted, foreign], event_press, (event_press.c.position,))
    for id_, office, day, kind, attendance, package in main:
        yield Counted(
            id_,
            office,
            day,
            kind,
            attendance or 0,
            len(press.get(id_, ())),
            tuple(_tags(tags.get(id_, ()), codes)),
            tuple(code for (code,) in products.get(id_, ())),
            tuple(actors.get(id_, ())),
            tuple(spent.get(id_, ())),
            package or "",
        )


def _tags(rows: Iterable[tuple[str, str, int]], codes: Codes | None) -> Iterator[tuple[str, bool]]:
    for code, edition, primary in rows:
        for name in (code,) if codes is None else codes(code, edition):
            yield name, bool(primary)


def _children(
    tx: Reader, wanted: _Conditions, table: sa.Table, columns: Sequence[sa.ColumnElement[Any]]
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    statement = sa.select(table.c.event_id, *columns).join(event, event.c.id == table.c.event_id).where(*wanted)
    for row in tx.connection.execute(statement.order_by(*table.primary_key.columns)).all():
        found[row[0]].append(row[1:])
    return found
