"""The power fails: whatever the disk had got of what was not synced, the office opens and holds what it promised."""

from __future__ import annotations

import pytest

from tests.crash.client import NIGHTLY, House
from tests.crash.steps import SCRIPTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]

CUTS_BY_DAY = 4
CUTS_BY_NIGHT = 400


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_power_cut_leaves_what_was_acknowledged(house: House, script: str) -> None:
    cuts = house.cuts(script, CUTS_BY_NIGHT if NIGHTLY else CUTS_BY_DAY)
    assert [problem for found in cuts for problem in found] == []
