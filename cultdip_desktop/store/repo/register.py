"""Registers of initiatives and of commendations."""

from __future__ import annotations

import json
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_of
from cultdip_desktop.domain.register import (
    Commendation,
    Commended,
    Initiative,
    InitiativeClass,
    InitiativeStage,
    InitiativeStep,
)
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.store.columns import bitext_columns, bitext_of, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import commendation, initiative, initiative_step
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


def save_initiative(tx: Writer, changed: Initiative, note: str = "", person: str | None = None) -> None:
    """Add or change an initiative; `deleted_at` puts it away. Another stage is noted as a step, with its `note`."""
    stage = tx.connection.execute(sa.select(initiative.c.stage).where(initiative.c.id == changed.id)).scalar()
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
        "office": changed.office,
        "assigned": nfc(changed.assigned),
        "note": nfc(changed.note),
    }
    upsert(tx.connection, initiative, row)
    if stage is not None and stage != changed.stage.value:
        step = InitiativeStep(
            tx.ids.new(), changed.id, InitiativeStage(stage), changed.stage, tx.now, person, nfc(note)
        )
        tx.connection.execute(initiative_step.insert(), _step_row(step))


def steps(tx: Reader, initiative_id: str) -> tuple[InitiativeStep, ...]:
    """How an initiative came to its stage, the first step first."""
    mine = sa.select(initiative_step).where(initiative_step.c.initiative_id == initiative_id)
    found = tx.connection.execute(mine.order_by(initiative_step.c.at, initiative_step.c.id)).mappings()
    return tuple(
        InitiativeStep(
            row["id"],
            row["initiative_id"],
            InitiativeStage(row["stage_before"]),
            InitiativeStage(row["stage"]),
            instant_of(row["at"]),
            row["person_id"],
            row["note"],
        )
        for row in found
    )


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
        "office": changed.office,
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
        office=row["office"],
        assigned=row["assigned"],
        note=row["note"],
    )


def _step_row(step: InitiativeStep) -> dict[str, str | None]:
    return {
        "id": step.id,
        "initiative_id": step.initiative_id,
        "stage_before": step.before.value,
        "stage": step.stage.value,
        "at": instant_column(step.at),
        "person_id": step.person_id,
        "note": step.note,
    }


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
        office=row["office"],
    )
