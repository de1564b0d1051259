"""Consolidated numbers: complete about what they lack, with their sources, safe to carry away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.figures import build, sheet, tour_states
from cultdip_desktop.ui.rooms.figures.view import FiguresRoom
from tests.ui.figures import stand_in
from tests.ui.figures.stand_in import StandInFigures, held
from tests.ui.kit_typing import type_text

AUGUST = datetime(2026, 8, 5, 12, tzinfo=UTC)


@pytest.fixture
def figures() -> StandInFigures:
    """Three events of two missions, one with two goals."""
    return StandInFigures(
        [
            held(1, "CZ-EMB", ("M3", True), ("G5", False), day=AUGUST, people=300),
            held(2, "CZ-EMB", ("M3", False), ("M1", True), day=datetime(2026, 3, 1, 12, tzinfo=UTC), people=50),
            held(3, "JP-EMB", ("M3", True), ("X9", False), day=AUGUST, people=1200),
        ]
    )


@pytest.fixture
def room(kit: Kit, figures: StandInFigures) -> FiguresRoom:
    """The room, shown."""
    made = build(kit, stand_in.office(figures))
    assert isinstance(made, FiguresRoom)
    made.resize(1200, 760)
    made.show()
    return made


@pytest.fixture
def opened(room: FiguresRoom, settle: Callable[[], None]) -> FiguresRoom:
    """By goal, for this year."""
    room.enter(Route("figures"))
    settle()
    return room


def rows(room: FiguresRoom) -> list[list[str]]:
    model = room._rows
    found = []
    for row in range(len(model.ids)):
        cells = [model.cell(row, column) for column in range(len(model.columns))]
        found.append([cell.text if cell else "" for cell in cells])
    return found


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel) if label.isVisible())


def test_the_page_states_first_how_incomplete_it_is(opened: FiguresRoom) -> None:
    assert "2/109 cơ quan đã gửi" in opened.banner.text()
    assert "107 cơ quan trong danh sách khởi đầu" in opened.banner.text()


def test_rows_of_goals_stand_in_the_order_of_the_catalogue_under_the_total(opened: FiguresRoom) -> None:
    assert [row[0] for row in rows(opened)] == ["Tổng số sự kiện khác nhau", "M1", "M3", "G5", "X9"]


def test_the_total_counts_distinct_events_and_a_note_says_that_rows_do_not_add_up(opened: FiguresRoom) -> None:
    table = rows(opened)
    assert [row[1] for row in table] == ["3", "1", "3", "1", "1"]
    assert table[2][2] == "2,5"
    assert "không cộng thành tổng" in texts(opened)


def test_amounts_of_several_currencies_are_never_added_up(opened: FiguresRoom) -> None:
    table = rows(opened)
    assert table[1][4] == "1.250,50\N{NO-BREAK SPACE}CZK"
    assert table[2][4] == "2 loại tiền"


def test_the_window_and_the_sources_stand_under_the_table(opened: FiguresRoom) -> None:
    assert "1/1–31/12/2026" in texts(opened)
    assert "Nguồn: 2 gói đã tiếp nhận" in texts(opened)


def test_missions_and_months_have_names_in_words(opened: FiguresRoom, settle: Callable[[], None]) -> None:
    opened._model.count_by(Dimension.MISSION)
    settle()
    assert [row[0] for row in rows(opened)][1:3] == ["Cộng hòa Séc", "Nhật Bản"]
    opened._model.count_by(Dimension.MONTH)
    settle()
    assert [row[0] for row in rows(opened)][1:3] == ["Tháng 3 năm 2026", "Tháng 8 năm 2026"]


def test_kinds_and_regions_have_names_in_both_languages(
    kit: Kit, opened: FiguresRoom, settle: Callable[[], None]
) -> None:
    opened._model.count_by(Dimension.REGION)
    settle()
    assert {row[0] for row in rows(opened)} >= {"Châu Âu", "Đông Bắc Á"}
    kit.live.switch("en")
    assert {row[0] for row in rows(opened)} >= {"Europe", "Northeast Asia", "Distinct events in all"}


def test_a_quarter_counts_only_its_days(
    opened: FiguresRoom, figures: StandInFigures, settle: Callable[[], None]
) -> None:
    opened.enter(Route("figures", params=(("period", "2026-Q3"), ("by", "mission"))))
    settle()
    assert figures.asked[-1] == (Period(2026, "Q3").window, Dimension.MISSION)
    assert rows(opened)[0][1] == "2"
    assert opened.route() == Route("figures", params=(("by", "mission"), ("period", "2026-Q3")))


def test_days_of_ones_own_can_be_typed(
    opened: FiguresRoom, figures: StandInFigures, settle: Callable[[], None]
) -> None:
    opened._choose("own")
    opened._first.selectAll()
    type_text(opened._first, "1/8/2026")
    QTest.keyClick(opened._first, Qt.Key.Key_Return)
    opened._last.setFocus()
    settle()
    assert figures.asked[-1][0] == Window(date(2026, 8, 1), date(2026, 12, 31))


def test_days_in_the_wrong_order_are_said_and_not_counted(
    opened: FiguresRoom, figures: StandInFigures, settle: Callable[[], None]
) -> None:
    opened._choose("own")
    settle()
    asked = len(figures.asked)
    opened._first.selectAll()
    type_text(opened._first, "1/8/2027")
    opened._last.setFocus()
    settle()
    assert "Ngày đầu không được sau ngày cuối." in texts(opened)
    assert len(figures.asked) == asked


def test_a_row_opens_the_packages_behind_it_and_each_leads_to_its_verdict(opened: FiguresRoom) -> None:
    went: list[Route] = []
    opened.go.connect(went.append)
    opened._table.select("M1")
    link = next(one for one in opened._inspector.findChildren(QPushButton) if "Cộng hòa Séc" in one.text())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert went == [Route("inbox", "package", "row-CZ-EMB")]


def test_days_without_events_say_so_and_offer_nothing_to_save(opened: FiguresRoom, settle: Callable[[], None]) -> None:
    opened.enter(Route("figures", params=(("period", "2005"),)))
    settle()
    assert "Không có số liệu" in texts(opened)
    assert not opened._save.isEnabled()
    assert opened._save.accessibleDescription() == "Không có số liệu để lưu."


def test_numbers_are_counted_again_when_a_package_was_taken_in(
    kit: Kit, opened: FiguresRoom, figures: StandInFigures, settle: Callable[[], None]
) -> None:
    figures.events.append(held(4, "FR-EMB", ("M1", True), ("M2", False), day=AUGUST))
    kit.bus.publish(ChangeSet("a", "hq.import", frozenset({"inbox", "event"}), frozenset({"row"})))
    settle()
    assert rows(opened)[0][1] == "4"


def test_the_table_is_saved_as_csv_that_spreadsheets_read(
    opened: FiguresRoom, files: ScriptedFileChooser, tmp_path: Path, settle: Callable[[], None]
) -> None:
    files.answers.append(tmp_path / "số-liệu.csv")
    QTest.mouseClick(opened._save, Qt.MouseButton.LeftButton)
    settle()
    text = (tmp_path / "số-liệu.csv").read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0].split(";")[-3:] == ["Đã chi, CZK", "Đã chi, JPY", "Gói nguồn"]
    assert text.splitlines()[1] == ";Tổng số sự kiện khác nhau;3;;1550;2501,00;90000;2"


@pytest.mark.parametrize("text", ["=1+1", " +cmd", "@x", "-2", "\tx", "|calc"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert sheet.safe(text) == f"'{text}"


def test_the_table_can_be_copied(opened: FiguresRoom) -> None:
    told: list[object] = []
    opened.done.connect(lambda speech, _undo: told.append(speech))
    opened.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 6
    assert lines[2].startswith("M1\t")
    assert told


def test_every_head_sorts_and_the_total_stays_first(opened: FiguresRoom) -> None:
    for key in ("name", "events", "weighted", "attendance", "spent", "packages"):
        for descending in (False, True):
            opened._model.sort_by(key, descending)
            assert opened._rows.ids[0] == "total"
    opened._model.sort_by("attendance", True)
    assert opened._rows.ids[1] == "M3"


def test_the_tour_shows_four_states() -> None:
    assert [name for name, _route in tour_states(None)] == ["", "mission", "month", "empty"]  # type: ignore[arg-type]
