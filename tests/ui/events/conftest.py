"""An office in Praha, made once and copied for each test; the room over it in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.event import Event, EventKind, EventState, GoalTag
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import events
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tests.offices import original

PASSPHRASE = "Hoa sen nở bên hồ Vltava 2026"
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, OfficeKey]:
    """A new office with nothing in it, and its key: unlocking takes long on purpose, so it is done once."""
    home = tmp_path_factory.mktemp("praha") / "office"
    clock = FixedClock(NOW)
    made = create_mission(
        home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi", person_name="Nguyễn Minh Hà",
        clock=clock, ids=SeededIds(7, clock),
    )  # fmt: skip
    made.office.close()
    return home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE)


@pytest.fixture
def office(template: tuple[Path, OfficeKey], tmp_path: Path) -> Iterator[Office]:
    """A copy of the template, open for writing."""
    home = tmp_path / "office"
    original(template[0], home, template[1])
    clock = FixedClock(NOW)
    opened = composition._open_store(
        OfficePaths(home), template[1], None, shared=False, read_only=False, clock=clock, ids=SeededIds(8, clock)
    )
    yield opened
    opened.close()


@pytest.fixture
def festival(office: Office) -> Event:
    """A mid-autumn festival in preparation: two goals, one of them without a reason."""
    edition = office.catalogue.current().edition
    blank = office.events.blank()
    event = Event(
        id=blank.id,
        office=blank.office,
        title=BiText("Đêm hội Trung thu Praha 2026", "Prague Mid-Autumn Festival 2026"),
        summary=BiText("Rước đèn, múa lân và rối nước.", "Lantern parade, lion dance and water puppets."),
        kind=EventKind.COMMUNITY,
        state=EventState.PREPARING,
        start=datetime(2026, 9, 25, 15, 30, tzinfo=UTC),
        end=datetime(2026, 9, 25, 19, 0, tzinfo=UTC),
        zone="Europe/Prague",
        venue=BiText("Trung tâm thương mại Sapa", "Sapa Trade Centre"),
        city="Praha",
        country="CZ",
        goals=(
            GoalTag("M3", edition, primary=True, reason=BiText("Giới thiệu phong tục Tết Trung thu.", "")),
            GoalTag("M1", edition),
        ),
    )
    return office.events.save(event)[0]


@pytest.fixture
def room(kit: Kit, office: Office, app: QApplication, settle: Callable[[], None]) -> Iterator[EventsRoom]:
    """The room in a window of 1366 × 768, on its list; `go` is followed as the shell follows it."""
    window = QWidget()
    made = events.build(kit, office)
    assert isinstance(made, EventsRoom)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    made.go.connect(made.enter)
    window.resize(1366, 768)
    window.show()
    made.enter(Route("events"))
    settle()
    yield made
    made.leave()
    settle()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three small pictures that differ."""
    folder = tmp_path / "ảnh chụp"
    folder.mkdir()
    files = []
    for number, colour in enumerate(((163, 38, 42), (31, 111, 92), (181, 130, 15)), 1):
        file = folder / f"Rước đèn {number}.jpg"
        Image.new("RGB", (160, 100), colour).save(file)
        files.append(file)
    return files


@pytest.fixture
def full_disk(office: Office, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing can be saved until it is undone."""

    def full(_draft: Event, *, step: str = "") -> None:
        raise UserError("file.no_space", path="office.cdstore", file="office.cdstore")

    monkeypatch.setattr(office.events, "save", full)
    return monkeypatch
