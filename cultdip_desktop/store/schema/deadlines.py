"""Tables of which report is asked by when: what the first page of every office looks at."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.store.schema.base import days, instants, key, logged, one_of, text

duty: Final = logged(
    "duty",
    "duty",
    key(),
    text("period", default=None),
    text("rule", default=None),
    text("due", default=None),
    text("note"),
    text("made_at", default=None),
    text("dispatch_id", nullable=True),
    text("deleted_at", nullable=True),
    one_of("rule", PeriodRule),
    *days("due"),
    *instants("made_at", "deleted_at"),
    sa.UniqueConstraint("period", "rule"),
)
"""A report that every mission with the duty to report owes."""

extension: Final = logged(
    "extension",
    "duty",
    key(),
    sa.Column("duty_id", sa.Text, sa.ForeignKey("duty.id"), nullable=False),
    text("office", default=None),
    text("due", nullable=True),
    text("reason"),
    text("person_id", nullable=True),
    text("given_at", default=None),
    text("deleted_at", nullable=True),
    *days("due"),
    *instants("given_at", "deleted_at"),
    sa.Index(None, "duty_id", "office"),
    owner="duty_id",
)
"""Another day for one mission; without `due` it need not report."""
