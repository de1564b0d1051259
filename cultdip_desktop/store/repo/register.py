"""Registers of initiatives and of commendations."""

from __future__ import annotations

import json
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.register import (
    Commendation,
    Commended,
    Initiative,
    InitiativeClass,
    InitiativeStage,
)
from cultdip_desktop.store.columns import bitext_columns, bitext_of, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import commendation, initiative
from cultdip_desktop.store.store import Reader, Writer


def initiatives(tx: Reader) -> tuple[Initiative, ...]:
    """Living initiatives, the one proposed last first."""
    wanted = (
        sa.select(initiative)
        .where(initiative.c.deleted_at.is_(None))
        .order_by(initiative.c.proposed_on.desc(), initiative.c.id)
    )
    return tuple(_initiative(row) for row in tx.connection.execute(wanted).mappings())


def get_initiative(tx: Reader, initiative_id: str) -> Initiative:
    """One initiative.

    Raises:
        UserError: `register.not_found`.
    """
    row = tx.connection.execute(sa.select(initiative).where(initiative.c.id == initiative_id)).mappings().first()
    if row is None:
        raise UserError("register.not_found")
    return _initiative(row)


def save_initiative(tx: Writer, changed: Initiative) -> None:
    """Add or change an initiative; `deleted_at` puts it away."""
    row = {
        "id": changed.id,
        **bitext_columns("title", changed.title),
        **bitext_columns("text", changed.text),
        "class": changed.cls.value,
        "stage": changed.stage.value,
        "person_id": changed.person_id,
        "proposed_on": changed.proposed_on.isoformat(),
        "due": None if changed.due is None else changed.due.isoformat(),
        **bitext_columns("result", changed.result),
        "event_id": changed.event_id,
        "created_at": instant_column(changed.created_at or tx.now),
        "deleted_at": instant_column(changed.deleted_at),
    }
    upsert(tx.connection, initiative, row)


def commendations(tx: Reader) -> tuple[Commendation, ...]:
    """Living proposals to commend, the one proposed last first."""
    wanted = (
        sa.select(commendation)
        .where(commendation.c.deleted_at.is_(None))
        .order_by(commendation.c.proposed_on.desc(), commendation.c.id)
    )
    return tuple(_commendation(row) for row in tx.connection.execute(wanted).mappings())


def get_commendation(tx: Reader, commendation_id: str) -> Commendation:
    """One proposal.

    Raises:
        UserError: `register.not_found`.
    """
    wanted = sa.select(commendation).where(commendation.c.id == commendation_id)
    row = tx.connection.execute(wanted).mappings().first()
    if row is None:
        raise UserError("register.not_found")
    return _commendation(row)


def save_commendation(tx: Writer, changed: Commendation) -> None:
    """Add or change a proposal; `deleted_at` puts it away."""
    row = {
        "id": changed.id,
        "name": changed.name,
        "partner_id": changed.partner_id,
        "kind": changed.kind.value,
        "award": changed.award,
        **bitext_columns("reason", changed.reason),
        "proposed_on": changed.proposed_on.isoformat(),
        "events": json.dumps(list(changed.events)),
        "created_at": instant_column(changed.created_at or tx.now),
        "deleted_at": instant_column(changed.deleted_at),
    }
    upsert(tx.connection, commendation, row)


def _initiative(row: sa.RowMapping) -> Initiative:
    return Initiative(
        id=row["id"],
        title=bitext_of(row, "title"),
        text=bitext_of(row, "text"),
        cls=InitiativeClass(row["class"]),
        stage=InitiativeStage(row["stage"]),
        person_id=row["person_id"],
        proposed_on=date.fromisoformat(row["proposed_on"]),
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        result=bitext_of(row, "result"),
        event_id=row["event_id"],
        created_at=instant_from(row["created_at"]),
        deleted_at=instant_from(row["deleted_at"]),
    )


def _commendation(row: sa.RowMapping) -> Commendation:
    return Commendation(
        id=row["id"],
        name=row["name"],
        partner_id=row["partner_id"],
        kind=Commended(row["kind"]),
        award=row["award"],
        reason=bitext_of(row, "reason"),
        proposed_on=date.fromisoformat(row["proposed_on"]),
        events=tuple(json.loads(row["events"])),
        created_at=instant_from(row["created_at"]),
        deleted_at=instant_from(row["deleted_at"]),
    )
