"""The Inbox room over a scripted inbox service."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.inbox import build
from cultdip_desktop.ui.rooms.inbox.view import InboxRoom
from tests.ui.inbox import stand_in


@pytest.fixture
def inbox() -> stand_in.StandInInbox:
    """Every outcome and state, over two periods."""
    return stand_in.full_inbox()


@pytest.fixture
def room(kit: Kit, inbox: stand_in.StandInInbox) -> InboxRoom:
    """The room, shown; routes it emits for itself are opened at once, as the shell does."""
    made = build(kit, stand_in.office(inbox))
    assert isinstance(made, InboxRoom)
    made.go.connect(lambda route: made.enter(route) if route.room == "inbox" else None)
    made.resize(1200, 760)
    made.show()
    return made


@pytest.fixture
def opened(room: InboxRoom, settle: Callable[[], None]) -> InboxRoom:
    """The list, loaded."""
    room.enter(Route("inbox"))
    settle()
    return room


@pytest.fixture
def put(tmp_path: Path, inbox: stand_in.StandInInbox) -> Callable[..., Path]:
    """Put a package file into a folder and tell the service what it is."""

    def write(
        name: str, outcome: InboxOutcome, verdict: Verdict, code: str = "", missing: tuple[int, ...] = ()
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(b"PK")
        inbox.answers[name] = stand_in.preview(path, outcome, verdict, code, missing)
        return path

    return write
