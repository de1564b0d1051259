"""Lists of events: which ones, in what order, and what a row shows; filtering and sorting are SQL."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import compress, islice
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.money import Money, MoneyStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store import search_index
from cultdip_desktop.store.columns import batches, bitext_of, instant_from
from cultdip_desktop.store.query import event_parts
from cultdip_desktop.store.schema import event, event_code, event_goal, media_item
from cultdip_desktop.store.store import Reader

SORTS: Final[dict[str, sa.ColumnElement[Any]]] = {
    "start": event.c.start_at,
    "title": event.c.title_sort,
    "number": event.c.number,
    "updated": event.c.updated_at,
    "attendance": event.c.attendance,
    "office": event.c.office,
}


_NOT_BY_ID: Final[sa.ColumnElement[str]] = sa.literal_column("+event.id", sa.Text)
"""The id where it must not lead the search (SQLite's unary plus): the order comes from its index, and each id is
looked up in the set of what matches. Half the time of sorting what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What a list asks for; days are local days at the place, both inside."""

    query: str = ""
    first: date | None = None
    last: date | None = None
    goals: tuple[str, ...] = ()
    """Codes, one of which must be tagged; `G2` also finds what is tagged with `G2.1`."""

    codes: tuple[str, ...] = ()
    """Codes of products, themes, channels, …, one of which the event must have."""

    kinds: tuple[EventKind | str, ...] = ()
    states: tuple[EventState | str, ...] = ()
    office: str | None = None
    deleted: bool = False
    """True shows the trash instead of the living."""

    sort: str = "start"
    """`start`, `title`, `number`, `updated`, `attendance`, `office`; days not known yet count as the far future."""

    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """What one line of a list shows."""

    id: str
    number: str
    title: BiText
    kind: EventKind
    state: EventState
    start: datetime | None
    end: datetime | None
    all_day: bool
    zone: str
    city: str
    office: str
    goals: tuple[tuple[str, bool], ...]
    """Code and whether it is the primary one, in order."""

    attendance: int | None
    spent: tuple[Money, ...]
    """Spent sums, one per currency, by the order of the codes."""

    media_count: int
    photo_missing_caption: int
    """Photos and films without a Vietnamese caption."""

    has_results: bool
    updated_at: datetime
    series: str = ""
    """Id of the series that it recurs in, or nothing."""

    @property
    def spent_primary(self) -> Money | None:
        """The first spent sum, None when nothing was spent."""
        return self.spent[0] if self.spent else None


def find_ids(tx: Reader, wanted: EventFilter, limit: int | None = None) -> list[str]:
    """Ids of the matching events in order. One statement; a search is a second, and its list is read once a change."""
    if wanted.query.strip():
        words = search_index.words_of(wanted.query)
        return list(islice(_searched(tx, replace(wanted, query=""), words), limit)) if words else []
    statement = sa.select(event.c.id).where(*_conditions(tx, wanted)).order_by(*_order(wanted)).limit(limit)
    return list(tx.connection.execute(statement).scalars())


def _searched(tx: Reader, wanted: EventFilter, words: tuple[str, ...]) -> Iterator[str]:
    """Those of a list that hold the words.

    Who types asks ten times for the same list in the same order: it is kept, with the numbers that the index
    knows its events by, so that a letter costs the index alone.
    """
    ids, numbers = tx.remembered("events.searched", wanted, lambda: _numbered(tx, wanted))
    return compress(ids, map(search_index.found(tx.connection, words).__contains__, numbers))


def _numbered(tx: Reader, wanted: EventFilter) -> tuple[list[str], array[int]]:
    ids = find_ids(tx, wanted)
    numbers = search_index.numbers(tx.connection)
    return ids, array("q", (numbers.get(id_, -1) for id_ in ids))


def count(tx: Reader, wanted: EventFilter) -> int:
    """How many match."""
    return tx.connection.execute(
        sa.select(sa.func.count()).select_from(event).where(*_conditions(tx, wanted))
    ).scalar_one()


def count_ahead(tx: Reader, wanted: EventFilter, today: date) -> int:
    """How many of the matching events lie ahead from `today` on, or have no day yet. Looks at these alone."""
    ahead = sa.or_(event.c.local_day >= today.isoformat(), event.c.local_day.is_(None))
    statement = sa.select(sa.func.count()).select_from(event).where(*_conditions(tx, wanted), ahead)
    return tx.connection.execute(statement).scalar_one()


def rows(tx: Reader, event_ids: Sequence[str]) -> list[EventRow]:
    """Rows in the order asked for; unknown ids are passed over. Four statements whatever the number."""
    found: dict[str, EventRow] = {}
    for batch in batches(event_ids):
        goals, spent, media = (
            event_parts.goals(tx, batch),
            event_parts.sums(tx, batch, MoneyStage.SPENT),
            _media(tx, batch),
        )
        for main in tx.connection.execute(sa.select(*_SHOWN).where(event.c.id.in_(batch))).mappings():
            id_ = main["id"]
            found[id_] = _row(dict(main), tuple(goals[id_]), tuple(spent[id_]), media.get(id_, (0, 0)))
    return [found[id_] for id_ in event_ids if id_ in found]


_SHOWN: Final = tuple(
    event.c[name]
    for name in (
        "id number title_vi title_en title_english kind state start_at end_at all_day zone city office attendance"
        " host_share outcomes_vi lessons_vi updated_at series_id"
    ).split()
)


def _row(
    main: Mapping[str, Any], goals: tuple[tuple[str, bool], ...], spent: tuple[Money, ...], media: tuple[int, int]
) -> EventRow:
    end = instant_from(main["end_at"])
    updated = instant_from(main["updated_at"])
    assert updated is not None  # noqa: S101 - the column is never empty
    return EventRow(
        id=main["id"],
        number=main["number"],
        title=bitext_of(main, "title"),
        kind=EventKind(main["kind"]),
        state=EventState(main["state"]),
        start=instant_from(main["start_at"]),
        end=end,
        all_day=bool(main["all_day"]),
        zone=main["zone"],
        city=main["city"],
        office=main["office"],
        goals=goals,
        attendance=main["attendance"],
        spent=spent,
        media_count=media[0],
        photo_missing_caption=media[1],
        has_results=main["attendance"] is not None
        or main["host_share"] is not None
        or bool(main["outcomes_vi"] or main["lessons_vi"]),
        updated_at=updated,
        series=main["series_id"] or "",
    )


def _conditions(tx: Reader, wanted: EventFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = [
        event.c.deleted_at.is_not(None) if wanted.deleted else event.c.deleted_at.is_(None)
    ]
    looked_up = event.c.id if search_index.on_server(tx.connection) else _NOT_BY_ID
    if wanted.query.strip():
        words = search_index.words_of(wanted.query)
        conditions.append(looked_up.in_(search_index.matching(tx.connection, words)) if words else sa.false())
    if wanted.first is not None:
        conditions.append(event.c.local_day >= wanted.first.isoformat())
    if wanted.last is not None:
        conditions.append(event.c.local_day <= wanted.last.isoformat())
    if wanted.goals:
        below = [event_goal.c.code.between(f"{code}.", f"{code}/") for code in wanted.goals]
        tagged = sa.or_(event_goal.c.code.in_(wanted.goals), *below)
        conditions.append(looked_up.in_(sa.select(event_goal.c.event_id).where(tagged)))
    if wanted.codes:
        coded = event_code.c.code.in_(wanted.codes)
        conditions.append(looked_up.in_(sa.select(event_code.c.event_id).where(coded)))
    if wanted.kinds:
        conditions.append(event.c.kind.in_([str(kind) for kind in wanted.kinds]))
    if wanted.states:
        conditions.append(event.c.state.in_([str(state) for state in wanted.states]))
    if wanted.office:
        conditions.append(event.c.office == wanted.office)
    return conditions


def _order(wanted: EventFilter) -> list[sa.ColumnElement[Any]]:
    """Said so that an index of the living gives it: an expression over the column would sort every row anew."""
    column = SORTS[wanted.sort]
    if not wanted.descending:
        return [column.asc().nulls_last(), event.c.id]
    down = column.desc()
    return [down.nulls_first() if wanted.sort == "start" else down.nulls_last(), event.c.id.desc()]


def _media(tx: Reader, batch: list[str]) -> dict[str, tuple[int, int]]:
    item = media_item.c
    bare = sa.case((sa.and_(item.kind.in_(("image", "video")), item.caption_vi == ""), 1), else_=0)
    statement = (
        sa.select(item.event_id, sa.func.count(), sa.func.sum(bare))
        .where(item.event_id.in_(batch), item.deleted_at.is_(None))
        .group_by(item.event_id)
    )
    return {id_: (number, missing) for id_, number, missing in tx.connection.execute(statement)}
