"""`partner list` and `partner show`."""

from __future__ import annotations

from pathlib import Path

from tests.offices import ask, run


def test_partners_are_listed_and_searched_without_marks(mission: Path) -> None:
    everybody = ask(mission, "partner", "list")
    assert everybody["total"] == len(everybody["partners"]) > 0
    found = ask(mission, "partner", "list", "--query", "hoi nguoi viet")
    assert any(row["name"] == "Hội người Việt Nam tại CH Séc" for row in found["partners"])
    assert found["total"] < everybody["total"]


def test_the_list_is_narrowed_and_cut(mission: Path) -> None:
    of_community = ask(mission, "partner", "list", "--category", "ac.ovn", "--limit", "1")
    assert len(of_community["partners"]) == 1 <= of_community["total"]
    assert {row["category"] for row in of_community["partners"]} == {"AC.OVN"}
    owing = ask(mission, "partner", "list", "--promises")
    assert all(row["promises"] for row in owing["partners"])


def test_one_partner_is_shown_with_everything_that_hangs_on_it(mission: Path) -> None:
    row = next(row for row in ask(mission, "partner", "list")["partners"] if row["events"])
    shown = ask(mission, "partner", "show", row["id"])["partner"]
    assert shown.keys() >= {"name", "honorific", "consent", "aliases", "roles", "contacts", "events", "phone"}
    assert len(shown["events"]) == row["events"]


def test_a_partner_who_is_not_there_is_an_expected_error(mission: Path) -> None:
    ran = run("partner", "show", "0190d3a0", "--home", mission, "--json")
    assert (ran.code, ran.error) == (3, "partner.not_found")
