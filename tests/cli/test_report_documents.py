"""`cultdip report build --document`: every other document, and reports over years or on one theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.offices import ask, run


@pytest.mark.parametrize(
    ("document", "sheet"),
    [("budget", "Theo nguồn"), ("coverage", "Ma trận"), ("media", "Báo chí"), ("commendations", "Khen thưởng")],
)
def test_tables_have_codes_that_never_change(mission: Path, tmp_path: Path, document: str, sheet: str) -> None:
    target = tmp_path / "bảng.xlsx"
    built = ask(
        mission, "report", "build", "--document", document, "--year", "2026", "--language", "vi", "--out", target
    )
    assert (built["file"], built["pages"]) == (str(target), 0)
    book = CalamineWorkbook.from_path(str(target))
    assert sheet in book.sheet_names
    codes = book.get_sheet_by_name(sheet).to_python()[1]
    assert all(str(code).isascii() for code in codes)


@pytest.mark.slow
def test_a_dossier_is_about_its_event(mission: Path, tmp_path: Path) -> None:
    listed = ask(mission, "event", "list")["events"]
    target = tmp_path / "hồ sơ.pdf"
    built = ask(mission, "report", "build", "--document", "dossier", "--event", listed[0]["id"], "--out", target)
    assert built["pages"] >= 1
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_dossier_without_event_is_refused(mission: Path, tmp_path: Path) -> None:
    ran = run("report", "build", "--home", mission, "--document", "dossier", "--out", tmp_path / "d.pdf", "--json")
    assert (ran.code, ran.error) == (3, "document.event_missing")


def test_a_report_needs_its_period(mission: Path, tmp_path: Path) -> None:
    ran = run("report", "build", "--home", mission, "--out", tmp_path / "r.pdf")
    assert ran.code == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "given",
    [
        ("--kind", "midterm", "--period", "2024-01-01..2026-06-30"),
        ("--kind", "thematic", "--focus", "M3", "--period", "2026"),
        ("--document", "briefing", "--visit", "Đoàn Quốc hội", "--from", "2026-12-08", "--to", "2026-12-11"),
    ],
)
def test_reports_over_years_on_a_theme_and_for_a_visit(mission: Path, tmp_path: Path, given: tuple[str, ...]) -> None:
    target = tmp_path / "tài liệu.pdf"
    built = ask(mission, "report", "build", *given, "--out", target)
    assert built["pages"] >= 1
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_theme_must_be_in_the_catalogue(mission: Path, tmp_path: Path) -> None:
    given = ("--kind", "thematic", "--focus", "M99", "--period", "2026", "--out", tmp_path / "t.pdf")
    ran = run("report", "build", "--home", mission, *given, "--json")
    assert (ran.code, ran.error) == (3, "report.focus_unknown")
