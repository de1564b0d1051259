"""Settings › Certificates at headquarters: requests compared and certified, certificates revoked, lists renewed."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.view_offices import OfficesPage
from tests.ui.kit_typing import type_text
from tests.ui.shell.conftest import KEY_PIN, PIN

Settle = Callable[[], None]


@pytest.fixture
def room(settings_on: Callable[[Office, str], SettingsRoom], headquarters: Office) -> SettingsRoom:
    """Headquarters' settings, on its certificates."""
    return settings_on(headquarters, "offices")


@pytest.fixture
def page(room: SettingsRoom) -> OfficesPage:
    return room.findChildren(OfficesPage)[0]


@pytest.fixture
def request_file(mission: Office, tmp_path: Path) -> Path:
    key = mission.keys.create("Nguyễn Minh Hà", KEY_PIN)
    mission.keys.request(key.id, tmp_path / "yêu cầu.cdreq")
    return tmp_path / "yêu cầu.cdreq"


@pytest.fixture
def enrolled(headquarters: Office, request_file: Path, tmp_path: Path) -> str:
    """Serial number of a mission's certificate."""
    assert headquarters.roster is not None
    headquarters.roster.enrol(request_file, tmp_path / "a.cdrp", PIN)
    return next(row.serial for row in headquarters.roster.issued() if row.office == "CZ-EMB")


def reload(room: SettingsRoom, settle: Settle, part: str = "", file: Path | None = None) -> None:
    params = () if file is None else (("file", str(file)),)
    room.enter(Route("settings", "offices", part, params))
    settle()


def words_of(mission: Office) -> str:
    return " ".join(fingerprint.words(mission.keys.list()[0].public_sha256))


def test_a_request_is_certified_only_after_its_words_were_typed(
    room: SettingsRoom, page: OfficesPage, mission: Office, request_file: Path,
    files: ScriptedFileChooser, settle: Settle, tmp_path: Path,
) -> None:  # fmt: skip
    files.answers.append([request_file])
    page.requests.choose_button.click()
    settle()
    assert page.requests.first is not None
    page.requests.first.click()
    form = page.compare
    assert form.heard.line.hasFocus()
    assert not form.action.isEnabled()
    assert form.pin_field.isHidden()
    type_text(form.heard.line, words_of(mission))
    assert not form.pin_field.isHidden()
    assert not form.action.isEnabled()
    type_text(form.pin.line, PIN)
    files.answers.append(tmp_path / "chứng thư.cdrp")
    form.action.click()
    settle()
    assert (tmp_path / "chứng thư.cdrp").exists()
    assert "CZ-EMB" in {row.office for row in page.rows.values()}
    assert page.requests.first is None


def test_the_words_that_should_come_are_not_shown(
    room: SettingsRoom, page: OfficesPage, mission: Office, request_file: Path, settle: Settle
) -> None:
    from PySide6.QtWidgets import QLabel

    reload(room, settle, "compare", request_file)
    shown = " ".join(label.text() for label in page.compare.findChildren(QLabel))
    words = words_of(mission).split()
    assert not any(f"{a} {b}" in shown for a, b in itertools.pairwise(words))


def test_the_text_of_the_qr_code_compares_all_of_it(
    room: SettingsRoom, page: OfficesPage, mission: Office, request_file: Path, settle: Settle
) -> None:
    reload(room, settle, "compare", request_file)
    sha256 = mission.keys.list()[0].public_sha256
    other = f"{'0' if sha256[-1] != '0' else '1'}"
    type_text(page.compare.heard.line, fingerprint.qr_text(sha256[:-1] + other))
    assert not page.compare.heard.matches
    page.compare.heard.line.clear()
    type_text(page.compare.heard.line, fingerprint.qr_text(sha256))
    assert page.compare.heard.matches


def test_a_wrong_root_pin_is_said_at_its_field_and_nothing_is_written(
    room: SettingsRoom, page: OfficesPage, mission: Office, request_file: Path,
    files: ScriptedFileChooser, settle: Settle, tmp_path: Path,
) -> None:  # fmt: skip
    reload(room, settle, "compare", request_file)
    type_text(page.compare.heard.line, words_of(mission))
    type_text(page.compare.pin.line, "sai mã PIN rồi")
    files.answers.append(tmp_path / "trả lời.cdrp")
    page.compare.action.click()
    settle()
    assert page.compare.pin_field.error
    assert not (tmp_path / "trả lời.cdrp").exists()


def test_of_several_files_the_one_that_is_no_request_is_named(
    room: SettingsRoom, page: OfficesPage, request_file: Path, settle: Settle, tmp_path: Path
) -> None:
    other = tmp_path / "thư mời.cdreq"
    other.write_text("Kính gửi", "utf-8")
    page._model.read_requests([other, request_file])
    settle()
    assert "thư mời.cdreq" in room.banner.text()
    assert [card.file for card in page._model.requests] == [request_file]


