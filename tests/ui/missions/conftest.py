"""Headquarters in Hà Nội on 20 October 2026: some missions have reported, most are five days late; the room over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.duty import Contact
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import missions
from cultdip_desktop.ui.rooms.missions.view import MissionsRoom
from tests import centre

NOW = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
Q3 = Period(2026, "Q3")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> centre.Template:
    """Made once."""
    return centre.founded(tmp_path_factory.mktemp("centre") / "office")


@pytest.fixture
def bare(template: centre.Template, tmp_path: Path) -> Iterator[Office]:
    """A copy with the list of missions only."""
    office = centre.opened(template, tmp_path / "office", FixedClock(NOW))
    yield office
    office.close()


@pytest.fixture
def office(bare: Office) -> Office:
    """With what has come, and what was decided."""
    assert bare.duties is not None
    assert bare.missions is not None
    early = datetime(2026, 10, 9, 3, 0, tzinfo=UTC)
    centre.arrived(bare, "CZ-EMB", "2026-Q2", datetime(2026, 7, 9, tzinfo=UTC), seq=1)
    centre.arrived(bare, "CZ-EMB", "2026-Q3", early, seq=2)
    centre.arrived(bare, "JP-EMB", "2026-Q3", datetime(2026, 10, 18, tzinfo=UTC), kind="nil-report")
    centre.arrived(bare, "FR-EMB", "2026-Q3", early, outcome=InboxOutcome.HELD, code="chain.gap", seq=3, missing=(1, 2))
    bare.duties.extend("PL-EMB", Q3, date(2026, 11, 2), "Đại sứ quán đề nghị do bàn giao")
    bare.duties.extend("US-CG-NEWYOR", Q3, None, "Báo cáo chung với Đại sứ quán")
    bare.missions.save_contact(Contact(id="", office="CZ-EMB", name="Nguyễn Minh Hà", role="Bí thư thứ nhất"))
    return bare


@pytest.fixture
def shown(kit: Kit, app: QApplication, settle: Callable[[], None]) -> Callable[[Office], MissionsRoom]:
    """Put the room over an office into a window; `go` is followed as the shell follows it."""
    windows: list[QWidget] = []

    def show(office: Office) -> MissionsRoom:
        window = QWidget()
        windows.append(window)
        made = missions.build(kit, office)
        assert isinstance(made, MissionsRoom)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(made)
        made.go.connect(lambda route: made.enter(route) if route.room == "missions" else None)
        window.resize(1366, 768)
        window.show()
        made.enter(Route("missions"))
        settle()
        return made

    return show


@pytest.fixture
def room(office: Office, shown: Callable[[Office], MissionsRoom]) -> MissionsRoom:
    """The room on its list."""
    return shown(office)
