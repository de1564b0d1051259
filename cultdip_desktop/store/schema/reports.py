"""Tables of reports: their texts, remarks, reasons, steps and kept contents, documents, and the registers they list."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.register import Commended, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.report import (
    CommentSource,
    ReportAct,
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
from cultdip_desktop.store.schema.papers import of_report

report_section: Final = logged(
    "report_section",
    "report",
    key(),
    of_report(),
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
    of_report(),
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
    of_report(),
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
    of_report(),
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
    of_report(primary=True),
    sa.Column("purpose", sa.Text, primary_key=True, nullable=False),
    text("taken_at", default=None),
    text("content_sha256", default=None),
    text("content", default=None),
    one_of("purpose", SnapshotPurpose),
    *instants("taken_at"),
    *digests("content_sha256"),
    main="report_id",
)

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
