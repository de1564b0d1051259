"""From the start of the process to the first page, and to the first real content of an unlocked office.

The first real content is the Today page with its records, painted; what threatens (keys, trust, backups), the numbers
beside the rooms and what can be undone follow it. Deriving the passphrase's key is made slow on purpose, and runs in a
process of its own beside the imports: the bar counts what lies beyond it, so the wall time that it alone takes on
this machine, measured in the same round, is taken off. The figure with it stands beside.
"""

from __future__ import annotations

import json

from bench import offices
from bench.measure import Cost, Figure, Run, child, in_turn, middle, paired

EMPTY = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Empty(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
application = QApplication(sys.argv)
window = Empty()
window.resize(1366, 768)
window.show()
application.exec()
"""
"""An empty window of the same size, up to its first paint."""

_PAINT = """
import os, sys
from cultdip_desktop.ui.main import main
import cultdip_desktop.ui.shell.program as program
program.Program._after_first_paint = lambda self: os._exit(0)
main(sys.argv[1:])
"""

_UNLOCK = """
import os, sys, time
from pathlib import Path
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
import argon2.low_level
import cryptography.hazmat.primitives.ciphers.aead
begin = time.perf_counter()
keyfile.unlock(OfficePaths(Path(sys.argv[1])).key_file, os.environ["CULTDIP_PASSPHRASE"])
print(time.perf_counter() - begin)
"""
"""The key derivation alone."""

_LIST = ("-m", "cultdip_desktop.ui.main", "--quit-after-first-list", "--home")


def measure(run: Run) -> list[Figure]:
    """First paint, first list, the list's peak, the command line."""
    home = offices.demo(run.folder)
    secret = {"CULTDIP_PASSPHRASE": offices.PASSPHRASE}
    listed: list[dict[str, float]] = []

    def first_list() -> Cost:
        cost = child(*_LIST, str(home), environment=secret)
        listed.append(json.loads(cost.output))
        return cost

    empty, paint, shown, key, python, listing = in_turn(
        run.rounds,
        lambda: child("-c", EMPTY),
        lambda: child("-c", _PAINT, "--home", str(home)),
        first_list,
        lambda: child("-c", _UNLOCK, str(home), environment=secret),
        lambda: child("-c", "pass"),
        lambda: child("-m", "cultdip_desktop.cli.main", "event", "list", "--home", str(home), environment=secret),
    )
    marks = listed[1:]
    shares = [
        (mark["first_list_ms"] / 1000 / other.wall, float(one.output) / other.wall)
        for mark, one, other in zip(marks, key, empty, strict=True)
    ]
    detail = {name: middle([mark[name] for mark in marks]) for name in marks[0]}
    return [
        paired("first page painted", 1.8, "an empty PySide6 window", paint, empty),
        Figure(
            "first real content, without the passphrase's key derivation",
            middle([whole - derived for whole, derived in shares]),
            4.0,
            against="an empty PySide6 window",
            detail={**detail, "key_derivation_ms": round(middle([float(one.output) for one in key]) * 1000, 1)},
        ),
        Figure(
            "first real content, with the key derivation",
            middle([whole for whole, _derived in shares]),
            against="an empty PySide6 window",
        ),
        Figure("peak of the window's process at the first content", middle([c.peak for c in shown]), 120, "MiB"),
        Figure("peak of an empty PySide6 window", middle([c.peak for c in empty]), None, "MiB"),
        paired("cultdip event list", None, "the bare interpreter", listing, python),
    ]
