"""Errors and findings of the area "reports" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "report.focus_unknown": Message(
        N_("The strategy's catalogue has no item {code}."),
        N_("Choose a goal, theme or product of the catalogue."),
    ),
    "report.focus_missing": Message(
        N_("A thematic report needs its theme."),
        N_("Choose a goal, theme or product of the catalogue."),
    ),
    "report.focus_unwanted": Message(
        N_("Only a thematic report has a theme; {code} was given for another kind."),
        N_("Leave the theme out, or choose the thematic report."),
    ),
    "report.nothing_held": Message(
        N_("No event was held in the period of the report."),
        N_("A nil report can be signed. If something was held, set the event's state to Held."),
    ),
    "report.goal_without_activity": Message(
        N_("No event of the period serves goal {goal}."),
        N_("Tag an event that fits, or leave it: the report states it plainly."),
    ),
    "report.signer_missing": Message(
        N_("The report names no signer."),
        N_("Choose the head of mission or another approver in the settings."),
    ),
    "report.window_open": Message(
        N_("The period runs until {day}: its figures may still change."),
        N_("Build the report again after that day."),
    ),
    "report.title_missing": Message(
        N_("An event of the period has no Vietnamese title ({title})."),
        N_("Give it a title before the report is signed."),
    ),
    "report.state_not_moved": Message(
        N_("The day of “{title}” is past, but it is still marked Approved."),
        N_("Set it to Held, Postponed or Cancelled; approved events are not counted."),
    ),
    "report.partner_named": Message(
        N_("“{title}” names {name} in a text, although this partner does not wish to be listed."),
        N_("Write the text without the name, or note the partner's consent."),
    ),
    "report.state_reason_missing": Message(
        N_("“{title}” was postponed or cancelled without a reason."),
        N_("Write the reason in one sentence."),
    ),
    "report.results_missing": Message(
        N_("“{title}” was held, but nothing is recorded about its results."),
        N_("Enter the attendance and what came of it."),
    ),
    "report.attendance_missing": Message(
        N_("The attendance of “{title}” is not recorded."),
        N_("Enter a count or an estimate; without it the event counts with 0 attendances."),
    ),
    "report.goals_missing": Message(
        N_("“{title}” is not tagged to any goal."),
        N_("Tag it to the goal it serves; otherwise it appears only in the total."),
    ),
    "report.goal_reason_missing": Message(
        N_("“{title}” does not say how it advances {goal}."),
        N_("Write the reason in one sentence."),
    ),
    "report.captions_missing": Message(
        N_("Pictures of “{title}” have no caption: {count}."),
        N_("Write captions, or leave these pictures out of the report."),
    ),
    "report.english_missing": Message(
        N_("“{title}” has texts without English: {fields}."),
        N_("The English report shows the Vietnamese text there and says so."),
    ),
    "report.english_stale": Message(
        N_("“{title}” has English texts older than the Vietnamese: {fields}."),
        N_("Compare the English with the new Vietnamese and confirm it."),
    ),
    "report.picture_left_out": Message(
        N_("The picture {file} was left out: it is missing, damaged or too large."),
        N_("Open the event and add the picture again."),
    ),
    "report.letters_not_printable": Message(
        N_("“{title}” holds letters that the document's font cannot print: {letters}"),
        N_("Write these words in Latin letters as well."),
    ),
    "report.not_printed": Message(
        N_("The printer “{printer}” takes no pages."),
        N_("Look whether it is switched on and has paper, or choose another one."),
    ),
}
