"""Offices made once and copied for each test; waiting; a window whose memory lies in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office, create_headquarters, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.shell import registry
from cultdip_desktop.ui.shell.choices import Choices
from cultdip_desktop.ui.shell.memory import MachineMemory
from cultdip_desktop.ui.shell.window import ShellWindow
from tests.offices import original, quick_keys

PASSPHRASE = "mưa phùn trên cầu Karl"
PIN = "hoa-dao-2026"
KEY_PIN = "sen nở tháng Sáu"
NOW = datetime(2026, 9, 1, 8, 42, tzinfo=UTC)


@pytest.fixture(scope="session")
def mission_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, OfficeKey]:
    """A new mission office in Praha, and its key."""
    home = tmp_path_factory.mktemp("praha") / "office"
    made = create_mission(
        home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi", person_name="Nguyễn Minh Hà",
        rank=BiText("Bí thư thứ nhất", "First Secretary"),
    )  # fmt: skip
    made.office.close()
    return home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE)


@pytest.fixture(scope="session")
def headquarters_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, OfficeKey]:
    """A new headquarters with its root key, and the key of its store."""
    home = tmp_path_factory.mktemp("bo") / "office"
    with quick_keys():
        made = create_headquarters(home, passphrase=PASSPHRASE, pin=PIN, language="vi", person_name="Trần Thùy Linh")
    made.office.close()
    return home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE)


def opened(template: tuple[Path, OfficeKey], home: Path, *, shared: bool) -> Office:
    """A copy of a template, open for writing without the slow way through the passphrase."""
    original(template[0], home, template[1])
    clock = None
    paths = OfficePaths(home)
    return composition._open_store(paths, template[1], None, shared=shared, read_only=False, clock=clock, ids=None)


@pytest.fixture
def mission(mission_home: tuple[Path, OfficeKey], tmp_path: Path) -> Iterator[Office]:
    """A mission's office, open."""
    office = opened(mission_home, tmp_path / "mission", shared=False)
    yield office
    office.close()


@pytest.fixture
def headquarters(headquarters_home: tuple[Path, OfficeKey], tmp_path: Path) -> Iterator[Office]:
    """Headquarters, open."""
    office = opened(headquarters_home, tmp_path / "headquarters", shared=True)
    yield office
    office.close()


class NotedRoom(Room):
    """A room that notes what the shell does with it."""

    def __init__(self, kit: Kit, key: str) -> None:
        super().__init__(kit, key, key)
        self.entered: list[Route] = []
        self.lets_go = True

    def enter(self, route: Route) -> None:
        self.entered.append(route)

    def leave(self) -> bool:
        return self.lets_go

    def route(self) -> Route:
        return self.entered[-1]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> dict[str, NotedRoom]:
    """Stand-ins behind every door; filled as they are built. `badges` holds the numbers they want shown."""
    built: dict[str, NotedRoom] = {}

    def door(key: str) -> Any:
        def build(kit: Kit, office: object) -> Room:
            built[key] = NotedRoom(kit, key)
            return built[key]

        return SimpleNamespace(build=build)

    monkeypatch.setattr(registry, "door", door)
    return built


@pytest.fixture
def memory(tmp_path: Path) -> MachineMemory:
    """The machine's memory, in the test's folder."""
    return MachineMemory(tmp_path / "config" / "machine.json")


@pytest.fixture
def window(kit: Kit, memory: MachineMemory, fixed_clock: FixedClock) -> Iterator[ShellWindow]:
    """The main window, shown, without a page yet."""
    made = ShellWindow(kit, memory, fixed_clock, Choices(kit, memory))
    made.resize(1366, 768)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def shown(app: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Put a page into a window of 1366 × 768 and show it."""
    windows: list[QWidget] = []

    def show(page: QWidget) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        app.processEvents()
        windows.append(window)
        return page

    yield show
    for window in windows:
        window.hide()


@pytest.fixture
def settings_on(
    kit: Kit, shown: Callable[[QWidget], QWidget], settle: Callable[[], None]
) -> Iterator[Callable[[Office, str], SettingsRoom]]:
    """An office's settings, shown on one of their pages; keys made meanwhile are cheap to open."""

    def show(office: Office, page: str) -> SettingsRoom:
        made = settings.build(kit, office)
        shown(made)
        made.enter(Route("settings", page))
        settle()
        assert isinstance(made, SettingsRoom)
        return made

    with quick_keys():
        yield show
