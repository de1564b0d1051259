"""Ctrl-C at any moment: exit 130, nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.offices import PASSPHRASE, Pair, ask, command, digest, run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals of Unix")]


def _interrupted(*argv: str | Path, seconds: float) -> tuple[int, str, str]:
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE}
    running = subprocess.Popen(
        command(*argv), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    time.sleep(seconds)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    return running.returncode, out, err


@pytest.mark.parametrize("seconds", [1.5, 3.0, 5.0])
def test_a_demo_is_taken_back(tmp_path: Path, seconds: float) -> None:
    argv = ("demo", "--home", tmp_path / "d", "--with-headquarters", tmp_path / "h", "--events", "2000", "--json")
    code, out, _ = _interrupted(*argv, seconds=seconds)
    assert code == 130
    assert '"cli.cancelled"' in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seconds", [1.2, 1.7, 2.2, 2.7])
def test_an_export_is_whole_or_never_was(pair: Pair, tmp_path: Path, seconds: float) -> None:
    before = digest(pair.mission)
    target = tmp_path / "q3.cdrp"
    code, _, err = _interrupted(
        "export", "--home", pair.mission, "--period", "2026-Q3", "--out", target, seconds=seconds
    )
    if code == 130:
        assert "Traceback" not in err
        assert [path.name for path in tmp_path.glob("q3*")] == []
        assert digest(pair.mission) == before
    else:
        assert (code, target.exists()) == (0, True)
    assert ask(pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "next.cdrp")["seq"] == 1 + (code == 0)
    assert run("check", "--home", pair.mission, "--deep").code == 0
