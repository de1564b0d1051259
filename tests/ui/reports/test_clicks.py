"""Flows 6 and 7 of the look, by mouse and keyboard through the window's own events, with every click counted.

`CULTDIP_TEST_PLATFORM=xcb xvfb-run pytest tests/ui/reports/test_clicks.py` runs them on a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from cultdip_desktop.ui.rooms.packages.view_export import SENT, SIGN
from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
from cultdip_desktop.ui.shell.choices import Choices
from cultdip_desktop.ui.shell.desk import Desk
from cultdip_desktop.ui.shell.memory import MachineMemory
from cultdip_desktop.ui.shell.window import ShellWindow
from tests.ui.kit_typing import type_text
from tests.ui.packages.offices import NOW, PIN, Template, certified_mission, opened

Settle = Callable[[], None]
QUARTER = Period.parse("2026-Q3")
TEXT = "Công tác ngoại giao văn hóa đạt kết quả tốt; bà con hưởng ứng, báo chí sở tại đưa tin."
PATIENCE = 40
"""Turns in which an answer must come."""


class Hand:
    """One mouse and one keyboard at the window; counts what it does."""

    def __init__(self, window: ShellWindow, settle: Settle) -> None:
        self.window, self._settle = window, settle
        self.clicks = 0

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press and release the left button over a widget that can be seen."""
        spot = at or widget.rect().center()
        assert widget.isVisible(), f"{widget} is not to be seen"
        assert widget.isEnabled(), f"{widget} cannot be clicked"
        assert not widget.visibleRegion().isEmpty()
        place = widget.mapTo(widget.window(), spot)
        handle = widget.window().windowHandle()
        QTest.mouseMove(handle, place)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.clicks += 1
        self._settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the window that has the keyboard."""
        QTest.keyClick(QGuiApplication.focusWindow() or self.window.windowHandle(), key, modifiers)
        self._settle()

    def type(self, text: str) -> None:
        """Vietnamese letters, to where the focus is."""
        here = QApplication.focusWidget()
        assert here is not None
        type_text(here, text)
        self._settle()

    def until(self, arrived: Callable[[], bool]) -> None:
        """Wait for long work."""
        for _turn in range(PATIENCE):
            if arrived():
                return
            self._settle()
            QTest.qWait(25)
        assert arrived()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The mission with its key."""
    return certified_mission(tmp_path_factory.mktemp("bấm"))


@pytest.fixture
def desk_office(certified: Template, tmp_path: Path) -> Iterator[Office]:
    with opened(certified, tmp_path / "office") as found:
        yield found


@pytest.fixture
def ambassador(desk_office: Office) -> Person:
    made = Person(
        id=desk_office.desk.ids.new(), name="Lê Hoàng Phúc", rank=BiText("Đại sứ", "Ambassador"), approver=True
    )
    desk_office.settings.save_person(made)
    return made


@pytest.fixture
def desk(
    kit: Kit, desk_office: Office, ambassador: Person, tmp_path: Path, settle: Settle, app: QApplication
) -> Iterator[Desk]:
    """The whole window on the Today page."""
    del ambassador
    memory = MachineMemory(tmp_path / "machine.json")
    window = ShellWindow(kit, memory, FixedClock(NOW), Choices(kit, memory, fixed=True))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.take(desk_office)
    settle()
    found = window.desk
    assert found is not None
    yield found
    found.may_leave()
    settle()
    window.hide()


@pytest.fixture
def hand(desk: Desk, settle: Settle) -> Hand:
    window = desk.window()
    assert isinstance(window, ShellWindow)
    return Hand(window, settle)


def in_sidebar(desk: Desk, words: str) -> QAbstractButton:
    """The entry of a room."""
    found = [one for one in desk.findChildren(QAbstractButton) if one.isVisible() and words in one.accessibleName()]
    assert found, words
    return found[0]


def reports(desk: Desk) -> ReportsRoom:
    room = desk.room("reports")
    assert isinstance(room, ReportsRoom)
    return room


def segment(room: ReportsRoom, words: str) -> QWidget:
    """One of the ways through the report."""
    return next(one for one in room.left.choice.findChildren(QAbstractButton) if words in one.text())


def outline_row(room: ReportsRoom, key: str) -> QPoint:
    """Where a section stands in the outline."""
    table = room.left.outline.table
    index = table.model().index(list(room.left.outline.model.ids).index(key), 0)
    table.scrollTo(index)
    place: QRect = table.visualRect(index)
    return QPoint(place.left() + place.width() // 2, place.center().y())


def test_a_quarters_report_is_written_and_submitted_with_five_clicks(
    desk: Desk, desk_office: Office, hand: Hand
) -> None:
    hand.click(in_sidebar(desk, "Báo cáo"))
    room = reports(desk)
    hand.until(lambda: room.summary is not None)
    assert room.summary is not None
    assert room.summary.period == QUARTER, "the last quarter that is over stands there by itself"
    hand.key(Qt.Key.Key_F8)
    hand.click(segment(room, "Đề cương"))
    viewport = room.left.outline.table.viewport()
    hand.click(viewport, outline_row(room, "III"))
    hand.key(Qt.Key.Key_Return)
    hand.type(TEXT)
    hand.click(room.bar.submit)
    hand.type("Kính trình Đại sứ; điểm còn thiếu sẽ bổ sung kỳ sau.")
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: desk_office.reporting.get(QUARTER).state is ReportState.SUBMITTED)
    assert desk_office.reporting.sections(QUARTER)["III"].text.vi == TEXT
    assert 3 <= hand.clicks <= 5, hand.clicks


def test_an_approved_report_is_signed_and_sent_with_four_clicks_and_the_pin(
    desk: Desk,
    desk_office: Office,
    ambassador: Person,
    hand: Hand,
    files: ScriptedFileChooser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    desk_office.reporting.submit(QUARTER, "Kính trình.")
    desk_office.settings.choose_actor(ambassador.id)
    in_sidebar(desk, "Báo cáo").click()  # where the approver is when the flow begins
    room = reports(desk)
    hand.until(lambda: room.summary is not None and room.summary.state is ReportState.SUBMITTED)
    hand.click(room.bar.approve)
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: desk_office.reporting.get(QUARTER).state is ReportState.APPROVED)
    hand.until(lambda: room.bar.export.isVisible() and room.bar.export.isEnabled())
    hand.click(room.bar.export)
    packages = desk.room("packages")
    assert isinstance(packages, PackagesRoom)
    hand.until(lambda: packages.export.at == SIGN)
    hand.type(PIN)
    hand.until(packages.export.official.isEnabled)
    hand.click(packages.export.official)
    hand.until(lambda: packages.export.at == SENT)
    hand.click(packages.export.end.sent)
    hand.until(lambda: desk_office.packages.sent()[0].state is SentState.SENT)
    assert desk_office.packages.sent()[0].period == QUARTER
    assert hand.clicks == 4
    assert files.answers == []


def test_what_the_checks_do_not_let_pass_is_shown_before_the_pin(
    desk: Desk, desk_office: Office, hand: Hand, settle: Settle
) -> None:
    desk_office.reporting.submit(QUARTER, "Kính trình.")
    in_sidebar(desk, "Báo cáo").click()
    room = reports(desk)
    hand.until(lambda: room.summary is not None and room.summary.state is ReportState.SUBMITTED)
    room.acts.export()
    packages = desk.room("packages")
    assert isinstance(packages, PackagesRoom)
    settle()
    assert packages.export.at < SIGN
