"""Words of errors about what headquarters writes and sends to missions."""

from __future__ import annotations

from cultdip_desktop.i18n.messages.message import Message, N_

MESSAGES = {
    "issue.bad_value": Message(
        N_("The field {field} has a value that is not possible: {value}"), N_("Correct the field and try again.")
    ),
    "issue.unknown_field": Message(
        N_("The field {field} is not known."), N_("Check its name: the help of the command lists all fields.")
    ),
    "issue.too_long": Message(
        N_("The text in {field} is longer than {limit} characters."), N_("Shorten it, or send it as a document.")
    ),
    "issue.too_many": Message(N_("The list {field} has more than {limit} entries."), N_("Issue it in parts.")),
}
