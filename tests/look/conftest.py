"""The sample offices, opened with cheap keys, and a visitor for their rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.ui.kit.base import Kit
from tests import offices
from tests.look.rooms import Visitor
from tests.ui.conftest import app, files, kit, settle, troubles

__all__ = ["app", "files", "kit", "settle", "troubles"]


@pytest.fixture
def visitor(app: QApplication, kit: Kit, settle: Callable[[], None], tmp_path: Path) -> Visitor:
    """Walks through the rooms."""
    return Visitor(app, kit, settle, SystemClock(), tmp_path / "config" / "machine.json")


@pytest.fixture
def at_mission(mission: Path) -> Iterator[Office]:
    """The sample mission with a signed package."""
    offices.ask(mission, "export", "--period", "2026-Q3", "--out", mission.parent / "q3.cdrp")
    with open_office(mission, offices.PASSPHRASE) as office:
        yield office


@pytest.fixture
def at_headquarters(mission: Path, headquarters: Path) -> Iterator[Office]:
    """The sample headquarters with a package taken in."""
    package = mission.parent / "q3-bo.cdrp"
    offices.ask(mission, "export", "--period", "2026-Q3", "--out", package)
    offices.ask(headquarters, "hq", "import", package)
    with open_office(headquarters, offices.PASSPHRASE) as office:
        yield office


@pytest.fixture(params=["mission", "headquarters"])
def office(request: pytest.FixtureRequest) -> Office:
    """Each of both in turn."""
    found: Office = request.getfixturevalue(f"at_{request.param}")
    return found
