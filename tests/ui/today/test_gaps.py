"""Goals without events on the Today page lead to the place in the matrix where a cure is offered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.today.view import TodayRoom
from cultdip_desktop.ui.rooms.today.view_side import GapsCard


def test_a_gap_leads_to_its_goal_in_the_quarter_of_the_report(room: TodayRoom, gone: list[Route]) -> None:
    card = room.findChild(GapsCard)
    assert card is not None
    assert card.chips
    chip = card.chips[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert gone[-1] == Route("goals", "goal", chip.code, (("quarter", "2026-Q3"),))
