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
