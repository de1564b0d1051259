"""Headquarters' own documents: the same state gives the same bytes, and every figure is one that packages bear out."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cultdip_desktop.app import open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.period import Period
from cultdip_desktop.reports.documents.consolidated import ranges
from tests import offices
from tests.offices import PASSPHRASE, ask
from tests.reports import conformance

PERIOD = "2026-Q3"


@pytest.fixture(scope="session")
def counted(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Headquarters with one mission's package."""
    folder = tmp_path_factory.mktemp("consolidated")
    made = offices.pair(sample, folder)
    ask(made.mission, "export", "--period", PERIOD, "--out", folder / "q3.cdrp")
    ask(made.headquarters, "hq", "import", folder / "q3.cdrp")
    return made.headquarters


def text_of(pdf: Path) -> str:
    found = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def test_the_same_state_gives_the_same_bytes_and_says_first_how_complete_it_is(counted: Path, tmp_path: Path) -> None:
    made = [ask(counted, "hq", "report", "--period", PERIOD, "--out", tmp_path / f"{n}.pdf") for n in (1, 2)]
    first, second = ((tmp_path / f"{n}.pdf").read_bytes() for n in (1, 2))
    assert first == second
    assert (made[0]["received"], made[0]["complete"]) == (1, False)
    text = text_of(tmp_path / "1.pdf")
    assert text.index(f"1/{made[0]['expected']}") < text.index("KẾT QUẢ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_keeps_to_both_standards(counted: Path, tmp_path: Path, language: str) -> None:
    with open_office(counted, PASSPHRASE, writing=False) as office:
        assert office.consolidated is not None
        for topic in ("", "M3"):
            pdf = office.consolidated.draw(Period.parse(PERIOD), language, topic=topic)  # type: ignore[arg-type]
            assert conformance.failures(pdf) == []
            assert conformance.wrong_in_structure(pdf) == []


def test_its_figures_are_those_of_the_figures_command_and_name_their_packages(counted: Path) -> None:
    period = Period.parse(PERIOD)
    with open_office(counted, PASSPHRASE, writing=False) as office:
        assert office.consolidated is not None
        assert office.figures is not None
        matter = office.consolidated.matter(period)
        for dimension in (Dimension.GROUP, Dimension.GOAL, Dimension.KIND, Dimension.MISSION, Dimension.REGION):
            asked = {row.key: row for row in office.figures.figures(period.window, dimension).figures.rows}
            told = {row.key: row.now for row in matter.tables[dimension]}
            assert told.keys() == asked.keys() != set()
            for key, row in told.items():
                assert (row.events, row.attendance, row.spent) == (
                    asked[key].events,
                    asked[key].attendance,
                    asked[key].spent,
                )
    assert all(line.sources == (1,) for lines in matter.tables.values() for line in lines if line.now.events)
    assert [source.seq for source in matter.sources] == [1]


def test_a_topic_counts_only_what_serves_it(counted: Path) -> None:
    period = Period.parse(PERIOD)
    with open_office(counted, PASSPHRASE, writing=False) as office:
        assert office.consolidated is not None
        whole = {row.key: row.now.events for row in office.consolidated.matter(period).tables[Dimension.GROUP]}
        for topic in office.consolidated.topics():
            assert office.consolidated.matter(period, topic).total.events == whole.get(topic, 0)
        with pytest.raises(UserError) as caught:
            office.consolidated.matter(period, "Z9")
    assert caught.value.code == "report.focus_unknown"


def test_the_workbook_has_every_table_and_no_formula_of_others(counted: Path, tmp_path: Path) -> None:
    ask(counted, "hq", "report", "--period", PERIOD, "--out", tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "r.xlsx").read_bytes()))
    assert len(book.sheet_names) == 14
    packages = book.get_sheet_by_name("Gói báo cáo").to_python()
    assert packages[1][:3] == ["number", "mission", "period"]
    assert len(packages[2][-1]) == 64


def test_the_committees_pages_are_a_file_for_each_topic_and_overwrite_nothing(counted: Path, tmp_path: Path) -> None:
    files = ask(counted, "hq", "pack", "--period", PERIOD, "--out", tmp_path / "pack", "--format", "xlsx")["files"]
    assert len(files) == 11
    again = ask(counted, "hq", "pack", "--period", PERIOD, "--out", tmp_path / "pack", "--format", "xlsx", code=3)
    assert again["error"]["code"] == "file.exists"


def test_an_unknown_ending_and_a_mission_are_refused(counted: Path, tmp_path: Path) -> None:
    with open_office(counted, PASSPHRASE, writing=False) as office:
        assert office.consolidated is not None
        with pytest.raises(UserError) as caught:
            office.consolidated.build(Period.parse(PERIOD), "vi", tmp_path / "r.txt", NoProgress())
    assert caught.value.code == "report.ending_unknown"
    mission = counted.with_name("mission")
    refused = ask(mission, "hq", "report", "--period", PERIOD, "--out", tmp_path / "r.pdf", code=3)
    assert refused["error"]["code"] == "hq.not_headquarters"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("numbers", "said"), [((), ""), ((4,), "4"), ((1, 2, 3, 7), "1–3, 7"), ((9, 1, 2), "1–2, 9")])
def test_numbers_of_packages_are_said_shortly(numbers: tuple[int, ...], said: str) -> None:
    assert ranges(numbers) == said
