"""Words for what can be wrong with an event or a period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[Mapping[str, Message]] = {
    "event.not_found": Message(N_("There is no event {id}."), N_("Look it up in the list; it may be in the trash.")),
    "event.title_missing": Message(N_("The event has no Vietnamese title."), N_("Write the title in Vietnamese.")),
    "event.start_missing": Message(N_("The event has no date."), N_("Write when it begins.")),
    "event.end_before_start": Message(N_("The end is before the start."), N_("Correct one of the two times.")),
    "event.unknown_field": Message(N_("The field {field} is unknown."), N_("Check its spelling; nothing was changed.")),
    "event.bad_value": Message(
        N_("The field {field} cannot hold “{value}”."), N_("Correct this value; nothing was changed.")
    ),
    "event.goal_unknown": Message(
        N_("The strategy's catalogue has no goal {goal}."), N_("Choose a code from the catalogue, such as M3 or G5.")
    ),
    "event.goal_twice": Message(N_("The goal {goal} is tagged twice."), N_("Remove one of the two.")),
    "event.goal_reason_missing": Message(
        N_("The goal {goal} has no rationale."), N_("Write one sentence: how the event serves this goal.")
    ),
    "event.primary_missing": Message(N_("No goal is marked as primary."), N_("Mark one goal as primary.")),
    "event.primary_twice": Message(N_("Several goals are marked as primary."), N_("Keep one of them as primary.")),
    "event.goals_missing": Message(
        N_("The event is not tagged to any goal."), N_("Tag it to at least one goal of the Strategy.")
    ),
    "event.code_unknown": Message(
        N_("The catalogue has no code {code} for {field}."), N_("Choose a code from the catalogue.")
    ),
    "event.held_in_future": Message(
        N_("The event is marked as held but lies in the future."), N_("Check its date or its state.")
    ),
    "event.attendance_missing": Message(
        N_("The event was held but has no attendance."), N_("Write how many people came, and how they were counted.")
    ),
    "event.share_out_of_range": Message(
        N_("The host-country share is not between 0 and 100 %."), N_("Correct the share.")
    ),
    "event.money_negative": Message(
        N_("An amount is below zero: {amount} {currency}."),
        N_("Write amounts from zero on; what is paid back makes the line smaller that it belongs to."),
    ),
    "event.spent_above_plan": Message(
        N_("More {currency} was spent than planned."), N_("Check the amounts; this blocks nothing.")
    ),
    "event.english_stale": Message(
        N_("The Vietnamese text changed after its translation."), N_("Look at the English text again.")
    ),
    "event.state_forbidden": Message(
        N_("An event cannot go from “{old}” to “{new}” in one step."), N_("Take the steps in their order.")
    ),
    "event.reason_missing": Message(
        N_("Postponing or cancelling needs a reason."), N_("Write the reason in a few words.")
    ),
    "period.turned": Message(
        N_("The period begins on {first} and would end before that, on {last}."),
        N_("Exchange the two days."),
    ),
    "period.too_long": Message(
        N_("The period from {first} to {last} is longer than 30 years."),
        N_("Choose two days that lie closer together."),
    ),
    "period.bad": Message(
        N_("“{period}” is not a reporting period."),
        N_("Write a month as 2026-09, a quarter as 2026-Q3, a half as 2026-H2 or a year as 2026."),
    ),
    "input.not_json": Message(
        N_("The file {file} is not valid JSON."),
        N_("Correct it in a text editor, or start from the output of “event show”."),
    ),
    "input.key_twice": Message(
        N_("The file {file} names the field “{key}” twice."), N_("Keep one of the two; nothing was changed.")
    ),
    "input.too_large": Message(N_("The file {file} is too large."), N_("An event is a few kilobytes; check the file.")),
}
