"""Charts on the screen: the scene of the paper, clickable, and told to who cannot see it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cultdip_desktop.reports.chart_scene import Bar, Box, Chart, Text
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.chart_view import ChartView
from tests.ui.kit_typing import press

CHART = Chart(
    "goals",
    "Số sự kiện theo mục tiêu của Chiến lược",
    (
        Bar("M1", "M1 – Nâng cao hình ảnh, sức mạnh mềm quốc gia", Decimal(3), "3", ("a", "b", "c")),
        Bar("M4", "M4 – Vận động, phát huy danh hiệu UNESCO", Decimal(0), "0"),
        Bar("M3", "M3 – Quảng bá, tôn vinh các giá trị văn hóa", Decimal(5), "5", ("d",)),
    ),
)


def view_of(kit: Kit) -> ChartView:
    view = ChartView(kit)
    view.show_chart(CHART, "M1: 3; M4: 0; M3: 5")
    view.resize(480, view.heightForWidth(480))
    view.show()
    return view


def test_bars_are_as_long_as_their_values(kit: Kit) -> None:
    bars = {item.key: item.width for item in view_of(kit).scene.items if isinstance(item, Box)}
    assert bars.keys() == {"M1", "M3"}
    assert round(bars["M1"] / bars["M3"], 2) == 0.6


def test_names_and_numbers_stay_inside_whatever_the_width(kit: Kit) -> None:
    view = view_of(kit)
    metrics = kit.look.metrics("small")
    for width in (240, 320, 480, 900):
        view.resize(width, view.heightForWidth(width))
        for item in view.scene.items:
            if isinstance(item, Text):
                length = metrics.horizontalAdvance(item.text)
                left = item.x - length if item.anchor == "end" else item.x
                assert left >= -1
                assert left + length <= width + 1


def test_a_click_on_a_bar_asks_for_its_events(kit: Kit) -> None:
    view = view_of(kit)
    asked: list[tuple[str, ...]] = []
    view.asked.connect(asked.append)
    for top, bottom in view.scene.rows:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, int((top + bottom) / 2)))
    assert asked == [("a", "b", "c"), ("d",)]


def test_arrows_and_enter_reach_every_bar(kit: Kit) -> None:
    view = view_of(kit)
    asked: list[tuple[str, ...]] = []
    view.asked.connect(asked.append)
    view.setFocus()
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "M3 – Quảng bá, tôn vinh các giá trị văn hóa: 5"
    press(view, Qt.Key.Key_Return)
    assert asked == [("d",)]


def test_it_paints_in_every_theme_and_without_a_chart(kit: Kit) -> None:
    view = view_of(kit)
    for scheme in ("light", "dark"):
        kit.look.choose(scheme=scheme)
        view.activateWindow()
        QApplication.processEvents()
        view.clearFocus()
        bare = view.grab().toImage()
        view.setFocus()
        assert view.hasFocus()
        assert view.grab().toImage() != bare
    kit.look.choose(scheme="light")
    view.show_chart(None)
    assert view.heightForWidth(480) == 0
