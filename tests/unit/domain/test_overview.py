"""Rules of the consolidated view: gaps, comparisons, conversion of sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cultdip_desktop.domain.overview import (
    MAIN,
    Cell,
    Completeness,
    Missing,
    RegionRow,
    Reported,
    change,
    convert,
    gaps,
    nine_months,
    year_before,
)
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate


def row(region: str, missions: int, **events: int) -> RegionRow:
    offices = tuple(f"{region}-{at}" for at in range(missions))
    cells = tuple(Cell(code, region, events.get(code, 99), missions) for code in MAIN)
    return RegionRow(region, offices, cells, missions, missions)


def test_a_region_has_a_gap_where_four_missions_share_less_than_one_event() -> None:
    assert Cell("M5", "europe", 0, 4).gap
    assert Cell("M4", "europe", 3, 15).gap
    assert not Cell("G1", "europe", 4, 15).gap
    assert not Cell("M5", "europe", 0, 0).gap


def test_gaps_begin_with_the_fewest_events_for_each_mission() -> None:
    found = gaps([row("africa", 15, M4=3, M5=0), row("asia", 11, M4=8)], {})
    assert [(gap.code, gap.region, gap.events) for gap in found] == [
        ("M5", "africa", 0), ("M4", "africa", 3), ("M4", "asia", 8),
    ]  # fmt: skip
    assert gaps([row("asia", 3)], {}) == ()


def test_missions_without_any_event_for_a_goal_stand_between_dashed_and_thin_cells() -> None:
    found = gaps([row("africa", 15, M5=0), row("asia", 11, M4=8)], {"G1": ["CZ-EMB", "JP-EMB"], "M2": []})
    assert [(gap.code, gap.region, gap.missions) for gap in found] == [
        ("M5", "africa", 15), ("G1", "", 2), ("M4", "asia", 11),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "early"),
    [
        (date(2026, 1, 1), date(2026, 9, 30), (date(2025, 1, 1), date(2025, 9, 30))),
        (date(2025, 12, 15), date(2026, 6, 14), (date(2024, 12, 15), date(2025, 6, 14))),
        (date(2024, 2, 29), date(2024, 2, 29), (date(2023, 2, 28), date(2023, 2, 28))),
        (date(2025, 2, 1), date(2025, 2, 28), (date(2024, 2, 1), date(2024, 2, 29))),
    ],
)
def test_the_year_before_has_the_same_days(first: date, last: date, early: tuple[date, date]) -> None:
    assert year_before(Window(first, last)) == Window(*early)


def test_another_year_can_be_named() -> None:
    assert year_before(nine_months(2026), 2022) == nine_months(2022)


def test_nothing_before_means_no_change_and_not_an_endless_one() -> None:
    assert change(10, 0) is None
    assert change(10, None) is None
    assert change(110, 100) == Decimal("0.1")


def rate(currency: str, kind: RateKind, day: date, value: str) -> Rate:
    return Rate(id=f"{currency}{day}", currency=currency, kind=kind, day=day, value=Decimal(value))


def test_every_amount_takes_the_rate_of_its_own_year_and_the_total_is_rounded_once() -> None:
    yearly = RateKind.YEARLY_AVERAGE
    table = [rate("CZK", yearly, date(2025, 12, 31), "1000.4"), rate("CZK", yearly, date(2026, 12, 31), "1100.4")]
    amounts = {(date(2025, 6, 30), "CZK"): Decimal("1.00"), (date(2026, 6, 30), "CZK"): Decimal("1.00")}
    made = convert(amounts, table, yearly)
    assert (made.money.text(), made.missing, len(made.rates)) == ("2101", (), 2)


def test_a_missing_rate_is_named_with_its_year_and_its_amount_stays_apart() -> None:
    amounts = {
        (date(2026, 6, 30), "CZK"): Decimal("5.00"),
        (date(2026, 6, 30), "VND"): Decimal(7000),
        (date(2025, 6, 30), "CZK"): Decimal("2.50"),
    }
    made = convert(amounts, [], RateKind.MONTHLY)
    assert made.money.text() == "7000"
    assert made.missing == (Missing("CZK", 2025), Missing("CZK", 2026))
    assert made.left == {"CZK": Decimal("7.50")}


def test_sums_are_never_converted_by_the_rate_of_one_transfers_day() -> None:
    with pytest.raises(ValueError, match="transfer_day"):
        convert({}, [], RateKind.TRANSFER_DAY)


def test_completeness_counts_only_missions_that_owe_reports() -> None:
    standing = {"A": Reported.IN, "B": Reported.IN, "C": Reported.WAITING, "D": Reported.MISSING}
    complete = Completeness(date(2026, 9, 30), standing)
    assert (complete.expected, complete.reported, complete.waiting, complete.missing) == (4, 2, 1, 1)
    assert complete.share == Decimal("0.5")
    assert complete.of(["A", "C", "X"]).standing == {"A": Reported.IN, "C": Reported.WAITING}
    assert Completeness(date(2026, 9, 30), {}).share == 0
