"""What the one JSON shape of an event refuses, and by which name."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import event_from_package, event_from_plain, instant_of, instant_text
from cultdip_desktop.domain.codec_fields import MAX_ITEMS, MAX_TEXT
from cultdip_desktop.domain.event import Event

BASE = Event(id="0198f000-0000-7000-8000-000000000001", office="CZ-EMB", zone="Europe/Prague")


def read(**fields: Any) -> Event:
    return event_from_plain(fields, BASE, "2026.1")


def refusal(**fields: Any) -> tuple[str, object]:
    with pytest.raises(UserError) as caught:
        read(**fields)
    return caught.value.code, caught.value.params["field"]


def test_an_unknown_field_is_named_wherever_it_stands() -> None:
    assert refusal(titel={}) == ("event.unknown_field", "titel")
    assert refusal(title={"vi": "Tết", "cs": "Tet"}) == ("event.unknown_field", "title.cs")
    assert refusal(results={"atendance": {}}) == ("event.unknown_field", "results.atendance")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "opera"}, "kind"),
        ({"kind": 3}, "kind"),
        ({"all_day": "yes"}, "all_day"),
        ({"start": "ngày mai"}, "start"),
        ({"start": "2026-02-30"}, "start"),
        ({"start": "0001-01-01T00:00:00+14:00"}, "start"),
        ({"start": 1790000000}, "start"),
        ({"zone": "Europe/Sapa"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"zone": "Europe"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"country": "cz"}, "country"),
        ({"title": "Tết"}, "title"),
        ({"title": {"vi": "a" * (MAX_TEXT + 1)}}, "title.vi"),
        ({"title": {"vi": "a\x00b"}}, "title.vi"),
        ({"title": {"vi": "\ud800"}}, "title.vi"),
        ({"themes": ["TH.TRA", "TH.TRA"]}, "themes"),
        ({"themes": ["x"] * (MAX_ITEMS + 1)}, "themes"),
        ({"goals": [{"code": "M3", "primary": 1}]}, "goals.M3.primary"),
        ({"actors": [{"partner": " ", "category": "AC.OVN", "role": "lead"}]}, "actors.partner"),
        ({"results": {"attendance": {"value": -1}}}, "results.attendance.value"),
        ({"results": {"attendance": {"value": True}}}, "results.attendance.value"),
        ({"results": {"attendance": {"value": 1.5}}}, "results.attendance.value"),
        ({"results": {"host_country_share": 1.01}}, "results.host_country_share"),
        ({"results": {"host_country_share": "NaN"}}, "results.host_country_share"),
        ({"money": [{"source": "RS.BUD", "stage": "spent", "amount": 5, "currency": "CZK"}]}, "money.amount"),
        ({"money": [{"source": "RS.BUD", "stage": "spent", "amount": "5", "currency": "koruna"}]}, "money.currency"),
        ({"money": [{"source": "RS.BUD", "stage": "lost", "amount": "5", "currency": "CZK"}]}, "money.stage"),
    ],
)
def test_a_bad_value_is_named_by_its_field(fields: dict[str, Any], field: str) -> None:
    assert refusal(**fields) == ("event.bad_value", field)


def test_a_wall_time_is_taken_in_the_zone_of_the_event() -> None:
    assert read(start="2026-01-15T18:00").start == instant_of("2026-01-15T17:00:00Z")
    assert read(start="2026-07-15T18:00", zone="Asia/Ho_Chi_Minh").start == instant_of("2026-07-15T11:00:00Z")


def test_decomposed_text_becomes_composed() -> None:
    assert read(title={"vi": unicodedata.normalize("NFD", "Điện ảnh")}).title.vi == "Điện ảnh"


def test_an_instant_needs_its_offset_and_keeps_its_milliseconds() -> None:
    assert instant_text(instant_of("2026-09-25T17:30:00.120+02:00")) == "2026-09-25T15:30:00.120Z"
    with pytest.raises(ValueError, match="offset"):
        instant_of("2026-09-25T17:30:00")


@pytest.mark.parametrize("entry", [None, [], "x", 5, {}, {"id": 3, "office": "x"}, {"id": "x", "office": None}])
def test_a_package_entry_of_another_shape_is_an_expected_error(entry: Any) -> None:
    with pytest.raises(UserError):
        event_from_package(entry)
