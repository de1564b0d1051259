"""What the shell asks of the office for this room without opening it: the badge, and states worth a picture."""

from __future__ import annotations

from collections.abc import Sequence

from cultdip_desktop.app import Office
from cultdip_desktop.domain.standing import RECEIVED
from cultdip_desktop.ui.kit.room import Route


def missing_now(office: Office) -> int:
    """Missions that owe the report being waited for and have sent nothing."""
    if office.status is None or office.duties is None:
        return 0
    return len(office.status.status(office.duties.current()).missing)


def states(office: Office) -> Sequence[tuple[str, Route]]:
    """Names and routes; a mission that has reported where there is one."""
    found = [("", Route("missions")), ("missing", Route("missions", params=(("show", "missing"),)))]
    if office.status is not None and office.duties is not None:
        rows = office.status.status(office.duties.current()).rows
        chosen = next((row for row in rows if row.standing in RECEIVED), rows[0] if rows else None)
        missing = next((row for row in rows if row.days < 0 and row.stage is not None), None)
        for name, row in (("reported", chosen), ("overdue", missing)):
            if row is not None:
                found.append((name, Route("missions", "office", row.mission.id)))
    return found
