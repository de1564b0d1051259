"""Settings › Signing key over real offices: made, certified, put in, another PIN, handed over, retired, taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.view_keys import KeysPage
from tests.packages.world import P12_PASSWORD, foreign_p12
from tests.ui.kit_typing import press, type_text
from tests.ui.shell.conftest import KEY_PIN, PIN

Settle = Callable[[], None]


@pytest.fixture
def room(settings_on: Callable[[Office, str], SettingsRoom], mission: Office) -> SettingsRoom:
    """The mission's settings, on its keys."""
    return settings_on(mission, "keys")


@pytest.fixture
def keys(room: SettingsRoom) -> KeysPage:
    return room.findChildren(KeysPage)[0]


@pytest.fixture
def certified(mission: Office, headquarters: Office, tmp_path: Path) -> str:
    """The mission has a key that headquarters has certified: its id."""
    key = mission.keys.create("Nguyễn Minh Hà", KEY_PIN)
    mission.keys.request(key.id, tmp_path / "a.cdreq")
    assert headquarters.roster is not None
    headquarters.roster.enrol(tmp_path / "a.cdreq", tmp_path / "a.cdrp", PIN)
    mission.trust.install(tmp_path / "a.cdrp", root_words(headquarters))
    return key.id


def root_words(headquarters: Office) -> str:
    found = headquarters.trust.current()
    assert found is not None
    return " ".join(found.words)


def type_pins(pins: Any, pin: str, again: str | None = None) -> None:
    type_text(pins.pin.line, pin)
    type_text(pins.again.line, pin if again is None else again)


def reload(room: SettingsRoom, settle: Settle, part: str = "") -> None:
    room.enter(Route("settings", "keys", part))
    settle()


def test_a_short_pin_makes_no_key(room: SettingsRoom, keys: KeysPage, mission: Office, settle: Settle) -> None:
    reload(room, settle, "new")
    type_pins(keys.make.pins, "123")
    keys.make.action.click()
    settle()
    assert keys.make.pins.pin_field.error
    assert mission.keys.list() == ()


def test_two_different_pins_make_no_key(room: SettingsRoom, keys: KeysPage, mission: Office, settle: Settle) -> None:
    reload(room, settle, "new")
    type_pins(keys.make.pins, KEY_PIN, "sen nở tháng Bảy")
    keys.make.action.click()
    settle()
    assert keys.make.pins.again_field.error
    assert mission.keys.list() == ()


def test_the_advice_on_a_pin_follows_what_is_typed(room: SettingsRoom, keys: KeysPage, settle: Settle) -> None:
    reload(room, settle, "new")
    pins = keys.make.pins
    said = []
    for text in ("12", "3456", " trên đồi"):
        type_text(pins.pin.line, text)
        said.append(pins._advice.text())
    assert said[0] == "Cần thêm 4 ký tự."
    assert said[1].startswith("Chỉ có chữ số")
    assert said[2].startswith("Độ mạnh")


