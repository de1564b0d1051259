"""What headquarters sees of a period: numbers that add up, states in words, who is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.inbox.values import Inbox
from cultdip_desktop.ui.rooms.inbox.view import InboxRoom
from cultdip_desktop.ui.rooms.inbox.view_tiles import Tile
from cultdip_desktop.ui.rooms.inbox.viewmodel import Group
from tests.ui.inbox import stand_in
from tests.ui.kit_typing import type_text

Q3 = Period(2026, "Q3")


def table(room: InboxRoom) -> TableView:
    return next(one for one in room.findChildren(TableView) if one.isVisible())


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel) if label.isVisible())


def cells(room: InboxRoom, row: int) -> list[str]:
    model = table(room).paged
    return [(cell.text if (cell := model.cell(row, column)) else "") for column in range(len(model.columns))]


def test_the_missions_of_the_list_divide_into_three_groups_that_add_up() -> None:
    inbox = stand_in.full_inbox()
    standing = Inbox(tuple(inbox.rows()), inbox.missions()).standing(Q3)
    assert standing.listed == standing.taken_in + standing.attention + len(standing.not_sent) == 109
    assert (standing.taken_in, standing.attention, standing.strangers) == (4, 4, 1)


def test_a_refused_package_needs_nobody_once_its_mission_has_sent_a_good_one() -> None:
    refused = stand_in.received("bad", "CZ-EMB", 0, InboxOutcome.REFUSED, result="not_valid", hours=9)
    good = stand_in.received("good", "CZ-EMB", 1, InboxOutcome.IMPORTED, hours=1)
    lines = Inbox((good, refused), stand_in.full_inbox().missions()).lines(Q3)
    assert [line.attention for line in lines] == [False, False]


def test_a_refused_package_after_a_good_one_still_needs_somebody() -> None:
    refused = stand_in.received("bad", "CZ-EMB", 7, InboxOutcome.REFUSED, result="not_valid", hours=1)
    good = stand_in.received("good", "CZ-EMB", 1, InboxOutcome.IMPORTED, hours=9)
    standing = Inbox((refused, good), stand_in.full_inbox().missions()).standing(Q3)
    assert (standing.taken_in, standing.attention) == (0, 1)


def test_a_damaged_copy_of_a_package_that_was_taken_in_needs_nobody() -> None:
    good = stand_in.received("good", "CZ-EMB", 2, InboxOutcome.IMPORTED, hours=9)
    copy = stand_in.received("copy", "CZ-EMB", 2, InboxOutcome.REFUSED, result="not_valid", hours=1)
    assert [line.attention for line in Inbox((copy, good), ()).lines(Q3)] == [False, False]


def test_a_package_of_days_is_listed_under_the_period_that_has_these_days() -> None:
    row = stand_in.received("r", "CZ-EMB", 1, InboxOutcome.IMPORTED, period="2026-07-01/2026-09-30")
    assert len(Inbox((row,), ()).lines(Q3)) == 1
    assert Inbox((row,), ()).lines(Period(2026, "Q2")) == ()


def test_a_package_that_nobody_can_read_is_listed_under_the_quarter_due_when_it_came() -> None:
    row = stand_in.received("r", "", 0, InboxOutcome.REFUSED, result="unreadable", period="")
    assert len(Inbox((row,), ()).lines(Q3)) == len(Inbox((row,), ()).lines(None)) == 1
    assert Inbox((row,), ()).lines(Period(2026, "Q2")) == ()


def test_a_period_without_packages_says_so_and_leads_to_all(opened: InboxRoom, settle: Callable[[], None]) -> None:
    opened._model.choose_period(Period(2024, "H1"))
    assert "Chưa nhận được gói nào của 6 tháng đầu năm 2024." in texts(opened)
    opened._list._act_on_empty()
    assert len(table(opened).paged.ids) == 10


def test_the_tiles_show_the_quarter_that_has_just_ended(opened: InboxRoom) -> None:
    assert [tile.number() for tile in opened.findChildren(Tile)] == ["109", "4", "4", "101"]
    assert opened.findChildren(ComboBox)[0].value() == Q3


def test_every_state_and_outcome_stands_in_words(opened: InboxRoom) -> None:
    found = {row[0]: row[2:4] for row in (cells(opened, index) for index in range(9))}
    assert found["Cộng hòa Séc"] == ["Hợp lệ", "Đã tiếp nhận"]
    assert found["Pháp"] == ["Hợp lệ, lưu ý", "Chờ gói số 2, 3"]
    assert found["Algeria"] == ["Không hợp lệ", "Từ chối, cách ly"]
    assert found["Brazil"][1] == "Hai bản trùng số"
    assert found["Ấn Độ"] == ["Không xác định", "Từ chối, cách ly"]
    assert found["Chưa rõ cơ quan gửi"][0] == "Không đọc được"


def test_what_is_unknown_is_never_called_valid(opened: InboxRoom, settle: Callable[[], None]) -> None:
    table(opened).select("r6")
    settle()
    assert "Hợp lệ" not in texts(opened)


def test_the_segments_count_packages_and_the_last_one_missions(opened: InboxRoom, settle: Callable[[], None]) -> None:
    groups = opened.findChildren(Segmented)[0]
    labels = [child.text() for child in groups.children() if hasattr(child, "text")]
    assert labels == ["Tất cả 9", "Đã tiếp nhận 4", "Cần xử lý 5", "Chưa gửi 101"]


def test_the_missions_that_have_not_sent_are_listed_by_name(opened: InboxRoom) -> None:
    opened._model.choose_group(Group.NOT_SENT)
    assert len(table(opened).paged.ids) == 101
    assert "CZ-EMB" not in table(opened).paged.ids


def test_search_finds_without_marks(opened: InboxRoom, settle: Callable[[], None]) -> None:
    field = opened.findChildren(SearchField)[0]
    type_text(field, "an do")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert list(table(opened).paged.ids) == ["r6"]
    assert field.value() == "an do"


def test_f8_goes_from_one_package_that_needs_attention_to_the_next(opened: InboxRoom) -> None:
    table(opened).setFocus()
    opened._list.next_problem(1)
    first = table(opened).current_id()
    opened._list.next_problem(1)
    assert [first, table(opened).current_id()] == ["r3", "r4"]


def test_the_inspector_says_that_a_refused_package_is_in_quarantine(
    opened: InboxRoom, settle: Callable[[], None]
) -> None:
    table(opened).select("r4")
    settle()
    said = texts(opened._list.inspector)
    assert "Gói đã được cách ly" in said
    assert "Người ký, chưa được xác nhận" in said


def test_the_inspector_lists_every_check_of_a_good_package(opened: InboxRoom, settle: Callable[[], None]) -> None:
    table(opened).select("r1")
    settle()
    said = texts(opened._list.inspector)
    for name in ("Kích thước", "Cấu trúc gói", "Chữ ký số", "Thu hồi chứng thư", "Toàn vẹn", "Trình tự", "Nơi nhận"):
        assert name in said
    assert "Nối tiếp gói trước" in said or "số 2" in said


def test_a_held_package_names_the_numbers_it_waits_for(opened: InboxRoom, settle: Callable[[], None]) -> None:
    table(opened).select("r3")
    settle()
    assert "Chờ gói số 2, 3 của cơ quan này." in texts(opened._list.inspector)


def test_the_route_of_a_package_shows_it_in_its_period(room: InboxRoom, settle: Callable[[], None]) -> None:
    room.enter(Route("inbox", "package", "r8"))
    settle()
    assert room.route() == Route("inbox", "package", "r8")
    assert room._model.period == Period(2026, "Q2")


def test_a_package_that_is_gone_is_said_so(room: InboxRoom, settle: Callable[[], None]) -> None:
    room.enter(Route("inbox", "package", "nobody"))
    settle()
    assert room.banner.isVisible()


def test_an_empty_inbox_says_how_to_begin(
    kit: Kit, room: InboxRoom, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    inbox.received.clear()
    room.enter(Route("inbox"))
    settle()
    assert "Chưa nhận được gói nào." in texts(room)


def test_the_list_follows_the_language(kit: Kit, opened: InboxRoom) -> None:
    kit.live.switch("en")
    assert "Czechia" in {cells(opened, row)[0] for row in range(9)}
    assert opened.head.title.text() == "Inbox"


def test_the_list_refreshes_when_something_was_taken_in(
    kit: Kit, opened: InboxRoom, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    inbox.received.insert(0, stand_in.received("new", "CU-EMB", 1, InboxOutcome.IMPORTED))
    kit.bus.publish(ChangeSet("a", "hq.import", frozenset({"inbox"}), frozenset({"new"})))
    settle()
    assert "new" in table(opened).paged.ids


def test_a_received_file_can_be_saved_once_more(
    opened: InboxRoom, files: ScriptedFileChooser, tmp_path, settle: Callable[[], None]
) -> None:
    files.answers.append(tmp_path / "ban-sao.cdrp")
    told: list[object] = []
    opened.done.connect(lambda speech, _undo: told.append(speech))
    opened._list.copy_asked.emit("r4")
    settle()
    assert (tmp_path / "ban-sao.cdrp").exists()
    assert told
