"""Errors of the area "intake" in words: histories, receipts that packages name, the ledger, joint events."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_ASK_HISTORY: Final = N_(
    "The package waits. Ask the head of mission what happened to the store on these days; a recorded decision lets it enter."
)

MESSAGES: Final[dict[str, Message]] = {
    "inbox.no_packages": Message(
        N_("There is no package in {path}."),
        N_("Packages end in .cdrp or .cdrp.age. Choose the folder that the mission's files lie in."),
    ),
    "inbox.no_history": Message(
        N_("The package {id} does not wait for a decision about its history."),
        N_("Look at the inbox: it says what each one waits for."),
    ),
    "inbox.nothing_to_resend": Message(
        N_("Nothing is to be sent again for {file}: it was taken in."),
        N_("Choose a package that was refused or is held."),
    ),
    "history.rewritten": Message(
        N_(
            "The history of this mission was rewritten after it was sent: {count} days from {first} to {last} read otherwise."
        ),
        _ASK_HISTORY,
    ),
    "history.cut": Message(
        N_(
            "The history of this mission was cut after it was sent: what it told of {count} days from {first} to {last} is gone."
        ),
        _ASK_HISTORY,
    ),
    "history.set_back": Message(
        N_("The restored office has lost what it did on {count} days, from {first} to {last}."),
        N_(
            "That is usual after a restored backup. What headquarters has of those days stays until the new records replace it."
        ),
    ),
    "receipt.unknown": Message(
        N_("The package names a receipt that headquarters never wrote or no longer knows."),
        N_(
            "Headquarters' own store may have been set back to an older state. Compare its ledger with the last backup."
        ),
    ),
    "receipt.other_office": Message(
        N_("The package names a receipt that was written for another office than {office}."),
        N_("Ask the mission which file it took in."),
    ),
    "receipt.older": Message(
        N_("The package names receipt no. {number} although an earlier one named no. {last} already."),
        N_(
            "The mission's store may have been set back to an older state. Ask the mission, and send the last receipts again."
        ),
    ),
    "receipt.none": Message(
        N_("The package names no receipt although no. {number} was written on {day}."),
        N_("The receipts may have been lost on their way: send the last one again."),
    ),
    "receipt.not_last": Message(
        N_("The mission has not taken in receipt no. {number} of {day} yet."),
        N_("It may still be on its way. If the next package does not name it either, send it again."),
    ),
    "encryption.came_plain": Message(
        N_("{file} was made to travel encrypted and came in the clear."),
        N_("Somebody has opened it on its way. What it holds is unchanged; ask who had it."),
    ),
    "ledger.broken": Message(
        N_("The ledger is broken at line {position}: it was changed outside the program."),
        N_("Compare with the last backup; the received files themselves are kept."),
    ),
    "ledger.differs": Message(
        N_("Line {position} of the ledger says otherwise than the inbox about its file."),
        N_("Compare with the last backup; the received files themselves are kept."),
    ),
    "ledger.no_stamp": Message(
        N_("Line {position} of the ledger bears no time stamp."),
        N_("It was written before headquarters had a time-stamp key."),
    ),
    "joint.not_found": Message(N_("There is no decision {id} about joint events."), N_("Look at the list again.")),
    "joint.unknown_event": Message(N_("There is no event {id}."), N_("Look at the list again.")),
    "joint.too_few": Message(N_("A joint event needs two events."), N_("Choose the reports of at least two missions.")),
    "joint.one_office": Message(
        N_("All these events are of one mission."), N_("Only reports of different missions can be one event.")
    ),
    "joint.reason_missing": Message(
        N_("A decision needs its reason."), N_("Write in a few words why these events are one, or are not.")
    ),
}
