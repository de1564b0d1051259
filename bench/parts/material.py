"""What the long pieces of work are measured with: a mission and its headquarters, a package, photos."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PASSPHRASE: Final = "hoa-sen-demo-2026"  # noqa: S105 - opens sample data and nothing else
EVENTS: Final = 3000
PHOTOS: Final = 60


def pair(folder: Path, events: int = EVENTS, photos: int = PHOTOS) -> tuple[Path, Path]:
    """A mission with a signing key and the headquarters that trusts it; made once."""
    mission, headquarters = folder / "mission", folder / "headquarters"
    if not mission.exists():
        _cultdip(
            "demo", "--home", mission, "--with-headquarters", headquarters, "--events", events, "--photos", photos
        )  # fmt: skip
    return mission, headquarters


def office_of(home: Path, events: int, photos: int) -> Path:
    """A mission whose events are all of one year; made once."""
    if not home.exists():
        _cultdip("demo", "--home", home, "--events", events, "--photos", photos, "--years", 1)
    return home


def sent_package(folder: Path, period: str) -> Path:
    """The mission's signed package; made once, in a copy, so that the mission stays as it was."""
    file = folder / "sent.cdrp"
    if not file.exists():
        home = folder / "sender"
        shutil.copytree(pair(folder)[0], home)
        _cultdip("export", "--home", home, "--period", period, "--out", file)
    return file


def jpegs(folder: Path, count: int) -> list[Path]:
    """Photos of 24 megapixels, baseline, all different; made once, whatever `count` says later."""
    from PIL import Image

    found = sorted(folder.glob("photo-*.jpg"))
    for at in range(0 if found else count):
        image = Image.effect_noise((1500, 1000), 60).resize((6000, 4000)).convert("RGB")
        image.putpixel((at, at), (255, 0, at % 256))
        found.append(folder / f"photo-{at:02}.jpg")
        image.save(found[-1], quality=85)
    return found


def _cultdip(*arguments: object) -> None:
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "cultdip_desktop.cli.main", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ourselves


def long_plan(path: Path, rows: int) -> Path:
    """A workbook with a plan of so many events."""
    if path.exists():
        return path
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Kế hoạch")
    sheet.write_row(
        0, 0, ("Tên hoạt động", "Thời gian", "Địa điểm", "Loại hình", "Trạng thái", "Mục tiêu", "Kinh phí", "Mô tả")
    )
    for row in range(1, rows + 1):
        day = f"{row % 28 + 1}/{row % 12 + 1}/2027"
        sheet.write_row(
            row,
            0,
            (
                f"Đêm hội lần thứ {row}",
                day,
                "Trung tâm Sapa",
                "Triển lãm",
                "Dự kiến",
                "M1; M3",
                "59.450,50 CZK",
                "Giới thiệu văn hóa.",
            ),
        )
    book.close()
    return path
