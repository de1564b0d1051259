"""From the first page to an open office and back, with real offices and stand-in rooms."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit

from cultdip_desktop.app import Office
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.unlock import UnlockPage
from cultdip_desktop.ui.rooms.welcome import WelcomePage
from cultdip_desktop.ui.shell.memory import KnownOffice, MachineMemory
from cultdip_desktop.ui.shell.window import ShellWindow
from tests.offices import original
from tests.ui.kit_typing import press, type_text
from tests.ui.shell.conftest import PASSPHRASE, NotedRoom

Rooms = dict[str, NotedRoom]
Settle = Callable[[], None]


@pytest.fixture
def home(mission_home: tuple[Path, OfficeKey], tmp_path: Path) -> Path:
    """A mission's office, closed."""
    return original(mission_home[0], tmp_path / "Đại sứ quán", mission_home[1])


@pytest.fixture
def at_desk(window: ShellWindow, mission: Office, rooms: Rooms, settle: Settle) -> ShellWindow:
    """The window with an office open."""
    window.take(mission)
    settle()
    return window


def page(window: ShellWindow) -> Any:
    return window.centralWidget().currentWidget()


def type_passphrase(window: ShellWindow, text: str) -> None:
    line = page(window).findChild(QLineEdit)
    type_text(line, text)
    press(line, Qt.Key.Key_Return)


def entering(data: QMimeData) -> QDragEnterEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the only constructor that PySide has
        event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, none)
    event.ignore()
    return event


def drag(*files: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in files])
    return data


@pytest.mark.parametrize("first", ["unlock", "welcome"])
def test_the_language_changes_after_the_first_page_is_gone(
    window: ShellWindow, home: Path, mission: Office, rooms: Rooms, settle: Settle, kit: Kit, first: str
) -> None:
    window.show_unlock(home) if first == "unlock" else window.show_welcome()
    settle()
    window.take(mission)
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    kit.live.switch("en")
    settle()
    assert "Embassy" in window.windowTitle()


def test_an_office_is_opened_with_its_passphrase(
    window: ShellWindow, home: Path, rooms: Rooms, settle: Settle, memory: MachineMemory
) -> None:
    window.show_unlock(home)
    settle()
    assert page(window)._name.text() == "Đại sứ quán Việt Nam tại Cộng hòa Séc"
    type_passphrase(window, PASSPHRASE)
    settle()
    assert window.desk is not None
    assert window.windowTitle() == "Ngoại giao văn hóa — Đại sứ quán Việt Nam tại Cộng hòa Séc"
    assert memory.now.offices[0].home == str(home)
    window.close()


def test_a_wrong_passphrase_is_said_beside_the_field_and_nothing_opens(
    window: ShellWindow, home: Path, settle: Settle
) -> None:
    window.show_unlock(home)
    type_passphrase(window, "mưa phùn trên cầu Long Biên")
    settle()
    assert window.desk is None
    assert page(window)._passphrase_field.error.startswith("Mật khẩu không đúng.")
    type_text(page(window)._passphrase.line, "m")
    assert page(window)._passphrase_field.error == ""


def test_an_office_that_is_open_elsewhere_is_said_calmly(window: ShellWindow, home: Path, settle: Settle) -> None:
    from cultdip_desktop.app import open_office

    with open_office(home, PASSPHRASE):
        window.show_unlock(home)
        type_passphrase(window, PASSPHRASE)
        settle()
        banner = page(window)._banner
        assert banner.isVisible()
        assert banner.property("tone") == "info"
    banner._act()
    settle()
    assert window.desk is not None
    window.close()


def test_a_mistyped_recovery_code_names_the_group(window: ShellWindow, home: Path, settle: Settle) -> None:
    unlock = window.show_unlock(home)
    unlock.use_code()
    type_text(unlock._code, "AAAAA-" * 7 + "AAAAA")
    press(unlock._code, Qt.Key.Key_Return)
    settle()
    assert "1" in unlock._code_field.error
    press(unlock, Qt.Key.Key_Escape)
    assert unlock._passphrase_field.isVisible()


def test_a_folder_without_an_office_is_said_at_once(window: ShellWindow, tmp_path: Path, settle: Settle) -> None:
    window.show_unlock(tmp_path)
    settle()
    assert page(window)._banner.isVisible()


def test_locking_closes_the_office_and_asks_for_the_passphrase(at_desk: ShellWindow, settle: Settle) -> None:
    at_desk.lock()
    settle()
    assert at_desk.desk is None
    assert isinstance(page(at_desk), UnlockPage)


