"""The wizard, driven as an officer drives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.repo import encryption_key as key_rows
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import packages
from cultdip_desktop.ui.rooms.packages.values import KeyState
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from cultdip_desktop.ui.rooms.packages.view_export import CHECKS, CONTENTS, SENT, SIGN, ExportPage
from tests.ui.kit_typing import press, type_text
from tests.ui.packages.offices import NOW, PIN, Template, in_window, opened

Settle = Callable[[], None]


@pytest.fixture
def wizard(room: PackagesRoom, settle: Settle) -> ExportPage:
    room.enter(Route("packages", "export", "2026-Q3"))
    settle()
    return room.export


def to_signing(wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, target: Path) -> None:
    wizard.next.click()
    if wizard.at == CHECKS and wizard.checks.reason_field.isVisible():
        type_text(wizard.checks.reason, "Số liệu bổ sung ở kỳ sau.")
    wizard.next.click()
    files.answers.append(target)
    wizard.sign.choose.click()
    settle()


def test_both_columns_are_shown_before_anything_is_signed(wizard: ExportPage) -> None:
    goes, stays = wizard.contents.goes.model, wizard.contents.stays.model
    assert {"report_pdf", "events", "tables", "index"} <= set(goes.ids)
    assert {"internal_notes", "drafts", "media", "contacts"} <= set(stays.ids)
    counts = {part.code: part.count for part in wizard.contents.stays._load(list(stays.ids))}
    assert (counts["internal_notes"], counts["drafts"]) == (5, 1)


def test_a_package_is_signed_with_keys_alone_and_read_back(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path, office: Office
) -> None:
    target = stick / "quý III.cdrp"
    to_signing(wizard, files, settle, target)
    assert wizard.at == SIGN
    assert not wizard.official.isEnabled()
    type_text(wizard.sign.pin.line, PIN)
    assert wizard.official.isEnabled()
    press(wizard.sign.pin.line, Qt.Key.Key_Return)
    settle()
    assert wizard.at == SENT
    assert target.is_file()
    assert wizard.end.package is not None
    assert wizard.end.package.verdict.result in ("valid", "valid_with_warnings")
    assert wizard.sign.pin.value() == ""
    wizard.end.sent.click()
    settle()
    assert office.packages.sent()[0].state is SentState.SENT
    assert wizard.end.sent.isHidden()


def test_a_package_is_encrypted_for_headquarters_where_that_was_chosen(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path
) -> None:
    to_signing(wizard, files, settle, stick / "quý III.cdrp")
    assert wizard.sign.encrypt.isEnabled()
    wizard.sign.encrypt.click()
    settle()
    assert wizard.sign.target == stick / "quý III.cdrp.age"
    type_text(wizard.sign.pin.line, PIN)
    wizard.official.click()
    settle()
    assert wizard.at == SENT
    assert [path.name for path in stick.iterdir()] == ["quý III.cdrp.age"]
    assert wizard.end._open.isHidden()  # nobody here can open the file to verify it again


def test_the_name_follows_the_choice_to_encrypt(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path
) -> None:
    to_signing(wizard, files, settle, stick / "a.cdrp")
    for wanted in ("a.cdrp.age", "a.cdrp"):
        wizard.sign.encrypt.click()
        settle()
        assert wizard.sign.target is not None
        assert wizard.sign.target.name == wanted


def test_without_a_key_of_headquarters_encryption_is_off_with_the_reason(
    wizard: ExportPage, office: Office, settle: Settle
) -> None:
    with office.desk.store.write("trust.pin") as tx:
        for view in office.encryption.overview():
            key_rows.retire(tx, view.key.id)
    wizard.enter("2026-Q3")
    settle()
    assert not wizard.sign.encrypt.isEnabled()
    assert "danh sách tin cậy" in wizard.sign._protection.text()


def test_a_wrong_pin_says_how_many_attempts_are_left_and_writes_nothing(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path, office: Office
) -> None:
    to_signing(wizard, files, settle, stick / "gói.cdrp")
    type_text(wizard.sign.pin.line, "sai hẳn rồi")
    wizard.official.click()
    settle()
    assert "2" in wizard.sign.pin_field.error
    assert wizard.sign.pin.value() == ""
    assert list(stick.iterdir()) == []
    assert office.packages.sent() == ()
    assert wizard.at == SIGN


def test_a_key_locked_by_wrong_pins_disables_the_official_button_with_the_reason(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path
) -> None:
    to_signing(wizard, files, settle, stick / "gói.cdrp")
    for _attempt in range(3):
        type_text(wizard.sign.pin.line, "sai hẳn rồi")
        wizard.official.click()
        settle()
    type_text(wizard.sign.pin.line, PIN)
    assert not wizard.official.isEnabled()
    assert "khóa" in wizard.official.accessibleDescription()


def test_warnings_need_one_sentence_before_signing(wizard: ExportPage, office: Office, settle: Settle) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    office.events.save(replace(event, goals=()))
    wizard.enter("2026-Q3")
    settle()
    wizard.next.click()
    assert wizard.at == CHECKS
    assert not wizard.next.isEnabled()
    assert wizard.checks.reason_field.isVisible()
    type_text(wizard.checks.reason, "Gắn mục tiêu ở kỳ sau.")
    assert wizard.next.isEnabled()
    wizard.next.click()
    wizard.go_back()
    assert wizard.checks.reason.value() == "Gắn mục tiêu ở kỳ sau."


def test_an_error_stops_the_export_and_leads_to_its_event(
    wizard: ExportPage, office: Office, settle: Settle, gone: list[Route]
) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    office.events.save(replace(event, title=BiText("", "Without a Vietnamese title")))
    wizard.enter("2026-Q3")
    settle()
    wizard.next.click()
    type_text(wizard.checks.reason, "Vẫn muốn ký.")
    assert not wizard.next.isEnabled()
    wizard.checks.next_problem(1)
    button = wizard.focusWidget()
    press(button, Qt.Key.Key_Space, text=" ")
    assert gone[-1].room == "events"
    assert gone[-1].id == event.id
    assert gone[-1].param("tab") == "content"


def test_an_existing_file_is_never_chosen_as_target(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path
) -> None:
    taken = stick / "cũ.cdrp"
    taken.write_bytes(b"x")
    to_signing(wizard, files, settle, taken)
    type_text(wizard.sign.pin.line, PIN)
    assert wizard.sign.place_field.error
    assert not wizard.official.isEnabled()
    assert taken.read_bytes() == b"x"


def test_a_stick_pulled_out_leaves_nothing_and_says_so(
    room: PackagesRoom, wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path, office: Office
) -> None:
    to_signing(wizard, files, settle, stick / "gói.cdrp")
    type_text(wizard.sign.pin.line, PIN)
    stick.rmdir()
    wizard.official.click()
    settle()
    assert "Chưa có gói nào được ghi." in room.banner.text()
    assert wizard.at == SIGN
    assert office.packages.sent() == ()


def test_cancelling_the_building_writes_nothing(
    room: PackagesRoom, wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path, office: Office
) -> None:
    to_signing(wizard, files, settle, stick / "gói.cdrp")
    type_text(wizard.sign.pin.line, PIN)
    wizard.official.click()
    assert wizard.busy
    assert not room.leave()
    wizard.progress._cancel.click()
    settle()
    assert not wizard.busy
    assert list(stick.iterdir()) == []
    assert "Chưa có gói nào được ghi." in room.banner.text()
    assert room.leave()


def test_an_expired_certificate_stops_at_the_checks(
    kit: Kit, template: Template, tmp_path: Path, settle: Settle
) -> None:
    with opened(template, tmp_path / "muộn", NOW + timedelta(days=800)) as late:
        room = packages.build(kit, late)
        assert isinstance(room, PackagesRoom)
        window = in_window(room)
        room.enter(Route("packages", "export", "2026-Q3"))
        settle()
        room.export.next.click()
        type_text(room.export.checks.reason, "Vẫn muốn ký.")
        assert room.export.at == CHECKS
        assert not room.export.next.isEnabled()
        assert "hết hạn" in room.export.next.accessibleDescription()
        window.hide()


def test_an_office_without_a_key_is_told_where_to_make_one(
    wizard: ExportPage, office: Office, settle: Settle, gone: list[Route]
) -> None:
    for file in office.paths.signing_keys.iterdir():
        file.unlink()
    wizard.enter("2026-Q3")
    settle()
    wizard.next.click()
    if wizard.checks.reason_field.isVisible():
        type_text(wizard.checks.reason, "Bổ sung sau.")
    wizard.next.click()
    assert wizard.at == SIGN
    assert wizard.sign.pin_field.isHidden()
    assert not wizard.official.isEnabled()
    wizard.sign.keys.click()
    assert gone[-1] == Route("settings", "keys")


def test_coming_back_from_an_event_finds_everything_as_it_was(
    room: PackagesRoom, wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path
) -> None:
    to_signing(wizard, files, settle, stick / "gói.cdrp")
    assert room.leave()
    room.enter(Route("packages", "export"))
    settle()
    assert wizard.at == SIGN
    assert wizard.sign.target == stick / "gói.cdrp"
    press(room, Qt.Key.Key_Escape)
    assert wizard.at == CHECKS


def test_another_period_is_planned_anew(wizard: ExportPage, settle: Settle) -> None:
    assert wizard.at == CONTENTS
    wizard.contents.period.setFocus()
    before = wizard.period
    press(wizard.contents.period, Qt.Key.Key_Down)
    settle()
    assert wizard.period != before
    assert wizard._plan is not None
    assert wizard._plan.period == wizard.period


def test_the_wizard_speaks_english_after_a_switch(kit: Kit, wizard: ExportPage) -> None:
    kit.live.switch("en")
    assert wizard.official.accessibleName() == "Sign and export"
    assert wizard.contents.goes.model.headerData(0, Qt.Orientation.Horizontal) == "Component"


def test_the_reason_travels_in_the_package(
    wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path, office: Office
) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[-1])
    office.events.save(replace(event, goals=()))
    wizard.enter("2026-Q3")
    settle()
    target = stick / "kèm lý do.cdrp"
    to_signing(wizard, files, settle, target)
    type_text(wizard.sign.pin.line, PIN)
    wizard.official.click()
    settle()
    assert wizard.at == SENT
    assert "Số liệu bổ sung ở kỳ sau.".encode() in target.read_bytes()


def test_the_title_names_the_period_also_after_coming_back(
    room: PackagesRoom, wizard: ExportPage, settle: Settle
) -> None:
    room.enter(Route("packages"))
    settle()
    room.enter(Route("packages", "export"))
    settle()
    assert "quý III năm 2026" in room.head.title.text()


def test_after_a_finished_export_the_next_one_begins_at_the_start(
    room: PackagesRoom, wizard: ExportPage, files: ScriptedFileChooser, settle: Settle, stick: Path
) -> None:
    to_signing(wizard, files, settle, stick / "một.cdrp")
    type_text(wizard.sign.pin.line, PIN)
    wizard.official.click()
    settle()
    assert wizard.at == SENT
    room.enter(Route("packages", "export"))
    settle()
    assert wizard.at == CONTENTS
    assert wizard._plan is not None
    assert wizard._plan.seq == 2


def test_a_key_that_cannot_be_verified_here_is_not_called_valid(
    wizard: ExportPage, office: Office, settle: Settle
) -> None:
    (office.paths.trust / "crls.pem").write_text("", "utf-8")
    wizard.enter("2026-Q3")
    settle()
    assert wizard._plan is not None
    assert wizard._plan.key.state is KeyState.UNCHECKED


def test_a_retired_key_is_not_offered_for_signing(wizard: ExportPage, office: Office, settle: Settle) -> None:
    office.keys.retire(office.keys.usable().id)
    wizard.enter("2026-Q3")
    settle()
    assert wizard._plan is not None
    assert wizard._plan.key.state is KeyState.NONE
