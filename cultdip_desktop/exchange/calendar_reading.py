"""Reads ICS (RFC 5545) into the same rows as a table, under the heads of our own columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.exchange import limits
from cultdip_desktop.exchange.columns import BY_KEY
from cultdip_desktop.exchange.encodings import decoded
from cultdip_desktop.exchange.grid import Cell, Grid, GridRow
from cultdip_desktop.exchange.text_cell import cleaned

OUR_UID: Final = "@cultdip"
"""Ending of the UIDs that we give: what stands before it is the event's id."""

NOTE: Final = "X-CULTDIP-NOTE"
"""What our own calendars add to a description, so that it is not taken for the summary when it comes back."""

RECURS: Final = "importing.recurs"

_KEYS: Final = (
    "id", "own_code", "title_vi", "first_day", "last_day", "zone", "state", "state_reason", "venue_vi", "summary_vi", "kind",
)  # fmt: skip
_MARK: Final = re.compile(rb"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_STATES: Final = {"CONFIRMED": "preparing", "TENTATIVE": "idea", "CANCELLED": "cancelled"}
_STEP: Final = 200
_MAX_TURNS: Final = 500
"""Changes of a zone's clocks; a hundred years have two hundred."""

_CALM: Final = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "INTERVAL", "UNTIL", "COUNT", "WKST"})
_HOURS: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
"""Lotus Notes says the hour in the rule, too."""

_BROKEN: Final = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError)
"""What the library raises over nonsense; OSError for a name of a zone that is no name of a file."""


