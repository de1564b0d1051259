"""Facts of a report that are amounts of money: exact sums of `domain.figures` and `domain.budget`, never of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.reports import comparison, measures, prose
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.fact import WHOLE, Fact, Param

_MONEY: Final = ("II.4", "A.money", "III")


def facts(data: ReportData) -> Iterator[Fact]:
    """All amounts, and the shares of socialised resources."""
    total = report_data.totals(data)
    yield from _spent(total, "spent", N_("Money spent"), data.window, (WHOLE,))
    for which, period in comparison.periods(data):
        row = report_data.totals_before(data) if which == "before" else report_data.totals_last_year(data)
        named = prose.period_in_both(period)
        label = N_("Money spent in {period}")
        yield from _spent(row, f"{which}.spent", label, period.window, (WHOLE,), period=named)
    for row in report_data.rows_of(report_data.by_group(data), (*GOALS, *SOLUTION_GROUPS)):
        section = "II.1" if row.key in GOALS else "II.2"
        label = N_("Money spent on {what}")
        yield from _spent(row, f"goal.{row.key}.spent", label, data.window, (section, "III"), what=row.key)
    for one in measures.spans(data):
        key = f"{one.window.first:%Y-%m}" if one.months else str(one.window.first.year)
        label = N_("Money spent on {what}")
        yield from _spent(one.row, f"span.{key}.spent", label, one.window, ("II.3",), what=key)
    yield from _by_source(data)
    yield from _lines(data)


def _spent(
    row: FigureRow, key: str, label: str, window: Window, sections: tuple[str, ...], **params: Param
) -> Iterator[Fact]:
    for currency, amount in row.spent.items():
        yield _amount(f"{key}.{currency}", label, amount, currency, row.event_ids, window, sections, **params)
    if len(row.spent) > prose.MAX_CURRENCIES:
        left = len(row.spent) - prose.MAX_CURRENCIES
        yield Fact(
            key=f"{key}.left", label=N_("Currencies that are not named"), value=left, event_ids=row.event_ids,
            window=window, sections=sections,
        )  # fmt: skip


def _by_source(data: ReportData) -> Iterator[Fact]:
    for one in report_data.money(data):
        currency = one.currency
        for stage in MoneyStage:
            ids = _with(data, currency, stage)
            label = N_("Money of all sources, {stage}")
            key = f"money.{currency}.{stage.value}"
            yield _amount(key, label, one.by_stage[stage], currency, ids, data.window, _MONEY, stage=stage)
            if one.in_kind[stage]:
                ids = _with(data, currency, stage, in_kind=True)
                key, label = f"in_kind.{currency}.{stage.value}", N_("Gifts in kind, {stage}")
                yield _amount(key, label, one.in_kind[stage], currency, ids, data.window, _MONEY, stage=stage)
        for source, stages in one.by_source.items():
            yield from _of_source(data, source, currency, stages)
        share = one.socialised_share
        if share is not None:
            yield Fact(
                key=f"socialised.{currency}",
                label=N_("Share of socialised resources in {currency}"),
                params=(("currency", currency),),
                value=share,
                unit="%",
                event_ids=_with(data, currency),
                window=data.window,
            )


def _of_source(data: ReportData, source: str, currency: str, stages: Mapping[MoneyStage, Decimal]) -> Iterator[Fact]:
    node = data.catalogue.find(source)
    named: Param = node.title if node else source
    for stage, amount in stages.items():
        ids = _with(data, currency, stage, source)
        key, label = f"money.{source}.{currency}.{stage.value}", N_("Money from {source}, {stage}")
        yield _amount(key, label, amount, currency, ids, data.window, _MONEY, source=named, stage=stage)


def _lines(data: ReportData) -> Iterator[Fact]:
    sections = ("A.money", "A.events", "II.3", "II.4")
    for event in report_data.held(data):
        for currency, amount in event.spent.items():
            key, label = f"event.{event.id}.spent.{currency}", N_("Money spent on “{title}”")
            yield _amount(key, label, amount, currency, (event.id,), data.window, sections, title=event.title)
        for at, line in enumerate(event.money):
            money = line.money
            label = N_("An amount of “{title}”, {stage}")
            yield _amount(
                f"event.{event.id}.money.{at}", label, money.amount, money.currency, (event.id,), data.window, sections,
                title=event.title, stage=line.stage,
            )  # fmt: skip


def _with(
    data: ReportData, currency: str, stage: MoneyStage | None = None, source: str = "", *, in_kind: bool = False
) -> tuple[str, ...]:
    """Events with such a line."""

    def wanted(line: MoneyLine) -> bool:
        same = line.money.currency == currency and line.in_kind is in_kind
        return same and (stage is None or line.stage is stage) and (not source or line.source == source)

    return tuple(event.id for event in report_data.held(data) if any(wanted(line) for line in event.money))


def _amount(
    key: str,
    label: str,
    amount: Decimal,
    currency: str,
    event_ids: tuple[str, ...],
    window: Window,
    sections: tuple[str, ...],
    **params: Param,
) -> Fact:
    return Fact(
        key=key,
        label=label,
        params=tuple(params.items()),
        value=amount,
        currency=currency,
        event_ids=event_ids,
        window=window,
        sections=sections,
    )
