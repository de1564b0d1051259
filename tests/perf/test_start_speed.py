"""What a start loads and costs, against an empty Qt window; processor time, so that a busy machine fails nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.parts.start import EMPTY
from cultdip_desktop.app import create_mission
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.derive import QUICK

HEAVY = (
    "sqlalchemy sqlcipher3 alembic reportlab pyhanko PIL tink pikepdf holidays xlsxwriter babel cryptography".split()
)
PASSPHRASE = "cây tre nở hoa mùa xuân"
MOST_MODULES = 270
"""An empty PySide6 window has about 150."""

NOT_FOR_THE_FIRST_PAGE = (
    "alembic reportlab pyhanko PIL tink pikepdf holidays xlsxwriter asyncio email msgspec babel cryptography"
    " importlib.metadata sqlalchemy.dialects.postgresql"
    " cultdip_desktop.packages cultdip_desktop.hq cultdip_desktop.reports cultdip_desktop.exchange"
    " cultdip_desktop.filetypes cultdip_desktop.workshop.processes cultdip_desktop.ui.shell.palette"
    " cultdip_desktop.services.keys cultdip_desktop.services.backup cultdip_desktop.services.packages"
).split()
"""Keys, packages, backups and the palette come once the page is painted."""

MOST_AT_THE_FIRST_PAGE = 500
"""It has 461."""

PAINT = """
import os, sys
from cultdip_desktop.ui.main import main
import cultdip_desktop.ui.shell.program as program
def painted(self):
    import linecache
    found = [name for name in {heavy!r} if name in sys.modules]
    print(len(sys.modules), sum(entry[0] or 0 for entry in linecache.cache.values() if len(entry) > 1), *found)
    sys.stdout.flush()
    os._exit(0)
program.Program._after_first_paint = painted
main(sys.argv[1:])
"""


OPENED = """
import sys
from cultdip_desktop.ui.main import main
main(sys.argv[1:])
print(len(sys.modules), *(name for name in {heavy!r} if name in sys.modules))
"""
"""Up to the first content of an opened office."""


def run(code: str, *arguments: str, home: Path) -> tuple[float, str]:
    """Seconds of processor time of a whole process, and what it said."""
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, done.stdout


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The folder of an office that asks for its passphrase."""
    paths = OfficePaths(tmp_path / "m")
    paths.home.mkdir()
    keyfile.create(paths.key_file, "cây tre nở hoa", office_id="CZ-EMB", role="mission", cost=QUICK)
    return paths.home


def test_the_page_for_the_passphrase_loads_only_what_it_shows(locked: Path, tmp_path: Path) -> None:
    _seconds, said = run(PAINT.format(heavy=HEAVY), "--home", str(locked), home=tmp_path)
    modules, source, *heavy = said.split()
    assert heavy == []
    assert int(modules) <= MOST_MODULES
    assert int(source) < 500_000, "PySide6 reads the source text of every module again"


@pytest.fixture
def mission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an office that can be opened, and its passphrase where the program looks for it."""
    home = tmp_path / "đsq"
    create_mission(home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi").office.close()
    monkeypatch.setenv("CULTDIP_PASSPHRASE", PASSPHRASE)
    return home


def test_the_first_content_waits_only_for_what_it_shows(mission: Path, tmp_path: Path) -> None:
    code = OPENED.format(heavy=NOT_FOR_THE_FIRST_PAGE)
    _seconds, said = run(code, "--quit-after-first-list", "--home", str(mission), home=tmp_path)
    modules, *heavy = said.splitlines()[-1].split()
    assert heavy == []
    assert int(modules) <= MOST_AT_THE_FIRST_PAGE


@pytest.mark.slow
def test_the_first_content_costs_a_few_empty_windows(mission: Path, tmp_path: Path) -> None:
    code, arguments = OPENED.format(heavy=()), ("--quit-after-first-list", "--home", str(mission))
    run(code, *arguments, home=tmp_path)
    pairs = [(run(code, *arguments, home=tmp_path)[0], run(EMPTY, home=tmp_path)[0]) for _ in range(4)]
    ratio = min(page for page, _ in pairs) / min(empty for _, empty in pairs)
    assert ratio < 11  # with the key's derivation, which is 2 of it; here without bytecode


@pytest.mark.slow
def test_the_first_page_costs_little_more_than_an_empty_window(locked: Path, tmp_path: Path) -> None:
    code = PAINT.format(heavy=())
    run(code, "--home", str(locked), home=tmp_path)
    pairs = [(run(code, "--home", str(locked), home=tmp_path)[0], run(EMPTY, home=tmp_path)[0]) for _ in range(4)]
    assert min(page for page, _ in pairs) / min(empty for _, empty in pairs) < 2.6  # bench: 1.6; here without bytecode
