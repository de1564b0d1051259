"""The mission in Praha with a certified signing key and a quarter of work, made once and copied for each test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office, create_headquarters, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.event import (
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventKind,
    EventState,
    GoalTag,
    Results,
)
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.room import Room
from tests.offices import original

PASSPHRASE = "Hoa sen nở bên hồ Vltava 2026"
PIN = "múa rối nước 1986"
NOW = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Template:
    """A closed office and what opens it without the slow passphrase."""

    home: Path
    key: OfficeKey


def certified_mission(folder: Path) -> Template:
    """The mission, trusted by a headquarters of its own."""
    clock = FixedClock(NOW)
    home = folder / "praha"
    made = create_mission(
        home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi", person_name="Nguyễn Minh Hà",
        clock=clock, ids=SeededIds(7, clock),
    )  # fmt: skip
    with made.office as office:
        _work(office)
        office.keys.create("Nguyễn Minh Hà", PIN)
        centre = create_headquarters(
            folder / "ha-noi", passphrase=PASSPHRASE, pin=PIN, language="vi", person_name="Trần Thùy Linh", clock=clock
        ).office
        with centre:
            assert centre.roster is not None
            request, answer = folder / "đề nghị.json", folder / "trả lời.cdrp"
            office.keys.request(None, request)
            centre.roster.enrol(request, answer, PIN)
            trust = centre.trust.current()
            assert trust is not None
            office.trust.install(answer, " ".join(trust.words))
    return Template(home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE))


def working_mission(folder: Path) -> Template:
    """The same mission without any key."""
    home = folder / "praha"
    clock = FixedClock(NOW)
    made = create_mission(
        home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi", person_name="Nguyễn Minh Hà",
        clock=clock, ids=SeededIds(7, clock),
    )  # fmt: skip
    with made.office as office:
        _work(office)
    return Template(home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE))


def opened(template: Template, home: Path, now: datetime = NOW) -> Office:
    """A copy of the template, open for writing at `now`."""
    original(template.home, home, template.key)
    clock = FixedClock(now)
    return composition._open_store(
        OfficePaths(home), template.key, None, shared=False, read_only=False, clock=clock, ids=SeededIds(8, clock)
    )


def in_window(room: Room, width: int = 1366, height: int = 768) -> QWidget:
    """The room alone in a window."""
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(room)
    window.resize(width, height)
    window.show()
    return window


def _work(office: Office) -> None:
    edition = office.catalogue.current().edition
    for goal in ("M1", "M2", "M3", "M4", "M5"):
        office.events.save(_held(office, edition, goal))
    draft = office.events.blank()
    office.events.save(replace(draft, title=BiText("Ý tưởng chiếu phim Tết", "Idea: films for Tết"), start=NOW))


def _held(office: Office, edition: str, goal: str) -> Event:
    blank = office.events.blank()
    return replace(
        blank,
        title=BiText(f"Đêm hội Trung thu Praha, phần {goal}", f"Prague Mid-Autumn Festival, part {goal}"),
        summary=BiText("Rước đèn, múa lân và rối nước.", "Lantern parade, lion dance and water puppets."),
        kind=EventKind.COMMUNITY,
        state=EventState.RESULTS_IN,
        start=datetime(2026, 9, 25, 15, 30, tzinfo=UTC),
        zone="Europe/Prague",
        city="Praha",
        country="CZ",
        goals=(GoalTag(goal, edition, primary=True, reason=BiText("Giới thiệu phong tục.", "Shows customs.")),),
        internal_note="Nhớ gọi cho ông Novák.",
        results=Results(
            attendance=Attendance(120, AttendanceKind.ON_SITE, CountingMethod.COUNTED),
            outcomes=BiText("Báo chí đưa tin.", "Reported by the press."),
        ),
    )
