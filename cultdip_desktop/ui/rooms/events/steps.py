"""The steps of an event's life as buttons and menu entries offer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.domain.event import TRANSITIONS, EventState
from cultdip_desktop.i18n.messages.message import N_


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be taken."""

    target: EventState
    text: str
    """msgid of the verb."""

    icon: str


FORWARD: Final[Mapping[EventState, Step]] = {
    EventState.IDEA: Step(EventState.PREPARING, N_("Start preparing"), "play"),
    EventState.PREPARING: Step(EventState.SUBMITTED, N_("Submit for approval"), "send"),
    EventState.SUBMITTED: Step(EventState.APPROVED, N_("Approve"), "circle-check"),
    EventState.APPROVED: Step(EventState.HELD, N_("Mark as held"), "check"),
    EventState.HELD: Step(EventState.RESULTS_IN, N_("Complete results"), "badge-check"),
    EventState.POSTPONED: Step(EventState.PREPARING, N_("Prepare again"), "rotate-ccw"),
    EventState.CANCELLED: Step(EventState.PREPARING, N_("Take up again"), "rotate-ccw"),
}
"""The one step that the page offers as its primary action."""

ASIDE: Final[Mapping[EventState, Step]] = {
    EventState.POSTPONED: Step(EventState.POSTPONED, N_("Postpone…"), "clock"),
    EventState.CANCELLED: Step(EventState.CANCELLED, N_("Cancel the event…"), "ban"),
}
"""Steps that need a reason."""

_BACK: Final[Mapping[tuple[EventState, EventState], Step]] = {
    (EventState.PREPARING, EventState.IDEA): Step(EventState.IDEA, N_("Back to idea"), "undo-2"),
    (EventState.SUBMITTED, EventState.PREPARING): Step(EventState.PREPARING, N_("Return for preparation"), "undo-2"),
    (EventState.APPROVED, EventState.PREPARING): Step(EventState.PREPARING, N_("Back to preparation"), "undo-2"),
    (EventState.HELD, EventState.APPROVED): Step(EventState.APPROVED, N_("Not held yet"), "undo-2"),
    (EventState.RESULTS_IN, EventState.HELD): Step(EventState.HELD, N_("Reopen results"), "undo-2"),
}


def others(state: EventState) -> tuple[Step, ...]:
    """What the menu offers from `state`: steps back, then postpone and cancel."""
    back = tuple(step for (old, _new), step in _BACK.items() if old is state)
    aside = tuple(step for target, step in ASIDE.items() if target in TRANSITIONS[state])
    return back + aside