def test_a_key_is_made_and_the_focus_goes_on_to_its_request(
    room: SettingsRoom, keys: KeysPage, mission: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    keys.new_button.click()
    assert keys.make.name.value() == "Nguyễn Minh Hà"
    type_pins(keys.make.pins, KEY_PIN)
    press(keys.make.pins.again.line, Qt.Key.Key_Return)
    settle()
    (line,) = keys.lines.values()
    assert line.is_open
    assert line.request is not None
    assert line.request.hasFocus()
    files.answers.append(tmp_path / "yêu cầu.cdreq")
    line.request.click()
    settle()
    assert (tmp_path / "yêu cầu.cdreq").exists()
    assert keys.make.pins.value() == ""


def test_an_answer_is_put_in_only_after_its_words_were_typed(
    room: SettingsRoom, keys: KeysPage, mission: Office, headquarters: Office,
    files: ScriptedFileChooser, settle: Settle, tmp_path: Path,
) -> None:  # fmt: skip
    key = mission.keys.create("Nguyễn Minh Hà", KEY_PIN)
    mission.keys.request(key.id, tmp_path / "a.cdreq")
    assert headquarters.roster is not None
    headquarters.roster.enrol(tmp_path / "a.cdreq", tmp_path / "a.cdrp", PIN)
    reload(room, settle, "install")
    files.answers.append(tmp_path / "a.cdrp")
    keys.install.choose_button.click()
    settle()
    words = root_words(headquarters).split()
    form = keys.install
    assert not form.action.isEnabled()
    type_text(form.heard.line, " ".join(words[:11]))
    assert not form.action.isEnabled()
    type_text(form.heard.line, f" {words[11].upper()}")
    assert form.action.isEnabled()
    form.action.click()
    settle()
    assert mission.keys.usable().certificate is not None
    trust = mission.trust.current()
    assert trust is not None
    assert trust.confirmed


def test_a_word_that_differs_is_named_and_stops(
    room: SettingsRoom, keys: KeysPage, mission: Office, headquarters: Office, settle: Settle, tmp_path: Path
) -> None:
    key = mission.keys.create("Nguyễn Minh Hà", KEY_PIN)
    mission.keys.request(key.id, tmp_path / "a.cdreq")
    assert headquarters.roster is not None
    headquarters.roster.enrol(tmp_path / "a.cdreq", tmp_path / "a.cdrp", PIN)
    reload(room, settle, "install")
    keys.install.read(tmp_path / "a.cdrp")
    settle()
    words = root_words(headquarters).split()
    words[4] = "không"
    type_text(keys.install.heard.line, " ".join(words))
    assert not keys.install.action.isEnabled()
    assert "5" in keys.install.heard._state.text()


def test_a_later_answer_of_the_known_root_needs_no_words(
    room: SettingsRoom, keys: KeysPage, mission: Office, headquarters: Office, certified: str,
    settle: Settle, tmp_path: Path,
) -> None:  # fmt: skip
    mission.keys.request(certified, tmp_path / "b.cdreq")
    assert headquarters.roster is not None
    headquarters.roster.enrol(tmp_path / "b.cdreq", tmp_path / "b.cdrp", PIN)
    before = mission.keys.usable().certificate
    reload(room, settle, "install")
    keys.install.read(tmp_path / "b.cdrp")
    settle()
    keys.install.action.click()
    settle()
    assert mission.keys.usable().certificate != before


def test_a_wrong_pin_counts_and_says_how_many_are_left(
    room: SettingsRoom, keys: KeysPage, mission: Office, certified: str, settle: Settle
) -> None:
    reload(room, settle, "pin")
    type_text(keys.pin.old.line, "không phải mã này")
    type_pins(keys.pin.pins, "mới hoàn toàn")
    keys.pin.action.click()
    settle()
    assert "2" in keys.pin.old_field.error
    assert mission.keys.list()[0].attempts.left == 2
    type_text(keys.pin.old.line, KEY_PIN)
    keys.pin.action.click()
    settle()
    assert mission.keys.list()[0].attempts.left == 3
    mission.keys.open(mission.keys.usable(), "mới hoàn toàn", None)


def test_a_key_is_handed_over_with_its_place_among_the_people(
    room: SettingsRoom, keys: KeysPage, mission: Office, certified: str, settle: Settle
) -> None:
    reload(room, settle, "hand-over")
    type_text(keys.hand_over.name, "Lê Văn Đức")
    type_text(keys.hand_over.rank.vi, "Tham tán")
    type_pins(keys.hand_over.pins, "bông điên điển")
    keys.hand_over.action.click()
    settle()
    people = {person.name: person.active for person in mission.settings.people()}
    assert people == {"Nguyễn Minh Hà": False, "Lê Văn Đức": True}
    actor = mission.settings.actor()
    assert actor is not None
    assert (actor.name, actor.rank.vi) == ("Lê Văn Đức", "Tham tán")
    assert keys.lines[certified].state.text() == "Thôi dùng"


def test_retiring_asks_first_and_the_safe_button_has_the_focus(
    room: SettingsRoom, keys: KeysPage, mission: Office, certified: str, settle: Settle
) -> None:
    reload(room, settle)
    assert keys.ring is not None
    keys._ask_retire(keys.ring.keys[0])
    dialog = keys.findChildren(Confirm)[0]
    assert dialog.cancel.hasFocus() or dialog.focusWidget() is dialog.cancel
    dialog.action.click()
    settle()
    assert [key.condition.value for key in mission.keys.overview()] == ["retired"]


def test_a_key_is_taken_in_from_a_file(
    room: SettingsRoom, keys: KeysPage, mission: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "thẻ.p12"
    file.write_bytes(foreign_p12())
    reload(room, settle, "import")
    assert not keys.take_in.action.isEnabled()
    files.answers.append(file)
    keys.take_in._choose()
    type_text(keys.take_in.password.line, P12_PASSWORD)
    type_pins(keys.take_in.pins, KEY_PIN)
    keys.take_in.action.click()
    settle()
    (key,) = mission.keys.overview()
    assert (key.info.person, key.info.made_here) == ("Đỗ Thẻ Cứng", False)
    assert keys.lines[key.info.id].state.text() == "Chưa xác minh được"


def test_escape_closes_the_task_and_forgets_the_pins(room: SettingsRoom, keys: KeysPage, settle: Settle) -> None:
    reload(room, settle, "new")
    type_pins(keys.make.pins, KEY_PIN)
    room.escape()
    assert keys.make.isHidden()
    assert keys.make.pins.value() == ""


def test_leaving_the_page_forgets_the_pins(room: SettingsRoom, keys: KeysPage, settle: Settle) -> None:
    reload(room, settle, "new")
    type_pins(keys.make.pins, KEY_PIN)
    assert room.leave()
    assert keys.make.pins.value() == ""


def test_the_end_of_a_certificate_is_said_sixty_days_ahead(
    room: SettingsRoom, keys: KeysPage, mission: Office, certified: str, settle: Settle
) -> None:
    reload(room, settle)
    assert keys._notice.isHidden()
    certificate = mission.keys.usable().certificate
    assert certificate is not None
    mission.desk.clock = FixedClock(certificate.not_after - timedelta(days=59))
    reload(room, settle)
    assert "Nguyễn Minh Hà" in keys._notice.text()
    assert keys.lines[certified].state.text() == "Sắp hết hạn"


def test_newer_revocation_lists_are_taken_in_from_a_folder(
    room: SettingsRoom, keys: KeysPage, mission: Office, headquarters: Office, certified: str,
    files: ScriptedFileChooser, settle: Settle, tmp_path: Path,
) -> None:  # fmt: skip
    assert headquarters.roster is not None
    (row,) = [one for one in headquarters.roster.issued() if one.office == "CZ-EMB"]
    headquarters.roster.revoke(row.serial, "mất máy", PIN)
    headquarters.roster.write_trust(tmp_path / "tin cậy")
    reload(room, settle)
    files.answers.append(tmp_path / "tin cậy")
    keys._ask_lists()
    settle()
    assert keys.lines[certified].state.text() == "Đã thu hồi"


def test_a_fingerprint_is_shown_as_words_and_as_a_code(
    room: SettingsRoom, keys: KeysPage, mission: Office, certified: str, settle: Settle
) -> None:
    reload(room, settle)
    assert keys.ring is not None
    shown = keys.ring.keys[0].print
    assert shown.words == fingerprint.words(mission.keys.list()[0].public_sha256)
    assert len(shown.modules) == len(shown.modules[0]) >= 21
