"""Results beyond a number: press coverage, agreements and leads, evidence, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import (
    AttendanceKind,
    Event,
    EventState,
    Evidence,
    Gain,
    GainKind,
    PressItem,
    PressKind,
    Results,
)
from cultdip_desktop.domain.plan_words import TaskKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_gains import GainLine
from cultdip_desktop.ui.rooms.events.view_press import PressLine
from cultdip_desktop.ui.rooms.events.view_results import ResultsTab
from tests.ui.kit_typing import compose, press, type_text

Settle = Callable[[], None]


@pytest.fixture
def results(room: EventsRoom, festival: Event, settle: Settle) -> ResultsTab:
    """The results tab of the festival."""
    room.enter(Route("events", "edit", festival.id, (("tab", "results"),)))
    settle()
    return room.editor.results


@pytest.fixture
def stored(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> Callable[[], Event]:
    """The festival as it is in the store once everything typed is."""

    def ask() -> Event:
        room.editor.commit()
        settle()
        return office.events.get(festival.id)

    return ask


def added_press(results: ResultsTab) -> PressLine:
    results.press.add_line()
    line = results.press.lines[-1]
    assert isinstance(line, PressLine)
    return line


def test_coverage_is_written_line_by_line(results: ResultsTab, stored: Callable[[], Event]) -> None:
    line = added_press(results)
    assert line.outlet.hasFocus()
    compose(line.outlet, "N", "Nh", "Nhâ", commit="Nhân")
    type_text(line.outlet, " Dân")
    type_text(line.title, "Trung thu giữa lòng Praha")
    type_text(line.day, "26/9/2026")
    type_text(line.reach, "12000")
    type_text(line.link, "https://nhandan.vn/trung-thu")
    for letter in "tieng viet":
        press(line.language, Qt.Key.Key_unknown, text=letter)
    for letter in "bao in":
        press(line.kind, Qt.Key.Key_unknown, text=letter)
    assert stored().results.press == (
        PressItem(
            "Nhân Dân", PressKind.PRINT, "Trung thu giữa lòng Praha", "vi", date(2026, 9, 26), 12000,
            "https://nhandan.vn/trung-thu",
        ),
    )  # fmt: skip


def test_coverage_without_an_outlet_waits(results: ResultsTab, stored: Callable[[], Event]) -> None:
    line = added_press(results)
    type_text(line.title, "Một bài báo")
    assert stored().results.press == ()
    assert results.press.lines == [line]  # what is half written stays in view
    type_text(line.outlet, "ČT24")
    assert stored().results.press[0].title == "Một bài báo"


def test_a_day_that_cannot_be_read_is_kept_aside(
    results: ResultsTab, stored: Callable[[], Event], office: Office, room: EventsRoom, settle: Settle
) -> None:
    line = added_press(results)
    type_text(line.outlet, "ČT24")
    type_text(line.day, "hôm qua")
    assert stored().results.press[0].day is None
    draft = room.editor.draft
    assert draft is not None
    assert dict(draft.typed) == {"results.press.0.day": "hôm qua"}
    (kept,) = office.drafts.kept()
    assert dict(kept.typed) == {"results.press.0.day": "hôm qua"}


def test_coverage_is_removed_and_undo_brings_it_back(
    results: ResultsTab, stored: Callable[[], Event], office: Office, kit: object, settle: Settle
) -> None:
    line = added_press(results)
    type_text(line.outlet, "Novinky")
    stored()
    results.press.remove(line)
    assert stored().results.press == ()
    undone = office.undo.undo()
    results.kit.bus.publish(undone.change_set)
    settle()
    shown = results.press.lines[0]
    assert isinstance(shown, PressLine)
    assert shown.outlet.value() == "Novinky"


def test_agreements_and_leads_are_written_in_two_languages(results: ResultsTab, stored: Callable[[], Event]) -> None:
    results.gains.add_line()
    line = results.gains.lines[0]
    assert isinstance(line, GainLine)
    assert line.text.vi.hasFocus()
    type_text(line.text.vi, "Ký biên bản ghi nhớ với Bảo tàng Náprstek")
    type_text(line.text.en, "Memorandum with the Náprstek Museum")
    type_text(line.partner, "Bảo tàng Náprstek")
    text = BiText("Ký biên bản ghi nhớ với Bảo tàng Náprstek", "Memorandum with the Náprstek Museum")
    assert stored().results.gains == (Gain(GainKind.AGREEMENT, text, "Bảo tàng Náprstek"),)


def test_one_field_in_one_focus_is_one_step(results: ResultsTab, stored: Callable[[], Event], office: Office) -> None:
    results.follow_up.vi.setFocus()
    type_text(results.follow_up.vi, "Gửi thư cảm ơn")
    results.lessons.vi.setFocus()
    type_text(results.lessons.vi, "Mời báo chí sớm hơn")
    assert stored().results == Results(lessons=BiText("Mời báo chí sớm hơn"), follow_up=BiText("Gửi thư cảm ơn"))
    office.undo.undo()
    assert stored().results.follow_up == BiText("Gửi thư cảm ơn")
    assert office.undo.state().undo is not None


def test_what_is_to_be_done_next_becomes_a_task(
    results: ResultsTab, office: Office, festival: Event, settle: Settle
) -> None:
    type_text(results.follow_up.vi, "Gửi thư cảm ơn Tòa Thị chính")
    results.to_task.click()
    settle()
    (task,) = office.tasks.of_event(festival.id)
    assert (task.title, task.kind) == ("Gửi thư cảm ơn Tòa Thị chính", TaskKind.FOLLOW_UP)


def test_a_number_is_proved_by_a_file_which_one_click_shows(
    results: ResultsTab,
    stored: Callable[[], Event],
    office: Office,
    room: EventsRoom,
    festival: Event,
    photos: list[Path],
    settle: Settle,
) -> None:
    office.media.attach(festival.id, photos[:2])
    media = room.editor.media
    assert media is not None
    media.reload()
    settle()
    first = media.items[0].id
    clip = results.clips[0]
    assert clip.accessibleName() == "Minh chứng: Công chúng, chưa có tệp nào"
    clip.fill()
    clip.menu_shown.actions()[0].trigger()
    assert stored().evidence == (Evidence("results.attendance", first),)
    assert clip.accessibleName() == "Minh chứng: Công chúng, 1 tệp"
    clip.fill()
    clip.menu_shown.actions()[0].trigger()
    settle()
    assert room.editor.tabs_bar.current() == "media"
    assert room.editor.media_tab.gallery.selected_ids() == (first,)
    clip.fill()
    clip.menu_shown.actions()[1].trigger()
    assert stored().evidence == ()


def test_the_format_says_whom_one_counts(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    office.events.edit(festival.id, {"format": "hybrid"})
    room.enter(Route("events", "edit", festival.id, (("tab", "results"),)))
    settle()
    results = room.editor.results
    type_text(results.attendance, "350")
    room.editor.commit()
    settle()
    came = office.events.get(festival.id).results.attendance
    assert came is not None
    assert (came.value, came.kind) == (350, AttendanceKind.TOTAL)


def test_ctrl_enter_completes_the_results_and_opens_the_next_event(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    reason = BiText("Giới thiệu phong tục.")
    ready = replace(
        festival,
        start=datetime(2026, 8, 20, 15, tzinfo=UTC), end=datetime(2026, 8, 20, 19, tzinfo=UTC),
        state=EventState.APPROVED, goals=tuple(replace(tag, reason=reason) for tag in festival.goals),
    )  # fmt: skip
    office.events.save(ready)
    blank = office.events.blank()
    later, _ = office.events.save(
        replace(ready, id=blank.id, number="", title=BiText("Đêm nhạc"), state=EventState.HELD)
    )
    room.enter(Route("events", "edit", festival.id, (("tab", "results"),)))
    settle()
    editor = room.editor
    editor.finish()
    settle()
    assert editor.banner.isVisibleTo(editor)  # nobody has counted the audience yet
    assert editor.results.attendance.isEnabled()
    type_text(editor.results.attendance, "640")
    editor.finish()
    settle()
    done = office.events.get(festival.id)
    assert (done.state, done.results.attendance and done.results.attendance.value) == (EventState.RESULTS_IN, 640)
    assert editor.draft is not None
    assert editor.draft.event_now.id == later.id
    assert editor.tabs_bar.current() == "results"


def test_an_amount_is_proved_by_a_file_too(
    room: EventsRoom, office: Office, festival: Event, photos: list[Path], settle: Settle
) -> None:
    office.events.edit(
        festival.id, {"money": [{"source": "RS.BUD", "stage": "spent", "amount": "500", "currency": "CZK"}]}
    )
    office.media.attach(festival.id, photos[:1])
    room.enter(Route("events", "edit", festival.id, (("tab", "money"),)))
    settle()
    clip = room.editor.money._rows[0].clip
    clip.fill()
    clip.menu_shown.actions()[0].trigger()
    room.editor.commit()
    settle()
    (proof,) = office.events.get(festival.id).evidence
    assert proof.field == "money.RS.BUD.spent"
    assert clip.accessibleName() == "Minh chứng: Số tiền, 1 tệp"


def test_a_number_far_above_the_plan_is_asked_about_once(
    results: ResultsTab, room: EventsRoom, stored: Callable[[], Event], settle: Settle
) -> None:
    room.editor.draft.edit(planned_attendance=2000)
    settle()
    type_text(results.attendance, "9999")
    assert results._doubt.isHidden()
    results.attendance.clear()
    type_text(results.attendance, "12000")
    assert "12.000" in results._doubt.question.text()
    assert "2.000" in results._doubt.question.text()
    assert stored().attendance == 12000, "nothing waits for the answer"
    results._doubt.right.click()
    assert results._doubt.isHidden()
    results.attendance.clear()
    type_text(results.attendance, "12001")
    assert not results._doubt.isHidden(), "another number is another question"
    results.attendance.clear()
    type_text(results.attendance, "1200")
    assert results._doubt.isHidden()


def test_the_planned_audience_is_typed_with_the_content(
    room: EventsRoom, festival: Event, settle: Settle, stored: Callable[[], Event]
) -> None:
    room.enter(Route("events", "edit", festival.id, (("tab", "content"),)))
    settle()
    planned = room.editor.content.context.planned
    type_text(planned, "1.500")
    assert stored().planned_attendance == 1500
    planned.clear()
    type_text(planned, "nhiều")
    press(planned, Qt.Key.Key_Tab)
    assert not planned.valid
    planned.clear()
    assert stored().planned_attendance is None
