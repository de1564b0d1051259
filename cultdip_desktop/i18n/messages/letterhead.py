"""Errors of the area "letterhead" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "letterhead.secrecy": Message(
        N_("“{mark}” is a degree of state secrecy. This program is not made for such documents."),
        N_("Take the mark out. Internal circulation and degrees of urgency are offered."),
    ),
    "letterhead.too_long": Message(N_("A text of the letterhead has more than {most} characters."), N_("Shorten it.")),
    "letterhead.symbol": Message(
        N_("“{text}” cannot be a symbol."),
        N_("Write letters and digits in groups joined by hyphens, without blanks: ĐSQ, ĐSQ-VH."),
    ),
    "letterhead.copies": Message(
        N_("The number of copies is not between 0 and 9999."), N_("Write 0 when no number shall be printed.")
    ),
    "letterhead.head_missing": Message(
        N_("“{authority}” needs the position or the collective in whose right is signed."),
        N_("Write it beside the form of authority, for example Ambassador."),
    ),
    "letterhead.image_not_png": Message(
        N_("“{file}” is not a PNG picture."),
        N_("The decree asks for PNG with a transparent ground; save the picture in that format."),
    ),
    "letterhead.image_opaque": Message(
        N_("“{file}” has no transparent ground: it would hide the text below."),
        N_("Remove the white ground and save the picture as PNG again."),
    ),
    "letterhead.image_empty": Message(N_("Nothing can be seen in “{file}”."), N_("Choose another picture.")),
    "letterhead.image_small": Message(
        N_("“{file}” shows less than {least} pixels: it would print blurred."), N_("Scan it in 300 dpi or more.")
    ),
    "letterhead.image_too_big": Message(
        N_("“{file}” is too large: at most {most} MB."), N_("Save it with fewer pixels and add it again.")
    ),
    "letterhead.image_width": Message(
        N_("The real width must be between {least} and {most} mm."), N_("Measure it on paper and write it in mm.")
    ),
    "letterhead.image_missing": Message(N_("There is no picture yet."), N_("Add the picture first.")),
    "letterhead.number_taken": Message(
        N_("Number {number} was given already: {title}."), N_("A number is given once; take the next free one.")
    ),
    "letterhead.number_range": Message(
        N_("A number lies between 1 and {most}."), N_("Leave it empty to take the next one.")
    ),
    "letterhead.number_title": Message(
        N_("A number needs the subject of its document."), N_("Write it in one line, as the document bears it.")
    ),
    "letterhead.has_number": Message(
        N_("The report bears number {number} already."), N_("A number once given is kept, also by an amendment.")
    ),
    "letterhead.report_locked": Message(
        N_("The report was signed and sealed without a number."),
        N_("Open it for an amendment, then give the number."),
    ),
}
