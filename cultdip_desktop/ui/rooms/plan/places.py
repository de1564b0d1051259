"""The pages of the room, as its routes name them."""

from __future__ import annotations

from datetime import date
from typing import Final

from cultdip_desktop.ui.kit.language import t

MONTH, WEEK, AGENDA, YEAR = "month", "week", "agenda", "year"
CALENDAR, LIST, BOARD, FINDER, RADAR = "calendar", "list", "board", "finder", "radar"
SCALES: Final = (MONTH, WEEK, AGENDA, YEAR)
"""Pages of the calendar; the id of their route is a day."""

YEARLY: Final = (LIST, BOARD)
"""Pages about a year, which is the id of their route, or about `all`."""

PLACES: Final = (*SCALES, *YEARLY, FINDER, RADAR)
SCALE_NAMES: Final = {MONTH: t("Month"), WEEK: t("Week"), AGENDA: t("Agenda"), YEAR: t("Year")}


def day_of(text: str) -> date | None:
    """The day that the id of a route names, if it does."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
