"""Events from templates and copies of events: what they bring, and what they never invent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import (
    FACETS,
    Attendance,
    EventKind,
    EventState,
    Evidence,
    Gain,
    GainKind,
    GoalTag,
    PressItem,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The embassy in Praha, with nothing in it."""
    clock = FixedClock(NOW)
    made = create_mission(
        tmp_path / "office", mission_id="CZ-EMB", passphrase="Hoa sen nở bên hồ Vltava", language="vi",
        person_name="Nguyễn Minh Hà", clock=clock, ids=SeededIds(3, clock),
    ).office  # fmt: skip
    yield made
    made.close()


def test_six_templates_whose_codes_the_catalogue_knows(office: Office) -> None:
    catalogue = office.catalogue.current()
    templates = office.templates.all()
    assert [template.id for template in templates] == [
        "film-week", "tet-reception", "exhibition", "viet-nam-day", "language-class", "cuisine-fair",
    ]  # fmt: skip
    for template in templates:
        codes = [code for each in template.codes.values() for code in each]
        codes += [hint.source for hint in template.budget] + [
            code for code in (template.scale, template.occasion) if code
        ]
        assert [code for code in codes if catalogue.find(code) is None] == []
        assert all(catalogue.is_goal(hint.code) for hint in template.goals)
        assert set(template.codes) <= set(FACETS.values())
        texts = (template.name, template.about, template.title, template.summary, template.audience)
        hints = (*(task.title for task in template.tasks), *(hint.why for hint in template.goals))
        assert all(text.vi and text.en for text in (*texts, *hints))
        assert not office.events.check(office.templates.make(template.id, date(2027, 5, 8)).event)[1:]  # goals alone


def test_tasks_are_due_so_many_days_before_and_after(office: Office) -> None:
    made = office.templates.make("film-week", date(2027, 3, 10))
    assert (made.event.kind, made.event.all_day) == (EventKind.FILM, True)
    assert (made.event.local_start, made.event.local_end) == (
        datetime.fromisoformat("2027-03-10T00:00+01:00"), datetime.fromisoformat("2027-03-14T00:00+01:00"),
    )  # fmt: skip
    first, last = made.tasks[0], made.tasks[-1]
    assert first.due == date(2027, 3, 10) - timedelta(days=120)
    assert last.due == date(2027, 3, 21)  # a week after its last day
    assert first.title.startswith("Xin ý kiến lãnh đạo cơ quan đại diện")
    assert {task.event_id for task in made.tasks} == {made.event.id}


def test_a_reception_shortly_before_tet_greets_the_year_to_come(office: Office) -> None:
    event = office.templates.make("tet-reception", date(2027, 1, 29)).event
    assert event.title == BiText("Chiêu đãi mừng Xuân Đinh Mùi tại Praha", "Tết Reception, Year Đinh Mùi, in Prague")


def test_a_template_brings_no_goal_and_no_sum(office: Office) -> None:
    event = office.templates.make("viet-nam-day", date(2027, 6, 5)).event
    assert event.goals == ()
    assert event.money == ()
    assert [hint.code for hint in office.templates.goals(event)] == ["M1", "M3", "G4.1"]
    assert [hint.source for hint in office.templates.budget(event)][:2] == ["RS.BUD", "RS.BUD"]


def test_event_and_tasks_are_one_action(office: Office) -> None:
    event, changes = office.templates.add("exhibition", date(2027, 4, 1), title=BiText("Sơn mài Việt Nam"))
    assert changes.kinds >= {"event", "task"}
    assert event.title == BiText("Sơn mài Việt Nam")
    assert event.number == "SK-2027-001"
    assert len(office.tasks.of_event(event.id)) == 11
    office.undo.undo()
    assert office.events.find_ids(EventFilter()) == []
    assert office.tasks.of_event(event.id) == ()
    office.undo.redo()
    assert len(office.tasks.of_event(event.id)) == 11


def test_an_unknown_template_is_named(office: Office) -> None:
    with pytest.raises(UserError, match=r"template\.not_found"):
        office.templates.add("lễ hội hoa đăng")


def test_a_copy_is_an_idea_without_results_number_and_money_spent(office: Office) -> None:
    money = Money.parse("1000.00", "CZK")
    edition = office.catalogue.current().edition
    blank = office.events.blank()
    source, _ = office.events.save(
        replace(
            blank,
            title=BiText("Đêm hội Trung thu", "Mid-Autumn night"),
            state=EventState.HELD,
            start=datetime(2026, 9, 25, 15, 30, tzinfo=UTC),
            end=datetime(2026, 9, 26, 19, 0, tzinfo=UTC),
            goals=(GoalTag("M3", edition, primary=True, reason=BiText("Giới thiệu phong tục.")),),
            products=("PR.MUS",),
            audience=BiText("Thiếu nhi Việt – Séc"),
            link_note=BiText("Hai biên bản ghi nhớ"),
            results=Results(
                attendance=Attendance(1200), press=(PressItem("Novinky"),), gains=(Gain(GainKind.VISIT, BiText("x")),)
            ),
            money=(MoneyLine("RS.BUD", MoneyStage.PLANNED, money), MoneyLine("RS.BUD", MoneyStage.SPENT, money)),
            evidence=(Evidence("results.attendance", "m1"),),
        )
    )
    copy = office.events.duplicate(source.id)
    assert (copy.title, copy.goals, copy.products, copy.audience) == (
        source.title, source.goals, source.products, source.audience,
    )  # fmt: skip
    assert (copy.state, copy.number, copy.start, copy.results, copy.evidence) == (
        EventState.IDEA,
        "",
        None,
        Results(),
        (),
    )
    assert copy.money == (MoneyLine("RS.BUD", MoneyStage.PLANNED, money),)
    assert not copy.link_note
    assert copy.id != source.id
    autumn = office.events.duplicate(source.id, date(2027, 11, 6))
    assert (autumn.local_start, autumn.local_end) == (
        datetime.fromisoformat("2027-11-06T17:30+01:00"), datetime.fromisoformat("2027-11-07T21:00+01:00"),
    )  # fmt: skip
    assert office.events.find_ids(EventFilter()) == [source.id]  # nothing is stored by asking


def test_an_event_with_tasks_can_leave_the_trash_for_good(office: Office) -> None:
    event, _ = office.templates.add("language-class", date(2027, 9, 5))
    office.events.delete(event.id)
    office.trash.purge(office.trash.rows())
    assert office.tasks.of_event(event.id) == ()


def test_a_task_is_ticked_opened_again_and_dropped(office: Office) -> None:
    event, _ = office.templates.add("cuisine-fair", date(2027, 5, 8))
    first, second, *_ = office.tasks.of_event(event.id)
    office.tasks.done([first.id])
    assert office.tasks.of_event(event.id)[0].done
    office.tasks.done([first.id], done=False)
    office.tasks.delete([second.id])
    left = office.tasks.of_event(event.id)
    assert (left[0].done, second.id in {task.id for task in left}) == (False, False)
    office.undo.undo()
    assert office.tasks.of_event(event.id)[1] == second


def test_a_task_without_a_day_stands_last(office: Office) -> None:
    event, _ = office.templates.add("language-class", date(2027, 9, 5))
    office.tasks.save(office.tasks.blank(event.id, "Mượn cờ Tổ quốc"))
    assert office.tasks.of_event(event.id)[-1].title == "Mượn cờ Tổ quốc"
