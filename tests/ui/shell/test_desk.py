"""The desk with stand-in rooms: ways, keys, notices, badges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.today import Counts
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.notices import Banner, Offer, StatusBar, Toast
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.shell.badges import of_mission
from cultdip_desktop.ui.shell.desk import Desk
from cultdip_desktop.ui.shell.nav import NavButton, PersonButton
from cultdip_desktop.ui.shell.sidebar import NARROW, WIDTH, Sidebar
from tests.ui.kit_typing import press
from tests.ui.shell.conftest import NotedRoom

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Rooms = dict[str, NotedRoom]


@pytest.fixture
def desk(
    kit: Kit, mission: Office, fixed_clock: FixedClock, rooms: Rooms, shown: Any, settle: Callable[[], None]
) -> Desk:
    made = Desk(kit, mission, fixed_clock)
    shown(made)
    made.open(Route("events"))
    settle()
    return made


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(PlainLabel))


def nav(desk: Desk) -> list[NavButton]:
    return desk.findChildren(NavButton)


def test_a_room_is_built_at_its_first_visit_and_kept(desk: Desk, rooms: Rooms) -> None:
    assert set(rooms) == {"events"}
    desk.open(Route("packages"))
    desk.open(Route("events", "edit", "01"))
    assert set(rooms) == {"events", "packages"}
    assert rooms["events"].entered == [Route("events"), Route("events", "edit", "01")]


def test_back_and_forward_reopen_what_was_shown(desk: Desk, rooms: Rooms) -> None:
    desk.open(Route("events", "edit", "01"))
    desk.open(Route("packages"))
    desk.back()
    assert desk.current == Route("events", "edit", "01")
    desk.back()
    assert desk.current == Route("events")
    desk.forward()
    assert desk.current == Route("events", "edit", "01")


def test_back_from_a_first_page_inside_a_room_goes_to_the_rooms_own_start(
    kit: Kit, mission: Office, fixed_clock: FixedClock, rooms: Rooms, shown: Any
) -> None:
    desk = Desk(kit, mission, fixed_clock)
    shown(desk)
    desk.open(Route("events", "edit", "01"))
    rooms["events"].back.emit()
    assert desk.current == Route("events")


def test_a_room_that_cannot_keep_what_was_typed_is_not_left(desk: Desk, rooms: Rooms) -> None:
    rooms["events"].lets_go = False
    assert not desk.open(Route("packages"))
    desk.back()
    assert desk.current == Route("events")
    assert not desk.may_leave()


def test_an_unknown_room_opens_the_first_one(desk: Desk) -> None:
    desk.open(Route("packages"))
    desk.open(Route("horoscope"))
    assert desk.current == Route("today")


def test_a_room_opens_another_one_by_its_route(desk: Desk, rooms: Rooms) -> None:
    rooms["events"].go.emit(Route("packages", "export", "2026-Q3"))
    assert rooms["packages"].entered == [Route("packages", "export", "2026-Q3")]


def test_alt_shift_and_a_number_open_the_rooms_in_their_order(desk: Desk, app: QApplication) -> None:
    keys = [button.shortcut().toString() for button in nav(desk)]
    assert keys == [f"Alt+Shift+{number}" for number in range(1, len(keys) + 1)]
    nav(desk)[-1].click()
    assert desk.current.room == "settings"
    assert [button.isChecked() for button in nav(desk)][-1]
    assert sum(button.isChecked() for button in nav(desk)) == 1


def test_ctrl_n_begins_an_event_wherever_no_room_has_its_own_use_for_it(
    desk: Desk, rooms: Rooms, app: QApplication
) -> None:
    desk.window().activateWindow()
    for room in ("settings", "packages", "reports"):
        desk.open(Route(room))
        QTest.keyClick(QApplication.focusWidget() or desk, Qt.Key.Key_N, CTRL)
        assert desk.current == Route("events", "new")
    desk.open(Route("packages"))
    asked: list[str] = []
    own = QShortcut(QKeySequence("Ctrl+N"), rooms["packages"])
    own.activated.connect(lambda: asked.append("room"))
    QTest.keyClick(QApplication.focusWidget() or desk, Qt.Key.Key_N, CTRL)
    assert (asked, desk.current) == (["room"], Route("packages"))
    own.setEnabled(False)
    QTest.keyClick(QApplication.focusWidget() or desk, Qt.Key.Key_N, CTRL)
    assert (asked, desk.current) == (["room"], Route("events", "new"))


def test_every_room_keeps_its_key_and_its_name_when_the_language_changes(desk: Desk, kit: Kit) -> None:
    kit.live.switch("en")
    assert nav(desk)[0].accessibleName() == "Today"
    assert nav(desk)[0].shortcut().toString() == "Alt+Shift+1"
    kit.live.switch("vi")
    assert nav(desk)[0].accessibleName() == "Hôm nay"


def test_a_committed_change_is_said_with_its_time(desk: Desk, kit: Kit) -> None:
    kit.bus.publish(ChangeSet("01", "event.edit", frozenset({"event"}), frozenset({"a"})))
    # noon in UTC is two in the afternoon in Praha, where the office is; so is the time of the last backup beside it
    assert "14:00" in words_of(desk.findChildren(StatusBar)[0])


def test_the_rooms_hint_is_dropped_when_the_room_changes(desk: Desk, rooms: Rooms) -> None:
    rooms["events"].status.emit("Ctrl+Z hoàn tác")
    assert "Ctrl+Z" in words_of(desk.findChildren(StatusBar)[0])
    desk.open(Route("packages"))
    assert "Ctrl+Z" not in words_of(desk.findChildren(StatusBar)[0])


def test_a_deed_is_said_in_a_toast_that_can_undo_it(desk: Desk, rooms: Rooms) -> None:
    undone: list[bool] = []
    rooms["events"].done.emit("Đã xóa sự kiện", lambda: undone.append(True))
    toast = desk.findChildren(Toast)[0]
    assert toast.isVisible()
    assert toast.text() == "Đã xóa sự kiện"
    toast._act()
    assert undone == [True]


def test_a_toast_may_offer_something_else_beside_the_undo(desk: Desk, rooms: Rooms) -> None:
    acted: list[str] = []
    changes = ChangeSet("1", "event.move", frozenset({"event"}))
    rooms["events"].done.emit("Đã dời sự kiện", Offer(changes, "Cả chuỗi", lambda: acted.append("series")))
    toast = desk.findChildren(Toast)[0]
    assert toast._undo.isVisible() or toast._on_undo is not None
    toast._more.click()
    assert acted == ["series"]


def test_an_error_that_no_page_took_is_said_above_the_page(desk: Desk) -> None:
    desk.show_error(UserError("file.no_space", path="/usb"))
    banner = desk._banner
    assert isinstance(banner, Banner)
    assert banner.isVisible()
    assert banner.text()
    desk.open(Route("packages"))
    assert not banner.isVisible()


def test_the_sidebar_folds_in_a_narrow_window(desk: Desk, app: QApplication) -> None:
    sidebar = desk.findChildren(Sidebar)[0]
    assert sidebar.width() == WIDTH
    desk.window().resize(1024, 600)
    app.processEvents()
    assert sidebar.width() == NARROW
    assert all(button.toolTip() for button in nav(desk))


def test_the_person_is_named_and_renamed(desk: Desk, kit: Kit, mission: Office, settle: Callable[[], None]) -> None:
    button = desk.findChildren(PersonButton)[0]
    assert button.accessibleName() == "Nguyễn Minh Hà, Bí thư thứ nhất"
    person = mission.settings.actor()
    assert person is not None
    from dataclasses import replace

    kit.bus.publish(mission.settings.save_person(replace(person, name="Lê Thị Ngọc Ánh")))
    settle()
    assert button.accessibleName().startswith("Lê Thị Ngọc Ánh")


def test_badges_are_asked_in_the_background_and_spoken(
    desk: Desk, kit: Kit, monkeypatch: pytest.MonkeyPatch, settle: Callable[[], None]
) -> None:
    counts = Counts(pressing=5, without_results=3, findings=0, report_closed=False, unsent=0, key_ends=True)
    monkeypatch.setattr(desk.office.today, "counts", lambda _now: counts)
    kit.bus.publish(ChangeSet("01", "event.edit", frozenset({"event"})))
    settle()
    names = [button.accessibleName() for button in nav(desk)]
    assert [name for name in names if not name.startswith("Mục tiêu")] == [
        "Hôm nay (5)", "Kế hoạch", "Sự kiện (3)", "Đối tác", "Báo cáo", "Gói gửi", "Cài đặt (1)",
    ]  # fmt: skip


def test_gold_is_for_what_needs_somebody_today_and_grey_counts() -> None:
    counts = Counts(pressing=5, without_results=3, findings=7, report_closed=True, unsent=1, key_ends=False)
    badges = of_mission(counts)
    assert badges["today"] == (5, True)
    assert badges["events"] == (3, False)
    assert badges["reports"] == (7, True)
    assert badges["packages"] == (1, True)
    assert badges["settings"][0] == 0


def test_f6_goes_from_the_page_to_the_sidebar_and_back(desk: Desk, app: QApplication, rooms: Rooms) -> None:
    rooms["events"].setFocus()
    desk._cycle()
    sidebar = desk.findChildren(Sidebar)[0]
    assert sidebar.isAncestorOf(app.focusWidget())
    desk._cycle()
    assert not sidebar.isAncestorOf(app.focusWidget())


def test_everything_in_the_sidebar_has_a_name_for_screen_readers(desk: Desk) -> None:
    sidebar = desk.findChildren(Sidebar)[0]
    silent = [child for child in sidebar.findChildren(QWidget) if not QAccessible.queryAccessibleInterface(child)]
    assert silent == []
    assert all(button.accessibleName() for button in nav(desk))


def test_escape_in_a_room_goes_back(desk: Desk, rooms: Rooms) -> None:
    desk.open(Route("events", "edit", "01"))
    press(rooms["events"], Qt.Key.Key_Escape)
    assert desk.current == Route("events")


def test_a_window_that_closes_while_its_first_page_loads_asks_for_no_badges(
    desk: Desk, kit: Kit, settle: Callable[[], None], troubles: list[BaseException]
) -> None:
    kit.jobs.close()
    desk._badges.ask()
    assert troubles == []
