"""What is installed from a wheel finds its data and its words."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names inside a wheel built from this checkout, without asking any index."""
    target = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = Path(target).glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.slow
def test_a_wheel_carries_compiled_words_in_both_languages(contents: set[str]) -> None:
    assert {f"cultdip_desktop/_locale/{language}/LC_MESSAGES/cultdip.mo" for language in ("vi", "en")} <= contents


@pytest.mark.slow
def test_a_wheel_carries_every_shipped_resource(contents: set[str]) -> None:
    shipped = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    names = {f"cultdip_desktop/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" for path in shipped}
    assert names - contents == set()


@pytest.mark.slow
def test_a_wheel_carries_no_test_and_no_tool(contents: set[str]) -> None:
    assert [name for name in contents if name.startswith(("tests/", "tools/"))] == []
