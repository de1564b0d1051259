"""The count of wrong PINs in the office's encrypted store."""

from __future__ import annotations

from cultdip_desktop.packages.pin_attempts import Attempts
from cultdip_desktop.store.repo import pin_attempts
from cultdip_desktop.store.store import Store


class StoredPins:
    """`PinCounter` over the store: outside change log, digest and undo, so that no attempt is ever given back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, name: str) -> Attempts:
        """What is known of a key."""
        with self._store.read() as tx:
            failed, locked_until = pin_attempts.get(tx, name)
        return Attempts(failed, locked_until)

    def write(self, name: str, attempts: Attempts) -> None:
        """Keep it in a transaction of its own.

        Raises:
            UserError: `store.busy`, `file.no_space`, …; the PIN is then not tried.
        """
        with self._store.write("key.attempt") as tx:
            pin_attempts.set(tx, name, attempts.failed, attempts.locked_until)
