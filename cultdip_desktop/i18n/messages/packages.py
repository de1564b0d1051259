"""Errors of the areas "package", "trust", "enrol" and "authority" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "package.record_refused": Message(
        N_("A record cannot travel: {entity}, no. {line}, field {field} ({reason})."),
        N_("Correct the record and export again; nothing was written."),
    ),
    "package.field_refused": Message(
        N_("The package cannot be described: the field {field} has a wrong value."),
        N_("Check the office and the period in the settings; nothing was written."),
    ),
    "package.too_large": Message(
        N_("The package would be larger than {limit} MiB."),
        N_("Choose fewer or smaller attachments, or let it be split into volumes."),
    ),
    "package.too_many_files": Message(
        N_("The package would hold more than {limit} files."),
        N_("Choose fewer attachments, or let it be split into volumes."),
    ),
    "package.source_changed": Message(
        N_("The file {file} changed while the package was being written."),
        N_("Export again; no unfinished file was left behind."),
    ),
    "package.readback": Message(
        N_("The finished package does not read back the same ({reason})."),
        N_("The drive may be faulty: choose another one. The damaged file was removed."),
    ),
    "package.changed_meanwhile": Message(
        N_("The file changed after it was verified."), N_("Verify it again; nothing was taken in.")
    ),
    "package.volume_too_small": Message(
        N_("An attachment of {need} MiB does not fit into volumes of {limit} MiB."),
        N_("Choose larger volumes or leave the attachment out."),
    ),
    "package.records_too_large": Message(
        N_("Records and reports take {need} MiB and must lie in the first file, which may hold {limit} MiB."),
        N_("Choose larger files."),
    ),
    "package.volume_size": Message(
        N_("Files of {size} bytes cannot be made: from {lowest} to {highest} is possible."),
        N_("Choose a size in between, or leave it out for files of up to 2 GiB."),
    ),
    "package.too_many_volumes": Message(
        N_("The package would need {n} files; at most {limit} may belong together."),
        N_("Choose larger files or fewer attachments."),
    ),
    "trust.missing": Message(
        N_("There are no trust files in {path}."), N_("Name the folder that headquarters' trust files were written to.")
    ),
    "trust.damaged": Message(N_("The trust files cannot be read."), N_("Get them from headquarters again.")),
    "trust.root_changed": Message(
        N_("These trust files have another root than the one this office trusts."),
        N_("Do not use them. Call headquarters and compare the words of the fingerprint."),
    ),
    "trust.unconfirmed": Message(
        N_("This office trusts no root yet."),
        N_("Install the answer of headquarters first, and compare the words of its root by telephone."),
    ),
    "trust.lists_end_soon": Message(
        N_("The revocation lists are good until {day}. Days left: {days}."),
        N_("Get fresh ones from headquarters; without them verdicts become unknown."),
    ),
    "trust.lists_ended": Message(
        N_("The revocation lists were good until {day}: verdicts on certificates are unknown."),
        N_("Get fresh ones from headquarters."),
    ),
    "enrol.words_differ": Message(
        N_("The words that were heard are not those of this request."),
        N_("Do not certify it. Call the office on a number that you know, and compare again."),
    ),
    "enrolment.reason_missing": Message(
        N_("A certificate is revoked for a reason, which stays in the list."), N_("Write the reason in a few words.")
    ),
    "enrolment.other_office": Message(
        N_("The certificate of {person} belongs to {office}, another office than the request."),
        N_("Name a certificate of the same office."),
    ),
    "enrolment.same_key": Message(
        N_("The certificate of {person} is for the very key of this request: a renewal ends nothing."),
        N_("Certify the request without ending another certificate."),
    ),
    "enrolment.compromise_ahead": Message(
        N_("The moment from which the key was in other hands lies in the future."), N_("Enter a moment in the past.")
    ),
    "signer.not_certificate": Message(
        N_("{file} is no certificate."), N_("Choose a certificate file (.cer, .crt or .pem) of the signer.")
    ),
    "signer.own": Message(
        N_("The certificate of {person} was issued by headquarters itself and names its office."),
        N_("Nothing is to be done: such certificates need no assignment."),
    ),
    "signer.root_unknown": Message(
        N_("The certificate of {person} comes from {issuer}, whose root nobody has compared here."),
        N_("Add the root with its published fingerprint first, with the authorities below it."),
    ),
    "signer.unusable": Message(
        N_("The certificate of {person} cannot be used for signing packages ({reason})."),
        N_("Ask for the signer's current certificate for signatures."),
    ),
    "signer.words_differ": Message(
        N_("These are not the words of the certificate in this file."),
        N_("Ask the mission again by telephone. If they still differ, do not assign the certificate and report it."),
    ),
    "signer.assigned": Message(
        N_("The certificate of {person} signs for {office} already."),
        N_("Take it off that office first, if it shall sign for another one."),
    ),
    "signer.unknown": Message(N_("No such certificate is assigned."), N_("Look at the list again.")),
    "enrolment.own_certificate": Message(
        N_("Headquarters signs with this certificate now."),
        N_("Renew headquarters' own certificate first; the old one can be revoked then."),
    ),
    "enrol.not_a_request": Message(
        N_("This is not a certificate request."), N_("Choose the request file that the office sent.")
    ),
    "enrol.damaged": Message(
        N_("The certificate request was changed or is damaged."), N_("Ask the office to send it again.")
    ),
    "enrol.key_kind": Message(
        N_("The request is for a kind of key that is not certified here."),
        N_("Ask the office to make a new key in the program."),
    ),
    "enrol.not_an_answer": Message(
        N_("This is not an answer to a certificate request."), N_("Choose the file that headquarters sent back.")
    ),
    "enrol.answer_refused": Message(
        N_("The answer of headquarters does not verify ({reason})."),
        N_("Do not use it. Ask headquarters to send it again."),
    ),
    "authority.exists": Message(N_("There is already a certificate authority in {path}."), N_("It was not touched.")),
    "authority.missing": Message(
        N_("There is no certificate authority in {path}."), N_("Open the office of headquarters.")
    ),
    "authority.key_missing": Message(
        N_("The authority's key is not here: {path}"), N_("Plug in the stick that holds it.")
    ),
}
