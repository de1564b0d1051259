"""Offices after a package was taken in: made once, copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import offices
from tests.offices import Pair, ask


@pytest.fixture(scope="session")
def answered_template(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mission whose report headquarters has taken in."""
    folder = tmp_path_factory.mktemp("answered")
    made = offices.pair(sample, folder)
    ask(made.mission, "export", "--period", "2026-Q3", "--out", folder / "1.cdrp")
    ask(made.headquarters, "hq", "import", folder / "1.cdrp")
    return folder


@pytest.fixture
def taken(answered_template: Path, sample: Path, tmp_path: Path) -> Pair:
    """Copies of both; nothing has been answered yet."""
    for name in ("mission", "headquarters"):
        offices.original(answered_template / name, tmp_path / name)
    return Pair(tmp_path / "mission", tmp_path / "headquarters", offices.counts(sample))
