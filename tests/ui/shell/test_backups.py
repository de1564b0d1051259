"""Backups by themselves in the open window, what the status line says, and Settings' page of backups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.services.backup import BackupService
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.notices import StatusBar
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.view_backups import BackupsPage
from cultdip_desktop.ui.rooms.unlock import UnlockPage
from cultdip_desktop.ui.shell.backups import BackupRounds
from cultdip_desktop.ui.shell.window import ShellWindow
from tests.ui.kit_typing import type_text
from tests.ui.shell.conftest import PASSPHRASE, NotedRoom

Settle = Callable[[], None]


@pytest.fixture
def status(kit: Kit) -> StatusBar:
    return StatusBar(kit)


@pytest.fixture
def rounds(kit: Kit, mission: Office, status: StatusBar) -> BackupRounds:
    return BackupRounds(kit, mission, status, status)


@pytest.fixture
def room(kit: Kit, mission: Office, shown: Any, settle: Settle) -> SettingsRoom:
    made = settings.build(kit, mission)
    shown(made)
    made.enter(Route("settings", "backups"))
    settle()
    assert isinstance(made, SettingsRoom)
    return made


@pytest.fixture
def page(room: SettingsRoom) -> BackupsPage:
    return room.findChildren(BackupsPage)[0]


# ------------------------------------------------------------------------------------------------- by themselves


def test_a_round_takes_a_backup_and_the_status_line_says_when(
    rounds: BackupRounds, mission: Office, status: StatusBar, settle: Settle
) -> None:
    rounds.look()
    settle()
    assert status._backup.text() == "Chưa có bản sao lưu"
    rounds.round()
    settle()
    assert mission.backups.last() is not None
    assert status._backup.text().startswith("Sao lưu gần nhất: hôm nay ")


def test_a_round_with_nothing_new_takes_none(rounds: BackupRounds, mission: Office, settle: Settle) -> None:
    for _turn in range(3):
        rounds.round()
        settle()
    assert len(mission.backups.list()) == 1


def test_a_failing_round_is_said_once_and_tried_again(
    rounds: BackupRounds, mission: Office, status: StatusBar, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[UserError] = []
    rounds.failed.connect(said.append)

    def gone(*_: object, **__: object) -> None:
        raise UserError("backup.folder_missing", path="/media/usb")

    with monkeypatch.context() as patch:
        patch.setattr(BackupService, "automatic", gone)
        for _turn in range(3):
            rounds.round()
            settle()
    assert [error.code for error in said] == ["backup.folder_missing"]
    assert "không thành" in status._backup.text()
    rounds.round()
    settle()
    assert status._backup.text().startswith("Sao lưu gần nhất")


def test_an_older_backup_is_named_by_its_day(
    rounds: BackupRounds, mission: Office, status: StatusBar, settle: Settle
) -> None:
    clock = FixedClock(mission.desk.clock.now())
    mission.desk.clock = clock
    rounds.round()
    settle()
    for days, said in ((1, "hôm qua"), (8, "/")):
        clock.set(clock.now() + timedelta(days=days))
        rounds.look()
        settle()
        assert said in status._backup.text()


def test_nothing_is_backed_up_before_the_first_list_is_there(
    rounds: BackupRounds, mission: Office, kit: Kit, settle: Settle
) -> None:
    rounds.begin(rounds=True)
    assert not rounds._timer.isActive()
    kit.jobs.read(lambda _progress: None)
    settle()
    assert rounds._timer.isActive()
    assert not mission.backups.list()


def test_an_office_that_was_copied_says_so_once(
    window: ShellWindow, mission: Office, rooms: dict[str, NotedRoom], settle: Settle
) -> None:
    mission.new_writer = True  # type: ignore[misc]
    window.take(mission)
    settle()
    assert window.desk is not None
    assert "đánh số lại" in window.desk._banner.text()


# --------------------------------------------------------------------------------------------------- in Settings


def test_without_a_backup_the_page_says_so_and_offers_to_make_one(page: BackupsPage) -> None:
    assert page.state.text() == "Chưa có bản sao lưu nào."
    assert not page.drill.isEnabled()
    assert page.make.isEnabled()


def test_a_file_with_everything_is_made_and_read_back(
    page: BackupsPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    files.answers.append(tmp_path / "toàn bộ.cdbackup")
    page.make.click()
    settle()
    assert (tmp_path / "toàn bộ.cdbackup").stat().st_size > 1000
    assert page.result.property("tone") == "ok"


def test_a_restore_is_tried_with_one_click_on_the_page(page: BackupsPage, mission: Office, settle: Settle) -> None:
    mission.backups.automatic()
    page.load()
    settle()
    page.drill.click()
    settle()
    assert page.result.text().startswith("Bản sao lưu mở được: 0 sự kiện, 0 tệp, khớp từng dữ liệu.")
    assert not list(mission.paths.staging.glob("drill*"))


def test_a_backup_is_restored_into_a_folder_of_its_own_and_can_be_opened(
    room: SettingsRoom, page: BackupsPage, mission: Office, settle: Settle, tmp_path: Path
) -> None:
    mission.backups.automatic()
    page.load()
    settle()
    page.list.table.select(page.list._model.ids[0])
    page.list.restore_button.click()
    page.form.folder.set_value(str(tmp_path / "khôi phục"))
    type_text(page.form.passphrase.line, "sai mật khẩu")
    page.form.submit.click()
    settle()
    assert page.form.field.error
    page.form.passphrase.clear()
    type_text(page.form.passphrase.line, PASSPHRASE)
    page.form.submit.click()
    settle()
    asked: list[Path] = []
    room.home_asked.connect(lambda home, _instead: asked.append(home))
    page.result._act()
    assert asked == [tmp_path / "khôi phục"]
    with open_office(tmp_path / "khôi phục", PASSPHRASE) as restored:
        assert restored.digest().content_sha256 == mission.digest().content_sha256
        assert restored.identity.writer_id != mission.identity.writer_id
    assert not page.form.passphrase.value()


def test_a_backup_takes_the_place_of_the_open_office_after_one_question(
    window: ShellWindow, mission: Office, settle: Settle, app: QApplication
) -> None:
    home = mission.paths.home
    mission.backups.automatic()
    before = mission.digest().content_sha256
    mission.settings.set("period_rule", "decree")
    window.take(mission)
    settle()
    assert window.desk is not None
    window.desk.open(Route("settings", "backups", "restore"))
    settle()
    own = window.findChildren(BackupsPage)[0]
    own.form.way.set_value("instead")
    own.form._show_way()
    type_text(own.form.passphrase.line, PASSPHRASE)
    own.form.submit.click()
    question = app.activeModalWidget()
    assert isinstance(question, Confirm)
    question.action.click()
    settle()
    settle()
    unlock = window.centralWidget().currentWidget()
    assert isinstance(unlock, UnlockPage)
    assert "truoc-khoi-phuc" in unlock._banner.text()
    with open_office(home, PASSPHRASE) as restored:
        assert restored.digest().content_sha256 == before
    (kept,) = home.parent.glob("*truoc-khoi-phuc*")
    with open_office(kept, PASSPHRASE) as old:
        assert old.settings.get("period_rule") == "decree"


def test_the_folder_moves_to_another_disk_with_its_backups(
    page: BackupsPage, mission: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    mission.backups.automatic()
    (tmp_path / "ổ ngoài").mkdir()
    files.answers.append(tmp_path / "ổ ngoài")
    page._choose_folder()
    settle()
    assert mission.backups.folder == (tmp_path / "ổ ngoài").resolve()
    assert len(mission.backups.list()) == 1
    assert page._home.isVisible()
    (tmp_path / "ổ ngoài").rename(tmp_path / "đã rút ra")
    page.load()
    settle()
    assert page.state.text() == "Không mở được thư mục sao lưu."


def test_a_damaged_file_is_named_with_its_event_and_brought_back(
    pair: Any, kit: Kit, shown: Any, settle: Settle
) -> None:
    from tests.offices import PASSPHRASE as SAMPLE

    with open_office(pair.mission, SAMPLE) as office:
        office.backups.automatic()
        room = settings.build(kit, office)
        shown(room)
        room.enter(Route("settings", "backups"))
        settle()
        own = room.findChildren(BackupsPage)[0]
        blob = next(file for file in (pair.mission / "media").rglob("*.sealed"))
        blob.write_bytes(b"x" * 100)
        own.check.click()
        settle()
        assert own.heal.isVisible()
        assert own.result.property("tone") == "warn"
        own.heal.click()
        settle()
        assert own.result.property("tone") == "ok"
        assert "(«" in own.result.text()
        assert not [found for found in office.check(deep=True) if found.code.startswith("media.")]


def test_a_foreign_file_in_the_folder_cannot_be_restored_from(
    page: BackupsPage, mission: Office, settle: Settle
) -> None:
    mission.backups.automatic()
    (one,) = mission.backups.folder.glob("*.cdbackup")
    data = bytearray(one.read_bytes())
    data[-200] ^= 1
    one.write_bytes(bytes(data))
    page.load()
    settle()
    for info in mission.backups.list():
        if not info.verified:
            page.list.table.select(info.path.name)
            assert not page.list.restore_button.isEnabled()
