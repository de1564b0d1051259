"""F8 where no page has problems of its own: from event to event that needs something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.desk import Desk
from tests.ui.shell.conftest import NotedRoom

Settle = Callable[[], None]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(
    kit: Kit, mission: Office, fixed_clock: FixedClock, rooms: dict[str, NotedRoom], shown: Any, settle: Settle
) -> Desk:
    made = Desk(kit, mission, fixed_clock)
    shown(made)
    made.open(Route("events"))
    settle()
    return made


def held(office: Office, title: str, day: int) -> str:
    """An event that was held and has no results yet: overdue on 15 October."""
    start = datetime(2026, 9, day, 16, tzinfo=UTC)
    blank = replace(office.events.blank(), title=BiText(title), start=start, state=EventState.HELD)
    return office.events.save(blank)[0].id


def f8(desk: Desk, settle: Settle, *, back: bool = False) -> Route:
    desk.open(Route("events"))
    QTest.keyClick(desk.room("events"), Qt.Key.Key_F8, SHIFT if back else Qt.KeyboardModifier.NoModifier)
    settle()
    return desk.current


def test_f8_walks_from_event_to_event_and_shift_f8_back(desk: Desk, mission: Office, settle: Settle) -> None:
    first, second = held(mission, "Tuần phim", 1), held(mission, "Trung thu", 20)
    assert f8(desk, settle) == Route("events", "edit", first, (("tab", "results"), ("field", "results.attendance")))
    assert f8(desk, settle).id == second
    assert f8(desk, settle).id == first
    assert f8(desk, settle, back=True).id == second


def test_nothing_to_do_is_said(desk: Desk, settle: Settle) -> None:
    assert f8(desk, settle) == Route("events")
    assert desk._toast.isVisible()


def test_a_page_with_problems_of_its_own_keeps_the_key(
    desk: Desk, mission: Office, rooms: dict[str, NotedRoom], settle: Settle
) -> None:
    held(mission, "Tuần phim", 1)
    walked: list[int] = []
    own = QShortcut(QKeySequence("F8"), rooms["events"])
    own.activated.connect(lambda: walked.append(1))
    assert f8(desk, settle) == Route("events")
    assert walked == [1]
