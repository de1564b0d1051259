"""The mission of the packages' tests, and the Reports room over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import reports
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from tests.ui.packages.offices import Template, in_window, opened, working_mission


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Made once; nothing is signed here, so there is no key."""
    return working_mission(tmp_path_factory.mktemp("báo cáo"))


@pytest.fixture
def office(template: Template, tmp_path: Path) -> Iterator[Office]:
    """A copy of the template."""
    with opened(template, tmp_path / "office") as found:
        yield found


@pytest.fixture
def gone() -> list[Route]:
    """Routes that were asked for."""
    return []


@pytest.fixture
def room(kit: Kit, office: Office, settle: Callable[[], None], gone: list[Route]) -> Iterator[ReportsRoom]:
    """The room in a window, on the third quarter."""
    made = reports.build(kit, office)
    assert isinstance(made, ReportsRoom)
    window = in_window(made)
    made.go.connect(gone.append)
    made.enter(Route("reports"))
    settle()
    yield made
    made.leave()
    settle()
    window.hide()
