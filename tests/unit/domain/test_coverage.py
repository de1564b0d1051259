"""Goals by quarters: who counts where, what a gap is, and what a target says."""

from __future__ import annotations

from datetime import date

import pytest

from cultdip_desktop.domain.coverage import (
    Count,
    Coverage,
    GapReason,
    Plan,
    Tally,
    coverage,
    quarters_of,
    quarters_of_years,
)
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.catalogue import shipped_catalogue

TODAY = date(2026, 9, 16)
Q1, Q2, Q3, Q4 = (Period(2026, f"Q{number}") for number in range(1, 5))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped_catalogue()


def held(month: date, *codes: str, events: int = 1) -> Tally:
    """Held events, the first tag primary."""
    return Tally(month, True, tuple((code, not at) for at, code in enumerate(codes)), events)


def matrix(catalogue: Catalogue, *tallies: Tally, plan: Plan | None = None) -> Coverage:
    quarters = quarters_of_years((2025, 2026), PeriodRule.CALENDAR)
    return coverage(catalogue, quarters, tallies, plan or Plan(), TODAY)


def count(found: Coverage, code: str, quarter: Period) -> Count:
    row = found.row(code)
    assert row is not None
    cell = row.cell(quarter)
    assert cell is not None
    return cell.count


def test_an_event_with_two_tags_of_one_group_counts_once_in_the_group(catalogue: Catalogue) -> None:
    found = matrix(catalogue, held(date(2026, 8, 1), "G2.1", "G2.2.1"))
    assert count(found, "G2", Q3) == Count(1, 0, 2)
    assert count(found, "G2.1", Q3) == Count(1, 0, 2)
    assert count(found, "G2.2", Q3) == Count(1, 0, 1)
    assert count(found, "G2.2.1", Q3) == Count(1, 0, 1)


def test_planned_events_stand_beside_held_ones_and_have_no_weight(catalogue: Catalogue) -> None:
    planned = Tally(date(2026, 9, 15), False, (("M3", True),), 2)
    found = matrix(catalogue, held(date(2026, 7, 1), "M3", events=4), planned)
    assert count(found, "M3", Q3) == Count(4, 2, 8)


def test_a_begun_quarter_of_this_year_without_any_event_is_a_gap(catalogue: Catalogue) -> None:
    found = matrix(catalogue, held(date(2026, 5, 1), "M4"))
    row = found.row("M4")
    assert row is not None
    assert [cell.quarter for cell in row.cells if cell.gap] == [Q1, Q3]
    assert row.gaps == 6  # the four quarters of 2025 are empty as well, but nobody can mend them


def test_a_past_year_is_a_gap_only_while_its_target_is_not_reached(catalogue: Catalogue) -> None:
    plan = Plan(targets={("M4", 2025): 3, ("M5", 2025): 1})
    found = matrix(catalogue, held(date(2025, 5, 1), "M4"), held(date(2025, 5, 1), "M5"), plan=plan)
    gaps = {(cell.code, cell.quarter.part) for cell in found.gaps() if cell.quarter.year == 2025}
    assert gaps == {("M4", "Q1"), ("M4", "Q3"), ("M4", "Q4")}


def test_a_recorded_reason_explains_a_gap_and_one_for_the_year_explains_all(catalogue: Catalogue) -> None:
    why = BiText("Chờ hồ sơ UNESCO.")
    reasons = {
        ("M4", 2026, 3): GapReason(code="M4", year=2026, quarter=3, reason=why),
        ("M5", 2026, 0): GapReason(code="M5", year=2026, quarter=0, reason=why),
    }
    found = matrix(catalogue, plan=Plan(reasons=reasons))
    codes = [cell.code for cell in found.gaps(Q3)]
    assert "M4" not in codes
    assert "M5" not in codes
    row = found.row("M4")
    assert row is not None
    assert [cell.explained for cell in row.cells[4:]] == [False, False, True, False]


def test_sub_items_are_never_alarms_without_a_target(catalogue: Catalogue) -> None:
    found = matrix(catalogue)
    assert {cell.code for cell in found.gaps()} == {*(f"M{n}" for n in range(1, 6)), *(f"G{n}" for n in range(1, 7))}


def test_a_target_is_measured_with_held_and_planned_events(catalogue: Catalogue) -> None:
    planned = Tally(date(2026, 12, 1), False, (("M1", True),), 1)
    found = matrix(catalogue, held(date(2026, 2, 1), "M1", events=14), planned, plan=Plan(targets={("M1", 2026): 16}))
    row = found.row("M1")
    assert row is not None
    assert row.year(2026).share == pytest.approx(15 / 16)
    assert row.year(2025).share is None


def test_tags_of_another_edition_are_not_lost(catalogue: Catalogue) -> None:
    found = matrix(catalogue, held(date(2026, 2, 1), "G2.99"), held(date(2026, 2, 1), "Z7"))
    assert count(found, "G2", Q1).held == 1
    row = found.row("Z7")
    assert row is not None
    assert (row.section, row.total.held) == ("?", 1)


def test_unnamed_tasks_have_no_row(catalogue: Catalogue) -> None:
    codes = [row.code for row in matrix(catalogue).rows if row.section == "N"]
    assert codes == ["N1", "N2", "N3", "N4", "N5", "N6"]


def test_the_decree_draws_its_line_at_the_fifteenth(catalogue: Catalogue) -> None:
    quarters = quarters_of_years((2026,), PeriodRule.DECREE)
    found = coverage(
        catalogue, quarters, [held(date(2026, 6, 1), "M1"), held(date(2026, 6, 15), "M1", events=2)], Plan(), TODAY
    )
    second, third = (Period(2026, part, PeriodRule.DECREE) for part in ("Q2", "Q3"))
    assert count(found, "M1", second).held == 1
    assert count(found, "M1", third).held == 2


def test_quarters_of_days_cross_the_year() -> None:
    found = quarters_of(date(2025, 11, 3), date(2026, 4, 1), PeriodRule.CALENDAR)
    assert [str(quarter) for quarter in found] == ["2025-Q4", "2026-Q1", "2026-Q2"]
    decree = quarters_of(date(2025, 12, 15), date(2026, 3, 15), PeriodRule.DECREE)
    assert [str(quarter) for quarter in decree] == ["2026-Q1", "2026-Q2"]


def test_a_tree_of_one_node_needs_no_more(catalogue: Catalogue) -> None:
    del catalogue
    node = Node("M1", "M", 2, "goal", BiText("Hình ảnh quốc gia"), BiText(), taggable=True)
    small = Catalogue("x", "1", BiText("Thử"), (node,))
    found = coverage(small, (Q3,), [held(date(2026, 7, 15), "M1")], Plan(), TODAY)
    assert [row.code for row in found.rows] == ["M1"]
