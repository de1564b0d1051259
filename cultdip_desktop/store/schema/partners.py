"""Tables of the register of partners (R8)."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.partner import Consent, InteractionKind, PartnerKind, PromisedBy
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    derived,
    instants,
    key,
    logged,
    one_of,
    partial,
    text,
)

partner: Final = logged(
    "partner",
    "partner",
    key(),
    text("name", default=None),
    text("category"),
    text("kind", default="organisation"),
    text("name_en"),
    *bitext("honorific"),
    text("country"),
    text("city"),
    text("phone"),
    text("email"),
    text("address"),
    text("website"),
    text("note"),
    text("consent", default="unknown"),
    text("consent_day", nullable=True),
    text("deleted_at", nullable=True),
    derived(text("name_folded", default=None)),
    derived(text("name_sort", default=None)),
    *bitext_checks("honorific"),
    one_of("kind", PartnerKind),
    one_of("consent", Consent),
    *days("consent_day"),
    *instants("deleted_at"),
    sa.CheckConstraint("name <> ''", name="name"),
    sa.UniqueConstraint("name_folded"),
    partial("ix_partner_living_name_sort", "name_sort", "id", where="deleted_at IS NULL"),
)
"""Telephone, e-mail, address, note and the log of contacts never leave the machine."""

partner_alias: Final = logged(
    "partner_alias",
    "partner",
    sa.Column("partner_id", sa.Text, sa.ForeignKey("partner.id"), primary_key=True, nullable=False),
    sa.Column("position", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    text("name", default=None),
    derived(text("name_folded", default=None)),
    sa.CheckConstraint("name <> ''", name="name"),
    sa.Index(None, "name_folded"),
    main="partner_id",
)
"""Other names by which events find the partner; a merge leaves the name of the entry that went."""

partner_role: Final = logged(
    "partner_role",
    "partner",
    key(),
    sa.Column("person_id", sa.Text, sa.ForeignKey("partner.id"), nullable=False),
    sa.Column("organisation_id", sa.Text, sa.ForeignKey("partner.id"), nullable=False),
    *bitext("title"),
    text("from_day", nullable=True),
    text("to_day", nullable=True),
    *bitext_checks("title"),
    *days("from_day", "to_day"),
    sa.CheckConstraint("from_day <= to_day", name="span"),
    sa.CheckConstraint("person_id <> organisation_id", name="two"),
    sa.Index(None, "person_id"),
    sa.Index(None, "organisation_id"),
    main="person_id",
    owner="organisation_id",
)
"""What a person was or is in an organisation, and when."""

interaction: Final = logged(
    "interaction",
    "partner",
    key(),
    sa.Column("partner_id", sa.Text, sa.ForeignKey("partner.id"), nullable=False),
    text("day", default=None),
    text("kind", default=None),
    text("summary"),
    text("person_id", nullable=True),
    text("event_id", nullable=True),
    text("promise"),
    text("promise_by"),
    text("promise_due", nullable=True),
    text("promise_done", nullable=True),
    text("created_at", default=None),
    text("deleted_at", nullable=True),
    one_of("kind", InteractionKind),
    one_of("promise_by", ("", *PromisedBy)),
    *days("day", "promise_due", "promise_done"),
    *instants("created_at", "deleted_at"),
    sa.Index(None, "partner_id", "day"),
    main="partner_id",
)
"""One contact with a partner, and what was promised in it."""
