"""Partners in the trash, and taking them away for good: not while an event names them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.columns import batches, instant_column, instant_from
from cultdip_desktop.store.repo.trash import KEPT, TrashRow
from cultdip_desktop.store.schema import event_actor, interaction, partner, partner_alias, partner_role
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> list[TrashRow]:
    """Partners in the trash."""
    columns = (partner.c.id, partner.c.name, partner.c.name_en, partner.c.category, partner.c.deleted_at)
    found = tx.connection.execute(sa.select(*columns).where(partner.c.deleted_at.is_not(None)))
    rows = []
    for id_, name, english, category, deleted in found:
        at = instant_from(deleted)
        assert at is not None  # noqa: S101 - only rows in the trash come here
        rows.append(TrashRow("partner", id_, BiText(name, english), category, at))
    return rows


def expired(tx: Reader, now: datetime) -> list[str]:
    """Ids of partners that have been in the trash for 90 days and that no event names."""
    limit = instant_column(now - KEPT)
    return list(tx.connection.execute(sa.select(partner.c.id).where(partner.c.deleted_at <= limit, ~_NAMED)).scalars())


def purge(tx: Writer, partner_ids: Sequence[str]) -> None:
    """Delete for good what of these is in the trash and named by no event, with roles and contacts."""
    for batch in batches(partner_ids):
        gone = sa.select(partner.c.id).where(partner.c.id.in_(batch), partner.c.deleted_at.is_not(None), ~_NAMED)
        ids = tx.connection.execute(gone).scalars().all()
        for column in (
            partner_alias.c.partner_id,
            partner_role.c.person_id,
            partner_role.c.organisation_id,
            interaction.c.partner_id,
            partner.c.id,
        ):
            tx.connection.execute(sa.delete(column.table).where(column.in_(ids)))


_NAMED = sa.exists().where(event_actor.c.partner_id == partner.c.id)
"""Events in the trash name it as well: when they come back, so must the partner."""
