"""Errors of writing and reading files (`core.durable`) in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "file.exists": Message(
        N_("There is already a file named {path}."),
        N_("Choose another name or another folder; the existing file was not touched."),
    ),
    "file.no_space": Message(
        N_("There is not enough space to write {path}."),
        N_("Free some space or choose another drive, then try again. No unfinished file was left behind."),
    ),
    "file.not_writable": Message(
        N_("You may not write to {path}."),
        N_(
            "Check that the drive is not write-protected and that you have the right to write there, or choose another folder."
        ),
    ),
    "file.not_readable": Message(
        N_("You may not read {path}."),
        N_("Check that you have the right to read it, or ask whoever it belongs to for that right."),
    ),
    "file.unreachable": Message(
        N_("The place {path} cannot be reached."),
        N_("Check that the folder still exists and that the drive is plugged in, then try again."),
    ),
    "file.readback_differs": Message(
        N_("What was written to {path} does not read back the same."),
        N_("The drive may be faulty: choose another one. The damaged file was removed."),
    ),
}
