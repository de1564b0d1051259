"""Nobody can type, click or drag the program to death: seeded hands over every room, no crash report, a whole store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NIGHTLY = bool(os.environ.get("CULTDIP_NIGHTLY"))
SEEDS = range(1, 13) if NIGHTLY else (3,)
ACTS = 6000 if NIGHTLY else 500


def played(folder: Path, seed: int, acts: int, *more: str) -> dict[str, object]:
    """What became of the monkey, in a profile of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CULTDIP_", "XDG_"))}
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        (folder / name.lower()).mkdir(mode=0o700)
        environment[name] = str(folder / name.lower())
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.monkey_driver", str(folder), str(seed), str(acts), *more],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=1000,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout[-4000:], done.stderr[-4000:])
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_breaks_nothing(tmp_path: Path, seed: int) -> None:
    told = played(tmp_path, seed, ACTS)
    assert told["crashes"] == [], told["last"]
    assert told["found"] in ([], ["locked"]), told["last"]
    assert int(str(told["done"])) > 20, "a monkey may close the window, but not at once"


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_monkey_breaks_nothing_on_a_day_with_thousands_of_events(tmp_path: Path) -> None:
    told = played(tmp_path, 7, 400 if NIGHTLY else 120, "10000" if NIGHTLY else "3000")
    assert told["crashes"] == [], told["last"]
    assert told["found"] in ([], ["locked"]), told["last"]
