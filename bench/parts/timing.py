"""Figures that hold on another machine: ratios of two pieces of work measured in turn, by the clock and by CPU time."""

from __future__ import annotations

import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path


def paired(work: Callable[[], object], baseline: Callable[[], object], runs: int) -> dict[str, float]:
    """Medians over `runs` pairs, after one that does not count; `cpu` is the one to trust on a busy machine."""
    work()
    baseline()
    pairs = [(_times(work), _times(baseline)) for _ in range(runs)]
    return {
        "ratio": round(statistics.median(one[0] / other[0] for one, other in pairs), 2),
        "cpu": round(statistics.median(one[1] / max(other[1], 1e-6) for one, other in pairs), 2),
        "seconds": round(statistics.median(one[0] for one, _ in pairs), 3),
        "baseline_seconds": round(statistics.median(other[0] for _, other in pairs), 3),
    }


def peak_mib() -> int:
    """The most memory that this process has had; not what it inherited from the one that started it."""
    if sys.platform == "linux":
        found = re.search(r"VmHWM:\s+([0-9]+) kB", Path("/proc/self/status").read_text("ascii"))
        return int(found.group(1)) // 1024 if found else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)


def _times(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu
