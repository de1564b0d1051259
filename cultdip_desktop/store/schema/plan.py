"""Tables of what is planned: series, anniversaries, tasks, the annual programme, targets, rates, saved views."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.plan_words import DateRule, LeapMonth, RateKind
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    instants,
    key,
    logged,
    number,
    one_of,
    text,
)

series: Final = logged(
    "series",
    "series",
    key(),
    text("rule", default=None),
    number("month"),
    number("day"),
    text("leap", default=None),
    text("created_at", default=None),
    one_of("rule", DateRule),
    one_of("leap", LeapMonth),
    *instants("created_at"),
    sa.CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="date"),
)
"""A rule by which events recur every year; the events name their series."""

anniversary: Final = logged(
    "anniversary",
    "anniversary",
    key(),
    *bitext("title"),
    text("rule", default=None),
    number("month"),
    number("day"),
    text("leap", default=None),
    number("since_year", nullable=True),
    text("country"),
    text("kind"),
    text("note"),
    text("source"),
    text("deleted_at", nullable=True),
    *bitext_checks("title"),
    one_of("rule", DateRule),
    one_of("leap", LeapMonth),
    *instants("deleted_at"),
    sa.CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="date"),
    sa.CheckConstraint("since_year BETWEEN 1 AND 2200", name="since_year"),
)
"""Anniversaries of this office; those that the product ships stand beside them."""

programme: Final = logged(
    "programme",
    "programme",
    sa.Column("year", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    *bitext("title"),
    text("note"),
    text("created_at", default=None),
    *bitext_checks("title"),
    *instants("created_at"),
    sa.CheckConstraint("year BETWEEN 2000 AND 2200", name="year"),
    main="year",
)
"""The annual action programme of this office (R1)."""

programme_link: Final = logged(
    "programme_link",
    "programme",
    sa.Column("item_id", sa.Text, sa.ForeignKey("programme_item.id"), primary_key=True, nullable=False),
    sa.Column("event_id", sa.Text, sa.ForeignKey("event.id"), primary_key=True, nullable=False),
    sa.Index(None, "event_id"),
    main="item_id",
    owner="event_id",
)

programme_baseline: Final = logged(
    "programme_baseline",
    "programme",
    key(),
    sa.Column("year", sa.Integer, sa.ForeignKey("programme.year"), nullable=False),
    text("frozen_at", default=None),
    text("person_id", nullable=True),
    text("reason"),
    text("content", default=None),
    *instants("frozen_at"),
    sa.Index(None, "year", "frozen_at"),
)
"""The programme as it was approved; `content` is canonical JSON text."""

goal_target: Final = logged(
    "goal_target",
    "goal",
    sa.Column("code", sa.Text, primary_key=True, nullable=False),
    sa.Column("year", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    number("target"),
    sa.CheckConstraint("target BETWEEN 0 AND 100000", name="target"),
    main="code",
)
"""Events that an office wants to hold for a goal in a year."""

goal_gap: Final = logged(
    "goal_gap",
    "goal",
    sa.Column("code", sa.Text, primary_key=True, nullable=False),
    sa.Column("year", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    sa.Column("quarter", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
    *bitext("reason"),
    text("person_id", nullable=True),
    text("noted_at", default=None),
    *bitext_checks("reason"),
    *instants("noted_at"),
    sa.CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
    main="code",
)
"""Why a goal has no event in a quarter (0: in the year)."""

rate: Final = logged(
    "rate",
    "rate",
    key(),
    text("currency", default=None),
    text("quote", default=None),
    text("kind", default=None),
    text("day", default=None),
    text("value", default=None),
    text("source"),
    one_of("kind", RateKind),
    *days("day"),
    sa.CheckConstraint("length(currency) = 3 AND length(quote) = 3 AND currency <> quote", name="pair"),
    sa.UniqueConstraint("currency", "quote", "kind", "day"),
)
"""`value` units of `quote` for one unit of `currency`, as decimal text."""

saved_view: Final = logged(
    "saved_view",
    "view",
    key(),
    text("room", default=None),
    text("name", default=None),
    text("content", default=None),
    number("position"),
    sa.CheckConstraint("name <> ''", name="name"),
)
"""A filter with a name; `content` is JSON text."""
