"""Work done by a child process: the same answers, errors and cancels; nobody left behind, no secret told."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.services.workshop import UnavailableError, work_of
from cultdip_desktop.workshop import processes
from cultdip_desktop.workshop.processes import ProcessWorkshop
from tests.offices import PASSPHRASE

SECOND = Period.parse("2026-Q2")


@contextlib.contextmanager
def employing(home: Path) -> Iterator[tuple[Office, ProcessWorkshop]]:
    made: list[ProcessWorkshop] = []

    def make(home: Path, key: OfficeKey, writing: bool, recover: Callable[[], None]) -> ProcessWorkshop:
        made.append(ProcessWorkshop(home, key, writing, recover))
        return made[0]

    with open_office(home, PASSPHRASE) as office:
        office.employ(make)
        yield office, made[0]


class Watch:
    """Counts steps and does something at one of them."""

    def __init__(self, at: int = -1, act: Callable[[], Any] = lambda: None) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._at, self._act = at, act

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps.append((done, total, what))
        if total and len([one for one in self.steps if one[1]]) == self._at:
            self._act()


def cancel() -> None:
    raise Cancelled


def gone(pid: int) -> bool:
    """Ended; an orphan may wait for ever to be buried where process 1 does not care."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_nobody_is_started_before_there_is_work_and_nobody_stays(mission: Path) -> None:
    with employing(mission) as (office, workshop):
        office.catalogue.current()
        assert workshop.pids == ()
        drawn = office.reports.draw(SECOND, "vi", NoProgress())
        assert drawn.startswith(b"%PDF")
        (child,) = workshop.pids
        office.packages.plan(SECOND)
        assert workshop.pids == (child,)
    assert gone(child)


@pytest.mark.slow
def test_a_package_made_by_a_child_is_taken_in_by_another(mission: Path, headquarters: Path, tmp_path: Path) -> None:
    file, watch = tmp_path / "Quý II.cdrp", Watch()
    with employing(mission) as (office, _):
        made = office.packages.export(SECOND, file, PASSPHRASE, progress=watch)
        assert made.file == file
        assert made.verdict.checks == office.packages.verify(file).checks
        assert [row.id for row in office.packages.sent()] == [made.package_id]
        assert made.change_set.kinds
        with pytest.raises(UserError) as caught:
            office.packages.export(SECOND, file, PASSPHRASE)
        assert (caught.value.code, caught.value.params) == ("file.exists", {"path": str(file)})
    assert watch.steps[-1][:2] == (1000, 1000)
    with employing(headquarters) as (office, _):
        assert office.inbox is not None
        (taken,) = office.inbox.take_in([file])
        assert taken.outcome is InboxOutcome.IMPORTED
        assert taken.change_set.ids


def test_a_wish_to_stop_reaches_the_child_and_leaves_nothing(mission: Path, tmp_path: Path) -> None:
    file = tmp_path / "Quý II.cdrp"
    with employing(mission) as (office, workshop):
        with pytest.raises(Cancelled):
            office.packages.export(SECOND, file, PASSPHRASE, progress=Watch(2, cancel))
        assert list(tmp_path.glob("*.cdrp*")) == []
        assert office.packages.sent() == ()
        assert len(workshop.pids) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_a_child_that_dies_is_told_of_and_the_next_work_goes_to_a_new_one(mission: Path, tmp_path: Path) -> None:
    file = tmp_path / "Quý II.cdrp"
    with employing(mission) as (office, workshop):
        with pytest.raises(UserError) as caught:
            office.packages.export(
                SECOND, file, PASSPHRASE, progress=Watch(2, lambda: os.kill(workshop.pids[0], signal.SIGKILL))
            )
        assert caught.value.code == "workshop.stopped"
        assert office.packages.sent() == ()
        office.packages.export(SECOND, file, PASSPHRASE)
        assert [row.seq for row in office.packages.sent()] == [1]


def test_the_keys_are_nowhere_that_other_programs_can_look(mission: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    real = subprocess.Popen

    def watched(command: list[str], **options: Any) -> Any:
        started.append((command, options["env"]))
        return real(command, **options)

    monkeypatch.setenv("CULTDIP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(processes.subprocess, "Popen", watched)
    with employing(mission) as (office, _):
        key = office._key
        office.packages.plan(SECOND)
    ((command, environment),) = started
    told = " ".join([*command, *environment, *environment.values()])
    for secret in (PASSPHRASE, key.data_key.hex(), key.store_key.hex(), key.blob_key.hex()):
        assert secret not in told


def test_the_work_is_done_here_where_no_process_may_be_started(mission: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_command: Any, **_options: Any) -> Any:
        raise PermissionError

    monkeypatch.setattr(processes.subprocess, "Popen", refused)
    with employing(mission) as (office, workshop):
        assert office.packages.plan(SECOND).period == SECOND
        assert workshop.pids == ()


def test_only_marked_methods_can_be_asked_for(mission: Path) -> None:
    with employing(mission) as (office, workshop):
        for task in ("packages.sent", "settings.set", "close", "desk.store", "packages.__init__"):
            with pytest.raises(LookupError):
                work_of(office, task)
        with pytest.raises(processes.WorkshopFault):
            workshop.run("settings.get", {"name": "language"}, actor=None, progress=NoProgress())


def test_a_closed_workshop_starts_nobody(mission: Path) -> None:
    with employing(mission) as (_, workshop):
        workshop.close()
        with pytest.raises(UnavailableError):
            workshop.run("packages.plan", {"period": SECOND}, actor=None, progress=NoProgress())


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_a_child_ends_with_its_parent_even_when_that_is_killed(mission: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from cultdip_desktop.app import open_office\n"
        "from cultdip_desktop.domain.period import Period\n"
        "from cultdip_desktop.workshop.processes import ProcessWorkshop\n"
        "office = open_office(Path(sys.argv[1]), sys.stdin.readline().strip())\n"
        "office.employ(lambda *given: ProcessWorkshop(*given))\n"
        "office.packages.plan(Period.parse('2026-Q2'))\n"
        "print(office.desk.workshop.pids[0], flush=True); sys.stdin.readline()\n"
    )
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", script, str(mission), root], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(PASSPHRASE + "\n")
        parent.stdin.flush()
        child = int(parent.stdout.readline())
        assert not gone(child)
        parent.kill()
        # The pipe ends when the last process that holds it does: the child, too, has inherited nothing of it.
        assert parent.stdout.read() == ""
    deadline = 50
    while not gone(child) and deadline:
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        deadline -= 1
    assert gone(child)
