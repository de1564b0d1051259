"""An office in Praha on the day of the mock-up, with the events of its matrix, and the Goals room over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import goals
from cultdip_desktop.ui.rooms.goals.view import GoalsRoom
from tests.offices import PASSPHRASE, original
from tests.services.planning import event, praha
from tests.ui.packages.offices import in_window

NOW = datetime(2026, 9, 16, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, OfficeKey]:
    """Events for most goals; M4 has none since February, G2 none at all."""
    folder = tmp_path_factory.mktemp("mục tiêu")
    with praha(folder) as office:
        event(office, "Nói chuyện về di sản", "2026-02-26", "M4")
        event(office, "Đêm nhã nhạc cung đình Huế", "2025-08-20", "M4")
        event(office, "Triển lãm Sắc màu Huế", "2026-09-22", "M3", state=EventState.APPROVED)
        for quarter, day in enumerate(("2026-01-20", "2026-05-20", "2026-08-20")):
            event(office, f"Ngày Việt Nam {quarter}", day, "M1", "M3", "G5.3", "G1.1", "G3.4", "G4.1", "G6.1")
            event(office, f"Hội thảo {quarter}", day, "M2", "M5")
    home = folder / "praha"
    return home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE)


@pytest.fixture
def office(template: tuple[Path, OfficeKey], tmp_path: Path) -> Iterator[Office]:
    """A copy of the template, open for writing."""
    home = original(template[0], tmp_path / "office", template[1])
    clock = FixedClock(NOW)
    opened = composition._open_store(
        OfficePaths(home), template[1], None, shared=False, read_only=False, clock=clock, ids=SeededIds(8, clock)
    )
    yield opened
    opened.close()


@pytest.fixture
def gone() -> list[Route]:
    """Routes that were asked for."""
    return []


@pytest.fixture
def room(
    kit: Kit, office: Office, app: QApplication, settle: Callable[[], None], gone: list[Route]
) -> Iterator[GoalsRoom]:
    """The room in a window of 1366 × 768, on its matrix; its own routes are followed as the shell follows them."""
    made = goals.build(kit, office)
    assert isinstance(made, GoalsRoom)
    window = in_window(made)
    made.go.connect(gone.append)
    made.go.connect(lambda route: made.enter(route) if route.room == "goals" else None)
    made.enter(Route("goals"))
    settle()
    yield made
    made.leave()
    settle()
    window.hide()
