"""Rows become values, and values become events; cells that are meant to do harm cost no time."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Event
from cultdip_desktop.exchange.columns import COLUMNS
from cultdip_desktop.exchange.event_cells import cells_of
from cultdip_desktop.exchange.event_patch import EventPatcher
from cultdip_desktop.exchange.money_text import MoneyHabit
from cultdip_desktop.exchange.row_reading import RowReader
from cultdip_desktop.exchange.vocabulary import Vocabulary
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.services.catalogue import shipped_catalogue
from tests.store.factory import full_event

VOCABULARY = Vocabulary(shipped_catalogue())
READER = RowReader(VOCABULARY, MoneyHabit("CZK"), 2026)
PATCHER = EventPatcher("2021", lambda _name: None)


def back(event: Event, language: Language, base: Event) -> Event:
    patch = READER.read(cells_of(event, Words(language), VOCABULARY))
    assert patch.problems == []
    return PATCHER.apply(base, patch, new=False)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_row_says_of_an_event_is_read_back_to_the_same_event(seeded_ids: SeededIds, language: Language) -> None:
    event = full_event(
        seeded_ids, localities=("VN.01", "VN.46"), occasion="OC.DAY", channels=("CH.STA",), forums=("MD.UN",),
        planned_attendance=1500,
    )  # fmt: skip
    assert back(event, language, event) == event


@pytest.mark.parametrize(
    "times",
    [
        {"all_day": True, "start": datetime(2026, 9, 24, 22, tzinfo=UTC), "end": datetime(2026, 9, 26, 22, tzinfo=UTC)},
        {"all_day": True, "start": datetime(2026, 9, 24, 22, tzinfo=UTC), "end": None},
        {"end": None},
        {"start": None, "end": None},
        {"start": datetime(2026, 9, 25, 20, tzinfo=UTC), "end": datetime(2026, 9, 26, 1, tzinfo=UTC)},
    ],
    ids=["several days", "one day", "no end", "no day", "past midnight"],
)
def test_days_and_hours_come_back_in_an_empty_event_too(seeded_ids: SeededIds, times: dict[str, object]) -> None:
    event = full_event(seeded_ids, **times)
    made = back(event, "vi", Event(id=event.id, office=event.office, zone=event.zone))
    assert (made.start, made.end, made.all_day) == (event.start, event.end, event.all_day)


def test_a_new_day_alone_keeps_hours_and_length(seeded_ids: SeededIds) -> None:
    event = full_event(seeded_ids)
    moved = PATCHER.apply(event, READER.read({"first_day": "29/3/2026"}), new=False)
    assert (moved.local_start, moved.local_end) != (event.local_start, event.local_end)
    assert moved.local_start is not None
    assert event.local_start is not None
    assert moved.local_start.time() == event.local_start.time()


def test_codes_that_stay_keep_their_reasons_and_partners_their_roles(seeded_ids: SeededIds) -> None:
    event = full_event(seeded_ids)
    changed = PATCHER.apply(
        event, READER.read({"goals": "M1; G5.1", "partners": f"{event.actors[0].partner}; Mới"}), new=False
    )
    assert [tag.code for tag in changed.goals] == ["M3", "M1", "G5.1"]
    assert changed.goals[2].reason == event.goals[1].reason
    assert changed.actors[0] == event.actors[0]


def test_one_stage_of_money_is_replaced_and_the_others_stay(seeded_ids: SeededIds) -> None:
    event = full_event(seeded_ids)
    changed = PATCHER.apply(event, READER.read({"planned": "100.000 CZK"}), new=False)
    assert changed.money[:2] == event.money
    assert changed.money[2].money.text() == "100000.00"


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@pytest.mark.parametrize(
    "cell",
    ["a" + " " * 32_000 + "b", "1" * 32_000, "(" * 32_000, "25/9/" * 6000, "M1;" * 10_000, "\u0301" * 32_000, "quý " * 8000,
     "=cmd|' /C calc'!A0", "\x00", "\U0010ffff"],
    ids=["blanks", "digits", "brackets", "days", "codes", "marks", "quarters", "formula", "zero", "beyond"],
)  # fmt: skip
def test_a_cell_that_means_harm_costs_no_time(column, cell: str) -> None:
    begin = time.process_time()
    patch = READER.read({column.key: cell})
    PATCHER.apply(replace(Event(id="1", office="2", zone="Europe/Prague")), patch, new=True)
    assert time.process_time() - begin < 0.5
