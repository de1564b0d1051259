"""`hq figures`: rows of any dimension with their packages, compared, converted, and down to the events."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests import offices
from tests.offices import Pair, ask, run

FIELDS = {"key", "events", "weighted", "attendance", "spent", "packages"}
DIMENSIONS = ("goal", "mission", "region", "kind", "month", "product", "actor", "role", "solution", "source")


@pytest.fixture(scope="module")
def pair(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Headquarters that has taken in what the mission exported; nothing here changes it."""
    made = offices.pair(sample, tmp_path_factory.mktemp("figures"))
    file = made.mission.parent / "1.cdrp"
    ask(made.mission, "export", "--period", "2026-Q3", "--out", file)
    ask(made.headquarters, "hq", "import", file)
    return made


def figures(pair: Pair, *more: str, code: int = 0) -> dict[str, object]:
    return ask(pair.headquarters, "hq", "figures", *more, code=code)


@pytest.mark.parametrize("by", DIMENSIONS)
def test_rows_of_every_dimension_have_exactly_the_fields_of_the_contract(pair: Pair, by: str) -> None:
    answer = ask(pair.headquarters, "hq", "figures", "--by", by)
    assert answer["rows"]
    assert all(set(row) == FIELDS for row in answer["rows"])
    assert answer["total"]["events"] == pair.counts["held"]
    assert all(len(row["packages"]) == 1 for row in answer["rows"])


def test_rows_are_those_that_the_mission_counts_itself(pair: Pair) -> None:
    for by, name in (("goal", "goals"), ("kind", "kinds"), ("month", "months")):
        rows = ask(pair.headquarters, "hq", "figures", "--by", by)["rows"]
        plain = {row["key"]: {key: row[key] for key in ("events", "weighted", "attendance", "spent")} for row in rows}
        assert plain == pair.counts[name]


def test_money_by_source_adds_up_to_all_money(pair: Pair) -> None:
    answer = ask(pair.headquarters, "hq", "figures", "--by", "source")
    for currency, amount in answer["total"]["spent"].items():
        assert sum(Decimal(row["spent"].get(currency, "0")) for row in answer["rows"]) == Decimal(amount)


def test_a_row_opens_its_events_with_the_package_of_each(pair: Pair) -> None:
    rows = ask(pair.headquarters, "hq", "figures", "--by", "goal")["rows"]
    answer = ask(pair.headquarters, "hq", "figures", "--by", "goal", "--key", rows[0]["key"])
    assert [row["key"] for row in answer["rows"]] == [rows[0]["key"]]
    assert len(answer["events"]) == rows[0]["events"]
    assert all(one["office"] == "CZ-EMB" and one["package"] for one in answer["events"])


def test_the_same_days_of_another_year_stand_beside(pair: Pair) -> None:
    days = ("--from", "2026-07-01", "--to", "2026-09-30")
    answer = ask(pair.headquarters, "hq", "figures", *days, "--by", "kind", "--compare")
    assert answer["compared_with"] == {"from": "2025-07-01", "to": "2025-09-30"}
    early = ask(pair.headquarters, "hq", "figures", "--from", "2025-07-01", "--to", "2025-09-30", "--by", "kind")
    before = {row["key"]: row["before"]["events"] for row in answer["rows"] if row["before"]}
    assert before == {row["key"]: row["events"] for row in early["rows"]}
    assert answer["total"]["before"]["events"] == early["total"]["events"]
    named = ask(pair.headquarters, "hq", "figures", *days, "--compare", "2024")
    assert named["compared_with"]["from"] == "2024-07-01"


def test_without_a_rate_nothing_is_converted_and_the_rate_is_named(pair: Pair) -> None:
    answer = ask(
        pair.headquarters, "hq", "figures", "--from", "2026-01-01", "--convert", "VND", "--rate-kind", "monthly"
    )
    made = answer["total"]["converted"]
    assert (made["amount"], made["currency"]) == ("0", "VND")
    assert {one["currency"] for one in made["missing"]} == set(answer["total"]["spent"])
    assert made["not_converted"] == answer["total"]["spent"]


def test_a_region_narrows_rows_and_total(pair: Pair) -> None:
    assert ask(pair.headquarters, "hq", "figures", "--region", "europe")["total"]["events"] == pair.counts["held"]
    assert ask(pair.headquarters, "hq", "figures", "--region", "americas")["total"]["events"] == 0


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("--key", "M9"), "figures.no_row"),
        (("--compare",), "figures.no_first_day"),
        (("--from", "2026-01-01", "--compare", "12"), "period.bad"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "figures.window_turned"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(pair: Pair, argv: tuple[str, ...], code: str) -> None:
    assert figures(pair, *argv, code=3)["error"]["code"] == code  # type: ignore[index]


def test_conversion_by_the_rate_of_one_transfers_day_is_not_offered(pair: Pair) -> None:
    argv = ("hq", "figures", "--convert", "VND", "--rate-kind", "transfer_day", "--home", pair.headquarters)
    assert run(*argv, "--json").code == 2
