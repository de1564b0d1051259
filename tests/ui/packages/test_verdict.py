"""Verdicts on good, spoilt and hostile files, in both roles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import packages
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from cultdip_desktop.ui.rooms.packages.view_verdict import VerdictPage
from tests.ui.kit_typing import press
from tests.ui.packages.offices import NOW, PASSPHRASE, in_window

Settle = Callable[[], None]
Ask = Callable[[Path], VerdictPage]


@pytest.fixture
def ask(room: PackagesRoom, settle: Settle) -> Ask:
    def verdict(file: Path) -> VerdictPage:
        room.enter(Route("packages", "verdict", str(file)))
        settle()
        return room.verdict

    return verdict


def test_a_signed_package_is_valid_with_all_twelve_lines(ask: Ask, package: Path, office: Office) -> None:
    page = ask(package)
    assert page.card is not None
    assert page.card.result in ("valid", "valid_with_warnings")
    assert len(page.card.lines) == 12
    assert page.card.trusted
    assert page.card.sha256 == office.packages.sent()[0].container_sha256
    assert page._person.text() == "Nguyễn Minh Hà"


def test_one_changed_byte_makes_it_not_valid_and_says_where(ask: Ask, package: Path, stick: Path) -> None:
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    spoilt = stick / "sửa.cdrp"
    spoilt.write_bytes(bytes(data))
    page = ask(spoilt)
    assert page.card is not None
    assert page.card.result == "not_valid"
    assert page._title.text() == "Không hợp lệ"
    assert page._problem.text()


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"\xff" * 4096, "không phải gói".encode()])
def test_a_file_that_is_no_package_is_an_answer_and_no_crash(
    ask: Ask, stick: Path, content: bytes, troubles: list[BaseException]
) -> None:
    file = stick / "lạ.cdrp"
    file.write_bytes(content)
    page = ask(file)
    assert page.card is not None
    assert page.card.result in ("unreadable", "not_valid")
    assert page.card.signer == ""
    assert troubles == []


def test_a_file_that_is_not_there_is_an_answer_too(ask: Ask, stick: Path) -> None:
    page = ask(stick / "đã rút.cdrp")
    assert page.card is not None
    assert page.card.result == "unreadable"


def test_without_trust_files_the_answer_is_unknown_and_the_signer_only_a_claim(
    kit: Kit, package: Path, tmp_path: Path, settle: Settle
) -> None:
    made = create_mission(
        tmp_path / "paris", mission_id="FR-EMB", passphrase=PASSPHRASE, language="vi", clock=FixedClock(NOW)
    )
    with made.office as stranger:
        room = packages.build(kit, stranger)
        assert isinstance(room, PackagesRoom)
        window = in_window(room)
        room.enter(Route("packages", "verdict", str(package)))
        settle()
        assert room.verdict.card is not None
        assert room.verdict.card.result == "unknown"
        assert "chưa xác minh" in room.verdict._signer.title.text()
        window.hide()


def test_the_verdict_is_copied_as_text_by_its_key(room: PackagesRoom, ask: Ask, package: Path) -> None:
    page = ask(package)
    said: list[object] = []
    room.done.connect(lambda speech, _undo: said.append(speech))
    page.copy.setFocus()
    press(page.copy, Qt.Key.Key_Space, text=" ")
    text = QGuiApplication.clipboard().text()
    assert "Nguyễn Minh Hà" in text
    assert text.count("\n- ") == 12
    assert said


def test_a_newer_file_replaces_the_question(room: PackagesRoom, package: Path, stick: Path, settle: Settle) -> None:
    other = stick / "khác.cdrp"
    other.write_bytes(b"x")
    room.enter(Route("packages", "verdict", str(package)))
    room.enter(Route("packages", "verdict", str(other)))
    settle()
    assert room.verdict.card is not None
    assert room.verdict.card.file == other


def test_long_names_of_files_are_cut_so_that_the_page_keeps_its_width(ask: Ask, package: Path, stick: Path) -> None:
    data = package.read_bytes()
    spoilt = stick / "sửa.cdrp"
    spoilt.write_bytes(data[:200] + bytes([data[200] ^ 1]) + data[201:])
    page = ask(spoilt)
    left = page._lines.parentWidget()
    assert left is not None
    assert left.minimumSizeHint().width() < 800


def test_every_line_tells_screen_readers_its_outcome(ask: Ask, package: Path) -> None:
    page = ask(package)
    names = [page._lines.itemAt(place).widget().accessibleName() for place in range(0, page._lines.count(), 2)]
    assert len(names) == 12
    assert all("Đạt" in name or "Bỏ qua" in name or "Lưu ý" in name for name in names)
