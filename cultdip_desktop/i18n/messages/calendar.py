"""Words for what can be wrong with a look at the calendar, with rules and series, and for its hints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[Mapping[str, Message]] = {
    "calendar.window_turned": Message(
        N_("The last day, {last}, lies before the first, {first}."), N_("Exchange the two days.")
    ),
    "calendar.window_too_long": Message(
        N_("The calendar shows at most {days} days at once."), N_("Choose a shorter time.")
    ),
    "calendar.out_of_range": Message(
        N_("The calendar reaches from {first} to {last}."), N_("Choose days within these years.")
    ),
    "calendar.rule_bad": Message(N_("There is no day {day} in month {month}."), N_("Write a day that this month has.")),
}
