"""The rate table as the money tab needs it: read when a tab first asks, and again whenever it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.budget import Account
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.ui.kit.base import Kit


class RateTable(QObject):
    """Gives accounts of what is typed, saved or not."""

    changed = Signal()
    """Other rates are known: accounts may say something else."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._office = kit, office
        self._rates: tuple[Rate, ...] = ()
        self._asked = False
        kit.bus.watch(self, {"rate"}, lambda _changes: self._read())

    def want(self) -> None:
        """Somebody looks at money: have the table, if it was never read."""
        if not self._asked:
            self._read()

    def account(self, event: Event) -> Account:
        """The account of an event by the rates that are known; reads nothing."""
        return self._office.money.of_event(event, self._rates)

    def _read(self) -> None:
        self._asked = True
        self._kit.jobs.read(lambda _progress: self._office.money.rates(), self._take, owner=self)

    def _take(self, rates: tuple[Rate, ...]) -> None:
        if rates != self._rates:
            self._rates = rates
            self.changed.emit()
