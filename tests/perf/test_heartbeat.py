"""The window never waits for long work: what the interpreter lock costs its thread, other programs not counted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.parts import heartbeat, material

MOST_MS = 50


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how long a thread waited for a core")
def test_no_long_work_stalls_the_window_for_50_milliseconds(tmp_path: Path) -> None:
    material.pair(tmp_path, events=400, photos=20)
    material.jpegs(tmp_path, 3)
    found = heartbeat.measure(tmp_path)
    assert found.keys() == set(heartbeat.CASES)
    assert {case: said["own_ms"] for case, said in found.items() if said["own_ms"] > MOST_MS} == {}
