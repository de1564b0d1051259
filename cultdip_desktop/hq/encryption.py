"""Headquarters' keys for packages that only it may read: made, given out, rotated. Old ones go on opening what came."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.secret_box import SecretBox
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.receipt import EncryptionKey
from cultdip_desktop.packages import sealed_for
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.encryption import BOXED
from cultdip_desktop.store.repo import encryption_key as key_rows
from cultdip_desktop.store.store import Writer

PREFIX: Final = "KM"


class EncryptionKeyService:
    """The use cases of Settings › Encryption keys and of `cultdip hq encryption`."""

    def __init__(self, desk: Desk, box: SecretBox) -> None:
        self._desk = desk
        self._box = box

    def ensure(self) -> EncryptionKey:
        """The key that is given out; makes the first one where there is none yet."""
        with self._desk.store.read() as tx:
            known = key_rows.current(tx)
        return known or self.rotate()[0]

    def rotate(self) -> tuple[EncryptionKey, ChangeSet]:
        """Make a new key, which is given out from now on; those before rest and open what was encrypted for them.

        Missions learn of it by the next signed file of headquarters; until then they go on using the old one.
        """
        desk, now = self._desk, self._desk.clock.now()
        identity, recipient = sealed_for.new_identity()
        with desk.store.write("hq.encryption_key", actor=desk.actor) as tx:
            known = key_rows.all(tx)
            key_id = _free_id(f"{PREFIX}-{now:%Y-%m}", {one.id for one in known})
            key = EncryptionKey(id=key_id, recipient=recipient, made_at=now)
            self._retire_all(tx, known)
            key_rows.add(tx, key, self._box.seal(BOXED + key.id, identity.encode("ascii")))
        return key, tx.change_set

    def retire(self, key_id: str) -> ChangeSet:
        """Give a key out no more.

        Raises:
            UserError: `encryption.key_unknown`, `encryption.key_retired`, `encryption.last_key` for the only one left.
        """
        with self._desk.store.read() as tx:
            left = [key.id for key in key_rows.all(tx) if key.retired_at is None]
        if left == [key_id]:
            raise UserError("encryption.last_key")
        with self._desk.store.write("hq.encryption_key", actor=self._desk.actor) as tx:
            key_rows.retire(tx, key_id)
        return tx.change_set

    def _retire_all(self, tx: Writer, known: tuple[EncryptionKey, ...]) -> None:
        for key in known:
            if key.retired_at is None:
                key_rows.retire(tx, key.id)


def _free_id(wanted: str, taken: set[str]) -> str:
    """`KM-2026-11`, and `KM-2026-11-2` for a second one in the same month."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
