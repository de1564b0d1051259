"""Every new field stands in the history in words, and its old value comes back alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event, Evidence, Gain, GainKind, PressItem, PressKind, Results
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.view import EventsRoom

Settle = Callable[[], None]

OLD = Results(
    press=(PressItem("ČT24", PressKind.TELEVISION, "Lampiony", "cs", date(2026, 9, 26), 90000),),
    gains=(Gain(GainKind.LEAD, BiText("Tour di sản")),),
    follow_up=BiText("Gửi thư"),
)
CHANGES: tuple[tuple[str, Any], ...] = (
    ("audience", BiText("Thiếu nhi", "Children")),
    ("fit", BiText("Mùa thu")),
    ("link_note", BiText("Biên bản")),
    ("occasion", "OC.ANN"),
    ("occasion_note", "75 năm"),
    ("risk_note", "Mưa"),
    ("channels", ("CH.STA",)),
    ("pillars", ("PI.ECO",)),
    ("forums", ("MD.UN",)),
    ("trends", ("G4.2.1",)),
    ("people", ("PP3",)),
    ("local", ("LD2",)),
    ("localities", ("VN.48",)),
    ("scale", "SC.LOC"),
    ("results", OLD),
    ("evidence", (Evidence("results.attendance", "m1"),)),
)


@pytest.mark.parametrize(("name", "value"), CHANGES, ids=[name for name, _ in CHANGES])
def test_a_field_that_was_filled_is_emptied_again_from_the_history(
    office: Office, festival: Event, name: str, value: Any
) -> None:
    office.events.save(replace(festival, **{name: value}))
    entries = [entry for entry in office.events.history(festival.id) if entry.label == "event.edit"]
    for entry in entries:
        if not entry.field.endswith(".english"):
            office.events.restore_field(festival.id, entry)
    assert getattr(office.events.get(festival.id), name) == getattr(festival, name)


def test_a_press_item_that_was_removed_comes_back_whole(office: Office, festival: Event) -> None:
    stored, _ = office.events.save(replace(festival, results=OLD))
    office.events.save(replace(stored, results=Results()))
    gone = [entry for entry in office.events.history(festival.id) if entry.field.startswith("press.")]
    office.events.restore_field(festival.id, gone[0])
    assert office.events.get(festival.id).results.press == OLD.press


def test_the_timeline_speaks_in_words(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, kit: Kit
) -> None:
    stored, _ = office.events.save(replace(festival, **dict(CHANGES)))
    better = replace(
        OLD.press[0], kind=PressKind.ONLINE, language="vi", day=date(2026, 9, 27), reach=120000, clipping="m1"
    )
    office.events.save(replace(stored, results=replace(OLD, press=(better,))))
    for language in ("vi", "en"):
        kit.live.switch(language)  # type: ignore[arg-type]
        room.enter(Route("events"))
        settle()
        room.enter(Route("events", "edit", festival.id, (("tab", "history"),)))
        settle()
        history = room.editor.history
        said = " | ".join(label.text() for label in history.findChildren(PlainLabel))
        for raw in ("VN.48", "CH.STA", "PP3", "OC.ANN", "m1", "2026-09", "tv", "results.", "media_id", "_vi", "lead"):
            assert f"«{raw}" not in said, raw
            assert f"“{raw}" not in said, raw
        assert "Đà Nẵng" in said or "Da Nang" in said
