"""Words of the errors of the register of partners."""

from __future__ import annotations

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES = {
    "partner.not_found": Message(
        N_("This partner is no longer in the register."), N_("Look in the trash, or search again.")
    ),
    "partner.name_missing": Message(N_("A partner needs a name."), N_("Write the name as it stands in documents.")),
    "partner.name_taken": Message(
        N_("“{name}” is in the register already under this name."),
        N_("Open that entry, or tell the two names apart, for instance by the city."),
    ),
    "partner.name_in_trash": Message(
        N_("“{name}” with this name lies in the trash."), N_("Restore it, or write another name.")
    ),
    "partner.named_in_events": Message(
        N_("Events name “{name}”, so it cannot be deleted for good."),
        N_("It stays in the trash until these events are gone too."),
    ),
    "partner.merge_kinds": Message(
        N_("A person and an organisation cannot become one entry."),
        N_("Change the kind of one of them first if it is wrong."),
    ),
    "partner.merge_one": Message(N_("These are one and the same entry."), N_("Choose two different ones.")),
    "partner.role_two": Message(N_("A role needs a person and an organisation."), N_("Choose the other side.")),
    "partner.role_span": Message(N_("The role ends before it begins."), N_("Correct one of the two days.")),
    "partner.role_not_found": Message(N_("This role is no longer there."), N_("Look at the list again.")),
    "partner.contact_not_found": Message(N_("This contact is no longer there."), N_("Look at the list again.")),
}
