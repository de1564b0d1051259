"""The Directives room: writing, signing, following up, and the lists beside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.issuing import CentralKind, DirectiveState
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import directives
from cultdip_desktop.ui.rooms.directives.values import Tab
from cultdip_desktop.ui.rooms.directives.view import DirectivesRoom
from cultdip_desktop.ui.rooms.directives.view_recipients import ALL, CHOSEN
from tests.centre import PASSPHRASE
from tests.ui import kit_typing

Settle = Callable[[], None]
DRAFT = {"title": "Chuẩn bị Ngày Văn hóa", "text": "Mỗi cơ quan một hoạt động.", "tasks": [{"title": "Gửi kế hoạch"}]}


@pytest.fixture
def draft(office: Office, room: DirectivesRoom, settle: Settle) -> str:
    """A draft, opened."""
    assert office.directives is not None
    made, _ = office.directives.add(DRAFT)
    room.enter(Route("directives", "show", made.id))
    settle()
    return made.id


def state(office: Office, directive: str) -> DirectiveState:
    assert office.directives is not None
    return office.directives.get(directive).state


def test_an_empty_room_says_what_a_directive_is_and_offers_one(room: DirectivesRoom) -> None:
    assert not room.list.rows.ids
    assert room.list._empty.isVisibleTo(room)
    assert room.new.isVisibleTo(room)


def test_a_new_directive_opens_where_it_is_written_and_what_is_typed_is_kept(
    room: DirectivesRoom, office: Office, settle: Settle
) -> None:
    room.new.click()
    settle()
    kit_typing.type_text(room.editor.title.findChildren(type(room.editor.notation))[0], "Thông tin đối ngoại")
    settle()
    assert office.directives is not None
    (entry,) = office.directives.entries()
    assert entry.directive.title.vi == "Thông tin đối ngoại"
    assert not room.issue.isEnabled()
    assert "tiếng Việt" in room.editor._problems.text()


def test_a_draft_shows_its_texts_tasks_and_what_will_travel(room: DirectivesRoom, draft: str) -> None:
    assert draft
    assert room.editor.title.value().vi == "Chuẩn bị Ngày Văn hóa"
    (line,) = room.editor._lines.values()
    assert line.title.value().vi == "Gửi kế hoạch"
    assert room.editor.notation.placeholderText() == "1/CĐ-BNG"
    assert room.issue.isEnabled()


def test_signing_asks_for_the_pin_and_a_folder_and_writes_the_file(
    room: DirectivesRoom, office: Office, draft: str, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    room.issue.click()
    room.act.sign.click()
    assert room.act.field.error
    room.act.pin.line.setText("sai mã PIN")
    files.answers.append(out)
    room.act.sign.click()
    settle()
    assert state(office, draft) is DirectiveState.DRAFT
    assert room.act.isVisibleTo(room)
    room.act.pin.line.setText(PASSPHRASE)
    files.answers.append(out)
    room.act.sign.click()
    settle()
    assert state(office, draft) is DirectiveState.ISSUED
    assert [one.name for one in out.iterdir()] == ["ALL-MISSIONS_directive_0001.cdrp"]
    assert not room.act.isVisibleTo(room)
    assert room.act.pin.value() == ""
    assert room.follow.isVisibleTo(room)
    assert len(room.follow.rows.ids) == 109


def test_recipients_are_chosen_by_region_and_one_by_one(
    room: DirectivesRoom, office: Office, draft: str, settle: Settle
) -> None:
    picker = room.editor.recipients
    picker.how.set_value(CHOSEN)
    picker._turn(CHOSEN)
    europe = next(box for one, box in picker.regions.items() if one.value == "europe")
    europe.click()
    settle()
    assert office.directives is not None
    chosen = office.directives.get(draft).offices
    assert "CZ-EMB" in chosen
    assert len(chosen) > 10
    picker._turn(ALL)
    settle()
    assert office.directives.get(draft).offices == ()


def test_tasks_are_added_and_removed(room: DirectivesRoom, office: Office, draft: str, settle: Settle) -> None:
    room.editor.add_task.click()
    settle()
    assert office.directives is not None
    first, second = office.directives.get(draft).tasks
    room._drafts.remove_task(first.id)
    settle()
    assert [task.id for task in office.directives.get(draft).tasks] == [second.id]
    assert list(room.editor._lines) == [second.id]


def test_a_prepared_file_is_taken_in_and_a_wrong_one_is_named(
    room: DirectivesRoom, office: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    room.enter(Route("directives", Tab.PROGRAMME.value))
    settle()
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({"year": 2027, "items": [{"title": "Tuần phim", "code": "M3"}]}), encoding="utf-8")
    bad.write_text("[]", encoding="utf-8")
    files.answers += [bad, good]
    room.programme.take.click()
    settle()
    assert "bad.json" in room.banner.text()
    room.programme.take.click()
    settle()
    assert office.central is not None
    assert [one.title.vi for one in office.central.programme(2027)] == ["Tuần phim"]
    assert len(room.programme.rows.ids) == 1
    assert room.programme.issue.isEnabled()


def test_an_offer_is_written_beside_the_list(room: DirectivesRoom, office: Office, settle: Settle) -> None:
    room.enter(Route("directives", Tab.LIBRARY.value))
    settle()
    room._new_offer(CentralKind.MESSAGE)
    settle()
    kit_typing.type_text(room.library.form.title.findChildren(type(room.editor.notation))[0], "Thông điệp năm mới")
    settle()
    assert office.central is not None
    assert [one.title.vi for one in office.central.offers()] == ["Thông điệp năm mới"]


def test_the_edition_in_force_can_neither_be_issued_nor_discarded(room: DirectivesRoom, settle: Settle) -> None:
    room.enter(Route("directives", Tab.CATALOGUE.value))
    settle()
    assert not room.catalogue.issue.isEnabled()
    assert not room.catalogue.discard.isEnabled()


def test_the_badge_counts_drafts(office: Office, draft: str) -> None:
    assert draft
    assert directives.badge(office) == (1, False)


def test_the_tour_shows_every_tab_and_a_draft(office: Office, draft: str) -> None:
    names = [name for name, _route in directives.tour_states(office)]
    assert draft
    assert names == ["", "programme", "library", "rates", "catalogue", "files", "draft"]


def test_escape_leads_back_to_the_list(room: DirectivesRoom, draft: str, settle: Settle) -> None:
    assert draft
    room.issue.click()
    room.escape()
    assert not room.act.isVisibleTo(room)
    room.escape()
    settle()
    assert room.list.isVisibleTo(room)
    assert room.list.rows.index(0, 0).data(Qt.ItemDataRole.DisplayRole)
