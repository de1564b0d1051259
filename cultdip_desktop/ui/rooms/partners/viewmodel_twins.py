"""Entries that may be one partner: the pairs, both sides whole, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.domain.partner_twins import Twins
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.services.partners import CHOICES
from cultdip_desktop.store.query.partners import PartnerRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest

__all__ = ["CHOICES", "Found", "Pair", "TwinList"]

MOST = 200
"""Pairs that are listed at once; merging makes room for more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries side by side."""

    twins: Twins
    first: Partner
    second: Partner
    first_row: PartnerRow
    second_row: PartnerRow

    @property
    def id(self) -> str:
        """Names the pair in a list."""
        return f"{self.twins.first} {self.twins.second}"


@dataclass(frozen=True, slots=True)
class Found:
    """What the search for duplicates brought."""

    pairs: tuple[Pair, ...]
    total: int
    catalogue: Catalogue


class TwinList(QObject):
    """Looks for duplicates off the UI thread, and merges them."""

    found = Signal(object)
    """`Found`."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()

    def load(self) -> None:
        """Look for duplicates; `found` follows."""
        number = self._latest.ask()

        def show(found: Found) -> None:
            if self._latest.is_current(number):
                self.found.emit(found)

        self._kit.jobs.read(lambda _progress: self._look(), show, owner=self)

    def merge(self, keep: str, gone: str, take: Collection[str], then: Callable[[ChangeSet], object]) -> None:
        """Make one entry of two."""
        self._write(lambda: self._office.partners.merge(keep, gone, take), then)

    def keep_apart(self, pair: Pair, then: Callable[[ChangeSet], object]) -> None:
        """They are two partners."""
        self._write(lambda: self._office.partners.keep_apart(pair.twins.first, pair.twins.second), then)

    def _write(self, work: Callable[[], ChangeSet], then: Callable[[ChangeSet], object]) -> None:
        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(lambda _progress: work(), done, owner=self)

    def _look(self) -> Found:
        partners = self._office.partners
        twins = partners.duplicates()
        shown = twins[:MOST]
        ids = list(dict.fromkeys(id_ for pair in shown for id_ in (pair.first, pair.second)))
        entries = {entry.id: entry for entry in partners.get_many(ids)}
        rows = {row.id: row for row in partners.rows(ids)}
        pairs = tuple(
            Pair(pair, entries[pair.first], entries[pair.second], rows[pair.first], rows[pair.second])
            for pair in shown
            if all(id_ in entries and id_ in rows for id_ in (pair.first, pair.second))
        )
        return Found(pairs, len(twins), self._office.catalogue.current())
