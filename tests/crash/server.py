"""The fork server: imports everything once, then forks one process per case and one to judge it.

Started with the shim preloaded (`python -m tests.crash.server FOLDER`); one JSON object per line in and out. It never
starts a thread of its own, so that a fork copies all there is.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import sqlalchemy
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from cultdip_desktop.core import machine
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.services import health
from tests.crash import defects, grounds, power, shim
from tests.crash.ground import Ground
from tests.crash.judge import Expected, Seen, judge
from tests.crash.play import guarded, play, rehearse
from tests.crash.shim import Call, Fault
from tests.crash.steps import Script, script_of, spell_before

LIMIT: Final = 60.0
"""Seconds after which a case hangs."""


class Server:
    """Everything a test asks for; all paths lie below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._case = folder / "case"
        self._expected: dict[tuple[str, ...], Expected] = {}
        self._traces: dict[str, list[Call]] = {}
        _hurry()
        _lie_at("1")
        self._grounds = folder / "grounds"
        grounds.make(self._grounds, self._case, self._fork)
        self._judged_here("add")
        gc.freeze()

    def measure(self, *, script: str, defect: str = "") -> dict[str, Any]:
        """Kinds and names of all calls of a script without a fault; keeps the trace for `power`."""
        plan = script_of(script)
        self._expect(plan)
        file = self._folder / "trace"
        self._lay(plan)
        with file.open("wb") as handle:
            seen = self._play(plan, Fault(), defect, trace=handle.fileno())
        found = shim.calls(file)
        self._traces[f"{script}/{defect}"] = found
        problems = [] if defect else self._judged(plan, seen)
        opened = next(number for number, call in enumerate(found) if call.kind == "mark")
        numbered = [call for call in found[opened:] if call.kind != "mark"]
        return {
            "calls": [[call.kind, Path(call.other or call.path).name] for call in numbered],
            "trace": len(found),
            "marks": [number for number, call in enumerate(found, start=1) if call.kind == "mark"],
            "problems": problems,
        }

    def case(self, *, script: str, fault: dict[str, Any], defect: str = "", retry: bool = False) -> dict[str, Any]:
        """One fault; gives what is wrong afterwards."""
        plan = script_of(script)
        self._expect(plan)
        self._lay(plan)
        what = Fault(**fault)
        seen = self._play(plan, what, defect, retry=retry)
        seen.can_remove = not (what.onwards and what.error == "EIO")
        return {"problems": self._judged(plan, seen), "acked": seen.acked, "refused": seen.refused, "call": seen.call}

    def power(self, *, script: str, cut: int, seed: int, defect: str = "") -> dict[str, Any]:
        """The power fails after `cut` lines of the trace; `seed` decides what the disk had got."""
        plan = script_of(script)
        self._expect(plan)
        if f"{script}/{defect}" not in self._traces:
            self.measure(script=script, defect=defect)
        shutil.rmtree(self._case, ignore_errors=True)
        calls = self._traces[f"{script}/{defect}"][:cut]
        how = power.leave(grounds.of(self._grounds, plan), self._case, self._case, calls, seed)
        acked = max((call.offset for call in calls if call.kind == "mark"), default=0)
        seen = Seen(acked=acked, killed=True)
        return {"problems": self._judged(plan, seen), "acked": acked, "call": how}

    def _judged_here(self, script: str) -> None:
        """Once in this process, so that every case finds the statements compiled and the modules loaded."""
        plan = script_of(script)
        self._expect(plan)
        self._lay(plan)
        seen = Seen(acked=len(plan.steps))
        play(Ground(self._case), plan, Fault(), lambda **_line: None)
        found = judge(Ground(self._case), plan, self._expected[plan.key], seen, grounds.of(self._grounds, plan))
        if found:
            raise RuntimeError(str(found))

    def _lay(self, plan: Script) -> None:
        if not grounds.of(self._grounds, plan).is_dir():
            before = script_of(spell_before(plan.ground))
            self._lay(before)
            self._play(before, Fault(), "")
            self._case.rename(grounds.of(self._grounds, plan))
        shutil.rmtree(self._case, ignore_errors=True)
        grounds.copy(grounds.of(self._grounds, plan), self._case)

    def _expect(self, plan: Script) -> None:
        """Rehearse once what a script leads to."""
        if plan.key in self._expected:
            return
        self._lay(plan)

        def work(tell: Callable[..., None]) -> None:
            _lie_at(plan.place)
            rehearse(Ground(self._case), plan, tell)

        told = self._fork(work)
        bugs = [one["bug"] for one in told if "bug" in one]
        if bugs:
            raise RuntimeError(f"{plan.steps}: {bugs[0]}")
        states = [one["state"] for one in told if "state" in one]
        between = [tuple(one["between"]) for one in told if "between" in one]
        self._expected[plan.key] = Expected(tuple(states), tuple(between))

    def _play(self, plan: Script, fault: Fault, defect: str, *, trace: int = -1, retry: bool = False) -> Seen:
        def work(tell: Callable[..., None]) -> None:
            _lie_at(plan.place)
            with defects.planted(defect):
                play(Ground(self._case), plan, fault, tell, trace=trace, retry=retry)

        return heard(self._fork(work, fault.at / 1000 if fault.way == "time" else LIMIT), fault)

    def _judged(self, plan: Script, seen: Seen) -> list[str]:
        def work(tell: Callable[..., None]) -> None:
            _lie_at(plan.place)
            before = grounds.of(self._grounds, plan)
            for problem in judge(Ground(self._case), plan, self._expected[plan.key], seen, before):
                tell(problem=problem)
            tell(end=0)

        told = self._fork(work)
        found = [str(one.get("problem", one.get("bug"))) for one in told if "problem" in one or "bug" in one]
        if not found and not any("end" in one for one in told):
            found.append(f"the judge died: {told}")
        return found

    def _fork(self, work: Callable[[Callable[..., None]], None], limit: float = LIMIT) -> list[dict[str, Any]]:
        """Run `work` in a process of its own group; gives every line it told until it ended or `limit` seconds passed."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setsid()
                os.close(reading)

                def tell(**line: Any) -> None:
                    os.write(writing, json.dumps(line).encode() + b"\n")

                code = guarded(tell, lambda: work(tell))
            finally:
                os._exit(code)
        os.close(writing)
        try:
            lines = [json.loads(line) for line in _until_end(reading, child, limit)]
        finally:
            os.close(reading)
            os.waitpid(child, 0)
            shim.Shim().disarm()  # its switches are shared with us, and the dead disarm nothing
        return lines


def _lie_at(place: str) -> None:
    """Each case is a copy made by us, but only some are about copies."""
    machine.file_id = lambda _path: place  # type: ignore[assignment]


def _hurry() -> None:
    """Let cases cost what they are about: no slow key derivation, no statement compiled twice, no shipped font read."""
    for function in (keyfile.create, keyfile.change_passphrase):
        function.__kwdefaults__["cost"] = QUICK
    health.shipped.damaged = lambda: []  # type: ignore[attr-defined]
    make, cache = sqlalchemy.create_engine, LRUCache(4000)
    for name, value in (
        ("__hash__", lambda one: hash(type(one))),
        ("__eq__", lambda one, other: type(one) is type(other)),
    ):
        setattr(DefaultDialect, name, value)

    def create_engine(*args: Any, **options: Any) -> Any:
        engine = make(*args, **options)
        engine._compiled_cache = cache
        return engine

    sqlalchemy.create_engine = create_engine


def heard(told: list[dict[str, Any]], fault: Fault) -> Seen:
    """What a case told before it ended."""
    seen = Seen()
    for one in told:
        if "ack" in one:
            seen.acked = one["ack"] + 1
            seen.retried = seen.retried or bool(seen.refused)
        if "refused" in one:
            seen.refused = one["refused"]
        if "state" in one:
            seen.kept.append((seen.acked, one["state"]))
        if "bug" in one:
            seen.bugs.append(one["bug"])
        if "end" in one:
            seen.ended = True
        seen.at = one.get("at", seen.at)
        seen.call = one.get("call", seen.call)
    seen.killed = not seen.ended and not seen.bugs
    if seen.retried:
        seen.refused = ""
    if seen.killed and not fault.kills:
        seen.bugs.append("the process died of a refused call")
    return seen


def _until_end(reading: int, child: int, limit: float) -> Iterator[bytes]:
    """Lines of a pipe until the last writer is gone; a case that hangs is killed and says so."""
    deadline, rest = time.monotonic() + limit, b""
    while True:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            os.killpg(child, signal.SIGKILL)
            if limit == LIMIT:
                yield json.dumps({"bug": f"hangs for {LIMIT:.0f} seconds"}).encode()
                return
            deadline = time.monotonic() + LIMIT  # what it told before it died is still in the pipe
            continue
        data = os.read(reading, 65536)
        if not data:
            return
        *lines, rest = (rest + data).split(b"\n")
        yield from lines


def main(folder: Path) -> None:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    server = Server(folder)
    threads = sum(1 for _ in Path("/proc/self/task").iterdir())
    answers.write(json.dumps({"ready": os.getpid(), "threads": threads}) + "\n")
    for line in sys.stdin:
        asked = json.loads(line)
        what = getattr(server, asked.pop("do"))
        answer = {}
        with contextlib.suppress(BrokenPipeError):
            try:
                answer = what(**asked)
            except Exception as error:  # noqa: BLE001 - told to the test, which fails of it
                answer = {"failed": f"{type(error).__name__}: {error}"}
            answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
