"""What the change log calls the acts by which headquarters writes to missions, and what their undo does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.i18n.messages.message import N_

ACTIONS: Final[Mapping[str, str]] = {
    "dispatch.reserve": N_("Number of a file for missions reserved"),
    "dispatch.seal": N_("File for missions signed"),
    "dispatch.release": N_("Number of a file for missions given back"),
    "remark.add": N_("Remark on a received report made"),
    "remark.edit": N_("Remark on a received report changed"),
    "remark.delete": N_("Remark on a received report taken back"),
    "decision.accept": N_("Report of a mission accepted"),
    "decision.return": N_("Report of a mission returned"),
    "directive.add": N_("Directive drafted"),
    "directive.edit": N_("Draft of a directive changed"),
    "directive.delete": N_("Draft of a directive deleted"),
    "library.add": N_("Central item drafted"),
    "library.edit": N_("Central item changed"),
    "library.delete": N_("Central item withdrawn"),
    "issued.programme": N_("Headquarters' programme of a year replaced"),
    "issued.item": N_("Item of headquarters' programme changed"),
    "rate.table": N_("Table of exchange rates taken in"),
    "catalogue.draft": N_("Edition of the catalogue prepared"),
    "catalogue.discard": N_("Draft of an edition discarded"),
}

STEPS: Final[Mapping[str, str]] = {
    "remark.add": N_("make a remark on a report"),
    "remark.edit": N_("change a remark on a report"),
    "remark.delete": N_("take a remark back"),
    "directive.add": N_("draft a directive"),
    "directive.edit": N_("edit the directive “{title}”"),
    "directive.delete": N_("delete the directive “{title}”"),
    "library.add": N_("draft a central item"),
    "library.edit": N_("edit the central item “{title}”"),
    "library.delete": N_("withdraw the central item “{title}”"),
    "issued.programme": N_("replace headquarters' programme of {year}"),
    "issued.item": N_("edit the programme item “{title}”"),
}
