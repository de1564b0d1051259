"""Tables of events and of what hangs on them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import (
    AttendanceKind,
    CountingMethod,
    EventFormat,
    EventKind,
    EventState,
)
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    derived,
    flags,
    instants,
    key,
    logged,
    number,
    one_of,
    partial,
    text,
)

LIVING: Final = "deleted_at IS NULL"

event: Final = logged(
    "event",
    "event",
    key(),
    text("office", default=None),
    text("number", default=None),
    *bitext("title"),
    *bitext("summary"),
    text("kind", default=None),
    text("format", default=None),
    text("state", default=None),
    text("state_reason"),
    text("start_at", nullable=True),
    text("end_at", nullable=True),
    number("all_day"),
    text("zone", default=None),
    *bitext("venue"),
    text("city"),
    text("country"),
    text("scale", nullable=True),
    number("planned_attendance", nullable=True),
    number("attendance", nullable=True),
    text("attendance_kind", nullable=True),
    text("attendance_method", nullable=True),
    number("host_share", nullable=True),
    *bitext("outcomes"),
    *bitext("lessons"),
    text("internal_note"),
    *bitext("audience"),
    *bitext("fit"),
    *bitext("link_note"),
    *bitext("follow_up"),
    text("occasion", nullable=True),
    text("occasion_note"),
    text("risk_note"),
    text("template"),
    sa.Column("series_id", sa.Text, sa.ForeignKey("series.id"), nullable=True),
    text("created_at", default=None),
    text("updated_at", default=None),
    text("deleted_at", nullable=True),
    text("source_package", nullable=True),
    derived(text("local_day", nullable=True)),
    derived(text("title_sort", default=None)),
    *bitext_checks("title", "summary", "venue", "outcomes", "lessons", "audience", "fit", "link_note", "follow_up"),
    one_of("kind", EventKind),
    one_of("format", EventFormat),
    one_of("state", EventState),
    one_of("attendance_kind", AttendanceKind),
    one_of("attendance_method", CountingMethod),
    *flags("all_day"),
    *instants("start_at", "end_at", "created_at", "updated_at", "deleted_at"),
    sa.CheckConstraint("id <> '' AND office <> ''", name="named"),
    sa.CheckConstraint("attendance BETWEEN 0 AND 100000000", name="attendance"),
    sa.CheckConstraint("planned_attendance BETWEEN 0 AND 100000000", name="planned_attendance"),
    sa.CheckConstraint(
        "(attendance IS NULL) = (attendance_kind IS NULL) AND (attendance IS NULL) = (attendance_method IS NULL)",
        name="attendance_whole",
    ),
    sa.CheckConstraint("host_share BETWEEN 0 AND 10000", name="host_share"),
    sa.CheckConstraint("country = '' OR length(country) = 2", name="country"),
    sa.CheckConstraint("(start_at IS NULL) = (local_day IS NULL)", name="local_day"),
    sa.CheckConstraint("local_day LIKE '____-__-__'", name="local_day_form"),
    sa.Index(None, "local_day"),
    *(
        partial(f"ix_event_living_{name}", name, "id", where=LIVING)
        for name in ("start_at", "updated_at", "title_sort", "number")
    ),
    sa.Index(None, "office", "number"),
    partial("ix_event_series", "series_id", where="series_id IS NOT NULL"),
    partial("ix_event_office_day", "office", "local_day", "id", where=LIVING),
    partial("ix_event_lessons", "local_day", "id", where=f"{LIVING} AND (lessons_vi <> '' OR lessons_en <> '')"),
    partial("ix_event_span", "local_day", "end_at", "id", where=LIVING),
)
"""`host_share` counts ten-thousandths; `local_day` is the first day at the place; `source_package` is the row id of
the received package that brought the present content (headquarters only)."""


def event_id() -> sa.Column[str]:
    """The event that a row belongs to, a part of its key."""
    return sa.Column("event_id", sa.Text, sa.ForeignKey("event.id"), primary_key=True, nullable=False)


def order() -> sa.Column[int]:
    """Where a row stands among those of its event."""
    return sa.Column("position", sa.Integer, primary_key=True, nullable=False, autoincrement=False)


event_goal: Final = logged(
    "event_goal",
    "event",
    event_id(),
    order(),
    text("code", default=None),
    text("edition", default=None),
    number("is_primary"),
    *bitext("reason"),
    *bitext_checks("reason"),
    *flags("is_primary"),
    sa.Index(None, "code"),
    main="event_id",
)

event_actor: Final = logged(
    "event_actor",
    "event",
    event_id(),
    order(),
    sa.Column("partner_id", sa.Text, sa.ForeignKey("partner.id"), nullable=True),
    text("name", default=None),
    text("category"),
    text("role", default=None),
    one_of("role", ActorRole),
    sa.CheckConstraint("name <> ''", name="name"),
    sa.Index(None, "partner_id"),
    main="event_id",
)
"""Name and category as the event has them: a register entry that is spelled otherwise changes no report."""

event_money: Final = logged(
    "event_money",
    "event",
    event_id(),
    order(),
    text("source", default=None),
    text("stage", default=None),
    number("amount_minor"),
    text("currency", default=None),
    number("in_kind", default=0),
    text("note"),
    one_of("stage", MoneyStage),
    *flags("in_kind"),
    sa.CheckConstraint("length(currency) = 3", name="currency"),
    main="event_id",
)
