"""How views learn that something changed: one `ChangeSet` per action, told to those who asked for its kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from cultdip_desktop.domain.changes import ChangeSet


class ChangeBus(QObject):
    """Carries change sets on the UI thread; nobody calls anybody else's refresh."""

    published = Signal(object)
    """Every `ChangeSet`, for the undo list and the status bar."""

    def publish(self, changes: ChangeSet) -> None:
        """Tell everybody concerned. An empty change set (nothing was done) is not passed on."""
        if changes.kinds:
            self.published.emit(changes)

    def watch(self, owner: QObject, kinds: Iterable[str], callback: Callable[[ChangeSet], object]) -> None:
        """Call `callback` for every change that touches one of `kinds`, as long as `owner` lives."""
        _Watch(self, owner, frozenset(kinds), callback)


class _Watch(QObject):
    """Child of the owner, so that Qt cuts the connection when the owner is gone."""

    def __init__(
        self, bus: ChangeBus, owner: QObject, kinds: frozenset[str], callback: Callable[[ChangeSet], object]
    ) -> None:
        super().__init__(owner)
        self._kinds = kinds
        self._callback = callback
        bus.published.connect(self._hear)

    def _hear(self, changes: ChangeSet) -> None:
        if self._kinds & changes.kinds:
            self._callback(changes)
