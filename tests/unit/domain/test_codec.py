"""An event's JSON is read strictly and comes back the same."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import event_from_package, event_from_plain, event_to_plain
from cultdip_desktop.domain.event import Attendance, Event, Results

EXAMPLE = Path(__file__).parents[2] / "assets" / "event.example.json"
BASE = Event(id="019a0000-0000-7000-8000-000000000001", office="CZ-EMB")


def example() -> dict[str, Any]:
    """The shipped example."""
    plain: dict[str, Any] = json.loads(EXAMPLE.read_text("utf-8"), parse_float=Decimal)
    return plain


def test_the_example_comes_back_as_it_was_written() -> None:
    event = event_from_plain(example(), BASE, "2026.1")
    assert event_from_plain(event_to_plain(event), BASE, "2026.1") == event
    assert event.results.host_country_share == Decimal("0.62")


def test_the_package_form_is_canonical_and_keeps_internal_notes_back() -> None:
    event = event_from_plain(example(), BASE, "2026.1")
    plain = event_to_plain(event, for_package=True)
    assert "internal_note" not in plain
    assert "Đại sứ phát biểu" not in canonical.encode(plain).decode()
    assert event_to_plain(event_from_package(plain), for_package=True) == plain


def test_how_many_were_expected_is_read_back_and_stays_in_the_office() -> None:
    event = event_from_plain({**example(), "planned_attendance": 1500}, BASE, "2026.1")
    assert event_to_plain(event)["planned_attendance"] == event.planned_attendance == 1500
    assert "planned_attendance" not in event_to_plain(event, for_package=True)
    assert "planned_attendance" not in event_to_plain(replace(event, planned_attendance=None))


@pytest.mark.parametrize(
    ("planned", "came", "doubtful"), [(None, 9000, False), (0, 9000, False), (2000, 9999, False), (2000, 10_000, True)]
)
def test_five_times_the_plan_is_doubtful(planned: int | None, came: int, doubtful: bool) -> None:
    results = Results(attendance=Attendance(came))
    assert replace(BASE, planned_attendance=planned, results=results).far_above_plan is doubtful


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"planned_attendance": -1}, "planned_attendance"),
        ({"planned_attendance": "nhiều"}, "planned_attendance"),
        ({"kind": "concert"}, "kind"),
        ({"start": "hôm qua"}, "start"),
        ({"start": "0001-01-01T00:00:00+14:00"}, "start"),
        ({"zone": "Europe/Praha"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"country": "cz"}, "country"),
        ({"title": "Tết"}, "title"),
        ({"all_day": 1}, "all_day"),
        ({"results": {"attendance": {"value": -1}}}, "results.attendance.value"),
        ({"results": {"host_country_share": 1.2}}, "results.host_country_share"),
        ({"money": [{"source": "RS.BUD", "stage": "spent", "amount": "1,5", "currency": "CZK"}]}, "money.amount"),
        ({"money": [{"source": "RS.BUD", "stage": "spent", "amount": "1.5", "currency": "Kč"}]}, "money.currency"),
        ({"money": [{"source": "RS.BUD", "stage": "spent", "amount": "-5.00", "currency": "CZK"}]}, "money.amount"),
        ({"title": {"vi": "x" * 20_001}}, "title.vi"),
        ({"city": "a\x00b"}, "city"),
        ({"city": "\ud800"}, "city"),
    ],
)
def test_a_bad_value_is_refused_with_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as caught:
        event_from_plain(change, BASE, "2026.1")
    assert (caught.value.code, caught.value.params["field"]) == ("event.bad_value", field)


@pytest.mark.parametrize(
    ("value", "quoted"),
    [(None, "null"), (True, "true"), ([None, "Tết"], '[null, "Tết"]'), (Decimal("1.50"), "1.50"), (7, "7")],
)
def test_a_refused_value_is_quoted_as_it_stands_in_the_file(value: object, quoted: str) -> None:
    with pytest.raises(UserError) as caught:
        event_from_plain({"city": value}, BASE, "2026.1")
    assert caught.value.params["value"] == quoted


@pytest.mark.parametrize(
    ("change", "field"), [({"titel": {}}, "titel"), ({"goals": [{"code": "M1", "grund": 1}]}, "goals.grund")]
)
def test_an_unknown_field_is_refused_by_name(change: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as caught:
        event_from_plain(change, BASE, "2026.1")
    assert (caught.value.code, caught.value.params["field"]) == ("event.unknown_field", field)


def test_text_typed_decomposed_is_stored_composed() -> None:
    event = event_from_plain({"title": {"vi": "Điê\u0323n a\u0309nh"}}, BASE, "2026.1")
    assert event.title.vi == "Điện ảnh"


def test_a_wall_time_without_offset_is_read_in_the_events_zone() -> None:
    event = event_from_plain({"start": "2026-09-25T17:30", "zone": "Europe/Prague"}, BASE, "2026.1")
    assert event.start is not None
    assert event.start.isoformat() == "2026-09-25T15:30:00+00:00"
