"""The history tab: a timeline in words, one field at a time, and single values brought back."""

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
from cultdip_desktop.domain.event import Event, EventState, GoalTag
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_history import COLLAPSED, HistoryTab
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


@pytest.fixture
def history(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> HistoryTab:
    """The festival after a new city, a new reason and a step."""
    event = office.events.save(replace(festival, city="Brno"))[0]
    goal = event.goals[1]
    tagged = (event.goals[0], replace(goal, reason=BiText("Vì công chúng Séc.")))
    event = office.events.save(replace(event, goals=tagged))[0]
    office.events.set_state(event.id, EventState.SUBMITTED)
    room.enter(Route("events", "edit", festival.id, (("tab", "history"),)))
    settle()
    return room.editor.history


def lines(history: HistoryTab) -> list[str]:
    """Everything said, line by line, from the newest on."""
    found = []
    for index in range(history._lines.count()):
        item = history._lines.itemAt(index)
        widget = item.widget() if item is not None else None
        assert widget is not None
        found += [label.text() for label in widget.findChildren(PlainLabel)]
    return found


def restore_buttons(history: HistoryTab) -> list[Button]:
    return [button for button in history.findChildren(Button) if button.accessibleName() == "Khôi phục giá trị này"]


def test_a_timeline_in_words_newest_first(history: HistoryTab) -> None:
    who = "Nguyễn Minh Hà · hôm nay 10:00"
    assert lines(history) == [
        "Đổi trạng thái sự kiện", who, "Trạng thái: «Đang chuẩn bị» → «Trình duyệt»",
        "Sửa sự kiện", who, "Mục tiêu M1: lý giải: trống → «Vì công chúng Séc.»",
        "Sửa sự kiện", who, "Thành phố: «Praha» → «Brno»",
        "Thêm sự kiện", who,
    ]  # fmt: skip


def test_no_raw_path_is_ever_shown(room: EventsRoom, office: Office, festival: Event, settle: Settle, kit: Kit) -> None:
    edition = office.catalogue.current().edition
    money = [{"source": "RS.BUD", "stage": "spent", "amount": "145000", "currency": "CZK"}]
    changes = {
        "title": {"vi": "Tết ở Praha", "en": "Tết in Prague"}, "venue": {"vi": "Sapa", "en": ""}, "all_day": True,
        "country": "SK", "format": "hybrid", "kind": "film", "internal_note": "x", "money": money, "themes": [],
        "goals": [{"code": "M4", "edition": edition, "primary": True, "reason": {"vi": "a", "en": "b"}}],
        "actors": [{"partner": "Hội A", "category": "AC.HOST", "role": "lead"}],
        "results": {"attendance": {"value": 12000, "kind": "total", "method": "tickets"}, "host_country_share": 0.62},
    }  # fmt: skip
    office.events.edit(festival.id, changes)
    for language in ("vi", "en"):
        kit.live.switch(language)  # type: ignore[arg-type]
        room.enter(Route("events", "edit", festival.id, (("tab", "history"),)))
        settle()
        said = "\n".join(lines(room.editor.history))
        for raw in (
            "_",
            "goals.",
            "money.",
            "actors.",
            ".vi",
            ".en",
            "RS.BUD",
            "AC.HOST",
            "hybrid\n",
            "Another",
            "khác",
        ):
            assert raw not in said, raw
    assert "Money: State budget: empty → “Spent CZK 145,000”" in said
    assert "Audience: empty → “12,000”" in said
    kit.live.switch("vi")


def test_one_value_comes_back_and_that_is_undone_by_the_toast(
    room: EventsRoom, history: HistoryTab, office: Office, festival: Event, kit: Kit, settle: Settle
) -> None:
    said: list[tuple[object, ChangeSet]] = []
    room.done.connect(lambda speech, how: said.append((speech, how)))
    button = restore_buttons(history)[-1]
    assert button.accessibleDescription() == "Thành phố: Praha"
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()
    stored = office.events.get(festival.id)
    assert (stored.city, stored.state) == ("Praha", EventState.SUBMITTED)
    assert room.editor.content.city.value() == "Praha"
    assert kit.say(said[-1][0]) == "Đã khôi phục: Thành phố"  # type: ignore[arg-type]
    assert lines(history)[:3] == [
        "Đã khôi phục giá trị cũ của một mục", "Nguyễn Minh Hà · hôm nay 10:00", "Thành phố: «Brno» → «Praha»"
    ]  # fmt: skip
    undone = office.undo.undo()
    assert said[-1][1].action in undone.step.actions
    assert office.events.get(festival.id).city == "Brno"


def test_states_have_no_button_for_they_are_taken_step_by_step(history: HistoryTab) -> None:
    assert [button.accessibleDescription() for button in restore_buttons(history)] == [
        "Mục tiêu M1: lý giải: trống",
        "Thành phố: Praha",
    ]


def test_saves_of_one_field_in_one_focus_are_one_line(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    room.enter(Route("events", "edit", festival.id))
    settle()
    city = room.editor.content.city
    city.setFocus()
    QTest.keyClick(city, Qt.Key.Key_End)
    for part in (" 5", " – Smíchov"):
        type_text(city, part)
        room.editor.commit()
        settle()
    room.editor.open_tab("history")
    settle()
    assert lines(room.editor.history)[2] == "Thành phố: «Praha» → «Praha 5 – Smíchov»"


def test_six_steps_until_more_are_asked_for(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    for number in range(10):
        office.events.save(replace(office.events.get(festival.id), city=f"Praha {number}"))
    room.enter(Route("events", "edit", festival.id, (("tab", "history"),)))
    settle()
    history = room.editor.history
    assert history._lines.count() == COLLAPSED
    assert history._more.accessibleName() == "Xem thêm 5 thay đổi trước đó"
    history._more.click()
    settle()
    assert history._lines.count() == 11
    assert history._more.isHidden()


def test_one_field_alone(room: EventsRoom, history: HistoryTab, settle: Settle) -> None:
    names = [history.field.itemText(index) for index in range(history.field.count())]
    assert names == ["Mọi trường", "Mục tiêu M1: lý giải", "Thành phố", "Trạng thái"]
    history.field.set_value("city")
    history.field.chosen.emit("city")
    assert lines(history) == ["Sửa sự kiện", "Nguyễn Minh Hà · hôm nay 10:00", "Thành phố: «Praha» → «Brno»"]


def test_a_goal_taken_off_comes_back_with_its_reason(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    office.events.save(replace(festival, goals=(festival.goals[1],)))
    room.enter(Route("events", "edit", festival.id, (("tab", "history"),)))
    settle()
    history = room.editor.history
    at = next(button for button in restore_buttons(history) if "Mục tiêu M3" in button.accessibleDescription())
    at.click()
    settle()
    found = {tag.code: tag for tag in office.events.get(festival.id).goals}
    assert isinstance(found["M3"], GoalTag)
    assert found["M3"].reason.vi == "Giới thiệu phong tục Tết Trung thu."


def test_tab_goes_through_the_lines_from_top_to_bottom(
    room: EventsRoom, history: HistoryTab, app: QApplication
) -> None:
    room.window().activateWindow()
    history.field.setFocus()
    visited = []
    for _turn in range(2):
        focused = app.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = app.focusWidget()
        assert now is not None
        visited.append(now.accessibleDescription())
    assert visited == ["Mục tiêu M1: lý giải: trống", "Thành phố: Praha"]


def test_files_are_named_when_they_come_and_go(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    added = office.media.attach(festival.id, photos[:2]).added
    office.media.remove(added[0].id)
    room.enter(Route("events", "edit", festival.id, (("tab", "history"),)))
    settle()
    said = [line for line in lines(room.editor.history) if "hôm nay" not in line]
    assert said == [
        "Gỡ tệp khỏi sự kiện: Rước đèn 1.jpg",
        "Đính kèm 2 tệp: Rước đèn 1.jpg, Rước đèn 2.jpg",
        "Thêm sự kiện",
    ]
