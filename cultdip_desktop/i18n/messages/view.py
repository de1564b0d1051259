"""Words for what goes wrong with saved views."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final = {
    "view.not_found": Message(
        N_("This saved filter is no longer there."), N_("Somebody has deleted it meanwhile; Ctrl+Z brings it back.")
    ),
    "view.name_missing": Message(N_("The filter has no name."), N_("Give it a name by which you will know it again.")),
    "view.name_taken": Message(N_("Another saved filter is called {name}."), N_("Choose another name.")),
    "view.too_many": Message(
        N_("There are {count} saved filters already."), N_("Delete one that is not used any more.")
    ),
}
