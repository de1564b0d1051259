"""The report of 300 events with 600 photos: time and memory, against scaling the same photos and no more.

.venv/bin/python -m bench.parts.report [--photos 600] [FOLDER]
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from bench.measure import Figure, Run
from bench.parts.material import PASSPHRASE, ROOT, office_of
from bench.parts.timing import peak_mib

EVENTS: Final = 300
PHOTOS: Final = 600


def measure(run: Run) -> list[Figure]:
    """In a process of its own, so that its memory is its own."""
    photos = 60 if run.quick else PHOTOS
    home = office_of(run.folder / "album", EVENTS, photos)
    command = [sys.executable, "-m", "bench.parts.report", str(home), str(run.folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    found: dict[str, float] = json.loads(done.stdout)
    what = f"report of {EVENTS} events, {photos} photos"
    return [
        Figure(f"{what}: processor time beyond the photos", found["cpu_beyond_the_photos"], 5, "s", detail=found),
        Figure(f"{what}: most memory", found["peak_mib"], 300, "MiB"),
        Figure(what, found["ratio"], against="scaling the same photos"),
    ]


def build(home: Path, folder: Path) -> dict[str, float]:
    """The year's report."""
    from cultdip_desktop.app import open_office
    from cultdip_desktop.core.progress import NoProgress
    from cultdip_desktop.domain.period import Period

    with open_office(home, PASSPHRASE, writing=False) as office:
        period, opened = Period.parse("2026"), peak_mib()
        office.reports.build(period, "vi", folder / "warm.pdf", NoProgress())
        wall, cpu = time.perf_counter(), time.process_time()
        built = office.reports.build(period, "vi", folder / "report.pdf", NoProgress())
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        photos = time.process_time()
        items = [item for of_event in office.reports.data(period).media.values() for item in of_event]
        for item in items:
            office.reports.picture(item)
        photos = time.process_time() - photos
    return {
        "pages": built.pages,
        "pictures": len(items),
        "seconds": round(wall, 2),
        "cpu_seconds": round(cpu, 2),
        "ratio": round(cpu / photos, 2),
        "cpu_beyond_the_photos": round(cpu - photos, 2),
        "peak_mib": peak_mib(),
        "peak_mib_of_opening": opened,
        "file_mib": (folder / "report.pdf").stat().st_size >> 20,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(build(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
