"""What an office has set itself for goals: targets of years, and why there is no event in a quarter."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.domain.coverage import GapReason, GoalTarget, Plan
from cultdip_desktop.store.columns import bitext_columns, bitext_of, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import goal_gap, goal_target
from cultdip_desktop.store.store import Reader, Writer


def plan(tx: Reader) -> Plan:
    """All targets and recorded reasons. Two statements."""
    targets = tx.connection.execute(sa.select(goal_target).order_by(goal_target.c.code, goal_target.c.year)).mappings()
    reasons = [_reason(row) for row in tx.connection.execute(sa.select(goal_gap)).mappings()]
    return Plan(
        targets={(row["code"], row["year"]): row["target"] for row in targets},
        reasons={(one.code, one.year, one.quarter): one for one in reasons},
    )


def set_target(tx: Writer, target: GoalTarget) -> None:
    """Set or change the target of a goal in a year."""
    row = {"code": target.code, "year": target.year, "target": target.target}
    upsert(tx.connection, goal_target, row)


def drop_target(tx: Writer, code: str, year: int) -> None:
    """There is no target any more."""
    same = (goal_target.c.code == code, goal_target.c.year == year)
    tx.connection.execute(goal_target.delete().where(*same))


def record(tx: Writer, reason: GapReason) -> None:
    """Write down or change why a goal has no event."""
    row = {
        "code": reason.code,
        "year": reason.year,
        "quarter": reason.quarter,
        **bitext_columns("reason", reason.reason),
        "person_id": reason.person,
        "noted_at": instant_column(reason.noted_at or tx.now),
    }
    upsert(tx.connection, goal_gap, row)


def forget(tx: Writer, code: str, year: int, quarter: int) -> None:
    """Take a recorded reason away."""
    same = (goal_gap.c.code == code, goal_gap.c.year == year, goal_gap.c.quarter == quarter)
    tx.connection.execute(goal_gap.delete().where(*same))


def _reason(row: sa.RowMapping) -> GapReason:
    return GapReason(
        code=row["code"],
        year=row["year"],
        quarter=row["quarter"],
        reason=bitext_of(dict(row), "reason"),
        person=row["person_id"],
        noted_at=instant_from(row["noted_at"]),
    )
