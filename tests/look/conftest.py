"""The sample offices, prepared once a session with cheap keys, and a visitor for their rooms."""

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

ROLES = ("mission", "headquarters")


@pytest.fixture
def visitor(app: QApplication, kit: Kit, settle: Callable[[], None], tmp_path: Path) -> Visitor:
    """Walks through the rooms."""
    return Visitor(app, kit, settle, SystemClock(), tmp_path / "config" / "machine.json")


@pytest.fixture(scope="session")
def prepared(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both offices: the mission has signed two packages, headquarters has taken one in."""
    folder = tmp_path_factory.mktemp("look")
    made = offices.pair(sample, folder)
    offices.ask(made.mission, "export", "--period", "2026-Q2", "--out", folder / "q2.cdrp")
    offices.ask(made.mission, "export", "--period", "2026-Q3", "--out", folder / "q3.cdrp")
    offices.ask(made.headquarters, "hq", "import", folder / "q2.cdrp")
    return folder


@pytest.fixture
def at_mission(prepared: Path, tmp_path: Path) -> Iterator[Office]:
    """The mission, this test's own copy."""
    with open_office(offices.original(prepared / "mission", tmp_path / "mission"), offices.PASSPHRASE) as office:
        yield office


@pytest.fixture(params=ROLES)
def office(request: pytest.FixtureRequest, prepared: Path, tmp_path: Path) -> Iterator[Office]:
    """Each of both in turn, this test's own copy."""
    home = offices.original(prepared / request.param, tmp_path / request.param)
    with open_office(home, offices.PASSPHRASE) as found:
        yield found
