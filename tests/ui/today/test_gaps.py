"""Goals without events on the Today page lead to the place in the matrix where a cure is offered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import GoalGap
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.today.view_side import GapsCard


def test_a_gap_leads_to_its_goal_in_the_quarter_of_the_report(kit: Kit, office: Office) -> None:
    report = office.today.view(office.desk.clock.now()).report
    card = GapsCard(kit)
    gone: list[Route] = []
    card.followed.connect(gone.append)
    title = BiText("Vận động các danh hiệu UNESCO", "Winning UNESCO titles")
    card.show_gaps((GoalGap("M4", title, title, 0),), report)
    QTest.mouseClick(card.chips[0], Qt.MouseButton.LeftButton)
    assert gone == [Route("goals", "goal", "M4", (("quarter", str(report.period)),))]
