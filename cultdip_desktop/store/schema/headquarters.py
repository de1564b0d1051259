"""Tables of headquarters: who owes what, what came in and how it was judged, in one ledger."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.duty import ReminderStage
from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.joint import JointState
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.register import InitiativeStage
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.store.schema.base import (
    BIG,
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
    table,
    text,
)

contact: Final = logged(
    "contact",
    "mission",
    key(),
    text("office", default=None),
    text("name"),
    text("role"),
    text("phone"),
    text("email"),
    text("note"),
    number("position", default=0),
    text("deleted_at", nullable=True),
    *instants("deleted_at"),
    sa.Index(None, "office"),
    owner="office",
)
"""Whom to call at a mission; never leaves headquarters."""

reminder: Final = logged(
    "reminder",
    "duty",
    key(),
    sa.Column("duty_id", sa.Text, sa.ForeignKey("duty.id"), nullable=False),
    text("office", default=None),
    text("stage", default=None),
    text("made_at", default=None),
    text("number"),
    text("file_name"),
    text("sha256"),
    one_of("stage", ReminderStage),
    *instants("made_at"),
    sa.Index(None, "duty_id", "office"),
    owner="duty_id",
)

ledger: Final = logged(
    "ledger",
    "ledger",
    sa.Column("position", BIG, primary_key=True, nullable=False, autoincrement=False),
    text("received_id", default=None),
    text("office"),
    text("package_id"),
    text("container_sha256"),
    text("manifest_sha256"),
    number("epoch", default=0),
    number("seq", default=0),
    text("kind"),
    text("outcome", default=None),
    text("code"),
    text("result", default=None),
    text("lists_sha256"),
    text("at", default=None),
    text("prev_hash", default=None),
    text("hash", default=None),
    text("time_stamp"),
    one_of("outcome", (value for value in InboxOutcome if value is not InboxOutcome.ALREADY_IMPORTED)),
    *instants("at"),
    *digests("prev_hash", "hash"),
    sa.CheckConstraint("position >= 1", name="position"),
    sa.Index(None, "office"),
    main="position",
)
"""What was done with every file, in order; `lists_sha256` names the revocation lists by which it was judged."""

history_day: Final = logged(
    "history_day",
    "inbox",
    sa.Column("office", sa.Text, primary_key=True, nullable=False),
    sa.Column("epoch", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    sa.Column("day", sa.Text, primary_key=True, nullable=False),
    number("position"),
    text("hash", default=None),
    *days("day"),
    *digests("hash"),
    sa.CheckConstraint("position >= 1", name="position"),
    main="office",
)
"""The last action of each day in a mission's history, as its packages have told."""

joint: Final = logged(
    "joint",
    "joint",
    key(),
    text("lead_event_id", default=None),
    text("state", default=None),
    text("reason"),
    text("person_id", nullable=True),
    text("made_at", default=None),
    one_of("state", JointState),
    *instants("made_at"),
)

joint_member: Final = logged(
    "joint_member",
    "joint",
    sa.Column("joint_id", sa.Text, sa.ForeignKey("joint.id"), primary_key=True, nullable=False),
    sa.Column("event_id", sa.Text, primary_key=True, nullable=False),
    sa.Index(None, "event_id"),
    main="joint_id",
    owner="event_id",
)

received_report: Final = logged(
    "received_report",
    "inbox",
    sa.Column("received_id", sa.Text, sa.ForeignKey("received_package.id"), primary_key=True, nullable=False),
    text("office", default=None),
    text("report_id", default=None),
    text("period", default=None),
    text("rule", default=None),
    text("kind", default="periodic"),
    text("focus"),
    text("state"),
    text("language", default="vi"),
    number("amendment", default=0),
    text("reason"),
    number("one_person", default=0),
    number("nil", default=0),
    number("findings", default=0),
    text("differences", default="[]"),
    text("decision"),
    text("decision_text"),
    text("decided_by", nullable=True),
    text("decided_at", nullable=True),
    text("dispatch_id", nullable=True),
    one_of("rule", PeriodRule),
    one_of("kind", ReportKind),
    one_of("decision", Decision),
    *flags("one_person", "nil"),
    *instants("decided_at"),
    sa.Index(None, "office", "period"),
    main="received_id",
    owner="office",
)
"""What a package says of its report, and headquarters' word on it; `dispatch_id` is the receipt that carried the word."""

received_media: Final = table(
    "received_media",
    key(),
    text("office", default=None),
    text("event_id", default=None),
    text("received_id", default=None),
    text("sha256", default=None),
    text("extension", default=None),
    text("kind", default=None),
    number("bytes"),
    *bitext("caption"),
    text("credit"),
    number("cover", default=0),
    number("position", default=0),
    *bitext_checks("caption"),
    *digests("sha256"),
    sa.Index(None, "event_id"),
    sa.Index(None, "office"),
)
"""Which kept package holds which photo; made again from the packages."""

received_row: Final = table(
    "received_row",
    sa.Column("office", sa.Text, primary_key=True, nullable=False),
    sa.Column("entity", sa.Text, primary_key=True, nullable=False),
    sa.Column("id", sa.Text, primary_key=True, nullable=False),
    text("received_id", default=None),
    text("content", default=None),
)
"""Records beside the events, as canonical JSON; made again from the packages."""

exemplar: Final = logged(
    "exemplar",
    "exemplar",
    key("event_id"),
    text("note"),
    text("marked_by", nullable=True),
    text("marked_at", default=None),
    *instants("marked_at"),
    main="event_id",
)
"""Events that headquarters holds up as good practice (R35)."""

initiative_step: Final = logged(
    "initiative_step",
    "initiative",
    key(),
    sa.Column("initiative_id", sa.Text, sa.ForeignKey("initiative.id"), nullable=False),
    text("stage_before", default=None),
    text("stage", default=None),
    text("at", default=None),
    text("person_id", nullable=True),
    text("note"),
    one_of("stage_before", InitiativeStage),
    one_of("stage", InitiativeStage),
    *instants("at"),
    sa.Index(None, "initiative_id"),
    owner="initiative_id",
)

encryption_key: Final = logged(
    "encryption_key",
    "certificate",
    key(),
    text("recipient", default=None),
    text("sealed_identity"),
    text("made_at", default=None),
    text("retired_at", nullable=True),
    *instants("made_at", "retired_at"),
    sa.UniqueConstraint("recipient"),
)
"""Keys to which packages are encrypted; the identity only at headquarters, sealed with the office's data key."""

trusted_signer: Final = logged(
    "trusted_signer",
    "certificate",
    key("fingerprint"),
    text("office", default=None),
    text("person"),
    text("pem", default=None),
    text("domain"),
    text("added_at", default=None),
    text("removed_at", nullable=True),
    text("reason"),
    *instants("added_at", "removed_at"),
    *digests("fingerprint"),
    main="fingerprint",
)
"""Certificates of another trust domain that headquarters lets sign for a mission."""
