"""Work tells how far it is and stops when asked."""

from __future__ import annotations

import pytest

from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.progress import CancelToken, NoProgress, ReportingProgress


def test_steps_reach_the_listener() -> None:
    heard: list[tuple[int, int, str]] = []
    progress = ReportingProgress(CancelToken(), lambda *step: heard.append(step))
    progress.step(1, 40, "ảnh.jpg")
    assert heard == [(1, 40, "ảnh.jpg")]


def test_a_set_token_stops_the_next_step_before_it_is_told() -> None:
    token = CancelToken()
    heard: list[int] = []
    progress = ReportingProgress(token, lambda done, _total, _what: heard.append(done))
    progress.step(1, 2)
    token.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 2)
    assert token.cancelled
    assert heard == [1]


def test_nobody_watching_is_fine() -> None:
    NoProgress().step(1, 0)
