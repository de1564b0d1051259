"""Reports of periods and where they stand."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import Report, ReportState
from cultdip_desktop.store.columns import instant_column, instant_from, upsert
from cultdip_desktop.store.schema import report
from cultdip_desktop.store.store import Reader, Writer


def of_period(tx: Reader, period: Period) -> Report | None:
    """The report of a period, if it was begun."""
    same = (report.c.period == str(period), report.c.rule == period.rule.value)
    row = tx.connection.execute(sa.select(report).where(*same).order_by(report.c.id)).mappings().first()
    return None if row is None else _report(row)


def all(tx: Reader) -> tuple[Report, ...]:
    """Every report, the newest period first."""
    found = tx.connection.execute(sa.select(report).order_by(report.c.period.desc(), report.c.id)).mappings()
    return tuple(_report(row) for row in found)


def save(tx: Writer, changed: Report) -> None:
    """Begin or change a report."""
    row = {
        "id": changed.id,
        "office": changed.office,
        "period": str(changed.period),
        "rule": changed.period.rule.value,
        "state": changed.state.value,
        "number": changed.number,
        "approved_by": changed.approved_by,
        "approved_at": instant_column(changed.approved_at),
        "content_sha256": changed.content_sha256,
        "created_at": instant_column(changed.created_at or tx.now),
    }
    upsert(tx.connection, report, row)


def _report(row: sa.RowMapping) -> Report:
    return Report(
        id=row["id"],
        office=row["office"],
        period=Period.parse(row["period"], PeriodRule(row["rule"])),
        state=ReportState(row["state"]),
        number=row["number"],
        approved_by=row["approved_by"],
        approved_at=instant_from(row["approved_at"]),
        content_sha256=row["content_sha256"],
        created_at=instant_from(row["created_at"]),
    )
