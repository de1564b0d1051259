"""The plan, the goals and the partners of an office with 20,000 events and 5,000 partners, in the window."""

from __future__ import annotations

import json
from typing import Any, Final

from bench import offices
from bench.measure import Figure, Run, child, middle

PARTNERS: Final = 5_000

BARS: Final[dict[str, tuple[str, float | None]]] = {
    "month": ("a month, asked to painted", 100),
    "next_month": ("the next month by Page down", 100),
    "week": ("a week", 100),
    "agenda": ("the agenda", None),
    "year": ("a year", None),
    "list": ("the plan's list", 300),
    "board": ("the board", 300),
    "matrix": ("the matrix of goals", 300),
    "partners": ("the list of partners", 300),
}


def measure(run: Run) -> list[Figure]:
    """Milliseconds with painting; the first visit builds the room too."""
    home = offices.with_partners(run.folder, PARTNERS)
    rounds = 1 if run.quick else 3
    found: list[dict[str, Any]] = [
        json.loads(child("-m", "bench.plan_window", str(home)).output) for _round in range(rounds)
    ]
    figures = []
    for key, (name, limit) in BARS.items():
        figures.append(Figure(name, middle([value for one in found for value in one[key]]), limit, "ms"))
        if f"{key}_first" in found[0]:
            first = middle([one[f"{key}_first"] for one in found])
            figures.append(Figure(f"{name}, first visit", first, None, "ms"))
    typed = [value for one in found for value in one["partner_search"].values()]
    figures.append(Figure("search of partners, with painting: median", middle(typed), 50, "ms"))
    return figures
