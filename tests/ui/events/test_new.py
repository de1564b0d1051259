"""A new event that another room asks for begins with what that room knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cultdip_desktop.app import Office
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.wishes import Wish
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


def new(*params: tuple[str, str]) -> Route:
    return Route("events", "new", "", params)


def test_a_day_of_the_calendar_is_the_day_of_the_new_event(room: EventsRoom, office: Office, settle: Settle) -> None:
    room.enter(new(("day", "2026-11-24")))
    settle()
    draft = room.editor.draft
    assert draft is not None
    assert (draft.event_now.day, draft.event_now.all_day) == (date(2026, 11, 24), True)
    assert room.editor.content.when.start.moment() is not None
    assert room.editor.content.texts["title"].vi.hasFocus()
    assert office.events.find_ids(EventFilter()) == []  # nothing to keep before somebody types


def test_the_first_letter_keeps_the_day_too(room: EventsRoom, office: Office, settle: Settle) -> None:
    room.enter(new(("day", "2026-11-24")))
    settle()
    type_text(room.editor.content.texts["title"].vi, "Ngày Văn hóa Việt Nam")
    room.leave()
    settle()
    (event_id,) = office.events.find_ids(EventFilter())
    event = office.events.get(event_id)
    assert (event.title.vi, event.day) == ("Ngày Văn hóa Việt Nam", date(2026, 11, 24))


def test_a_title_that_was_typed_elsewhere_is_kept_at_once(room: EventsRoom, office: Office, settle: Settle) -> None:
    room.enter(new(("day", "2026-09-25"), ("title", "Rằm tháng Tám")))
    settle()
    (event_id,) = office.events.find_ids(EventFilter())
    assert office.events.get(event_id).title == BiText("Rằm tháng Tám")
    assert room.route() == Route("events", "edit", event_id)


def test_the_goals_asked_for_are_chosen_and_unknown_ones_are_not(room: EventsRoom, settle: Settle) -> None:
    room.enter(new(("goal", "M4"), ("goal", "M9"), ("goal", "G5")))
    settle()
    draft = room.editor.draft
    assert draft is not None
    assert [(tag.code, tag.primary) for tag in draft.event_now.goals] == [("M4", True), ("G5", False)]


def test_a_day_that_cannot_be_read_is_left_out() -> None:
    assert Wish.of(new(("day", "30/2/2026"), ("title", "  "))) == Wish()
