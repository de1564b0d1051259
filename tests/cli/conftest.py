"""Every test gets its own two sample offices: copies of a pair made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import offices
from tests.offices import Pair


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the originals lie."""
    return tmp_path_factory.getbasetemp() / "sample-offices"


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Pair:
    """A mission and its headquarters, this test's own."""
    return offices.pair(sample, tmp_path)


@pytest.fixture
def mission(pair: Pair) -> Path:
    """The mission's folder."""
    return pair.mission


@pytest.fixture
def headquarters(pair: Pair) -> Path:
    """Headquarters' folder."""
    return pair.headquarters
