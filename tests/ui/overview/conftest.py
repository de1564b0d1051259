"""Headquarters in Hà Nội on 20 November 2026 with events of four missions; the Overview over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.event import Attendance, Event, EventKind, EventState, GoalTag, PressItem, Results
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import overview
from cultdip_desktop.ui.rooms.overview.view import OverviewRoom
from tests import centre

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SENT = datetime(2026, 10, 9, 3, 0, tzinfo=UTC)
ZONES = {"CZ-EMB": "Europe/Prague", "FR-EMB": "Europe/Paris", "JP-EMB": "Asia/Tokyo"}


def held(number: int, office: str, *, title: str = "Ngày Văn hóa Việt Nam", year: int = 2026) -> Event:
    """One event of a mission, with everything that the page counts."""
    return Event(
        id=f"01900000-0000-7000-8000-{office[:2]}{year}{number:06d}"[:36],
        office=office,
        number=f"SK-{year}-{number:03d}",
        title=BiText(title, "Viet Nam Culture Day"),
        kind=tuple(EventKind)[number % 3],
        state=EventState.HELD,
        start=datetime(year, 3, 1, 10, tzinfo=UTC) + timedelta(days=9 * number),
        zone=ZONES[office],
        city="Praha",
        country=office[:2],
        goals=(GoalTag("M3", "2021", True, BiText("Giới thiệu phong tục.")), GoalTag("G5.1", "2021")),
        results=Results(
            Attendance(1_000 + number),
            outcomes=BiText("Quận đề nghị tổ chức thường niên."),
            lessons=BiText("Cần mời báo chí sớm hơn.") if number == 1 else BiText(),
            press=(PressItem("Právo", language="cs"), PressItem("Nhân Dân", language="vi")),
        ),
        money=(MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("3000000", "VND")),
               MoneyLine("RS.SOC", MoneyStage.SPENT, Money.parse("1000000", "VND"))),
        created_at=SENT,
        updated_at=SENT,
    )  # fmt: skip


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> centre.Template:
    """Made once."""
    return centre.founded(tmp_path_factory.mktemp("centre") / "office")


@pytest.fixture
def office(template: centre.Template, tmp_path: Path) -> Iterator[Office]:
    """Three missions in, one waiting."""
    opened = centre.opened(template, tmp_path / "office", FixedClock(NOW))
    for name in ZONES:
        came = centre.arrived(opened, name, "2026-Q3", SENT)
        events = [held(at, name) for at in range(4)] + [held(at, name, year=2025) for at in range(2)]
        with opened.desk.store.write("hq.import", office=name) as tx:
            event_rows.merge_office(tx, name, events, came.id)
    centre.arrived(opened, "PL-EMB", "2026-Q3", SENT, outcome=InboxOutcome.HELD, code="chain.gap", seq=3)
    yield opened
    opened.close()


@pytest.fixture
def went() -> list[Route]:
    """Routes that led out of the room."""
    return []


@pytest.fixture
def room(
    kit: Kit, app: QApplication, settle: Callable[[], None], office: Office, went: list[Route]
) -> Iterator[OverviewRoom]:
    """The room on its board; `go` is followed as the shell follows it."""
    del app
    window = QWidget()
    made = overview.build(kit, office)
    assert isinstance(made, OverviewRoom)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    made.go.connect(lambda route: made.enter(route) if route.room == "overview" else went.append(route))
    window.resize(1366, 768)
    window.show()
    made.enter(Route("overview"))
    settle()
    yield made
    window.close()
