"""One fork server for the tests of each process; without a compiler there is no harness."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest

from tests.crash.client import House


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The server, on a disk in memory where there is one."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the shim is for Linux: LD_PRELOAD and /proc")
    if shutil.which("gcc") is None and shutil.which("cc") is None:
        pytest.skip("gcc is missing: the shim cannot be built (apt-get install gcc libc6-dev)")
    folder = tmp_path_factory.mktemp("crash")
    running = House(folder)
    yield running
    running.close()
