"""Errors of signing a report's document in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "report.paper_not_found": Message(
        N_("This document is not here any more."), N_("Open the report again; sign or export it once more.")
    ),
    "signing.person_first": Message(
        N_("The document of {period} has not been signed by the competent person yet."),
        N_("Let the person sign first; the agency's signature follows."),
    ),
    "signing.read_back": Message(
        N_("The signature was made, but did not hold when it was read back. Nothing was kept."),
        N_("Try once more; if it happens again, use another key and tell support."),
    ),
    "signing.nothing_out": Message(
        N_("No document of {period} went out to be signed elsewhere."),
        N_("Export the PDF first, sign it in the ministry's tool, then bring it back."),
    ),
    "signing.too_large": Message(
        N_("The file {file} is larger than any report."), N_("Choose the signed PDF that belongs to this report.")
    ),
    "signing.other_content": Message(
        N_("This is not the document that went out: its content differs."),
        N_("Choose the file that was made from the exported PDF. If it was changed outside, export and sign it again."),
    ),
    "signing.not_signed": Message(
        N_("The content is the same, but nobody has signed it."),
        N_("Sign the exported PDF in the ministry's tool, then bring back the signed file."),
    ),
    "signing.verdict_of_package": Message(
        N_("A verdict page is written for signed PDF files only."), N_("Leave --verdict out for a package.")
    ),
    "signing.refused": Message(
        N_("The content is the same, but a signature in the file is not valid."),
        N_("Look at the verdict, then have it signed again."),
    ),
}
