"""The first page: an office comes back from its backup, by passphrase or by the printed code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.rooms import welcome
from cultdip_desktop.ui.rooms.welcome import WelcomePage
from tests.ui.kit_typing import press, type_text
from tests.ui.shell.conftest import PASSPHRASE

Settle = Callable[[], None]


@pytest.fixture
def opened() -> list[Office]:
    return []


@pytest.fixture
def page(kit: Kit, shown: Any, settle: Settle, opened: list[Office]) -> WelcomePage:
    made = welcome.build(kit)
    made.opened.connect(opened.append)
    shown(made)
    settle()
    made._from_backup.click()
    return made


@pytest.fixture
def backup(mission: Office, tmp_path: Path) -> Path:
    mission.backups.make(tmp_path / "sao lưu.cdbackup")
    return tmp_path / "sao lưu.cdbackup"


def choose(page: WelcomePage, files: ScriptedFileChooser, file: Path, settle: Settle) -> None:
    files.answers.append(file)
    page._restore._choose.click()
    settle()


def test_the_facts_stand_there_before_the_passphrase_is_asked_for(
    page: WelcomePage, backup: Path, files: ScriptedFileChooser, settle: Settle
) -> None:
    assert not page._restore.passphrase.isVisible()
    assert not page._next.isEnabled()
    choose(page, files, backup, settle)
    assert page._restore._lines[0].text() == "Đại sứ quán Việt Nam tại Cộng hòa Séc"
    assert page._restore._lines[2].text() == "0 sự kiện, 0 tệp"
    assert page._restore.passphrase.isVisible()
    assert page._next.isEnabled()


def test_the_passphrase_brings_the_office_back(
    page: WelcomePage, mission: Office, backup: Path, files: ScriptedFileChooser, settle: Settle,
    opened: list[Office], tmp_path: Path,
) -> None:  # fmt: skip
    choose(page, files, backup, settle)
    page._restore._folder.set_value(str(tmp_path / "mới"))
    type_text(page._restore.passphrase.line, PASSPHRASE)
    press(page._restore.passphrase.line, Qt.Key.Key_Return)
    settle()
    (office,) = opened
    assert office.paths.home == tmp_path / "mới"
    assert office.digest().content_sha256 == mission.digest().content_sha256
    assert not page._restore.passphrase.value()
    office.close()


def test_the_printed_code_brings_it_back_too(
    page: WelcomePage, mission: Office, files: ScriptedFileChooser, settle: Settle, opened: list[Office], tmp_path: Path
) -> None:
    code = mission.security.renew_recovery(PASSPHRASE)
    mission.backups.make(tmp_path / "b.cdbackup")
    choose(page, files, tmp_path / "b.cdbackup", settle)
    page._restore._folder.set_value(str(tmp_path / "mới"))
    page._restore._way.set_value("code")
    page._restore._show_way(focus=True)
    type_text(page._restore.code, code)
    page._next.click()
    settle()
    (office,) = opened
    office.close()


def test_a_wrong_passphrase_is_said_at_its_field_and_leaves_no_folder(
    page: WelcomePage, backup: Path, files: ScriptedFileChooser, settle: Settle, opened: list[Office], tmp_path: Path
) -> None:
    choose(page, files, backup, settle)
    page._restore._folder.set_value(str(tmp_path / "mới"))
    type_text(page._restore.passphrase.line, "không phải câu này")
    page._next.click()
    settle()
    assert page._restore._passphrase_field.error
    assert not opened
    assert not (tmp_path / "mới").exists()
    assert page._next.isEnabled()


def test_something_else_than_a_backup_is_refused_in_words(
    page: WelcomePage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    other = tmp_path / "thực đơn.cdbackup"
    other.write_bytes(b"ph\xe1\xbb\x9f b\xc3\xb2 " * 99)
    choose(page, files, other, settle)
    assert page._banner.isVisible()
    assert not page._next.isEnabled()


def test_a_folder_in_use_is_marked(
    page: WelcomePage, backup: Path, mission: Office, files: ScriptedFileChooser, settle: Settle, opened: list[Office]
) -> None:
    choose(page, files, backup, settle)
    page._restore._folder.set_value(str(mission.paths.home))
    type_text(page._restore.passphrase.line, PASSPHRASE)
    page._next.click()
    settle()
    assert page._restore._folder_field.error
    assert not opened
