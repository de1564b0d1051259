"""Headquarters in Hà Nội on 10 October 2026, its store empty but for the list of missions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from tests import centre


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> centre.Template:
    """Made once."""
    return centre.founded(tmp_path_factory.mktemp("centre") / "office")


@pytest.fixture
def now() -> FixedClock:
    """Its clock."""
    return FixedClock(centre.NOW)


@pytest.fixture
def headquarters(template: centre.Template, tmp_path: Path, now: FixedClock) -> Iterator[Office]:
    """A copy, open."""
    office = centre.opened(template, tmp_path / "office", now)
    yield office
    office.close()
