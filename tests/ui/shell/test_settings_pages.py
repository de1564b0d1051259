"""Settings' own pages over real offices: the list of pages, office, people, security."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.security import SecurityService
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.index import PlaceIndex
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.view_display import DisplayPage
from cultdip_desktop.ui.rooms.settings.view_office import OfficePage
from cultdip_desktop.ui.rooms.settings.view_people import PeoplePage
from cultdip_desktop.ui.rooms.settings.view_security import SecurityPage
from tests.services.test_security import MemoryKeyring
from tests.ui.kit_typing import press, type_text
from tests.ui.shell.conftest import PASSPHRASE

Settle = Callable[[], None]
NEW = "gió chướng cuối mùa Tết"


@pytest.fixture
def ring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def room(
    kit: Kit, mission: Office, shown: Any, settle: Settle, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> SettingsRoom:
    """The mission's settings, with a keyring of the test's own."""
    monkeypatch.setitem(keyfile.change_passphrase.__kwdefaults__, "cost", QUICK)
    mission.security = SecurityService(mission.desk, mission._key, find=lambda: ring)  # type: ignore[misc]
    made = settings.build(kit, mission)
    shown(made)
    made.enter(Route("settings"))
    settle()
    assert isinstance(made, SettingsRoom)
    return made


def go(room: SettingsRoom, place: str, settle: Settle) -> None:
    room.enter(Route("settings", place))
    settle()


@pytest.fixture
def people(room: SettingsRoom, settle: Settle) -> PeoplePage:
    go(room, "people", settle)
    return room.findChildren(PeoplePage)[0]


@pytest.fixture
def security(room: SettingsRoom, settle: Settle) -> SecurityPage:
    go(room, "security", settle)
    return room.findChildren(SecurityPage)[0]


# ------------------------------------------------------------------------------------------ the list of pages


def test_language_and_theme_are_worn_at_once(room: SettingsRoom, kit: Kit) -> None:
    language, theme, _size = room.findChildren(DisplayPage)[0].findChildren(Segmented)
    language.chosen.emit("en")
    theme.chosen.emit("dark")
    assert kit.live.language == "en"
    assert room.head.title.text() == "Settings"
    assert kit.look.theme.scheme == "dark"


def test_a_route_opens_its_page_and_the_room_says_where_it_is(room: SettingsRoom) -> None:
    room.enter(Route("settings", "about"))
    assert room.route() == Route("settings", "about")
    room.enter(Route("settings", "không có"))
    assert room.route() == Route("settings", "display")


def test_arrows_go_through_every_page_and_back(room: SettingsRoom, settle: Settle) -> None:
    index = room.findChildren(PlaceIndex)[0]
    seen = [room.route().place]
    for _turn in range(12):
        index.step(1)
        settle()
        if room.route().place != seen[-1]:
            seen.append(room.route().place)
    assert seen[0] == "display"
    assert {"office", "people", "keys", "security", "about"} <= set(seen)
    index.step(-99)
    assert room.route().place == "display"


# ------------------------------------------------------------------------------------------------- the office


def test_leaving_the_room_keeps_unit_and_symbol(room: SettingsRoom, mission: Office, settle: Settle) -> None:
    go(room, "office", settle)
    page = room.findChildren(OfficePage)[0]
    page._unit.vi.clear()
    type_text(page._unit.vi, "Phòng Văn hóa và Cộng đồng")
    page._symbol.clear()
    type_text(page._symbol, "ĐSQVN")
    assert room.leave()
    settle()
    assert mission.identity.unit.vi == "Phòng Văn hóa và Cộng đồng"
    assert mission.identity.symbol == "ĐSQVN"


# ----------------------------------------------------------------------------------------------------- people


def test_who_approves_is_chosen_for_the_office(people: PeoplePage, mission: Office, settle: Settle) -> None:
    assert people.approval.value() == "auto"
    people.approval.chosen.emit("no")
    settle()
    assert not mission.reporting.bench().one_person
    assert people.approval.value() == "no"


def test_name_and_rank_are_kept_when_the_field_is_left(people: PeoplePage, mission: Office, settle: Settle) -> None:
    people.edit(mission.settings.people()[0].id)
    people.form.name.clear()
    type_text(people.form.name, "Lê Thị Ngọc Ánh")
    press(people.form.name, Qt.Key.Key_Return)
    settle()
    assert mission.settings.actor().name == "Lê Thị Ngọc Ánh"


def test_an_empty_name_is_marked_and_not_kept(people: PeoplePage, mission: Office, settle: Settle) -> None:
    people.edit(mission.settings.people()[0].id)
    people.form.name.clear()
    people.form.keep()
    settle()
    assert people.form.name_field.error
    assert mission.settings.actor().name == "Nguyễn Minh Hà"


def test_a_person_is_added_and_becomes_the_actor_of_the_history(
    people: PeoplePage, mission: Office, settle: Settle
) -> None:
    people._add.click()
    type_text(people.form.name, "Vũ Hoàng Giang")
    people.form.rank.set_value(BiText("Tùy viên", "Attaché"))
    people.form.add_button.click()
    settle()
    added = next(person for person in mission.settings.people() if person.name == "Vũ Hoàng Giang")
    assert not added.approver
    people._choose(added.id)
    settle()
    mission.settings.set("period_rule", "calendar")
    mission.settings.set("bilingual", "off")
    assert mission.events.history(None, limit=1)[0].actor == added.id


def test_whoever_was_chosen_is_at_the_keyboard_at_the_next_opening(mission: Office) -> None:
    mission.settings.add_person("Vũ Hoàng Giang", BiText("Tùy viên", ""))
    giang = next(person.id for person in mission.settings.people() if person.name == "Vũ Hoàng Giang")
    mission.settings.choose_actor(giang)
    mission.close()
    with open_office(mission.paths.home, PASSPHRASE) as again:
        assert again.settings.actor().id == giang


def test_whoever_is_at_the_keyboard_cannot_leave(people: PeoplePage, mission: Office) -> None:
    people.edit(mission.settings.people()[0].id)
    assert not people.form.active.isEnabled()


def test_escape_closes_the_person_who_is_opened_out_before_it_leaves(
    room: SettingsRoom, people: PeoplePage, mission: Office
) -> None:
    left: list[bool] = []
    room.back.connect(lambda: left.append(True))
    people.edit(mission.settings.people()[0].id)
    room.escape()
    assert not people.form.isVisible()
    assert not left
    room.escape()
    assert left


# --------------------------------------------------------------------------------------------------- security


def type_change(page: SecurityPage, old: str, new: str, again: str) -> None:
    page.open_part("change")
    for field, text in ((page.change.old, old), (page.change.new, new), (page.change.again, again)):
        type_text(field.line, text)
    page.change.submit.click()


def test_the_passphrase_is_changed_in_the_window(
    room: SettingsRoom, security: SecurityPage, mission: Office, settle: Settle
) -> None:
    type_change(security, PASSPHRASE, NEW, NEW)
    settle()
    assert keyfile.unlock(mission.paths.key_file, NEW)
    assert "sao lưu" in room.banner.text()
    assert not security.change.isVisible()
    assert not security.change.new.value()


def test_a_wrong_old_passphrase_is_said_at_its_field(security: SecurityPage, mission: Office, settle: Settle) -> None:
    type_change(security, "sai hoàn toàn rồi", NEW, NEW)
    settle()
    assert security.change.old_field.error
    assert keyfile.unlock(mission.paths.key_file, PASSPHRASE)


def test_two_different_new_passphrases_are_not_tried(security: SecurityPage, mission: Office, settle: Settle) -> None:
    type_change(security, PASSPHRASE, NEW, NEW + "!")
    settle()
    assert security.change.again_field.error
    assert keyfile.unlock(mission.paths.key_file, PASSPHRASE)


def test_a_new_recovery_code_is_shown_once_saved_and_gone(
    room: SettingsRoom,
    security: SecurityPage,
    mission: Office,
    files: ScriptedFileChooser,
    settle: Settle,
    tmp_path: Path,
) -> None:
    security.open_part("renew")
    type_text(security.renew.passphrase.line, PASSPHRASE)
    security.renew.submit.click()
    settle()
    sheet = security.code._sheet
    assert sheet is not None
    assert keyfile.unlock_with_recovery(mission.paths.key_file, sheet.code)
    files.answers.append(tmp_path / "mã.pdf")
    security.code._save.click()
    assert (tmp_path / "mã.pdf").read_bytes().startswith(b"%PDF")
    assert not security._code_done.isEnabled()
    security.code._tick.click()
    security._code_done.click()
    assert security.code._sheet is None
    assert not security.code.isVisible()


def test_leaving_the_page_forgets_the_code_and_what_was_typed(
    room: SettingsRoom, security: SecurityPage, settle: Settle
) -> None:
    security.open_part("change")
    type_text(security.change.old.line, PASSPHRASE)
    assert room.leave()
    assert not security.change.old.value()


def test_this_machine_remembers_and_forgets_by_a_switch(
    security: SecurityPage, mission: Office, ring: MemoryKeyring, settle: Settle
) -> None:
    security.switch.click()
    assert security.remembering.isVisible()
    type_text(security.remembering.passphrase.line, PASSPHRASE)
    security.remembering.submit.click()
    settle()
    assert ring.kept
    assert security.switch.isChecked()
    security.switch.click()
    settle()
    assert not ring.kept
    assert not security.switch.isChecked()


def test_without_a_keyring_the_choice_is_off_with_its_reason(
    kit: Kit, mission: Office, shown: Any, settle: Settle
) -> None:
    mission.security = SecurityService(mission.desk, mission._key, find=lambda: None)  # type: ignore[misc]
    room = settings.build(kit, mission)
    shown(room)
    room.enter(Route("settings", "security"))
    settle()
    page = room.findChildren(SecurityPage)[0]
    assert not page.switch.isEnabled()
    assert "kho khóa" in page._why.text()


def test_the_time_until_locking_is_kept(security: SecurityPage, mission: Office, settle: Settle) -> None:
    assert security.locking.value() == 15
    security.locking.chosen.emit(5)
    settle()
    assert mission.settings.get("auto_lock_minutes") == "5"
    assert security.locking.value() == 5


def test_a_keyring_that_refuses_is_said_under_the_field(
    security: SecurityPage, ring: MemoryKeyring, settle: Settle
) -> None:
    ring.refuses = True
    security.switch.click()
    type_text(security.remembering.passphrase.line, PASSPHRASE)
    security.remembering.submit.click()
    settle()
    assert security.remembering.field.error
    with pytest.raises(UserError):
        ring.put("x", keyfile.MachineSecret("0", b""))
