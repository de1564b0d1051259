"""Flow 1 of the look: an event is planned with one double click, or with none, and lies on the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.calendar import Layer
from cultdip_desktop.domain.event import Event, EventKind
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.plan.almanac import Choice
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.view_month import MonthView
from cultdip_desktop.ui.shell.choices import Choices
from cultdip_desktop.ui.shell.desk import Desk
from cultdip_desktop.ui.shell.memory import MachineMemory
from cultdip_desktop.ui.shell.window import ShellWindow
from tests.ui.kit_typing import press, type_text
from tests.ui.plan.conftest import NOW, double_click

Settle = Callable[[], None]


@pytest.fixture
def desk(kit: Kit, office: Office, tmp_path: Path, settle: Settle, app: QApplication) -> Iterator[Desk]:
    """The whole window, on September 2026."""
    memory = MachineMemory(tmp_path / "machine.json")
    window = ShellWindow(kit, memory, FixedClock(NOW), Choices(kit, memory, fixed=True))
    window.resize(1366, 768)
    window.show()
    window.take(office)
    settle()
    found = window.desk
    assert found is not None
    found.open(Route("plan"))
    settle()
    yield found
    found.may_leave()
    settle()
    window.hide()


def month(desk: Desk) -> MonthView:
    room = desk.room("plan")
    assert isinstance(room, PlanRoom)
    page = room.calendar.page
    assert isinstance(page, MonthView)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def only_event(office: Office) -> Event:
    rows, count = office.events.page(EventFilter())
    assert count == 1
    return office.events.get(rows[0].id)


def test_one_double_click_and_typing_plan_an_event(desk: Desk, office: Office, settle: Settle) -> None:
    double_click(month(desk), month(desk).cell(date(2026, 9, 24)).center())
    settle()
    assert desk.current.room == "events"
    type_text(focused(), "Tọa đàm «Văn học Việt Nam»")
    desk.back()
    settle()
    event = only_event(office)
    assert (event.title.vi, event.day) == ("Tọa đàm «Văn học Việt Nam»", date(2026, 9, 24))
    assert desk.current.room == "plan"
    assert month(desk).cell(date(2026, 9, 24)).contains(month(desk).box_of(event.id))


def test_no_click_at_all_is_needed(desk: Desk, office: Office, settle: Settle) -> None:
    month(desk).setFocus()
    for _day in range(3):
        press(month(desk), Qt.Key.Key_Right)
    QTest.keyClick(month(desk), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    type_text(focused(), "Gặp gỡ kiều bào")
    desk.back()
    settle()
    event = only_event(office)
    assert (event.title.vi, event.day) == ("Gặp gỡ kiều bào", date(2026, 9, 19))


def test_undo_takes_a_move_back_from_the_window(desk: Desk, office: Office, settle: Settle) -> None:
    double_click(month(desk), month(desk).cell(date(2026, 9, 24)).center())
    settle()
    type_text(focused(), "Hòa nhạc mùa thu")
    desk.back()
    settle()
    page = month(desk)
    page.setFocus()
    page.move_to(date(2026, 9, 24))
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle()
    event_id = only_event(office).id
    assert page.cell(date(2026, 9, 25)).contains(page.box_of(event_id))
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.cell(date(2026, 9, 24)).contains(page.box_of(event_id))


def test_kinds_and_layers_stay_hidden_at_the_next_start(
    desk: Desk, kit: Kit, office: Office, tmp_path: Path, settle: Settle
) -> None:
    room = desk.room("plan")
    assert isinstance(room, PlanRoom)
    side = room.calendar.side
    for box in (side.kinds[EventKind.FILM], side.layers[Layer.HOST], side.moon):
        box.click()
    memory = MachineMemory(tmp_path / "machine.json")
    window = ShellWindow(kit, memory, FixedClock(NOW), Choices(kit, memory, fixed=True))
    window.take(office)
    settle()
    assert window.desk is not None
    window.desk.open(Route("plan"))
    settle()
    again = window.desk.room("plan")
    assert isinstance(again, PlanRoom)
    shown = again.calendar.side
    assert not any(box.isChecked() for box in (shown.kinds[EventKind.FILM], shown.layers[Layer.HOST], shown.moon))
    assert shown.kinds[EventKind.EXHIBITION].isChecked()
    assert not again.calendar.page.almanac.choice.moon


@pytest.mark.parametrize("text", ["", "kind:film layer:host moon", "kind:nothing layer: layer:events"])
def test_what_is_hidden_is_written_in_words_and_read_back(text: str) -> None:
    choice = Choice.of_text(text)
    assert Choice.of_text(choice.text()) == choice
    assert Layer.EVENTS in choice.layers
