"""The meter says what is missing and leads there; what is only good to have is said apart and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Attendance, Event, EventState, GoalTag, PressItem, Results
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.completeness import Standing, lines, share
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tests.ui.kit_typing import press, type_text

Settle = Callable[[], None]

HELD = Event(
    id="e", office="CZ-EMB", title=BiText("Đêm thơ", "Poetry night"), summary=BiText("Thơ", "Poems"),
    start=datetime(2026, 2, 3, 17, tzinfo=UTC), venue=BiText("Thư viện", "Library"), city="Praha", country="CZ",
    state=EventState.HELD, goals=(GoalTag("M3", "1", primary=True, reason=BiText("Thơ Việt")),),
)  # fmt: skip


def test_what_is_good_to_have_stands_in_one_line_and_leads_to_the_first() -> None:
    (wished,) = [line for line in lines(HELD, (), bilingual=True) if line.standing is Standing.WISHED]
    assert wished.field == "actors"
    assert len(wished.more) == 8  # five before the event (it names no pillar), three after it
    full = replace(
        HELD,
        actors=(Actor("Hội", "AC.OVN", ActorRole.LEAD),), audience=BiText("Sinh viên"), fit=BiText("Séc yêu thơ"),
        products=("PR.LAN",), channels=("CH.PEO",),
        results=Results(
            attendance=Attendance(80), outcomes=BiText("Tốt"), lessons=BiText("Sớm hơn"), press=(PressItem("ČT24"),),
        ),
    )  # fmt: skip
    (left,) = [line for line in lines(full, (), bilingual=True) if line.standing is Standing.WISHED]
    assert left.field == "results.host_country_share"
    assert share(full, ()) > share(HELD, ())


def test_a_stale_translation_of_any_text_is_pointed_out() -> None:
    stale = replace(HELD, fit=BiText("cũ", "old").with_vi("mới"))
    assert (
        next(line.field for line in lines(stale, (), bilingual=True) if line.standing is Standing.MISSING) == "fit.en"
    )


def test_the_link_in_the_rail_opens_the_fold_and_puts_the_cursor_there(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    office.events.edit(
        festival.id,
        {
            "actors": [{"partner": "Hội A", "category": "AC.HOST", "role": "lead"}],
            "audience": {"vi": "Thiếu nhi"}, "fit": {"vi": "Mùa thu"}, "products": ["PR.MUS"],
        },
    )  # fmt: skip
    room.enter(Route("events", "edit", festival.id))
    settle()
    jumps = [b for b in room.editor.rail.findChildren(Button) if b.accessibleDescription().startswith("Nên có thêm")]
    jumps[0].click()
    settle()
    content = room.editor.content
    assert content.classified.is_open
    assert content.classified.body.chips["channels"].isAncestorOf(room.editor.focusWidget())


def test_f8_walks_through_what_is_missing_and_leaves_wishes_alone(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    office.events.edit(festival.id, {"summary": {"vi": "", "en": ""}})
    room.enter(Route("events", "edit", festival.id))
    settle()
    editor = room.editor
    editor.next_problem(1)
    assert editor.content.texts["summary"].vi.hasFocus()
    editor.next_problem(1)
    assert editor.tabs_bar.current() == "goals"
    editor.next_problem(1)
    assert editor.content.texts["summary"].vi.hasFocus()


def test_the_reason_of_a_postponement_is_in_view(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    office.events.set_state(festival.id, EventState.POSTPONED, "Bão lớn ở Praha")
    room.enter(Route("events", "edit", festival.id))
    settle()
    assert room.editor.head._reason.text() == "·  Lý do: Bão lớn ở Praha"


def test_an_english_text_that_became_stale_is_confirmed_in_place(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    office.events.edit(festival.id, {"audience": {"vi": "Thiếu nhi", "en": "Children"}})
    room.enter(Route("events", "edit", festival.id, (("field", "audience"),)))
    settle()
    field = room.editor.content.context.texts["audience"]
    field.vi.moveCursor(field.vi.textCursor().MoveOperation.End)  # type: ignore[union-attr]
    type_text(field.vi, " Việt")
    assert field.value().english.value == "stale"
    press(field._reviewed, Qt.Key.Key_Return)
    room.editor.commit()
    settle()
    assert office.events.get(festival.id).audience.english.value == "reviewed"
