"""The longest stall of the window while long work is under way: a beat of 5 ms on the UI thread, one process a case.

    .venv/bin/python -m bench.parts.heartbeat [--here] [--only export report]

`stall_ms` is the longest time between two beats beyond the 5 ms; `own_ms` the same less what the thread waited for a
core (Linux tells), so that other programs on the machine do not count: it is what the interpreter lock costs. A second
process beats beside it and does nothing: its longest stall is the machine's own noise. `--here` does the work in the window's own process, as it would be without the workshop.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.parts.material import PASSPHRASE, ROOT, jpegs, long_plan, pair, sent_package

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.core.progress import Progress

BEAT_MS: Final = 5
PERIOD: Final = "2026-Q3"
PHOTOS: Final = 40
ROWS: Final = 2000
CASES: Final = ("nothing", "plan", "export", "report", "photos", "backup", "table", "calendar", "preview", "take_in")
Work = Callable[["Progress"], object]


def measure(folder: Path, *, here: bool = False, only: tuple[str, ...] = CASES) -> dict[str, dict[str, float]]:
    """Milliseconds by case; `noise_ms` is the longest stall of the idle process beside it."""
    pair(folder)
    if {"preview", "take_in"} & set(only):
        sent_package(folder, PERIOD)
    if "photos" in only:
        jpegs(folder, PHOTOS)
    if "table" in only:
        long_plan(folder / "plan.xlsx", ROWS)
    found = {}
    for case in only:
        working = _start(folder, case, here=here)
        control = _start(folder, "control", here=here)
        said, _ = working.communicate()
        noise, _ = control.communicate(b"\n")
        if working.returncode:
            raise RuntimeError(case)
        found[case] = {**json.loads(said), "noise_ms": json.loads(noise)["stall_ms"]}
    return found


def beat(folder: Path, case: str, *, here: bool) -> dict[str, float]:
    """Beat until the case's work is done."""
    if case == "control":
        return _beat_during(lambda _progress: sys.stdin.readline())
    from cultdip_desktop.app import open_office
    from cultdip_desktop.workshop.processes import ProcessWorkshop

    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Path(name) / "office"
        shutil.copytree(pair(folder)[case in ("preview", "take_in")], home)
        with open_office(home, PASSPHRASE) as office:
            if not here:
                office.employ(ProcessWorkshop)
            return _beat_during(_work(case, office, Path(name), folder))


def _beat_during(work: Work) -> dict[str, float]:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from cultdip_desktop.ui.kit.jobs import Jobs

    app = QApplication(["heartbeat"])
    jobs = Jobs(_fail, _fail)
    beats: list[tuple[float, float]] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(lambda: beats.append((time.perf_counter(), _waited_for_a_core())))

    def begin() -> None:
        timer.start()
        jobs.write(work, None, _fail).finished.connect(app.quit)

    QTimer.singleShot(50, begin)
    app.exec()
    timer.stop()
    jobs.close()
    pairs = list(itertools.pairwise(beats))
    stalls = sorted((later[0] - earlier[0]) * 1000 - BEAT_MS for earlier, later in pairs)
    own = (((later[0] - earlier[0]) - (later[1] - earlier[1])) * 1000 - BEAT_MS for earlier, later in pairs)
    return {
        "own_ms": round(max(own), 1),
        "stall_ms": round(stalls[-1], 1),
        "stall_of_1_in_100_ms": round(stalls[int(len(stalls) * 0.99)], 1),
        "over_50_ms": sum(stall > 50 for stall in stalls),
        "seconds": round(beats[-1][0] - beats[0][0], 2),
    }


def _waited_for_a_core() -> float:
    """Seconds that this thread was ready to run and did not; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9


def _work(case: str, office: Office, scratch: Path, folder: Path) -> Work:
    from cultdip_desktop.domain.period import Period

    period, files = Period.parse(PERIOD), [folder / "sent.cdrp"]
    inbox: Any = office.inbox
    works: dict[str, Work] = {
        "nothing": lambda _progress: subprocess.run([sys.executable, "-m", "timeit"], stdout=subprocess.DEVNULL),
        "plan": lambda _progress: office.packages.plan(period),
        "export": lambda progress: office.packages.export(period, scratch / "x.cdrp", PASSPHRASE, progress=progress),
        "report": lambda progress: office.reports.build(Period.parse("2026"), "vi", scratch / "x.pdf", progress),
        "photos": lambda progress: office.media.attach(_an_event(office), jpegs(folder, PHOTOS), progress=progress),
        "backup": lambda progress: office.backups.make(scratch / "x.cdbackup", progress),
        "table": lambda progress: _take_table_in(office, folder, scratch, progress),
        "calendar": lambda _progress: office.calendar.warm(),
        "preview": lambda progress: inbox.preview(files, progress),
        "take_in": lambda progress: inbox.take_in(files, progress),
    }
    return works[case]


def _take_table_in(office: Office, folder: Path, scratch: Path, progress: Progress) -> None:
    """Read, plan, take in and write out again: all that the exchange pages do with a long plan."""
    from cultdip_desktop.store.query.events import EventFilter

    sheet = office.importing.read(folder / "plan.xlsx", progress=progress)
    plan = office.importing.plan(sheet, sheet.mapping, progress=progress)
    office.importing.run(plan, progress=progress)
    office.exporting.events(scratch / "out.xlsx", EventFilter(), "vi", progress=progress)


def _an_event(office: Office) -> str:
    from cultdip_desktop.store.query.events import EventFilter

    return office.events.find_ids(EventFilter())[0]


def _start(folder: Path, case: str, *, here: bool) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bench.parts.heartbeat", str(folder), "--case", case, *(["--here"] * here)]
    return subprocess.Popen(  # noqa: S603 - ourselves
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _fail(error: BaseException) -> None:
    raise error


def main() -> None:
    """Print what was found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the offices lie; a temporary one when left out")
    parser.add_argument("--only", nargs="*", choices=CASES, default=CASES)
    parser.add_argument("--here", action="store_true", help="do the work in the window's own process")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.case:
        found: object = beat(args.folder, args.case, here=args.here)
    elif args.folder:
        found = measure(args.folder, here=args.here, only=tuple(args.only))
    else:
        with tempfile.TemporaryDirectory() as name:
            found = measure(Path(name), here=args.here, only=tuple(args.only))
    sys.stdout.write(json.dumps(found, indent=None if args.case else 1) + "\n")


if __name__ == "__main__":
    main()
