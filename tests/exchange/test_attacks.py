"""Tables and calendars that somebody made to do harm: refused or read, soon and in little memory."""

from __future__ import annotations

import tracemalloc

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.codec_fields import is_zone
from cultdip_desktop.exchange import calendar_reading, delimited, limits


def calendar(*events: str, zone: str = "") -> bytes:
    parts = "".join(f"BEGIN:VEVENT\nSUMMARY:Tết\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{zone}{parts}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def vtimezone(rule: str, count: int = 1) -> str:
    turn = "BEGIN:{kind}\nDTSTART:16010101T000000\n{rule}\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:{kind}\n"
    turns = "".join(turn.format(kind=kind, rule=rule) for kind in ("STANDARD", "DAYLIGHT") * count)
    return f"BEGIN:VTIMEZONE\nTZID:Bom\n{turns}END:VTIMEZONE\n"


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        calendar_reading.read(data, "lịch.ics", NoProgress())
    return caught.value.code


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=MIN\n UTELY",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYHOUR=0,1,2,3;BYMINUTE=0,1,2",
        "RRULE:FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=SU",
        "RRULE:FREQ=YEARLY",
        f"RDATE:{','.join(['20260101T000000'] * 5000)}",
    ],
)
def test_a_zone_whose_clocks_never_rest_is_refused_at_once(rule: str) -> None:
    assert refused(calendar("DTSTART;TZID=Bom:20260101T000000", zone=vtimezone(rule))) == "importing.damaged"


def test_a_zone_with_a_thousand_rules_is_refused() -> None:
    zone = vtimezone("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", 500)
    assert refused(calendar("DTSTART;TZID=Bom:20260101T000000", zone=zone)) == "importing.damaged"


@pytest.mark.parametrize("rule", ["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20260329T020000", "COMMENT:x"])
def test_a_zone_as_outlook_writes_it_is_read(rule: str) -> None:
    grid = calendar_reading.read(calendar("DTSTART;TZID=Bom:20260601T100000", zone=vtimezone(rule)), "x", NoProgress())
    assert len(grid.rows) == 2


def test_a_name_of_a_zone_that_is_too_long_for_any_file_is_refused() -> None:
    assert refused(calendar(f"DTSTART;TZID={'A' * 5000}:20260101T000000")) == "importing.damaged"


@pytest.mark.parametrize(
    "times",
    [
        "DTSTART:20260101T000000Z\nDTEND:20260102T000000",
        "DTSTART:20260101T000000\nDTEND:20260102T000000Z",
        "DTSTART;TZID=Europe/Prague:20260101T000000\nDTEND:20260102T000000",
        "DTSTART;VALUE=DATE:20260101\nDTEND:20260102T000000Z",
    ],
)
def test_an_end_with_another_sort_of_time_than_the_start_harms_nothing(times: str) -> None:
    grid = calendar_reading.read(calendar(times), "x.ics", NoProgress())
    assert len(grid.rows) == 2


def test_millions_of_empty_cells_take_little_memory() -> None:
    data = (b";" * 3_000_000 + b"\n") * 5
    tracemalloc.start()
    try:
        delimited.read(data, "x.csv", None, NoProgress())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200 * 2**20


def test_one_line_without_end_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        delimited.read(b"a;" + b"x" * (limits.MAX_FILE // 2), "x.csv", None, NoProgress())
    assert caught.value.code == "importing.damaged"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Prague", True),
        ("UTC", True),
        ("localtime", False),
        ("posixrules", False),
        ("right/Europe/Prague", False),
        ("posix/Europe/Prague", False),
        ("Factory", False),
        ("Asia", False),
        ("../etc/passwd", False),
        ("A" * 300, False),
        ("", False),
    ],
)
def test_a_zone_is_one_that_every_machine_knows(name: str, known: bool) -> None:
    assert is_zone(name) is known
