"""Exchange rates of the office."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import BOOKS, Rate
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_USUAL: Final = ("USD", "EUR")


class RatesModel(QObject):
    """Reads and changes the table; every change comes back through the bus."""

    known = Signal(object)
    """`tuple[Rate, ...]`, the newest day first."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        kit.bus.watch(self, {"rate"}, lambda _changes: self.load())

    @property
    def currencies(self) -> tuple[str, ...]:
        """What rates are mostly wanted of: the office's own currency first."""
        own = self._office.identity.currency
        return tuple(dict.fromkeys(code for code in (own, *_USUAL) if code != BOOKS))

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    def blank(self) -> Rate:
        """A rate that is not in the table yet: the year's average of the office's currency."""
        return self._office.money.blank_rate(self.currencies[0], RateKind.YEARLY_AVERAGE, self.today())

    def load(self) -> None:
        """Fetch the table; `known` follows."""
        self._kit.jobs.read(lambda _progress: self._office.money.rates(), self.known.emit, self.failed.emit, owner=self)

    def save(self, rate: Rate) -> None:
        """Add or change a rate."""
        self._kit.jobs.write(
            lambda _progress: self._office.money.save_rate(rate), self._kit.bus.publish, self._refused, owner=self
        )

    def delete(self, rate_id: str) -> None:
        """Take a rate out; undo brings it back."""
        self._kit.jobs.write(
            lambda _progress: self._office.money.delete_rate(rate_id), self._kit.bus.publish, self._refused, owner=self
        )

    def _refused(self, error: object) -> None:
        self.failed.emit(error)
        self.load()
