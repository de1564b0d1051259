"""Tasks and templates."""

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES = {
    "task.not_found": Message(
        N_("This task is no longer there."), N_("It was deleted; Ctrl+Z brings back what was deleted last.")
    ),
    "template.not_found": Message(
        N_("There is no event template “{id}”."), N_("Choose one from the list of templates.")
    ),
}
