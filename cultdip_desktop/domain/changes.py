"""What one action of a person changed; every model that shows such things refreshes itself from it."""

from __future__ import annotations

from cultdip_desktop.core.records import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The answer of a committed action."""

    action: str
    """UUIDv7 of the action in the change log; empty when nothing was changed."""

    label: str
    """Code of the action (`event.edit`), the word for it comes from `domain.labels`."""

    kinds: frozenset[str] = frozenset()
    """Nouns touched: `event`, `media`, `partner`, `package`, …"""

    ids: frozenset[str] = frozenset()
    """Ids of the touched main rows."""

    def __bool__(self) -> bool:
        return bool(self.kinds)
