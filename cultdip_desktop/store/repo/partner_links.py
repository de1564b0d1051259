"""What hangs on a partner: roles of persons in organisations, and the log of contacts with its promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.partner import Interaction, InteractionKind, PartnerRole, PromisedBy
from cultdip_desktop.store.columns import (
    Row,
    batches,
    bitext_columns,
    bitext_of,
    composed,
    instant_column,
    instant_from,
    upsert,
)
from cultdip_desktop.store.schema import interaction, partner, partner_role
from cultdip_desktop.store.store import Reader, Writer


def roles_of(tx: Reader, partner_id: str) -> list[tuple[PartnerRole, str, str]]:
    """Roles of a person, or in an organisation, each with id and name of the other side; those that last first."""
    other = sa.case(
        (partner_role.c.person_id == partner_id, partner_role.c.organisation_id), else_=partner_role.c.person_id
    )
    mine = sa.or_(partner_role.c.person_id == partner_id, partner_role.c.organisation_id == partner_id)
    wanted = (
        sa.select(partner_role, partner.c.id.label("other_id"), partner.c.name.label("other_name"))
        .join(partner, partner.c.id == other)
        .where(mine)
        .order_by(
            partner_role.c.to_day.desc().nulls_first(), partner_role.c.from_day.desc().nulls_last(), partner_role.c.id
        )
    )
    found = tx.connection.execute(wanted).mappings()
    return [(_role(row), row["other_id"], row["other_name"]) for row in found]


def save_role(tx: Writer, role: PartnerRole) -> PartnerRole:
    """Write a new or changed role; gives it as it now stands.

    Raises:
        UserError: `partner.role_two` when both sides are one, `partner.role_span` when it ends before it begins.
    """
    if role.person_id == role.organisation_id:
        raise UserError("partner.role_two")
    if role.from_day is not None and role.to_day is not None and role.to_day < role.from_day:
        raise UserError("partner.role_span")
    upsert(tx.connection, partner_role, _role_row(role))
    return get_role(tx, role.id)


def get_role(tx: Reader, role_id: str) -> PartnerRole:
    """One role.

    Raises:
        UserError: `partner.role_not_found`.
    """
    row = tx.connection.execute(sa.select(partner_role).where(partner_role.c.id == role_id)).mappings().first()
    if row is None:
        raise UserError("partner.role_not_found")
    return _role(row)


def delete_role(tx: Writer, role_id: str) -> None:
    """Remove a role that never was."""
    tx.connection.execute(partner_role.delete().where(partner_role.c.id == role_id))


def contacts_of(tx: Reader, partner_ids: Iterable[str]) -> list[Interaction]:
    """Contacts with these partners that were not taken away, the newest first."""
    found: list[Interaction] = []
    for batch in batches(partner_ids):
        wanted = sa.select(interaction).where(interaction.c.partner_id.in_(batch), interaction.c.deleted_at.is_(None))
        ordered = wanted.order_by(interaction.c.day.desc(), interaction.c.created_at.desc(), interaction.c.id.desc())
        found += [contact_of(row) for row in tx.connection.execute(ordered).mappings()]
    return found


def get_contact(tx: Reader, contact_id: str) -> Interaction:
    """One contact.

    Raises:
        UserError: `partner.contact_not_found`, also for one that was taken away.
    """
    wanted = sa.select(interaction).where(interaction.c.id == contact_id, interaction.c.deleted_at.is_(None))
    row = tx.connection.execute(wanted).mappings().first()
    if row is None:
        raise UserError("partner.contact_not_found")
    return contact_of(row)


def save_contact(tx: Writer, contact: Interaction) -> Interaction:
    """Write a new or changed contact; gives it as it now stands."""
    row = _contact_row(contact)
    row["created_at"] = row["created_at"] or instant_column(tx.now)
    upsert(tx.connection, interaction, row)
    return get_contact(tx, contact.id)


def delete_contact(tx: Writer, contact_id: str) -> None:
    """Take a contact away; undo brings it back."""
    row = interaction.c.id == contact_id
    tx.connection.execute(interaction.update().where(row).values(deleted_at=instant_column(tx.now)))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _role(row: Mapping[Any, Any]) -> PartnerRole:
    return PartnerRole(
        id=row["id"],
        person_id=row["person_id"],
        organisation_id=row["organisation_id"],
        title=bitext_of(row, "title"),
        from_day=_day(row["from_day"]),
        to_day=_day(row["to_day"]),
    )


def _role_row(role: PartnerRole) -> Row:
    return composed(
        {
            "id": role.id,
            "person_id": role.person_id,
            "organisation_id": role.organisation_id,
            **bitext_columns("title", role.title),
            "from_day": _text(role.from_day),
            "to_day": _text(role.to_day),
        }
    )


def contact_of(row: Mapping[Any, Any]) -> Interaction:
    """A contact from its row, whatever else the row holds."""
    return Interaction(
        id=row["id"],
        partner_id=row["partner_id"],
        day=date.fromisoformat(row["day"]),
        kind=InteractionKind(row["kind"]),
        summary=row["summary"],
        person_id=row["person_id"],
        event_id=row["event_id"],
        promise=row["promise"],
        promise_by=PromisedBy(row["promise_by"]) if row["promise_by"] else None,
        promise_due=_day(row["promise_due"]),
        promise_done=_day(row["promise_done"]),
        created_at=instant_from(row["created_at"]),
        deleted_at=instant_from(row["deleted_at"]),
    )


def _contact_row(contact: Interaction) -> Row:
    promised = bool(contact.promise.strip())
    return composed(
        {
            "id": contact.id,
            "partner_id": contact.partner_id,
            "day": contact.day.isoformat(),
            "kind": contact.kind.value,
            "summary": contact.summary.strip(),
            "person_id": contact.person_id,
            "event_id": contact.event_id,
            "promise": contact.promise.strip(),
            "promise_by": (contact.promise_by or PromisedBy.US).value if promised else "",
            "promise_due": _text(contact.promise_due) if promised else None,
            "promise_done": _text(contact.promise_done) if promised else None,
            "created_at": instant_column(contact.created_at),
            "deleted_at": instant_column(contact.deleted_at),
        }
    )
