"""The tests' end of the fork server, and the choice of cases: a seeded sample here, everything in the night."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from tests.architecture.sources import ROOT
from tests.crash.power import WAYS
from tests.crash.shim import Fault, build

NIGHTLY: Final = bool(os.environ.get("CULTDIP_NIGHTLY"))
"""Every case of the tests that sample by day, and ten times as many where there is no end."""

KILLS: Final = (Fault(way="before"), Fault(way="half"), Fault(way="after"))
REFUSALS: Final = tuple(
    Fault(way=way, error=error, onwards=onwards)
    for way, error, onwards in (
        ("refuse", "ENOSPC", False),
        ("refuse", "ENOSPC", True),
        ("refuse-half", "ENOSPC", True),
        ("refuse", "EIO", False),
        ("refuse", "EIO", True),
    )
)


@dataclass(frozen=True)
class Case:
    """One fault in one script."""

    script: str
    fault: Fault
    retry: bool
    call: str

    def __str__(self) -> str:
        return f"{self.script}: {self.fault} ({self.call}){', then once more' if self.retry else ''}"


class House:
    """A running fork server."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "LD_PRELOAD": str(build(folder)), "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.server", str(folder / "house")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        self._measured: dict[str, dict[str, Any]] = {}
        hello = self._answer()
        assert hello["threads"] == 1, "a fork copies one thread only"

    def close(self) -> None:
        """End the server."""
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        """One request."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **given}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def measured(self, script: str, defect: str = "") -> dict[str, Any]:
        """The calls of a script without a fault."""
        key = f"{script}/{defect}"
        if key not in self._measured:
            self._measured[key] = self.ask("measure", script=script, defect=defect)
        return self._measured[key]

    def cases(self, script: str, faults: Sequence[Fault], defect: str = "") -> list[Case]:
        """Every case there is, in a seeded order; refusals with and without a second try."""
        found = [
            Case(script, Fault(number, fault.way, fault.error, fault.onwards), retry, f"{kind} {name}")
            for number, (kind, name) in enumerate(self.measured(script, defect)["calls"], start=1)
            for fault in faults
            if kind == "write" or "half" not in fault.way
            for retry in ((False, True) if fault.error else (False,))
        ]
        random.Random(zlib.crc32(script.encode())).shuffle(found)
        return found

    def problems(self, case: Case, defect: str = "") -> list[str]:
        """What is wrong after a case."""
        answer = self.ask("case", script=case.script, fault=asdict(case.fault), retry=case.retry, defect=defect)
        return [f"{case}: {problem}" for problem in answer["problems"]]

    def cuts(self, script: str, count: int, defect: str = "", way: str = "") -> Iterator[list[str]]:
        """Problems after `count` power cuts, one list each; in the given way or each in turn (`power.WAYS`)."""
        measured = self.measured(script, defect)
        chance = random.Random(zlib.crc32(script.encode()))
        for number in range(count):
            turn = WAYS.index(way) if way else number % len(WAYS)
            seed = turn + len(WAYS) * chance.randrange(10**6)
            # Every second one falls right after an acknowledgement, when most has been promised and least is settled.
            after = chance.choice(measured["marks"][1:]) if number // len(WAYS) % 2 == 0 else 0
            cut = after or chance.randint(1, measured["trace"])
            answer = self.ask("power", script=script, cut=cut, seed=seed, defect=defect)
            yield [f"{script}: power cut at {cut} ({answer['call']}, {seed}): {one}" for one in answer["problems"]]

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the server died"
        answer: dict[str, Any] = json.loads(line)
        assert "failed" not in answer, answer["failed"]
        return answer


def some(cases: Sequence[Case], by_day: int) -> Sequence[Case]:
    """The sample of a day, or all of the night."""
    return cases if NIGHTLY else cases[:by_day]
