"""Mid-term and thematic reports go the way of the periodic one: approval, number, signatures, package, headquarters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_of, period_words
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import ReportKind, ReportState, SnapshotPurpose, parse_report, report_on
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.opened import OpenedPackage, open_verified
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.signatures.places import SignerRole
from tests.offices import PASSPHRASE
from tests.services.approving import REASON, add_head

DAYS = Period.parse("2021-01-01..2026-12-31")
MIDTERM = report_on(DAYS, ReportKind.MIDTERM)
YEAR = Period.parse("2026")


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def theme(office: Office) -> Period:
    """A thematic report on what most events of the year serve."""
    codes = [tag.code for event in office.reports.data(YEAR).events for tag in event.goals]
    return report_on(YEAR, ReportKind.THEMATIC, max(sorted(set(codes)), key=codes.count))


def row_of(office: Office, file: Path) -> dict[str, object]:
    with open_verified(file, office.packages.verify(file)) as package:
        return dict(next(iter(package.rows("report"))))


@pytest.mark.parametrize("text", ["2026-Q3", "2026+M3", "2026-Q3+G3.1", "2021-01-01..2026-06-30+midterm"])
def test_a_report_is_named_by_one_text(text: str) -> None:
    assert str(parse_report(text)) == text
    assert period_of(text) == parse_report(text)


@pytest.mark.parametrize("text", ["+M3", "x+M3", "2026-Q5+midterm"])
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"period\.bad"):
        parse_report(text)


def test_its_name_says_what_it_looks_at() -> None:
    vi = Words("vi")
    assert period_words(vi, parse_report("2026+M3")) == "năm 2026 – chuyên đề M3"
    assert period_words(vi, MIDTERM).endswith("– sơ kết")


def test_a_theme_belongs_to_the_thematic_report_and_only_to_it() -> None:
    with pytest.raises(UserError, match=r"report\.focus_missing"):
        report_on(YEAR, ReportKind.THEMATIC)
    with pytest.raises(UserError, match=r"report\.focus_unwanted"):
        report_on(YEAR, ReportKind.MIDTERM, "M3")
    assert report_on(MIDTERM) == DAYS


def test_reports_on_the_same_days_stand_apart(office: Office, theme: Period) -> None:
    office.reporting.write_section(theme, "III", BiText("Chuyên đề nổi bật."))
    office.reporting.submit(YEAR, REASON)
    assert office.reporting.get(YEAR).state is ReportState.SUBMITTED
    assert office.reporting.get(theme).state is ReportState.DRAFT
    assert office.reporting.sections(YEAR) == {}
    assert [one.period for one in office.reporting.others()] == [theme]
    assert theme not in [one.period for one in office.reporting.year(2026)]


def test_a_code_that_the_catalogue_does_not_have_begins_nothing(office: Office) -> None:
    with pytest.raises(UserError, match=r"report\.focus_unknown"):
        office.reporting.begin(report_on(YEAR, ReportKind.THEMATIC, "M99"))
    assert office.reporting.others() == ()


@pytest.mark.parametrize("kind", [ReportKind.MIDTERM, ReportKind.THEMATIC])
def test_it_is_approved_numbered_signed_and_sent_like_any_other(
    office: Office, theme: Period, tmp_path: Path, kind: ReportKind
) -> None:
    on = MIDTERM if kind is ReportKind.MIDTERM else theme
    head = add_head(office)
    office.reporting.submit(on, REASON)
    number, _changes = office.letterhead.numbers.number_report(on, date(2026, 11, 20))
    office.reporting.approve(on, head.id)
    for role in (SignerRole.PERSON, SignerRole.AGENCY):
        signed = office.signing.sign(on, role, office.keys.usable(), PASSPHRASE)
    made = office.packages.export(on, tmp_path / "a.cdrp", PASSPHRASE)
    row = row_of(office, made.file)
    focus = "" if kind is ReportKind.MIDTERM else str(theme).partition("+")[2]
    assert (row["kind"], row["focus"], row["number"], row["issue"]) == (kind.value, focus, number.number, 1)
    assert (row["period"], row["from"]) == (str(on).partition("+")[0], on.window.first.isoformat())
    with open_verified(made.file, office.packages.verify(made.file)) as package:
        assert any(signed.paper.file_name.endswith(name.rpartition("/")[2]) for name in names_of(package))
    office.packages.mark_sent(made.package_id)
    assert office.reporting.get(on).state is ReportState.SENT
    assert office.reporting.get(report_on(on)).state is ReportState.DRAFT


def names_of(package: OpenedPackage) -> list[str]:
    """Files of a package that people read."""
    return list(package.readable)


def test_only_events_of_its_theme_make_an_amendment_of_a_signed_thematic_report(
    office: Office, theme: Period, tmp_path: Path
) -> None:
    office.packages.export(theme, tmp_path / "1.cdrp", PASSPHRASE)
    serving = {event.id for event in office.reports.data(theme).events}
    others = [event for event in office.reports.data(YEAR).events if event.id not in serving]
    office.events.save(replace(others[0], summary=BiText("Việc khác.")))
    assert office.reporting.changes_since(theme, SnapshotPurpose.SEALED) == ()
    mine = office.reports.data(theme).events[0]
    office.events.save(replace(mine, city="Ostrava"))
    assert [one.id for one in office.reporting.changes_since(theme, SnapshotPurpose.SEALED)] == [mine.id]
    again = office.packages.export(theme, tmp_path / "2.cdrp", PASSPHRASE, reason="Ghi nhầm thành phố.")
    assert (again.verdict.kind, row_of(office, again.file)["issue"]) == ("amendment", 2)


def test_packages_of_other_reports_do_not_count_as_issues_of_this_one(
    office: Office, theme: Period, tmp_path: Path
) -> None:
    rows = [
        row_of(office, office.packages.export(on, tmp_path / f"{at}.cdrp", PASSPHRASE).file)
        for at, on in enumerate(itertools.chain((YEAR, theme), (MIDTERM,)))
    ]
    assert [row["issue"] for row in rows] == [1, 1, 1]
    assert [row["rule"] for row in rows] == [PeriodRule.CALENDAR, PeriodRule.CALENDAR, PeriodRule.CUSTOM]


def test_a_report_on_one_theme_is_not_asked_about_other_goals(office: Office, theme: Period) -> None:
    found = {one.code for one in check_report(office.reports.data(theme))}
    assert "report.goal_without_activity" not in found
