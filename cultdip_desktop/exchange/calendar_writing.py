"""Writes events as a calendar (RFC 5545) that Thunderbird, Outlook and telephones open.

Hours stand on the clock of their place with the rules of its zone beside them; whole days are days, so that nobody's zone
moves them. The lunar day stands in the description.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.exchange.calendar_reading import NOTE, OUR_UID
from cultdip_desktop.exchange.zone_rules import timezone_lines
from cultdip_desktop.i18n import lunar
from cultdip_desktop.i18n.spreadsheet import cell_text
from cultdip_desktop.i18n.words import Language, Words

if TYPE_CHECKING:
    from cultdip_desktop.core.progress import Progress

PRODUCT: Final = "-//CultDip//CultDip Desktop//VI"

_OCTETS: Final = 75
"""Of one line, without its end (RFC 5545, 3.1)."""

_STATUS: Final = {
    EventState.IDEA: "TENTATIVE",
    EventState.PREPARING: "TENTATIVE",
    EventState.SUBMITTED: "TENTATIVE",
    EventState.POSTPONED: "TENTATIVE",
    EventState.CANCELLED: "CANCELLED",
}
_STEP: Final = 200


def ics_bytes(events: Iterable[Event], language: Language, name: str, progress: Progress) -> tuple[bytes, int]:
    """The calendar and how many events it holds: those that have a day. The same events give the same bytes.

    `name` is what programs call the calendar.

    Raises:
        Cancelled: as `progress` wishes.
    """
    words = Words(language)
    dated = [event for event in events if event.start is not None]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for zone, (first, last) in sorted(_zones(dated).items()):
        lines += timezone_lines(zone, first, last)
    for done, event in enumerate(dated):
        if done % _STEP == 0:
            progress.step(done, len(dated), name)
        lines += _event_lines(event, words)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines), len(dated)


def _zones(events: Sequence[Event]) -> dict[str, tuple[int, int]]:
    """The zones of events with hours, and the years they are needed for."""
    zones: dict[str, tuple[int, int]] = {}
    for event in events:
        start, end = event.local_start, event.local_end
        if event.all_day or event.zone == "UTC" or start is None:
            continue
        first, last = zones.get(event.zone, (start.year, start.year))
        zones[event.zone] = (min(first, start.year), max(last, (end or start).year))
    return zones


def _event_lines(event: Event, words: Words) -> list[str]:
    changed = event.updated_at or event.created_at or event.start or datetime(2000, 1, 1, tzinfo=UTC)
    added = _note(event, words)
    summary = cell_text(event.summary.get(words.language))
    title = event.title.get(words.language) or words.t("(untitled)")
    texts = {
        "SUMMARY": title,
        "LOCATION": ", ".join(part for part in (event.venue.get(words.language), event.city) if part),
        "DESCRIPTION": f"{summary}\n\n{added}" if summary else added,
        NOTE: added,
    }
    return [
        "BEGIN:VEVENT",
        f"UID:{event.id}{OUR_UID}",
        f"DTSTAMP:{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{_sequence(event)}",
        *_when(event),
        *(f"{name}:{_escaped(cell_text(text))}" for name, text in texts.items() if text),
        f"CATEGORIES:{_escaped(label(words, event.kind))}",
        f"STATUS:{_STATUS.get(event.state, 'CONFIRMED')}",
        f"TRANSP:{'TRANSPARENT' if event.all_day else 'OPAQUE'}",
        "CLASS:PUBLIC",
        "END:VEVENT",
    ]


def _sequence(event: Event) -> int:
    """Grows with every change: seconds between birth and last change, which every copy of the office agrees on."""
    if event.created_at is None or event.updated_at is None:
        return 0
    return min(max(0, int((event.updated_at - event.created_at).total_seconds())), 2**31 - 1)


def _when(event: Event) -> list[str]:
    start, end = event.local_start, event.local_end
    if start is None:
        return []
    if event.all_day:
        last = max(end.date(), start.date()) if end else start.date()
        return [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"]
    lines = [_moment("DTSTART", start, event.zone)]
    if end is not None and end > start:
        lines.append(_moment("DTEND", end, event.zone))
    return lines


def _moment(name: str, local: datetime, zone: str) -> str:
    if zone == "UTC":
        return f"{name}:{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};TZID={zone}:{local:%Y%m%dT%H%M%S}"


def _note(event: Event, words: Words) -> str:
    """What a calendar's description adds: lunar day, number, goals."""
    lines = []
    if event.day is not None and lunar.FIRST_DAY <= event.day <= lunar.LAST_DAY:
        lines.append(f"{words.t('Lunar day')}: {_lunar(words, event.day)}")
    if event.number:
        lines.append(f"{words.c('report table', 'Number')}: {event.number}")
    lines.append(f"{words.c('report table', 'State')}: {label(words, event.state)}")
    codes = [tag.code for tag in event.goals]
    if codes:
        lines.append(f"{words.t('Goals')}: {', '.join(codes)}")
    return "\n".join(lines)


def _lunar(words: Words, day: date) -> str:
    return lunar.day_words(words, lunar.from_solar(day), with_year=True)


def _escaped(text: str) -> str:
    """TEXT (RFC 5545, 3.3.11)."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no letter cut in two; CRLF at the end."""
    data = line.encode("utf-8")
    if len(data) <= _OCTETS:
        return data + b"\r\n"
    pieces, piece, room = [], bytearray(), _OCTETS
    for letter in line:
        octets = letter.encode("utf-8")
        if len(piece) + len(octets) > room:
            pieces.append(bytes(piece))
            piece, room = bytearray(), _OCTETS - 1  # the blank at the beginning counts
        piece += octets
    pieces.append(bytes(piece))
    return b"\r\n ".join(pieces) + b"\r\n"
