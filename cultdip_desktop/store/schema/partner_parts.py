"""Tables of other names and of roles in the register of partners."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    derived,
    key,
    logged,
    text,
)

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
