"""Errors of the way from a draft to a signed report, in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_FORBIDDEN: Final[dict[str, Message]] = {
    "report.cannot_submit": Message(
        N_("Only a draft or a returned report can be submitted."),
        N_("A submitted report waits for its approval; withdraw it first to change it."),
    ),
    "report.cannot_withdraw": Message(
        N_("Only a submitted report can be withdrawn."),
        N_("A signed report is opened again with an amendment."),
    ),
    "report.cannot_reopen": Message(
        N_("Only an approved report can be taken back to work on it."),
        N_("A signed report is opened again with an amendment."),
    ),
    "report.cannot_return": Message(
        N_("Only a submitted or an approved report can be returned."),
        N_("Wait until the report is submitted; a signed one is opened again with an amendment."),
    ),
    "report.cannot_approve": Message(
        N_("Only a submitted report can be approved."),
        N_("Let its author submit it first; a signed one is opened again with an amendment."),
    ),
    "report.cannot_sign": Message(
        N_("Only an approved report can be signed."),
        N_("Let a head of mission approve it first."),
    ),
    "report.cannot_seal": Message(
        N_("Only an approved report can be made into a package."),
        N_("Let a head of mission approve it first."),
    ),
    "report.cannot_send": Message(N_("Only a signed report can be sent."), N_("Make its package first.")),
    "report.cannot_receive": Message(
        N_("Only a report that was signed and sent can be received."), N_("Make its package first.")
    ),
    "report.cannot_accept": Message(
        N_("Only a report that was signed and sent can be accepted."), N_("Make its package first.")
    ),
    "report.cannot_reject": Message(
        N_("Only a report that was signed and sent can be returned by headquarters."), N_("Make its package first.")
    ),
    "report.cannot_amend": Message(
        N_("Only a signed report can be amended."), N_("Until it is signed, simply change it.")
    ),
}

MESSAGES: Final[dict[str, Message]] = {
    **_FORBIDDEN,
    "report.not_begun": Message(
        N_("Nobody has begun the report of {period} yet."), N_("Submit it first, or write one of its sections.")
    ),
    "report.errors_stop": Message(
        N_("The check before signing found errors: {n}."), N_("Open the report, mend what is marked as an error.")
    ),
    "report.reason_needed": Message(
        N_("Warnings without a word of reason: {n}."),
        N_("Give each warning a reason, or one reason for all (--comment); reasons travel with the report."),
    ),
    "report.reason_missing": Message(
        N_("The reason is missing."), N_("Say in a few words why; headquarters reads it.")
    ),
    "report.comment_needed": Message(
        N_("A report is not returned without a word."), N_("Make a remark at a place, or say what is to be done.")
    ),
    "report.comment_empty": Message(N_("The remark is empty."), N_("Write what should be changed.")),
    "report.comment_not_found": Message(
        N_("This remark is not there any more."), N_("Look at the list of remarks again.")
    ),
    "report.not_found": Message(N_("This report is not there any more."), N_("Choose its period again.")),
    "report.no_approver": Message(
        N_("Nobody in this office may approve reports."),
        N_("Mark the head of mission as an approver in the settings."),
    ),
    "report.nobody_acts": Message(
        N_("It is not known who approves or returns this report."),
        N_("Choose who is at the keyboard, or name the person (--as)."),
    ),
    "report.not_an_approver": Message(
        N_("{name} may not approve or return reports."),
        N_("This is for the head of mission or whoever the settings name as an approver."),
    ),
    "report.own_work": Message(
        N_("{name} has written or submitted this report and cannot approve or return it as well."),
        N_("Let another approver do it. An office of one person is set so in the settings."),
    ),
    "report.not_yours": Message(
        N_("Only its author or an approver withdraws this report."), N_("Ask one of them, or make a remark.")
    ),
    "report.not_approved": Message(
        N_("The report is not approved yet, and this office has several people."),
        N_("Submit it and let a head of mission approve it; then make the package."),
    ),
    "report.changed_since_approval": Message(
        N_("The report was changed after its approval ({n} fields): {fields}."),
        N_("Look at the differences and have it approved again, or undo the changes."),
    ),
    "report.changed_meanwhile": Message(
        N_("Somebody has moved this report on meanwhile."), N_("Look at it again, then decide.")
    ),
    "report.locked": Message(
        N_("The report of {period} is signed and locked."),
        N_("Open it again as an amendment and say why; the change travels with its reason."),
    ),
    "report.changed_since_sealing": Message(
        N_("The report of {period} was changed after it was signed ({n} fields): {fields}."),
        N_("Open it as an amendment with a reason and have it approved; unchanged reports can be signed again."),
    ),
    "report.locked_period_changed": Message(
        N_(
            "The report of {period} is signed, but its events were changed since ({n} fields); the changes go with this one."
        ),
        N_("Send an amendment of that period as well, or say why not."),
    ),
    "report.not_locked": Message(
        N_("The report of {period} is not signed yet, so there is nothing to amend."),
        N_("Until it is signed, simply change it."),
    ),
    "report.snapshot_damaged": Message(
        N_("What was approved can no longer be read as it was kept."),
        N_("Have the report approved again; let somebody check the office's data (Settings, Health)."),
    ),
}
