"""Two entries of the register that are one partner: everything of the one that goes moves to the one that stays."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.store.columns import Row
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.schema import event_actor, interaction, partner, partner_alias, partner_role
from cultdip_desktop.store.store import Writer


def merge(tx: Writer, merged: Partner, gone_id: str) -> Partner:
    """Write `merged` under its id and take the entry `gone_id` out; events go on calling it as they were written.

    Its name and aliases stay names of the merged partner. Every row that changes leaves its image, so that one undo
    restores both exactly.

    Raises:
        UserError: `partner.not_found`, `partner.merge_kinds`, and as `partner.save`.
    """
    kept, gone = (partner_rows.get(tx, id_, with_deleted=True) for id_ in (merged.id, gone_id))
    if kept.id == gone.id:
        raise UserError("partner.merge_one")
    if kept.kind is not gone.kind:
        raise UserError("partner.merge_kinds")
    tx.connection.execute(event_actor.update().where(event_actor.c.partner_id == gone.id).values(partner_id=kept.id))
    tx.connection.execute(interaction.update().where(interaction.c.partner_id == gone.id).values(partner_id=kept.id))
    _move_roles(tx, kept.id, gone.id)
    tx.connection.execute(partner_alias.delete().where(partner_alias.c.partner_id == gone.id))
    tx.connection.execute(partner.delete().where(partner.c.id == gone.id))
    names = (*kept.aliases, kept.name, gone.name, *gone.aliases)
    return partner_rows.save(tx, replace(merged, aliases=names))


def _move_roles(tx: Writer, kept: str, gone: str) -> None:
    """Roles of both; what would then be said twice is said once, and nobody has a role in oneself."""
    side = (partner_role.c.person_id, partner_role.c.organisation_id)
    concerned = sa.or_(*(column.in_((kept, gone)) for column in side))
    seen: set[tuple[object, ...]] = set()
    rows = tx.connection.execute(sa.select(partner_role).where(concerned).order_by(partner_role.c.id)).mappings().all()
    for row in sorted(rows, key=lambda row: gone in (row["person_id"], row["organisation_id"])):
        moved: Row = {name: kept if row[name] == gone else row[name] for name in ("person_id", "organisation_id")}
        said = tuple(value for name, value in {**row, **moved}.items() if name != "id")
        mine = partner_role.c.id == row["id"]
        if said in seen or moved["person_id"] == moved["organisation_id"]:
            tx.connection.execute(partner_role.delete().where(mine))
        elif any(row[name] != value for name, value in moved.items()):
            tx.connection.execute(partner_role.update().where(mine).values(moved))
        seen.add(said)
