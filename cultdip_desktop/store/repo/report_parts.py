"""What hangs on a report: texts of its sections, remarks, reasons, steps, kept contents."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_of
from cultdip_desktop.domain.report import (
    CommentSource,
    ReportAct,
    ReportComment,
    ReportSection,
    ReportSnapshot,
    ReportState,
    ReportStep,
    ReportWaiver,
    SnapshotPurpose,
)
from cultdip_desktop.store.columns import bitext_columns, bitext_of, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import (
    report_comment,
    report_section,
    report_snapshot,
    report_step,
    report_waiver,
)
from cultdip_desktop.store.store import Reader, Writer


def sections(tx: Reader, report_id: str) -> dict[str, ReportSection]:
    """The sections that the office has touched, by their key."""
    wanted = sa.select(report_section).where(report_section.c.report_id == report_id).order_by(report_section.c.section)
    return {row["section"]: _section(row) for row in tx.connection.execute(wanted).mappings()}


def save_section(tx: Writer, changed: ReportSection) -> None:
    """Add or change a section; the pair of report and key is its own."""
    row = {
        "id": changed.id,
        "report_id": changed.report_id,
        "section": changed.section,
        **bitext_columns("text", changed.text),
        "included": int(changed.included),
        "ticked": int(changed.ticked),
        "basis_sha256": changed.basis_sha256,
        "written_by": changed.written_by,
        "written_at": instant_column(changed.written_at),
    }
    upsert(tx.connection, report_section, row)


def comments(tx: Reader, report_id: str) -> tuple[ReportComment, ...]:
    """Remarks in the order in which they were made."""
    wanted = (
        sa.select(report_comment)
        .where(report_comment.c.report_id == report_id)
        .order_by(report_comment.c.made_at, report_comment.c.id)
    )
    return tuple(_comment(row) for row in tx.connection.execute(wanted).mappings())


def comment(tx: Reader, comment_id: str) -> ReportComment:
    """One remark.

    Raises:
        UserError: `report.comment_not_found`.
    """
    wanted = sa.select(report_comment).where(report_comment.c.id == comment_id)
    row = tx.connection.execute(wanted).mappings().first()
    if row is None:
        raise UserError("report.comment_not_found")
    return _comment(row)


def find_comment(tx: Reader, comment_id: str) -> ReportComment | None:
    """One remark, or None where there is none of this id."""
    wanted = sa.select(report_comment).where(report_comment.c.id == comment_id)
    row = tx.connection.execute(wanted).mappings().first()
    return None if row is None else _comment(row)


def save_comment(tx: Writer, changed: ReportComment) -> None:
    """Add or change a remark."""
    row = {
        "id": changed.id,
        "report_id": changed.report_id,
        "place": changed.place,
        "text": changed.text,
        "source": changed.source.value,
        "person_id": changed.person_id,
        "author": changed.author,
        "made_at": instant_column(changed.made_at or tx.now),
        "answer": changed.answer,
        "done_at": instant_column(changed.done_at),
    }
    upsert(tx.connection, report_comment, row)


def delete_comment(tx: Writer, comment_id: str) -> None:
    """Take a remark out; one that is not there stays away."""
    tx.connection.execute(report_comment.delete().where(report_comment.c.id == comment_id))


def waivers(tx: Reader, report_id: str) -> tuple[ReportWaiver, ...]:
    """Reasons given for warnings, by code and subject."""
    wanted = (
        sa.select(report_waiver)
        .where(report_waiver.c.report_id == report_id)
        .order_by(report_waiver.c.code, report_waiver.c.subject)
    )
    return tuple(
        ReportWaiver(
            id=row["id"],
            report_id=row["report_id"],
            code=row["code"],
            subject=row["subject"],
            reason=row["reason"],
            person_id=row["person_id"],
            given_at=instant_from(row["given_at"]),
        )
        for row in tx.connection.execute(wanted).mappings()
    )


def save_waiver(tx: Writer, changed: ReportWaiver) -> None:
    """Give a reason, or another one in its place."""
    row = {
        "id": changed.id,
        "report_id": changed.report_id,
        "code": changed.code,
        "subject": changed.subject,
        "reason": changed.reason,
        "person_id": changed.person_id,
        "given_at": instant_column(changed.given_at or tx.now),
    }
    upsert(tx.connection, report_waiver, row)


def delete_waiver(tx: Writer, waiver_id: str) -> None:
    """Take a reason back."""
    tx.connection.execute(report_waiver.delete().where(report_waiver.c.id == waiver_id))


def steps(tx: Reader, report_id: str) -> tuple[ReportStep, ...]:
    """The report's life so far, the oldest act first."""
    wanted = (
        sa.select(report_step).where(report_step.c.report_id == report_id).order_by(report_step.c.at, report_step.c.id)
    )
    return tuple(
        ReportStep(
            id=row["id"],
            report_id=row["report_id"],
            step=ReportAct(row["step"]),
            state_before=ReportState(row["state_before"]),
            state=ReportState(row["state"]),
            person_id=row["person_id"],
            at=instant_from(row["at"]),
            comment=row["comment"],
            content_sha256=row["content_sha256"],
            amendment=row["amendment"],
        )
        for row in tx.connection.execute(wanted).mappings()
    )


