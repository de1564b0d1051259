"""Headquarters' Reports room: documents are looked at before they are written, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.reports import build
from cultdip_desktop.ui.rooms.reports.view_consolidated import ConsolidatedRoom
from tests import offices
from tests.offices import PASSPHRASE, ask


@pytest.fixture(scope="session")
def counted(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Headquarters with one mission's package."""
    folder = tmp_path_factory.mktemp("reports")
    made = offices.pair(sample, folder)
    ask(made.mission, "export", "--period", "2026-Q3", "--out", folder / "q3.cdrp")
    ask(made.headquarters, "hq", "import", folder / "q3.cdrp")
    return made.headquarters


@pytest.fixture
def office(counted: Path) -> Iterator[Office]:
    """Headquarters, opened for looking."""
    with open_office(counted, PASSPHRASE, writing=False) as opened:
        yield opened


@pytest.fixture
def room(kit: Kit, office: Office) -> ConsolidatedRoom:
    """The room, shown."""
    made = build(kit, office)
    assert isinstance(made, ConsolidatedRoom)
    made.resize(1200, 760)
    made.show()
    return made


def test_the_consolidated_report_stands_first_and_a_topic_is_one_choice_away(
    room: ConsolidatedRoom, settle: Callable[[], None]
) -> None:
    room.enter(Route("reports", "", "", (("period", "2026-Q3"),)))
    settle()
    assert room.list.ids[0] == "all"
    assert len(room.list.ids) == 12
    assert room.preview.shows_document
    pages = room.preview.document.count
    room.table.select("M3")
    settle()
    assert room.route() == Route("reports", "document", "M3", (("period", "2026-Q3"),))
    assert 0 < room.preview.document.count != pages


def test_what_is_shown_is_written_as_it_is_called(
    room: ConsolidatedRoom, files: ScriptedFileChooser, tmp_path: Path, settle: Callable[[], None]
) -> None:
    room.enter(Route("reports", "document", "G5", (("period", "2026-Q3"),)))
    settle()
    files.answers.append(tmp_path / "g5")
    room.save_as(".xlsx")
    settle()
    assert [one.name for one in tmp_path.iterdir()] == ["g5.xlsx"]
    assert "g5.xlsx" in room.banner.text()


def test_the_committees_pages_go_into_a_folder_and_a_second_time_are_refused_in_words(
    room: ConsolidatedRoom, files: ScriptedFileChooser, tmp_path: Path, settle: Callable[[], None]
) -> None:
    room.enter(Route("reports", "", "", (("period", "2026-Q3"),)))
    settle()
    files.answers += [tmp_path, tmp_path]
    room.save_pack()
    settle()
    assert len(list(tmp_path.iterdir())) == 11
    assert "11" in room.banner.text()
    room.save_pack()
    settle()
    assert len(list(tmp_path.iterdir())) == 11
    assert "M1_2026-Q3_vi.pdf" in room.banner.text()
