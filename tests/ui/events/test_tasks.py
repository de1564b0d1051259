"""Tasks of an event: typed, dated, ticked off and dropped with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.task import Check
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_tasks import TasksTab
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]


@pytest.fixture
def tab(room: EventsRoom, festival: Event, settle: Settle) -> TasksTab:
    """The tasks tab of the festival."""
    room.enter(Route("events", "edit", festival.id, (("tab", "tasks"),)))
    settle()
    return room.editor.tasks_tab


def test_a_task_is_typed_with_its_day(tab: TasksTab, office: Office, festival: Event, settle: Settle) -> None:
    assert tab.new.hasFocus()
    type_text(tab.new, "Gửi giấy mời Tòa Thị chính")
    type_text(tab.new_due, "15/9")
    press(tab.new_due, Qt.Key.Key_Return)
    settle()
    (task,) = office.tasks.of_event(festival.id)
    assert (task.title, task.due, task.done) == ("Gửi giấy mời Tòa Thị chính", date(2026, 9, 15), False)
    assert tab.new.hasFocus()
    assert tab.new.value() == ""


def test_a_tick_is_stored_and_counted(
    tab: TasksTab, office: Office, festival: Event, room: EventsRoom, settle: Settle
) -> None:
    office.tasks.save(office.tasks.blank(festival.id, "Đặt hoa"))
    office.tasks.save(office.tasks.blank(festival.id, "In pa-nô"))
    assert tab.tasks is not None
    tab.tasks.reload()
    settle()
    first = next(iter(tab.lines.values()))
    first.tick.click()
    settle()
    assert [task.done for task in office.tasks.of_event(festival.id)] == [True, False]
    assert "1/2" in [each.badge for each in room.editor.tabs_bar._strip.tabs]


def test_a_title_is_stored_while_it_is_typed(
    tab: TasksTab, office: Office, festival: Event, room: EventsRoom, settle: Settle
) -> None:
    office.tasks.save(office.tasks.blank(festival.id, "Đặt hoa"))
    assert tab.tasks is not None
    tab.tasks.reload()
    settle()
    line = next(iter(tab.lines.values()))
    line.title.setFocus()
    line.title.end(False)
    type_text(line.title, " đào")
    room.editor.commit()
    settle()
    assert office.tasks.of_event(festival.id)[0].title == "Đặt hoa đào"
    assert line.title.hasFocus()
    assert next(iter(tab.lines.values())) is line


def test_the_tasks_of_a_template_follow_the_day_once_there_is_one(
    room: EventsRoom, office: Office, settle: Settle
) -> None:
    event, _ = office.templates.add("language-class")
    room.enter(Route("events", "edit", event.id, (("tab", "tasks"),)))
    settle()
    tab = room.editor.tasks_tab
    assert tab._redate.isHidden()
    room.editor.open_tab("content")
    type_text(room.editor.content.when.start, "5/9/2027")
    room.editor.commit()
    settle()
    room.editor.open_tab("tasks")
    assert not tab._redate.isHidden()
    tab._redate.click()
    settle()
    assert office.tasks.of_event(event.id)[0].due == date(2027, 6, 22)
    assert tab._redate.isHidden()


def test_a_deleted_task_comes_back_with_undo(tab: TasksTab, office: Office, festival: Event, settle: Settle) -> None:
    office.tasks.save(office.tasks.blank(festival.id, "Đặt hoa"))
    assert tab.tasks is not None
    tab.tasks.reload()
    settle()
    next(iter(tab.lines.values()))._remove.click()
    settle()
    assert tab.lines == {}
    undone = office.undo.undo()
    tab.kit.bus.publish(undone.change_set)
    settle()
    assert len(tab.lines) == 1


def test_the_template_page_makes_the_event_for_its_day(room: EventsRoom, office: Office, settle: Settle) -> None:
    room.enter(Route("events", "templates", "", (("day", "2027-01-29"),)))
    settle()
    page = room.templates
    assert page.cards["film-week"].hasFocus()
    page.cards["tet-reception"].click()
    page.make.click()
    settle()
    draft = room.editor.draft
    assert draft is not None
    assert draft.event_now.title.vi == "Chiêu đãi mừng Xuân Đinh Mùi tại Praha"
    assert draft.event_now.day == date(2027, 1, 29)
    assert len(office.tasks.of_event(draft.event_now.id)) == 10
    assert room.route() == Route("events", "edit", draft.event_now.id)


def test_an_event_is_copied_from_the_menu_of_its_page(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    room.enter(Route("events", "edit", festival.id))
    settle()
    room.editor.content.city.end(False)
    type_text(room.editor.content.city, " 4")
    room.enter(Route("events", "duplicate"))
    settle()
    draft = room.editor.draft
    assert draft is not None
    assert draft.event_now.id != festival.id
    assert draft.event_now.city == "Praha 4"  # what was typed a moment ago is in the copy
    assert draft.event_now.start is None
    assert draft.stored


def test_today_leads_to_the_very_task(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    task = office.tasks.blank(festival.id, "Đặt hoa")
    office.tasks.save(task)
    office.tasks.save(office.tasks.blank(festival.id, "In pa-nô"))
    room.enter(Route("events", "edit", festival.id, (("tab", "tasks"), ("field", f"tasks.{task.id}"))))
    settle()
    assert room.editor.tasks_tab.lines[task.id].title.hasFocus()


def test_a_budget_line_of_the_template_waits_for_its_amount(room: EventsRoom, office: Office, settle: Settle) -> None:
    event, _ = office.templates.add("film-week", date(2027, 3, 10))
    room.enter(Route("events", "edit", event.id, (("tab", "money"),)))
    settle()
    money = room.editor.money
    assert len(money.hints.buttons) == 5
    money.hints.buttons[1].click()
    room.editor.commit()
    settle()
    assert office.events.get(event.id).money == ()
    row = money._rows[0]
    assert row.amount.hasFocus()
    type_text(row.amount, "12000")
    room.editor.commit()
    settle()
    (line,) = office.events.get(event.id).money
    assert (line.source, line.note, line.money.text()) == ("RS.BUD", "Dịch và làm phụ đề", "12000.00")
    assert len(money.hints.buttons) == 4


def test_a_task_that_could_not_be_stored_is_not_left_without_asking(
    tab: TasksTab,
    office: Office,
    festival: Event,
    room: EventsRoom,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.tasks.save(office.tasks.blank(festival.id, "Đặt hoa"))
    assert tab.tasks is not None
    tab.tasks.reload()
    settle()

    def full(*_task: object, **_step: object) -> None:
        raise UserError("file.no_space", path="office.cdstore", file="office.cdstore")

    monkeypatch.setattr(office.tasks, "save", full)
    line = next(iter(tab.lines.values()))
    type_text(line.title, "mai, ")
    room.editor.commit()
    settle()
    assert room.editor.banner.isVisibleTo(room.editor)
    assert line.title.value() == "mai, Đặt hoa"
    monkeypatch.undo()
    room.editor.commit()
    settle()
    assert room.leave()
    assert office.tasks.of_event(festival.id)[0].title == "mai, Đặt hoa"


def test_steps_of_a_task_are_added_ticked_written_and_removed(
    tab: TasksTab, office: Office, festival: Event, settle: Settle
) -> None:
    office.tasks.save(office.tasks.blank(festival.id, "In giấy mời"))
    assert tab.tasks is not None
    tab.tasks.reload()
    settle()
    (line,) = tab.lines.values()
    line.steps.click()
    assert line.checks.new.hasFocus()
    for step in ("Duyệt mẫu", "Đặt in"):
        type_text(line.checks.new, step)
        press(line.checks.new, Qt.Key.Key_Return)
    line.checks.lines[0][0].click()
    line.checks.lines[1][1].setFocus()
    line.checks.lines[1][1].end(False)
    type_text(line.checks.lines[1][1], " 200 bản")
    tab.tasks.flush()
    settle()
    (task,) = office.tasks.of_event(festival.id)
    assert task.checklist == (Check("Duyệt mẫu", True), Check("Đặt in 200 bản"))
    assert line.steps.text().strip() == "1/2"
    line.checks.findChildren(IconButton)[0].click()
    tab.tasks.flush()
    settle()
    (task,) = office.tasks.of_event(festival.id)
    assert task.checklist == (Check("Đặt in 200 bản"),)
