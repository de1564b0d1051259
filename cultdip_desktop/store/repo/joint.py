"""Decisions about events of several missions that are one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.joint import Joint, JointState
from cultdip_desktop.store.columns import batches, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import joint, joint_member
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader, states: Collection[JointState] = ()) -> tuple[Joint, ...]:
    """Every decision in these states (all without any), the newest first."""
    wanted = sa.select(joint).order_by(joint.c.made_at.desc(), joint.c.id)
    if states:
        wanted = wanted.where(joint.c.state.in_([state.value for state in states]))
    rows = tx.connection.execute(wanted).mappings().all()
    members: dict[str, list[str]] = {row["id"]: [] for row in rows}
    for batch in batches(members):
        mine = sa.select(joint_member).where(joint_member.c.joint_id.in_(batch)).order_by(joint_member.c.event_id)
        for row in tx.connection.execute(mine).mappings():
            members[row["joint_id"]].append(row["event_id"])
    return tuple(_joint(row, members[row["id"]]) for row in rows)


def get(tx: Reader, joint_id: str) -> Joint:
    """One decision.

    Raises:
        UserError: `joint.not_found`.
    """
    found = [one for one in all(tx) if one.id == joint_id]
    if not found:
        raise UserError("joint.not_found", id=joint_id[:60])
    return found[0]


def linked_of(tx: Reader, event_ids: Collection[str]) -> tuple[Joint, ...]:
    """The links that hold any of these events."""
    wanted = set(event_ids)
    return tuple(one for one in all(tx, (JointState.LINKED,)) if wanted & set(one.event_ids))


def save(tx: Writer, made: Joint) -> Joint:
    """Write a decision with its events; gives it with its instant."""
    made = replace(made, made_at=made.made_at or tx.now)
    row = {
        "id": made.id,
        "lead_event_id": made.lead_event_id,
        "state": made.state.value,
        "reason": made.reason,
        "person_id": made.person_id,
        "made_at": instant_column(made.made_at),
    }
    upsert(tx.connection, joint, row)
    known = set(
        tx.connection.execute(sa.select(joint_member.c.event_id).where(joint_member.c.joint_id == made.id)).scalars()
    )
    for event_id in sorted(known - set(made.event_ids)):
        gone = (joint_member.c.joint_id == made.id, joint_member.c.event_id == event_id)
        tx.connection.execute(joint_member.delete().where(*gone))
    new = [{"joint_id": made.id, "event_id": event_id} for event_id in sorted(set(made.event_ids) - known)]
    if new:
        tx.connection.execute(joint_member.insert(), new)
    return made


def _joint(row: sa.RowMapping, event_ids: list[str]) -> Joint:
    return Joint(
        id=row["id"],
        lead_event_id=row["lead_event_id"],
        event_ids=tuple(event_ids),
        state=JointState(row["state"]),
        reason=row["reason"],
        person_id=row["person_id"],
        made_at=instant_from(row["made_at"]),
    )
