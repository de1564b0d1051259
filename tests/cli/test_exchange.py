"""`import`, `calendar export`, `event list --out`, `event template`: shapes, exit codes, nothing written by a dry run."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar

from tests.i18n.legacy_writer import tcvn3
from tests.offices import Ran, ask, digest, run

PLAN = "Tên;Ngày;Nơi\nHội xuân quê hương;5/2/2027;Sapa\nTết Đinh Mùi;31/2/2027;Praha\nTổng cộng;;\n"


def asked(mission: Path, *argv: str | Path) -> Ran:
    return run(*argv, "--json", "--home", mission)


def plan(folder: Path, text: str = PLAN) -> Path:
    path = folder / "Kế hoạch.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_dry_run_names_each_bad_row_and_writes_nothing(mission: Path, tmp_path: Path) -> None:
    before = digest(mission)
    ran = asked(mission, "import", plan(tmp_path), "--dry-run")
    assert ran.code == 1
    assert (ran.json["created"], ran.json["updated"], ran.json["unchanged"]) == (1, 0, 0)
    assert [(row["row"], row["code"]) for row in ran.json["skipped"]] == [
        (3, "importing.bad_day"),
        (4, "importing.total_row"),
    ]
    assert digest(mission) == before


def test_an_import_is_one_step_that_undo_takes_back(mission: Path, tmp_path: Path) -> None:
    before = digest(mission)["content_sha256"]
    assert asked(mission, "import", plan(tmp_path)).json["created"] == 1
    again = asked(mission, "import", plan(tmp_path))
    assert (again.json["created"], again.json["unchanged"]) == (0, 1)
    ask(mission, "undo")
    assert digest(mission)["content_sha256"] == before


def test_a_mapping_says_what_the_heads_do_not(mission: Path, tmp_path: Path) -> None:
    path = plan(tmp_path, "Cột A;Cột B\nRước đèn ông sao;25/9\n")
    assert asked(mission, "import", path).error == "importing.no_title_column"
    mapping = json.dumps({"columns": {"Cột A": "title_vi", "2": "first_day"}, "year": 2027})
    ran = asked(mission, "import", path, "--mapping", mapping)
    assert (ran.code, ran.json["created"]) == (0, 1)
    event = asked(mission, "event", "show", ran.json["rows"][0]["id"]).json["event"]
    assert event["start"][:10] == "2027-09-25"


def test_a_mapping_that_is_none_is_an_expected_error(mission: Path, tmp_path: Path) -> None:
    for mapping in (
        "{",
        "[]",
        '{"x": 1}',
        '{"columns": {"Tên": "mood"}}',
        '{"columns": {"Cột Z": "city"}}',
        '{"year": "2027"}',
    ):
        ran = asked(mission, "import", plan(tmp_path), "--mapping", mapping)
        assert ran.code == 3, mapping


def test_old_font_text_is_converted_only_when_asked(mission: Path, tmp_path: Path) -> None:
    path = plan(tmp_path, f"Tên;Ngày\n{tcvn3('Triển lãm gốm Bát Tràng')};1/3/2027\n")
    kept = asked(mission, "import", path, "--dry-run").json
    assert kept["legacy"] == [{"column": "Tên", "cells": 1, "repaired": False}]
    repaired = asked(mission, "import", path, "--repair").json
    assert repaired["rows"][0]["title"] == "Triển lãm gốm Bát Tràng"


def test_what_is_no_table_is_an_expected_error(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    assert asked(mission, "import", tmp_path / "a.pdf").error == "importing.not_a_table"
    assert asked(mission, "import", tmp_path / "b.xlsx").error == "file.unreachable"


def test_the_calendar_and_the_table_are_written(mission: Path, tmp_path: Path) -> None:
    ran = asked(mission, "calendar", "export", "--out", tmp_path / "lich.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "lich.ics").read_bytes()).walk("VEVENT")
    assert len(events) == ran.json["events"] > 0
    listed = asked(mission, "event", "list", "--query", "trung thu", "--out", tmp_path / "ra.csv")
    assert listed.json["events"] == len((tmp_path / "ra.csv").read_text("utf-8").splitlines()) - 1 > 0
    assert asked(mission, "event", "template", "--out", tmp_path / "mau.xlsx").code == 0
    assert asked(mission, "calendar", "export", "--out", tmp_path / "lich.txt").error == "exporting.format_unknown"
