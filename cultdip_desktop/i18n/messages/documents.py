"""Documents beside the period's report."""

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES = {
    "document.use_report": Message(
        N_("The report of a period is not made here."), N_("Choose its period in the Reports room.")
    ),
    "document.partner_named": Message(
        N_("The document names {name}, although this partner does not wish to be listed."),
        N_("Write the text without the name where it was typed, or note the partner's consent."),
    ),
    "document.event_missing": Message(
        N_("A dossier is about one event, and none was chosen."), N_("Choose the event first.")
    ),
    "document.too_many_quarters": Message(
        N_("The matrix shows at most {most} quarters."), N_("Choose a shorter time.")
    ),
}
