"""One window or writing command per mission's office."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store.lock import OfficeLock


def test_a_second_holder_is_told_who_has_it(tmp_path: Path, fixed_clock: FixedClock) -> None:
    path = tmp_path / "office.lock"
    with OfficeLock(path, fixed_clock), pytest.raises(UserError) as caught:
        OfficeLock(path).acquire()
    assert caught.value.code == "office.in_use"
    assert caught.value.params == {"pid": os.getpid(), "since": "2026-10-15T12:00:00.000Z"}


def test_a_released_lock_is_free(tmp_path: Path, fixed_clock: FixedClock) -> None:
    path = tmp_path / "office.lock"
    for _ in range(2):
        with OfficeLock(path, fixed_clock):
            assert path.is_file()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "office.lock"
    program = f"""
import os
from pathlib import Path
from cultdip_desktop.store.lock import OfficeLock
OfficeLock(Path({str(path)!r})).acquire()
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True, timeout=60)
    with OfficeLock(path):
        pass


def test_a_lock_in_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        OfficeLock(tmp_path / "nowhere" / "office.lock").acquire()
    assert caught.value.code == "file.unreachable"
