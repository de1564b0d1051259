"""Words of the errors of undo and of the history."""

from __future__ import annotations

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES = {
    "undo.nothing": Message(
        N_("There is nothing to undo."), N_("Packages that were signed or taken in stay as they are.")
    ),
    "undo.nothing_to_redo": Message(N_("There is nothing to redo."), N_("A new change ends what could be redone.")),
    "undo.changed_since": Message(
        N_("This step cannot be taken back: the same entries were changed since."),
        N_("Open the history of the event and restore single fields there."),
    ),
    "history.not_restorable": Message(
        N_("This value cannot be restored by itself."),
        N_("Change the field by hand, or undo the whole step."),
    ),
}
