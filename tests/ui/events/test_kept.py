"""What was typed and never committed survives the end of the program and is offered at the next opening."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.event import Event
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import events
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from cultdip_desktop.ui.rooms.events.viewmodel_aside import KEEP_MS
from tests.ui.events.conftest import NOW
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]

CHILD = """
import os, sys
from pathlib import Path
import cultdip_desktop.ui
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from cultdip_desktop import app as composition
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bus import ChangeBus
from cultdip_desktop.ui.kit.jobs import Jobs
from cultdip_desktop.ui.kit.language import LiveWords
from cultdip_desktop.ui.rooms.events.viewmodel import EventsModel
from cultdip_desktop.store.query.events import EventFilter

paths = OfficePaths(Path(sys.argv[1]))
key = keyfile.unlock(paths.key_file, sys.argv[2])
office = composition._open_store(paths, key, None, shared=False, read_only=False, clock=None, ids=None)
application = QCoreApplication([])
model = EventsModel(Kit(None, LiveWords("vi"), Jobs(print, print), ChangeBus(), None), office)

def type_something(draft):
    draft.edit(internal_note="gõ được 0,4 giây thì mất điện")
    draft.aside.cannot_read("start", "25/13 lúc")
    QTimer.singleShot(700, lambda: os._exit(9))

(event_id,) = office.events.find_ids(EventFilter())
model.open(event_id, type_something, print)
application.exec()
"""


def opened(room: EventsRoom, settle: Settle, event: Event) -> EditorPage:
    room.enter(Route("events", "edit", event.id))
    settle()
    return room.editor


def reopened(office: Office, template: tuple[Path, OfficeKey]) -> Office:
    """The same folder after the program ended without saying good-bye."""
    clock = FixedClock(NOW)
    return composition._open_store(
        office.paths, template[1], None, shared=False, read_only=False, clock=clock, ids=SeededIds(9, clock)
    )


def shown_again(kit: Kit, office: Office, settle: Settle) -> EventsRoom:
    made = events.build(kit, office)
    assert isinstance(made, EventsRoom)
    made.go.connect(made.enter)
    made.resize(1366, 768)
    made.show()
    made.enter(Route("events"))
    settle()
    return made


def test_keystrokes_wait_no_longer_than_four_tenths_of_a_second(
    room: EventsRoom, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "a")
    draft = editor.draft
    assert draft is not None
    assert KEEP_MS < 400
    left = draft.aside.timer.remainingTime()
    type_text(editor.content.note, "b")
    assert draft.aside.timer.isActive()
    assert draft.aside.timer.remainingTime() <= left


def test_what_was_typed_before_the_power_failed_is_offered(
    kit: Kit, office: Office, festival: Event, settle: Settle, template: tuple[Path, OfficeKey]
) -> None:
    office.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    passphrase = "Hoa sen nở bên hồ Vltava 2026"
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, str(office.paths.home), passphrase],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 9, ended.stdout + ended.stderr
    again = reopened(office, template)
    room = shown_again(kit, again, settle)
    assert room.kept.text().startswith("Có nội dung chưa lưu của «Đêm hội Trung thu Praha 2026» lúc ")
    assert again.events.get(festival.id).internal_note == ""
    room.kept._act()
    settle()
    assert room.route() == Route("events", "edit", festival.id)
    assert room.editor.content.note.value() == "gõ được 0,4 giây thì mất điện"
    assert room.editor.content.when.start.value() == "25/13 lúc"
    assert again.events.get(festival.id).internal_note == "gõ được 0,4 giây thì mất điện"
    assert room.kept.isHidden()
    again.undo.undo()
    assert again.events.get(festival.id).internal_note == ""
    room.leave()
    settle()
    again.close()


def test_a_new_event_that_was_never_stored_comes_back(
    kit: Kit, room: EventsRoom, office: Office, settle: Settle, template: tuple[Path, OfficeKey]
) -> None:
    room.enter(Route("events", "new"))
    settle()
    type_text(room.editor.content.texts["title"].vi, "Tết ở Praha")
    assert room.editor.draft is not None
    room.editor.draft._rest.stop()
    room.editor.draft.aside.timer.timeout.emit()
    settle()
    again = reopened(office, template)
    try:
        assert again.events.find_ids(EventFilter()) == []
        second = shown_again(kit, again, settle)
        assert "«Tết ở Praha»" in second.kept.text()
        second.kept._act()
        settle()
        (event_id,) = again.events.find_ids(EventFilter())
        assert again.events.get(event_id).title.vi == "Tết ở Praha"
        assert again.drafts.kept() == ()
        second.leave()
        settle()
    finally:
        again.close()
        room.editor.draft.discard()
        settle()


def test_passing_over_forgets_it(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    office.drafts.keep(festival, {"start": "25/13"})
    room.enter(Route("events"))
    settle()
    assert not room.kept.isHidden()
    room.kept._other.click()
    settle()
    assert room.kept.isHidden()
    assert office.drafts.kept() == ()


def test_nothing_is_offered_when_everything_was_committed(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "đã lưu")
    assert editor.draft is not None
    editor.draft.aside.timer.timeout.emit()
    editor.commit()
    settle()
    assert office.drafts.kept() == ()
    office.drafts.keep(office.events.get(festival.id), {})
    room.enter(Route("events"))
    settle()
    assert room.kept.isHidden()


def test_text_that_is_no_day_is_kept_and_offered_when_the_event_is_opened_again(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = opened(room, settle, festival)
    start = editor.content.when.start
    start.setFocus()
    start.selectAll()
    type_text(start, "ngày rằm")
    room.enter(Route("events"))
    settle()
    assert [dict(draft.typed) for draft in office.drafts.kept()] == [{"start": "ngày rằm"}]
    assert office.events.get(festival.id).start == festival.start
    room.enter(Route("events", "edit", festival.id))
    settle()
    assert not room.kept.isHidden()
    room.kept._act()
    settle()
    assert start.value() == "ngày rằm"
    assert room.editor.content.when.start_field.error
    start.setFocus()
    start.selectAll()
    QTest.keyClick(start, "2")
    type_text(start, "6/9 17:30")
    editor.commit()
    settle()
    assert office.drafts.kept() == ()
    assert office.events.get(festival.id).day != festival.day


def test_an_amount_that_cannot_be_read_costs_no_stored_amount(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    changed = office.events.edit(
        festival.id, {"money": [{"source": "RS.BUD", "stage": "planned", "amount": "1200", "currency": "CZK"}]}
    )[0]
    editor = opened(room, settle, changed)
    editor.open_tab("money")
    amount = editor.money._rows[0].amount
    amount.setFocus()
    amount.selectAll()
    type_text(amount, "x12")
    editor.commit()
    settle()
    assert office.events.get(festival.id).money == changed.money
    assert [dict(draft.typed) for draft in office.drafts.kept()] == [{"money.0": "x12"}]


def test_while_the_disk_is_full_what_is_typed_is_still_kept_aside(
    room: EventsRoom, office: Office, festival: Event, settle: Settle, full_disk: pytest.MonkeyPatch
) -> None:
    editor = opened(room, settle, festival)
    type_text(editor.content.note, "không được mất")
    editor.commit()
    settle()
    assert [draft.event.internal_note for draft in office.drafts.kept()] == ["không được mất"]
    full_disk.undo()
    editor.commit()
    settle()
    assert office.drafts.kept() == ()
