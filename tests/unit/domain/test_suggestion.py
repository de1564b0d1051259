"""Goals that an event may serve."""

from __future__ import annotations

from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.suggestion import MOST, Likeness, Suggestion, Why, suggestions


def like(code: str, events: int, of: int, why: Why = Why.KIND, trait: str = "film") -> Likeness:
    return Likeness(why, trait, code, events, of)


def test_what_most_earlier_events_bear_is_named_with_its_numbers() -> None:
    found = suggestions(EventKind.FILM, [like("M3", 6, 7), like("M5", 3, 7)], ())
    assert found == (Suggestion("M3", Why.KIND, "film", 6, 7), Suggestion("M5", Why.KIND, "film", 3, 7))


def test_rare_goals_and_single_events_are_not_named() -> None:
    found = suggestions(EventKind.FILM, [like("M4", 2, 9), like("U7", 1, 1), like("M3", 5, 9)], ())
    assert [one.code for one in found] == ["M3"]


def test_what_the_event_bears_already_is_not_named() -> None:
    assert [one.code for one in suggestions(EventKind.FILM, [like("M3", 5, 5), like("M1", 3, 5)], {"M3"})] == ["M1"]


def test_a_partner_says_more_than_the_kind_where_both_agree() -> None:
    partner = like("G5.3", 4, 4, Why.PARTNER, "Hội người Việt Nam tại CH Séc")
    found = suggestions(EventKind.COMMUNITY, [like("M3", 9, 10), like("G5.3", 6, 10), partner], ())
    assert found[0].code == "G5.3"
    assert found[0].why is Why.PARTNER


def test_a_list_stays_short() -> None:
    found = suggestions(EventKind.FILM, [like(f"G1.{number}", 5, 5) for number in range(1, 9)], ())
    assert len(found) == MOST


def test_an_office_without_history_hears_what_a_kind_usually_serves() -> None:
    found = suggestions(EventKind.VIETNAMDAY, [], {"M1"})
    assert found == (Suggestion("M3", Why.USUAL, "vietnamday"),)
