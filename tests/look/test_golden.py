"""The rooms look as they did when somebody last agreed to their look; `dev.py golden` agrees to the present one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.app_demo import create_demo
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from tests import offices
from tests.look import golden
from tests.look.golden import Album
from tests.look.rooms import Visitor

AGREE = bool(os.environ.get("CULTDIP_GOLDEN"))
"""Set by `dev.py golden`: keep the present pictures instead of comparing them."""

NOW = datetime(2026, 9, 16, 8, 42, tzinfo=UTC)
"""A morning in Praha on which a report is due."""


@pytest.fixture(scope="session")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both offices on a day that does not pass: the mission has sent its last report, headquarters has it."""
    folder, clock = tmp_path_factory.mktemp("golden"), FixedClock(NOW)
    with offices.quick_keys():
        create_demo(
            folder / "mission", headquarters=folder / "headquarters", passphrase=offices.PASSPHRASE, language="vi",
            events=72, photos=12, clock=clock,
        )  # fmt: skip
    package = folder / "CZ-EMB_2026-Q2.cdrp"
    with open_office(folder / "mission", offices.PASSPHRASE, clock=clock) as mission:
        reason = "Số liệu còn thiếu sẽ bổ sung trong kỳ sau."
        mission.packages.export(Period.parse("2026-Q2"), package, offices.PASSPHRASE, reason=reason)
    with open_office(folder / "headquarters", offices.PASSPHRASE, clock=clock) as headquarters:
        assert headquarters.inbox is not None
        headquarters.inbox.take_in([package])
    return folder


@pytest.fixture
def visitor(app: QApplication, kit: Kit, settle: Callable[[], None], tmp_path: Path) -> Iterator[Visitor]:
    """Walks through the rooms on that day, with a cursor that does not blink."""
    flash = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    yield Visitor(app, kit, settle, FixedClock(NOW), tmp_path / "config" / "machine.json")
    app.setCursorFlashTime(flash)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("album", golden.ALBUMS, ids=lambda album: album.name)
def test_rooms_look_as_agreed(
    visitor: Visitor, still: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, album: Album
) -> None:
    monkeypatch.setattr(Office, "employ", lambda _office, _make: None)  # a process of its own would know what day it is
    home = offices.original(still / album.role, tmp_path / album.role)
    with open_office(home, offices.PASSPHRASE, clock=FixedClock(NOW)) as office:
        seen = dict(golden.painted(visitor, office, album))
    if AGREE:
        for old in golden.FOLDER.glob(f"{album.name}-*.png"):
            old.unlink()
        golden.FOLDER.mkdir(exist_ok=True)
        for name, picture in seen.items():
            picture.save(golden.FOLDER / name, optimize=True)
        return
    agreed = {file.name for file in golden.FOLDER.glob(f"{album.name}-*.png")}
    assert agreed == set(seen), "states came or went; `python3 dev.py golden` takes them over"
    other = []
    for name, new in seen.items():
        with Image.open(golden.FOLDER / name) as old:
            if golden.changed(old, new) > golden.FEW:
                golden.DIFFERENCES.mkdir(parents=True, exist_ok=True)
                golden.side_by_side(old, new).save(golden.DIFFERENCES / name)
                other.append(name)
    assert not other, (
        f"{other} look different: see old, new and difference in {golden.DIFFERENCES}; "
        "`python3 dev.py golden` agrees to the new look"
    )


def test_a_changed_word_is_a_difference_and_a_shade_is_not() -> None:
    def drawn(grey: int, *, word: bool) -> Image.Image:
        image = QImage(400, 200, QImage.Format.Format_RGB32)
        image.fill(QColor(grey, grey, grey))
        if word:
            for x in range(100, 160):
                for y in range(80, 92):
                    image.setPixelColor(x, y, QColor(20, 20, 20))
        return golden.small(image)

    plain = drawn(240, word=False)
    assert golden.changed(plain, drawn(236, word=False)) == 0
    assert golden.changed(plain, drawn(240, word=True)) > golden.FEW
    assert golden.side_by_side(plain, drawn(240, word=True)).width == 3 * plain.width + 16
