"""`cultdip calendar lunar`: an answer for scripts, without any office."""

from __future__ import annotations

import pytest

from tests.offices import run


def test_every_day_has_its_lunar_date_and_its_name() -> None:
    ran = run("calendar", "lunar", "--from", "2025-07-24", "--to", "2025-07-26", "--json", passphrase=None)
    assert ran.code == 0
    assert [(one["date"], one["day"], one["month"], one["leap"]) for one in ran.json["days"]] == [
        ("2025-07-24", 30, 6, False),
        ("2025-07-25", 1, 6, True),
        ("2025-07-26", 2, 6, True),
    ]
    assert ran.json["days"][1]["name"] == "Mồng 1 tháng Sáu nhuận"
    assert {one["year"] for one in ran.json["days"]} == {2025}


def test_tet_of_2030_is_the_second_of_february() -> None:
    day = run("calendar", "lunar", "--from", "2030-02-02", "--to", "2030-02-02", "--json").json["days"][0]
    assert (day["day"], day["month"], day["year"], day["year_name"]) == (1, 1, 2030, "Canh Tuất")
    assert day["feasts"] == ["Tết Nguyên đán"]


def test_people_read_lines_in_their_language() -> None:
    ran = run("calendar", "lunar", "--from", "2026-09-25", "--to", "2026-09-25", "--language", "en")
    line = "Fri 25 Sep 2026: lunar mid-month (15/8), Bính Ngọ – Mid-Autumn Festival (Trung thu)\n"
    assert ran.out == line


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [("2026-09-02", "2026-09-01", "calendar.window_turned"), ("1899-01-01", "2026-01-01", "calendar.out_of_range")],
)
def test_days_that_cannot_be_told_are_refused(first: str, last: str, code: str) -> None:
    ran = run("calendar", "lunar", "--from", first, "--to", last, "--json")
    assert (ran.code, ran.error) == (3, code)


def test_both_ends_are_asked_for() -> None:
    assert run("calendar", "lunar", "--from", "2026-09-01").code == 2
