"""Findings and passed checks of the check before signing in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_FINDINGS: Final[dict[str, Message]] = {
    "report.event_twice": Message(
        N_("“{title}” stands in the list twice."),
        N_("Move one of the two to the trash."),
    ),
    "report.outcome_missing": Message(
        N_("“{title}” says nothing about what came of it."),
        N_("Write the outcome, or add an agreement, a contact or an invitation."),
    ),
    "report.credits_missing": Message(
        N_("Pictures of “{title}” do not say who took them: {count}."),
        N_("Enter the photographer or the owner of the rights."),
    ),
    "report.consent_missing": Message(
        N_("Pictures of “{title}” name people and no ground for showing them: {files} ({count})."),
        N_("Choose the ground: their consent, a public event or the public interest."),
    ),
    "report.consent_missing_minors": Message(
        N_("Pictures of “{title}” show children and no ground for it: {files} ({count})."),
        N_("Choose the ground and attach the parents' consent, or take the pictures out of the report."),
    ),
    "report.consent_unproved": Message(
        N_("Pictures of “{title}” rest on a consent whose paper is not attached: {files} ({count})."),
        N_("Attach the paper to the event and choose it beside the picture; it stays on this machine."),
    ),
    "report.consent_expired": Message(
        N_("Pictures of “{title}” may not be shown any more: {files} ({count})."),
        N_("Renew the consent, or take the pictures out of the report."),
    ),
    "report.media_not_publishable": Message(
        N_("Material of “{title}” is marked for the report, but may not be published: {count}."),
        N_("It stays on this machine. Take it out of the report, or mark it as publishable once the rights are clear."),
    ),
    "report.evidence_stays": Message(
        N_("“{title}” has figures whose evidence does not travel with the package: {count}."),
        N_("Mark the file for the report if headquarters should see it."),
    ),
    "report.money_unproved": Message(
        N_("Events with money spent and no document that proves it: {count}."),
        N_("Attach the bill or the contract as evidence."),
    ),
    "report.totals_differ": Message(
        N_("The totals disagree: {found} in one place, {expected} in another."),
        N_("Check the office's store in Settings, then build the report again."),
    ),
    "report.spent_above_plan": Message(
        N_("“{title}” spent more {currency} than was planned."),
        N_("Check the amounts, or give the reason."),
    ),
    "report.spent_above_received": Message(
        N_("“{title}” spent more {currency} than was received."),
        N_("Check whether all contributions are recorded."),
    ),
    "report.office_missing": Message(
        N_("The name of the office is missing from the head of the document."),
        N_("Enter it in the settings."),
    ),
    "report.agency_differs": Message(
        N_("The head of the document says “{found}”, its sentences say “{usual}”."),
        N_("Use one name in the form settings and for the office."),
    ),
    "report.symbol_missing": Message(
        N_("The document has no symbol: the office's abbreviation is missing."),
        N_("Enter the abbreviation in the settings, “ĐSQ” for instance."),
    ),
    "report.place_missing": Message(
        N_("The place of issue is missing."),
        N_("Enter the office's city in the settings."),
    ),
    "report.recipient_missing": Message(
        N_("The report does not say to whom it is addressed."),
        N_("Enter the recipient in the settings."),
    ),
    "report.basis_missing": Message(
        N_("The report does not name the decision on which it is based."),
        N_("Enter the basis in the settings."),
    ),
    "report.day_missing": Message(
        N_("The report has a number, but no day of issue."),
        N_("Enter the day of issue."),
    ),
    "report.day_early": Message(
        N_("The day of issue, {day}, lies before the period of the report."),
        N_("Correct the day of issue."),
    ),
    "report.signer_unnamed": Message(
        N_("The signer has no name."),
        N_("Enter the name in the settings."),
    ),
    "report.rank_missing": Message(
        N_("The position of {name} is missing from the signature."),
        N_("Enter the official position in the settings."),
    ),
    "report.number_early": Message(
        N_("The report already bears number {number}, but is not approved yet."),
        N_("The registry gives the number when the document is issued. Take it out, or give the reason."),
    ),
    "report.issued_early": Message(
        N_("The report already bears the day {day}, but is not approved yet."),
        N_("Enter the day when the document is issued."),
    ),
    "report.secrecy_mark": Message(
        N_("“{title}” bears a mark of state secrecy: {mark}."),
        N_("This program must not hold state secrets. Remove the text and follow the rules on their protection."),
    ),
    "report.secrecy_mark_in_form": Message(
        N_("The head or the signature of the document bears a mark of state secrecy: {mark}."),
        N_("Only marks of circulation and urgency may be used. Correct the settings."),
    ),
    "report.secrecy_mark_in_section": Message(
        N_("Section {title} bears a mark of state secrecy: {mark}."),
        N_("This program must not hold state secrets. Remove the text and follow the rules on their protection."),
    ),
    "report.name_spelled_twice": Message(
        N_("“{title}” writes “{found}”, other events write “{usual}”."),
        N_("Use one spelling; if they are two partners, give this as the reason."),
    ),
    "report.name_misspelled": Message(
        N_("A text of “{title}” writes “{found}” instead of “{usual}”."),
        N_("Correct the name, or give the reason."),
    ),
    "report.name_misspelled_in_form": Message(
        N_("The head or the signature of the document writes “{found}” instead of “{usual}”."),
        N_("Correct the name in the settings."),
    ),
    "report.name_misspelled_in_section": Message(
        N_("Section {title} writes “{found}” instead of “{usual}”."),
        N_("Correct the name, or give the reason."),
    ),
    "report.rank_differs": Message(
        N_("A text of “{title}” calls {name} “{found}”; the signature says “{usual}”."),
        N_("Use the official position everywhere."),
    ),
    "report.rank_differs_in_form": Message(
        N_("The head of the document calls {name} “{found}”; the signature says “{usual}”."),
        N_("Use the official position everywhere."),
    ),
    "report.rank_differs_in_section": Message(
        N_("Section {title} calls {name} “{found}”; the signature says “{usual}”."),
        N_("Use the official position everywhere."),
    ),
    "report.spelling_old": Message(
        N_("A text of “{title}” writes “{found}”; the report writes “{usual}”."),
        N_("Use one spelling in the whole report."),
    ),
    "report.spelling_old_in_form": Message(
        N_("The head or the signature of the document writes “{found}”; the report writes “{usual}”."),
        N_("Use one spelling in the whole report."),
    ),
    "report.spelling_old_in_section": Message(
        N_("Section {title} writes “{found}”; the report writes “{usual}”."),
        N_("Use one spelling in the whole report."),
    ),
    "report.secrecy_mark_in_opening": Message(
        N_("The opening paragraph bears a mark of state secrecy: {mark}."),
        N_("This program must not hold state secrets. Remove the text and follow the rules on their protection."),
    ),
    "report.name_misspelled_in_opening": Message(
        N_("The opening paragraph writes “{found}” instead of “{usual}”."),
        N_("Correct the name, or give the reason."),
    ),
    "report.rank_differs_in_opening": Message(
        N_("The opening paragraph calls {name} “{found}”; the signature says “{usual}”."),
        N_("Use the official position everywhere."),
    ),
    "report.spelling_old_in_opening": Message(
        N_("The opening paragraph writes “{found}”; the report writes “{usual}”."),
        N_("Use one spelling in the whole report."),
    ),
    "report.english_missing_in_section": Message(
        N_("Section {title} has no English text."),
        N_("The English report shows the Vietnamese text there and says so."),
    ),
    "report.english_missing_in_opening": Message(
        N_("The opening paragraph has no English text."),
        N_("The English report shows the Vietnamese text there and says so."),
    ),
    "report.english_stale_in_section": Message(
        N_("Section {title} has an English text older than the Vietnamese."),
        N_("Compare the English with the new Vietnamese and confirm it."),
    ),
    "report.english_stale_in_opening": Message(
        N_("The opening paragraph has an English text older than the Vietnamese."),
        N_("Compare the English with the new Vietnamese and confirm it."),
    ),
    "report.outdated_in_section": Message(
        N_("Section {title} was written before its figures changed."),
        N_("Compare the text with the new figures and correct it, or confirm it with “Update figures”."),
    ),
    "report.outdated_in_opening": Message(
        N_("The opening paragraph was written before its figures changed."),
        N_("Compare the text with the new figures and correct it, or confirm it with “Update figures”."),
    ),
    "report.numbers_unsupported_in_section": Message(
        N_("Section {title} has numbers that no record bears out: {numbers}."),
        N_("Correct them, record what they come from, or give the reason."),
    ),
    "report.numbers_unsupported_in_opening": Message(
        N_("The opening paragraph has numbers that no record bears out: {numbers}."),
        N_("Correct them, record what they come from, or give the reason."),
    ),
    "report.task_late": Message(
        N_("A task of “{title}” was due on {day}: {task}"),
        N_("Finish it, move its day, or give the reason."),
    ),
    "report.comment_open": Message(
        N_("A remark by {author} is still open: {text}"),
        N_("Answer it and mark it as settled."),
    ),
    "report.comment_open_unsigned": Message(
        N_("A remark is still open: {text}"),
        N_("Answer it and mark it as settled."),
    ),
}

_PASSED: Final[dict[str, Message]] = {
    "check.form": Message(
        N_("Form of Decree 30/2020/NĐ-CP"),
        N_("Agency, symbol, place, recipient, basis; number and day only after the approval."),
    ),
    "check.signer": Message(N_("Signer and official position"), N_("Who signs, and in which position.")),
    "check.secrecy": Message(N_("No mark of state secrecy"), N_("MẬT, TỐI MẬT and TUYỆT MẬT in any text that leaves.")),
    "check.goals": Message(N_("Every goal has activities"), N_("Goals M1 to M5 for which nothing was held.")),
    "check.titles": Message(N_("Every event is named, none stands twice"), N_("Titles in Vietnamese.")),
    "check.states": Message(
        N_("States of the events are up to date"),
        N_("Approved events whose day is past; events put off or cancelled without a reason."),
    ),
    "check.results": Message(N_("Results are recorded"), N_("Attendance and outcome of every event that was held.")),
    "check.tags": Message(N_("Goals with their reasons"), N_("Every event held serves a goal and says how.")),
    "check.totals": Message(
        N_("Totals match the list of events"), N_("Rows by goal, kind and month against the distinct total.")
    ),
    "check.money": Message(
        N_("Total money matches the list of events"), N_("Money spent by event and by source, for each currency.")
    ),
    "check.plan": Message(N_("Spending within the plan"), N_("Money spent against money planned and received.")),
    "check.evidence": Message(N_("Evidence travels along"), N_("Files that prove figures, and money without any.")),
    "check.numbers": Message(
        N_("Numbers in the text are borne out"), N_("Numbers of hand-written sections against the figures.")
    ),
    "check.basis": Message(
        N_("Hand-written text fits the figures"), N_("Sections whose figures changed after they were written.")
    ),
    "check.names": Message(
        N_("Names and titles are consistent"),
        N_("Partners, officers and the office in one spelling; each officer with one position."),
    ),
    "check.spelling": Message(
        N_("One spelling, every letter can be printed"),
        N_("Tone marks in their place of today (hòa, thủy); letters that the font lacks."),
    ),
    "check.withheld": Message(
        N_("No partner is named against their wish"), N_("Names of partners who do not wish to be listed, in any text.")
    ),
    "check.captions": Message(N_("Pictures have captions and credits"), N_("Pictures of the appendix.")),
    "check.consent": Message(
        N_("Showing people rests on a ground that holds"), N_("Consent, public event or public interest.")
    ),
    "check.publishable": Message(
        N_("Marked material may be published"), N_("Material that is marked for the report and may not leave.")
    ),
    "check.english": Message(
        N_("English texts are up to date"),
        N_("English that is missing or older; it never stops the Vietnamese report."),
    ),
    "check.tasks": Message(N_("No task is late"), N_("Tasks of the period's events.")),
    "check.comments": Message(N_("All remarks are settled"), N_("Remarks of the office and of headquarters.")),
    "check.window": Message(N_("Figures up to {day}"), N_("Whether the period is over.")),
}

MESSAGES: Final[dict[str, Message]] = {**_FINDINGS, **_PASSED}
