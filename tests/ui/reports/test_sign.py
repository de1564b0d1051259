"""The page of the two signatures: person, then agency; PIN, outside road, verdict; with keys and files, no mouse needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import reports
from cultdip_desktop.ui.rooms.reports.places import ReportsPlaces
from cultdip_desktop.ui.rooms.reports.view_checked import CheckedPage
from cultdip_desktop.ui.rooms.reports.view_sign import SignPage
from tests.offices import PASSPHRASE
from tests.signatures.outside import sign_like_another_tool
from tests.ui.kit_typing import type_text
from tests.ui.packages.offices import in_window

Settle = Callable[[], None]


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    """The sample embassy, its third quarter approved."""
    with open_office(mission, PASSPHRASE) as opened:
        opened.reporting.approve(Period.parse("2026-Q3", opened.reports.rule()))
        yield opened


@pytest.fixture
def room(kit: Kit, office: Office, settle: Settle) -> Iterator[ReportsPlaces]:
    """The room on the page of signatures."""
    made = reports.build(kit, office)
    assert isinstance(made, ReportsPlaces)
    window = in_window(made)
    made.enter(Route("reports", "sign", "2026-Q3"))
    settle()
    yield made
    made.leave()
    settle()
    window.hide()


@pytest.fixture
def page(room: ReportsPlaces) -> SignPage:
    """The page itself."""
    return room.findChildren(SignPage)[0]


def _sign(page: SignPage, settle: Settle, pin: str = PASSPHRASE) -> None:
    type_text(page.key.pin.line, pin)
    QTest.keyClick(page.key.pin.line, Qt.Key.Key_Return)
    settle()


def _stop(page: SignPage, kit: Kit) -> str:
    return kit.say(page.key.stop)


def test_the_person_signs_and_then_the_agency(page: SignPage, office: Office, kit: Kit, settle: Settle) -> None:
    assert page.state is not None
    assert page.state.next_role == "person"
    assert _stop(page, kit) == "Hãy nhập mã PIN."
    _sign(page, settle)
    assert page.state.next_role == "agency"
    _sign(page, settle)
    assert page.state.next_role == ""
    assert _stop(page, kit) == "Đã có cả hai chữ ký."
    assert len(office.signing.current(page.state.period).signers) == 2  # type: ignore[union-attr]
    assert page.key.pin.value() == ""


def test_a_wrong_pin_is_said_at_its_field_and_forgotten(page: SignPage, settle: Settle) -> None:
    _sign(page, settle, "sai mất rồi")
    assert page.state is not None
    assert page.state.next_role == "person"
    assert page.key.pin.value() == ""
    assert "2" in page.key.pin_field.error
    assert not page.key.button.isEnabled()


def test_leaving_the_page_leaves_no_pin(page: SignPage, room: ReportsPlaces) -> None:
    type_text(page.key.pin.line, "123456")
    room.leave()
    assert page.key.pin.value() == ""


def test_a_document_goes_out_and_comes_back(
    page: SignPage, office: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    out, back = tmp_path / "đi.pdf", tmp_path / "về.pdf"
    files.answers.append(out)
    page.take_out.click()
    settle()
    back.write_bytes(sign_like_another_tool(out.read_bytes(), office))
    files.answers.append(back)
    page.bring_back.click()
    settle()
    assert page.state is not None
    assert page.state.outside
    assert [part.role for part in page.state.parts] == ["Chu_ky_1"]


def test_signed_file_and_verdict_are_saved(
    page: SignPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    _sign(page, settle)
    files.answers.append(tmp_path / "ký.pdf")
    page.save.click()
    settle()
    files.answers.append(tmp_path / "kết luận")
    page.verdict.click()
    settle()
    assert (tmp_path / "ký.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "kết luận.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_that_nobody_approved_says_why(
    kit: Kit, office: Office, page: SignPage, room: ReportsPlaces, settle: Settle
) -> None:
    room.enter(Route("reports", "sign", "2026-Q2"))
    settle()
    assert page.state is not None
    assert page.state.stop is not None
    assert not page.take_out.isEnabled()
    assert _stop(page, kit)


def test_escape_leads_back_to_the_report(room: ReportsPlaces, settle: Settle) -> None:
    gone: list[Route] = []
    room.go.connect(gone.append)
    room.escape()
    assert gone[-1].room == "reports"
    assert gone[-1].place != "sign"


def test_the_page_speaks_english_at_once(page: SignPage, kit: Kit, settle: Settle) -> None:
    _sign(page, settle)
    kit.live.switch("en")
    settle()
    assert page.head.title.text() == "Sign: report for Q3 2026"
    assert _stop(page, kit) == "Enter the PIN."


def test_any_signed_file_gets_its_verdict(
    page: SignPage, room: ReportsPlaces, kit: Kit, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    _sign(page, settle)
    signed = tmp_path / "ký.pdf"
    files.answers.append(signed)
    page.save.click()
    settle()
    broken = signed.read_bytes().replace(b"%PDF-1.", b"%PDF-2.")
    signed.write_bytes(broken)
    room.enter(Route("reports", "verdict", str(signed)))
    settle()
    checked = room.findChildren(CheckedPage)[0]
    assert checked.checked is not None
    assert checked.checked.result == "not_valid"
    files.answers.append(tmp_path / "kết luận.pdf")
    checked.save.click()
    settle()
    assert (tmp_path / "kết luận.pdf").read_bytes().startswith(b"%PDF")
