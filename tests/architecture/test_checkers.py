"""The checkers that everybody runs by hand are green, too, when nobody did."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

BIN = Path(sys.executable).parent


def run(*command: str) -> str:
    """Its output when the command complains, otherwise nothing."""
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_every_file_is_formatted() -> None:
    assert run("ruff", "format", "--check", ".") == ""


def test_lint_finds_nothing() -> None:
    assert run("ruff", "check", "--output-format", "concise", ".") == ""


@pytest.mark.slow
def test_every_type_holds_under_mypy_strict() -> None:
    assert run("mypy") == ""


def test_floors_import_only_downward() -> None:
    assert run("lint-imports", "--no-cache") == ""
