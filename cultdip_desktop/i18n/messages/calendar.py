"""Words for what can be wrong with a look at the calendar, with rules and series, and for its hints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[Mapping[str, Message]] = {
    "calendar.window_turned": Message(
        N_("The last day, {last}, lies before the first, {first}."), N_("Exchange the two days.")
    ),
    "calendar.window_too_long": Message(
        N_("The calendar shows at most {days} days at once."), N_("Choose a shorter time.")
    ),
    "calendar.out_of_range": Message(
        N_("The calendar reaches from {first} to {last}."), N_("Choose days within these years.")
    ),
    "calendar.rule_bad": Message(N_("There is no day {day} in month {month}."), N_("Write a day that this month has.")),
    "calendar.country_unknown": Message(
        N_("There is no country with the code {country}."), N_("Choose the country from the list.")
    ),
    "clash.holiday": Message(N_("Falls on {name} ({day})."), N_("Offices there are closed, and many people are away.")),
    "clash.event": Message(N_("Overlaps with “{name}” ({day})."), N_("See whether the same people are needed.")),
    "clash.fasting": Message(
        N_("Lies in the fasting month, by calculation from {first} to {last}."),
        N_("Receptions are better held after sunset or after the feast."),
    ),
    "clash.deadline": Message(
        N_("On {day} the data for {period} close."), N_("Leave time to enter the results of other events.")
    ),
    "best.days_bad": Message(N_("An event takes from 1 to {days} days here."), N_("Write another number of days.")),
    "anniversary.title_missing": Message(
        N_("The anniversary has no Vietnamese title."), N_("Write the title in Vietnamese.")
    ),
    "anniversary.not_found": Message(N_("There is no anniversary {id}."), N_("It may have been deleted.")),
    "anniversary.shipped": Message(
        N_("This anniversary comes with the program."), N_("Add one of your own where you need another wording.")
    ),
    "anniversary.since_bad": Message(
        N_("The year {year} cannot be counted from."), N_("Write a year from 1 to 2200, or leave it empty.")
    ),
    "series.already": Message(
        N_("This event belongs to a series already."), N_("Change the series, or take the event out of it first.")
    ),
    "series.none": Message(N_("This event belongs to no series."), N_("Let it be repeated first.")),
    "series.until_bad": Message(
        N_("The series would end in {year}: there is nothing to repeat, or it is too far ahead."),
        N_("Choose a year at most {most} years after the event."),
    ),
}
