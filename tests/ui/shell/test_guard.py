"""Locking by itself: after the limit, over an open dialog, never during work, and what was typed is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.services import security
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.settings.view_office import OfficePage
from cultdip_desktop.ui.rooms.unlock import UnlockPage
from cultdip_desktop.ui.shell.guard import Guard
from cultdip_desktop.ui.shell.window import ShellWindow
from tests.services.test_security import MemoryKeyring
from tests.ui.kit_typing import type_text
from tests.ui.shell.conftest import PASSPHRASE, NotedRoom

Rooms = dict[str, NotedRoom]
Settle = Callable[[], None]


@pytest.fixture
def at_desk(window: ShellWindow, mission: Office, rooms: Rooms, settle: Settle) -> ShellWindow:
    window.take(mission)
    settle()
    return window


def page(window: ShellWindow) -> Any:
    return window.centralWidget().currentWidget()


def guard(window: ShellWindow) -> Guard:
    assert window._guard is not None
    return window._guard


def wait(clock: FixedClock, **span: float) -> None:
    clock.set(clock.now() + timedelta(**span))


def key(code: Qt.Key = Qt.Key.Key_A, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers)


def test_after_the_limit_the_passphrase_is_asked_for(
    at_desk: ShellWindow, fixed_clock: FixedClock, settle: Settle
) -> None:
    wait(fixed_clock, minutes=14, seconds=59)
    guard(at_desk).look()
    settle()
    assert at_desk.desk is not None
    wait(fixed_clock, seconds=1)
    guard(at_desk).look()
    settle()
    assert isinstance(page(at_desk), UnlockPage)


def test_input_starts_the_time_again(at_desk: ShellWindow, fixed_clock: FixedClock, settle: Settle) -> None:
    for _turn in range(4):
        wait(fixed_clock, minutes=10)
        assert not guard(at_desk).eventFilter(at_desk.windowHandle(), key())
    left, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wait(fixed_clock, minutes=10)
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(1, 1), QPointF(1, 1), left, left, none)
    guard(at_desk).eventFilter(at_desk.windowHandle(), move)
    wait(fixed_clock, minutes=14)
    guard(at_desk).look()
    settle()
    assert at_desk.desk is not None


def test_a_machine_that_wakes_up_is_locked_and_the_first_key_goes_nowhere(
    at_desk: ShellWindow, fixed_clock: FixedClock, settle: Settle
) -> None:
    wait(fixed_clock, hours=9)
    assert guard(at_desk).eventFilter(at_desk.windowHandle(), key())
    settle()
    assert isinstance(page(at_desk), UnlockPage)


def test_nothing_is_locked_while_a_job_writes_and_it_is_done_afterwards(
    at_desk: ShellWindow, kit: Kit, fixed_clock: FixedClock, settle: Settle
) -> None:
    signing = threading.Event()
    kit.jobs.write(lambda _progress: signing.wait(20))
    wait(fixed_clock, minutes=20)
    guard(at_desk).look()
    assert at_desk.desk is not None
    signing.set()
    settle()
    guard(at_desk).look()
    settle()
    assert isinstance(page(at_desk), UnlockPage)


def test_an_open_question_is_given_up_and_the_office_locked(
    at_desk: ShellWindow, kit: Kit, fixed_clock: FixedClock, settle: Settle, app: QApplication
) -> None:
    done: list[str] = []
    Confirm(kit, at_desk, "Xóa", "Không hoàn tác được.", "Xóa vĩnh viễn").ask(lambda: done.append("xóa"))
    wait(fixed_clock, minutes=20)
    guard(at_desk).look()
    app.processEvents()
    settle()
    assert isinstance(page(at_desk), UnlockPage)
    assert app.activeModalWidget() is None
    assert not done


def test_ctrl_l_locks_from_inside_a_dialog(at_desk: ShellWindow, kit: Kit, settle: Settle, app: QApplication) -> None:
    dialog = Confirm(kit, at_desk, "Xóa", "Không hoàn tác được.", "Xóa vĩnh viễn")
    dialog.ask(lambda: None)
    pressed = key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert guard(at_desk).eventFilter(dialog.windowHandle(), pressed)
    app.processEvents()
    settle()
    assert isinstance(page(at_desk), UnlockPage)


def test_a_room_that_cannot_let_go_keeps_the_office_open_until_it_can(
    at_desk: ShellWindow, rooms: Rooms, fixed_clock: FixedClock, settle: Settle
) -> None:
    room = next(iter(rooms.values()))
    room.lets_go = False
    wait(fixed_clock, minutes=20)
    guard(at_desk).look()
    settle()
    assert at_desk.desk is not None
    room.lets_go = True
    guard(at_desk).look()
    settle()
    assert isinstance(page(at_desk), UnlockPage)


def test_what_is_being_typed_is_kept_before_the_office_is_locked(
    window: ShellWindow, mission: Office, fixed_clock: FixedClock, settle: Settle
) -> None:
    home = mission.paths.home
    window.take(mission)
    settle()
    assert window.desk is not None
    window.desk.open(Route("settings", "office"))
    settle()
    symbol = window.findChildren(OfficePage)[0]._symbol
    symbol.clear()
    type_text(symbol, "ĐSQ-CH Séc")
    wait(fixed_clock, minutes=20)
    guard(window).look()
    settle()
    assert isinstance(page(window), UnlockPage)
    with open_office(home, PASSPHRASE, writing=False) as again:
        assert again.identity.symbol == "ĐSQ-CH Séc"


def test_never_is_never_and_a_new_limit_holds_at_once(
    at_desk: ShellWindow, mission: Office, kit: Kit, fixed_clock: FixedClock, settle: Settle
) -> None:
    kit.bus.publish(mission.settings.set("auto_lock_minutes", "0"))
    settle()
    wait(fixed_clock, days=3)
    guard(at_desk).look()
    settle()
    assert at_desk.desk is not None
    kit.bus.publish(mission.settings.set("auto_lock_minutes", "5"))
    settle()
    wait(fixed_clock, minutes=5)
    guard(at_desk).look()
    settle()
    assert isinstance(page(at_desk), UnlockPage)


def test_a_clock_put_back_locks_nobody_out(at_desk: ShellWindow, fixed_clock: FixedClock, settle: Settle) -> None:
    wait(fixed_clock, days=-400)
    guard(at_desk).look()
    wait(fixed_clock, minutes=14)
    guard(at_desk).look()
    settle()
    assert at_desk.desk is not None


# ------------------------------------------------------------------------------------- a machine that remembers


@pytest.fixture
def remembered(mission: Office, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of an office that this machine's keyring remembers."""
    ring = MemoryKeyring()
    home = mission.paths.home
    mission.security = security.SecurityService(mission.desk, mission._key, find=lambda: ring)
    mission.security._remember()
    mission.close()
    plain = security.remembered_key
    monkeypatch.setattr(security, "remembered_key", lambda file, place: plain(file, place, lambda: ring))
    return home


