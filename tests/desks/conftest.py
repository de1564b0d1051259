"""The fixtures of the store's tests once more, on a PostgreSQL server: what holds for a file holds for a schema."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store import postgres
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.store import Store
from tests.desks import cluster as clusters
from tests.desks.cluster import Cluster
from tests.desks.offices_on_server import headquarters_on


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of this process's own. Only a machine without PostgreSQL goes without; `dev.py` installs it."""
    program = clusters.programs()
    if program is None:
        if os.environ.get("CULTDIP_NEEDS_POSTGRES"):
            pytest.fail("PostgreSQL is not installed, and dev.py has seen to it that it is")
        pytest.skip("PostgreSQL is not installed")
    with clusters.running(program) as running:
        yield running


@pytest.fixture(scope="session")
def template_base(cluster: Cluster) -> str:
    """A data base with an empty store."""
    return clusters.template(cluster)


@pytest.fixture(scope="session")
def used_base(cluster: Cluster, template_base: str) -> str:
    """A data base with a store that one test after the other uses."""
    return cluster.database(template_base)


@pytest.fixture
def base(cluster: Cluster) -> Iterator[str]:
    """An empty data base of this test's own."""
    name = cluster.database()
    yield name
    cluster.forget(name)


@pytest.fixture
def database(cluster: Cluster, used_base: str) -> Iterator[Database]:
    """Where an empty store lies, this test's own for its time."""
    yield clusters.place(cluster, used_base)
    cluster.empty(used_base)


@pytest.fixture
def breakable(cluster: Cluster, template_base: str) -> Iterator[Database]:
    """The same for a test that changes more than rows."""
    name = cluster.database(template_base)
    yield clusters.place(cluster, name)
    cluster.forget(name)


@pytest.fixture
def open_store(
    database: Database, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> Iterator[Callable[..., Store]]:
    """Opens the store as often as a test likes and closes whatever it left open."""
    opened: list[Store] = []

    def opening(*, shared: bool = True, read_only: bool = False) -> Store:
        path = tmp_path / "office.db"
        opened.append(postgres.join(database, path, clock=fixed_clock, ids=seeded_ids, read_only=read_only))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """The test's store, open for writing."""
    return open_store()


@pytest.fixture
def headquarters_on_server(cluster: Cluster) -> Iterator[None]:
    """The copy of a headquarters that this test is given lies on the server."""
    with headquarters_on(cluster):
        yield
