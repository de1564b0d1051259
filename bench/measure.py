"""How a figure is taken: runs in turn with what it is compared with, medians, ratios; children as whole processes."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What a part is given."""

    folder: Path
    """A temporary folder; offices made in it are shared by the parts."""

    quick: bool

    @property
    def rounds(self) -> int:
        """Counted rounds of each pair."""
        return 3 if self.quick else 9


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing."""

    name: str
    value: float
    """The ratio, or the quantity in `unit`."""

    limit: float | None = None
    """The bar it is judged by; None where there is none."""

    unit: str = "×"
    against: str = ""
    """What the ratio is to."""

    at_least: bool = False
    """The bar is a lowest value."""

    detail: dict[str, float] = field(default_factory=dict)
    """Medians behind it: `wall_ms`, `cpu_ms`, `against_wall_ms`, …"""

    @property
    def holds(self) -> bool | None:
        """Whether the bar is kept; None without a bar."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "holds": self.holds}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of something took."""

    wall: float
    """Seconds."""

    cpu: float
    """Seconds of processor time; of a child the whole process, its own children included."""

    peak: float = 0.0
    """MiB; of a child only."""

    output: str = ""


def child(*arguments: str, environment: dict[str, str] | None = None) -> Cost:
    """Run this interpreter with `arguments` from start to end."""
    wanted = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **(environment or {})}
    begin = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - this interpreter, our own modules
        [sys.executable, *arguments], env=wanted, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def here(work: Callable[[], object]) -> Cost:
    """Run something in this process."""
    begin, spent = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - begin, time.process_time() - spent)


def in_turn(rounds: int, *works: Callable[[], Cost]) -> list[list[Cost]]:
    """Each once without counting, then all in turn, so that a machine that slows down slows all."""
    for work in works:
        work()
    taken = [[work() for work in works] for _ in range(rounds)]
    return [[one[at] for one in taken] for at in range(len(works))]


def paired(name: str, limit: float | None, against: str, costs: Sequence[Cost], others: Sequence[Cost]) -> Figure:
    """The median of the ratios of wall time, round by round; processor time beside it."""
    detail = {
        "wall_ms": _ms(cost.wall for cost in costs),
        "cpu_ms": _ms(cost.cpu for cost in costs),
        "against_wall_ms": _ms(cost.wall for cost in others),
        "against_cpu_ms": _ms(cost.cpu for cost in others),
        "cpu_ratio": middle([a.cpu / b.cpu for a, b in zip(costs, others, strict=True)]),
    }
    ratio = middle([a.wall / b.wall for a, b in zip(costs, others, strict=True)])
    return Figure(name, ratio, limit, against=against, detail=detail)


def middle(values: Sequence[float]) -> float:
    """The median, to three places."""
    return round(statistics.median(values), 3)


def compiled() -> None:
    """Bytecode and catalogs as an installation has them: what a checkout makes anew at each start is not measured."""
    compile_all = [sys.executable, "-m", "compileall", "-q", "cultdip_desktop"]
    catalogs = [sys.executable, "-m", "tools.catalogs", "compile"]
    for command in (compile_all, catalogs):
        with contextlib.suppress(FileNotFoundError):
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _ms(seconds: Any) -> float:
    return round(statistics.median(list(seconds)) * 1000, 1)
