"""Pictures of the Directives room for the tour, and its badge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.domain.issuing import DirectiveState
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.directives.values import Tab

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, every tab, a draft and an issued directive."""
    found = [("", Route("directives"))]
    found += [(tab.value, Route("directives", tab.value)) for tab in Tab if tab is not Tab.DIRECTIVES]
    if office.directives is not None:
        entries = [one.directive for one in office.directives.entries()]
        for name, state in (("draft", DirectiveState.DRAFT), ("issued", DirectiveState.ISSUED)):
            one = next((each for each in entries if each.state is state), None)
            if one is not None:
                found.append((name, Route("directives", "show", one.id)))
    return found


def drafts(office: Office) -> int:
    """Directives that wait to be issued."""
    if office.directives is None:
        return 0
    return sum(one.directive.state is DirectiveState.DRAFT for one in office.directives.entries())
