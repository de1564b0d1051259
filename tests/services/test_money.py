"""Accounts of events and years, and the table of rates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.text import BiText
from tests import offices

YEAR = Window(date(2029, 1, 1), date(2029, 12, 31))


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, offices.PASSPHRASE) as opened:
        yield opened


def crowns(source: str, stage: MoneyStage, amount: str, *, in_kind: bool = False) -> MoneyLine:
    return MoneyLine(source, stage, Money.parse(amount, "CZK"), in_kind)


def event(office: Office, day: datetime, *lines: MoneyLine, state: EventState = EventState.IDEA) -> Event:
    blank = office.events.blank()
    reason = "Mưa bão" if state is EventState.CANCELLED else ""
    made = replace(blank, title=BiText("Lễ hội phở"), start=day, money=lines, state=state, state_reason=reason)
    return office.events.save(made)[0]


def yearly(office: Office, value: str) -> Rate:
    return replace(office.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(2029, 12, 31)), value=Decimal(value))


def test_a_year_sums_what_its_events_planned_and_spent(office: Office) -> None:
    day = datetime(2029, 9, 25, 15, 30, tzinfo=UTC)
    plan, spent = crowns("RS.BUD", MoneyStage.PLANNED, "100.00"), crowns("RS.SOC", MoneyStage.SPENT, "40.10")
    event(office, day, plan, spent, crowns("RS.INK", MoneyStage.SPENT, "999.00", in_kind=True))
    event(office, day, plan, spent, state=EventState.CANCELLED)  # what was planned is void, what was spent is gone
    event(office, day.replace(year=2030), plan)
    office.events.delete(event(office, day, plan, spent).id)
    office.money.save_rate(yearly(office, "1000.5"))
    found = office.money.of_window(YEAR)
    (total,) = found.totals
    assert total.by_stage[MoneyStage.PLANNED] == Decimal("100.00")
    assert total.by_stage[MoneyStage.SPENT] == Decimal("80.20")
    assert total.in_kind[MoneyStage.SPENT] == Decimal("999.00")
    assert found.events == 2
    books = found.in_books
    assert (books[MoneyStage.SPENT].money.text(), books[MoneyStage.SPENT].missing) == ("80240", ())
    assert (books[MoneyStage.PLANNED].money.text(), books[MoneyStage.PLANNED].missing) == ("0", ("CZK",))


def test_an_event_is_converted_by_the_rates_of_its_day(office: Office) -> None:
    june = office.money.blank_rate("CZK", RateKind.JUNE_ESTIMATE, date(2025, 6, 1))
    office.money.save_rate(replace(june, value=Decimal(1050)))
    lines = (crowns("RS.BUD", MoneyStage.PLANNED, "10.00"),)
    made = event(office, datetime(2026, 3, 1, tzinfo=UTC), *lines)
    converted = office.money.of_event(made).in_books[MoneyStage.PLANNED]
    assert (converted.money.text(), converted.rates[0].day) == ("10500", date(2025, 6, 1))


def test_rates_are_changed_removed_and_taken_back(office: Office) -> None:
    first = office.digest().content_sha256
    rate = yearly(office, "1000")
    office.money.save_rate(rate)
    office.money.save_rate(replace(rate, value=Decimal("1001.25"), source="Vietcombank"))
    assert office.money.rates() == (replace(rate, value=Decimal("1001.25"), source="Vietcombank"),)
    with pytest.raises(UserError) as caught:
        office.money.save_rate(yearly(office, "1"))
    assert caught.value.code == "rate.twice"
    office.money.delete_rate(rate.id)
    assert office.money.rates() == ()
    for _ in range(3):
        office.undo.undo()
    assert office.digest().content_sha256 == first


def test_a_rate_that_is_none_changes_nothing(office: Office) -> None:
    with pytest.raises(UserError) as caught:
        office.money.save_rate(yearly(office, "0"))
    assert caught.value.code == "rate.bad_value"
    with pytest.raises(UserError) as caught:
        office.money.delete_rate("nobody")
    assert caught.value.code == "rate.not_found"
