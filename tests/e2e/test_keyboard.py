"""The whole main job by keyboard alone, in Vietnamese: from a first run to the event in headquarters' figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_a_stranger_without_a_mouse_comes_from_the_first_run_to_the_figures(tmp_path: Path) -> None:
    """Set CULTDIP_HOUR_PICTURES to a folder to keep a picture of every step."""
    profile = tmp_path / "profile"
    pictures = Path(os.environ.get("CULTDIP_HOUR_PICTURES") or tmp_path / "pictures")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CULTDIP_", "XDG_"))}
    for name, place in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_RUNTIME_DIR", "run")):
        (profile / place).mkdir(parents=True, exist_ok=True, mode=0o700)
        environment[name] = str(profile / place)
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.e2e.keyboard_driver", str(tmp_path / "files"), str(pictures)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr[-3000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["steps"] == len(list(pictures.glob("*.png")))
    assert told["keys"] > 500
