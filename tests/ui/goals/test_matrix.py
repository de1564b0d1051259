"""The matrix by keys and mouse: walking, gaps, reasons, targets, folding, cures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.coverage import Cell
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.goals.matrix import Spot
from cultdip_desktop.ui.rooms.goals.view import GoalsRoom
from tests.services.planning import event
from tests.ui.kit_typing import compose, press, type_text

Q2, Q3, Q4 = (Period(2026, part) for part in ("Q2", "Q3", "Q4"))
CONTROL = Qt.KeyboardModifier.ControlModifier


def cell(office: Office, code: str, quarter: Period) -> Cell:
    row = office.goals.coverage([2026]).row(code)
    assert row is not None
    found = row.cell(quarter)
    assert found is not None
    return found


def test_the_room_opens_at_the_first_gap_of_the_present_quarter(room: GoalsRoom) -> None:
    assert room.table.spot == Spot("M4", Q3)
    assert room.inspector.spot == Spot("M4", Q3)
    assert "M4" in room.banner.text()
    assert room.years.text().strip() == "2025 – 2026"


def test_cells_say_their_numbers_to_a_screen_reader(room: GoalsRoom) -> None:
    def spoken(spot: Spot) -> str:
        return str(room.matrix.data(room.matrix.place(spot), int(Qt.ItemDataRole.AccessibleTextRole)))

    assert spoken(Spot("M3", Q3)) == "M3, Quý III/2026: 1 sự kiện đã tổ chức, 1 sự kiện đã lên kế hoạch"
    assert spoken(Spot("M4", Q3)) == "M4, Quý III/2026: khoảng trống, chưa có sự kiện"
    assert spoken(Spot("M4", Q4)) == "M4, Quý IV/2026: chưa lên kế hoạch"
    assert spoken(Spot("M4", None, 2026)) == "M4, 2026: 1 sự kiện đã tổ chức; chưa đặt chỉ tiêu"


def test_arrows_walk_over_the_heads_of_sections(room: GoalsRoom) -> None:
    room.table.select(Spot("M5", Q3))
    press(room.table, Qt.Key.Key_Down)
    assert room.table.spot == Spot("G1", Q3)
    press(room.table, Qt.Key.Key_Right)
    press(room.table, Qt.Key.Key_Right)
    assert room.table.spot == Spot("G1", None, 2026)


def test_f8_goes_from_gap_to_gap_and_back(room: GoalsRoom, settle: Callable[[], None]) -> None:
    QTest.keyClick(room.table, Qt.Key.Key_F8)
    assert room.table.spot == Spot("G2", Q3)
    QTest.keyClick(room.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert room.table.spot == Spot("M4", Q3)
    settle()


def test_space_unfolds_a_group_and_keeps_the_place(room: GoalsRoom) -> None:
    room.table.select(Spot("G5", Q3))
    before = room.matrix.rowCount()
    press(room.table, Qt.Key.Key_Space)
    assert room.matrix.rowCount() == before + 4
    assert room.matrix.place(Spot("G5.3", Q3)).isValid()
    press(room.table, Qt.Key.Key_Space)
    assert room.matrix.rowCount() == before


def test_tasks_and_priorities_are_a_click_away(room: GoalsRoom) -> None:
    line = next(at for at, one in enumerate(room.matrix.lines) if one.key == "[N]")
    box = room.table.visualRect(room.matrix.index(line, 0))
    QTest.mouseClick(room.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert room.matrix.place(Spot("N1", Q3)).isValid()
    heights = {room.table.rowHeight(at) for at, one in enumerate(room.matrix.lines) if one.row is not None}
    assert len(heights) == 1


def test_a_gap_offers_days_of_the_calendar_and_an_event_with_the_goal(room: GoalsRoom, gone: list[Route]) -> None:
    routes = [line.target for line in room.inspector.rows]
    days = [route for route in routes if route.place == "new"]
    assert days
    assert all(route.param("goal") == "M4" and route.param("day") >= "2026-09-16" for route in days)
    assert any(route.param("tab") == "goals" for route in routes)
    QTest.mouseClick(room.inspector.new_event, Qt.MouseButton.LeftButton)
    assert gone[-1] == Route("events", "new", "", (("goal", "M4"),))


def test_a_cell_lists_its_events_and_opens_them_by_keys(
    room: GoalsRoom, settle: Callable[[], None], gone: list[Route]
) -> None:
    room.table.select(Spot("M3", Q3))
    settle()
    titles = [line.accessibleName() for line in room.inspector.rows]
    assert [name.split(":")[0] for name in titles] == ["Ngày Việt Nam 2", "Triển lãm Sắc màu Huế"]
    room.inspector.rows[0].setFocus()
    press(room.inspector.rows[0], Qt.Key.Key_Return)
    assert (gone[-1].room, gone[-1].place) == ("events", "edit")


def test_the_reason_of_a_gap_is_typed_in_vietnamese_and_undone(
    room: GoalsRoom, office: Office, settle: Callable[[], None], kit: Kit
) -> None:
    QTest.mouseClick(room.inspector.explain, Qt.MouseButton.LeftButton)
    field = room.inspector.reason.field.vi
    assert room.window().focusWidget() is field
    type_text(field, "Chờ hồ sơ ")
    compose(field, "d", "dd", "đ", commit="được ")
    type_text(field, "xét")
    QTest.keyClick(field, Qt.Key.Key_Return, CONTROL)
    settle()
    found = cell(office, "M4", Q3)
    assert found.explained
    assert found.reason is not None
    assert found.reason.reason.vi == "Chờ hồ sơ được xét"
    assert "M4, Quý III/2026: chưa có sự kiện; lý do đã ghi: Chờ hồ sơ được xét" in str(
        room.matrix.data(room.matrix.place(Spot("M4", Q3)), int(Qt.ItemDataRole.AccessibleTextRole))
    )
    kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert room.matrix.coverage is not None
    assert [one.code for one in room.matrix.coverage.gaps(Q3)] == ["M4", "G2"]


def test_an_empty_reason_is_not_recorded(room: GoalsRoom, office: Office, settle: Callable[[], None]) -> None:
    QTest.mouseClick(room.inspector.explain, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.inspector.reason.act, Qt.MouseButton.LeftButton)
    assert room.inspector.reason.field.vi_field.error == "Ghi ngắn gọn lý do."
    press(room.inspector.reason.field.vi, Qt.Key.Key_Escape)
    settle()
    assert not cell(office, "M4", Q3).explained
    assert room.inspector.new_event.isVisible()


def test_a_target_is_set_beside_the_goal_and_moves_the_bar(
    room: GoalsRoom, office: Office, settle: Callable[[], None]
) -> None:
    room.table.select(Spot("M4", None, 2026))
    settle()
    field = room.inspector.targets[0]
    field.setFocus()
    type_text(field, "4")
    room.table.setFocus()
    settle()
    row = office.goals.coverage([2026]).row("M4")
    assert row is not None
    assert row.year(2026).target == 4
    shown = room.matrix.total(room.matrix.place(Spot("M4", None, 2026)))
    assert shown is not None
    assert (shown.share, room.matrix.behind(shown)) == (0.25, True)


def test_a_new_event_elsewhere_closes_the_gap_here(
    room: GoalsRoom, office: Office, settle: Callable[[], None], kit: Kit
) -> None:
    made = event(office, "Ngày Di sản", "2026-09-10", "M4")
    kit.bus.publish(office.events.edit(made.id, {"city": "Brno"})[1])
    settle()
    assert room.matrix.coverage is not None
    assert [one.code for one in room.matrix.coverage.gaps(Q3)] == ["G2"]
    assert [line.accessibleName().split(":")[0] for line in room.inspector.rows] == ["Ngày Di sản"]


@pytest.mark.parametrize(
    ("route", "spot"),
    [
        (Route("goals", "goal", "G5.3", (("quarter", "2026-Q3"),)), Spot("G5.3", Q3)),
        (Route("goals", "goal", "N3"), Spot("N3")),
        (Route("goals", "goal", "M1", (("year", "2025"), ("years", "2024-2025"))), Spot("M1", None, 2025)),
    ],
)
def test_chips_of_other_rooms_lead_to_the_goal(
    room: GoalsRoom, settle: Callable[[], None], route: Route, spot: Spot
) -> None:
    room.enter(route)
    settle()
    assert room.table.spot == spot
    assert room.inspector.spot == spot


def test_the_way_back_leads_to_the_same_place(room: GoalsRoom, settle: Callable[[], None]) -> None:
    room.table.select(Spot("G2", Q2))
    settle()
    kept = Route.parse(room.route().text())
    room.table.select(Spot("M1", Q3))
    room.enter(kept)
    settle()
    assert room.table.spot == Spot("G2", Q2)


def test_the_language_changes_in_place(room: GoalsRoom, kit: Kit, settle: Callable[[], None]) -> None:
    kit.live.switch("en")
    settle()
    assert room.matrix.headerData(8, Qt.Orientation.Horizontal) == "Q4 2026"
    assert "goals and solutions have gaps" in room.banner.text()
    kit.live.switch("vi")


def test_a_menu_offers_what_the_inspector_offers(room: GoalsRoom) -> None:
    asked: list[object] = []
    room.table.menu_asked.disconnect()
    room.table.menu_asked.connect(lambda spot, _at: asked.append(spot))
    room.table.customContextMenuRequested.emit(QPoint(-5, -5))
    assert asked == [Spot("M4", Q3)]


def test_the_matrix_is_saved_as_a_table_with_its_days(
    room: GoalsRoom, settle: Callable[[], None], files: ScriptedFileChooser, tmp_path: Path
) -> None:
    target = tmp_path / "mục tiêu.csv"
    files.answers.append(target)
    QTest.mouseClick(room.export, Qt.MouseButton.LeftButton)
    settle()
    lines = target.read_text("utf-8-sig").splitlines()
    head = lines[0].split(";")
    m3 = next(line for line in lines if line.startswith("M3;")).split(";")
    assert m3[head.index("Quý III/2026: đã tổ chức")] == "1"
    assert m3[head.index("Quý III/2026: kế hoạch")] == "1"
    assert m3[head.index("2026: đã tổ chức")] == "3"
    assert lines[-1] == "Tính các ngày 1/1/2025 – 31/12/2026"
