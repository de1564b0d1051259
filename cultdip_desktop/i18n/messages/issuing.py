"""Words of errors about what headquarters writes and sends to missions."""

from __future__ import annotations

from cultdip_desktop.i18n.messages.message import N_, Message

_GONE = N_("It may have been deleted meanwhile. Look at the list again.")
_CORRECT = N_("Correct the field and try again.")

MESSAGES = {
    "issue.bad_value": Message(N_("The field {field} has a value that is not possible: {value}"), _CORRECT),
    "issue.unknown_field": Message(
        N_("The field {field} is not known."), N_("Check its name: the help of the command lists all fields.")
    ),
    "issue.too_long": Message(
        N_("The text in {field} is longer than {limit} characters."), N_("Shorten it, or send it as a document.")
    ),
    "issue.too_many": Message(N_("The list {field} has more than {limit} entries."), N_("Issue it in parts.")),
    "issue.twice": Message(N_("{value} stands twice in the file ({field})."), N_("Keep one of both lines.")),
    "issue.file_bad": Message(
        N_("The file {file} is not a JSON object that can be read."),
        N_("Save it as UTF-8 text with braces around everything, each name once."),
    ),
    "dispatch.overtaken": Message(
        N_("Another desk has just written a file to the same recipient."),
        N_("Try again: the numbers go on from there."),
    ),
    "dispatch.busy": Message(
        N_("Other desks are writing files to the same recipients without a pause. Nothing was written."),
        N_("Try again in a minute."),
    ),
    "dispatch.not_found": Message(N_("There is no file {id} of headquarters."), _GONE),
    "dispatch.not_sealed": Message(
        N_("The file {file} is not finished."), N_("Open the office again: what a crash interrupted is then settled.")
    ),
    "receipt.never_sent": Message(N_("{office} was never sent a receipt."), N_("Send one first.")),
    "remark.no_report": Message(
        N_("The package {file} has brought no report, or was not taken in."),
        N_("Remarks and decisions are about reports that were taken in."),
    ),
    "remark.empty": Message(N_("A remark needs a text."), N_("Write what the mission should look at.")),
    "remark.place_bad": Message(
        N_("A remark cannot stand at “{place}”."),
        N_("Name a section (section:II.3) or a field of an event (event:<id>:results.attendance), or nothing."),
    ),
    "remark.sent": Message(
        N_("The mission may have read this remark already."), N_("Make a further remark that corrects it.")
    ),
    "remark.not_found": Message(N_("There is no remark {id}."), _GONE),
    "decision.reason_missing": Message(
        N_("A report is returned with a reason."), N_("Write what the mission should change.")
    ),
    "decision.same": Message(N_("This was decided before, in the same words."), ""),
    "decision.superseded": Message(
        N_("The mission has sent the report again: number {seq}, {file}."), N_("Decide about the newest package.")
    ),
    "directive.not_found": Message(N_("There is no directive {id}."), _GONE),
    "directive.issued": Message(
        N_("The directive {notation} is issued and stays as it is."),
        N_("Draft another one, or one that withdraws it."),
    ),
    "directive.not_issued": Message(
        N_("Only a directive that was issued can be withdrawn."), N_("A draft can simply be deleted.")
    ),
    "directive.withdrawal_waits": Message(
        N_("A directive that withdraws this one exists already."), N_("Issue that one, or delete it.")
    ),
    "directive.taken_back": Message(N_("This directive has been withdrawn; it is not sent any more."), ""),
    "directive.not_theirs": Message(
        N_("The directive is not for {office}."), N_("Draft another one for further missions.")
    ),
    "directive.incomplete": Message(
        N_("The directive cannot be issued yet: {field} is empty."), N_("Fill it in first.")
    ),
    "directive.code_unknown": Message(
        N_("The edition {edition} of the catalogue has no goal {code}."), N_("Choose a goal of the current edition.")
    ),
    "directive.notation_taken": Message(
        N_("The number {notation} was given to another directive."), N_("Choose the next number.")
    ),
    "edition.exists": Message(
        N_("The edition {edition} exists and is not a draft."), N_("Give the new edition another name, such as 2027.1.")
    ),
    "edition.other_catalogue": Message(
        N_("The file is about the catalogue {code}, this office works with {expected}."),
        N_("Check whether it is the right file."),
    ),
    "edition.not_a_draft": Message(
        N_("The edition {edition} was issued or came with the program: it stays."), N_("Issue a newer one instead.")
    ),
    "edition.outdated": Message(
        N_("{edition} was prepared before the edition {current} came into force."),
        N_("Take the file in once more: its codes are then mapped from {current}."),
    ),
    "edition.code_twice": Message(
        N_("The code {code} stands twice in the file."), N_("Codes are unique in an edition.")
    ),
    "edition.parent_missing": Message(
        N_("{code} belongs under {parent}, which does not stand before it."), N_("List parents before their children.")
    ),
    "edition.goal_missing": Message(
        N_("An edition needs the five goals {codes}, each to be tagged with."),
        N_("Reports and figures are built on them: keep their codes."),
    ),
    "edition.mapping_missing": Message(
        N_("{n} codes of the edition before are gone, and the file does not say what became of them: {codes}"),
        N_("Name in “mapping” the new codes for each, or an empty list where it was dropped."),
    ),
    "edition.mapping_unknown": Message(
        N_("The mapping names {code}, which the edition {edition} does not have."), _CORRECT
    ),
    "central.list_unknown": Message(
        N_("There is no list {name} to be issued."), N_("Lists are: programme with its year, central, rates, duties.")
    ),
    "central.empty": Message(
        N_("There is nothing on this list to be issued."), N_("Write or take in its entries first.")
    ),
    "central.incomplete": Message(N_("An entry cannot be issued yet: {field} is empty."), N_("Fill it in first.")),
    "central.not_found": Message(N_("There is no central item {id}."), _GONE),
    "central.code_unknown": Message(
        N_("The edition {edition} of the catalogue has no goal {code}."), N_("Choose a goal of the current edition.")
    ),
}
