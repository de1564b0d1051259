"""A headquarters and missions that are only keys and chains: packages of a few events, written directly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import fleet
from bench.fleet import Authority, Rows, Sender
from cultdip_desktop.app import Office, create_headquarters, open_office
from cultdip_desktop.core.clock import FixedClock
from tests import offices
from tests.offices import PASSPHRASE


@dataclass(frozen=True)
class Fleet:
    """What one drop of files needs."""

    home: Path
    authority: Authority
    sample: Rows

    def senders(self, count: int) -> list[Sender]:
        """Fresh chains of the first missions."""
        return fleet.senders(self.authority, self.sample, count)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """Headquarters, opened at the fleet's moment."""
        with open_office(self.home, PASSPHRASE, clock=FixedClock(fleet.NOW)) as office:
            yield office


def make(folder: Path, events: int = 6) -> Fleet:
    """A headquarters that believes in one root, and the events that every mission sends."""
    authority = fleet.authority()
    with offices.quick_keys():
        made = create_headquarters(
            folder / "hq",
            passphrase=PASSPHRASE,
            pin=PASSPHRASE,
            language="vi",
            sample=True,
            clock=FixedClock(fleet.NOW),
        )
    with made.office as office:
        fleet.trusting(office, authority)
    return Fleet(folder / "hq", authority, fleet.sample_rows(events))


def copied(original: Fleet, target: Path) -> Fleet:
    """The same with a headquarters of its own."""
    return replace(original, home=offices.original(original.home, target / "hq"))


def history(*places: tuple[str, int, str]) -> list[dict[str, Any]]:
    """Rows of a mission's history: day, position, a letter for the digest."""
    rows: dict[str, dict[str, Any]] = {}
    for day, position, letter in places:
        last = max(at for other, at, _ in places if other == day)
        name = day if position == last else f"{day}#{position}"
        rows[name] = {"id": name, "day": day, "position": position, "hash": letter * 64}
    return [rows[name] for name in sorted(rows)]
