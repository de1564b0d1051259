"""The list of missions, as shipped or as headquarters issued it."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.duty import MissionState
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.store.columns import Row, bitext_columns, bitext_of, composed
from cultdip_desktop.store.schema import mission
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> tuple[Mission, ...]:
    """Every mission, in the order of the list."""
    found = tx.connection.execute(sa.select(mission).order_by(mission.c.position, mission.c.id)).mappings()
    return tuple(_mission(row) for row in found)


def get(tx: Reader, mission_id: str) -> Mission:
    """One mission.

    Raises:
        UserError: `mission.not_found`.
    """
    row = tx.connection.execute(sa.select(mission).where(mission.c.id == mission_id)).mappings().first()
    if row is None:
        raise UserError("mission.not_found", id=mission_id)
    return _mission(row)


def replace_all(tx: Writer, missions: Sequence[Mission]) -> None:
    """Make the list exactly this one; entries that stay equal are not touched."""
    old = {row["id"]: dict(row) for row in tx.connection.execute(sa.select(mission)).mappings()}
    new = {entry.id: _row(position, entry) for position, entry in enumerate(missions)}
    gone = old.keys() - new.keys()
    if gone:
        tx.connection.execute(mission.delete().where(mission.c.id.in_(gone)))
    for id_ in new.keys() & old.keys():
        if new[id_] != old[id_]:
            tx.connection.execute(mission.update().where(mission.c.id == id_).values(new[id_]))
    fresh = [row for id_, row in new.items() if id_ not in old]
    if fresh:
        tx.connection.execute(mission.insert(), fresh)


def save(tx: Writer, entry: Mission) -> None:
    """Write what headquarters says of a mission of the list; its place in the list stays.

    Raises:
        UserError: `mission.not_found`.
    """
    found = tx.connection.execute(sa.select(mission).where(mission.c.id == entry.id)).mappings().first()
    if found is None:
        raise UserError("mission.not_found", id=entry.id)
    row = _row(found["position"], entry)
    if any(found[name] != value for name, value in row.items()):
        tx.connection.execute(mission.update().where(mission.c.id == entry.id).values(row))


@functools.cache
def _shipped_regions() -> Mapping[str, str]:
    """Regions of the list that the product ships, for offices that were founded before missions had any."""
    plain = json.loads((resources() / "missions" / "missions.json").read_text(encoding="utf-8"))
    return {item["id"]: item.get("region", "") for item in plain["missions"]}


def _row(position: int, entry: Mission) -> Row:
    return composed(
        {
            "id": entry.id,
            "position": position,
            "kind": entry.kind,
            **bitext_columns("name", entry.name),
            "country": entry.country,
            **bitext_columns("country_name", entry.country_name),
            **bitext_columns("city", entry.city),
            "zone": entry.zone,
            "currency": entry.currency,
            "aliases": json.dumps(entry.aliases, ensure_ascii=False),
            "other_currencies": json.dumps(entry.other_currencies, ensure_ascii=False),
            "confidence": entry.confidence,
            "region": "" if entry.region == _shipped_regions().get(entry.id, "") else entry.region,
            "state": entry.state.value,
            "reports": int(entry.reports),
            "note": entry.note,
        }
    )


def _mission(row: sa.RowMapping) -> Mission:
    plain = dict(row)
    return Mission(
        id=plain["id"],
        kind=plain["kind"],
        name=bitext_of(plain, "name"),
        country=plain["country"],
        country_name=bitext_of(plain, "country_name"),
        city=bitext_of(plain, "city"),
        zone=plain["zone"],
        currency=plain["currency"],
        aliases=tuple(json.loads(plain["aliases"])),
        other_currencies=tuple(json.loads(plain["other_currencies"])),
        confidence=plain["confidence"],
        region=plain["region"] or _shipped_regions().get(plain["id"], ""),
        state=MissionState(plain["state"]),
        reports=bool(plain["reports"]),
        note=plain["note"],
    )