def test_a_room_that_holds_its_ground_is_neither_locked_nor_closed(at_desk: ShellWindow, rooms: Rooms) -> None:
    rooms["today"].lets_go = False
    at_desk.lock()
    assert at_desk.desk is not None
    event = QCloseEvent()
    at_desk.closeEvent(event)
    assert not event.isAccepted()


def test_the_place_in_an_office_is_remembered(
    at_desk: ShellWindow, mission: Office, memory: MachineMemory, settle: Settle
) -> None:
    assert at_desk.desk is not None
    at_desk.desk.open(Route("events", "edit", "01"))
    at_desk.lock()
    settle()
    known = memory.known(mission.paths.home)
    assert known is not None
    assert known.route == "events/edit/01"


def test_where_the_user_was_is_opened_again(
    window: ShellWindow, mission: Office, memory: MachineMemory, rooms: Rooms, settle: Settle
) -> None:
    memory.opened(KnownOffice(str(mission.paths.home), "mission", "ĐSQ", "Embassy", "settings/people"))
    window.take(mission)
    settle()
    assert rooms["settings"].entered == [Route("settings", "people")]


def test_a_dropped_package_is_looked_at_before_it_is_taken_in(at_desk: ShellWindow, rooms: Rooms) -> None:
    data = drag("/usb/ĐSQ Praha quý III.cdrp")
    enter = entering(data)
    at_desk.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    at_desk.dropEvent(drop)
    assert rooms["packages"].entered == [Route("packages", "receive", "", (("file", "/usb/ĐSQ Praha quý III.cdrp"),))]


def test_photos_are_left_to_the_room(at_desk: ShellWindow) -> None:
    data = drag("/ảnh/múa lân.jpg", "/usb/gói.cdrp")
    enter = entering(data)
    at_desk.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_a_package_named_at_start_is_shown_once_the_office_is_open(
    window: ShellWindow, mission: Office, rooms: Rooms, settle: Settle
) -> None:
    window.open_files(["/usb/gói.cdrp"])
    window.take(mission)
    settle()
    assert rooms["packages"].entered == [Route("packages", "receive", "", (("file", "/usb/gói.cdrp"),))]


def test_headquarters_wears_celadon_and_starts_in_its_inbox(
    window: ShellWindow, headquarters: Office, rooms: Rooms, settle: Settle, kit: Kit
) -> None:
    brown = kit.look.colour("nav.bg").name()
    window.take(headquarters)
    settle()
    assert kit.look.colour("nav.bg").name() != brown
    assert list(rooms) == ["inbox"]


def test_language_and_look_are_kept_in_the_office_and_on_the_machine(
    at_desk: ShellWindow, mission: Office, kit: Kit, memory: MachineMemory, settle: Settle
) -> None:
    kit.live.switch("en")
    kit.look.choose(scheme="dark", scale=115)
    settle()
    stored = [mission.settings.get(name) for name in ("language", "theme", "text_size")]
    assert stored == ["en", "dark", "115"]
    assert (memory.now.language, memory.now.scheme, memory.now.scale) == ("en", "dark", 115)
    assert at_desk.windowTitle().startswith("Cultural Diplomacy — Embassy of Viet Nam")


def test_an_office_brings_its_own_language_and_look(
    window: ShellWindow, mission: Office, rooms: Rooms, kit: Kit, settle: Settle
) -> None:
    mission.settings.set("language", "en")
    mission.settings.set("theme", "dark")
    window.take(mission)
    settle()
    assert kit.live.language == "en"
    assert kit.look.theme.scheme == "dark"


def test_a_fault_of_the_program_leaves_the_page_usable(at_desk: ShellWindow, tmp_path: Path) -> None:
    at_desk.show_fault(tmp_path / "crash.txt")
    assert at_desk.desk is not None
    assert at_desk.desk._banner.isVisible()


def test_without_an_office_the_window_welcomes(window: ShellWindow) -> None:
    window.show_welcome()
    assert isinstance(page(window), WelcomePage)
    assert not page(window)._back.isVisible()


def test_undoing_a_choice_of_language_speaks_the_old_one_again(
    window: ShellWindow, mission: Office, kit: Kit, settle: Any
) -> None:
    window.take(mission)
    settle()
    kit.live.switch("en")
    settle()
    assert mission.settings.get("language") == "en"
    kit.bus.publish(mission.undo.undo().change_set)
    settle()
    assert (mission.settings.get("language"), kit.live.language) == ("vi", "vi")
    assert mission.undo.state().redo is not None
