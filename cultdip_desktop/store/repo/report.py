"""Reports of periods and where they stand."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import Report, ReportKind, ReportState, focus_of, kind_of, plain_period
from cultdip_desktop.store.columns import instant_column, instant_from, upsert
from cultdip_desktop.store.schema import report
from cultdip_desktop.store.store import Reader, Writer


def of_period(tx: Reader, period: Period) -> Report | None:
    """The periodic report of a period, or the one that a `ReportOn` names, if it was begun."""
    same = (
        report.c.period == str(plain_period(period)),
        report.c.rule == period.rule.value,
        report.c.kind == kind_of(period).value,
        report.c.focus == focus_of(period),
    )
    row = tx.connection.execute(sa.select(report).where(*same).order_by(report.c.id)).mappings().first()
    return None if row is None else _report(row)


def get(tx: Reader, report_id: str) -> Report:
    """One report.

    Raises:
        UserError: `report.not_found`.
    """
    row = tx.connection.execute(sa.select(report).where(report.c.id == report_id)).mappings().first()
    if row is None:
        raise UserError("report.not_found")
    return _report(row)


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
        "kind": changed.kind.value,
        "focus": changed.focus,
        "language": changed.language,
        "state": changed.state.value,
        "amendment": changed.amendment,
        "reason": changed.reason,
        "number": changed.number,
        "issued_on": None if changed.issued_on is None else changed.issued_on.isoformat(),
        "drafted_by": changed.drafted_by,
        "submitted_by": changed.submitted_by,
        "submitted_at": instant_column(changed.submitted_at),
        "approved_by": changed.approved_by,
        "approved_at": instant_column(changed.approved_at),
        "one_person": int(changed.one_person),
        "content_sha256": changed.content_sha256,
        "document_sha256": changed.document_sha256,
        "created_at": instant_column(changed.created_at or tx.now),
    }
    upsert(tx.connection, report, row)


def _report(row: sa.RowMapping) -> Report:
    return Report(
        id=row["id"],
        office=row["office"],
        period=Period.parse(row["period"], PeriodRule(row["rule"])),
        kind=ReportKind(row["kind"]),
        focus=row["focus"],
        language=row["language"],
        state=ReportState(row["state"]),
        amendment=row["amendment"],
        reason=row["reason"],
        number=row["number"],
        issued_on=None if row["issued_on"] is None else date.fromisoformat(row["issued_on"]),
        drafted_by=row["drafted_by"],
        submitted_by=row["submitted_by"],
        submitted_at=instant_from(row["submitted_at"]),
        approved_by=row["approved_by"],
        approved_at=instant_from(row["approved_at"]),
        one_person=bool(row["one_person"]),
        content_sha256=row["content_sha256"],
        document_sha256=row["document_sha256"],
        created_at=instant_from(row["created_at"]),
    )
