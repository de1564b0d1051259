"""Errors of the area "hq" in words: roster, inbox, figures, and how an office was founded or named."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "hq.not_headquarters": Message(
        N_("This office is a mission; only headquarters can do this."), N_("Open the folder of headquarters.")
    ),
    "enrol.office_unknown": Message(
        N_("The list of missions has no {office}."), N_("Check the request; the list of missions can be amended.")
    ),
    "enrol.other_office": Message(
        N_("The answer holds no certificate for {office}."), N_("Choose the answer to the request of this office.")
    ),
    "trust.words_differ": Message(
        N_("The words are not those of the root in this file."),
        N_("Ask headquarters again by telephone. If they still differ, do not install the file and report it."),
    ),
    "figures.window_turned": Message(
        N_("The first day {first} lies after the last day {last}."), N_("Turn the two days round.")
    ),
    "figures.no_first_day": Message(
        N_("A comparison needs its first day."), N_("Say with --from on which day it begins.")
    ),
    "figures.no_row": Message(N_("No event counts under {key} in these days."), N_("Look at the rows without --key.")),
    "exemplar.note_too_long": Message(
        N_("The note is longer than {most} characters."), N_("Say in a few sentences what others can learn from it.")
    ),
    "inbox.refused": Message(
        N_("The package was refused."), N_("Look at its verdict, and ask the mission to send it again.")
    ),
    "inbox.kind": Message(
        N_("This kind of package does not come from a mission."), N_("Headquarters takes in reports of missions only.")
    ),
    "inbox.nothing_to_confirm": Message(
        N_("No package of {office} waits for a new numbering."),
        N_("Look at the inbox: it says what each one waits for."),
    ),
    "inbox.reason_missing": Message(
        N_("A decision needs its reason."), N_("Write in a few words who was asked and what was said.")
    ),
    "inbox.no_fork": Message(
        N_("No decision about the package {id} is open."), N_("Look at the list again: it may have been settled.")
    ),
    "inbox.settled_against": Message(
        N_("Put aside by a decision: another package counts in its place."),
        N_("It is kept; the decision and its reason stand in the history."),
    ),
    "inbox.volumes_missing": Message(
        N_("The package travels in {n} files; still missing are files no. {missing}."),
        N_("What has come is kept; the package enters by itself with the last file. Ask the mission for the others."),
    ),
    "inbox.volume_mixed": Message(
        N_("File {number} of {n} says something else about the package than the files received before."),
        N_("The files do not belong together. Ask the mission to send all files of the package once more."),
    ),
    "inbox.volume_twice": Message(
        N_("Another file no. {number} of this package was received before."),
        N_("Only one of them can be right. Ask the mission to send all files of the package once more."),
    ),
    "office.not_a_mission": Message(
        N_("This office is headquarters; only a mission can do this."), N_("Open the folder of the mission.")
    ),
    "office.folder_used": Message(
        N_("The folder {path} holds something named {name} already."), N_("Choose an empty folder for the office.")
    ),
    "office.missing": Message(
        N_("There is no office in the folder {path}."), N_("Choose another folder, or make an office.")
    ),
    "office.exists": Message(
        N_("There is an office in the folder {path} already."), N_("Open it, or choose an empty folder.")
    ),
    "office.mission_unknown": Message(
        N_("“{mission}” names no single mission."),
        N_("Use an id such as CZ-EMB, or a city or country that only one mission has."),
    ),
    "report.ending_unknown": Message(
        N_("A report cannot be written as “{ending}”."), N_("Use a file name ending in .pdf, .xlsx or .csv.")
    ),
    "package.bad_ending": Message(
        N_("The name {file} does not end in .cdrp."), N_("Give the package a name that ends in .cdrp.")
    ),
    "package.findings_stop": Message(
        N_("The package cannot be signed yet; errors found: {n}."),
        N_("Correct the events that the check names ({first}), then sign again."),
    ),
    "package.copy_missing": Message(
        N_("The copy of this package is no longer here."), N_("Use the file that was written when it was signed.")
    ),
}
