"""The register of partners, found by any of their names without regard to marks and case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.partner import Consent, Partner, PartnerKind
from cultdip_desktop.i18n.fold import fold, nfc
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.store.columns import (
    Row,
    batches,
    bitext_columns,
    bitext_of,
    composed,
    instant_column,
    instant_from,
)
from cultdip_desktop.store.schema import event_actor, partner, partner_alias
from cultdip_desktop.store.store import Reader, Writer

_PLAIN: Final = ("id", "name", "category", "name_en", "country", "city", "phone", "email", "address", "website", "note")


def all(tx: Reader) -> tuple[Partner, ...]:
    """Every partner, those in the trash too, in dictionary order. Two statements."""
    found = tx.connection.execute(sa.select(partner).order_by(partner.c.name_sort, partner.c.id)).mappings().all()
    aliases = _aliases(tx, None)
    return tuple(_partner(row, aliases[row["id"]]) for row in found)


def get(tx: Reader, partner_id: str, *, with_deleted: bool = False) -> Partner:
    """One partner.

    Raises:
        UserError: `partner.not_found`, also for one in the trash unless `with_deleted`.
    """
    found = get_many(tx, (partner_id,))
    if not found or (found[0].deleted_at is not None and not with_deleted):
        raise UserError("partner.not_found")
    return found[0]


def get_many(tx: Reader, partner_ids: Iterable[str]) -> list[Partner]:
    """Partners in the order asked for, those in the trash too; unknown ids are passed over. Two statements."""
    wanted = list(partner_ids)
    found: dict[str, Partner] = {}
    for batch in batches(wanted):
        aliases = _aliases(tx, batch)
        for row in tx.connection.execute(sa.select(partner).where(partner.c.id.in_(batch))).mappings():
            found[row["id"]] = _partner(row, aliases[row["id"]])
    return [found[id_] for id_ in wanted if id_ in found]


def find(tx: Reader, name: str) -> Partner | None:
    """The partner of this name or other name, marks and case disregarded; one in the trash too."""
    found = _by_folded(tx, [fold(name)])
    return get(tx, next(iter(found.values())).id, with_deleted=True) if found else None


def ensure(tx: Writer, name: str, category: str) -> Partner:
    """The partner of this name, made with `category` if there is none."""
    return get(tx, ensure_all(tx, [(name, category)])[name])


def ensure_all(tx: Writer, wanted: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Ids of partners by the names asked for; missing ones are made, one in the trash comes back.

    At most four statements whatever the number.
    """
    folded = {name: fold(name) for name, _ in wanted}
    known = _by_folded(tx, folded.values())
    _bring_back(tx, [entry.id for entry in known.values() if entry.trashed])
    ids = {key: entry.id for key, entry in known.items()}
    rows: list[Row] = []
    for name, category in wanted:
        if folded[name] not in ids:
            ids[folded[name]] = made = tx.ids.new()
            rows.append(_row(Partner(id=made, name=nfc(name.strip()), category=nfc(category))))
    if rows:
        tx.connection.execute(partner.insert(), rows)
    return {name: ids[key] for name, key in folded.items()}


def save(tx: Writer, changed: Partner) -> Partner:
    """Write a new or changed partner; gives it as it now stands.

    A name by which events call it stays one of its names, so that they go on finding it.

    Raises:
        UserError: `partner.name_missing`; `partner.name_taken` or `partner.name_in_trash` with `name`, the other
            partner's name, and `id`.
    """
    if not changed.name.strip():
        raise UserError("partner.name_missing")
    row = _row(changed)
    aliases = _other_names(changed, _written(tx, changed.id))
    _refuse_taken(tx, changed.id, [row["name_folded"], *(fold(name) for name in aliases)])
    stored = tx.connection.execute(sa.select(partner).where(partner.c.id == changed.id)).mappings().first()
    if stored is None:
        tx.connection.execute(partner.insert(), row)
    else:
        row["deleted_at"] = stored["deleted_at"]
        touched = {name: value for name, value in row.items() if stored[name] != value}
        if touched:
            tx.connection.execute(partner.update().where(partner.c.id == changed.id).values(touched))
    write_aliases(tx, changed.id, aliases)
    return get(tx, changed.id, with_deleted=True)


def write_aliases(tx: Writer, partner_id: str, names: Sequence[str]) -> None:
    """Make these the partner's other names; what is so already stays untouched."""
    stored = {
        row.position: row.name
        for row in tx.connection.execute(sa.select(partner_alias).where(partner_alias.c.partner_id == partner_id))
    }
    wanted = dict(enumerate(names))
    mine = partner_alias.c.partner_id == partner_id
    for position in stored.keys() - wanted.keys():
        tx.connection.execute(partner_alias.delete().where(mine, partner_alias.c.position == position))
    for position, name in wanted.items():
        values = {"name": name, "name_folded": fold(name)}
        if position not in stored:
            row = {"partner_id": partner_id, "position": position, **values}
            tx.connection.execute(partner_alias.insert(), row)
        elif stored[position] != name:
            tx.connection.execute(
                partner_alias.update().where(mine, partner_alias.c.position == position).values(values)
            )


