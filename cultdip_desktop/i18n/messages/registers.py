"""Registers of initiatives and of proposals to commend."""

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES = {
    "register.not_found": Message(
        N_("This entry of the register is no longer there."), N_("Look for it in the trash, or press Ctrl+Z.")
    ),
    "register.text_too_long": Message(
        N_("A text is longer than {most} characters."), N_("Shorten it, or attach it to the event as a document.")
    ),
    "register.title_missing": Message(
        N_("The initiative has no Vietnamese title."), N_("Give it a title that says what is proposed.")
    ),
    "register.of_a_mission": Message(
        N_("This initiative belongs to {office}, which says itself how far it has come."),
        N_("Say who sees to it and write a note, or ask the mission by a directive."),
    ),
    "register.due_before": Message(
        N_("The initiative would be due on {last}, before it was proposed on {first}."),
        N_("Choose a later day, or leave it empty."),
    ),
    "register.too_many_events": Message(
        N_("More than {most} events were named as evidence."), N_("Name those that say most.")
    ),
    "register.partner_refused": Message(
        N_("“{name}” does not wish to be listed, and a proposal to commend carries the name to headquarters."),
        N_("Ask for consent first and note it with the partner."),
    ),
}