def add_step(tx: Writer, made: ReportStep) -> None:
    """Note an act; acts are never changed."""
    row = {
        "id": made.id,
        "report_id": made.report_id,
        "step": made.step.value,
        "state_before": made.state_before.value,
        "state": made.state.value,
        "person_id": made.person_id,
        "at": instant_column(made.at or tx.now),
        "comment": made.comment,
        "content_sha256": made.content_sha256,
        "amendment": made.amendment,
    }
    upsert(tx.connection, report_step, row)


def snapshot(tx: Reader, report_id: str, purpose: SnapshotPurpose) -> ReportSnapshot | None:
    """The content kept for this purpose last."""
    same = (report_snapshot.c.report_id == report_id, report_snapshot.c.purpose == purpose.value)
    row = tx.connection.execute(sa.select(report_snapshot).where(*same)).mappings().first()
    if row is None:
        return None
    return ReportSnapshot(
        report_id=row["report_id"],
        purpose=SnapshotPurpose(row["purpose"]),
        taken_at=instant_of(row["taken_at"]),
        content_sha256=row["content_sha256"],
        content=row["content"],
    )


def save_snapshot(tx: Writer, taken: ReportSnapshot) -> None:
    """Keep this content in place of the one kept for the same purpose before."""
    row = {
        "report_id": taken.report_id,
        "purpose": taken.purpose.value,
        "taken_at": instant_column(taken.taken_at),
        "content_sha256": taken.content_sha256,
        "content": taken.content,
    }
    upsert(tx.connection, report_snapshot, row)


def delete_snapshot(tx: Writer, report_id: str, purpose: SnapshotPurpose) -> None:
    """Keep nothing for this purpose any more."""
    same = (report_snapshot.c.report_id == report_id, report_snapshot.c.purpose == purpose.value)
    tx.connection.execute(report_snapshot.delete().where(*same))


def _section(row: sa.RowMapping) -> ReportSection:
    return ReportSection(
        id=row["id"],
        report_id=row["report_id"],
        section=row["section"],
        text=bitext_of(row, "text"),
        included=bool(row["included"]),
        ticked=bool(row["ticked"]),
        basis_sha256=row["basis_sha256"],
        written_by=row["written_by"],
        written_at=instant_from(row["written_at"]),
    )


def _comment(row: sa.RowMapping) -> ReportComment:
    return ReportComment(
        id=row["id"],
        report_id=row["report_id"],
        place=row["place"],
        text=row["text"],
        source=CommentSource(row["source"]),
        person_id=row["person_id"],
        author=row["author"],
        made_at=instant_from(row["made_at"]),
        answer=row["answer"],
        done_at=instant_from(row["done_at"]),
    )
