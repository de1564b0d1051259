"""A library imports what is not used here without loading it, and gets it when it asks after all."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from cultdip_desktop.core.stand_in import stand_in


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name of a package whose part `heavy` writes down that it was loaded."""
    folder = tmp_path / "cay_tre"
    folder.mkdir()
    (folder / "__init__.py").write_text("", "utf-8")
    (folder / "heavy.py").write_text(
        "import cay_tre\ncay_tre.loaded = True\nleaf = 'lá'\nnames = ['tre', 'nứa']\n", "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return "cay_tre"


def test_what_stands_in_is_not_loaded_until_it_is_asked(library: str) -> None:
    with stand_in(f"{library}.heavy", leaf="giả"):
        kept = importlib.import_module(f"{library}.heavy")
        assert kept.leaf == "giả"
    assert not hasattr(importlib.import_module(library), "loaded")
    assert kept.names == ["tre", "nứa"]
    assert kept.leaf == "giả"


def test_who_imports_it_afterwards_gets_the_real_one(library: str) -> None:
    with stand_in(f"{library}.heavy"):
        kept = importlib.import_module(f"{library}.heavy")
    real = importlib.import_module(f"{library}.heavy")
    assert real is not kept
    assert real.leaf == "lá"
    assert importlib.import_module(library).heavy is real


def test_what_is_loaded_already_stays(library: str) -> None:
    real = importlib.import_module(f"{library}.heavy")
    with stand_in(f"{library}.heavy", leaf="giả"):
        assert importlib.import_module(f"{library}.heavy") is real


def test_the_store_loads_without_asyncio_and_finds_it_when_it_needs_it() -> None:
    script = (
        "import sys, cultdip_desktop.store\n"
        "print('asyncio' in sys.modules, 'importlib.metadata' in sys.modules)\n"
        "from sqlalchemy.util import concurrency\n"
        "import asyncio\n"
        "print(concurrency.asyncio.CancelledError is asyncio.CancelledError)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
