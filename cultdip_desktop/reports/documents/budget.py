"""Money of a period: by stage and source, the socialised share, what it is in đồng by which rate, events above plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain import budget as rules
from cultdip_desktop.domain.budget import Account, Totals
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.rate import BOOKS, RATE_OF
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import Amount, Cell, Field, Grid, Line, Share, lines
from cultdip_desktop.reports.documents.matter import BudgetMatter
from cultdip_desktop.reports.story import Block, Section

STAGES: Final = (MoneyStage.PLANNED, MoneyStage.COMMITTED, MoneyStage.RECEIVED, MoneyStage.SPENT)


def subject(matter: BudgetMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t(
        "Resources for cultural diplomacy and the socialised share in {period}",
        period=period_words(words, matter.data.period),
    )


def opening(matter: BudgetMatter, words: Words) -> str:
    """What is reported."""
    return words.t(
        "{office} reports on the resources used for cultural diplomacy in {period} ({window}):",
        office=_capital(blocks.office(matter.data, words)),
        period=period_words(words, matter.data.period),
        window=dates.day_range(words, matter.data.window.first, matter.data.window.last),
    )


def sections(matter: BudgetMatter, words: Words) -> tuple[Section, ...]:
    """Every table with its basis; a sentence where there is nothing."""
    if not matter.held.totals and not matter.everything.totals:
        nothing = words.t("No money is recorded for the events of the period.")
        return (blocks.part(1, words.t("Resources"), blocks.para(nothing), blocks.basis(matter.data, words)),)
    return (
        blocks.part(1, words.t("Events held in the period"), *_held(matter, words)),
        blocks.part(2, words.t("Socialised share"), *_shares(matter, words)),
        blocks.part(3, words.t("Equivalent in đồng"), *_books(matter, words)),
        blocks.part(4, words.t("All events of the period, planned ones among them"), *_everything(matter, words)),
        blocks.part(5, words.t("Events that spent above their plan"), *_overspent(matter, words)),
    )


def grids(matter: BudgetMatter, words: Words) -> tuple[Grid, ...]:
    """By source, shares, đồng, event by event."""
    return (
        by_source(matter.data, matter.held, words, "money"),
        shares(matter.held, words),
        books(matter.held, words),
        _events(matter, words),
    )


def by_source(data: ReportData, account: Account, words: Words, key: str) -> Grid:
    """Money by source and stage, a part for each currency with its sum; gifts in kind stand apart below."""
    found: list[Line] = []
    for one in account.totals:
        for source, stages in one.by_source.items():
            found.append(Line((_source(data, source), one.currency, *_amounts(one.currency, stages))))
        title = words.t("Total {currency}", currency=one.currency)
        found.append(Line((title, one.currency, *_amounts(one.currency, one.by_stage)), "sum"))
        if any(one.in_kind.values()):
            gifts = words.t("Gifts in kind, estimated value (not in the sums)")
            found.append(Line((gifts, one.currency, *_amounts(one.currency, one.in_kind))))
    fields = (
        Field("source", words.c("report table", "Source"), 42, words=True),
        Field("currency", words.c("report table", "Currency"), 19, "centre"),
        *(Field(stage.value, label(words, stage), 26, "right") for stage in STAGES),
    )
    return Grid(key, words.c("report sheet", "By source"), fields, tuple(found), row_head=0)


def shares(account: Account, words: Words) -> Grid:
    """The socialised share by currency."""
    rows: list[list[Cell]] = []
    for one in account.totals:
        parts = (one.budget, one.socialised, one.other, one.whole)
        share = one.socialised_share
        amounts = [Amount(value, one.currency) for value in parts]
        rows.append([one.currency, label(words, one.of_stage), *amounts, Share(share) if share is not None else None])
    fields = (
        Field("currency", words.c("report table", "Currency"), 17, "centre"),
        Field("stage", words.c("report table", "Stage"), 22, "centre", words=True),
        Field("budget", words.c("report table", "State budget"), 26, "right"),
        Field("socialised", words.c("report table", "Socialised"), 26, "right"),
        Field("other", words.c("report table", "Other legal sources"), 26, "right"),
        Field("whole", words.c("report table", "Total"), 26, "right"),
        Field("share", words.c("report table", "Socialised share"), 22, "right"),
    )
    return Grid("shares", words.c("report sheet", "Socialised share"), fields, lines(rows), row_head=0)


def books(account: Account, words: Words) -> Grid:
    """Each stage as one sum in đồng, and every rate that made it so."""
    rows: list[list[Cell]] = []
    for stage, converted in account.in_books.items():
        rates = "\n".join(
            words.t(
                "1 {currency} = {value} {books}: {kind}, {day}{source}",
                currency=rate.currency,
                value=numbers.decimal(words, rate.value),
                books=rate.quote,
                kind=label(words, rate.kind).lower(),
                day=dates.day(words, rate.day),
                source=f", {rate.source[:120]}" if rate.source else "",
            )
            for rate in converted.rates
        )
        missing = ""
        if converted.missing:
            missing = words.t("No rate, not in the sum: {currencies}", currencies=", ".join(converted.missing))
        said = "\n".join(text for text in (rates, missing) if text) or words.t("None needed")
        nothing = not converted.rates and converted.missing and not converted.money.amount
        sum_ = None if nothing else Amount(converted.money.amount, BOOKS)
        rows.append([label(words, stage), label(words, RATE_OF[stage]), sum_, said])
    fields = (
        Field("stage", words.c("report table", "Stage"), 24, words=True),
        Field("rule", words.c("report table", "Rate of the rule"), 34, words=True),
        Field("amount", words.c("report table", "Amount in VND"), 33, "right"),
        Field("rates", words.c("report table", "Rates used: type, day, source"), 74, words=True),
    )
    return Grid("books", words.c("report sheet", "In VND"), fields, lines(rows), row_head=0)


def _held(matter: BudgetMatter, words: Words) -> list[Block]:
    count = words.n("{n} event held has money recorded.", "{n} events held have money recorded.", matter.held.events)
    if not matter.held.totals:
        none = words.t("No money is recorded for the events of the period.")
        return [blocks.para(none), blocks.basis(matter.data, words)]
    made = by_source(matter.data, matter.held, words, "money")
    exact = blocks.note(
        words.t("Exact sums of each currency; gifts in kind are valued apart and never added to money.")
    )
    return [blocks.para(count), blocks.grid(made, words), exact, blocks.basis(matter.data, words)]


def _shares(matter: BudgetMatter, words: Words) -> list[Block]:
    if not any(one.whole for one in matter.held.totals):
        return [blocks.para(words.t("Without money there is no share to be named."))]
    said = [_share_words(words, one) for one in matter.held.totals if one.whole]
    how = words.t(
        "Socialised: money from any source but the state budget and other legal sources. The share is taken of money "
        "spent, or of plans while nothing in that currency is spent."
    )
    made = blocks.grid(shares(matter.held, words), words)
    return [blocks.para(" ".join(said)), made, blocks.note(how), blocks.basis(matter.data, words)]


def _share_words(words: Words, one: Totals) -> str:
    share = one.socialised_share
    return words.t(
        "Of {whole} ({stage}), {socialised} is socialised: {share}.",
        whole=numbers.money(words, one.whole, one.currency, short=True),
        stage=label(words, one.of_stage).lower(),
        socialised=numbers.money(words, one.socialised, one.currency, short=True),
        share="–" if share is None else numbers.percent(words, share),
    )


def _books(matter: BudgetMatter, words: Words) -> list[Block]:
    if not matter.held.in_books:
        return [blocks.para(words.t("There is nothing to convert."))]
    how = words.t(
        "Estimates are converted by the June accounting rate, settlement by the yearly average (Decree 129/2026), "
        "as the office's table of rates has them for {day}; sums are rounded once, to whole đồng.",
        day=dates.day(words, matter.data.window.last),
    )
    return [blocks.grid(books(matter.held, words), words), blocks.note(how), blocks.basis(matter.data, words)]


def _everything(matter: BudgetMatter, words: Words) -> list[Block]:
    account = matter.everything
    if not account.totals:
        return [blocks.para(words.t("No money is recorded for the events of the period."))]
    count = words.n(
        "{n} event of the period has money recorded.", "{n} events of the period have money recorded.", account.events
    )
    how = words.t("Plans of events that were postponed or cancelled are not counted, what was spent on them is.")
    made = by_source(matter.data, account, words, "money_all")
    return [blocks.para(count), blocks.grid(made, words), blocks.note(how), blocks.basis(matter.data, words)]


def _overspent(matter: BudgetMatter, words: Words) -> list[Block]:
    if not matter.overspent:
        return [blocks.para(words.t("No event of the period spent above its plan."))]
    rows: list[list[Cell]] = [
        [
            one.title if one.title else words.t("(untitled)"),
            one.spent.currency,
            Amount(one.planned.amount, one.planned.currency),
            Amount(one.spent.amount, one.spent.currency),
            Amount(one.spent.amount - one.planned.amount, one.spent.currency),
        ]
        for one in matter.overspent
    ]
    fields = (
        Field("event", words.c("report table", "Event"), 68, words=True),
        Field("currency", words.c("report table", "Currency"), 19, "centre"),
        Field("planned", label(words, MoneyStage.PLANNED), 26, "right"),
        Field("spent", label(words, MoneyStage.SPENT), 26, "right"),
        Field("above", words.c("report table", "Above plan"), 26, "right"),
    )
    made = Grid("overspent", words.c("report sheet", "Above plan"), fields, lines(rows), row_head=0)
    return [blocks.grid(made, words), blocks.basis(matter.data, words)]


def _events(matter: BudgetMatter, words: Words) -> Grid:
    """Event by event, for the sheet."""
    rows: list[list[Cell]] = []
    for event in report_data.held(matter.data):
        for one in rules.totals(event.money):
            stages = [Amount(one.by_stage[stage], one.currency) for stage in STAGES]
            share = one.socialised_share
            part: Cell = Share(share) if share is not None else None
            rows.append([event.number, event.day, event.title, one.currency, *stages, part])
    fields = (
        Field("number", words.c("report table", "Number"), 20),
        Field("day", words.c("report table", "First day"), 20),
        Field("event", words.c("report table", "Event"), 60, words=True),
        Field("currency", words.c("report table", "Currency"), 14, "centre"),
        *(Field(stage.value, label(words, stage), 24, "right") for stage in STAGES),
        Field("share", words.c("report table", "Socialised share"), 18, "right"),
    )
    return Grid("events", words.c("report sheet", "Events"), fields, lines(rows), row_head=2)


def _amounts(currency: str, stages: Mapping[MoneyStage, Decimal]) -> Iterable[Cell]:
    return [Amount(stages[stage], currency) if stages[stage] else None for stage in STAGES]


def _source(data: ReportData, code: str) -> BiText:
    node = data.catalogue.find(code)
    return node.title if node else BiText(code)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
