"""Real keys, real certificates, real containers; made once a process because key pairs cost time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packages.world import World, make_world


@pytest.fixture(scope="session")
def world() -> World:
    """A headquarters, an office that it certified, and everybody's trust."""
    return make_world()


@pytest.fixture(scope="session")
def good_package(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small valid report package; read it, never write to it."""
    return world.write(tmp_path_factory.mktemp("good") / "good.cdrp").file


@pytest.fixture(scope="session")
def tiny_package(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The least package there is, for changing every byte of it."""
    return world.write(tmp_path_factory.mktemp("tiny") / "tiny.cdrp", world.tiny()).file
