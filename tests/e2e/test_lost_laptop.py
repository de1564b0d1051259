"""Whoever finds the laptop finds nothing: what was typed, searched, previewed and exported lies sealed or nowhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.lost_laptop_driver import PLANNED, WANTED, token

ROOT = Path(__file__).parents[2]
PLAIN_FORMS = (b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"SQLite format 3")
"""Beginnings of files that would hold content in a form in which the secrets could not be looked for."""


def forms(text: str) -> list[bytes]:
    """The token as programs write text down; it is plain lower-case ASCII, so folding changes nothing."""
    return [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]


def found_in(folder: Path) -> list[str]:
    """Files that give something away, and what."""
    needles = [form for number in range(WANTED + PLANNED) for form in forms(token(number))] + forms("zqxcanary")
    marks = forms("canary")
    told = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            data = file.read_bytes()
        except FileNotFoundError:  # the living program has just finished with it
            continue
        if any(mark in data or mark in data.lower() for mark in marks) and any(needle in data for needle in needles):
            told.append(f"{file.relative_to(folder)}: a secret in plain sight")
        if data.startswith(PLAIN_FORMS):
            told.append(f"{file.relative_to(folder)}: begins like a document")
    return told


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_lost_laptop_tells_nothing(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CULTDIP_", "XDG_"))}
    for name, place in (
        ("HOME", ""), ("TMPDIR", "tmp"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"),
        ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"), ("XDG_RUNTIME_DIR", "run"),
    ):  # fmt: skip
        (profile / place).mkdir(parents=True, exist_ok=True, mode=0o700)
        environment[name] = str(profile / place)
    (tmp_path / "elsewhere").mkdir()
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.lost_laptop_driver", str(tmp_path)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as driver:  # fmt: skip
        assert driver.stdout is not None
        assert driver.stderr is not None
        line = driver.stdout.readline()
        assert line, driver.stderr.read()[-4000:]
        try:
            day = json.loads(line)
            assert day["typed"] == WANTED
            assert day["stored"] > WANTED / 2, "dates and amounts take no words, the rest is in the store"
            open_now = found_in(profile)
        finally:
            driver.kill()
    assert open_now == []
    assert found_in(profile) == []
    assert list((profile / "office").glob("crash-reports/*")) or list(profile.rglob("crash-reports/*"))
    assert found_in(tmp_path / "elsewhere") != [], "the search finds what does lie open"
