"""Every line that verifying a signed PDF can give, and the errors of signing one, in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_RESEND: Final = N_("Do not use it. Ask the sender for the file again, best by another way than before.")
_CHANGED: Final = N_("Do not use it. The file was changed after signing. Ask the sender for it again.")
_FORGED: Final = N_("Do not use it. Call the sender at a number you know and ask whether the file is theirs.")

MESSAGES: Final[dict[str, Message]] = {
    "pdf.skipped": Message(N_("Not looked at, because of what was found before."), ""),
    "pdf.size_ok": Message(N_("The file can be read and is within the limits."), ""),
    "pdf.size_unreadable": Message(N_("The file cannot be read."), _RESEND),
    "pdf.size_empty": Message(N_("The file is empty."), _RESEND),
    "pdf.size_too_large": Message(N_("The file is larger than {limit} MiB."), _RESEND),
    "pdf.not_a_pdf": Message(N_("This is not a PDF file."), _RESEND),
    "pdf.broken": Message(N_("The PDF file is damaged or not built as the standard asks."), _RESEND),
    "pdf.encrypted": Message(
        N_("The PDF file is encrypted: nobody can tell what was signed."), N_("Ask the sender for an open file.")
    ),
    "pdf.too_complex": Message(N_("The PDF file is built in a more complicated way than any report is."), _RESEND),
    "pdf.structure_ok": Message(N_("A PDF file that can be read."), ""),
    "pdf.signed_ok": Message(N_("Signatures in the file: {n}."), ""),
    "pdf.signed_none": Message(N_("The file carries no signature."), N_("Ask the sender for the signed file.")),
    "pdf.order_ok": Message(N_("First the competent person signed, then the agency."), ""),
    "pdf.order_unnamed": Message(N_("The signatures do not say which is the person's and which the agency's."), ""),
    "pdf.order_no_agency": Message(
        N_("The person has signed; the agency's signature is still missing."),
        N_("An electronic original needs both signatures (Decree 30/2020, Article 4)."),
    ),
    "pdf.order_no_person": Message(
        N_("The agency has signed; the person's signature is missing."),
        N_("An electronic original needs both signatures (Decree 30/2020, Article 4)."),
    ),
    "pdf.order_reversed": Message(
        N_("The agency signed before the person."), N_("The document must be signed again in the right order.")
    ),
    "pdf.order_same": Message(
        N_("The order is right, but one and the same key signed for the person and for the agency."),
        N_("The agency signs with a certificate of its own."),
    ),
    "pdf.order_times": Message(
        N_("The agency states an earlier time than the person who signed before it."),
        N_("A clock was wrong; the order in the file itself is right."),
    ),
    "pdf.ending_signed": Message(N_("Nothing was added after the last signature."), ""),
    "pdf.ending_added": Message(
        N_("After the last signature something was added that changes nothing on the pages."), ""
    ),
    "pdf.ending_changed": Message(N_("After the last signature the file was changed."), _CHANGED),
    "pdf.form_ok": Message(N_("The signature is built as the standard asks."), ""),
    "pdf.form_loose": Message(
        N_("The signature holds, but is not written in its one exact form."),
        N_("Another tool may write it so. If this program made the file, ask the sender for it again."),
    ),
    "pdf.form_unbound": Message(N_("The signature holds, but does not bind the signer's certificate (no PAdES)."), ""),
    "pdf.form_kind": Message(N_("The signature is of a kind that is not allowed."), _CHANGED),
    "pdf.form_structure": Message(N_("The signature is not built as it must be."), _CHANGED),
    "pdf.form_padding": Message(N_("Something is hidden behind the signature."), _CHANGED),
    "pdf.form_certificates": Message(N_("The certificates in the signature do not fit together."), _CHANGED),
    "pdf.form_attributes": Message(
        N_("The signature lacks something that it must state, or states something twice."), _CHANGED
    ),
    "pdf.integrity_ok": Message(N_("What was signed is unchanged, and the signer's key signed it."), ""),
    "pdf.integrity_changed": Message(N_("What was signed has been changed."), _CHANGED),
    "pdf.integrity_forged": Message(N_("The signature was not made with the signer's key."), _FORGED),
    "pdf.coverage_whole": Message(N_("The signature covers the whole file."), ""),
    "pdf.coverage_revision": Message(N_("The signature covers the file as it was when it was signed."), ""),
    "pdf.coverage_partial": Message(N_("The signature covers only a part of what is shown."), _CHANGED),
    "pdf.coverage_gap": Message(N_("The signature leaves out bytes that it must cover."), _CHANGED),
    "pdf.changes_none": Message(N_("Nothing came after it."), ""),
    "pdf.changes_signatures": Message(N_("After it only further signatures came: {n}."), ""),
    "pdf.changes_proofs": Message(N_("After it only data came that prove signatures; nothing on the pages."), ""),
    "pdf.changes_pages": Message(N_("After it pages were added or removed."), _CHANGED),
    "pdf.changes_content": Message(N_("After it the content of pages was changed: {pages}."), _CHANGED),
    "pdf.changes_annotations": Message(N_("After it something was laid upon pages: {pages}."), _CHANGED),
    "pdf.changes_attachments": Message(N_("After it the attached files were changed."), _CHANGED),
    "pdf.changes_actions": Message(N_("After it something was added that runs when the file is opened."), _CHANGED),
    "pdf.changes_layers": Message(N_("After it layers were changed that show or hide content."), _CHANGED),
    "pdf.changes_form": Message(N_("After it form fields were filled or changed."), _CHANGED),
    "pdf.changes_field": Message(
        N_("After it the look of the field “{field}” was changed, and nobody signed that."), _CHANGED
    ),
    "pdf.changes_trailing": Message(N_("After it bytes were added that belong to nothing."), _CHANGED),
    "pdf.changes_other": Message(N_("After it the file was changed in a way that no signature needs."), _CHANGED),
    "pdf.key_ok": Message(N_("A strong key, certified by another authority than this program."), ""),
    "pdf.key_app": Message(
        N_("A strong app-level key: made by this program, no certificate of the Government Cipher Committee."), ""
    ),
    "pdf.key_weak": Message(N_("The signer's key is too weak."), _FORGED),
    "pdf.key_algorithm": Message(N_("The signature uses an algorithm that is not allowed."), _FORGED),
    "pdf.certificate_foreign": Message(
        N_("The certificate leads to a root that nobody has compared here: whether the signer is entitled is unknown."),
        N_("Add the authority's root in the settings (signing tokens), then verify again."),
    ),
    "pdf.certificate_extra": Message(
        N_("The signer is entitled, but the signature carries certificates that nobody here knows."), ""
    ),
    "pdf.time_claimed": Message(N_("Time stated by the signer: {time}."), ""),
    "pdf.time_missing": Message(N_("The signer states no time."), ""),
    "pdf.time_ahead": Message(
        N_("The signer states a time in the future: {time}."),
        N_("Check the clock of this machine; if it is right, ask the sender to check theirs."),
    ),
    "pdf.unreadable": Message(N_("This PDF file cannot be read."), N_("Choose another file.")),
    "pdf.too_large": Message(
        N_("The document is too large to be signed here."), N_("Take photos out and build it again.")
    ),
    "pdf.no_place": Message(
        N_("The document has no place for this signature."), N_("Build the report again, then sign it.")
    ),
    "pdf.already_signed": Message(N_("This signature is already there."), ""),
    "pdf.order": Message(
        N_("The competent person signs first, then the agency."), N_("Let the person sign, then the agency.")
    ),
    "pdf.stamp_unreadable": Message(
        N_("The image of the signature or seal cannot be read."),
        N_("Choose a PNG image again in the letterhead settings."),
    ),
}
