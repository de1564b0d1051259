"""The list of signed packages and what may be done with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import packages
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from cultdip_desktop.ui.shell.badges import of_mission
from tests.ui.kit_typing import press

Settle = Callable[[], None]


def test_an_office_that_signed_nothing_is_offered_to_begin(room: PackagesRoom, settle: Settle) -> None:
    assert room.sent.empty.isVisible()
    assert room.primary is not None
    room.primary.click()
    settle()
    assert room.export.isVisible()
    assert room.export.period is not None


@pytest.fixture
def listed(room: PackagesRoom, package: Path, settle: Settle) -> PackagesRoom:
    room.enter(Route("packages"))
    settle()
    return room


def test_a_signed_package_is_listed_with_state_and_words(listed: PackagesRoom, kit: Kit) -> None:
    table = listed.sent.table
    assert table.current_id()
    cells = [listed.sent.model.cell(0, column) for column in range(len(listed.sent.model.columns))]
    assert cells[0] is not None
    assert cells[0].text == "1/1"
    assert cells[2] is not None
    assert cells[2].text == "Đã ký, chờ gửi"
    assert len(listed.sent.card._words.text().replace("\n", " · ").split(" · ")) == 12


def test_marking_as_sent_publishes_the_change(listed: PackagesRoom, office: Office, settle: Settle, kit: Kit) -> None:
    heard: list[object] = []
    kit.bus.watch(listed, {"package"}, heard.append)
    listed.sent.card.mark.click()
    settle()
    assert office.packages.sent()[0].state is SentState.SENT
    assert heard
    assert listed.sent.card.mark.isHidden()


def test_the_same_file_is_saved_again(
    listed: PackagesRoom, package: Path, stick: Path, files: ScriptedFileChooser, settle: Settle
) -> None:
    files.answers.append(stick / "bản hai.cdrp")
    listed.sent.card.save.click()
    settle()
    assert (stick / "bản hai.cdrp").read_bytes() == package.read_bytes()


def test_enter_opens_the_verdict_of_the_file(listed: PackagesRoom, package: Path, settle: Settle) -> None:
    press(listed.sent.table, Qt.Key.Key_Return)
    settle()
    assert listed.route() == Route("packages", "verdict", str(package))
    assert listed.verdict.card is not None


def test_a_file_that_was_moved_away_is_offered_from_the_offices_own_copy(
    listed: PackagesRoom, package: Path, stick: Path, files: ScriptedFileChooser, settle: Settle
) -> None:
    content = package.read_bytes()
    package.unlink()
    press(listed.sent.table, Qt.Key.Key_Return)
    settle()
    assert str(package) in listed.banner.text()
    files.answers.append(stick / "lưu lại.cdrp")
    listed.banner._action.click()
    settle()
    assert (stick / "lưu lại.cdrp").read_bytes() == content


def test_a_copy_never_replaces_a_file(
    listed: PackagesRoom, stick: Path, files: ScriptedFileChooser, settle: Settle
) -> None:
    taken = stick / "cũ.cdrp"
    taken.write_bytes(b"x")
    files.answers.append(taken)
    listed.sent.card.save.click()
    settle()
    assert listed.banner.isVisible()
    assert taken.read_bytes() == b"x"


def test_the_badge_counts_what_waits_to_be_sent(office: Office, package: Path) -> None:
    assert package.is_file()
    now = office.desk.clock.now()
    assert of_mission(office.today.counts(now))["packages"] == (1, True)
    office.packages.mark_sent(office.packages.sent()[0].id)
    assert of_mission(office.today.counts(now))["packages"][0] == 0


def test_every_state_of_the_tour_opens(room: PackagesRoom, office: Office, package: Path, settle: Settle) -> None:
    states = packages.tour_states(office)
    assert [name for name, _route in states][:4] == ["", "export-contents", "export-checks", "export-sign"]
    assert package.is_file()
    for _name, route in states:
        room.enter(route)
        settle()
    assert room.verdict.card is not None
    assert room.verdict.card.result in ("unreadable", "not_valid")
