"""What several tests of the reports look at: the quarter of the embassy in Praha, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.factory import built, quarter


@pytest.fixture(scope="session")
def vietnamese(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The third quarter in Vietnamese, not yet issued."""
    path = tmp_path_factory.mktemp("report") / "vi.pdf"
    path.write_bytes(built(quarter(), "vi")[0])
    return path


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in English."""
    path = tmp_path_factory.mktemp("report") / "en.pdf"
    path.write_bytes(built(quarter(), "en")[0])
    return path
