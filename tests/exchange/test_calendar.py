"""Calendars: what we write other libraries read as we meant it, and what others write we read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from dateutil import tz

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.exchange import calendar_reading, limits
from cultdip_desktop.exchange.calendar_writing import ics_bytes
from cultdip_desktop.exchange.columns import recognised
from cultdip_desktop.exchange.zone_rules import timezone_lines
from tests.store.factory import full_event


def written(*events: Event) -> bytes:
    return ics_bytes(events, "vi", "Đại sứ quán Việt Nam; Praha, Séc", NoProgress())[0]


def parsed(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def read(text: str) -> list[dict[str | None, object]]:
    grid = calendar_reading.read(text.replace("\n", "\r\n").encode(), "x.ics", NoProgress())
    heads = [recognised(str(cell)) for cell in grid.rows[0].cells]
    return [dict(zip(heads, row.cells, strict=True)) for row in grid.rows[1:]]


def calendar(*lines: str) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:a@b", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )


def test_an_event_is_read_by_another_library_as_it_was_meant(seeded_ids: SeededIds) -> None:
    event = full_event(seeded_ids, title=BiText("Đêm hội; «rước đèn», múa\nlân \\ trống"), number="SK-2026-031")
    found = parsed(written(event))[0]
    assert found["DTSTART"].dt == event.start
    assert found["DTEND"].dt == event.end
    assert str(found["DTSTART"].dt.tzinfo) == "Europe/Prague"
    assert str(found["SUMMARY"]) == event.title.vi
    assert str(found["UID"]) == f"{event.id}@cultdip"
    assert "Rằm tháng Tám" in str(found["DESCRIPTION"])
    assert "SK-2026-031" in str(found["DESCRIPTION"])


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(seeded_ids: SeededIds) -> None:
    data = written(full_event(seeded_ids, summary=BiText("Rước đèn, múa lân và rối nước cho thiếu nhi. " * 40)))
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def test_a_whole_day_ends_on_the_day_after_and_has_no_zone(seeded_ids: SeededIds) -> None:
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "Europe/Prague"):
        start = datetime(2026, 3, 28, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        end = datetime(2026, 3, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        found = parsed(written(full_event(seeded_ids, start=start, end=end, all_day=True, zone=zone)))[0]
        assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 3, 28), date(2026, 3, 31))


def test_internal_notes_do_not_leave(seeded_ids: SeededIds) -> None:
    event = full_event(seeded_ids, internal_note="Đại sứ phát biểu", risk_note="An ninh")
    assert "phát biểu" not in written(event).decode().replace("\r\n ", "")


def test_states_become_what_calendars_know(seeded_ids: SeededIds) -> None:
    for state, status in (
        (EventState.CANCELLED, "CANCELLED"),
        (EventState.IDEA, "TENTATIVE"),
        (EventState.HELD, "CONFIRMED"),
    ):
        assert str(parsed(written(full_event(seeded_ids, state=state)))[0]["STATUS"]) == status


def test_the_sequence_grows_with_every_change(seeded_ids: SeededIds) -> None:
    born = datetime(2026, 1, 1, tzinfo=UTC)
    event = full_event(seeded_ids, created_at=born, updated_at=born)
    later = replace(event, updated_at=born + timedelta(days=3))
    first, second = (int(parsed(written(each))[0]["SEQUENCE"]) for each in (event, later))
    assert first < second


def test_events_without_a_day_are_left_out(seeded_ids: SeededIds) -> None:
    assert ics_bytes([full_event(seeded_ids, start=None, end=None)], "vi", "x", NoProgress())[1] == 0


@pytest.mark.slow
def test_the_rules_of_every_zone_are_right_hour_by_hour() -> None:
    """Another library computes offsets from our VTIMEZONE alone; zoneinfo knows the truth."""
    wrong = []
    for zone in sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right"))
    ):
        wrong += differing(zone)
    assert wrong == []


@pytest.mark.parametrize("zone", ["Europe/Prague", "America/New_York", "Asia/Ho_Chi_Minh", "Australia/Sydney", "Africa/Casablanca",
                                  "Asia/Tehran", "America/Santiago", "Africa/Cairo", "Europe/Dublin", "Pacific/Chatham"])  # fmt: skip
def test_the_rules_of_a_zone_are_right(zone: str) -> None:
    assert differing(zone) == []


def differing(zone: str) -> list[tuple[str, datetime]]:
    text = "\r\n".join(["BEGIN:VCALENDAR", *timezone_lines(zone, 2025, 2027), "END:VCALENDAR", ""])
    ours, truth = tz.tzical(io.StringIO(text)).get(zone), ZoneInfo(zone)
    moments = (datetime(2025, 1, 1, 12) + timedelta(days=day) for day in range(3 * 365))  # noqa: DTZ001 - wall time
    return [(zone, at) for at in moments if at.replace(tzinfo=ours).utcoffset() != at.replace(tzinfo=truth).utcoffset()]


def test_times_with_a_zone_in_utc_and_without_are_told_apart() -> None:
    found = read(
        calendar(
            "DTSTART;TZID=Europe/Prague:20260925T173000",
            "DTEND;TZID=Europe/Prague:20260925T210000",
            "SUMMARY:Trung thu",
        )
    )[0]
    assert found["first_day"] == datetime(2026, 9, 25, 17, 30, tzinfo=ZoneInfo("Europe/Prague"))
    assert found["zone"] == "Europe/Prague"
    assert read(calendar("DTSTART:20260925T153000Z"))[0]["zone"] is None
    assert read(calendar("DTSTART:20260925T173000"))[0]["first_day"] == datetime(2026, 9, 25, 17, 30)  # noqa: DTZ001 - wall time


def test_the_end_of_whole_days_is_the_last_day_inside() -> None:
    found = read(calendar("DTSTART;VALUE=DATE:20260925", "DTEND;VALUE=DATE:20260928"))[0]
    assert (found["first_day"], found["last_day"]) == (date(2026, 9, 25), date(2026, 9, 27))
    assert read(calendar("DTSTART;VALUE=DATE:20260925", "DTEND;VALUE=DATE:20260926"))[0]["last_day"] is None


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
     "FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=3;WKST=MO"],
    ids=["Outlook", "Exchange", "Lotus Notes"],
)  # fmt: skip
def test_zones_as_other_programs_state_them_are_read(rule: str) -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Praha tự đặt", "BEGIN:STANDARD", "DTSTART:19701025T030000", "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", f"RRULE:{rule}",
            "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE"]  # fmt: skip
    text = calendar("DTSTART;TZID=Praha tự đặt:20260925T173000", "SUMMARY:Trung thu")
    head, rest = text.split("BEGIN:VEVENT", 1)
    found = read(f"{head}{chr(10).join(zone)}\nBEGIN:VEVENT{rest}")[0]
    assert isinstance(found["first_day"], datetime)
    assert found["first_day"].astimezone(UTC) == datetime(2026, 9, 25, 15, 30, tzinfo=UTC)


def test_a_recurring_event_gives_its_first_day_with_a_remark() -> None:
    text = calendar("DTSTART;VALUE=DATE:20260925", "RRULE:FREQ=DAILY;COUNT=100000").replace("\n", "\r\n")
    grid = calendar_reading.read(text.encode(), "x.ics", NoProgress())
    assert len(grid.rows) == 2
    assert grid.rows[1].remarks == ("importing.recurs",)


@pytest.mark.parametrize(
    "text",
    ["BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99999999T999999\nEND:VEVENT\nEND:VCALENDAR",
     "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 2000, calendar("DTSTART;TZID=Nowhere/Land:20260925T173000"),
     calendar("DTSTART:gestern"), calendar("DURATION:P999999999999D", "DTSTART:20260925"), calendar("X" * 200_000 + ":y"),
     calendar("DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010101"), "BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR"],
)  # fmt: skip
def test_broken_calendars_are_refused_or_read_and_never_break_anything(text: str) -> None:
    try:
        calendar_reading.read(text.encode(), "x.ics", NoProgress())
    except UserError as error:
        refused = error.code
    else:
        refused = ""
    assert refused in ("", "importing.damaged")


def test_too_many_events_are_refused_before_they_are_read() -> None:
    with pytest.raises(UserError) as caught:
        calendar_reading.read(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * (limits.MAX_ROWS + 1), "x.ics", NoProgress())
    assert caught.value.code == "importing.too_many_rows"
