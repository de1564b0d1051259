"""`report number`: a report's number and day are given once and printed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.offices import run


def test_a_report_is_numbered_once_and_prints_number_and_day(mission: Path, tmp_path: Path) -> None:
    assert run("report", "approve", "--home", mission, "--period", "2026-Q3", "--json").code == 0
    given = run(
        "report", "number", "--home", mission, "--period", "2026-Q3", "--day", "2026-10-07", "--number", "5", "--json"
    )
    assert (given.code, given.json["number"], given.json["symbol"]) == (0, 5, "BC-ĐSQ")
    again = run("report", "number", "--home", mission, "--period", "2026-Q3", "--json")
    assert again.code != 0
    assert "letterhead.has_number" in again.out
    file = tmp_path / "báo cáo.pdf"
    assert run("report", "build", "--home", mission, "--period", "2026-Q3", "--language", "vi", "--out", file).code == 0
    text = subprocess.run(["pdftotext", "-l", "1", file, "-"], check=True, capture_output=True, text=True).stdout
    assert "Số: 05/BC-ĐSQ" in text
    assert "ngày 07 tháng 10 năm 2026" in text


def test_a_number_leaves_the_approval_as_it_is(mission: Path) -> None:
    assert run("report", "approve", "--home", mission, "--period", "2026-Q3", "--json").code == 0
    assert run("report", "number", "--home", mission, "--period", "2026-Q3", "--json").code == 0
    status = run("report", "status", "--home", mission, "--period", "2026-Q3", "--json")
    assert status.json["state"] == "approved"
    assert status.json["changes"] == []


def test_a_report_that_nobody_has_begun_gets_no_number(mission: Path) -> None:
    ran = run("report", "number", "--home", mission, "--period", "2020-Q1", "--json")
    assert ran.code != 0
    assert "report.not_begun" in ran.out


def test_appendices_can_be_files_of_their_own_with_number_and_signing_time(mission: Path, tmp_path: Path) -> None:
    assert run("report", "approve", "--home", mission, "--period", "2026-Q3", "--json").code == 0
    assert run("report", "number", "--home", mission, "--period", "2026-Q3", "--number", "5", "--json").code == 0
    file = tmp_path / "bc.pdf"
    ran = run(
        "report", "build", "--home", mission, "--period", "2026-Q3", "--language", "vi", "--out", file, "--apart",
        "--signed-at", "2026-10-07T09:30:05+00:00", "--json",
    )  # fmt: skip
    names = [Path(one["file"]).name for one in ran.json["files"]]
    assert names[:3] == ["bc.pdf", "bc.phu-luc-1.pdf", "bc.phu-luc-2.pdf"]
    whole, first = (_text(tmp_path / name) for name in names[:2])
    assert "Phụ lục I\n" not in whole
    assert "Nơi nhận:" in whole
    assert "Số: 05/BC-ĐSQ" in first
    assert "2026-10-07T16:30:05+07:00" in first
    assert "Phụ lục I\n" in first


def _text(file: Path) -> str:
    return subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout
