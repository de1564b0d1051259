"""`cultdip report build`: periods, languages, formats, and targets that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.offices import ask, digest, run


@pytest.mark.parametrize("period", ["2026-09", "2026-Q3", "2026-H2", "2026"])
def test_every_kind_of_period_gives_a_table(mission: Path, tmp_path: Path, period: str) -> None:
    target = tmp_path / "bảng.xlsx"
    built = ask(mission, "report", "build", "--period", period, "--out", target)
    assert built.keys() >= {"file", "pages", "findings"}
    assert CalamineWorkbook.from_path(str(target)).sheet_names


@pytest.mark.slow
def test_both_languages_give_a_pdf_each(mission: Path, tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.pdf"
    built = ask(mission, "report", "build", "--period", "2026-Q3", "--language", "both", "--out", target)
    assert [Path(row["file"]).name for row in built["files"]] == ["báo cáo.vi.pdf", "báo cáo.en.pdf"]
    assert all(Path(row["file"]).read_bytes().startswith(b"%PDF-") for row in built["files"])
    assert not target.exists()


def test_building_a_report_changes_nothing_in_the_office(mission: Path, tmp_path: Path) -> None:
    before = digest(mission)
    built = ask(mission, "report", "build", "--period", "2026-Q3", "--language", "en", "--out", tmp_path / "r.csv")
    assert Path(built["file"]).read_bytes().startswith(b"\xef\xbb\xbf")
    assert digest(mission) == before


@pytest.mark.parametrize("period", ["2026-Q5", "2026-13", "Q3", "2026-H3", "", "26", "2026-Q3 "])
def test_a_period_that_does_not_exist_is_named(mission: Path, tmp_path: Path, period: str) -> None:
    ran = run("report", "build", "--home", mission, "--period", period, "--out", tmp_path / "r.pdf", "--json")
    if period.strip() == "2026-Q3":
        return
    assert (ran.code, ran.error) == (3, "period.bad")


@pytest.mark.parametrize(
    ("out", "code"),
    [("r.odt", "report.ending_unknown"), ("r", "report.ending_unknown"), ("x/r.csv", "file.unreachable")],
)
def test_a_target_that_cannot_be_written_is_refused(mission: Path, tmp_path: Path, out: str, code: str) -> None:
    ran = run("report", "build", "--home", mission, "--period", "2026", "--out", tmp_path / out, "--json")
    assert (ran.code, ran.error) == (3, code)
    assert not (tmp_path / out).exists()