def set_deleted(tx: Writer, partner_ids: Iterable[str], *, deleted: bool) -> None:
    """Put partners into the trash now, or take them out."""
    instant = instant_column(tx.now) if deleted else None
    for batch in batches(partner_ids):
        tx.connection.execute(partner.update().where(partner.c.id.in_(batch)).values(deleted_at=instant))


def named_in_events(tx: Reader, partner_ids: Iterable[str]) -> dict[str, int]:
    """How many events name each of these, those in the trash too; who is named nowhere is left out."""
    found: dict[str, int] = {}
    for batch in batches(partner_ids):
        counted = sa.select(event_actor.c.partner_id, sa.func.count(sa.distinct(event_actor.c.event_id)))
        mine = counted.where(event_actor.c.partner_id.in_(batch)).group_by(event_actor.c.partner_id)
        found |= {row[0]: row[1] for row in tx.connection.execute(mine)}
    return found


class _Known:
    __slots__ = ("id", "trashed")

    def __init__(self, id_: str, *, trashed: bool) -> None:
        self.id = id_
        self.trashed = trashed


def _by_folded(tx: Reader, folded: Iterable[str]) -> dict[str, _Known]:
    """Entries by folded name; a name of its own counts before another's alias. One statement."""
    known: dict[str, _Known] = {}
    names = sa.select(
        partner.c.name_folded.label("folded"), partner.c.id, partner.c.deleted_at, sa.literal(0).label("rank")
    )
    others = sa.select(partner_alias.c.name_folded, partner.c.id, partner.c.deleted_at, sa.literal(1)).join(
        partner, partner.c.id == partner_alias.c.partner_id
    )
    for batch in batches(dict.fromkeys(folded)):
        both = sa.union_all(
            names.where(partner.c.name_folded.in_(batch)), others.where(partner_alias.c.name_folded.in_(batch))
        )
        for row in tx.connection.execute(both.order_by(sa.text("rank"), sa.text("id"))):
            known.setdefault(row.folded, _Known(row.id, trashed=row.deleted_at is not None))
    return known


def _bring_back(tx: Writer, ids: Sequence[str]) -> None:
    if ids:
        set_deleted(tx, ids, deleted=False)


def _refuse_taken(tx: Reader, own_id: str, folded: Iterable[str]) -> None:
    for entry in _by_folded(tx, folded).values():
        if entry.id != own_id:
            other = get(tx, entry.id, with_deleted=True)
            code = "partner.name_in_trash" if entry.trashed else "partner.name_taken"
            raise UserError(code, name=other.name, id=other.id)


def _written(tx: Reader, partner_id: str) -> list[str]:
    """The names by which events call the partner."""
    mine = sa.select(event_actor.c.name).where(event_actor.c.partner_id == partner_id).distinct()
    return sorted(tx.connection.execute(mine).scalars())


def _other_names(changed: Partner, written: Iterable[str]) -> list[str]:
    """The aliases as they will be stored: each once, and none that is the name itself."""
    seen = {fold(changed.name)}
    names = []
    for name in (*changed.aliases, *written):
        key = fold(name)
        if key and key not in seen:
            seen.add(key)
            names.append(nfc(name.strip()))
    return names


def _row(entry: Partner) -> Row:
    row: Row = {name: getattr(entry, name).strip() for name in _PLAIN}
    row |= bitext_columns("honorific", entry.honorific)
    row |= {
        "kind": entry.kind.value,
        "consent": entry.consent.value,
        "consent_day": None if entry.consent_day is None else entry.consent_day.isoformat(),
        "deleted_at": instant_column(entry.deleted_at),
    }
    row = composed(row)
    return {**row, "name_folded": fold(row["name"]), "name_sort": sort_key(row["name"])}


def _partner(row: Mapping[Any, Any], aliases: Sequence[str]) -> Partner:
    day = row["consent_day"]
    return Partner(
        **{name: row[name] for name in _PLAIN},
        kind=PartnerKind(row["kind"]),
        honorific=bitext_of(row, "honorific"),
        consent=Consent(row["consent"]),
        consent_day=None if day is None else date.fromisoformat(day),
        aliases=tuple(aliases),
        deleted_at=instant_from(row["deleted_at"]),
    )


def _aliases(tx: Reader, batch: Sequence[str] | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    wanted = sa.select(partner_alias.c.partner_id, partner_alias.c.name)
    if batch is not None:
        wanted = wanted.where(partner_alias.c.partner_id.in_(batch))
    for id_, name in tx.connection.execute(wanted.order_by(partner_alias.c.partner_id, partner_alias.c.position)):
        found[id_].append(name)
    return found
