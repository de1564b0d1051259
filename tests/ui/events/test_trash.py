"""The trash: who, when, until when; restored together, deleted for good only after asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.model import Cell
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_trash import TrashPage

Settle = Callable[[], None]


@pytest.fixture
def trash(room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle) -> TrashPage:
    """A deleted film evening and a photo taken off the festival."""
    film = replace(festival, id=office.events.blank().id, number="", title=BiText("Chiếu phim «Em bé Hà Nội»"))
    office.events.save(film)
    office.events.delete(film.id)
    item = office.media.attach(festival.id, photos[:1]).added[0]
    office.media.remove(item.id)
    room.window().activateWindow()
    room.enter(Route("events", "trash"))
    settle()
    return room.trash


def cells(page: TrashPage, row: int) -> list[Cell]:
    found = [page.model.cell(row, column) for column in range(1, len(page.model.columns))]
    assert all(cell is not None for cell in found)
    return [cell for cell in found if cell is not None]


def dialog(page: TrashPage) -> Confirm:
    return page.findChildren(Confirm)[-1]


def test_every_line_says_what_who_when_and_until_when(trash: TrashPage) -> None:
    lines = {cells(trash, row)[0].text: cells(trash, row) for row in range(2)}
    what, deleted, goes = lines["Chiếu phim «Em bé Hà Nội»"]
    assert what.sub.startswith("SK-2026-")
    assert (deleted.text, deleted.sub) == ("1/9/2026, 10:00", "Nguyễn Minh Hà")
    assert (goes.text, goes.sub) == ("30/11/2026", "còn 90 ngày")
    assert lines["Rước đèn 1.jpg"][0].sub == "Tệp của «Đêm hội Trung thu Praha 2026»"


def test_event_and_file_are_restored_in_one_step(
    room: EventsRoom, trash: TrashPage, office: Office, festival: Event, kit: Kit, settle: Settle
) -> None:
    said: list[tuple[object, ChangeSet]] = []
    room.done.connect(lambda speech, how: said.append((speech, how)))
    trash.table.setFocus()
    QTest.keyClick(trash.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert trash.restore.accessibleName() == "Khôi phục 2 mục"
    QTest.keyClick(trash.table, Qt.Key.Key_Return)
    settle()
    assert kit.say(said[-1][0]) == "Đã khôi phục 2 mục"  # type: ignore[arg-type]
    assert len(office.events.find_ids(EventFilter())) == 2
    assert len(office.media.of_event(festival.id)) == 1
    assert list(trash.model.ids) == []
    kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert len(trash.model.ids) == 2


def test_deleting_for_good_asks_with_the_focus_on_cancel(
    trash: TrashPage, office: Office, app: QApplication, settle: Settle
) -> None:
    trash.table.setFocus()
    row = next(row for row in range(2) if cells(trash, row)[0].icon == "ticket")
    trash.table.select(trash.model.ids[row])
    QTest.keyClick(trash.table, Qt.Key.Key_Delete)
    settle()
    asked = dialog(trash)
    assert app.focusWidget() is asked.cancel
    assert asked.action.accessibleName() == "Xóa vĩnh viễn 1 sự kiện"
    assert asked.action.property("kind") == "danger"
    QTest.keyClick(asked.cancel, Qt.Key.Key_Return)
    settle()
    assert len(office.trash.rows()) == 2


def test_what_is_deleted_for_good_is_gone_and_cannot_be_undone(
    trash: TrashPage, office: Office, settle: Settle
) -> None:
    trash.model.check(trash.model.ids)
    trash.purge.click()
    settle()
    assert dialog(trash).action.accessibleName() == "Xóa vĩnh viễn 2 mục"
    dialog(trash).action.click()
    settle()
    assert office.trash.rows() == ()
    assert trash._pages.currentIndex() == 1
    assert trash.restore.toolTip() == "Hãy chọn một mục trước"


def test_the_page_follows_what_happens_elsewhere(
    trash: TrashPage, office: Office, festival: Event, kit: Kit, settle: Settle
) -> None:
    kit.bus.publish(office.events.delete(festival.id))
    settle()
    titles = {cells(trash, row)[0].text for row in range(len(trash.model.ids))}
    assert titles == {"Đêm hội Trung thu Praha 2026", "Chiếu phim «Em bé Hà Nội»"}


def test_esc_and_the_arrow_lead_back_to_the_list(room: EventsRoom, trash: TrashPage, settle: Settle) -> None:
    assert room.route() == Route("events", "trash")
    trash.back.emit()
    settle()
    assert room.route() == Route("events")
    assert not room.head.isHidden()
