"""Believable values for the tests of the store, and a counter of SQL statements."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.event import (
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
    EventKind,
    EventState,
    GoalTag,
    Results,
)
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.store.repo import event
from cultdip_desktop.store.store import Reader, Store

KEY = bytes(range(32))
SALT = bytes(range(100, 116))
NOON = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
FIRST = datetime(2026, 9, 25, 15, 30, tzinfo=UTC)


def full_event(ids: IdSource, **changes: Any) -> Event:
    """An event in which every field says something."""
    values: dict[str, Any] = {
        "id": ids.new(),
        "office": "CZ-EMB",
        "title": BiText("Đêm hội Trung thu Praha 2026", "Prague Mid-Autumn Festival 2026", EnglishState.REVIEWED),
        "summary": BiText("Rước đèn, múa lân và rối nước.", "Lantern parade and water puppets.", EnglishState.STALE),
        "kind": EventKind.COMMUNITY,
        "format": EventFormat.HYBRID,
        "state": EventState.HELD,
        "start": FIRST,
        "end": FIRST + timedelta(hours=3),
        "zone": "Europe/Prague",
        "venue": BiText("Trung tâm thương mại Sapa", "Sapa Trade Centre"),
        "city": "Praha",
        "country": "CZ",
        "goals": (
            GoalTag("M3", "2021", True, BiText("Giới thiệu nghề làm đèn Báo Đáp.", "The lantern craft.")),
            GoalTag("G5.1", "2021", False, BiText("Hội người Việt cùng tổ chức.")),
        ),
        "products": ("PR.STO", "PR.REG"),
        "themes": ("TH.TRA",),
        "scale": "SC.PEO",
        "actors": (Actor("Hội người Việt Nam tại CH Séc", "AC.OVN", ActorRole.CO_ORGANISER),),
        "results": Results(
            Attendance(1340, AttendanceKind.ON_SITE, CountingMethod.COUNTED),
            Decimal("0.62"),
            BiText("Quận đề nghị tổ chức thường niên.", "The district asks for a yearly edition."),
            BiText("Cần thêm phiên dịch."),
        ),
        "money": (
            MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("59450.00", "CZK")),
            MoneyLine("RS.SOC", MoneyStage.SPENT, Money.parse("12000000", "VND")),
        ),
        "internal_note": "Đại sứ phát biểu khai mạc.",
    }
    return Event(**(values | changes))


def titled(ids: IdSource, title: str, **changes: Any) -> Event:
    """A small event with a title."""
    return Event(id=ids.new(), office="CZ-EMB", title=BiText(title), start=FIRST, zone="Europe/Prague", **changes)


def photo(ids: IdSource, event_id: str, **changes: Any) -> MediaItem:
    """A photo of an event."""
    values: dict[str, Any] = {
        "id": ids.new(),
        "event_id": event_id,
        "sha256": "ab" * 32,
        "file_name": "Rước đèn.jpg",
        "mime": "image/jpeg",
        "extension": "jpg",
        "kind": "image",
        "size": 1234,
        "width": 400,
        "height": 300,
        "taken_at": datetime(2026, 9, 25, 18, 5, 9),  # noqa: DTZ001 - cameras know no zone
        "has_location": True,
        "caption": BiText("Rước đèn", "Lantern parade"),
        "credit": "Nguyễn Thị Hạnh",
    }
    return MediaItem(**(values | changes))


def added(store: Store, *events: Event) -> list[Event]:
    """The events as they stand after being written."""
    with store.write("event.add") as tx:
        return [event.insert(tx, new) for new in events]


@contextlib.contextmanager
def statements(tx: Reader) -> Iterator[list[str]]:
    """Every SQL statement that runs on this connection within the block."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    sa.event.listen(tx.connection, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(tx.connection, "before_cursor_execute", note)
