"""What an opening for writing has to see to, asked in one look: mostly there is nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.event import TRASH_KEPT
from cultdip_desktop.domain.issuing import DispatchState, IssueState
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.store.columns import instant_column
from cultdip_desktop.store.schema import catalogue, event, media_item, sent_package
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What the last program left to this one."""

    sealing: bool
    """A package was promised a number and has no file yet."""

    expired: bool
    """Something lies in the trash for longer than it is kept."""

    edition: bool = False
    """The day of an edition of the catalogue that headquarters has sent may have come."""


def unsettled(tx: Reader, now: datetime) -> Unsettled:
    """What is there at the instant `now`. One statement."""
    limit = instant_column(now - TRASH_KEPT)
    reserved = sa.exists().where(sent_package.c.state == SentState.RESERVED.value)
    old_events = sa.exists().where(event.c.deleted_at <= limit)
    old_media = sa.exists().where(media_item.c.deleted_at <= limit)
    today = (now + _EARLIEST).date().isoformat()
    in_force = sa.select(catalogue.c.issued_on).where(catalogue.c.is_current == 1).scalar_subquery()
    waiting = sa.exists().where(
        catalogue.c.state == IssueState.RECEIVED.value,
        catalogue.c.is_current == 0,
        catalogue.c.issued_on <= today,
        catalogue.c.issued_on > sa.func.coalesce(in_force, ""),
    )
    asked = sa.select(reserved, old_events, old_media, waiting)
    sealing, events, items, edition = tx.connection.execute(asked).one()
    return Unsettled(bool(sealing), bool(events or items), bool(edition))


_EARLIEST = timedelta(hours=14)
"""So far is the earliest clock on earth ahead of UTC; the service looks at the office's own."""


def half_written(tx: Reader) -> bool:
    """Whether a file of headquarters was promised a number and may not have got its name. One statement."""
    from cultdip_desktop.store.schema import dispatch  # a mission never asks, and need not make the table

    waiting = sa.exists().where(dispatch.c.state == DispatchState.RESERVED.value)
    return bool(tx.connection.execute(sa.select(waiting)).scalar())
