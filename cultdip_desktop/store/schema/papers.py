"""Tables of reports and of their documents."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.report import (
    PaperState,
    ReportKind,
    ReportState,
)
from cultdip_desktop.store.schema.base import (
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

LANGUAGES: Final = ("vi", "en", "both")


def of_report(*, nullable: bool = False, primary: bool = False) -> sa.Column[Any]:
    """The report that a row belongs to."""
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
    one_of("language", LANGUAGES),
    one_of("state", ReportState),
    *flags("one_person"),
    *days("issued_on"),
    *instants("submitted_at", "approved_at", "created_at"),
    *digests("content_sha256", "document_sha256"),
    sa.CheckConstraint("amendment >= 0", name="amendment"),
    sa.UniqueConstraint("office", "period", "rule", "kind", "focus"),
)
"""`period` is `2026-Q3`, or the two days of the rule `custom`."""

paper_file: Final = logged(
    "paper_file",
    "report",
    key(),
    of_report(nullable=True),
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
    one_of("language", LANGUAGES),
    one_of("state", PaperState),
    *instants("made_at", "deleted_at"),
    *digests("sha256"),
    sa.Index(None, "report_id"),
    owner="report_id",
)
"""`signers` is a JSON list of names."""
