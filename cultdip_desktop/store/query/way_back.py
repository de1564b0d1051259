"""What an office answers headquarters: tasks of directives, remarks on its reports."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from cultdip_desktop.domain.directive import DirectiveAnswer
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.report import CommentSource, ReportComment
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.columns import bitext_of, instant_from
from cultdip_desktop.store.schema import directive, directive_task, report, report_comment
from cultdip_desktop.store.store import Reader


def directive_answers(tx: Reader) -> tuple[DirectiveAnswer, ...]:
    """Everything that was said about tasks of directives, by the task."""
    said = sa.or_(directive_task.c.state != DirectiveTaskState.OPEN.value, directive_task.c.answered_at.is_not(None))
    wanted = sa.select(directive_task).where(said, directive_task.c.deleted_at.is_(None)).order_by(directive_task.c.id)
    return tuple(
        DirectiveAnswer(
            task_id=row["id"],
            directive_id=row["directive_id"],
            state=DirectiveTaskState(row["state"]),
            answer=row["answer"],
            answered_at=instant_from(row["answered_at"]),
        )
        for row in tx.connection.execute(wanted).mappings()
    )


def remarks_on_event(tx: Reader, event_id: str) -> tuple[tuple[ReportComment, str], ...]:
    """What headquarters remarked at an event or a field of it, each with its report's period: what is open first."""
    mine = sa.or_(
        report_comment.c.place == f"event:{event_id}",
        report_comment.c.place.startswith(f"event:{event_id}:", autoescape=True),
    )
    asked = report_comment.c.source == CommentSource.HEADQUARTERS.value
    wanted = (
        sa.select(report_comment, report.c.period)
        .join(report, report.c.id == report_comment.c.report_id)
        .where(asked, mine)
        .order_by(report_comment.c.done_at.is_not(None), report_comment.c.made_at, report_comment.c.id)
    )
    return tuple((_remark(row), row["period"]) for row in tx.connection.execute(wanted).mappings())


def answered_remarks(tx: Reader) -> tuple[ReportComment, ...]:
    """Remarks of headquarters, of all reports, to which the office has said something."""
    said = sa.or_(report_comment.c.answer != "", report_comment.c.done_at.is_not(None))
    asked = report_comment.c.source == CommentSource.HEADQUARTERS.value
    wanted = sa.select(report_comment).where(asked, said).order_by(report_comment.c.id)
    return tuple(_remark(row) for row in tx.connection.execute(wanted).mappings())


def asked_between(tx: Reader, first: date, last: date) -> tuple[tuple[date, BiText, bool], ...]:
    """Tasks of directives due on these days: day, title, and whether they are answered. One statement."""
    day = sa.func.coalesce(directive_task.c.due, directive.c.due).label("day")
    answered = directive_task.c.state.in_([DirectiveTaskState.DONE.value, DirectiveTaskState.DECLINED.value])
    wanted = (
        sa.select(directive_task, day, answered.label("answered"))
        .join(directive, directive.c.id == directive_task.c.directive_id)
        .where(
            day.between(first.isoformat(), last.isoformat()),
            directive.c.state == DirectiveState.RECEIVED.value,
            directive.c.deleted_at.is_(None),
            directive_task.c.deleted_at.is_(None),
        )
        .order_by(day, directive_task.c.position)
    )
    rows = tx.connection.execute(wanted).mappings()
    return tuple((date.fromisoformat(row["day"]), bitext_of(dict(row), "title"), bool(row["answered"])) for row in rows)


def open_remarks(tx: Reader) -> dict[str, int]:
    """By period, how many remarks of headquarters nobody has settled yet, the newest period first. One statement."""
    waiting = (report_comment.c.source == CommentSource.HEADQUARTERS.value, report_comment.c.done_at.is_(None))
    wanted = (
        sa.select(report.c.period, sa.func.count())
        .select_from(report_comment)
        .join(report, report.c.id == report_comment.c.report_id)
        .where(*waiting)
        .group_by(report.c.period)
        .order_by(report.c.period.desc())
    )
    return {row[0]: row[1] for row in tx.connection.execute(wanted)}


def _remark(row: sa.RowMapping) -> ReportComment:
    return ReportComment(
        id=row["id"],
        report_id=row["report_id"],
        place=row["place"],
        text=row["text"],
        source=CommentSource.HEADQUARTERS,
        person_id=row["person_id"],
        author=row["author"],
        made_at=instant_from(row["made_at"]),
        answer=row["answer"],
        done_at=instant_from(row["done_at"]),
    )
