"""A period's report and where it stands (section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cultdip_desktop.domain.period import Period


class ReportState(StrEnum):
    """From draft to headquarters' answer."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SEALED = "sealed"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report of one period."""

    id: str
    office: str
    period: Period
    state: ReportState = ReportState.DRAFT
    number: int | None = None
    """Serial number of the document within its year; blank until issue."""

    approved_by: str | None = None
    """Person id; approving and exporting may be one act in an office of one person, and the package says so."""

    approved_at: datetime | None = None
    content_sha256: str | None = None
    """Digest of exactly the content that was approved."""

    created_at: datetime | None = None
