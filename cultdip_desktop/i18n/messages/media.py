"""Errors of the area "media" in words: what may be attached, and the sealed originals."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_SAVE_AS: Final = N_("Save it as JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX or XLSX and add it again.")
_ASK_AGAIN: Final = N_("Ask for the file again or export it once more from the program that made it.")

MESSAGES: Final[dict[str, Message]] = {
    "media.empty": Message(N_("The file {file} is empty."), _ASK_AGAIN),
    "media.too_large": Message(
        N_("The file {file} is larger than {limit} MB."),
        N_("Save it in a smaller size or split it, and add it again."),
    ),
    "media.image_bomb": Message(
        N_("The picture {file} is too large to open safely."),
        N_("At most 200 megapixels and 20,000 pixels a side are accepted. Save it in a smaller size and add it again."),
    ),
    "media.damaged": Message(N_("The file {file} is damaged or incomplete."), _ASK_AGAIN),
    "media.content_mismatch": Message(
        N_("The file {file} calls itself {claimed}, but its content is something else."),
        N_(
            "Open it in the program that made it and save it in the right format; renaming a file does not change what it is."
        ),
    ),
    "media.unknown_type": Message(N_("The file {file} is of a kind that is not accepted here."), _SAVE_AS),
    "media.unsupported_format": Message(
        N_("The file {file} is in the format {format}, which is not accepted here."), _SAVE_AS
    ),
    "media.executable": Message(
        N_("The file {file} is a program, a script or a shortcut."),
        N_(
            "Programs are never accepted. If somebody sent it to you as a picture or document, tell your security officer."
        ),
    ),
    "media.archive": Message(
        N_("The file {file} is an archive."),
        N_("Unpack it and add the files inside one by one."),
    ),
    "media.office_legacy": Message(
        N_("The file {file} is an old Office document, an installer, or protected by a password."),
        N_("Remove the password or save it as DOCX, XLSX or PDF, and add it again."),
    ),
    "media.macros": Message(
        N_("The document {file} holds macros or active controls."),
        N_("Save it as DOCX or XLSX without macros, or as PDF, and add it again."),
    ),
    "media.active_content": Message(
        N_("The file {file} is a web page or a drawing that can run code."),
        N_("Save it as PDF or PNG and add it again."),
    ),
    "media.not_a_file": Message(
        N_("{file} is not a file."),
        N_("Choose the files inside the folder; folders and devices cannot be attached."),
    ),
    "media.unreadable": Message(
        N_("The file {file} cannot be read."),
        N_("Check that it still exists, that the drive is plugged in and that you may open it, then try again."),
    ),
    "media.changed_while_reading": Message(
        N_("The file {file} changed while it was being read."),
        N_("Wait until the other program has finished writing it, then add it again."),
    ),
    "media.cannot_clean": Message(
        N_("It is not certain that place and device data can be removed from {file}."),
        N_("Save it again as MP4 with a video editor, or leave it out of the package."),
    ),
    "media.blob_missing": Message(
        N_("An attachment is missing from the office's folder (digest {sha256})."),
        N_("Bring it back from a backup, or add the original file again; everything else is unaffected."),
    ),
    "media.blob_damaged": Message(
        N_("An attachment in the office's folder is damaged (digest {sha256})."),
        N_("Bring it back from a backup, or add the original file again; everything else is unaffected."),
    ),
}
