"""A new numbering and a fork are decided in the inspector, each with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import RadioButton
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.inbox import build
from cultdip_desktop.ui.rooms.inbox.view import InboxRoom
from cultdip_desktop.ui.rooms.inbox.view_decision import DecisionPanel
from cultdip_desktop.ui.rooms.inbox.view_inspector import Inspector
from tests.ui.inbox import stand_in
from tests.ui.kit_typing import type_text


@pytest.fixture
def inbox() -> stand_in.StandInInbox:
    """One package each of: held for a new numbering, forked, taken in."""
    return stand_in.StandInInbox(
        [
            stand_in.received("first", "CZ-EMB", 1, InboxOutcome.IMPORTED, hours=9),
            stand_in.received("new", "CZ-EMB", 2, InboxOutcome.HELD, code="chain.new_epoch", hours=1),
            stand_in.received("before", "BR-EMB", 2, InboxOutcome.IMPORTED, hours=9),
            stand_in.received("fork", "BR-EMB", 2, InboxOutcome.FORK, code="chain.fork", hours=1),
        ]
    )


@pytest.fixture
def office(inbox: stand_in.StandInInbox) -> Any:
    return stand_in.office(inbox)


@pytest.fixture
def shown(kit: Kit, office: Any, settle: Callable[[], None]) -> Callable[[str], QWidget]:
    """Open the room at a package; gives the room."""
    room = build(kit, office)
    room.resize(1300, 800)
    room.show()

    def show(row_id: str) -> QWidget:
        room.enter(Route("inbox", "package", row_id))
        settle()
        return room

    return show


def panel(room: QWidget) -> DecisionPanel:
    return next(one for one in room.findChildren(DecisionPanel) if one.isVisible())


def decide(room: QWidget, reason: str) -> None:
    if reason:
        type_text(panel(room).findChild(TextArea), reason)
    panel(room).findChildren(Button)[-1].click()


def texts(room: QWidget) -> str:
    inspector = next(one for one in room.findChildren(Inspector) if one.isVisible())
    return "\n".join(label.text() for label in inspector.findChildren(PlainLabel) if label.isVisible())


def test_a_new_numbering_is_confirmed_with_a_reason(
    shown: Callable[[str], QWidget], office: Any, settle: Callable[[], None]
) -> None:
    room = shown("new")
    decide(room, "")
    assert office.decisions.made == []
    assert "Quyết định cần có lý do." in texts(room)
    decide(room, "Đã gọi Đại sứ quán")
    settle()
    assert office.decisions.made == [("confirm", "CZ-EMB", "Đã gọi Đại sứ quán")]
    assert [one for one in room.findChildren(DecisionPanel) if one.isVisible()] == []


@pytest.mark.parametrize("arrived", [False, True])
def test_a_fork_is_settled_for_one_of_the_two(
    shown: Callable[[str], QWidget], office: Any, settle: Callable[[], None], *, arrived: bool
) -> None:
    room = shown("fork")
    if arrived:
        panel(room).findChildren(RadioButton)[1].setChecked(True)
    decide(room, "Bản mới đúng")
    settle()
    assert office.decisions.made == [("settle", "fork", "Bản mới đúng", "arrived" if arrived else "before")]
    assert "Đã gác lại theo quyết định" in texts(room)


def test_a_refused_decision_may_be_tried_again(
    shown: Callable[[str], QWidget], office: Any, settle: Callable[[], None]
) -> None:
    room = shown("fork")
    office.decisions.refusal = UserError("package.copy_missing")
    decide(room, "Bản mới đúng")
    settle()
    office.decisions.refusal = None
    decide(room, "")
    settle()
    assert len(office.decisions.made) == 1


def test_nothing_is_asked_about_a_package_that_waits_for_another(kit: Kit, settle: Callable[[], None]) -> None:
    held = stand_in.received("gap", "FR-EMB", 4, InboxOutcome.HELD, code="chain.gap", missing=(2, 3))
    assert not DecisionPanel.concerns(held)
    settled = stand_in.received("old", "FR-EMB", 4, InboxOutcome.FORK, code="inbox.settled_against")
    assert not DecisionPanel.concerns(settled)


def test_a_history_that_was_rewritten_names_its_days_and_is_accepted_with_a_reason(
    kit: Kit, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    held = stand_in.received("cut", "CZ-EMB", 3, InboxOutcome.HELD, code="history.rewritten", hours=1)
    inbox.received.append(held)
    params = {"first": "2026-03-04", "last": "2026-03-09", "count": 4}
    inbox.stored["cut"] = {"result": "valid", "placed": {"code": "history.rewritten", "params": params}}
    made = stand_in.office(inbox)
    asked: list[tuple[str, str]] = []

    def accept(row_id: str, reason: str, _progress: Any = None) -> list[Any]:
        asked.append((row_id, reason))
        return []

    made.decisions.confirm_history = accept
    room = build(kit, made)
    room.resize(1200, 760)
    room.show()
    room.enter(Route("inbox", "package", "cut"))
    settle()
    assert isinstance(room, InboxRoom)
    inspector = room._list.inspector
    text = "\n".join(label.text() for label in inspector.findChildren(PlainLabel))
    assert "4/3/2026" in text
    assert "9/3/2026" in text
    panel = inspector.findChild(DecisionPanel)
    assert panel is not None
    type_text(panel.findChildren(TextArea)[0], "Đã hỏi Đại sứ quán")
    panel._decide()
    settle()
    assert asked == [("cut", "Đã hỏi Đại sứ quán")]
