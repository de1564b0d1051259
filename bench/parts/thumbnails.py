"""Thumbnails of 24-megapixel photos, one worker on one core; and what formats without a reduced decoder need."""

from __future__ import annotations

from pathlib import Path

from bench.measure import Cost, Figure, Run, child, in_turn, middle

_MAKE = """
import sys
from PIL import Image
small = Image.effect_noise((750, 500), 60).resize((6000, 4000), Image.Resampling.BICUBIC)
picture = Image.merge("RGB", (small, small.transpose(Image.Transpose.ROTATE_180), small))
picture.save(sys.argv[1] + "/baseline.jpg", quality=88)
picture.save(sys.argv[1] + "/progressive.jpg", quality=88, progressive=True)
picture.save(sys.argv[1] + "/photo.webp", quality=80)
"""

_WORK = """
import sys, time
from pathlib import Path
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.media import pictures
times = int(sys.argv[2])
with Path(sys.argv[1]).open("rb") as source:
    filetype = recognise(source, "photo").filetype
    begin = time.process_time()
    for _ in range(times):
        pictures.thumbnail(source, filetype)
    print((time.process_time() - begin) / max(times, 1))
"""


def measure(run: Run) -> list[Figure]:
    """Pictures a second and MiB a worker; the peaks of the bounded formats beside it."""
    folder = run.folder / "photos"
    if not (folder / "photo.webp").exists():
        folder.mkdir(exist_ok=True)
        child("-c", _MAKE, str(folder))
    idle, baseline = in_turn(
        3, lambda: _worker(folder / "baseline.jpg", 0), lambda: _worker(folder / "baseline.jpg", 8)
    )
    figures = [
        Figure(
            "24-megapixel baseline JPEG, thumbnails a second and core",
            middle([1 / float(cost.output) for cost in baseline]),
            8,
            "/s",
            at_least=True,
        ),
        Figure(
            "memory of the worker above an idle one",
            middle([a.peak - b.peak for a, b in zip(baseline, idle, strict=True)]),
            20,
            "MiB",
        ),
    ]
    for name in ("progressive.jpg", "photo.webp"):
        cost = _worker(folder / name, 1)
        figures.append(Figure(f"{name}: seconds a thumbnail", round(float(cost.output), 3), None, "s"))
        figures.append(Figure(f"{name}: memory above an idle worker", round(cost.peak - idle[0].peak), 1024, "MiB"))
    return figures


def _worker(photo: Path, times: int) -> Cost:
    return child("-c", _WORK, str(photo), str(times))
