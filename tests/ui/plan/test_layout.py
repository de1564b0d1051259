"""Where things stand in a row of days."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from cultdip_desktop.ui.rooms.plan.layout import (
    Item,
    Measures,
    add_months,
    lay_out,
    month_end,
    month_weeks,
    side_by_side,
    spans,
)
from cultdip_desktop.ui.rooms.plan.paint import wrapped

HIGH = Measures(height=120, bar=21, line=15, padding=5, gap=3, more=15)
TOPS = [26] * 7


def test_a_page_of_a_month_has_the_weeks_that_it_touches() -> None:
    assert month_weeks(date(2026, 9, 16)) == [date(2026, 8, 31), *(date(2026, 9, day) for day in (7, 14, 21, 28))]
    assert len(month_weeks(date(2027, 2, 3))) == 4
    assert len(month_weeks(date(2026, 11, 3))) == 6


def test_months_on_from_the_31st_end_with_their_last_day() -> None:
    assert add_months(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)


def test_an_event_over_several_days_is_cut_at_the_ends_of_the_week() -> None:
    first, last = date(2026, 9, 18), date(2026, 9, 29)
    item = spans(first, last, date(2026, 9, 21), "liên hoan")
    assert item == Item("liên hoan", 0, 6, begins=False, ends=False)
    assert spans(first, last, date(2026, 10, 5), "liên hoan") is None


def test_what_lasts_for_days_stands_above_what_takes_one() -> None:
    row = lay_out([Item("họp", 2, 2), Item("triển lãm", 0, 4)], TOPS, HIGH)
    places = {part.item.thing: part.top for part in row.placed}
    assert places["triển lãm"] == 26
    assert places["họp"] == 26 + 21 + 3
    assert set(row.hidden) == {0}


def test_two_lines_become_one_before_anything_is_hidden() -> None:
    wide = lay_out([Item(number, 0, 0, 2) for number in range(2)], TOPS, HIGH)
    tight = lay_out([Item(number, 0, 0, 2) for number in range(4)], TOPS, HIGH)
    assert [part.lines for part in wide.placed] == [2, 2]
    assert [part.lines for part in tight.placed] == [1, 1, 1, 1]


def test_what_finds_no_room_is_counted_with_a_line_to_say_so() -> None:
    row = lay_out([Item(number, 3, 3, 2) for number in range(9)], TOPS, HIGH)
    low = max(part.top + part.height for part in row.placed)
    assert row.hidden[3] == 9 - len(row.placed)
    assert low <= HIGH.height - HIGH.more
    assert [count for column, count in enumerate(row.hidden) if column != 3] == [0] * 6


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 2)), max_size=40), st.integers(40, 300))
def test_nothing_overlaps_and_everything_is_shown_or_counted(found: list[tuple[int, int, int]], height: int) -> None:
    items = [Item(place, min(a, b), max(a, b), lines) for place, (a, b, lines) in enumerate(found)]
    measures = Measures(height, bar=21, line=15, padding=5, gap=3, more=15)
    row = lay_out(items, TOPS, measures)
    for column in range(7):
        mine = sorted((p.top, p.top + p.height) for p in row.placed if p.item.first <= column <= p.item.last)
        assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(mine))
        asked = sum(item.first <= column <= item.last for item in items)
        assert len(mine) + row.hidden[column] == asked
        if row.hidden[column] and mine:
            assert mine[-1][1] <= height - 15
        assert all(end <= height for _, end in mine)


def test_events_at_the_same_time_share_the_width() -> None:
    assert side_by_side([(540, 600), (570, 660), (600, 630), (700, 760)]) == [(0, 2), (1, 2), (0, 2), (0, 1)]


def test_only_the_first_line_of_a_card_makes_room_for_its_kind(app: QApplication) -> None:
    del app
    metrics = QFontMetrics(QFont())
    title = "Tuần phim Việt Nam tại Cộng hòa Séc"
    width = metrics.horizontalAdvance("Việt Nam tại Cộng")
    plain, moved = wrapped(metrics, title, width, 3), wrapped(metrics, title, width, 3, indent=width // 2)
    assert " ".join(moved).split()[:6] == " ".join(plain).split()[:6] == title.split()[:6]
    assert len(moved[0]) < len(plain[0])
    assert metrics.horizontalAdvance(moved[0]) <= width - width // 2
    assert all(metrics.horizontalAdvance(line) <= width for line in moved)