def test_at_the_start_a_remembered_office_opens_unasked_and_says_so(
    window: ShellWindow, remembered: Path, rooms: Rooms, settle: Settle
) -> None:
    window.show_unlock(remembered).ask_keyring()
    settle()
    assert window.desk is not None
    assert "ghi nhớ" in window.desk._toast.text()
    window.desk.office.close()


def test_a_locked_office_asks_although_the_machine_remembers(
    window: ShellWindow, remembered: Path, rooms: Rooms, settle: Settle
) -> None:
    window.show_unlock(remembered).ask_keyring()
    settle()
    window.lock()
    settle()
    assert isinstance(page(window), UnlockPage)
    assert window.desk is None


def test_a_memory_that_is_gone_asks_without_a_word(
    window: ShellWindow, mission: Office, rooms: Rooms, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = OfficePaths(mission.paths.home).key_file
    keyfile.remember(file, keyfile.unlock(file, PASSPHRASE))
    mission.close()
    plain = security.remembered_key
    monkeypatch.setattr(security, "remembered_key", lambda file, place: plain(file, place, lambda: None))
    window.show_unlock(mission.paths.home).ask_keyring()
    settle()
    shown = page(window)
    assert isinstance(shown, UnlockPage)
    assert shown._passphrase.isEnabled()
    assert not shown._banner.isVisible()
