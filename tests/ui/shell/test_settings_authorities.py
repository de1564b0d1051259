"""Settings › Encryption and trust at headquarters, and what certificates gained: lost keys, hand-over, the trust list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.moments import Moment
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.settings.view import SettingsRoom
from cultdip_desktop.ui.rooms.settings.view_authorities import AuthoritiesPage
from cultdip_desktop.ui.rooms.settings.view_offices import OfficesPage
from tests.hq.test_trust_life import Government
from tests.ui.kit_typing import type_text
from tests.ui.shell.conftest import KEY_PIN, PIN

Settle = Callable[[], None]


@pytest.fixture
def room(settings_on: Callable[[Office, str], SettingsRoom], headquarters: Office) -> SettingsRoom:
    return settings_on(headquarters, "authorities")


@pytest.fixture
def page(room: SettingsRoom) -> AuthoritiesPage:
    return room.findChildren(AuthoritiesPage)[0]


def ask_for_a_certificate(mission: Office, folder: Path, person: str) -> Path:
    key = mission.keys.create(person, KEY_PIN)
    file = folder / f"{key.id}.cdreq"
    mission.keys.request(key.id, file)
    return file


def test_a_new_encryption_key_is_made_after_a_question(
    room: SettingsRoom, page: AuthoritiesPage, headquarters: Office, settle: Settle
) -> None:
    before = headquarters.encryption.recipients()
    page.encryption.rotate.click()
    room.findChildren(Confirm)[0].action.click()
    settle()
    assert headquarters.encryption.recipients() != before
    assert [view.current for view in headquarters.encryption.overview()] == [True, False]


def test_a_certificate_of_the_government_is_assigned_only_by_its_words(
    room: SettingsRoom, page: AuthoritiesPage, headquarters: Office, files: ScriptedFileChooser, settle: Settle,
    tmp_path: Path,
) -> None:  # fmt: skip
    government = Government(tmp_path)
    assert not page.signers.begin.isEnabled()
    root = government.chain_file(lists=True)
    headquarters.signing.roots.add(root, headquarters.signing.roots.inspect(root).sha256)
    room.enter(Route("settings", "authorities"))
    settle()
    files.answers.append(government.certificate_file())
    page.signers.begin.click()
    settle()
    form = page.signers
    assert not form.assign.isEnabled()
    form.office.set_value("FR-EMB")
    assert headquarters.signers is not None
    words = headquarters.signers.inspect(government.certificate_file()).words
    type_text(form.heard.line, " ".join(words))
    assert form.assign.isEnabled()
    form.assign.click()
    settle()
    assert [(one.office, one.removed_at) for one in headquarters.signers.list()] == [("FR-EMB", None)]
    form._ask_remove(form._model and next(iter(_rows(headquarters))))
    type_text(form.reason, "Đã chuyển công tác.")
    form.reason.returnPressed.emit()
    settle()
    assert headquarters.signers.list()[0].reason == "Đã chuyển công tác."


def _rows(headquarters: Office) -> tuple[object, ...]:
    from cultdip_desktop.ui.rooms.settings.viewmodel_authorities import _shelf

    return _shelf(headquarters).signers


def test_what_cannot_be_assigned_is_said_in_the_card(
    page: AuthoritiesPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "thư.cer").write_text("Kính gửi", "utf-8")
    page.signers.open_file(tmp_path / "thư.cer")
    settle()
    assert not page.signers._trouble.isHidden()
    assert "thư.cer" in page.signers._trouble.text()


def test_escape_closes_the_form(page: AuthoritiesPage, headquarters: Office, settle: Settle, tmp_path: Path) -> None:
    government = Government(tmp_path)
    root = government.chain_file(lists=True)
    headquarters.signing.roots.add(root, headquarters.signing.roots.inspect(root).sha256)
    page.signers.open_file(government.certificate_file())
    settle()
    assert page.fold()
    assert not page.fold()


# Certificates


def test_a_lost_key_is_revoked_from_a_day_on(
    settings_on: Callable[[Office, str], SettingsRoom], mission: Office, headquarters: Office, settle: Settle,
    tmp_path: Path,
) -> None:  # fmt: skip
    assert headquarters.roster is not None
    headquarters.roster.enrol(ask_for_a_certificate(mission, tmp_path, "Lê Văn Mất"), tmp_path / "a.cdrp", PIN)
    room = settings_on(headquarters, "offices")
    page = room.findChildren(OfficesPage)[0]
    serial = next(row.serial for row in headquarters.roster.issued() if row.office == "CZ-EMB")
    page.select(serial)
    page.begin_revoking()
    form = page.revoke
    type_text(form.reason, "Mất máy.")
    form.lost.click()
    assert not form.since_field.isHidden()
    type_text(form.pin.line, PIN)
    form.action.click()
    assert form.since.hasFocus()
    form.since.set_moment(Moment(headquarters.desk.clock.now().date()))
    form.act()
    form.findChildren(Confirm)[0].action.click()
    settle()
    row = next(one for one in headquarters.roster.issued() if one.serial == serial)
    assert row.compromised_from is not None
    assert page.rows[serial].compromised_on is not None
    assert not page.rows[serial].revocable


def test_at_a_hand_over_the_former_certificate_ends_with_the_new_one(
    settings_on: Callable[[Office, str], SettingsRoom], mission: Office, headquarters: Office, settle: Settle,
    files: ScriptedFileChooser, tmp_path: Path,
) -> None:  # fmt: skip
    assert headquarters.roster is not None
    headquarters.roster.enrol(ask_for_a_certificate(mission, tmp_path, "Lê Văn Cũ"), tmp_path / "a.cdrp", PIN)
    old = next(row.serial for row in headquarters.roster.issued() if row.office == "CZ-EMB")
    file = ask_for_a_certificate(mission, tmp_path, "Trần Thị Mới")
    room = settings_on(headquarters, "offices")
    page = room.findChildren(OfficesPage)[0]
    room.enter(Route("settings", "offices", "compare", (("file", str(file)),)))
    settle()
    form = page.compare
    assert list(form.ends) == [old]
    form.ends[old].click()
    assert form.request is not None
    type_text(form.heard.line, " ".join(fingerprint.words(form.request.print.sha256)))
    type_text(form.pin.line, PIN)
    files.answers.append(tmp_path / "mới.cdrp")
    form.action.click()
    settle()
    row = next(one for one in headquarters.roster.issued() if one.serial == old)
    assert (row.status, row.reason) == ("revoked", "handed_over")


def test_the_trust_list_is_written_for_all_missions(
    settings_on: Callable[[Office, str], SettingsRoom], headquarters: Office, settle: Settle,
    files: ScriptedFileChooser, tmp_path: Path,
) -> None:  # fmt: skip
    room = settings_on(headquarters, "offices")
    page = room.findChildren(OfficesPage)[0]
    files.answers.append(tmp_path)
    page._trust_list()
    type_text(page.with_pin.pin.line, PIN)
    page.with_pin.action.click()
    settle()
    assert [path.name for path in tmp_path.glob("*.cdrp")] == ["ALL-MISSIONS_trust_0001.cdrp"]


def test_the_issuing_certificate_is_renewed(
    settings_on: Callable[[Office, str], SettingsRoom], headquarters: Office, settle: Settle
) -> None:
    assert headquarters.roster is not None
    room = settings_on(headquarters, "offices")
    page = room.findChildren(OfficesPage)[0]
    page._renew_issuing()
    type_text(page.with_pin.pin.line, PIN)
    page.with_pin.action.click()
    settle()
    assert headquarters.roster.authority().earlier == 1
