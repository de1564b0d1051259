"""The Overview: says first what it lacks, counts as the figures do, and opens every number down to its events."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook

from cultdip_desktop.app import Office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.overview.spots import Spots
from cultdip_desktop.ui.rooms.overview.view import OverviewRoom

Settle = Callable[[], None]


def spoken(part: Spots) -> list[str]:
    return [spot.spoken for spot in part.spots]


def click_twice(part: Spots, at: int) -> None:
    point = part.spots[at].box.center().toPoint()
    QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(part, Qt.MouseButton.LeftButton, pos=point)


def texts(room: OverviewRoom) -> str:
    return "\n".join(label.text() for label in room.findChildren(PlainLabel) if label.isVisible())


def wait_for(settle: Settle, arrived: Callable[[], object]) -> None:
    """Rows and marks are asked for by what is painted or published: settled once, the window may ask again."""
    until = time.monotonic() + 10
    settle()
    while not arrived() and time.monotonic() < until:
        QTest.qWait(10)
        settle()
    assert arrived()


def open_first(room: OverviewRoom, settle: Settle) -> None:
    """The first event behind the first tile."""
    click_twice(room.board.tiles.tiles[0], 0)
    wait_for(settle, lambda: room.list.number and room.list._rows.row(0))
    room.list.table.opened.emit("0")
    wait_for(settle, lambda: room.event_page._source)


def find(part: Spots, words: str) -> int:
    return next(at for at, said in enumerate(spoken(part)) if said.startswith(words))


def test_the_page_says_first_how_many_missions_it_lacks(room: OverviewRoom, went: list[Route]) -> None:
    said = room.banner.text()
    assert said.startswith("Số liệu từ 3/")
    assert "1 gói đang xử lý" in said
    assert "chưa gồm những cơ quan này" in said
    room._open_missing()
    assert went == [Route("missions", params=(("show", "missing"),))]


def test_five_tiles_stand_beside_the_same_days_of_the_year_before(room: OverviewRoom) -> None:
    tiles = [spoken(tile)[0] for tile in room.board.tiles.tiles]
    assert tiles[0] == "Sự kiện đã tổ chức: 12, +100%"
    assert tiles[1].startswith("Lượt công chúng: 12.018")
    assert tiles[2].startswith("Tin, bài báo chí nước ngoài: 12 (không bằng tiếng Việt)")
    assert tiles[3].startswith("Kinh phí, 25% xã hội hóa: 48")
    assert "Tỷ giá bình quân năm" in tiles[3] or "quy đổi theo" in tiles[3]
    assert tiles[4].startswith("Cơ quan đã báo cáo: 2,")


def test_without_comparison_no_tile_claims_a_change(room: OverviewRoom, settle: Settle) -> None:
    room._compare(0)
    settle()
    assert spoken(room.board.tiles.tiles[0]) == ["Sự kiện đã tổ chức: 12"]
    assert room.route().param("compare") == "0"


def test_the_matrix_says_region_and_goal_and_marks_gaps(room: OverviewRoom) -> None:
    cells = spoken(room.board.matrix)
    assert any(said.startswith("M3") and "Châu Âu: 8 sự kiện" in said for said in cells)
    assert any(said.startswith("M5") and "Châu Âu" in said and "Khoảng trống" in said for said in cells)
    assert sum(len(part.spots) for part in (room.board.gaps,)) == 5
    assert "31 cơ quan" in " ".join(spoken(room.board.gaps)) or "cơ quan" in spoken(room.board.gaps)[0]


def test_a_double_click_opens_the_events_behind_a_number(room: OverviewRoom, settle: Settle) -> None:
    at = next(at for at, said in enumerate(spoken(room.board.matrix)) if said.startswith("M3") and "Châu Âu" in said)
    click_twice(room.board.matrix, at)
    settle()
    assert room._stack.currentWidget() is room.list
    assert room.list.number == 8
    assert "M3" in room.list._title.text()
    wait_for(settle, lambda: room.list._rows.row(0))
    rows = [room.list._rows.row(at) for at in range(8)]
    assert {row.office for row in rows if row} == {"CZ-EMB", "FR-EMB"}
    assert room.list._rows.cell(0, 2).text in ("Cộng hòa Séc", "Pháp")  # type: ignore[union-attr]


def test_enter_opens_it_too_and_arrows_walk_from_number_to_number(room: OverviewRoom, settle: Settle) -> None:
    kinds = room.board.kinds
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    assert kinds.accessibleDescription() == spoken(kinds)[1]
    QTest.keyClick(kinds, Qt.Key.Key_Up)
    QTest.keyClick(kinds, Qt.Key.Key_Return)
    settle()
    assert room._stack.currentWidget() is room.list
    number = int(spoken(kinds)[0].split(": ")[1].split()[0])
    assert room.list.number == number


def test_months_sum_to_the_total_and_open_their_own_events(room: OverviewRoom, settle: Settle) -> None:
    shown = room._model.shown
    assert shown is not None
    assert sum(now for _month, now, _before in shown.months) == shown.now.total.events == 12
    at = find(room.board.months, "tháng 3 năm 2026") if any(
        said.startswith("tháng 3 năm 2026") for said in spoken(room.board.months)
    ) else next(at for at, said in enumerate(spoken(room.board.months)) if "3" in said and "2026" in said)  # fmt: skip
    click_twice(room.board.months, at)
    settle()
    assert room.list.number == next(now for month, now, _before in shown.months if month == "2026-03")


def test_from_the_list_to_the_event_and_on_to_its_package(
    room: OverviewRoom, settle: Settle, went: list[Route]
) -> None:
    open_first(room, settle)
    assert room._stack.currentWidget() is room.event_page
    said = texts(room)
    assert "Ngày Văn hóa Việt Nam" in said
    assert "Quận đề nghị tổ chức thường niên." in said
    assert "Giới thiệu phong tục." in said
    source = room.event_page._source
    assert source is not None
    assert source.package is not None
    room.event_page.asked.emit(Route("inbox", "package", source.package.id))
    assert went == [Route("inbox", "package", source.package.id)]


def test_an_event_is_marked_and_stands_among_the_examples(room: OverviewRoom, settle: Settle) -> None:
    open_first(room, settle)
    room.event_page._note.set_value("Cộng đồng cùng tổ chức.")
    room.event_page.star.click()
    wait_for(settle, lambda: room.event_page.star.text().strip() == "Bỏ dấu điển hình")
    room.enter(Route("overview"))
    wait_for(settle, lambda: len(room.board.examples.spots) == 1)
    room.enter(Route("overview", "lessons"))
    wait_for(settle, lambda: "1 sự kiện điển hình" in texts(room))
    said = texts(room)
    assert "1 sự kiện điển hình" in said
    assert "Cộng đồng cùng tổ chức." in said
    assert "3 sự kiện có bài học" in said


def test_an_empty_list_names_the_missions_that_have_nothing(room: OverviewRoom, settle: Settle) -> None:
    at = next(at for at, said in enumerate(spoken(room.board.matrix)) if said.startswith("M5") and "Đông Bắc Á" in said)
    click_twice(room.board.matrix, at)
    settle()
    assert room.list.number == 0
    assert "Nhật Bản" in texts(room)


def test_a_region_narrows_everything(room: OverviewRoom, settle: Settle) -> None:
    room._narrow("northeast_asia")
    settle()
    shown = room._model.shown
    assert shown is not None
    assert (shown.now.total.events, len(shown.regions)) == (4, 1)
    assert room.route().param("region") == "northeast_asia"


def test_the_page_follows_the_language(room: OverviewRoom, kit: Kit, settle: Settle) -> None:
    kit.live.switch("en")
    settle()
    assert spoken(room.board.tiles.tiles[0]) == ["Events held: 12, +100%"]
    assert any("Europe: 8 events" in said for said in spoken(room.board.matrix))
    assert room.banner.text().startswith("Figures of 3 of ")


def test_a_route_restores_days_region_and_comparison(room: OverviewRoom, settle: Settle) -> None:
    params = (("period", "2026-Q3"), ("compare", "2"), ("region", "europe"))
    room.enter(Route("overview", params=params))
    settle()
    assert room.route() == Route("overview", params=params)
    assert room._model.shown is not None
    assert room._model.shown.before is not None
    assert room._model.shown.before.window.first.year == 2024


def test_the_workbook_has_the_page_with_its_days_and_codes(
    room: OverviewRoom, files: ScriptedFileChooser, tmp_path: Path, settle: Settle
) -> None:
    target = tmp_path / "tổng hợp.xlsx"
    files.answers.append(target)
    room.save()
    settle()
    book = CalamineWorkbook.from_path(str(target))
    cells = {
        str(cell) for name in book.sheet_names for line in book.get_sheet_by_name(name).to_python() for cell in line
    }
    assert {"M3", "G5", "europe", "region", "1/1–31/12/2026"} <= cells
    assert "Chưa xếp khu vực" not in cells or "" in cells


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
def test_no_part_is_squeezed_to_nothing(room: OverviewRoom, size: tuple[int, int], settle: Settle) -> None:
    window = room.window()
    window.resize(*size)
    settle()
    for part in (room.board.matrix, room.board.months, room.board.kinds, room.board.gaps):
        for spot in part.spots:
            assert spot.box.height() >= 24
            assert spot.box.width() >= 12
            assert part.rect().toRectF().adjusted(-1, -1, 1, 1).contains(QPointF(spot.box.center()))


def test_the_sums_are_brought_up_to_date_beside_the_page(room: OverviewRoom, office: Office) -> None:
    del room
    assert office.figures is not None
    assert not office.figures.stale()
