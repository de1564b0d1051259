"""What other desks have done in the same headquarters since this one last looked."""

from __future__ import annotations

from collections.abc import Collection

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.services.desk import Desk


class NeighbourService:
    """Asked every few seconds; one small read when nothing was done."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._position: int | None = None

    def news(self, own: Collection[str] = ()) -> ChangeSet:
        """What was touched since the last time, or nothing at the first time; `own` actions are passed over.

        Raises:
            UserError: `database.away`, `store.busy`, ….
        """
        self._position, changes = self._desk.store.changes_since(self._position, own)
        return changes
