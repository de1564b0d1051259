"""Goals of an office: the same numbers as reports, targets, reasons, cures, suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.coverage import Coverage
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.suggestion import Suggestion, Why
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query import goal_events
from cultdip_desktop.store.query.coverage import tallies
from tests.counting import counted_events
from tests.offices import PASSPHRASE
from tests.services.planning import event, praha
from tests.store.factory import statements

Q3 = Period(2026, "Q3")
VIETNAMESE = Actor("Hội người Việt Nam tại CH Séc", "AC.OVN", ActorRole.CO_ORGANISER)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new mission in Praha."""
    with praha(tmp_path) as made:
        yield made


def cell(found: Coverage, code: str, quarter: Period = Q3) -> tuple[int, int]:
    row = found.row(code)
    assert row is not None
    one = row.cell(quarter)
    assert one is not None
    return one.count.held, one.count.planned


def test_the_matrix_has_the_numbers_of_reports_and_headquarters(mission: Path) -> None:
    with open_office(mission, PASSPHRASE, writing=False) as office:
        found = office.goals.coverage_of_days()
        for quarter in found.quarters:
            with office.desk.store.read() as tx:
                events = counted_events(tx, quarter.window)
            groups = count(events, quarter.window, Dimension.GROUP)
            expected = {row.key: (row.events, 2 * row.weighted) for row in groups.rows}
            tops = {row.code: row.cell(quarter) for row in found.rows if not row.depth}
            shown = {code: (one.count.held, one.count.halves) for code, one in tops.items() if one and one.count.held}
            assert shown == expected
            goals = {row.key: row.events for row in count(events, quarter.window, Dimension.GOAL).rows}
            leaves = [row for row in found.rows if not row.children]
            assert {row.code: row.cell(quarter).count.held for row in leaves if row.cell(quarter).count.held} == {  # type: ignore[union-attr]
                code: number for code, number in goals.items() if code in {row.code for row in leaves}
            }


def test_planned_cancelled_and_deleted_events_go_their_own_ways(office: Office) -> None:
    event(office, "Trung thu", "2026-09-08", "M3")
    event(office, "Tuần phim", "2026-09-28", "M3", state=EventState.IDEA)
    event(office, "Triển lãm", "2026-09-29", "M3", state=EventState.CANCELLED, state_reason="Hết kinh phí.")
    office.events.delete(event(office, "Nhầm", "2026-09-02", "M3").id)
    assert cell(office.goals.coverage([2026]), "M3") == (1, 1)


def test_a_day_belongs_to_the_quarter_of_the_place(office: Office) -> None:
    event(office, "Giao thừa hè", "2026-06-30", "M1", start=None)
    late = event(office, "Đêm nhạc", "2026-06-30", "M1")
    office.events.edit(late.id, {"start": "2026-07-01T00:30:00+02:00", "zone": "Europe/Prague"})
    assert cell(office.goals.coverage([2026]), "M1") == (1, 0)


def test_the_setting_of_periods_moves_the_windows(office: Office) -> None:
    event(office, "Hè", "2026-06-20", "M1")
    office.settings.set("period_rule", "decree")
    found = office.goals.coverage([2026])
    assert found.window == Window(date(2025, 12, 15), date(2026, 12, 14))
    assert cell(found, "M1", found.quarters[2]) == (1, 0)


def test_targets_and_reasons_are_kept_undone_and_told(office: Office) -> None:
    changes = office.goals.set_target("M4", 2026, 4)
    assert changes.kinds == {"goal"}
    office.goals.record_gap("M4", Q3, BiText("Chờ hồ sơ UNESCO.", "The dossier is pending."))
    row = office.goals.coverage([2026]).row("M4")
    assert row is not None
    one = row.cell(Q3)
    assert one is not None
    assert (row.year(2026).target, one.explained, one.gap) == (4, True, False)
    assert one.reason is not None
    assert one.reason.person == office.desk.actor
    office.undo.undo()
    office.undo.undo()
    row = office.goals.coverage([2026]).row("M4")
    assert row is not None
    assert (row.year(2026).target, row.alarms) == (None, 3)


def test_an_empty_reason_takes_the_recorded_one_back(office: Office) -> None:
    office.goals.record_gap("M4", Q3, BiText("Chờ."))
    assert office.goals.record_gap("M4", Q3, BiText("  ")).label == "goal.gap_open"
    assert office.goals.gaps_now() == 11


def test_the_badge_counts_what_nobody_has_explained(office: Office) -> None:
    event(office, "Trung thu", "2026-09-08", "M3", "G5.3")
    event(office, "Tuần phim", "2026-09-28", "M1", state=EventState.PREPARING)
    office.goals.record_gap("M4", Q3, BiText("Chờ hồ sơ."))
    assert office.goals.gaps_now() == 11 - 4


