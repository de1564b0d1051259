"""A thousand random offices: sums on paper are the sums of `domain.figures`, to the cent, and no number stands alone."""

from __future__ import annotations

import io
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.figures import Dimension, FigureRow, count
from cultdip_desktop.domain.money import MoneyStage, sums
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n.numbers import parse_decimal
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import facts as report_facts
from cultdip_desktop.reports import outline, prefill, sections
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.facts import Fact
from cultdip_desktop.reports.pdf import build_pdf
from cultdip_desktop.reports.story import Story, Table, plain
from tests.reports import seen
from tests.reports.random_offices import office_of

OFFICES = 1000
BATCHES = 10


def _tables(story: Story) -> dict[str, Table]:
    blocks = [block for section in story.sections for block in section.blocks]
    blocks += [block for appendix in story.appendices for block in appendix.blocks]
    return {block.key: block for block in blocks if isinstance(block, Table)}


def _number(text: str, language: Language = "vi") -> Decimal:
    value = Decimal(0) if text in ("–", "") else parse_decimal(language, text)
    assert value is not None, text
    return value


def _amounts(text: str) -> dict[str, Decimal]:
    """Amounts of a cell by currency: `41.800 CZK`, one a line."""
    if text in ("–", ""):
        return {}
    pairs = (line.split("\xa0") for line in text.split("\n"))
    return {currency: _number(amount) for amount, currency in pairs}


def _cells(table: Table, row: int) -> list[str]:
    return [plain(cell) for cell in table.rows[row].cells]


def _same(row: FigureRow, cells: list[str]) -> None:
    """Events, attendance and money of a printed row."""
    events, attendance, spent = cells
    assert _number(events) == row.events
    assert _number(attendance) == row.attendance
    assert _amounts(spent) == row.spent


def _check_facts(data: ReportData, facts: dict[str, Fact]) -> None:
    total = count(data.events, data.window, Dimension.KIND).total
    assert facts["events"].value == total.events
    assert facts["attendance"].value == total.attendance
    assert facts["events"].event_ids == total.event_ids
    assert {key[6:]: fact.value for key, fact in facts.items() if key.startswith("spent.")} == total.spent
    groups = {row.key: row for row in count(data.events, data.window, Dimension.GROUP).rows}
    for code in (*GOALS, *SOLUTION_GROUPS):
        row = groups.get(code)
        assert facts[f"goal.{code}.events"].value == (row.events if row else 0)
        assert facts[f"goal.{code}.attendance"].value == (row.attendance if row else 0)
        assert facts[f"goal.{code}.weighted"].value == (row.weighted if row else 0)


def _check_sums(data: ReportData, facts: dict[str, Fact]) -> None:
    """What is counted by months and by sources adds up to the whole."""
    total = count(data.events, data.window, Dimension.KIND).total
    months = [fact for key, fact in facts.items() if key.startswith("span.") and key.endswith(".events")]
    if months:
        assert sum(int(fact.value) for fact in months) == total.events
    by_source: dict[str, Decimal] = defaultdict(Decimal)
    for key, fact in facts.items():
        if key.startswith("money.RS.") and key.endswith(f".{MoneyStage.SPENT.value}") and fact.value:
            by_source[str(fact.currency)] += Decimal(fact.value)
    assert dict(by_source) == {currency: amount for currency, amount in total.spent.items() if amount}
    lines = [line for event in data.events if event.id in total.event_ids for line in event.money]
    for stage in MoneyStage:
        exact = sums(line.money for line in lines if line.stage is stage and not line.in_kind)
        for currency, amount in exact.items():
            assert facts[f"money.{currency}.{stage.value}"].value == amount


def _check_paper(data: ReportData, story: Story) -> None:
    tables = _tables(story)
    total = count(data.events, data.window, Dimension.KIND).total
    groups = {row.key: row for row in count(data.events, data.window, Dimension.GROUP).rows}
    for key, codes in (("goals", GOALS), ("groups", SOLUTION_GROUPS)):
        for at, code in enumerate(codes if key in tables else ()):
            cells = _cells(tables[key], at)
            if code in groups:
                _same(groups[code], [cells[2], *cells[4:]])
            else:
                assert cells[2:] == ["0", "–", "–", "–"]
    for key in ("goals", "groups"):
        if key in tables:
            cells = _cells(tables[key], -1)
            _same(total, [cells[2], *cells[4:]])
    if "months" in tables:
        _same(total, _cells(tables["months"], -1)[1:])
    if "events" in tables:
        cells = _cells(tables["events"], -1)
        assert _number(cells[4]) == total.attendance
        assert _amounts(cells[5]) == total.spent


@pytest.mark.parametrize("batch", range(BATCHES))
def test_sums_of_facts_and_of_printed_tables_are_those_of_the_figures(batch: int) -> None:
    words = Words("vi")
    for seed in range(batch, OFFICES, BATCHES):
        data = office_of(seed)
        facts = {fact.key: fact for fact in report_facts.facts(data)}
        _check_facts(data, facts)
        _check_sums(data, facts)
        _check_paper(data, sections.story(data, words))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_made_from_the_data_holds_a_number_without_a_fact(language: Language) -> None:
    words = Words(language)
    for seed in range(300):
        data = office_of(seed)
        facts = report_facts.facts(data)
        for section in outline.SECTIONS:
            text = prefill.text(section.key, data, words)
            wrong = report_facts.unsupported(text, report_facts.of_section(facts, section.key), words)
            assert not wrong, (seed, section.key, [text[max(0, a - 30) : b + 30] for a, b in wrong])


@pytest.mark.parametrize("seed", [4, 11, 23])
def test_totals_read_back_from_the_pages_are_those_of_the_figures(seed: int, tmp_path: Path) -> None:
    data = office_of(seed)
    target = io.BytesIO()
    build_pdf(data, "vi", target, lambda _item: None, NoProgress())
    text = " ".join(seen.text(seen.written(tmp_path, target.getvalue())).replace("\xa0", " ").split())
    total = count(data.events, data.window, Dimension.KIND).total
    for fact in report_facts.facts(data):
        if fact.key in ("events", "attendance") or fact.key.startswith("spent."):
            assert fact.shown(Words("vi")).replace("\xa0", " ").replace(",00 ", " ") in text.replace(",00 ", " ")
    assert total.events == 0 or "Tổng số sự kiện (không trùng)" in text
