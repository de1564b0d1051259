"""Settings over real offices: a mission's key is made, certified by headquarters and put in, all in the windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.view_keys import KeysPage
from cultdip_desktop.ui.rooms.settings.view_offices import OfficesPage
from tests.ui.kit_typing import type_text
from tests.ui.shell.conftest import PIN

Settle = Callable[[], None]
KEY_PIN = "sen-nở-24-11"


@pytest.fixture
def room(kit: Kit, mission: Office, shown: Any, settle: Settle) -> SettingsRoom:
    """The mission's settings."""
    made = settings.build(kit, mission)
    shown(made)
    made.enter(Route("settings"))
    settle()
    assert isinstance(made, SettingsRoom)
    return made


@pytest.fixture
def authority(kit: Kit, headquarters: Office, shown: Any, settle: Settle) -> SettingsRoom:
    """Headquarters' settings, on its certificates."""
    made = settings.build(kit, headquarters)
    shown(made)
    made.enter(Route("settings", "offices"))
    settle()
    assert isinstance(made, SettingsRoom)
    return made


def test_a_short_pin_makes_no_key(room: SettingsRoom, mission: Office, settle: Settle) -> None:
    keys = room.findChildren(KeysPage)[0]
    room.enter(Route("settings", "keys"))
    settle()
    type_text(keys._pin.line, "123")
    keys._create_button.click()
    settle()
    assert keys._pin_field.error
    assert mission.keys.list() == ()


def test_a_key_is_made_certified_and_put_in_by_hand(
    room: SettingsRoom, authority: SettingsRoom, mission: Office, headquarters: Office,
    files: ScriptedFileChooser, settle: Settle, tmp_path: Path,
) -> None:  # fmt: skip
    request, answer = tmp_path / "CZ-EMB.cdreq", tmp_path / "chứng thư.cdrp"
    keys, offices = room.findChildren(KeysPage)[0], authority.findChildren(OfficesPage)[0]
    room.enter(Route("settings", "keys"))
    settle()

    type_text(keys._pin.line, KEY_PIN)
    type_text(keys._again.line, KEY_PIN)
    keys._create_button.click()
    settle()
    files.answers.append(request)
    keys._ask_request(keys._shown[0])
    settle()

    files.answers.append(request)
    offices._choose()
    settle()
    assert offices._words.text() == keys._shown[0].words
    assert not offices._certify.isEnabled()
    offices._same.click()
    type_text(offices._pin.line, PIN)
    files.answers.append(answer)
    offices._certify.click()
    settle()
    assert answer.exists()

    files.answers.append(answer)
    keys._choose_answer()
    settle()
    assert keys._root.text() == " ".join(headquarters.trust.current().words)
    assert not keys._install_button.isEnabled()
    keys._same.click()
    keys._install_button.click()
    settle()
    assert not room.banner.isVisible()
    assert mission.keys.usable().certificate is not None
    assert mission.trust.current().confirmed


def test_a_wrong_root_pin_is_said_and_nothing_is_written(
    room: SettingsRoom,
    authority: SettingsRoom,
    mission: Office,
    files: ScriptedFileChooser,
    settle: Settle,
    tmp_path: Path,
) -> None:
    key = mission.keys.create("Nguyễn Minh Hà", KEY_PIN)
    request, answer = tmp_path / "yêu cầu.cdreq", tmp_path / "trả lời.cdrp"
    mission.keys.request(key.id, request)
    offices = authority.findChildren(OfficesPage)[0]
    files.answers += [request, answer]
    offices._choose()
    settle()
    offices._same.click()
    type_text(offices._pin.line, "sai-mã-pin")
    offices._certify.click()
    settle()
    assert authority.banner.isVisible()
    assert not answer.exists()


def test_something_else_than_a_request_is_refused_in_words(
    authority: SettingsRoom, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    other = tmp_path / "thư mời.cdreq"
    other.write_text("Kính gửi", "utf-8")
    files.answers.append(other)
    authority.findChildren(OfficesPage)[0]._choose()
    settle()
    assert authority.banner.isVisible()


def test_root_and_lists_are_written_for_other_programs(
    authority: SettingsRoom, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "tin cậy"
    folder.mkdir()
    said: list[Any] = []
    authority.done.connect(lambda speech, _undo: said.append(speech))
    files.answers.append(folder)
    authority.findChildren(OfficesPage)[0]._write_trust()
    settle()
    assert list(folder.glob("*.pem"))
    assert said
