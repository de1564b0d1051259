"""A report's figures are those that `cultdip hq figures` counts from the store: every window, every row, to the cent."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.figures import Dimension, FigureRow, count
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportKind, ReportSection
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts
from tests import counting as figures_query
from tests.offices import PASSPHRASE, Pair, ask

PERIOD = Period.parse("2026-Q3")
PERIODS = (
    *(
        Period(year, part)
        for year in (2025, 2026)
        for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "", "03", "09", "11")
    ),
    Period.between(date(2025, 5, 17), date(2026, 8, 3)),
)


def _counted(office: Office, period: Period, dimension: Dimension) -> dict[str, FigureRow]:
    with office.desk.store.read() as tx:
        figures = count(figures_query.counted_events(tx, period.window), period.window, dimension)
    return {"total": figures.total, **{row.key: row for row in figures.rows}}


def test_facts_of_every_period_are_what_the_store_counts(mission: Path) -> None:
    with open_office(mission, PASSPHRASE) as office:
        for period in PERIODS:
            facts = {fact.key: fact for fact in office.reports.facts(period)}
            total = _counted(office, period, Dimension.KIND)["total"]
            assert (facts["events"].value, facts["attendance"].value) == (total.events, total.attendance)
            assert {
                str(fact.currency): fact.value for key, fact in facts.items() if key.startswith("spent.")
            } == total.spent
            for key, row in _counted(office, period, Dimension.GROUP).items():
                if f"goal.{key}.events" in facts:
                    assert facts[f"goal.{key}.events"].value == row.events
                    assert facts[f"goal.{key}.weighted"].value == row.weighted
                    assert set(facts[f"goal.{key}.events"].event_ids) == set(row.event_ids)


@pytest.mark.slow
def test_headquarters_counts_what_the_mission_reports(pair: Pair, tmp_path: Path) -> None:
    with open_office(pair.mission, PASSPHRASE) as office:
        facts = {fact.key: fact for fact in office.reports.facts(PERIOD)}
    package = tmp_path / "q3.cdrp"
    ask(pair.mission, "export", "--period", str(PERIOD), "--out", package)
    ask(pair.headquarters, "hq", "import", package)
    window = PERIOD.window
    answer: dict[str, Any] = ask(
        pair.headquarters, "hq", "figures", "--from", str(window.first), "--to", str(window.last), "--by", "kind"
    )
    assert facts["events"].value == answer["total"]["events"]
    assert facts["attendance"].value == answer["total"]["attendance"]
    spent = {str(fact.currency): fact.value for key, fact in facts.items() if key.startswith("spent.")}
    assert spent == {currency: Decimal(amount) for currency, amount in answer["total"]["spent"].items()}


def test_a_thematic_report_reads_only_what_serves_its_theme(mission: Path) -> None:
    with open_office(mission, PASSPHRASE) as office:
        data = office.reports.data(PERIOD, kind=ReportKind.THEMATIC, focus="M3")
        whole = office.reports.data(PERIOD)
        assert data.events
        assert all(report_data.serves(event, "M3") for event in (*data.events, *data.previous, *data.last_year))
        rows = {row.key: row for row in report_data.by_group(whole).rows}
        assert report_data.totals(data).events == rows["M3"].events
        with pytest.raises(UserError) as refused:
            office.reports.data(PERIOD, kind=ReportKind.THEMATIC, focus="M99")
        assert refused.value.code == "report.focus_unknown"


def test_the_offices_own_text_is_read_with_the_report_and_changes_its_digest(mission: Path) -> None:
    with open_office(mission, PASSPHRASE) as office:
        before = report_data.content_sha256(office.reports.data(PERIOD))
        with office.desk.store.write("report.write", actor=office.desk.actor) as tx:
            begun = Report(
                id="r", office=office.identity.id, period=PERIOD, created_at=datetime(2026, 11, 1, tzinfo=UTC)
            )
            report_rows.save(tx, begun)
            text = BiText("Đánh giá của cơ quan.")
            report_parts.save_section(tx, ReportSection(id="s", report_id="r", section="III", text=text))
        data = office.reports.data(PERIOD)
        assert data.sections["III"].text.vi == "Đánh giá của cơ quan."
        assert report_data.content_sha256(data) != before
        assert not office.reports.data(Period.parse("2026-Q2")).sections
