"""Rules on sums: what is printed in one place equals what is printed in another, and money stays within its plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.money import MoneyStage, sums
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.check_texts import title_of
from cultdip_desktop.reports.data import ReportData


def totals(data: ReportData) -> Iterator[Finding]:
    """The list of events, the rows by kind and by month add up to the total; no goal has more than there is."""
    total = report_data.totals(data)
    held = report_data.held(data)
    yield from _compare("events", len({event.id for event in held}), total.events)
    yield from _compare("attendance", sum(event.attendance for event in held), total.attendance)
    for dimension in (Dimension.KIND, Dimension.MONTH):
        rows = count(data.events, data.window, dimension).rows
        yield from _compare("events", sum(row.events for row in rows), total.events)
        yield from _compare("attendance", sum(row.attendance for row in rows), total.attendance)
    known = set(total.event_ids)
    for row in report_data.by_group(data).rows:
        if not known.issuperset(row.event_ids) or row.events > total.events:
            yield _differ("events", row.events, total.events)


def money_totals(data: ReportData) -> Iterator[Finding]:
    """Money spent, added up by event and by source, is the total."""
    total = report_data.totals(data).spent
    held = report_data.held(data)
    by_event: dict[str, Decimal] = {}
    for event in held:
        _add(by_event, event.spent)
    sources = sorted({line.source for event in held for line in event.money})
    by_source: dict[str, Decimal] = {}
    for source in sources:
        _add(by_source, _spent_from(held, source))
    for currency in sorted({*total, *by_event, *by_source}):
        expected = total.get(currency, Decimal(0))
        for found in (by_event.get(currency, Decimal(0)), by_source.get(currency, Decimal(0))):
            if found != expected:
                yield _differ("money", f"{found:f} {currency}", f"{expected:f} {currency}")


def within_plan(data: ReportData) -> Iterator[Finding]:
    """More spent than planned, or than was received, in one currency of one event that has a plan or receipts."""
    for event in report_data.held(data):
        spent = event.spent
        for code, severity, stage in (
            ("report.spent_above_plan", Severity.WARNING, MoneyStage.PLANNED),
            ("report.spent_above_received", Severity.HINT, MoneyStage.RECEIVED),
        ):
            limits = sums(line.money for line in event.money if line.stage is stage and not line.in_kind)
            for currency in sorted(limits):
                if 0 < limits[currency] < spent.get(currency, Decimal(0)):
                    params: dict[str, str | int | None] = {"title": title_of(event), "currency": currency}
                    yield Finding(code, severity, "money", event.id, params)


def window(data: ReportData) -> Iterator[Finding]:
    """Figures of a period that still runs."""
    if data.cut_day <= data.window.last:
        yield Finding("report.window_open", Severity.HINT, params={"day": data.window.last.isoformat()})


def _compare(what: str, found: int, expected: int) -> Iterator[Finding]:
    if found != expected:
        yield _differ(what, found, expected)


def _differ(what: str, found: str | int, expected: str | int) -> Finding:
    return Finding("report.totals_differ", Severity.ERROR, what, params={"found": found, "expected": expected})


def _add(into: dict[str, Decimal], spent: Mapping[str, Decimal]) -> None:
    for currency, amount in spent.items():
        into[currency] = into.get(currency, Decimal(0)) + amount


def _spent_from(events: Iterable[Event], source: str) -> dict[str, Decimal]:
    return sums(
        line.money
        for event in events
        for line in event.money
        if line.source == source and line.stage is MoneyStage.SPENT and not line.in_kind
    )
