"""Several files looked into at once: processes beside this one verify and unload ahead, this one writes.

What they do needs no store and no key. A file over which a process dies is looked into here.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

from cultdip_desktop.core import value_pipe
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.hq.crew_messages import Fault, Found, Hire, Look
from cultdip_desktop.hq.examining import Examined, Ground, examine

WORTH_IT: Final = 4
"""Files from which on it pays to start processes: each needs half a second to load what it works with."""

MOST: Final = 2
"""Processes at once; each takes about 90 MiB."""

AHEAD: Final = 4
"""Files that are looked into before their turn: what they hold waits in memory."""

_IN_HAND: Final = 2
"""Files that one process is given at a time, so that it never waits for us."""

_LISTEN: Final = 0.05
_BOOT: Final = "import sys; sys.path.append(sys.argv[1]); from cultdip_desktop.hq.crew_child import main; main()"
_SECRETS: Final = ("CULTDIP_PASSPHRASE", "CULTDIP_PIN")

Open = Callable[[int], Path]
"""The file at a place of the list as the plain container that it holds."""


class Crew:
    """Processes that examine the files of one drop, in any order; the answers come in the order of the list."""

    def __init__(self, ground: Ground, now: Callable[[], datetime], count: int) -> None:
        self._ground = ground
        self._now = now
        self._found: dict[int, Examined] = {}
        self._given: dict[int, Path] = {}
        self._heard: queue.SimpleQueue[tuple[_Hand, object]] = queue.SimpleQueue()
        self._hands = _hands(ground, count, self._heard) if count >= WORTH_IT else []

    def examined(self, at: int, files: Sequence[Path], progress: Progress) -> Examined:
        """The answer about `files[at]`; those that follow are given to the crew meanwhile.

        Raises:
            Cancelled: from `progress`.
        """
        last = min(len(files), at + AHEAD)
        while True:
            self._hand_out(at, files[:last])
            self._hear(block=False)
            if at in self._found:
                return self._found.pop(at)
            if at not in self._given:
                return examine(files[at], self._ground, self._now(), progress)
            mine = next((one for one in range(at + 1, last) if one not in self._given and one not in self._found), None)
            if mine is not None:
                self._found[mine] = examine(files[mine], self._ground, self._now(), _Ears(progress))
            else:
                progress.step(0, 0)
                self._hear(block=True)

    def close(self) -> None:
        """Send everybody home; what they were at is forgotten."""
        for hand in self._hands:
            hand.leave()

    def _hand_out(self, at: int, files: Sequence[Path]) -> None:
        for hand in self._hands:
            for one in range(at, len(files)):
                if not hand.alive or len(hand.tasks) >= _IN_HAND:
                    break
                if one not in self._given and one not in self._found:
                    self._given[one] = files[one]
                    hand.give(one, files[one], self._now())

    def _hear(self, *, block: bool) -> None:
        with suppress(queue.Empty):
            while True:
                hand, message = self._heard.get(timeout=_LISTEN) if block else self._heard.get_nowait()
                block = False
                if isinstance(message, Found):
                    hand.tasks.discard(message.task)
                    del self._given[message.task]
                    self._found[message.task] = message.examined
                else:  # it has died, or met a bug: what it was given is looked into here, where a bug is filed
                    for task in hand.tasks:
                        self._given.pop(task, None)
                    hand.tasks.clear()
                    hand.leave()


@contextmanager
def crew(ground: Ground, now: Callable[[], datetime], count: int) -> Iterator[Crew]:
    """A crew for `count` files, sent home at the end of the block."""
    made = Crew(ground, now, count)
    try:
        yield made
    finally:
        made.close()


class _Ears:
    """Moves no bar, but hears the wish to stop."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass on only that it goes on."""
        del done, total, what
        self._progress.step(0, 0)


class _Hand:
    """One process."""

    def __init__(self, process: subprocess.Popen[bytes], heard: queue.SimpleQueue[tuple[_Hand, object]]) -> None:
        self.tasks: set[int] = set()
        self.alive = True
        self._process = process
        self._to: Final = cast("BinaryIO", process.stdin)
        self._heard = heard
        threading.Thread(target=self._listen, name="crew", daemon=True).start()

    def hire(self, ground: Ground) -> None:
        """Tell it by what it judges."""
        self._tell(Hire(ground))

    def give(self, task: int, file: Path, now: datetime) -> None:
        """Another file."""
        self.tasks.add(task)
        self._tell(Look(task, file, now))

    def leave(self) -> None:
        """End it."""
        self.alive = False
        with suppress(OSError):
            self._to.close()
        self._process.kill()
        self._process.wait()

    def _tell(self, message: object) -> None:
        with suppress(OSError):  # it has died; listening will tell
            value_pipe.send(self._to, message)

    def _listen(self) -> None:
        stream = cast("BinaryIO", self._process.stdout)
        try:
            with stream, suppress(OSError):
                while isinstance(message := value_pipe.receive(stream), Found):
                    self._heard.put((self, message))
        finally:  # also where it said what is no value: whoever waits must not wait for ever
            self._heard.put((self, Fault()))


def _hands(ground: Ground, count: int, heard: queue.SimpleQueue[tuple[_Hand, object]]) -> list[_Hand]:
    """None where a process cannot be started: all is then done here."""
    cores = os.cpu_count() or 1
    if not sys.executable or getattr(sys, "frozen", False) or cores < 2:
        return []
    environment = {name: value for name, value in os.environ.items() if name not in _SECRETS}
    hidden = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))  # Windows only
    command = [sys.executable, "-P", "-c", _BOOT, str(Path(__file__).resolve().parents[2])]
    made: list[_Hand] = []
    for _ in range(min(MOST, cores - 1, count // WORTH_IT)):
        with suppress(OSError):
            process = subprocess.Popen(  # noqa: S603 - our own program, nothing from a user
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, creationflags=hidden
            )
            made.append(_Hand(process, heard))
            made[-1].hire(ground)
    return made
