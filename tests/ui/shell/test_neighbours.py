"""What another desk does in the same headquarters shows here without being asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.hq.neighbours import NeighbourService
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.shell.neighbours import Neighbours

Settle = Callable[[], None]


@pytest.fixture
def other(headquarters: Office, headquarters_home: tuple[Path, OfficeKey]) -> Iterator[Office]:
    """The same headquarters on another desk."""
    made = composition.colleague(headquarters.paths.home, headquarters_home[1], writing=True)
    yield made
    made.close()


@pytest.fixture
def heard(kit: Kit) -> list[ChangeSet]:
    """What goes over the bus."""
    found: list[ChangeSet] = []
    kit.bus.published.connect(found.append)
    return found


@pytest.fixture
def neighbours(kit: Kit, headquarters: Office, settle: Settle) -> Neighbours:
    """Looked once, as after opening."""
    made = Neighbours(kit, headquarters, kit.bus)
    made.look()
    settle()
    return made


def test_another_desk_s_work_goes_to_the_bus_once(
    neighbours: Neighbours, other: Office, heard: list[ChangeSet], settle: Settle
) -> None:
    done = other.settings.set("language", "en")
    for _round in range(2):
        neighbours.look()
        settle()
    assert [changes.kinds for changes in heard] == [done.kinds]


def test_own_work_is_not_told_again(
    kit: Kit, neighbours: Neighbours, headquarters: Office, heard: list[ChangeSet], settle: Settle
) -> None:
    kit.bus.publish(headquarters.settings.set("language", "en"))
    neighbours.look()
    settle()
    assert len(heard) == 1


def test_what_keeps_it_from_looking_is_said_once(
    neighbours: Neighbours, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[UserError] = []
    neighbours.failed.connect(said.append)

    def away(*_given: object) -> ChangeSet:
        raise UserError("database.away", server="csdl")

    monkeypatch.setattr(NeighbourService, "news", away)
    for _round in range(2):
        neighbours.look()
        settle()
    assert [error.code for error in said] == ["database.away"]


def test_a_mission_has_no_neighbours(mission: Office) -> None:
    assert mission.neighbours is None
