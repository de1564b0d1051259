"""A child of the parts `lists` and `editor`: opens an office in a window, does what a user does, prints milliseconds.

python -m bench.window HOME
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

import cultdip_desktop.ui  # noqa: F401 - before Qt
from bench.offices import PASSPHRASE
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.program import Options, Program
from cultdip_desktop.ui.shell.stopwatch import Stopwatch

TYPED = ("t", "tr", "tru", "trun", "trung", "trung t", "trung thu", "trung thu p", "trung thu praha", "ca tru", "xyz")
QUIET_MS = 400
"""After this much rest everything that is made ahead is made."""


class Window:
    """The running program, driven step by step."""

    def __init__(self, home: Path) -> None:
        options = Options(
            home=home, language="vi", scheme="light", size=(1366, 768), passphrase=PASSPHRASE, unattended=True
        )
        self.program = Program(options, Stopwatch())
        self.beat = QTimer(interval=1)
        self.beat.start()
        opened: list[int] = []
        self.program.window.office_opened.connect(lambda: opened.append(1))
        self.program.start()
        self.until(lambda: bool(opened))
        self.settle()

    def until(self, done: Callable[[], bool]) -> None:
        """Let the window work until `done`."""
        while not done():
            self.program.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Until no question is open and the answer is on the screen."""
        self.until(lambda: not self.program.kit.jobs.busy)
        self.program.application.processEvents()
        self.until(lambda: not self.program.kit.jobs.busy)
        self.program.window.repaint()

    def rest(self, milliseconds: int = QUIET_MS) -> None:
        """Do nothing for a while, as people do."""
        end = time.perf_counter() + milliseconds / 1000
        self.until(lambda: time.perf_counter() > end)

    def ahead(self) -> None:
        """Rest until nothing more is loaded: an empty office must not be measured before what a full one already has."""
        before = 0
        while before != len(sys.modules):
            before = len(sys.modules)
            self.rest(3 * QUIET_MS)
            self.settle()

    def timed(self, act: Callable[[], object]) -> float:
        """Milliseconds from an act to its answer on the screen."""
        begin = time.perf_counter()
        act()
        self.settle()
        return round((time.perf_counter() - begin) * 1000, 1)


def main() -> None:
    """Print what was measured."""
    window = Window(Path(sys.argv[1]))
    desk: Any = window.program.window.desk
    window.rest()
    found: dict[str, Any] = {"first_visit": window.timed(lambda: desk.open(Route("events")))}
    window.ahead()
    room: Any = desk.room("events")
    search = room.list.search.searched

    def whole_list() -> float:
        search.emit("xyz")
        window.settle()
        return window.timed(lambda: search.emit(""))

    found["list"] = [whole_list() for _ in range(5)]
    found["rows"] = len(room.list.table.paged.ids)
    found["peak_mib"] = _peak()
    found["search"] = {text: window.timed(lambda text=text: search.emit(text)) for text in TYPED}
    search.emit("")
    window.settle()
    ids = room.list.table.paged.ids
    if ids:
        window.rest(1500)
        found["editor_first"] = window.timed(lambda: desk.open(Route("events", "edit", ids[0])))
        again = []
        for at in range(1, 6):
            window.rest()
            desk.open(Route("events"))
            window.settle()
            window.rest()
            again.append(window.timed(lambda at=at: desk.open(Route("events", "edit", ids[at]))))
        found["editor"] = again
    window.program.finish(0)
    sys.stdout.write(json.dumps(found) + "\n")


def _peak() -> int:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    main()
