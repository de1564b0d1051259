"""Every line that verifying a package can give, in words; the codes come from `packages`."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_RESEND: Final = N_("Do not use it. Ask the sender for the file again, best by another way than before.")
_CHANGED: Final = N_(
    "Do not use it. The file was changed after signing, or this program did not make it. Ask the sender for it again."
)
_FORGED: Final = N_("Do not use it. Call the sender at a number you know and ask whether the file is theirs.")
_TRUST: Final = N_("Get the newest trust files from headquarters, then verify again.")
_DEFECT: Final = N_(
    "Do not take it in. Tell the sender which code stands here: their program wrote records that do not fit together."
)
_UPDATE: Final = N_("Update this program, then verify again. The file itself may be in order.")
_CHAIN: Final = N_("Headquarters decides; both files are kept. Ask the sender which one is right.")

MESSAGES: Final[dict[str, Message]] = {
    "size.ok": Message(N_("The file can be read and is within the limits."), ""),
    "size.unreadable": Message(N_("The file cannot be read."), _RESEND),
    "size.empty": Message(N_("The file is empty."), _RESEND),
    "size.too_large": Message(N_("The file is larger than {limit} MiB."), _RESEND),
    "size.too_many_files": Message(N_("The package holds more than {limit} files."), _RESEND),
    "container.ok": Message(N_("The container is exactly as it must be; {files} files."), ""),
    "container.sealed": Message(
        N_("The package is encrypted for headquarters; only headquarters can open it."),
        N_("Verify the copy that the sending office keeps, or let headquarters open and verify it."),
    ),
    "container.not_zip": Message(N_("This is not a package."), _RESEND),
    "container.truncated": Message(N_("The file is cut off."), _RESEND),
    "container.comment": Message(N_("A comment was added to the container."), _CHANGED),
    "container.zip64": Message(
        N_("The container uses a form for very large files that packages never have."), _CHANGED
    ),
    "container.end_record": Message(N_("The end of the container is wrong."), _CHANGED),
    "container.prefix": Message(N_("Something was put before the container."), _CHANGED),
    "container.suffix": Message(N_("Something was put after the container."), _CHANGED),
    "container.directory": Message(N_("The list of files in the container is wrong."), _CHANGED),
    "container.encrypted": Message(N_("A file in the container is encrypted."), _CHANGED),
    "container.data_descriptor": Message(
        N_("The container states sizes in a place that packages never use."), _CHANGED
    ),
    "container.flags": Message(N_("The container uses features that packages never have."), _CHANGED),
    "container.compressed": Message(N_("A file in the container is compressed."), _CHANGED),
    "container.extra_field": Message(N_("The container holds hidden extra data."), _CHANGED),
    "container.not_regular": Message(N_("The container holds something that is no ordinary file."), _CHANGED),
    "container.name": Message(N_("The container holds a file with a forbidden name: {file}"), _CHANGED),
    "container.reserved_name": Message(N_("The container holds a file whose name Windows reserves: {file}"), _CHANGED),
    "container.duplicate_name": Message(N_("Two files of the container have the same name: {file}"), _CHANGED),
    "container.overlap": Message(N_("Files overlap in the container: {file}"), _CHANGED),
    "container.gap": Message(N_("Hidden data lies between the files of the container."), _CHANGED),
    "container.order": Message(N_("The files of the container stand in the wrong order."), _CHANGED),
    "container.local_header": Message(N_("What the container says of a file is contradictory: {file}"), _CHANGED),
    "container.mimetype": Message(N_("The container does not begin with the type of a package."), _CHANGED),
    "manifest.ok": Message(N_("One list of signed files, one signature; {files} files listed."), ""),
    "manifest.missing": Message(N_("The list of signed files is missing."), _CHANGED),
    "manifest.no_signature": Message(N_("The package is not signed."), _CHANGED),
    "manifest.too_large": Message(N_("The list of signed files is larger than {limit} MiB."), _CHANGED),
    "manifest.doctype": Message(N_("The list of signed files holds forbidden declarations."), _CHANGED),
    "manifest.duplicate": Message(N_("The list of signed files names a file twice."), _CHANGED),
    "manifest.form": Message(N_("The list of signed files is not in the one allowed form."), _CHANGED),
    "manifest.name": Message(N_("The list of signed files holds a forbidden name: {file}"), _CHANGED),
    "signature.ok": Message(N_("Intact and signed by {person}; time stated by the signer: {time}."), ""),
    "signature.app_level": Message(
        N_("Intact and signed by {person} with a key made by this program; time stated by the signer: {time}."), ""
    ),
    "signature.no_time": Message(N_("Intact and signed by {person}; the signer states no time."), ""),
    "signature.time_ahead": Message(
        N_("Intact, but the signer states a time in the future: {time}."),
        N_("Check the clock of this machine; if it is right, ask the sender to check theirs."),
    ),
    "signature.too_large": Message(N_("The signature is larger than any real one."), _CHANGED),
    "signature.not_der": Message(N_("The signature file is not in its one exact form."), _CHANGED),
    "signature.structure": Message(N_("The signature file is not built as it must be."), _CHANGED),
    "signature.signers": Message(N_("The package must have exactly one signer."), _CHANGED),
    "signature.unsigned_attributes": Message(N_("The signature carries additions that are not signed."), _CHANGED),
    "signature.attributes": Message(
        N_("The signature lacks something that it must state, or states something forbidden."), _CHANGED
    ),
    "signature.algorithm": Message(N_("The signature uses an algorithm that is not allowed."), _CHANGED),
    "signature.weak_key": Message(N_("The signer's key is too weak."), _CHANGED),
    "signature.certificates": Message(N_("The certificates in the signature are not the known ones."), _CHANGED),
    "signature.not_intact": Message(N_("The package was changed after signing."), _CHANGED),
    "signature.not_valid": Message(N_("The signature was not made with the signer's key."), _CHANGED),
    "certificate.ok": Message(N_("The certificate of {person} leads to the trusted root and is valid."), ""),
    "certificate.own": Message(N_("Signed with the certificate of this office."), ""),
    "certificate.not_own": Message(N_("Not signed with the certificate that was chosen."), _CHANGED),
    "certificate.no_trust": Message(
        N_("No trust files were given: nobody can tell whether the signer is entitled."),
        N_("Name the folder with the trust files of headquarters, or open your office."),
    ),
    "certificate.expired": Message(
        N_("The certificate expired on {day}; the signature claims an earlier time that nobody vouches for."),
        N_("Ask the sender to sign again with a current certificate."),
    ),
    "certificate.expired_before": Message(
        N_("The certificate had expired on {day}, before the signature."),
        N_("Ask the sender to sign again with a current certificate."),
    ),
    "certificate.not_yet_valid": Message(
        N_("The certificate is valid only from {day}."), N_("Check the date of this machine.")
    ),
    "certificate.not_chained": Message(N_("The certificate does not lead to the trusted root."), _FORGED),
    "certificate.invalid": Message(
        N_("The certificate may not be used for signing packages, or its chain is broken."), _FORGED
    ),
    "certificate.time_before": Message(
        N_("The stated day of signing, {day}, lies before the certificate was issued."),
        N_("The clock of the sender's machine was behind, or the package was dated back. Have it signed again."),
    ),
    "certificate.time_after": Message(
        N_("The stated day of signing, {day}, lies after the end of the certificate."),
        N_("The clock of the sender's machine was ahead, or an ended key was used. Have it signed again."),
    ),
    "certificate.domain": Message(
        N_("Signed in the Government's trust domain ({domain}); the certificate of {person} is valid there."), ""
    ),
    "certificate.compromised": Message(
        N_("Signed after {time}, from when on somebody else may have had the key."), _FORGED
    ),
    "revocation.ok": Message(N_("Not revoked, by revocation lists that are fresh until {day}."), ""),
    "revocation.own": Message(N_("Not needed for a package of one's own."), ""),
    "revocation.no_trust": Message(N_("Cannot be told without trust files."), ""),
    "revocation.revoked": Message(N_("The certificate was revoked on {day}."), _FORGED),
    "revocation.missing": Message(
        N_("There is no revocation list for this chain: whether the certificate still counts is unknown."), _TRUST
    ),
    "revocation.stale": Message(
        N_("The revocation list was good until {day}: whether the certificate still counts is unknown."), _TRUST
    ),
    "sender.ok": Message(N_("The certificate belongs to the office that the package names: {office}."), ""),
    "sender.unassigned": Message(
        N_("Headquarters has assigned the certificate of {person} to no office."),
        N_("Headquarters assigns it in its settings, under trusted signers, and takes the package in again."),
    ),
    "sender.none": Message(N_("The certificate names no office."), _FORGED),
    "sender.other": Message(N_("The package says {office}, but the certificate belongs to {signer}."), _FORGED),
    "sender.not_headquarters": Message(N_("Only headquarters may send this kind of package ({kind})."), _FORGED),
    "sender.package_json": Message(N_("The description of the package is not in order (field: {field})."), _DEFECT),
    "files.ok": Message(N_("All {count} files are exactly the signed ones."), ""),
    "files.missing": Message(N_("Files missing ({count}); the first: {file}"), _CHANGED),
    "files.extra": Message(N_("Files in the package that nobody signed ({count}); the first: {file}"), _CHANGED),
    "files.digest": Message(N_("This file was changed after signing: {file}"), _CHANGED),
    "files.checksum": Message(N_("The container's checksum of this file is wrong: {file}"), _CHANGED),
    "files.sums": Message(N_("SHA256SUMS does not agree with the signed list."), _CHANGED),
    "format.ok": Message(N_("This program understands everything in it; written by {app}."), ""),
    "format.newer": Message(N_("A newer version of the program wrote this package."), _UPDATE),
    "format.critical": Message(N_("The package needs features that this version does not know: {names}."), _UPDATE),
    "chain.first": Message(N_("The first package of this office (no. {seq})."), ""),
    "chain.ok": Message(N_("Follows the last package without a gap (no. {seq})."), ""),
    "chain.already": Message(N_("This very package was taken in before (no. {seq})."), ""),
    "chain.gap": Message(
        N_("Packages are missing before no. {seq}: {missing}."),
        N_("The package is held until they arrive. Ask the office to send them."),
    ),
    "chain.fork": Message(N_("Another package with the same no. {seq} is already here."), _CHAIN),
    "chain.previous": Message(N_("No. {seq} does not follow the package that came before it."), _CHAIN),
    "chain.old_epoch": Message(
        N_("The package belongs to a numbering that has ended (series {epoch}, no. {seq})."), _CHAIN
    ),
    "chain.new_epoch": Message(
        N_("The office has opened a new numbering after a restored or moved store (series {epoch})."),
        N_("Ask the office to confirm it, then accept the new numbering."),
    ),
    "chain.new_epoch_unknown": Message(
        N_("The office has opened a new numbering (series {epoch}) that does not name a package known here."),
        N_("Ask the office to confirm it, then accept the new numbering."),
    ),
    "chain.no_history": Message(
        N_("Not compared: the office's earlier packages are known only at headquarters (no. {seq})."), ""
    ),
    "chain.other_volume": Message(N_("Not compared: only the first volume carries the numbering."), ""),
    "volumes.complete": Message(
        N_("All {n} files of the package are here and belong together; attachments: {media}."), ""
    ),
    "volumes.missing": Message(
        N_("This is file {number} of {n}, in order by itself. Not beside it: no. {missing}."),
        N_("Put all files of the package into one folder under the names they were made with, then check again."),
    ),
    "volumes.damaged": Message(
        N_("Another file of the package is not in order: {file}"),
        N_("Check that file by itself to see what is wrong, and ask the sender for it again."),
    ),
    "volumes.mixed": Message(
        N_("The file {file} says something else about the package: it does not belong to this set."),
        N_("Ask the sender for all files of the package once more."),
    ),
    "volumes.twice": Message(
        N_("There are two files no. {number} of this package, one of them: {file}"),
        N_("Keep only the files of one transmission together, then check again."),
    ),
    "volumes.stray": Message(N_("A later file of the package holds more than attachments: {file}"), _DEFECT),
    "volumes.media_twice": Message(N_("An attachment stands in two files of the package: {file}"), _DEFECT),
    "volumes.media_stray": Message(N_("An attachment is not the one that the records name: {file}"), _DEFECT),
    "volumes.media_count": Message(
        N_("The files hold {found} attachments together; the package names {named}."), _DEFECT
    ),
    "volumes.first_refused": Message(
        N_("The first file of the package, received before, no longer passes the check."),
        N_("Check it in the inbox: its certificate may have been revoked since."),
    ),
    "content.ok": Message(N_("Records, counts and references agree; {rows} records."), ""),
    "content.unknown_fields": Message(
        N_("Records agree; a newer version wrote some fields that are kept without being shown ({rows} records)."), ""
    ),
    "content.too_large": Message(N_("The records take more than {limit} MiB."), _DEFECT),
    "content.unknown_entity": Message(N_("The package holds records of an unknown kind: {entity}."), _DEFECT),
    "content.line": Message(N_("Record {line} of {entity} is not in the one allowed form."), _DEFECT),
    "content.schema": Message(N_("Record {line} of {entity} has a wrong field: {field}."), _DEFECT),
    "content.duplicate_id": Message(N_("Record {line} of {entity} stands there twice."), _DEFECT),
    "content.unsorted": Message(N_("The records of {entity} are out of order at {line}."), _DEFECT),
    "content.long_line": Message(N_("Record {line} of {entity} is too long."), _DEFECT),
    "content.too_many_rows": Message(N_("There are more than {limit} records of {entity}."), _DEFECT),
    "content.root": Message(N_("The overall digest of the records is wrong."), _DEFECT),
    "content.unknown_file": Message(N_("The package holds a file that has no place in it: {file}"), _DEFECT),
    "content.data_files": Message(N_("The data files are not those that the description names: {file}"), _DEFECT),
    "content.missing_entity": Message(
        N_("Records that this kind of package must have are missing: {entity}."), _DEFECT
    ),
    "content.state": Message(N_("The description names another digest for {file}."), _DEFECT),
    "content.rows": Message(N_("The number of records of {entity} differs from the description."), _DEFECT),
    "content.other_office": Message(N_("Record {line} of {entity} belongs to another office."), _DEFECT),
    "content.period": Message(N_("The report's window differs from the description of the package."), _DEFECT),
    "content.reference": Message(N_("A record refers to one that is not in the package ({entity}, {id})."), _DEFECT),
    "content.tombstone": Message(N_("A withdrawn record is still in the package ({id})."), _DEFECT),
    "content.stray_media": Message(N_("No record speaks of this attachment: {file}"), _DEFECT),
    "content.media_count": Message(N_("The number of attachments differs from the description."), _DEFECT),
    "content.media_size": Message(N_("The size of an attachment differs from its record: {file}"), _DEFECT),
    "content.media_name": Message(N_("An attachment does not bear the name of its content: {file}"), _DEFECT),
    "content.media_bomb": Message(N_("A picture would fill the memory when opened: {file}"), _DEFECT),
    "content.media_refused": Message(N_("An attachment is not what it claims to be: {file}"), _DEFECT),
    "content.data_in_volume": Message(N_("Only the first volume may hold records."), _DEFECT),
    "recipient.ok": Message(N_("Addressed to this office."), ""),
    "recipient.all": Message(N_("Addressed to all missions."), ""),
    "recipient.nobody": Message(N_("Not compared: verified without an office (addressed to {recipient})."), ""),
    "recipient.own": Message(N_("Not compared: this is a package of one's own (addressed to {recipient})."), ""),
    "recipient.other": Message(
        N_("Addressed to another office: {recipient}."), N_("Pass it on to that office, or delete it.")
    ),
    "skipped.earlier": Message(N_("Not checked, because an earlier check failed or could not be made."), ""),
    "container.unexpected": Message(N_("The file is built in a way that this program cannot read."), _RESEND),
}
