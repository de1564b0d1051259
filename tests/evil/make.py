"""Makes the corpus: `python -m tests.evil.make`. Run it again only when the format changes; commit what it writes.

Every case is a folder `<name>_fail` or `<name>_good` with `package.cdrp` and `expected.json` (code of the first
problem, state, and what else the verifier is told). `trust/` is everybody's trust folder unless a case has its own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.packages import pki
from tests.evil import cases_container, cases_good, cases_signed
from tests.evil.case import Case
from tests.packages.world import World, make_world

HERE = Path(__file__).parent
MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LIST_DAYS = 365
"""Longer than in life, so that the corpus can be tried by hand for a year."""


def make_cases() -> tuple[World, list[Case]]:
    """The world of the corpus and all its packages."""
    world = make_world(MADE_AT)
    lists = tuple(
        pki.create_list(one, (), 1, MADE_AT, LIST_DAYS).public_bytes(Encoding.DER)
        for one in (world.root, world.issuing)
    )
    world = replace(world, trust=replace(world.trust, revocation_lists=lists))
    return world, list(_named(world))


def _named(world: World) -> Iterator[Case]:
    yield from cases_good.cases(world)
    for case in (*cases_container.cases(world), *cases_signed.cases(world)):
        yield replace(case, name=f"{case.name}_fail")


def main() -> None:
    """Write everything anew."""
    world, cases = make_cases()
    for old in (*HERE.glob("*_fail"), *HERE.glob("*_good"), HERE / "trust"):
        shutil.rmtree(old, ignore_errors=True)
    world.trust.save(HERE / "trust")
    for case in cases:
        folder = HERE / case.name
        folder.mkdir()
        (folder / "package.cdrp").write_bytes(case.data)
        if case.trust is not None:
            case.trust.save(folder / "trust")
        (folder / "expected.json").write_text(json.dumps(_expected(case), indent=1, sort_keys=True) + "\n", "utf-8")


def _expected(case: Case) -> dict[str, object]:
    known = case.known
    return {
        "code": case.code,
        "result": case.result,
        "us": case.us,
        "now": (case.now or MADE_AT).isoformat(),
        "known": None
        if known is None
        else {
            "epoch": known.epoch,
            "seq": known.seq,
            "manifest_sha256": known.manifest_sha256,
            "seen": [[epoch, seq, digest] for (epoch, seq), digest in known.seen.items()],
        },
    }


if __name__ == "__main__":
    main()
