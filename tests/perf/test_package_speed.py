"""Records are checked at about the price of reading them: ratios to `json`, which checks nothing, in the same run."""

from __future__ import annotations

import pytest

from bench.parts import packages


@pytest.mark.slow
def test_records_are_built_and_checked_at_about_the_price_of_json() -> None:
    found = packages.lines(2000, 3)
    for figure in found.values():
        assert isinstance(figure, dict)
        assert figure["cpu"] < 5  # a generic walk over the descriptions takes 20 and more
