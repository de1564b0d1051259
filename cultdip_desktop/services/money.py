"""Sums of money and the rates by which they are converted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cultdip_desktop.domain import rate as rate_rules
from cultdip_desktop.domain.budget import Totals, totals
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import BOOKS, RATE_OF, Converted, Rate
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.query import money as money_query
from cultdip_desktop.store.repo import rate as rate_rows


@dataclass(frozen=True, slots=True)
class Account:
    """Money of one event or of many."""

    totals: tuple[Totals, ...]
    """By currency; exact."""

    in_books: dict[MoneyStage, Converted]
    """Each stage that has money, as one sum in đồng by the rate that the decree names for it."""

    events: int
    """How many events have money in it."""


class MoneyService:
    """The use cases of money: rates of this office, accounts of events and of windows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rates(self) -> tuple[Rate, ...]:
        """The rate table, the newest day first."""
        with self._desk.store.read() as tx:
            return rate_rows.all(tx)

    def blank_rate(self, currency: str, kind: RateKind, day: date) -> Rate:
        """A new rate to đồng, not yet in the store; its value is to be given."""
        return Rate(id=self._desk.ids.new(), currency=currency, kind=kind, day=day, value=Decimal(0))

    def save_rate(self, rate: Rate) -> ChangeSet:
        """Add or change a rate.

        Raises:
            UserError: `rate.bad_value`, `rate.bad_currency`, `rate.not_june`, `rate.twice`.
        """
        require_mission(self._desk)
        rate_rules.check(rate)
        with self._desk.store.write("rate.save", actor=self._desk.actor, title=_named(rate)) as tx:
            rate_rows.save(tx, rate)
        return tx.change_set

    def delete_rate(self, rate_id: str) -> ChangeSet:
        """Take a rate out of the table.

        Raises:
            UserError: `rate.not_found`.
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            title = _named(rate_rows.get(tx, rate_id))
        with self._desk.store.write("rate.delete", actor=self._desk.actor, title=title) as tx:
            rate_rows.delete(tx, rate_id)
        return tx.change_set

    def of_event(self, event: Event, rates: Iterable[Rate] | None = None) -> Account:
        """The account of one event, saved or not; converted by the rates of its day. Pure where `rates` are given."""
        table = self.rates() if rates is None else tuple(rates)
        return _account(event.money, table, event.day, int(bool(event.money)))

    def of_window(self, window: Window) -> Account:
        """The account of all events whose first day lies in `window`; converted by the rates of its last day."""
        with self._desk.store.read() as tx:
            lines, events = money_query.sums(tx, window)
            table = rate_rows.all(tx)
        return _account(lines, table, window.last, events)


def _account(lines: Iterable[MoneyLine], rates: tuple[Rate, ...], day: date | None, events: int) -> Account:
    by_currency = totals(lines)
    in_books: dict[MoneyStage, Converted] = {}
    for stage in MoneyStage:
        amounts = {one.currency: one.by_stage[stage] for one in by_currency if one.by_stage[stage]}
        if amounts and day is not None:
            in_books[stage] = rate_rules.convert(amounts, rates, RATE_OF[stage], day)
    return Account(by_currency, in_books, events)


def _named(rate: Rate) -> str:
    return rate.currency if rate.quote == BOOKS else f"{rate.currency}/{rate.quote}"
