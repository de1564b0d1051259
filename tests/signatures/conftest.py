"""Real keys and real papers, made once a process."""

from __future__ import annotations

import pytest

from tests.packages.world import make_world
from tests.signatures.papers import Desk, paper


@pytest.fixture(scope="session")
def desk() -> Desk:
    """An embassy whose ambassador and whose agency have certified keys."""
    world = make_world()
    agency = world.signer(person="Đại sứ quán Việt Nam tại Cộng hòa Séc")
    return Desk(world.praha, agency, world.trust, world)


@pytest.fixture(scope="session")
def blank() -> bytes:
    """A report that nobody has signed."""
    return paper()


@pytest.fixture(scope="session")
def original(desk: Desk, blank: bytes) -> bytes:
    """The same, signed by the person and then by the agency."""
    return desk.signed(blank)
