"""The checkers that everybody runs by hand are green, too, when nobody did."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

BIN = Path(sys.executable).parent


def nothing_wrong_says(*command: str) -> None:
    """Fail with everything that the checker says, if it says anything."""
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_every_file_is_formatted() -> None:
    nothing_wrong_says("ruff", "format", "--check", "--output-format", "concise", ".")


def test_lint_finds_nothing() -> None:
    nothing_wrong_says("ruff", "check", "--output-format", "concise", ".")


@pytest.mark.slow
def test_every_type_holds_under_mypy_strict() -> None:
    nothing_wrong_says("mypy")


def test_floors_import_only_downward() -> None:
    nothing_wrong_says("lint-imports", "--no-cache")
