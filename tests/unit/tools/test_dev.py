"""The one command of the checkout, as far as it can be asked without changing the machine."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import dev


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 22), ("2026-07-01", "2026-09-30", "2026-Q3", "2026-08-15", "+02:00")),
        (date(2026, 1, 1), ("2025-10-01", "2025-12-31", "2025-Q4", "2025-11-15", "+01:00")),
        (date(2026, 3, 31), ("2025-10-01", "2025-12-31", "2025-Q4", "2025-11-15", "+01:00")),
        (date(2026, 4, 1), ("2026-01-01", "2026-03-31", "2026-Q1", "2026-02-15", "+01:00")),
        (date(2026, 12, 31), ("2026-07-01", "2026-09-30", "2026-Q3", "2026-08-15", "+02:00")),
    ],
)
def test_the_main_job_takes_the_last_finished_quarter(today: date, expected: tuple[str, ...]) -> None:
    assert dev.last_quarter(today) == expected


def test_a_user_without_rights_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/dpkg-query")
    monkeypatch.setattr(dev, "is_installed", lambda name: name != "libegl1")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(dev.StepError, match=r"sudo apt-get install -y --no-install-recommends libegl1$"):
        dev.need_system_packages(["libgl1", "libegl1"])


def test_nothing_is_asked_of_a_system_without_dpkg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    monkeypatch.setattr(dev, "is_installed", lambda _name: pytest.fail("asked"))
    dev.need_system_packages(["libgl1"])


def test_the_stamp_changes_with_the_lock() -> None:
    assert dev.stamp_for(dev.LOCK) != dev.stamp_for(dev.DEV_LOCK)


def test_an_unknown_command_is_wrong_usage() -> None:
    done = subprocess.run([sys.executable, "dev.py", "fly"], cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "invalid choice: 'fly'" in done.stderr


def test_it_needs_the_standard_library_only() -> None:
    alone = [sys.executable, "-I", "-S", "-c", "import sys; sys.path.insert(0, '.'); import dev"]
    subprocess.run(alone, cwd=dev.ROOT, check=True)
