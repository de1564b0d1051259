"""`cultdip goals coverage` beside what the sample counted in itself."""

from __future__ import annotations

from pathlib import Path

from tests.offices import EXAMPLE, Pair, ask, event_file, run


def test_held_events_are_those_of_the_sample_and_of_its_report(pair: Pair) -> None:
    rows = {row["code"]: row for row in ask(pair.mission, "goals", "coverage")["rows"]}
    for code, expected in pair.counts["groups"].items():
        assert (rows[code]["held"], rows[code]["weighted"]) == (expected["events"], expected["weighted"])
    for code, expected in pair.counts["goals"].items():
        assert rows[code]["held"] >= expected["events"]


def test_quarters_add_up_to_the_row_and_say_their_window(pair: Pair) -> None:
    answer = ask(pair.mission, "goals", "coverage", "--from", "2026-02-10", "--to", "2026-09-30")
    assert answer["window"] == {"first": "2026-02-10", "last": "2026-09-30"}
    for row in answer["rows"]:
        quarters = row["quarters"]
        assert list(quarters) == ["2026-Q1", "2026-Q2", "2026-Q3"]
        assert sum(cell["held"] for cell in quarters.values()) == row["held"]
        assert sum(cell["planned"] for cell in quarters.values()) == row["planned"]
        assert sum(cell["gap"] for cell in quarters.values()) == row["gap"]
        assert quarters["2026-Q1"]["window"]["first"] == "2026-02-10"


def test_a_new_event_closes_its_gap(mission: Path, tmp_path: Path) -> None:
    plain = {**EXAMPLE, "goals": [{"code": "G2.2.3", "primary": True, "reason": {"vi": "Phối hợp.", "en": ""}}],
             "start": "2024-02-02T10:00:00+01:00", "end": None}  # fmt: skip

    def gap() -> tuple[bool, int]:
        rows = ask(mission, "goals", "coverage", "--from", "2024-01-01", "--to", "2024-03-31")["rows"]
        row = next(one for one in rows if one["code"] == "G2")
        return row["quarters"]["2024-Q1"]["gap"], row["gap"]

    assert gap() == (True, 1)
    ask(mission, "event", "add", "--file", event_file(tmp_path, plain))
    assert gap() == (False, 0)


def test_turned_days_are_refused_and_bad_ones_are_wrong_usage(mission: Path) -> None:
    turned = run("goals", "coverage", "--from", "2026-05-01", "--to", "2026-04-01", "--home", mission, "--json")
    assert (turned.code, turned.error) == (3, "calendar.window_turned")
    assert run("goals", "coverage", "--from", "tháng 5", "--home", mission, "--json").code == 2


def test_a_person_reads_a_table(mission: Path) -> None:
    shown = run("goals", "coverage", "--home", mission, "--language", "vi")
    assert shown.code == 0
    assert "M3" in shown.out
