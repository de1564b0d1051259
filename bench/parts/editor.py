"""How long an event takes to open, from the key press to the painted form."""

from __future__ import annotations

import json

from bench import offices
from bench.measure import Figure, Run, child, in_turn, middle


def measure(run: Run) -> list[Figure]:
    """Milliseconds in a window that had time to rest, first and later."""
    home = offices.demo(run.folder)
    (costs,) = in_turn(1 if run.quick else 3, lambda: child("-m", "bench.window", str(home)))
    found = [json.loads(cost.output) for cost in costs]
    return [
        Figure("editor, opened the first time", middle([one["editor_first"] for one in found]), 100, "ms"),
        Figure("editor, another event", middle([value for one in found for value in one["editor"]]), 100, "ms"),
    ]
