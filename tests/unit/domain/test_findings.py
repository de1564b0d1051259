"""What an event lacks, said beside the field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cultdip_desktop.domain.event import Attendance, Event, EventState, GoalTag, Results
from cultdip_desktop.domain.findings import Severity, check_event
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.domain.text import BiText

NOW = datetime(2026, 10, 15, tzinfo=UTC)


def node(code: str, kind: str, *, taggable: bool = True) -> Node:
    return Node(code, None, 1, kind, BiText(code, code), BiText(), taggable)


CATALOGUE = Catalogue(
    "VN", "2026.1", BiText("Chiến lược"),
    (node("M3", "goal"), node("G5", "solution_group"), node("N7", "task", taggable=False), node("RS.BUD", "resource")),
)  # fmt: skip
GOOD = Event(
    id="1",
    office="CZ-EMB",
    title=BiText("Đêm hội Trung thu", "Mid-Autumn Festival"),
    state=EventState.HELD,
    start=NOW - timedelta(days=20),
    end=NOW - timedelta(days=20, hours=-3),
    goals=(GoalTag("M3", "2026.1", primary=True, reason=BiText("Giới thiệu phong tục.")),),
    results=Results(Attendance(1340)),
)


def found(event: Event) -> list[tuple[str, Severity, str]]:
    return [(finding.code, finding.severity, finding.field) for finding in check_event(event, CATALOGUE, NOW)]


def test_a_complete_event_has_no_findings() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("change", "code", "severity", "field"),
    [
        ({"title": BiText("  ", "Only English")}, "event.title_missing", Severity.ERROR, "title"),
        ({"start": None}, "event.start_missing", Severity.ERROR, "start"),
        ({"end": NOW - timedelta(days=30)}, "event.end_before_start", Severity.ERROR, "end"),
        ({"goals": ()}, "event.goals_missing", Severity.WARNING, "goals"),
        ({"results": Results()}, "event.attendance_missing", Severity.WARNING, "results.attendance"),
        ({"scale": "SC.PEO"}, "event.code_unknown", Severity.ERROR, "scale"),
        ({"start": NOW + timedelta(days=1), "end": None}, "event.held_in_future", Severity.WARNING, "state"),
        ({"title": GOOD.title.with_vi("Trung thu")}, "event.english_stale", Severity.HINT, "title"),
    ],
)
def test_what_is_wrong_is_found_once_at_its_field(
    change: dict[str, object], code: str, severity: Severity, field: str
) -> None:
    assert found(replace(GOOD, **change)) == [(code, severity, field)]  # type: ignore[arg-type]


def test_a_goal_that_the_catalogue_does_not_let_tag_is_unknown() -> None:
    tag = GoalTag("N7", "2026.1", primary=True, reason=BiText("Vì sao"))
    assert found(replace(GOOD, goals=(tag,))) == [("event.goal_unknown", Severity.ERROR, "goals.N7")]


def test_a_tag_of_another_edition_is_left_alone() -> None:
    tag = GoalTag("M9", "2031.1", primary=True, reason=BiText("Vì sao"))
    assert found(replace(GOOD, goals=(tag,))) == []


def test_one_goal_is_primary_and_no_more() -> None:
    second = GoalTag("G5", "2026.1", primary=True, reason=BiText("Hội người Việt cùng tổ chức."))
    assert found(replace(GOOD, goals=(*GOOD.goals, second))) == [("event.primary_twice", Severity.ERROR, "goals")]
    none = tuple(replace(tag, primary=False) for tag in GOOD.goals)
    assert found(replace(GOOD, goals=none)) == [("event.primary_missing", Severity.WARNING, "goals")]


def test_a_tag_without_its_reason_asks_for_one() -> None:
    bare = (replace(GOOD.goals[0], reason=BiText()),)
    assert found(replace(GOOD, goals=bare)) == [("event.goal_reason_missing", Severity.WARNING, "goals.M3.reason")]


def test_an_amount_below_zero_is_an_error() -> None:
    line = MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("-5", "CZK"))
    assert ("event.money_negative", Severity.ERROR, "money") in found(replace(GOOD, money=(line,)))


def test_spending_above_the_plan_is_a_hint() -> None:
    lines = tuple(
        MoneyLine("RS.BUD", stage, Money.parse(amount, "CZK"))
        for stage, amount in ((MoneyStage.PLANNED, "100"), (MoneyStage.SPENT, "100.01"))
    )
    assert found(replace(GOOD, money=lines)) == [("event.spent_above_plan", Severity.HINT, "money")]
