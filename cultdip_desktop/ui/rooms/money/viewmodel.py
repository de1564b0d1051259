"""What the Money room asks of the office: the account of a year, asked again after every change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.budget import Account, Overspent
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


@dataclass(frozen=True, slots=True)
class YearOfMoney:
    """One look at a year."""

    year: int
    window: Window
    """The days of the events that are counted."""

    account: Account
    overspent: tuple[Overspent, ...]
    catalogue: Catalogue


class MoneyModel(QObject):
    """Made once with the room; overtaken answers are dropped."""

    seen = Signal(object)
    """`YearOfMoney`."""

    failed = Signal(object)
    """A `UserError`."""

    changed = Signal()
    """What was shown may be another now."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        self._asked = Latest()
        kit.bus.watch(self, {"event", "rate", "setting"}, lambda _changes: self.changed.emit())

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    def look(self, year: int) -> None:
        """Ask for a year; `seen` follows."""
        number = self._asked.ask()

        def show(found: YearOfMoney) -> None:
            if self._asked.is_current(number):
                self.seen.emit(found)

        self._kit.jobs.read(lambda _progress: self._year(year), show, self.failed.emit, owner=self)

    def _year(self, year: int) -> YearOfMoney:
        office = self._office
        window = Period(year, "", PeriodRule(office.settings.get("period_rule"))).window
        account, above = office.money.of_window(window), office.money.overspent(window)
        return YearOfMoney(year, window, account, above, office.catalogue.current())
