"""Tables of what hangs on an event beside money, goals and partners."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.event import (
    Facet,
    GainKind,
    PressKind,
)
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    logged,
    number,
    one_of,
    text,
)
from cultdip_desktop.store.schema.events import event_actor, event_goal, event_id, event_money, order

event_code: Final = logged(
    "event_code",
    "event",
    event_id(),
    sa.Column("facet", sa.Text, primary_key=True, nullable=False),
    order(),
    text("code", default=None),
    one_of("facet", Facet),
    sa.Index(None, "code"),
    main="event_id",
)

event_press: Final = logged(
    "event_press",
    "event",
    event_id(),
    order(),
    text("outlet", default=None),
    text("kind", default=None),
    text("title"),
    text("language"),
    text("day", nullable=True),
    number("reach", nullable=True),
    text("link"),
    text("media_id", nullable=True),
    one_of("kind", PressKind),
    *days("day"),
    sa.CheckConstraint("reach BETWEEN 0 AND 10000000000", name="reach"),
    main="event_id",
)
"""Coverage in the press (R18); `media_id` is the clipping among the event's files."""

event_gain: Final = logged(
    "event_gain",
    "event",
    event_id(),
    order(),
    text("kind", default=None),
    *bitext("text"),
    text("partner"),
    *bitext_checks("text"),
    one_of("kind", GainKind),
    main="event_id",
)
"""What came of it beyond numbers: agreements, leads, invitations (R22)."""

event_evidence: Final = logged(
    "event_evidence",
    "event",
    event_id(),
    order(),
    text("field", default=None),
    text("media_id", default=None),
    main="event_id",
)
"""Which file proves which number."""

CHILDREN: Final = (event_goal, event_code, event_actor, event_money, event_press, event_gain, event_evidence)
"""Tables that belong to an event, each with its order in `position`."""
