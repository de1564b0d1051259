"""Errors of the area "workshop" in words: work that is done by a process of its own."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "workshop.stopped": Message(
        N_("The work in the background ended unexpectedly; nothing is half done."),
        N_("Try again. If it happens once more, restart the program and the computer."),
    ),
}
