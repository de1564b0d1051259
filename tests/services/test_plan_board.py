"""The plan as list and board ask for it: states, preparation, planned money, days pulled at both ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import Step
from cultdip_desktop.domain.wall_time import instant
from cultdip_desktop.store.query import plan as plan_query
from cultdip_desktop.store.query.events import EventFilter
from tests import offices

YEAR = 2031  # a year without sample events


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    clock = FixedClock(datetime(2027, 3, 1, 9, tzinfo=UTC))
    with open_office(mission, offices.PASSPHRASE, clock=clock) as opened:
        yield opened


def add(office: Office, title: str, day: date | None, state: EventState = EventState.IDEA) -> Event:
    start = None if day is None else instant(day, time(18), "Europe/Prague")
    end = None if day is None else instant(day, time(21), "Europe/Prague")
    made = replace(office.events.blank(), title=BiText(title), start=start, end=end, zone="Europe/Prague", state=state)
    return office.events.save(replace(made, city="Praha", country="CZ"))[0]


def test_events_stand_in_their_state_by_day_and_those_without_a_day_last(office: Office) -> None:
    late, early = add(office, "Muộn", date(YEAR, 5, 2)), add(office, "Sớm", date(YEAR, 2, 1))
    undated = add(office, "Chưa rõ ngày", None)
    approved = add(office, "Đã duyệt", date(YEAR, 3, 3), EventState.APPROVED)
    first, last = (add(office, "Đã tổ chức", date(YEAR, month, 1), EventState.HELD) for month in (1, 2))
    found = office.planning.by_state(date(YEAR, 1, 1), date(YEAR, 12, 31))
    assert found[EventState.IDEA] == [early.id, late.id, undated.id]
    assert found[EventState.APPROVED] == [approved.id]
    assert found[EventState.HELD] == [last.id, first.id]
    everything = office.planning.by_state()
    assert sum(map(len, everything.values())) == office.events.count(EventFilter())


def test_a_row_says_what_is_lacking_and_what_is_planned(office: Office) -> None:
    made = add(office, "Hòa nhạc", date(YEAR, 4, 4))
    planned = MoneyLine("RS.BUD", MoneyStage.PLANNED, Money(Decimal("24000.50"), "CZK"))
    spent = MoneyLine("RS.BUD", MoneyStage.SPENT, Money(Decimal(99), "CZK"))
    office.events.save(replace(made, money=(planned, planned, spent)))
    row = office.planning.rows([made.id])[0]
    assert row.planned == (Money(Decimal("48001.00"), "CZK"),)
    assert Step.GOALS in row.lacking
    assert Step.BUDGET not in row.lacking
    assert row.done == len(Step) - len(row.lacking)
    assert row.start is not None
    assert row.start.hour == 18


def test_rows_cost_three_statements_however_many(office: Office) -> None:
    ids = office.events.find_ids(EventFilter())[:100]
    asked: list[str] = []
    with office.desk.store.read() as tx:
        sa.event.listen(tx.connection.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        plan_query.rows(tx, ids)
    assert len(asked) == 3


def test_both_ends_are_pulled_in_one_step_of_undo_and_the_hours_stay(office: Office) -> None:
    made = add(office, "Triển lãm", date(YEAR, 3, 28))
    office.planning.place(made.id, date(YEAR, 3, 30), date(YEAR, 4, 2))  # the clocks change on the 30th
    moved = office.events.get(made.id)
    assert moved.local_start is not None
    assert moved.local_end is not None
    assert (moved.local_start.date(), moved.local_start.hour) == (date(YEAR, 3, 30), 18)
    assert (moved.local_end.date(), moved.local_end.hour) == (date(YEAR, 4, 2), 21)
    office.undo.undo()
    assert office.events.get(made.id).start == made.start


def test_an_event_cannot_end_before_it_begins(office: Office) -> None:
    made = add(office, "Triển lãm", date(YEAR, 3, 28))
    with pytest.raises(UserError, match=r"event\.end_before_start"):
        office.planning.place(made.id, date(YEAR, 3, 30), date(YEAR, 3, 29))


def test_events_until_a_day_are_counted_within_the_filter(office: Office) -> None:
    add(office, "Một", date(YEAR, 1, 5))
    add(office, "Hai", date(YEAR, 6, 5))
    wanted = EventFilter(first=date(YEAR, 1, 1), last=date(YEAR, 12, 31), sort="start", descending=False)
    assert office.planning.count_until(wanted, date(YEAR, 3, 1)) == 1
    assert office.planning.count_until(wanted, date(YEAR - 1, 3, 1)) == 0


def test_an_event_that_begins_at_another_hour_lasts_as_long_by_the_clock_on_the_wall(office: Office) -> None:
    made = add(office, "Hòa nhạc", date(YEAR, 3, 29))
    office.planning.begin_at(made.id, date(YEAR, 3, 30), time(1, 30))  # at two the clocks go to three
    moved = office.events.get(made.id)
    assert moved.local_start is not None
    assert moved.local_end is not None
    assert (moved.local_start.day, moved.local_start.hour, moved.local_start.minute) == (30, 1, 30)
    assert (moved.local_end.hour, moved.local_end.minute) == (4, 30)
