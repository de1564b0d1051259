"""Words for what can be wrong with goals' targets and with the annual programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[Mapping[str, Message]] = {
    "goal.unknown": Message(
        N_("The catalogue in force has no goal {goal}."), N_("Choose a code from the list of goals.")
    ),
    "goal.target_bad": Message(N_("A target is a whole number from 0 to {most}."), N_("Write another number.")),
    "programme.exists": Message(
        N_("There is a programme for {year} already."), N_("Open it and change its items there.")
    ),
    "programme.item_missing": Message(
        N_("This item of the programme is no longer there."), N_("Go back to the list; Ctrl+Z brings it back.")
    ),
    "programme.nothing_to_copy": Message(
        N_("The programme of {year} has no items to copy."), N_("Add the first item yourself.")
    ),
    "programme.nothing_to_freeze": Message(
        N_("A programme without items cannot be approved."), N_("Add at least one item first.")
    ),
    "programme.reason_missing": Message(
        N_("Say in a few words what this version is."), N_("For example: approved by the head of mission.")
    ),
}
