"""Events of several missions that may be one, and under which of them linked ones count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.domain.event import COUNTED
from cultdip_desktop.domain.joint import Candidate, JointState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.store.columns import batches, bitext_of
from cultdip_desktop.store.schema import event, event_actor, joint, joint_member
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class JointEvent:
    """An event as a list of joint ones shows it."""

    id: str
    office: str
    number: str
    title: BiText
    day: date | None
    city: str
    country: str


def counted_under(tx: Reader) -> dict[str, str]:
    """For every event of a link but the leading one, the leading event under which it counts. One statement.

    A link whose leading event is gone from the figures (withdrawn by its mission) counts under the first of those left.
    """
    living = sa.and_(event.c.id == joint_member.c.event_id, event.c.deleted_at.is_(None))
    wanted = (
        sa.select(joint.c.id, joint.c.lead_event_id, event.c.id)
        .select_from(joint.join(joint_member, joint_member.c.joint_id == joint.c.id).join(event, living))
        .where(joint.c.state == JointState.LINKED.value, event.c.state.in_([state.value for state in COUNTED]))
        .order_by(joint.c.id, event.c.id)
    )
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for joint_id, lead, event_id in tx.connection.execute(wanted):
        members[joint_id, lead].append(event_id)
    found: dict[str, str] = {}
    for (_joint_id, lead), event_ids in members.items():
        leading = lead if lead in event_ids else event_ids[0]
        found.update({event_id: leading for event_id in event_ids if event_id != leading})
    return found


def candidates(tx: Reader, first: date, last: date) -> tuple[Candidate, ...]:
    """Counted events of these days, with what makes them like others; by day. Two statements."""
    wanted = (
        sa.select(event.c.id, event.c.office, event.c.local_day, event.c.country, event.c.title_vi, event.c.title_en)
        .where(
            event.c.deleted_at.is_(None),
            event.c.local_day.between(first.isoformat(), last.isoformat()),
            event.c.state.in_([state.value for state in COUNTED]),
        )
        .order_by(event.c.local_day, event.c.id)
    )
    rows = tx.connection.execute(wanted).all()
    actors: dict[str, set[str]] = defaultdict(set)
    for batch in batches([row[0] for row in rows]):
        named = sa.select(event_actor.c.event_id, event_actor.c.name).where(event_actor.c.event_id.in_(batch))
        for event_id, name in tx.connection.execute(named):
            actors[event_id].add(fold(name))
    return tuple(
        Candidate(
            id=row[0],
            office=row[1],
            day=date.fromisoformat(row[2]),
            country=row[3],
            title=fold(row[4] or row[5]),
            actors=frozenset(actors.get(row[0], ())),
        )
        for row in rows
    )


def shown(tx: Reader, event_ids: Sequence[str]) -> dict[str, JointEvent]:
    """These events for people, by id; those that are gone too."""
    found: dict[str, JointEvent] = {}
    for batch in batches(event_ids):
        for row in tx.connection.execute(sa.select(event).where(event.c.id.in_(batch))).mappings():
            day = None if row["local_day"] is None else date.fromisoformat(row["local_day"])
            found[row["id"]] = JointEvent(
                row["id"], row["office"], row["number"], bitext_of(row, "title"), day, row["city"], row["country"]
            )
    return found
