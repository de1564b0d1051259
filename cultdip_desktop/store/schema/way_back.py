"""Tables of what headquarters sends and missions take in: files, receipts, remarks, directives, editions, offers."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.issuing import (
    CentralKind,
    Decision,
    DirectiveTaskState,
    DispatchKind,
    DispatchState,
    IssueState,
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

dispatch: Final = logged(
    "dispatch",
    "dispatch",
    key(),
    text("kind", default=None),
    text("recipient", default=None),
    number("epoch"),
    number("seq"),
    text("state", default=None),
    text("manifest_sha256", default=None),
    text("prev_manifest_sha256", nullable=True),
    text("file_name", default=None),
    text("container_sha256"),
    number("bytes", default=0),
    *bitext("title"),
    text("content", default="{}"),
    text("made_at", default=None),
    text("sealed_at", nullable=True),
    text("signer"),
    one_of("kind", DispatchKind),
    one_of("state", DispatchState),
    *bitext_checks("title"),
    *instants("made_at", "sealed_at"),
    *digests("manifest_sha256", "prev_manifest_sha256"),
    sa.CheckConstraint("epoch >= 1 AND seq >= 1", name="chain"),
    sa.UniqueConstraint("recipient", "epoch", "seq"),
)
"""A package of headquarters; `id` is the package's, `recipient` names the stream, `content` is JSON for lists."""

remark: Final = logged(
    "remark",
    "remark",
    key(),
    text("received_id", default=None),
    text("office", default=None),
    text("report_id"),
    text("place"),
    text("text", default=None),
    text("author"),
    text("person_id", nullable=True),
    text("made_at", default=None),
    text("dispatch_id", nullable=True),
    text("answer"),
    text("answered_at", nullable=True),
    number("done", default=0),
    text("deleted_at", nullable=True),
    *flags("done"),
    *instants("made_at", "answered_at", "deleted_at"),
    sa.Index(None, "received_id"),
    sa.Index(None, "office"),
    owner="received_id",
)
"""What headquarters says at a field of a report or an event, and the mission's answer."""

directive_answer: Final = logged(
    "directive_answer",
    "directive",
    sa.Column("directive_task_id", sa.Text, primary_key=True, nullable=False),
    sa.Column("office", sa.Text, primary_key=True, nullable=False),
    text("state", default=None),
    text("answer"),
    text("answered_at", nullable=True),
    text("received_id", nullable=True),
    one_of("state", DirectiveTaskState),
    *instants("answered_at"),
    main="directive_task_id",
)

catalogue_map: Final = logged(
    "catalogue_map",
    "catalogue",
    sa.Column("from_edition", sa.Text, primary_key=True, nullable=False),
    sa.Column("from_code", sa.Text, primary_key=True, nullable=False),
    sa.Column("to_edition", sa.Text, primary_key=True, nullable=False),
    sa.Column("to_code", sa.Text, primary_key=True, nullable=False),
    main="to_edition",
)
"""Which codes of a new edition stand for a code of an older one; an empty `to_code` says that it was dropped."""

central_item: Final = logged(
    "central_item",
    "library",
    key(),
    text("kind", default=None),
    *bitext("title"),
    *bitext("text"),
    text("content", default="{}"),
    text("offices", default="[]"),
    number("year", nullable=True),
    text("until", nullable=True),
    text("state", default=None),
    text("dispatch_id", nullable=True),
    text("made_at", default=None),
    text("deleted_at", nullable=True),
    one_of("kind", CentralKind),
    one_of("state", IssueState),
    *bitext_checks("title", "text"),
    *days("until"),
    *instants("made_at", "deleted_at"),
)
"""Messages, stories, products and event templates that headquarters offers; `content` is JSON by kind."""

issued_item: Final = logged(
    "issued_item",
    "programme",
    key(),
    number("year"),
    number("position", default=0),
    *bitext("title"),
    text("code"),
    text("edition"),
    number("quarter", default=0),
    number("target", nullable=True),
    text("unit"),
    text("note"),
    text("dispatch_id", nullable=True),
    text("deleted_at", nullable=True),
    *bitext_checks("title"),
    *instants("deleted_at"),
    sa.CheckConstraint("year BETWEEN 2000 AND 2200", name="year"),
    sa.CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
    sa.CheckConstraint("target BETWEEN 0 AND 1000000000", name="target"),
    sa.Index(None, "year", "position"),
)
"""Headquarters' own action programme, from which missions derive items of theirs."""

receipt: Final = logged(
    "receipt",
    "receipt",
    key(),
    number("epoch"),
    number("seq"),
    text("at", default=None),
    text("read_at", nullable=True),
    number("mark_epoch", default=0),
    number("mark_seq", default=0),
    text("mark_manifest"),
    number("ledger_position", default=0),
    text("ledger_head"),
    text("content", default="{}"),
    *instants("at", "read_at"),
    sa.UniqueConstraint("epoch", "seq"),
)
"""A receipt that the mission has: up to where headquarters holds its packages, and where the ledger stood."""

receipt_line: Final = logged(
    "receipt_line",
    "receipt",
    sa.Column("receipt_id", sa.Text, sa.ForeignKey("receipt.id"), primary_key=True, nullable=False),
    sa.Column("id", sa.Text, primary_key=True, nullable=False),
    number("epoch", default=0),
    number("seq", default=0),
    text("manifest_sha256", default=None),
    text("outcome", default=None),
    text("code"),
    text("result"),
    text("received_at", nullable=True),
    text("period"),
    number("events", default=0),
    number("media", default=0),
    text("decision"),
    text("decision_text"),
    text("decided_at", nullable=True),
    text("package_id"),
    text("kind"),
    text("file_name"),
    text("missing", default="[]"),
    number("ledger_position", default=0),
    one_of("decision", Decision),
    *instants("received_at", "decided_at"),
    sa.CheckConstraint("length(manifest_sha256) IN (0, 64)", name="manifest_sha256"),
    main="receipt_id",
)
"""One file that headquarters had from us; `id` is headquarters' own row, for a fork has two under one number."""

media_at_hq: Final = logged(
    "media_at_hq",
    "receipt",
    key("sha256"),
    text("receipt_id", default=None),
    *digests("sha256"),
    main="sha256",
)
"""Attachments that headquarters has acknowledged and that need not travel again."""