def test_what_no_goal_is_cannot_have_a_target(office: Office) -> None:
    with pytest.raises(UserError, match=r"goal\.unknown"):
        office.goals.set_target("PA.LIT", 2026, 3)
    with pytest.raises(UserError, match=r"goal\.target_bad"):
        office.goals.set_target("M1", 2026, -1)


def test_a_cell_names_its_events_and_cures_from_calendar_and_past(office: Office) -> None:
    event(office, "Đêm nhã nhạc cung đình Huế", "2025-08-20", "M4")
    event(office, "Ngày Di sản", "2025-11-23", "M4")
    event(office, "Triển lãm Sắc màu Huế", "2026-09-22", "M3", state=EventState.APPROVED)
    event(office, "Tọa đàm", "2026-02-02", "M4")
    found = office.goals.detail("M4", (Q3,))
    assert (found.events, found.total) == ((), 0)
    assert found.last is not None
    assert found.last.title.vi == "Tọa đàm"
    assert found.repeats[0].title.vi == "Đêm nhã nhạc cung đình Huế"
    assert [one.title.vi for one in found.could_serve] == ["Triển lãm Sắc màu Huế"]
    assert all(Q3.window.first <= one.day <= Q3.window.last for one in found.occasions)
    assert all(one.day >= date(2026, 9, 16) for one in found.occasions)
    full = office.goals.detail("M4", (Period(2026, "Q1"),))
    assert [(one.title.vi, one.primary) for one in full.events] == [("Tọa đàm", True)]


def test_a_group_lists_the_events_of_what_lies_below_it_once(office: Office) -> None:
    event(office, "Lớp tiếng Việt", "2026-08-02", "G5.3", "G5.1")
    found = office.goals.detail("G5", (Q3,))
    assert (found.total, [one.title.vi for one in found.events]) == (1, ["Lớp tiếng Việt"])


def test_suggestions_come_from_earlier_events_and_change_nothing(office: Office) -> None:
    for number in range(3):
        event(office, f"Tuần phim {number}", f"2026-0{number + 2}-10", "M3", "M5", kind=EventKind.FILM)
    for number in range(2):
        event(office, f"Tết {number}", f"2026-0{number + 2}-17", "M1", "G5.3", actors=(VIETNAMESE,))
    draft = event(office, "Tuần phim thu", "2026-10-10", "M3", kind=EventKind.FILM, state=EventState.IDEA,
                  actors=(VIETNAMESE,))  # fmt: skip
    before = office.digest()
    found = office.goals.suggestions(draft)
    assert found == (
        Suggestion("G5.3", Why.PARTNER, VIETNAMESE.partner, 2, 2),
        Suggestion("M1", Why.PARTNER, VIETNAMESE.partner, 2, 2),
        Suggestion("M5", Why.KIND, "film", 3, 3),
    )
    assert office.digest() == before


def test_the_number_of_statements_does_not_grow_with_events(office: Office) -> None:
    for day in range(1, 29):
        event(office, f"Sự kiện {day}", f"2026-08-{day:02d}", "M3", "G5.3")
    with office.desk.store.read() as tx, statements(tx) as seen:
        found = tallies(tx, Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert len(seen) == 1
    assert [(one.events, one.tags) for one in found] == [
        (14, (("M3", True), ("G5.3", False))),
        (14, (("M3", True), ("G5.3", False))),
    ]


def test_days_that_are_turned_are_refused(office: Office) -> None:
    with pytest.raises(UserError, match=r"calendar\.window_turned"):
        office.goals.coverage_of_days(date(2026, 5, 1), date(2026, 4, 1))
    one = office.goals.coverage_of_days(last=date(2020, 5, 1))
    assert [str(quarter) for quarter in one.quarters] == ["2020-Q2"]


def test_the_last_events_are_the_same_by_either_road(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for month in range(1, 9):
        event(office, f"Lớp tiếng Việt {month}", f"2026-{month:02d}-02", "G5.3" if month % 2 else "M1")
    with office.desk.store.read() as tx:
        by_tags = goal_events.earlier(tx, "G5", date(2026, 7, 2), 2)
        monkeypatch.setattr(goal_events, "_RARE", 0)
        by_days = goal_events.earlier(tx, "G5", date(2026, 7, 2), 2)
    assert [one.title.vi for one in by_tags] == ["Lớp tiếng Việt 5", "Lớp tiếng Việt 3"]
    assert by_days == by_tags


def test_a_code_that_only_begins_alike_is_another_one(office: Office) -> None:
    event(office, "Một", "2026-08-02", "G4.2.1")
    event(office, "Hai", "2026-08-03", "G4.2")
    assert [one.title.vi for one in office.goals.detail("G4.2", (Q3,)).events] == ["Một", "Hai"]
    assert [one.title.vi for one in office.goals.detail("G4.2.1", (Q3,)).events] == ["Một"]
    assert office.goals.detail("G4.1", (Q3,)).events == ()
