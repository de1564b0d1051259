"""A monkey at the keyboard: `python -m tests.e2e.monkey_driver FOLDER SEED ACTS [EVENTS]`.

Presses keys, types, clicks, drags and turns the wheel anywhere in the window, walks through the rooms, undoes and redoes.
Prints what became of it: acts done, crash reports, findings of the check.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.program import Options, Program
from cultdip_desktop.ui.shell.stopwatch import Stopwatch
from tests.e2e.lost_laptop_driver import fields, wait
from tests.offices import quick_keys
from tests.ui.kit_typing import press, type_text

PASSPHRASE = "đèn lồng cá chép sông Hồng"
ROOMS = ("plan", "plan", "goals", "partners", "exchange", "events", "events", "today", "reports")
KEYS = (
    "Up Down Left Right Tab Backtab Return Escape Space Home End PageUp PageDown F2 F3 F5 F8 Delete Insert N T D M W Backspace"
).split()
TEXTS = ("tết", "25/9", "1/1/202", "مهرجان", "\u202eevil", "e\u0301\u0323" * 20, "x" * 300, "=1+1", "🎉", "-5", "17:30")
TITLES = (
    "",
    "Ngoạigiaovănhóa" * 20,
    "مهرجان الربيع",
    "a" + "\u0301" * 200,
    "<b>đậm</b> & \u202eevil",
    "dòng\nhai\tba",
    "🎉🎊" * 40,
)


def strange(office: Office) -> None:
    """Events as nobody plans them: many on one day, long, in other scripts, over years, without a day."""
    start = office.desk.clock.now().astimezone(UTC).replace(hour=9)
    for number in range(60):
        title = BiText(TITLES[number % len(TITLES)], TITLES[(number + 3) % len(TITLES)])
        when = (start, start + timedelta(days=number), None)[number % 3]
        last = None if when is None else when + timedelta(days=(0, 3, 700)[number % 5 % 3])
        draft = replace(office.events.blank(), title=title, start=when, end=last, all_day=number % 4 == 0)
        office.events.save(replace(draft, zone=("Europe/Prague", "Pacific/Apia", "Africa/Cairo")[number % 3]))
    for number in range(12):
        entry = replace(office.partners.blank(), name=f"{number} {TITLES[number % 6]}"[:300], note=TITLES[1])
        office.partners.save(entry)


def crowd(office: Office, folder: Path, count: int) -> None:
    """So many events on the present day."""
    day = office.desk.clock.now()
    rows = "".join(f"{TITLES[1][:200]} {number};{day:%d/%m/%Y}\n" for number in range(count))
    table = folder / "đông.csv"
    table.write_text(f"Tên sự kiện (tiếng Việt);Ngày bắt đầu\n{rows}", "utf-8")
    sheet = office.importing.read(table)
    office.importing.run(office.importing.plan(sheet, sheet.mapping))


class Monkey:
    """One seed."""

    def __init__(self, program: Program, seed: int) -> None:
        self._program, self._dice = program, random.Random(seed)
        self.acts: list[str] = []

    def act(self) -> None:
        """One thing that hands can do; what pops up is closed by the next acts."""
        window = self._program.window
        if window.desk is None:
            self._unlock(window)
            return
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        target = popup if popup is not None and self._dice.random() < 0.7 else window
        if popup is not None and self._dice.random() < 0.3:
            popup.close()
            return
        draw = self._dice.random()
        if draw < 0.04 and popup is None:
            self._note(f"open {(room := self._dice.choice(ROOMS))}")
            window.desk.open(Route(room))
        elif draw < 0.40:
            self._click(target)
        elif draw < 0.75:
            self._key(target)
        elif draw < 0.9:
            self._type(target)
        else:
            self._wheel(target)

    def _unlock(self, window: QWidget) -> None:
        """A monkey locks the office now and then."""
        field = next(fields(window), None)
        if field is not None and not self._program.kit.jobs.busy:
            self._note("unlock")
            field.clear()  # type: ignore[attr-defined]
            type_text(field, PASSPHRASE)
            press(field, Qt.Key.Key_Return)

    def _note(self, said: str) -> None:
        self.acts = [*self.acts[-60:], said]

    def _somewhere(self, target: QWidget) -> tuple[QWidget, QPoint]:
        point = QPoint(self._dice.randrange(max(target.width(), 1)), self._dice.randrange(max(target.height(), 1)))
        child = target.childAt(point) or target
        return child, child.mapFrom(target, point)

    def _click(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        button = Qt.MouseButton.RightButton if self._dice.random() < 0.1 else Qt.MouseButton.LeftButton
        self._note(f"click {type(widget).__name__} {widget.objectName()} {at.x()},{at.y()} {button.name}")
        kinds = [QMouseEvent.Type.MouseButtonPress, QMouseEvent.Type.MouseButtonRelease]
        if self._dice.random() < 0.2:
            kinds.insert(1, QMouseEvent.Type.MouseMove)
        if self._dice.random() < 0.15:
            kinds += [QMouseEvent.Type.MouseButtonDblClick, QMouseEvent.Type.MouseButtonRelease]
        for kind in kinds:
            if kind is QMouseEvent.Type.MouseMove:
                at = at + QPoint(self._dice.randrange(-200, 200), self._dice.randrange(-100, 100))
            place = QPointF(at)
            held = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseButtonRelease else button
            QApplication.postEvent(
                widget, QMouseEvent(kind, place, QPointF(widget.mapToGlobal(at)), button, held, self._modifiers())
            )

    def _modifiers(self) -> Qt.KeyboardModifier:
        none, ctrl, shift = (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ControlModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        return self._dice.choice((none, none, none, ctrl, shift, ctrl | shift))

    def _key(self, target: QWidget) -> None:
        name, modifiers = self._dice.choice((*KEYS, "Z", "Y")), self._modifiers()
        self._note(f"key {name} {modifiers}")
        text = name.lower() if len(name) == 1 and modifiers == Qt.KeyboardModifier.NoModifier else ""
        press(QApplication.focusWidget() or target, Qt.Key[f"Key_{name}"], modifiers, text)

    def _type(self, target: QWidget) -> None:
        text = self._dice.choice(TEXTS)
        self._note(f"type {text[:20]!r}")
        type_text(QApplication.focusWidget() or target, text)

    def _wheel(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        self._note(f"wheel {type(widget).__name__}")
        place, turn = QPointF(at), QPoint(0, self._dice.choice((-240, 120)))
        none = Qt.MouseButton.NoButton
        phase = Qt.ScrollPhase.NoScrollPhase
        whole = QPointF(widget.mapToGlobal(at))
        event = QWheelEvent(place, whole, QPoint(), turn, none, Qt.KeyboardModifier.NoModifier, phase, False)
        QApplication.postEvent(widget, event)


def told(folder: Path) -> Iterator[str]:
    """What the crash reports say."""
    for file in sorted(folder.rglob("crash-*.txt")):
        yield file.read_text("utf-8", "replace")[-6000:]


def main() -> None:
    """Make, open, play, tell."""
    folder, seed, acts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    home = folder / "office"
    with quick_keys():
        made = create_mission(home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi", person_name="Khỉ")
    with made.office as office:
        strange(office)
        if len(sys.argv) > 4:
            crowd(office, folder, int(sys.argv[4]))
    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames", "getExistingDirectory"):
        setattr(QFileDialog, name, staticmethod(lambda *_given, **_more: ("", "")))
    program = Program(Options(home=home, size=(1366, 768)), Stopwatch())
    program.start()
    wait(program)
    field = next(fields(program.window))
    type_text(field, PASSPHRASE)
    press(field, Qt.Key.Key_Return)
    wait(program)
    assert program.window.desk is not None, "the office did not open"
    monkey = Monkey(program, seed)
    done = 0
    loop = QEventLoop()
    timer = QTimer()

    def once() -> None:
        nonlocal done
        done += 1
        if done > acts or any(told(folder)):
            timer.stop()
            loop.quit()
        else:
            monkey.act()

    timer.timeout.connect(once)
    timer.start(4)
    loop.exec()
    desk = program.window.desk
    found = ["locked"] if desk is None else [finding.code for finding in desk.office.check(deep=True)]
    crashes = list(told(folder))
    sys.stdout.write(json.dumps({"done": done, "crashes": crashes, "found": found, "last": monkey.acts}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
