"""A child of the part `plan`: opens an office in a window, turns its pages, prints milliseconds.

python -m bench.plan_window HOME
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from bench.window import Window
from cultdip_desktop.ui.kit.room import Route

PARTNERS_TYPED = ("v", "vi", "vien", "vien p", "vien phim", "dong ho", "xyz")
TURNS = 5


def main() -> None:
    """Print what was measured."""
    window = Window(Path(sys.argv[1]))
    desk: Any = window.program.window.desk
    window.rest(1500)
    found: dict[str, Any] = {}
    for name, route in (
        ("month", Route("plan")),
        ("week", Route("plan", "week")),
        ("agenda", Route("plan", "agenda")),
        ("year", Route("plan", "year")),
        ("list", Route("plan", "list")),
        ("board", Route("plan", "board")),
        ("matrix", Route("goals")),
        ("partners", Route("partners")),
    ):
        found[f"{name}_first"] = window.timed(lambda route=route: desk.open(route))
        again = []
        for _turn in range(TURNS):
            desk.open(Route("settings"))
            window.settle()
            window.rest()
            again.append(window.timed(lambda route=route: desk.open(route)))
        found[name] = again
    desk.open(Route("plan"))
    window.settle()
    found["next_month"] = [window.timed(_page_down) for _turn in range(TURNS)]
    desk.open(Route("partners"))
    window.settle()
    search = desk.room("partners").list.search.searched
    found["partner_search"] = {text: window.timed(lambda text=text: search.emit(text)) for text in PARTNERS_TYPED}
    window.program.finish(0)
    sys.stdout.write(json.dumps(found) + "\n")


def _page_down() -> None:
    target = QApplication.focusWidget()
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier))


if __name__ == "__main__":
    main()