@pytest.mark.parametrize(("name", "taken"), [("yêu cầu.cdreq", True), ("quý III.cdrp", False)])
def test_dropped_requests_are_opened_and_packages_left_to_the_window(
    room: SettingsRoom, page: OfficesPage, request_file: Path, settle: Settle, name: str, taken: bool
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(request_file.with_name(name)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(page.viewport(), QDragEnterEvent(QPointF(40, 40), copy, data, left, none))
    QCoreApplication.sendEvent(page.viewport(), QDropEvent(QPointF(40, 40), copy, data, left, none))
    settle()
    assert bool(page._model.requests) is taken


def test_a_request_is_put_away(room: SettingsRoom, page: OfficesPage, request_file: Path, settle: Settle) -> None:
    page._model.read_requests([request_file])
    settle()
    page._model.drop_request(page._model.requests[0].print.sha256)
    assert page.requests.first is None
    assert request_file.exists()


def test_a_certificate_is_revoked_for_a_reason_after_a_question(
    room: SettingsRoom, page: OfficesPage, headquarters: Office, enrolled: str, settle: Settle
) -> None:
    reload(room, settle, "revoke")
    form = page.revoke
    type_text(form.pin.line, PIN)
    form.action.click()
    assert form.reason_field.error
    type_text(form.reason, "Cán bộ đã về nước")
    form.action.click()
    dialog = form.findChildren(Confirm)[0]
    assert dialog.focusWidget() is dialog.cancel
    dialog.action.click()
    settle()
    assert page.rows[enrolled].state == "revoked"
    assert page.rows[enrolled].reason == "Cán bộ đã về nước"
    assert page.revoke_button.isEnabled()  # that the key was lost may become known later
    assert page.revoke_button.text() != "Thu hồi…"


def test_cancelling_the_question_revokes_nothing(
    room: SettingsRoom, page: OfficesPage, headquarters: Office, enrolled: str, settle: Settle
) -> None:
    reload(room, settle, "revoke")
    type_text(page.revoke.reason, "nhầm")
    type_text(page.revoke.pin.line, PIN)
    page.revoke.action.click()
    page.revoke.findChildren(Confirm)[0].cancel.click()
    settle()
    assert page.rows[enrolled].state == "valid"


def test_the_certificate_that_headquarters_signs_with_cannot_be_revoked(
    room: SettingsRoom, page: OfficesPage, headquarters: Office, settle: Settle
) -> None:
    own = next(serial for serial, row in page.rows.items() if row.own)
    page.select(own)
    assert not page.revoke_button.isEnabled()
    assert headquarters.roster is not None
    with pytest.raises(UserError) as refused:
        headquarters.roster.revoke(own, "thử", PIN)
    assert refused.value.code == "enrolment.own_certificate"


def test_the_end_of_the_lists_is_said_and_they_are_renewed(
    room: SettingsRoom, page: OfficesPage, headquarters: Office, settle: Settle
) -> None:
    trust = headquarters.trust.current()
    assert trust is not None
    assert trust.fresh_until is not None
    headquarters.desk.clock = FixedClock(trust.fresh_until - timedelta(days=10))
    reload(room, settle)
    assert not page._notice.isHidden()
    page._notice._action.click()
    type_text(page.with_pin.pin.line, PIN)
    page.with_pin.action.click()
    settle()
    renewed = headquarters.trust.current()
    assert renewed is not None
    assert renewed.fresh_until > trust.fresh_until
    assert page._notice.isHidden()


def test_headquarters_renews_its_own_certificate(
    room: SettingsRoom, page: OfficesPage, headquarters: Office, settle: Settle
) -> None:
    before = headquarters.keys.usable().certificate
    page._renew_own()
    type_text(page.with_pin.pin.line, PIN)
    page.with_pin.action.click()
    settle()
    after = headquarters.keys.usable().certificate
    assert before is not None
    assert after is not None
    assert after.serial != before.serial
    assert after.headquarters


def test_headquarters_pin_is_changed_at_all_its_keys(
    room: SettingsRoom, page: OfficesPage, headquarters: Office, request_file: Path, settle: Settle, tmp_path: Path
) -> None:
    reload(room, settle, "pin")
    type_text(page.own_pin.pin.line, PIN)
    type_text(page.own_pin.pins.pin.line, "hoa gạo tháng Ba")
    type_text(page.own_pin.pins.again.line, "hoa gạo tháng Ba")
    page.own_pin.action.click()
    settle()
    assert not room.banner.isVisible()
    assert headquarters.roster is not None
    headquarters.roster.enrol(request_file, tmp_path / "a.cdrp", "hoa gạo tháng Ba")


def test_root_and_lists_are_written_for_other_programs(
    room: SettingsRoom, page: OfficesPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "tin cậy"
    folder.mkdir()
    said: list[Any] = []
    room.done.connect(lambda speech, _undo: said.append(speech))
    files.answers.append(folder)
    page._write_trust()
    settle()
    assert list(folder.glob("*.pem"))
    assert said