def is_calendar(data: bytes) -> bool:
    """Whether the file begins as a calendar does."""
    return bool(_MARK.match(data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")))


def read(data: bytes, name: str, progress: Progress) -> Grid:
    """One row per event, in the order of the file; of a recurring one the first day, with a remark.

    Raises:
        UserError: `importing.too_large`, `importing.damaged`, `importing.too_many_rows`.
        Cancelled: as `progress` wishes.
    """
    import icalendar  # 60 ms, only for calendars

    if len(data) > limits.MAX_CALENDAR:
        raise UserError("importing.too_large", file=name, limit=limits.MAX_CALENDAR // 2**20)
    text, _ = decoded(data)
    if text.count("BEGIN:VEVENT") > limits.MAX_ROWS:
        raise UserError("importing.too_many_rows", file=name, limit=limits.MAX_ROWS)
    progress.step(0, 0, name)
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except _BROKEN as error:
        raise UserError("importing.damaged", file=name) from error
    if not all(_is_calm(zone) for calendar in calendars for zone in calendar.walk("VTIMEZONE")):
        raise UserError("importing.damaged", file=name)
    head = GridRow(1, tuple(BY_KEY[key].head.vi for key in _KEYS))
    rows = [head]
    for number, (event, zone) in enumerate(_events(calendars), 2):
        if number % _STEP == 0:
            progress.step(number, 0, name)
        rows.append(_row(number, event, zone))
    return Grid("ics", "", (), tuple(rows))


def _events(calendars: list[Any]) -> Iterator[tuple[Any, str]]:
    for calendar in calendars:
        zone = str(calendar.get("X-WR-TIMEZONE", ""))
        for event in calendar.walk("VEVENT"):
            yield event, zone


def _is_calm(zone: Any) -> bool:
    """Whether the clocks of a zone change as clocks do: once or twice a year. Each look at a time walks through all changes."""
    if len(zone.subcomponents) > _MAX_TURNS:
        return False
    return all(_is_yearly(turn.get("RRULE")) and _dates(turn.get("RDATE")) <= _MAX_TURNS for turn in zone.subcomponents)


def _is_yearly(rule: Any) -> bool:
    if rule is None:
        return True
    if not isinstance(rule, dict):
        return False
    parts = {str(name).upper(): list(value) if isinstance(value, list) else [value] for name, value in rule.items()}
    once = all(len(parts.get(name, (0,))) == 1 for name in ("FREQ", "BYMONTH", "BYDAY", *_HOURS))
    return once and "BYMONTH" in parts and parts.get("FREQ") == ["YEARLY"] and parts.keys() <= _CALM | _HOURS


def _dates(rdate: Any) -> int:
    several = rdate if isinstance(rdate, list) else [] if rdate is None else [rdate]
    return sum(len(each.dts) for each in several)


def _row(number: int, event: Any, calendar_zone: str) -> GridRow:
    start = _moment(event, "DTSTART")
    uid = _said(event, "UID") or ""
    recurrence = _moment(event, "RECURRENCE-ID")
    ours = uid.removesuffix(OUR_UID) if uid.endswith(OUR_UID) else None
    code = f"{uid}/{recurrence.isoformat()}" if recurrence is not None else uid
    status = (_said(event, "STATUS") or "").upper()
    cells: dict[str, Cell] = {
        "id": ours,
        "own_code": None if ours else code or None,
        "title_vi": _said(event, "SUMMARY"),
        "first_day": _start(event),
        "last_day": _last(event, start),
        "zone": _zone(start, calendar_zone),
        "state": None if ours else _STATES.get(status),
        "state_reason": None if ours else _said(event, "COMMENT"),
        "venue_vi": _said(event, "LOCATION"),
        "summary_vi": _description(event),
        "kind": _category(event) if ours else None,
    }
    remarks = (RECURS,) if "RRULE" in event or "RDATE" in event else ()
    return GridRow(number, tuple(cells[key] for key in _KEYS), remarks=remarks)


def _said(event: Any, name: str) -> str | None:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return None if value is None else cleaned(str(value))


def _moment(event: Any, name: str) -> date | datetime | None:
    found = _dt(event, name)
    if isinstance(found, datetime):
        return found.replace(microsecond=0)
    return found if isinstance(found, date) else None


def _dt(event: Any, name: str) -> Any:
    """The day, moment or length behind a property; None where there is none or it is broken."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return None if isinstance(value, str) else getattr(value, "dt", None)  # what is broken stays text


def _start(event: Any) -> Cell:
    """As `_moment`; a broken start as its text, which is then refused as no day."""
    raw = event.get("DTSTART")
    return cleaned(str(raw)[:80]) if isinstance(raw, str) else _moment(event, "DTSTART")


def _last(event: Any, start: date | datetime | None) -> Cell:
    """The end as a table says it: the last day inside; DTEND of whole days is the day after (RFC 5545, 3.6.1)."""
    if start is None:
        return None
    end = _moment(event, "DTEND")
    duration = _dt(event, "DURATION")
    if end is None and isinstance(duration, timedelta):
        try:
            end = start + duration
        except OverflowError:
            return None
    if end is None or isinstance(end, datetime) is not isinstance(start, datetime):
        return None
    if isinstance(end, datetime) and isinstance(start, datetime):
        if end.tzinfo is None or start.tzinfo is None:  # hours of one place: where only one has a zone, both have it
            zone = start.tzinfo or end.tzinfo
            start, end = (moment.replace(tzinfo=moment.tzinfo or zone) for moment in (start, end))
        return end if end > start else None
    last = end - timedelta(days=1) if end > date.min else end
    return last if last > start else None


def _zone(start: date | datetime | None, calendar_zone: str) -> str | None:
    """The IANA name behind a time with a zone; nothing for UTC, which is no place."""
    if not isinstance(start, datetime):
        return None
    if start.tzinfo is None:
        return calendar_zone or None
    key = getattr(start.tzinfo, "key", None)
    return None if key in (None, "UTC", "Etc/UTC") else str(key)


def _description(event: Any) -> str | None:
    text, added = _said(event, "DESCRIPTION"), _said(event, NOTE)
    if added is not None and "\\" in added:  # a property that the library does not know is left as it was written
        added = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], added)
    if text is not None and added is not None and text.endswith(added):
        return cleaned(text[: -len(added)])
    return text


def _category(event: Any) -> str | None:
    categories = event.get("CATEGORIES")
    names = getattr(categories, "cats", None)
    return cleaned(str(names[0])) if names else None
