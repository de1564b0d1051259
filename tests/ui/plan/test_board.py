"""The board: cards go from state to state by mouse and by key, and what the office refuses comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.plan.view import PlanRoom
from cultdip_desktop.ui.rooms.plan.view_board import BoardView
from cultdip_desktop.ui.rooms.plan.view_column import BoardColumn
from tests.ui.kit_typing import press, type_text
from tests.ui.plan.conftest import Planned, add, double_click, drag

CONTROL = Qt.KeyboardModifier.ControlModifier
Settle = Callable[[], None]


@pytest.fixture
def board(room: PlanRoom, settle: Settle) -> Iterator[BoardView]:
    """The board of 2026."""
    room.enter(Route("plan", "board", "2026"))
    settle()
    yield room.board
    room.enter(Route("plan", "month", "2026-09-16"))


def state_of(office: Office, event_id: str) -> EventState:
    return office.events.get(event_id).state


def carry(board: BoardView, event_id: str, target: BoardColumn) -> None:
    """Drag a card from where it is into the middle of a column."""
    source = next(column for column in board.columns.values() if event_id in column.model.ids)
    view = source.viewport()
    start = source.box_of(source.model.row_of(event_id)).center()
    end = view.mapFromGlobal(target.viewport().mapToGlobal(target.viewport().rect().center()))
    drag(view, start, start + QPoint(20, 10), end)


def test_every_event_stands_in_the_column_of_its_state(board: BoardView, planned: Planned) -> None:
    ids = {state: list(column.model.ids) for state, column in board.columns.items()}
    assert ids[EventState.IDEA] == [planned.exhibition.id, planned.films.id]
    assert ids[EventState.APPROVED] == [planned.festival.id]
    assert board._counts[EventState.IDEA].accessibleName() == "2"


def test_a_card_that_is_dragged_to_the_next_column_takes_that_step(
    room: PlanRoom, board: BoardView, office: Office, planned: Planned, settle: Settle
) -> None:
    done: list[Any] = []
    room.done.connect(lambda speech, undo: done.append((room.kit.say(speech), undo)))
    carry(board, planned.films.id, board.columns[EventState.PREPARING])
    assert board.state_of(planned.films.id) is EventState.PREPARING
    settle()
    assert state_of(office, planned.films.id) is EventState.PREPARING
    assert done[0][0] == "Sự kiện đã chuyển sang «Đang chuẩn bị»"
    office.undo.undo()
    assert state_of(office, planned.films.id) is EventState.IDEA


def test_a_step_that_is_not_allowed_is_refused_in_words_and_the_card_goes_back(
    room: PlanRoom, board: BoardView, office: Office, planned: Planned, settle: Settle
) -> None:
    carry(board, planned.films.id, board.columns[EventState.RESULTS_IN])
    settle()
    assert room.banner.isVisible()
    assert "Ý tưởng" in room.banner.text()
    assert board.state_of(planned.films.id) is EventState.IDEA
    assert state_of(office, planned.films.id) is EventState.IDEA


def test_control_and_an_arrow_take_the_card_along(
    board: BoardView, office: Office, planned: Planned, settle: Settle
) -> None:
    ideas = board.columns[EventState.IDEA]
    ideas.setFocus()
    press(ideas, Qt.Key.Key_End)
    assert ideas.current_id() == planned.films.id
    press(ideas, Qt.Key.Key_Right, CONTROL)
    settle()
    preparing = board.columns[EventState.PREPARING]
    assert state_of(office, planned.films.id) is EventState.PREPARING
    assert preparing.current_id() == planned.films.id
    press(preparing, Qt.Key.Key_Left, CONTROL)
    settle()
    assert state_of(office, planned.films.id) is EventState.IDEA


def test_postponing_asks_for_the_reason_first(
    board: BoardView, office: Office, planned: Planned, settle: Settle
) -> None:
    board.ask_step(planned.festival.id, EventState.POSTPONED)
    assert board.reason.isVisible()
    assert state_of(office, planned.festival.id) is EventState.APPROVED
    type_text(board.reason.line, "Mưa bão, hội trường đóng cửa")
    press(board.reason.line, Qt.Key.Key_Return)
    settle()
    found = office.events.get(planned.festival.id)
    assert (found.state, found.state_reason) == (EventState.POSTPONED, "Mưa bão, hội trường đóng cửa")
    assert board._fold_counts[EventState.POSTPONED].accessibleName() == "1"


def test_what_was_postponed_is_folded_until_it_is_wanted(board: BoardView) -> None:
    assert not board.columns[EventState.CANCELLED].isVisible()
    board._fold_buttons[EventState.CANCELLED].click()
    assert board.columns[EventState.CANCELLED].isVisible()


def test_arrows_walk_between_cards_and_columns_and_enter_opens(
    board: BoardView, planned: Planned, gone: list[Route]
) -> None:
    ideas = board.columns[EventState.IDEA]
    ideas.setFocus()
    press(ideas, Qt.Key.Key_Down)
    press(ideas, Qt.Key.Key_Return)
    assert gone == [Route("events", "edit", planned.films.id)]
    press(ideas, Qt.Key.Key_Right)
    assert board.columns[EventState.PREPARING].hasFocus()


def test_a_double_click_opens_a_card(board: BoardView, planned: Planned, gone: list[Route]) -> None:
    approved = board.columns[EventState.APPROVED]
    double_click(approved.viewport(), approved.box_of(0).center())
    assert gone == [Route("events", "edit", planned.festival.id)]


def test_delete_moves_the_card_to_the_trash(board: BoardView, office: Office, planned: Planned, settle: Settle) -> None:
    approved = board.columns[EventState.APPROVED]
    approved.setFocus()
    press(approved, Qt.Key.Key_Delete)
    settle()
    assert list(approved.model.ids) == []


def test_a_card_is_read_out_with_its_kind_and_day(board: BoardView, planned: Planned) -> None:
    ideas = board.columns[EventState.IDEA]
    ideas.setFocus()
    press(ideas, Qt.Key.Key_End)
    assert ideas.accessibleName() == ("Ý tưởng, 2 sự kiện, Chiếu phim «Mùi cỏ cháy», Điện ảnh, Thứ Ba 22/9/2026")


def test_only_cards_in_view_are_fetched_and_painted(
    room: PlanRoom, board: BoardView, office: Office, settle: Settle
) -> None:
    for number in range(130):
        add(office, f"Tọa đàm số {number}", date(2026, 11, 1 + number % 28), EventKind.TALK)
    room._model.board.look()
    settle()
    ideas = board.columns[EventState.IDEA]
    assert len(ideas.model.ids) == 132
    assert len(ideas.model._pages) == 1
    press(ideas, Qt.Key.Key_End)
    board.grab()
    settle()
    assert len(ideas.model._pages) == 2
    assert len(board.findChildren(type(ideas))) == 8
