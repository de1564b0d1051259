"""The register of partners as a list: which ones, in what order, what a row shows; and what events tell of one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import EventKind, EventState, Gain, GainKind
from cultdip_desktop.domain.money import Money, MoneyStage
from cultdip_desktop.domain.partner import ActorRole, Consent, PartnerKind
from cultdip_desktop.domain.partner_story import PartnerEvent
from cultdip_desktop.domain.withheld import NOTHING_WITHHELD, Withheld
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.store.columns import batches, bitext_of
from cultdip_desktop.store.schema import (
    event,
    event_actor,
    event_gain,
    event_money,
    interaction,
    partner,
    partner_alias,
    partner_role,
)
from cultdip_desktop.store.store import Reader

_BETWEEN: Final = re.compile(r"[^\w\x00]+")
_NOT_HELD: Final = (EventState.POSTPONED.value, EventState.CANCELLED.value)


SORTS: Final = ("name", "category", "events", "last", "promises")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFilter:
    """What a list of partners asks for."""

    query: str = ""
    """Beginnings of words of any name, city, e-mail or web address; marks and case disregarded."""

    kind: PartnerKind | None = None
    category: str = ""
    consent: Consent | None = None
    country: str = ""
    promises: bool = False
    """Only those with whom a promise is open."""

    sort: str = "name"
    """One of `SORTS`."""

    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """What one line of the list shows."""

    id: str
    name: str
    name_en: str
    kind: PartnerKind
    category: str
    country: str
    city: str
    consent: Consent
    post: str = ""
    """Of a person: title and organisation of a role that lasts, in Vietnamese where it is known."""

    events: int = 0
    """Living events that name the partner."""

    last: date | None = None
    """Day of the last of them so far that was neither postponed nor cancelled."""

    promises: int = 0
    overdue: int = 0
    """Of the open promises, those that should have been kept before today."""


def find_ids(tx: Reader, wanted: PartnerFilter) -> list[str]:
    """Ids of living partners that match, in order. One statement.

    Who types asks ten times for the same list: for a search, list and names are read once a change.
    """
    if not wanted.query.strip():
        return list(tx.connection.execute(_list(wanted)).scalars())
    words = words_of(wanted.query)
    if not words:
        return []
    listed = tx.remembered("partners.listed", replace(wanted, query=""), lambda: _listed(tx, wanted))
    return [id_ for id_, text in listed if all(word in text for word in words)]


def count(tx: Reader) -> int:
    """How many living partners there are."""
    living = sa.select(sa.func.count()).select_from(partner).where(partner.c.deleted_at.is_(None))
    return tx.connection.execute(living).scalar_one()


def rows(tx: Reader, partner_ids: Sequence[str], today: date) -> list[PartnerRow]:
    """Rows in the order asked for; unknown ids are passed over. Four statements whatever the number."""
    found: dict[str, PartnerRow] = {}
    for batch in batches(partner_ids):
        events, promises, posts = _events(tx, batch, today), _promises(tx, batch, today), _posts(tx, batch, today)
        for row in tx.connection.execute(sa.select(*_SHOWN).where(partner.c.id.in_(batch))).mappings():
            id_ = row["id"]
            number, last = events.get(id_, (0, None))
            open_, overdue = promises.get(id_, (0, 0))
            found[id_] = _row(row, posts.get(id_, ""), number, last, open_, overdue)
    return [found[id_] for id_ in partner_ids if id_ in found]


def countries(tx: Reader) -> list[str]:
    """Codes of the countries that living partners are in."""
    wanted = sa.select(partner.c.country).where(partner.c.deleted_at.is_(None), partner.c.country != "").distinct()
    return sorted(tx.connection.execute(wanted).scalars())


def best(tx: Reader, query: str, limit: int, *, kind: PartnerKind | None = None) -> list[str]:
    """Ids of living partners whose names fit what is being typed: names that begin so first, then any word."""
    words = words_of(query)
    if not words:
        return []
    listed = tx.remembered("partners.listed", PartnerFilter(kind=kind), lambda: _listed(tx, PartnerFilter(kind=kind)))
    found = [(id_, text) for id_, text in listed if all(word in text for word in words)]
    start = "\n" + "".join(words)
    return [id_ for id_, _text in sorted(found, key=lambda one: start not in one[1])[:limit]]


def withheld(tx: Reader) -> Withheld:
    """The names of those who do not wish to be listed, also as events wrote them. At most three statements."""
    refused = sa.select(partner.c.id).where(partner.c.consent == Consent.REFUSED.value)
    own = tx.connection.execute(
        sa.select(partner.c.name, partner.c.name_en).where(partner.c.consent == Consent.REFUSED.value)
    ).all()
    if not own:
        return NOTHING_WITHHELD
    others = sa.select(partner_alias.c.name).where(partner_alias.c.partner_id.in_(refused))
    written = sa.select(event_actor.c.name).where(event_actor.c.partner_id.in_(refused)).distinct()
    names = [name for row in own for name in row if name]
    names += tx.connection.execute(others).scalars().all()
    names += tx.connection.execute(written).scalars().all()
    return Withheld(frozenset(names))


def events_of(tx: Reader, partner_id: str) -> list[PartnerEvent]:
    """Living events that name the partner, the latest day first, those without a day before them. Three statements."""
    wanted = (
        sa.select(*_EVENT, event_actor.c.role)
        .join(event_actor, event_actor.c.event_id == event.c.id)
        .where(event_actor.c.partner_id == partner_id, event.c.deleted_at.is_(None))
        .order_by(event.c.local_day.desc().nulls_first(), event.c.id, event_actor.c.position)
    )
    main: dict[str, sa.RowMapping] = {}
    roles: dict[str, list[ActorRole]] = defaultdict(list)
    for row in tx.connection.execute(wanted).mappings():
        main.setdefault(row["id"], row)
        roles[row["id"]].append(ActorRole(row["role"]))
    spent, gains = _spent(tx, list(main)), _gains(tx, list(main))
    return [
        PartnerEvent(
            id=id_,
            number=row["number"],
            title=bitext_of(row, "title"),
            kind=EventKind(row["kind"]),
            state=EventState(row["state"]),
            day=_day(row["local_day"]),
            roles=tuple(dict.fromkeys(roles[id_])),
            attendance=row["attendance"],
            outcomes=bitext_of(row, "outcomes"),
            spent=tuple(spent[id_]),
            gains=tuple(gains[id_]),
        )
        for id_, row in main.items()
    ]


def names_of(tx: Reader) -> list[tuple[str, ...]]:
    """Id, kind, name, English name, e-mail and web address of every living partner, in dictionary order."""
    columns = (partner.c.id, partner.c.kind, partner.c.name, partner.c.name_en, partner.c.email, partner.c.website)
    living = sa.select(*columns).where(partner.c.deleted_at.is_(None)).order_by(partner.c.name_sort, partner.c.id)
    return [tuple(row) for row in tx.connection.execute(living)]


def words_of(query: str) -> tuple[str, ...]:
    """The beginnings of words that a text asks for."""
    cut = _BETWEEN.sub(" ", fold(query).replace("\x00", " ")).split()
    return tuple(f" {word}" for word in dict.fromkeys(cut))


_SHOWN: Final = tuple(
    partner.c[name] for name in ("id", "name", "name_en", "kind", "category", "country", "city", "consent")
)
_EVENT: Final = tuple(
    event.c[name]
    for name in (
        "id number title_vi title_en title_english kind state local_day attendance"
        " outcomes_vi outcomes_en outcomes_english"
    ).split()
)


def _list(wanted: PartnerFilter) -> sa.Select[Any]:
    conditions: list[sa.ColumnElement[bool]] = [partner.c.deleted_at.is_(None)]
    for column, value in (
        (partner.c.kind, wanted.kind),
        (partner.c.category, wanted.category),
        (partner.c.consent, wanted.consent),
        (partner.c.country, wanted.country),
    ):
        if value:
            conditions.append(column == str(value))
    if wanted.promises:
        conditions.append(partner.c.id.in_(sa.select(interaction.c.partner_id).where(_OPEN)))
    listed = sa.select(partner.c.id).where(*conditions)
    if wanted.sort == "name":
        by = (partner.c.name_sort, partner.c.id)
        return listed.order_by(*(column.desc() if wanted.descending else column for column in by))
    if wanted.sort == "category":
        by_value: sa.ColumnElement[Any] = partner.c.category
    else:
        numbers = _MEASURES[wanted.sort]
        listed = listed.outerjoin(numbers, numbers.c.partner_id == partner.c.id)
        by_value = numbers.c.value
    ordered = by_value.desc().nulls_last() if wanted.descending else by_value.asc().nulls_first()
    return listed.order_by(ordered, partner.c.name_sort, partner.c.id)


_OPEN: Final = sa.and_(
    interaction.c.promise != "", interaction.c.promise_done.is_(None), interaction.c.deleted_at.is_(None)
)
_OF_EVENTS: Final = (
    sa.select(event_actor.c.partner_id)
    .join(event, event.c.id == event_actor.c.event_id)
    .where(event.c.deleted_at.is_(None))
    .group_by(event_actor.c.partner_id)
)
_MEASURES: Final[Mapping[str, sa.Subquery]] = {
    "events": _OF_EVENTS.add_columns(sa.func.count(sa.distinct(event.c.id)).label("value")).subquery(),
    "last": _OF_EVENTS.add_columns(sa.func.max(event.c.local_day).label("value"))
    .where(event.c.state.not_in(_NOT_HELD))
    .subquery(),
    "promises": sa.select(interaction.c.partner_id, sa.func.count().label("value"))
    .where(_OPEN)
    .group_by(interaction.c.partner_id)
    .subquery(),
}


def _listed(tx: Reader, wanted: PartnerFilter) -> list[tuple[str, str]]:
    """The list without its search, each id with the words that it is found by."""
    known = tx.remembered("partners.words", None, lambda: _searchable(tx))
    return [(id_, known[id_]) for id_ in tx.connection.execute(_list(replace(wanted, query=""))).scalars()]


def _searchable(tx: Reader) -> dict[str, str]:
    """By id, the folded words of every name; each name begins a line, each word follows a blank."""
    columns = (partner.c.id, partner.c.name, partner.c.name_en, partner.c.city, partner.c.email, partner.c.website)
    texts: dict[str, list[str]] = {}
    for id_, *parts in tx.connection.execute(sa.select(*columns).where(partner.c.deleted_at.is_(None))):
        texts[id_] = [part for part in parts if part]
    for id_, name in tx.connection.execute(sa.select(partner_alias.c.partner_id, partner_alias.c.name)):
        if id_ in texts:
            texts[id_].append(name)
    if not texts:
        return {}
    joined = "\x00\x00".join("\x00".join(part.replace("\x00", " ") for part in parts) for parts in texts.values())
    entries = _BETWEEN.sub(" ", fold(joined)).split("\x00\x00")
    return {id_: "\n " + entry.replace("\x00", "\n ") for id_, entry in zip(texts, entries, strict=True)}


def _events(tx: Reader, batch: Sequence[str], today: date) -> dict[str, tuple[int, date | None]]:
    past = sa.case(
        (sa.and_(event.c.local_day <= today.isoformat(), event.c.state.not_in(_NOT_HELD)), event.c.local_day)
    )
    wanted = _OF_EVENTS.add_columns(sa.func.count(sa.distinct(event.c.id)), sa.func.max(past)).where(
        event_actor.c.partner_id.in_(batch)
    )
    return {id_: (number, _day(last)) for id_, number, last in tx.connection.execute(wanted)}


def _promises(tx: Reader, batch: Sequence[str], today: date) -> dict[str, tuple[int, int]]:
    late = sa.func.sum(sa.case((interaction.c.promise_due < today.isoformat(), 1), else_=0))
    mine = sa.select(interaction.c.partner_id, sa.func.count(), late).where(_OPEN, interaction.c.partner_id.in_(batch))
    found = tx.connection.execute(mine.group_by(interaction.c.partner_id))
    return {id_: (number, overdue) for id_, number, overdue in found}


def _posts(tx: Reader, batch: Sequence[str], today: date) -> dict[str, str]:
    day = today.isoformat()
    lasting = sa.and_(
        sa.or_(partner_role.c.to_day.is_(None), partner_role.c.to_day >= day),
        sa.or_(partner_role.c.from_day.is_(None), partner_role.c.from_day <= day),
    )
    wanted = (
        sa.select(partner_role.c.person_id, partner_role.c.title_vi, partner_role.c.title_en, partner.c.name)
        .join(partner, partner.c.id == partner_role.c.organisation_id)
        .where(partner_role.c.person_id.in_(batch), lasting)
        .order_by(partner_role.c.from_day.desc().nulls_last(), partner_role.c.id)
    )
    posts: dict[str, str] = {}
    for id_, title, english, organisation in tx.connection.execute(wanted):
        posts.setdefault(id_, ", ".join(text for text in (title or english, organisation) if text))
    return posts


def _spent(tx: Reader, event_ids: Sequence[str]) -> dict[str, list[Money]]:
    sums: dict[str, list[Money]] = defaultdict(list)
    line = event_money.c
    for batch in batches(event_ids):
        statement = (
            sa.select(line.event_id, line.currency, sa.func.sum(line.amount_minor))
            .where(line.event_id.in_(batch), line.stage == MoneyStage.SPENT.value, line.in_kind == 0)
            .group_by(line.event_id, line.currency)
            .order_by(line.event_id, line.currency)
        )
        for id_, currency, minor in tx.connection.execute(statement):
            sums[id_].append(Money.of_minor(minor, currency))
    return sums


def _gains(tx: Reader, event_ids: Sequence[str]) -> dict[str, list[Gain]]:
    gains: dict[str, list[Gain]] = defaultdict(list)
    for batch in batches(event_ids):
        mine = sa.select(event_gain).where(event_gain.c.event_id.in_(batch))
        for row in tx.connection.execute(mine.order_by(event_gain.c.event_id, event_gain.c.position)).mappings():
            gains[row["event_id"]].append(Gain(GainKind(row["kind"]), bitext_of(row, "text"), row["partner"]))
    return gains


def _row(row: sa.RowMapping, post: str, events: int, last: date | None, promises: int, overdue: int) -> PartnerRow:
    return PartnerRow(
        id=row["id"],
        name=row["name"],
        name_en=row["name_en"],
        kind=PartnerKind(row["kind"]),
        category=row["category"],
        country=row["country"],
        city=row["city"],
        consent=Consent(row["consent"]),
        post=post,
        events=events,
        last=last,
        promises=promises,
        overdue=overdue,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
