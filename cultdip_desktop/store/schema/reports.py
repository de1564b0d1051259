"""Tables of reports: their texts, remarks, reasons, steps and kept contents, documents, and the registers they list."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.register import Commended, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.report import (
    CommentSource,
    PaperState,
    ReportAct,
    ReportKind,
    ReportState,
    SnapshotPurpose,
)
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    digests,
    flags,
    instants,
    key,
    logged,
    number,
    one_of,
    text,
)

_LANGUAGES: Final = ("vi", "en", "both")


def _of_report(*, nullable: bool = False, primary: bool = False) -> sa.Column[Any]:
    return sa.Column("report_id", sa.Text, sa.ForeignKey("report.id"), primary_key=primary, nullable=nullable)


report: Final = logged(
    "report",
    "report",
    key(),
    text("office", default=None),
    text("period", default=None),
    text("rule", default=None),
    text("kind", default="periodic"),
    text("focus"),
    text("language", default="vi"),
    text("state", default=None),
    number("amendment", default=0),
    text("reason"),
    number("number", nullable=True),
    text("issued_on", nullable=True),
    text("drafted_by", nullable=True),
    text("submitted_by", nullable=True),
    text("submitted_at", nullable=True),
    text("approved_by", nullable=True),
    text("approved_at", nullable=True),
    number("one_person", default=0),
    text("content_sha256", nullable=True),
    text("document_sha256", nullable=True),
    text("created_at", nullable=True),
    one_of("rule", PeriodRule),
    one_of("kind", ReportKind),
    one_of("language", _LANGUAGES),
    one_of("state", ReportState),
    *flags("one_person"),
    *days("issued_on"),
    *instants("submitted_at", "approved_at", "created_at"),
    *digests("content_sha256", "document_sha256"),
    sa.CheckConstraint("amendment >= 0", name="amendment"),
    sa.UniqueConstraint("office", "period", "rule", "kind", "focus"),
)
"""`period` is `2026-Q3`, or the two days of the rule `custom`."""

report_section: Final = logged(
    "report_section",
    "report",
    key(),
    _of_report(),
    text("section", default=None),
    *bitext("text"),
    number("included", default=1),
    number("ticked", default=0),
    text("basis_sha256"),
    text("written_by", nullable=True),
    text("written_at", nullable=True),
    *bitext_checks("text"),
    *flags("included", "ticked"),
    *instants("written_at"),
    sa.CheckConstraint("length(basis_sha256) IN (0, 64)", name="basis_sha256"),
    sa.UniqueConstraint("report_id", "section"),
    owner="report_id",
)

report_comment: Final = logged(
    "report_comment",
    "report",
    key(),
    _of_report(),
    text("place"),
    text("text", default=None),
    text("source", default=None),
    text("person_id", nullable=True),
    text("author"),
    text("made_at", default=None),
    text("answer"),
    text("done_at", nullable=True),
    one_of("source", CommentSource),
    *instants("made_at", "done_at"),
    sa.Index(None, "report_id"),
    owner="report_id",
)

report_waiver: Final = logged(
    "report_waiver",
    "report",
    key(),
    _of_report(),
    text("code", default=None),
    text("subject"),
    text("reason", default=None),
    text("person_id", nullable=True),
    text("given_at", default=None),
    *instants("given_at"),
    sa.CheckConstraint("reason <> ''", name="reason"),
    sa.UniqueConstraint("report_id", "code", "subject"),
    owner="report_id",
)

report_step: Final = logged(
    "report_step",
    "report",
    key(),
    _of_report(),
    text("step", default=None),
    text("state_before", default=None),
    text("state", default=None),
    text("person_id", nullable=True),
    text("at", default=None),
    text("comment"),
    text("content_sha256"),
    number("amendment", default=0),
    one_of("step", ReportAct),
    one_of("state_before", ReportState),
    one_of("state", ReportState),
    *instants("at"),
    sa.Index(None, "report_id"),
    owner="report_id",
)

report_snapshot: Final = logged(
    "report_snapshot",
    "report",
    _of_report(primary=True),
    sa.Column("purpose", sa.Text, primary_key=True, nullable=False),
    text("taken_at", default=None),
    text("content_sha256", default=None),
    text("content", default=None),
    one_of("purpose", SnapshotPurpose),
    *instants("taken_at"),
    *digests("content_sha256"),
    main="report_id",
)

paper_file: Final = logged(
    "paper_file",
    "report",
    key(),
    _of_report(nullable=True),
    text("kind", default=None),
    text("language", default=None),
    text("title"),
    text("file_name", default=None),
    text("sha256", default=None),
    number("bytes"),
    number("pages"),
    text("state", default=None),
    text("made_at", default=None),
    text("content_sha256"),
    text("base_sha256"),
    text("signers", default="[]"),
    text("deleted_at", nullable=True),
    one_of("kind", DocumentKind),
    one_of("language", _LANGUAGES),
    one_of("state", PaperState),
    *instants("made_at", "deleted_at"),
    *digests("sha256"),
    sa.Index(None, "report_id"),
    owner="report_id",
)
"""`signers` is a JSON list of names."""

initiative: Final = logged(
    "initiative",
    "initiative",
    key(),
    *bitext("title"),
    *bitext("text"),
    text("class", default=None),
    text("stage", default=None),
    text("person_id", nullable=True),
    text("proposed_on", default=None),
    text("due", nullable=True),
    *bitext("result"),
    text("event_id", nullable=True),
    text("created_at", default=None),
    text("deleted_at", nullable=True),
    text("office"),
    text("assigned"),
    text("note"),
    *bitext_checks("title", "text", "result"),
    one_of("class", InitiativeClass),
    one_of("stage", InitiativeStage),
    *days("proposed_on", "due"),
    *instants("created_at", "deleted_at"),
)

commendation: Final = logged(
    "commendation",
    "commendation",
    key(),
    text("name"),
    text("partner_id", nullable=True),
    text("kind", default=None),
    text("award"),
    *bitext("reason"),
    text("proposed_on", default=None),
    text("events", default="[]"),
    text("created_at", default=None),
    text("deleted_at", nullable=True),
    text("office"),
    *bitext_checks("reason"),
    one_of("kind", Commended),
    *days("proposed_on"),
    *instants("created_at", "deleted_at"),
)
"""`events` is a JSON list of event ids; `office` is the mission that proposed, empty for this one."""
