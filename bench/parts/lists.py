"""The list of 20,000 events in the window: shown, searched while typing, and what it needs in memory."""

from __future__ import annotations

import json
from typing import Any

from bench import offices
from bench.measure import Cost, Figure, Run, child, here, in_turn, middle


def measure(run: Run) -> list[Figure]:
    """Milliseconds with painting, and as ratios to reading 20,000 lines of JSON in the same run."""
    many, none = offices.many(run.folder), offices.many(run.folder, 0)
    rounds = 1 if run.quick else 3
    full, empty, plain = in_turn(rounds, lambda: _window(many), lambda: _window(none), lambda: here(_plain))
    found: list[dict[str, Any]] = [json.loads(cost.output) for cost in full]
    bare: list[dict[str, Any]] = [json.loads(cost.output) for cost in empty]
    yardstick = middle([cost.wall * 1000 for cost in plain])
    shown = middle([value for one in found for value in one["list"]])
    typed = [value for one in found for value in one["search"].values()]
    return [
        Figure("list of 20,000, asked to painted", shown, 150, "ms"),
        Figure("first visit of the room, built and painted", middle([one["first_visit"] for one in found]), None, "ms"),
        Figure("search as you type, with painting: median", middle(typed), 50, "ms"),
        Figure(
            "search as you type: slowest of the words", round(max(typed), 1), None, "ms", detail=found[-1]["search"]
        ),
        Figure(
            "memory of the list above an empty office",
            middle([a["peak_mib"] - b["peak_mib"] for a, b in zip(found, bare, strict=True)]),
            40,
            "MiB",
        ),
        Figure("list of 20,000", round(shown / yardstick, 2), None, against="reading 20,000 lines of JSON"),
    ]


def _window(home: object) -> Cost:
    return child("-m", "bench.window", str(home))


def _plain() -> None:
    line = json.dumps(
        {"id": "0" * 36, "title": "Trung thu tại Praha", "start": "2026-09-25T17:30:00Z", "goals": [1, 2]}
    )
    for _ in range(20_000):
        json.loads(line)
