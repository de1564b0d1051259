"""Every test gets its own real, encrypted store: a copy of one template."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store.store import Store
from tests.store.factory import KEY, NOON, SALT


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once."""
    path = tmp_path_factory.mktemp("template") / "office.db"
    clock = FixedClock(NOON)
    Store.create(path, KEY, SALT, clock=clock, ids=SeededIds(7, clock)).close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A closed store of this test's own."""
    return Path(shutil.copy(template, tmp_path / "office.db"))


@pytest.fixture
def open_store(path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds) -> Iterator[Callable[..., Store]]:
    """Opens the store as often as a test likes and closes whatever it left open."""
    opened: list[Store] = []

    def opening(**options: bool) -> Store:
        opened.append(Store.open(path, KEY, SALT, clock=fixed_clock, ids=seeded_ids, **options))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """The test's store, open for writing."""
    return open_store()
