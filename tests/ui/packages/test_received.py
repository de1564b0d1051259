"""What headquarters sends, in the window: dropped, looked at, taken in, answered; receipts with what lacks there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.domain.issuing import DirectiveTaskState, DispatchKind
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import packages
from cultdip_desktop.ui.rooms.packages.view import PackagesRoom
from tests.offices import PASSPHRASE, Pair
from tests.services.test_receiving import directive
from tests.services.way_back import headquarters
from tests.ui.packages.offices import in_window

Settle = Callable[[], None]


@pytest.fixture
def sent(pair: Pair, tmp_path: Path) -> Path:
    """A directive of headquarters."""
    with headquarters(pair, tmp_path / "về") as hq:
        return hq.send(DispatchKind.DIRECTIVE, directive())


@pytest.fixture
def mission_office(pair: Pair, sent: Path) -> Iterator[Office]:
    del sent  # headquarters is closed before the mission opens
    with open_office(pair.mission, PASSPHRASE) as office:
        yield office


@pytest.fixture
def mission_room(kit: Kit, mission_office: Office, settle: Settle, gone: list[Route]) -> Iterator[PackagesRoom]:
    made = packages.build(kit, mission_office)
    assert isinstance(made, PackagesRoom)
    window = in_window(made)
    made.go.connect(lambda route: made.enter(route) if route.room == "packages" else gone.append(route))
    made.enter(Route("packages"))
    settle()
    yield made
    made.leave()
    settle()
    window.hide()


def receive(room: PackagesRoom, settle: Settle, *files: Path) -> None:
    room.enter(Route("packages", "receive", "", tuple(("file", str(file)) for file in files)))
    settle()


def test_files_are_looked_at_first_and_nothing_has_entered(
    mission_room: PackagesRoom, mission_office: Office, sent: Path, settle: Settle
) -> None:
    receive(mission_room, settle, sent)
    assert mission_room.take_in.isVisible()
    assert mission_office.receiving.rows() == ()
    mission_room.take_in.click()
    settle()
    assert [row.kind for row in mission_office.receiving.rows()] == ["directive"]
    assert mission_room.take_in.isHidden()


def test_a_bad_file_stands_beside_the_good_one_and_stops_nothing(
    mission_room: PackagesRoom, mission_office: Office, sent: Path, settle: Settle, tmp_path: Path
) -> None:
    bad = tmp_path / "hỏng.cdrp"
    bad.write_bytes(sent.read_bytes()[:-20])
    receive(mission_room, settle, bad, sent)
    assert "bị từ chối" in mission_room.receive.summary.text()
    mission_room.take_in.click()
    settle()
    assert len(mission_office.received_directives.all()) == 1


def test_a_file_of_a_mission_leads_to_its_verdict(
    mission_room: PackagesRoom, mission_office: Office, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "q3.cdrp"
    mission_office.packages.export(Period.parse("2026-Q3"), file, PASSPHRASE, reason="Bản thử")
    receive(mission_room, settle, file)
    settle()
    assert mission_room.verdict.isVisible()


def test_an_answer_is_kept_when_it_is_chosen_and_typed(
    mission_room: PackagesRoom, mission_office: Office, sent: Path, settle: Settle
) -> None:
    mission_office.receiving.take_in([sent])
    mission_room.enter(Route("packages", "directives"))
    settle()
    (answer,) = mission_room.directives.card.tasks.values()
    answer.text.set_value("Đã cử đầu mối.")
    answer.state.set_value(DirectiveTaskState.UNDER_WAY)
    answer.state.chosen.emit(DirectiveTaskState.UNDER_WAY)
    settle()
    (found,) = mission_office.received_directives.all()
    assert (found.tasks[0].state, found.tasks[0].answer) == (DirectiveTaskState.UNDER_WAY, "Đã cử đầu mối.")


def test_declining_without_a_word_is_refused_at_the_field(
    mission_room: PackagesRoom, mission_office: Office, sent: Path, settle: Settle
) -> None:
    mission_office.receiving.take_in([sent])
    mission_room.enter(Route("packages", "directives"))
    settle()
    (answer,) = mission_room.directives.card.tasks.values()
    answer.state.set_value(DirectiveTaskState.DECLINED)
    answer.state.chosen.emit(DirectiveTaskState.DECLINED)
    settle()
    (found,) = mission_office.received_directives.all()
    assert found.tasks[0].state is DirectiveTaskState.OPEN


def test_a_package_is_sent_again_from_the_archive(
    mission_room: PackagesRoom, mission_office: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    first = tmp_path / "q3.cdrp"
    mission_office.packages.export(Period.parse("2026-Q3"), first, PASSPHRASE, reason="Bản thử")
    mission_room.enter(Route("packages"))
    settle()
    mission_room.enter(Route("packages", "receipts"))
    settle()
    again = tmp_path / "gửi lại.cdrp"
    files.answers = [again]
    mission_room.receipts.card.again.click()
    settle()
    assert again.read_bytes() == first.read_bytes()
