"""Words of errors about money and exchange rates."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final = {
    "rate.bad_value": Message(
        N_("“{value}” is no exchange rate."), N_("Write a number above 0 with at most ten decimals.")
    ),
    "rate.bad_currency": Message(
        N_("There is no rate from {currency} to {quote}."),
        N_("Choose two different currencies by their three letters."),
    ),
    "rate.not_june": Message(
        N_("The rate for estimates is one of June."), N_("Give a day in June, or choose another kind of rate.")
    ),
    "rate.twice": Message(
        N_("The table has a rate of this kind for {currency} and this day already."), N_("Change that one.")
    ),
    "rate.not_found": Message(N_("This rate is not in the table any more."), N_("Open the page again.")),
}
