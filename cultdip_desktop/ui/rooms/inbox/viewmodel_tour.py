"""What the shell asks of the office for this room without opening it: the badge, and states worth a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cultdip_desktop.app import Office
from cultdip_desktop.domain.naming import period_of
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.inbox.values import Inbox
from cultdip_desktop.ui.rooms.inbox.viewmodel import desk_of

_EMPTY_PERIOD: Final = "2024-H1"
_PREVIEWED: Final = 6
_TROUBLED: Final = (InboxOutcome.REFUSED, InboxOutcome.FORK, InboxOutcome.HELD)


def attention(office: Office) -> int:
    """Packages that are held, forked, or refused and not replaced since."""
    desk = desk_of(office)
    lines = Inbox(tuple(desk.rows()), tuple(desk.missions())).lines(None)
    return sum(1 for line in lines if line.attention)


def states(office: Office) -> Sequence[tuple[str, Route]]:
    """Names and routes; a state whose content the office does not have is left out."""
    rows = desk_of(office).rows()
    newest = next((period_of(row.period) for row in rows if period_of(row.period)), None)
    found = [("", Route("inbox", params=(("period", str(newest)),) if newest else ()))]
    for kind in _TROUBLED:
        troubled = next((row for row in rows if row.outcome is kind), None)
        if troubled is not None:
            found.append((kind.value, Route("inbox", "package", troubled.id)))
    files = sorted(office.paths.home.parent.glob("*.cdrp"))[:_PREVIEWED]
    if files:
        found.append(("preview", Route("inbox", "take", "", tuple(("file", str(file)) for file in files))))
    found.append(("empty", Route("inbox", params=(("period", _EMPTY_PERIOD),))))
    return found
