"""What is open whatever its day: promises of both sides, and tasks that nobody has given a day."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from cultdip_desktop.domain.partner import Consent, Interaction
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.repo import partner_links
from cultdip_desktop.store.schema import event, interaction, partner, person, task
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise that nobody has kept yet."""

    contact: Interaction
    partner: BiText
    consent: Consent
    who: str
    """Who of this office was in contact; empty when nobody knows."""


def promises(tx: Reader) -> tuple[OpenPromise, ...]:
    """Open promises of living partners: what is due first first, those without a day last. One statement."""
    wanted = (
        sa.select(interaction, partner.c.name, partner.c.name_en, partner.c.consent, person.c.name.label("who"))
        .join(partner, partner.c.id == interaction.c.partner_id)
        .outerjoin(person, person.c.id == interaction.c.person_id)
        .where(
            interaction.c.promise != "",
            interaction.c.promise_done.is_(None),
            interaction.c.deleted_at.is_(None),
            partner.c.deleted_at.is_(None),
        )
        .order_by(interaction.c.promise_due.is_(None), interaction.c.promise_due, interaction.c.id)
    )
    return tuple(
        OpenPromise(
            partner_links.contact_of(row),
            BiText(row["name"], row["name_en"]),
            Consent(row["consent"]),
            row["who"] or "",
        )
        for row in tx.connection.execute(wanted).mappings()
    )


def undated_tasks(tx: Reader) -> tuple[str, ...]:
    """Titles of open tasks without a day, of living events or of none, in their order. One statement."""
    wanted = (
        sa.select(task.c.title)
        .outerjoin(event, event.c.id == task.c.event_id)
        .where(
            task.c.due.is_(None), task.c.done_at.is_(None), task.c.deleted_at.is_(None), event.c.deleted_at.is_(None)
        )
        .order_by(task.c.position, task.c.id)
    )
    return tuple(tx.connection.execute(wanted).scalars())
