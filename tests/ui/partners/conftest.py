"""An office in Praha with a small register; the room over it in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.event import Event, EventKind, EventState
from cultdip_desktop.domain.partner import Actor, ActorRole, Consent, Partner, PartnerKind, PromisedBy
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import partners
from cultdip_desktop.ui.rooms.partners.view import PartnersRoom
from tests.offices import original, quick_keys
from tests.ui.partners.register import added

PASSPHRASE = "Hoa sen nở bên hồ Vltava 2026"
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, OfficeKey]:
    """A new office with nothing in it, and its key."""
    home = tmp_path_factory.mktemp("praha") / "office"
    clock = FixedClock(NOW)
    with quick_keys():
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
def museum(office: Office) -> Partner:
    """A museum with an event and an open promise."""
    entry = added(office, "Bảo tàng Dân tộc học Praha", city="Praha", consent=Consent.GIVEN)
    blank = office.events.blank()
    event = Event(
        id=blank.id,
        office=blank.office,
        title=BiText("Triển lãm gốm Chu Đậu"),
        kind=EventKind.EXHIBITION,
        state=EventState.PREPARING,
        start=datetime(2026, 10, 1, 8, 0, tzinfo=UTC),
        zone="Europe/Prague",
        actors=(Actor(entry.name, entry.category, ActorRole.CO_ORGANISER),),
    )
    office.events.save(event)
    office.partners.log(
        replace(
            office.partners.blank_contact(entry.id), day=date(2026, 8, 20), summary="Chọn hiện vật",
            promise="Gửi danh mục", promise_by=PromisedBy.THEM, promise_due=date(2026, 8, 28),
        )
    )  # fmt: skip
    return entry


@pytest.fixture
def room(
    kit: Kit, office: Office, museum: Partner, app: QApplication, settle: Callable[[], None]
) -> Iterator[PartnersRoom]:
    """The room in a window of 1366 × 768, on its list; `go` is followed as the shell follows it."""
    added(office, "Đàn bầu Praha", category="AC.OVN", country="CZ")
    added(office, "Trần Văn Lộc", PartnerKind.PERSON, category="AC.EXP", country="DE", consent=Consent.REFUSED)
    window = QWidget()
    made = partners.build(kit, office)
    assert isinstance(made, PartnersRoom)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    made.go.connect(lambda route: made.enter(route) if route.room == "partners" else None)
    window.resize(1366, 768)
    window.show()
    made.enter(Route("partners"))
    settle()
    yield made
    made.leave()
    settle()
