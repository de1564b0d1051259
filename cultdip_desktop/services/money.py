"""Sums of money and the rates by which they are converted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cultdip_desktop.domain import rate as rate_rules
from cultdip_desktop.domain.budget import Account, Overspent, account
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import BOOKS, Rate
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.query import money as money_query
from cultdip_desktop.store.repo import rate as rate_rows


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
        return account(event.money, table, event.day, int(bool(event.money)))

    def of_window(self, window: Window) -> Account:
        """The account of all events whose first day lies in `window`; converted by the rates of its last day."""
        with self._desk.store.read() as tx:
            lines, events = money_query.sums(tx, window)
            table = rate_rows.all(tx)
        return account(lines, table, window.last, events)

    def overspent(self, window: Window, limit: int = 20) -> tuple[Overspent, ...]:
        """Events of `window` that spent above their plan, the furthest above it first."""
        with self._desk.store.read() as tx:
            return money_query.overspent(tx, window, limit)


def _named(rate: Rate) -> str:
    return rate.currency if rate.quote == BOOKS else f"{rate.currency}/{rate.quote}"
