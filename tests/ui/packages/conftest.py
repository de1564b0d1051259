"""The mission of `offices`, and the Packages room over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import packages
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from tests.ui.packages.offices import Template, certified_mission, in_window, opened


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Made once: keys and unlocking take long on purpose."""
    return certified_mission(tmp_path_factory.mktemp("gói"))


@pytest.fixture
def office(template: Template, tmp_path: Path) -> Iterator[Office]:
    """A copy of the template."""
    with opened(template, tmp_path / "office") as found:
        yield found


@pytest.fixture
def gone() -> list[Route]:
    """Routes to other rooms that were asked for."""
    return []


@pytest.fixture
def room(kit: Kit, office: Office, settle: Callable[[], None], gone: list[Route]) -> Iterator[PackagesRoom]:
    """The room in a window, on its list; routes inside it are followed as the shell follows them."""
    made = packages.build(kit, office)
    assert isinstance(made, PackagesRoom)
    window = in_window(made)
    made.go.connect(lambda route: made.enter(route) if route.room == "packages" else gone.append(route))
    made.enter(Route("packages"))
    settle()
    yield made
    made.leave()
    settle()
    window.hide()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The folder of a memory stick."""
    folder = tmp_path / "USB VH-PRAHA"
    folder.mkdir()
    return folder


@pytest.fixture
def package(office: Office, stick: Path) -> Path:
    """A package that this office has signed for the third quarter."""
    from cultdip_desktop.domain.period import Period
    from tests.ui.packages.offices import PIN

    target = stick / "CZ-EMB_2026-Q3_1-001.cdrp"
    office.packages.export(Period.parse("2026-Q3"), target, PIN, reason="Bổ sung ở kỳ sau.")
    return target
