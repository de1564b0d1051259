"""What people wrote down stands among the tasks, and is ticked off there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.partner import PromisedBy
from cultdip_desktop.domain.task import Check
from cultdip_desktop.domain.today import Work, WorkKind
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.today.view import TodayRoom
from tests.ui.kit_typing import press

Settle = Callable[[], None]
LONG_AGO = timedelta(days=4000)


def today(office: Office) -> date:
    return office.desk.clock.now().date()


def write_task(office: Office, room: TodayRoom) -> str:
    event = office.events.find_ids(EventFilter(sort="start", descending=False))[0]
    (person, *_others) = office.settings.people()
    task = office.tasks.blank(event, "Thuê loa đài", today(office) - LONG_AGO)
    checks = (Check("Hỏi giá", True), Check("Ký hợp đồng"))
    room.kit.bus.publish(office.tasks.save(replace(task, assignee=person.id, checklist=checks)))
    return task.id


def said(room: TodayRoom) -> str:
    return " ".join(label.text() for label in room.tasks.findChildren(PlainLabel))


def test_a_task_stands_first_with_its_person_and_its_list_and_leads_to_its_event(
    room: TodayRoom, office: Office, gone: list[Route], settle: Settle
) -> None:
    task = write_task(office, room)
    settle()
    (person, *_others) = office.settings.people()
    assert "Thuê loa đài" in said(room)
    assert f"{person.name} · 1/2" in said(room)
    room.tasks.rows[0].click()
    assert (gone[-1].place, gone[-1].params) == ("edit", (("tab", "tasks"), ("field", f"tasks.{task}")))


def test_a_tick_by_the_space_bar_finishes_it_and_undo_opens_it_again(
    room: TodayRoom, office: Office, settle: Settle
) -> None:
    write_task(office, room)
    settle()
    before = office.today.view(office.desk.clock.now()).tasks
    tick = room.tasks.findChildren(CheckBox)[0]
    tick.setFocus()
    press(tick, Qt.Key.Key_Space)
    settle()
    assert office.today.view(office.desk.clock.now()).tasks == before - 1
    assert "Thuê loa đài" not in said(room)
    room.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert "Thuê loa đài" in said(room)


def test_what_we_promised_a_partner_is_work_and_what_they_promised_is_not(
    room: TodayRoom, office: Office, gone: list[Route], settle: Settle
) -> None:
    partner, _changes = office.partners.save(replace(office.partners.blank(), name="Viện Phim Séc", name_en="NFA"))
    due = today(office) - LONG_AGO
    for by, promise in ((PromisedBy.US, "Gửi danh mục phim"), (PromisedBy.THEM, "Cho mượn phòng chiếu")):
        contact = replace(office.partners.blank_contact(partner.id), day=due, promise=promise, promise_by=by)
        room.kit.bus.publish(office.partners.log(replace(contact, promise_due=due)))
    settle()
    assert "Gửi danh mục phim" in said(room)
    assert "Viện Phim Séc" in said(room)
    assert "Cho mượn phòng chiếu" not in said(room)
    room.tasks.rows[0].click()
    assert gone[-1] == Route("partners", "edit", partner.id)
    room.tasks.findChildren(CheckBox)[0].click()
    settle()
    assert "Gửi danh mục phim" not in said(room)


def test_tasks_of_trashed_events_done_ones_and_those_of_later_days_are_not_work_of_today(office: Office) -> None:
    now = office.desk.clock.now()
    ids = office.events.find_ids(EventFilter(sort="start", descending=False))
    far = office.tasks.blank(ids[0], "Việc của năm sau", today(office) + timedelta(days=90))
    done = replace(office.tasks.blank(ids[0], "Đã làm", today(office)), done_at=now)
    gone = office.tasks.blank(ids[1], "Của sự kiện đã xóa", today(office))
    office.tasks.save_all([far, done, gone])
    office.events.delete(ids[1])
    listed = [task for group in office.today.view(now).groups for task in group.tasks if isinstance(task, Work)]
    assert listed == []
    office.events.restore(ids[1])
    groups = office.today.view(now).groups
    (work,) = [task for group in groups for task in group.tasks if isinstance(task, Work)]
    assert (work.kind, work.text, work.due) == (WorkKind.TASK, "Của sự kiện đã xóa", today(office))
