"""Several desks take in the same packages at random, and are killed at random: every package counts once.

`CULTDIP_LONG=1` asks for the whole of it: 94 missions, three packages each, three times each, a hundred kills.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import fleet as fleets
from cultdip_desktop.app import open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.domain.event import COUNTED
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.hq.figures import EVERYTHING
from cultdip_desktop.hq.ledger import findings
from tests import counting as figures_query
from tests.desks import cluster as clusters
from tests.desks.offices_on_server import move
from tests.hq import fleet
from tests.offices import PASSPHRASE

WHOLE = bool(os.environ.get("CULTDIP_LONG"))
_SCRIPT = Path(__file__).with_name("fleet_import.py")
_COUNTED = frozenset(state.value for state in COUNTED)
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Scale:
    """How much of it."""

    missions: int
    kills: int
    desks: int
    events: int = 4


@dataclass(frozen=True)
class Drop:
    """What the desks are given, and what must come of it."""

    home: Path
    files: tuple[Path, ...]
    events: dict[str, int]
    """By mission: the events of its last package that figures count."""


SQLITE = Scale(94, 100, 2) if WHOLE else Scale(4, 3, 2)
SERVER = Scale(94, 100, 4) if WHOLE else Scale(3, 2, 3)


def drop(folder: Path, scale: Scale) -> Drop:
    """A headquarters and three packages of every mission; the second adds nothing, the third takes events away."""
    made = fleet.make(folder, scale.events)
    files: list[Path] = []
    events: dict[str, int] = {}
    for sender in made.senders(scale.missions):
        for number, period in enumerate(("2026-Q1", "2026-Q2", "2026-Q3"), 1):
            if number == 3:
                sender.rows["event"].pop()
            file = folder / f"{sender.office}-{number}.cdrp"
            sender.write(file, sender.contents(period))
            files.append(file)
        events[sender.office] = sum(row["state"] in _COUNTED for row in sender.rows["event"])
    return Drop(made.home, tuple(files), events)


class Desk:
    """A process with its share of the files, started again when it was killed."""

    def __init__(self, home: Path, files: list[Path], log: Path) -> None:
        self._home = home
        self._files = files
        self._log = log
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        paths = os.pathsep.join((str(_ROOT), *filter(None, sys.path)))
        environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE, "PYTHONPATH": paths}
        with self._log.open("ab") as out:
            command = [sys.executable, str(_SCRIPT), str(self._home), *map(str, self._files)]
            return subprocess.Popen(command, stdout=out, stderr=out, env=environment)

    def kill(self) -> None:
        """Stop it hard and start it over: whoever was interrupted drops the same files again."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process = self._start()


def play(made: Drop, scale: Scale, folder: Path, seed: int) -> list[str]:
    """Let the desks work under kills until all have ended well; gives what they were answered."""
    chance = random.Random(seed)
    thrice = [file for file in made.files for _ in range(3)]
    chance.shuffle(thrice)
    logs = [folder / f"desk-{number}.log" for number in range(scale.desks)]
    desks = [Desk(made.home, thrice[number :: scale.desks], log) for number, log in enumerate(logs)]
    for _ in range(scale.kills):
        time.sleep(chance.uniform(0.4, 1.6))
        chance.choice(desks).kill()
    for desk, log in zip(desks, logs, strict=True):
        assert desk.process.wait(timeout=2400) == 0, log.read_text(encoding="utf-8")[-2000:]
    return [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]


def judge(made: Drop, answers: list[str]) -> None:
    """Every package once, figures the sum of the missions' own, ledger and rows agree, no answer lost."""
    with open_office(made.home, PASSPHRASE, clock=FixedClock(fleets.NOW)) as office:
        assert office.inbox is not None
        rows = office.inbox.rows()
        imported = [row for row in rows if row.outcome is InboxOutcome.IMPORTED]
        assert len(rows) == len(imported) == len(made.files)
        assert len({(row.office, row.seq) for row in imported}) == len(made.files)
        heard = {line.split(" ", 1)[1] for line in answers if line.startswith("imported ")}
        assert heard <= {file.name for file in made.files}
        with office.desk.store.read() as tx:
            assert findings(tx) == []
            counted = Counter(event.office for event in figures_query.counted_events(tx, EVERYTHING))
        assert counted == +Counter(made.events)
        assert office.figures is not None
        assert office.figures.figures().figures.total.events == sum(made.events.values())
        assert office.check(deep=True) == []
        assert list(office.paths.staging.iterdir()) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_every_package_counts_once_in_a_file_of_two_desks(tmp_path: Path) -> None:
    made = drop(tmp_path, SQLITE)
    judge(made, play(made, SQLITE, tmp_path, seed=6))


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_every_package_counts_once_on_a_server_of_four_desks(tmp_path: Path) -> None:
    program = clusters.programs()
    if program is None:
        pytest.skip("PostgreSQL is not installed")
    made = drop(tmp_path, SERVER)
    with clusters.running(program) as cluster:
        move(made.home, cluster)
        judge(made, play(made, SERVER, tmp_path, seed=94))
