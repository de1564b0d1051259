"""A day of work, killed at random again and again: whatever was acknowledged is there."""

from __future__ import annotations

import random

import pytest

from tests.crash.client import NIGHTLY, Case, House
from tests.crash.shim import Fault
from tests.crash.steps import SPELLS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(14400)]

KILLS_BY_DAY = 100
KILLS_BY_NIGHT = 10_000
LONGEST = 900
"""Milliseconds within which a kill from outside strikes."""


@pytest.mark.parametrize("spell", SPELLS)
def test_a_day_killed_at_random_loses_nothing_acknowledged(house: House, spell: str) -> None:
    chance = random.Random(spell)
    calls = house.measured(spell)["calls"]
    problems = house.measured(spell)["problems"]
    for _ in range((KILLS_BY_NIGHT if NIGHTLY else KILLS_BY_DAY) // len(SPELLS)):
        way = chance.choice(("before", "half", "after", "time"))
        at = chance.randint(1, LONGEST if way == "time" else len(calls))
        call = "from outside" if way == "time" else " ".join(calls[at - 1])
        problems += house.problems(Case(spell, Fault(at, way), retry=False, call=call))
    assert problems == []
