"""Events move by their states, and travel or count only in the right ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event, EventState, move
from cultdip_desktop.domain.text import BiText, EnglishState


def tet(**fields: object) -> Event:
    """Tết ở Praha."""
    values: dict[str, object] = {
        "id": "e1",
        "office": "CZ-EMB",
        "title": BiText("Tết Nguyên đán ở Praha"),
        "start": datetime(2026, 2, 16, 23, 30, tzinfo=UTC),
        "zone": "Europe/Prague",
        **fields,
    }
    return Event(**values)  # type: ignore[arg-type]


def test_an_event_belongs_to_the_day_at_its_place_not_in_utc() -> None:
    assert tet().day == date(2026, 2, 17)


def test_an_event_takes_the_allowed_steps_only() -> None:
    held = move(tet(state=EventState.APPROVED), EventState.HELD)
    assert held.state is EventState.HELD
    with pytest.raises(UserError) as caught:
        move(tet(state=EventState.IDEA), EventState.HELD)
    assert caught.value.code == "event.state_forbidden"


def test_cancelling_asks_for_a_reason_and_keeps_it() -> None:
    with pytest.raises(UserError) as caught:
        move(tet(), EventState.CANCELLED, "  ")
    assert caught.value.code == "event.reason_missing"
    assert move(tet(), EventState.CANCELLED, "Bão lớn").state_reason == "Bão lớn"


@pytest.mark.parametrize("state", ["idea", "preparing", "submitted"])
def test_drafts_never_travel(state: str) -> None:
    assert not tet(state=EventState(state)).reportable


def test_postponed_events_travel_but_are_not_counted() -> None:
    event = tet(state=EventState.POSTPONED)
    assert event.reportable
    assert not event.counted


def test_an_event_in_the_trash_neither_travels_nor_counts() -> None:
    event = tet(state=EventState.HELD, deleted_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert not event.reportable
    assert not event.counted


def test_new_vietnamese_makes_existing_english_stale_and_keeps_it() -> None:
    text = BiText("Tết ở Praha", "Tết in Prague").reviewed().with_vi("Tết ở Brno")
    assert text.en == "Tết in Prague"
    assert text.english is EnglishState.STALE


def test_text_is_stored_composed() -> None:
    assert BiText("Tê\u0301t").vi == "Tết"
