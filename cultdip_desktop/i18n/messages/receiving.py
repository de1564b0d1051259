"""Words of what comes from headquarters to a mission: refusals, changes, and what does not fit together."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_CALL: Final = N_("Call headquarters at a number you know and read out which file this is.")
_AGAIN: Final = N_("Ask headquarters for the file again.")
_SEND: Final = N_("Send the packages again that lack; the office keeps a copy of each.")

MESSAGES: Final[dict[str, Message]] = {
    "receive.kind": Message(
        N_("This file was not made by headquarters for missions."),
        N_("Receipts, remarks, directives, catalogues, trust lists and rates are taken in here. Verify other files."),
    ),
    "receive.sender": Message(N_("The file says that {office} sends it; only headquarters may."), _CALL),
    "receive.refused": Message(N_("The file cannot be taken in."), _AGAIN),
    "receive.receipt_of_other": Message(N_("The receipt is for {office}, not for this office."), _AGAIN),
    "receive.edition_incomplete": Message(N_("The catalogue {edition} in the file is not complete."), _AGAIN),
    "receive.fork": Message(
        N_("Headquarters has given the number {seq} (numbering {epoch}) to two different files."),
        N_("Both are kept and only the first one counts. Call headquarters: its store may have been set back."),
    ),
    "receive.previous": Message(
        N_("File no. {seq} follows another file than the one that came here."),
        N_("It was taken in. Call headquarters: its store may have been set back."),
    ),
    "receive.gap": Message(
        N_("Files of headquarters that have not come: no. {missing}."),
        N_("What is here counts all the same. Ask headquarters for these numbers again."),
    ),
    "receive.ledger_set_back": Message(
        N_("Headquarters' ledger stands at line {now}; an earlier receipt said {before}."),
        N_("Its store was set back. Call headquarters, and send again what it no longer has."),
    ),
    "receive.ledger_rewritten": Message(
        N_("Headquarters' ledger has another digest at line {position} than an earlier receipt said."), _CALL
    ),
    "receive.mark_set_back": Message(
        N_("Headquarters now has packages up to no. {now}; an earlier receipt said {before}."), _SEND
    ),
    "receive.other_digest": Message(
        N_("Headquarters holds another file under the number {seq} of this office (numbering {epoch})."),
        N_("Call headquarters. Was this office restored from a backup, or its folder copied?"),
    ),
    "receive.own_store_set_back": Message(
        N_("Headquarters has received package no. {seq} (numbering {epoch}), which this store does not know."),
        N_("This store was set back to an older state. What was done since then may lack here: ask for that package."),
    ),
    "receive.package_here": Message(N_("Package no. {seq} ({period}) has been received."), ""),
    "receive.package_held": Message(N_("Package no. {seq} ({period}) has come and waits for an earlier one."), _SEND),
    "receive.package_refused": Message(N_("Package no. {seq} ({period}) was not let in."), _SEND),
    "receive.report_accepted": Message(N_("Headquarters has accepted the report {period}."), ""),
    "receive.report_returned": Message(
        N_("Headquarters has returned the report {period}."), N_("Answer its remarks and send an amendment.")
    ),
    "receive.media_held": Message(N_("Files of events that headquarters now holds: {n}. They are not sent again."), ""),
    "receive.missing": Message(N_("Packages that have not come to headquarters: no. {missing}."), _SEND),
    "receive.remark": Message(N_("Remark on the report {period}: {text}"), ""),
    "receive.remarks_strange": Message(
        N_("Remarks on reports that this store does not know: {n}."), N_("This store may have been set back.")
    ),
    "receive.duty": Message(N_("The report {period} is due on {day}."), ""),
    "receive.duty_exempt": Message(N_("No report is owed for {period}."), ""),
    "receive.directive": Message(N_("Directive “{title}”, tasks: {n}"), ""),
    "receive.directive_withdrawn": Message(N_("The directive “{title}” is withdrawn."), ""),
    "receive.programme": Message(N_("Headquarters' programme of {year}: {n} items new or changed."), ""),
    "receive.central": Message(N_("For use: “{title}”"), ""),
    "receive.central_withdrawn": Message(N_("No longer for use: “{title}”"), ""),
    "receive.edition": Message(N_("Edition {edition} of the catalogue counts from now on."), ""),
    "receive.edition_later": Message(N_("Edition {edition} of the catalogue counts from {day} on."), ""),
    "receive.rates": Message(N_("New exchange rates: {n}"), ""),
    "receive.rates_changed": Message(N_("Exchange rates that headquarters has corrected: {n}"), ""),
    "receive.lists": Message(N_("Newer revocation lists or authorities."), ""),
    "receive.certificate": Message(N_("The certificate for this office's signing key."), ""),
    "receive.encryption_key": Message(N_("Keys to which packages can be encrypted: {n} new or retired."), ""),
    "receive.nothing": Message(N_("Nothing that this office does not have already."), ""),
    "receive.unanswered": Message(
        N_("Package no. {seq} ({period}) has been without a receipt for {days} days."),
        N_("Ask headquarters whether it came, and send the file again."),
    ),
    "directive.task_not_found": Message(N_("This task of a directive is not here."), ""),
    "directive.reason_missing": Message(
        N_("A task that is declined needs a word of reason."), N_("Write why, then decline it.")
    ),
    "directive.withdrawn": Message(N_("This directive has been withdrawn; nothing is to be answered."), ""),
    "programme.nothing_to_derive": Message(
        N_("Nothing of headquarters' programme of {year} is left to be taken over."), N_("Choose at least one item.")
    ),
    "catalogue.nothing_to_map": Message(N_("No event carries a code that has a successor."), ""),
}
