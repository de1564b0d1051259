"""Errors of the area "missions" in words: roster, duties, reminders, certificates of reporting."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "mission.too_long": Message(N_("The text has more than {most} characters."), N_("Shorten it.")),
    "contact.nameless": Message(N_("A contact needs a name."), N_("Write the name of the person or of the section.")),
    "contact.email": Message(
        N_("“{text}” is not an e-mail address."), N_("Write it as name@place, or leave it empty.")
    ),
    "contact.parts": Message(
        N_("“{text}” has more than four parts."), N_("Write name|role|telephone|e-mail; parts may be empty.")
    ),
    "contact.not_found": Message(N_("This contact is no longer on the list."), N_("Look at the list again.")),
    "duty.before_end": Message(
        N_("The period is not over on that day; it ends on {day}."), N_("Choose a day after the end of the period.")
    ),
    "duty.too_far": Message(
        N_("The day lies more than {most} days ahead."), N_("Choose a nearer day, or excuse the mission.")
    ),
    "duty.too_long": Message(N_("The text has more than {most} characters."), N_("Shorten it.")),
    "duty.days": Message(N_("The number of days lies between 0 and {most}."), N_("15 days are usual.")),
    "duty.not_found": Message(
        N_("Nobody has set a day for this period."), N_("The usual day holds; set another one where needed.")
    ),
    "duty.reason_missing": Message(
        N_("This decision needs its reason."), N_("Write in a few words who asked for it and why.")
    ),
    "duty.not_later": Message(
        N_("Another day must lie after everybody's day, {day}."), N_("Choose a later day, or excuse the mission.")
    ),
    "duty.no_extension": Message(
        N_("The mission was not given another day for this period."), N_("Look at the list again.")
    ),
    "urge.nobody": Message(
        N_("No mission has to be urged for this period."),
        N_("Letters are written from 60 days before the deadline on, to missions whose report is missing."),
    ),
    "urge.not_missing": Message(
        N_("The report of {office} is not missing."), N_("Look at the list again: something may have come.")
    ),
    "urge.too_early": Message(
        N_("The deadline of {office}, {day}, is more than 60 days away."),
        N_("Letters are written from 60 days before."),
    ),
    "certificate.periods": Message(
        N_("From {first} to {last} is no row of periods."),
        N_("Name two quarters, halves, months or years, the earlier one first."),
    ),
    "certificate.too_many": Message(
        N_("A certificate names at most {most} periods."), N_("Write two certificates, or name longer periods.")
    ),
}
