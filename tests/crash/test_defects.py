"""The harness is tested by mistakes made on purpose: each must be found, with the faults that by day are sampled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crash.client import KILLS, House
from tests.crash.defects import DEFECTS
from tests.crash.shim import Fault

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

MOST = 60
"""Cases after which a mistake counts as not found."""


def _tried(house: House, name: str) -> Iterator[list[str]]:
    defect = DEFECTS[name]
    for way in defect.ways:
        if way == "power":
            yield from house.cuts(defect.script, MOST, name, defect.near)
        else:
            faults = KILLS if way == "kill" else (Fault(way="refuse", error=way), Fault(way="refuse-half", error=way))
            cases = sorted(house.cases(defect.script, faults, name), key=lambda case: defect.near not in case.call)
            for case in cases[:MOST]:
                yield house.problems(case, name)


@pytest.mark.parametrize("name", DEFECTS)
def test_the_harness_finds_a_mistake_made_on_purpose(house: House, name: str) -> None:
    found = next((problems for problems in _tried(house, name) if problems), None)
    assert found, f"“{name}” was not found in {MOST} cases"
