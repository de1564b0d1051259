"""How fast the program is: ratios to plain work measured in the same run.

    .venv/bin/python bench/run.py [PART …] [--quick] [--json OUT]

Parts are modules of `bench/parts`; without a name all run. A ratio holds on another machine where milliseconds do
not; where a bar is written in milliseconds, they are given too. Exit code 1: a bar is missed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.measure import Figure, Run, compiled  # noqa: E402

PARTS = (
    "start",
    "lists",
    "calendar",
    "plan",
    "editor",
    "photos",
    "thumbnails",
    "packages",
    "report",
    "typesetting",
    "headquarters",
    "overview",
    "heartbeat",
)
"""In the order of a day."""


def main() -> int:
    """Measure, print a line a figure, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without a name")
    parser.add_argument("--quick", action="store_true", help="few rounds, small packages")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write every figure with its medians")
    options = parser.parse_args()
    unknown = sorted(set(options.parts) - set(PARTS))
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    compiled()
    found: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="cultdip-bench-") as name:
        run = Run(Path(name), options.quick)
        for part in options.parts or PARTS:
            found[part] = _measured(part, run)
            for figure in found[part]:
                sys.stdout.write(_line(part, figure) + "\n")
                sys.stdout.flush()
    if options.json is not None:
        options.json.write_text(json.dumps(_document(options.quick, found), ensure_ascii=False, indent=1), "utf-8")
    return 1 if any(figure.holds is False for figures in found.values() for figure in figures) else 0


def _measured(part: str, run: Run) -> list[Figure]:
    module = importlib.import_module(f"bench.parts.{part}")
    if part == "packages":
        folder = run.folder / part
        folder.mkdir()
        size = {"megabytes": 32, "records": 2_000, "runs": 1} if run.quick else {}
        return [_plain(name, value) for name, value in module.measure(folder, **size).items()]
    if part == "heartbeat":
        cases = module.measure(run.folder, **({"only": ("nothing", "plan", "export")} if run.quick else {}))
        return [Figure(f"longest stall, {case}", one["own_ms"], 50, "ms", detail=one) for case, one in cases.items()]
    figures: list[Figure] = module.measure(run)
    return figures


def _plain(name: str, value: object) -> Figure:
    """A figure of a part that gives ratios as `{"ratio": …, "cpu": …}`."""
    if isinstance(value, dict):
        return Figure(name, value["ratio"], detail=value)
    return Figure(name, float(str(value)), unit="")


def _line(part: str, figure: Figure) -> str:
    bar = "" if figure.limit is None else f" (bar {'≥' if figure.at_least else '≤'} {figure.limit:g})"
    mark = {True: "ok    ", False: "MISSED", None: "      "}[figure.holds]
    against = f" of {figure.against}" if figure.against else ""
    return f"{mark} {part:10} {figure.name}: {figure.value:g} {figure.unit}{against}{bar}"


def _document(quick: bool, found: dict[str, list[Figure]]) -> dict[str, object]:
    machine = {
        "system": platform.system(),
        "python": platform.python_version(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
    }
    figures = {part: [figure.plain() for figure in figures] for part, figures in found.items()}
    return {"machine": machine, "quick": quick, "parts": figures}


if __name__ == "__main__":
    sys.exit(main())
