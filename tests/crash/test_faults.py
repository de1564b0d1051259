"""Killed at any call, refused at any call: what was acknowledged is there, what was under way wholly or not at all.

How it works: `shim.c` (preloaded) counts every call that changes the disk and strikes at the k-th. A fork server
(`server.py`) has everything imported, copies two tiny offices (`ground.py`, `grounds.py`), forks a process that plays
a script (`steps.py`, `play.py`) with one fault in it, and another that judges what is left (`judge.py`) by simply
opening the office. `power.py` puts together what a power cut may leave; `defects.py` holds mistakes that must be
found; `day.py` is a day of work that is killed at random. `client.py` chooses: a seeded sample by day, everything with
`CULTDIP_NIGHTLY=1 pytest tests/crash` (`-k` picks scripts).
"""

from __future__ import annotations

import pytest

from tests.crash.client import KILLS, REFUSALS, House, some
from tests.crash.steps import SCRIPTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]

KILLS_BY_DAY = 3
REFUSALS_BY_DAY = 4
scripts = pytest.mark.parametrize("script", SCRIPTS)


@scripts
def test_a_script_without_a_fault_leaves_nothing_to_complain_of(house: House, script: str) -> None:
    measured = house.measured(script)
    assert measured["problems"] == []
    assert [call for call in measured["calls"] if call[0] == "unseen"] == [], "stdio writes past the shim"


@scripts
def test_killed_at_any_call_nothing_acknowledged_is_lost(house: House, script: str) -> None:
    cases = some(house.cases(script, KILLS), KILLS_BY_DAY)
    assert [problem for case in cases for problem in house.problems(case)] == []


@scripts
def test_a_refusing_disk_is_told_and_changes_nothing(house: House, script: str) -> None:
    cases = some(house.cases(script, REFUSALS), REFUSALS_BY_DAY)
    assert [problem for case in cases for problem in house.problems(case)] == []
