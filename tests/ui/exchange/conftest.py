"""The sample mission, and the exchange room over it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import exchange
from cultdip_desktop.ui.rooms.exchange.view import ExchangeRoom
from tests.offices import PASSPHRASE
from tests.ui.packages.offices import in_window


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    """A copy of the sample mission."""
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def gone() -> list[Route]:
    """Routes to other rooms that were asked for."""
    return []


@pytest.fixture
def said() -> list[tuple[Any, Any]]:
    """What was done, with how to undo it."""
    return []


@pytest.fixture
def room(
    kit: Kit, office: Office, settle: Callable[[], None], gone: list[Route], said: list[tuple[Any, Any]]
) -> Iterator[ExchangeRoom]:
    """The room in a window."""
    made = exchange.build(kit, office)
    assert isinstance(made, ExchangeRoom)
    window = in_window(made)
    made.go.connect(gone.append)
    made.done.connect(lambda speech, undo: said.append((kit.say(speech), undo)))
    made.enter(Route("exchange", "import"))
    settle()
    yield made
    made.leave()
    settle()
    window.hide()


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table of text."""

    def write(*rows: list[str], name: str = "Kế hoạch.csv") -> Path:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows(rows)
        path = tmp_path / name
        path.write_text(out.getvalue(), "utf-8")
        return path

    return write
