"""The program as a process: what it loads before the first paint, what it prints, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import PIL.Image
import pytest

from cultdip_desktop.crypto.keyfile import OfficeKey
from tests.ui.shell.conftest import PASSPHRASE

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "pyhanko",
    "PIL",
    "tink",
    "pikepdf",
    "holidays",
    "xlsxwriter",
)

AT_FIRST_PAINT = """
import sys
from cultdip_desktop.ui.main import main
from cultdip_desktop.ui.shell.program import Program
def look(self):
    print(sorted(name for name in sys.argv[1].split(",") if name in sys.modules))
    self.application.exit(0)
Program._after_first_paint = look
main([])
"""

ONCE_QUIET = """
import sys
from cultdip_desktop.ui.main import main
from cultdip_desktop.ui.shell import program
def tell():
    if "holidays" in sys.modules:
        from cultdip_desktop.i18n import holidays
        print(holidays._holidays_of.cache_info().currsize > 0)
        program.QApplication.instance().exit(0)
program._collect = tell
program.Program.finish = lambda self, code: None
main(sys.argv[1:])
"""


def run(
    *arguments: str, home: Path, passphrase: str | None = PASSPHRASE, timeout: int = 60
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONIOENCODING": "utf-8",
    }
    if passphrase is not None:
        environment["CULTDIP_PASSPHRASE"] = passphrase
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout, check=False)


def desktop(*arguments: str, home: Path, passphrase: str | None = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    return run("-m", "cultdip_desktop", *arguments, home=home, passphrase=passphrase)


def test_the_shell_is_painted_before_any_heavy_library_is_loaded(tmp_path: Path) -> None:
    done = run("-c", AT_FIRST_PAINT, ",".join(HEAVY), home=tmp_path)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_holidays_of_the_first_month_are_read_once_the_first_page_is_there(
    mission_home: tuple[Path, OfficeKey], tmp_path: Path
) -> None:
    done = run("-c", ONCE_QUIET, "--home", str(mission_home[0]), "--quit-after-first-list", home=tmp_path)
    assert "True" in done.stdout.splitlines(), done.stderr


def test_the_first_list_is_timed_and_the_program_quits(mission_home: tuple[Path, OfficeKey], tmp_path: Path) -> None:
    done = desktop("--home", str(mission_home[0]), "--quit-after-first-list", home=tmp_path)
    assert done.returncode == 0, done.stderr
    times = json.loads(done.stdout)
    assert 0 < times["first_paint_ms"] < times["unlock_ms"] <= times["first_list_ms"]


def test_an_unattended_run_remembers_nothing(mission_home: tuple[Path, OfficeKey], tmp_path: Path) -> None:
    desktop("--home", str(mission_home[0]), "--quit-after-first-list", home=tmp_path)
    assert not (tmp_path / "config" / "cultdip-desktop").exists()


@pytest.mark.parametrize("passphrase", ["sai hoàn toàn rồi", None])
def test_without_the_passphrase_it_ends_with_words_and_code_3(
    mission_home: tuple[Path, OfficeKey], tmp_path: Path, passphrase: str | None
) -> None:
    done = desktop("--home", str(mission_home[0]), "--quit-after-first-list", home=tmp_path, passphrase=passphrase)
    assert done.returncode == 3
    assert "mật khẩu" in done.stderr.lower()
    assert done.stdout == ""


def test_wrong_usage_ends_with_code_2(tmp_path: Path) -> None:
    assert desktop("--size", "rộng", home=tmp_path).returncode == 2


def test_the_tour_paints_the_first_pages_without_an_office_the_same_every_time(tmp_path: Path) -> None:
    painted: list[dict[str, bytes]] = []
    for name in ("một", "hai"):
        done = desktop("--tour", str(tmp_path / name), "--size", "1024x600", home=tmp_path)
        assert done.returncode == 0, done.stderr
        painted.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
        assert sorted(painted[-1]) == sorted(done.stdout.split())
    still = ("welcome-passphrase.png", "welcome-code.png")  # the others tell the free space of the disk
    assert [name for name in still if painted[0][name] != painted[1][name]] == []


def size_of(picture: Path) -> tuple[int, int]:
    with PIL.Image.open(picture) as opened:
        return opened.size


@pytest.mark.slow
def test_the_tour_of_an_office_paints_every_room_in_the_size_asked_for(
    mission_home: tuple[Path, OfficeKey], tmp_path: Path
) -> None:
    done = desktop(
        "--home",
        str(mission_home[0]),
        "--tour",
        str(tmp_path / "ảnh"),
        "--theme",
        "dark",
        "--size",
        "1280x720",
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    pictures = {path.name: size_of(path) for path in (tmp_path / "ảnh").iterdir()}
    assert {
        "events.png",
        "packages.png",
        "settings-keys.png",
        "search-found.png",
        "unlock-wrong.png",
    } <= pictures.keys()
    assert set(pictures.values()) == {(1280, 720)}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that a test could send to a window")
def test_an_interrupt_closes_the_window_as_its_cross_does(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "from cultdip_desktop.ui.main import main\n"
        "from cultdip_desktop.ui.shell.program import Program\n"
        "Program._load = lambda self: os.kill(os.getpid(), signal.SIGINT)\n"
        "print('code', main([]))\n"
    )
    done = run("-c", script, home=tmp_path, passphrase=None, timeout=30)
    assert done.stdout.strip() == "code 0", done.stderr


def test_a_home_that_cannot_be_looked_at_is_refused_in_words(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from cultdip_desktop.ui.main import main\n"
        "from cultdip_desktop.ui.shell.window import ShellWindow\n"
        "from cultdip_desktop.ui.shell.program import Program\n"
        "def look(self):\n"
        "    page = self._unlock_page\n"
        "    page.try_passphrase('x')\n"
        "    self.kit.jobs.busy_changed.connect(lambda busy: busy or self.application.exit(0))\n"
        "Program._load = look\n"
        f"print('code', main(['--home', '/{'ă' * 300}']))\n"
    )
    done = run("-c", script, home=tmp_path, passphrase=None, timeout=30)
    assert done.stdout.strip() == "code 0", done.stderr
    assert not list(tmp_path.rglob("crash-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that a test could send to a window")
def test_an_interrupt_ends_the_program_though_another_window_is_in_view(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "from PySide6.QtWidgets import QWidget\n"
        "from cultdip_desktop.ui.main import main\n"
        "from cultdip_desktop.ui.shell.program import Program\n"
        "def load(self):\n"
        "    self.other = QWidget()\n"
        "    self.other.show()\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "Program._load = load\n"
        "print('code', main([]))\n"
    )
    done = run("-c", script, home=tmp_path, passphrase=None, timeout=30)
    assert done.stdout.strip() == "code 0", done.stderr
