"""Headquarters in Hà Nội on 20 October 2026 with nothing written yet; the Directives room over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import directives
from cultdip_desktop.ui.rooms.directives.view import DirectivesRoom
from tests import centre

NOW = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> centre.Template:
    """Made once."""
    return centre.founded(tmp_path_factory.mktemp("centre") / "office")


@pytest.fixture
def office(template: centre.Template, tmp_path: Path) -> Iterator[Office]:
    """A copy of it."""
    opened = centre.opened(template, tmp_path / "office", FixedClock(NOW))
    yield opened
    opened.close()


@pytest.fixture
def room(kit: Kit, office: Office, settle: Callable[[], None]) -> Iterator[DirectivesRoom]:
    """The room, entered; it goes where it is told to."""
    made = directives.build(kit, office)
    assert isinstance(made, DirectivesRoom)
    made.go.connect(lambda route: made.enter(route) if route.room == "directives" else None)
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.addWidget(made)
    host.resize(1366, 768)
    host.show()
    made.enter(Route("directives"))
    settle()
    yield made
    host.close()
