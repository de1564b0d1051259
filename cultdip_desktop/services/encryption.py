"""For whom this office can encrypt packages, and what it can open itself.

A mission knows headquarters' keys from its signed files and has no secret half: what it has encrypted it cannot open.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.secret_box import SecretBox
from cultdip_desktop.domain.receipt import EncryptionKey
from cultdip_desktop.domain.receipt_codec import encryption_key_of, encryption_key_to_plain
from cultdip_desktop.packages import fingerprint, sealed_for
from cultdip_desktop.packages.sealed_for import OpenedFile
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import encryption_key as key_rows
from cultdip_desktop.store.store import Writer

BOXED: Final = "encryption:"
"""Beginning of the name under which a key's secret half is sealed."""


@dataclass(frozen=True, slots=True)
class EncryptionView:
    """A key for people."""

    key: EncryptionKey
    sha256: str
    """Fingerprint of the recipient, as `package.json` names it."""

    words: tuple[str, ...]
    """The same, to read out by telephone."""

    current: bool
    """Given out and encrypted for now."""


class EncryptionService:
    """What export and intake ask; the keys themselves are made in `hq.encryption`."""

    def __init__(self, desk: Desk, box: SecretBox) -> None:
        self._desk = desk
        self._box = box

    def overview(self) -> tuple[EncryptionView, ...]:
        """All keys known here, the newest first."""
        with self._desk.store.read() as tx:
            known = key_rows.all(tx)
        now = next((key.id for key in known if key.retired_at is None), None)

        def view(key: EncryptionKey) -> EncryptionView:
            sha256 = sealed_for.recipient_sha256(key.recipient)
            return EncryptionView(key, sha256, fingerprint.words(sha256), key.id == now)

        return tuple(view(key) for key in known)

    def current(self) -> EncryptionKey | None:
        """The key to encrypt for: the newest that is not retired; None while headquarters has sent none."""
        with self._desk.store.read() as tx:
            return key_rows.current(tx)

    def recipients(self) -> Sequence[str]:
        """For whom an export encrypts: one `age` recipient, or none while no key is known."""
        key = self.current()
        return () if key is None else (key.recipient,)

    def require_current(self) -> EncryptionKey:
        """As `current`.

        Raises:
            UserError: `encryption.no_recipient`.
        """
        key = self.current()
        if key is None:
            raise UserError("encryption.no_recipient")
        return key

    def recipient_of(self, sha256: str) -> str:
        """The recipient with this fingerprint, retired or not.

        Raises:
            UserError: `encryption.key_unknown`.
        """
        with self._desk.store.read() as tx:
            known = key_rows.all(tx)
        for key in known:
            if sealed_for.recipient_sha256(key.recipient) == sha256:
                return key.recipient
        raise UserError("encryption.key_unknown", key=sha256[:16])

    def identities(self) -> Sequence[str]:
        """The secret halves, the newest key first, retired ones included; none at a mission.

        Raises:
            UserError: `encryption.damaged` when one does not open with this office's key.
        """
        with self._desk.store.read() as tx:
            sealed = key_rows.sealed_identities(tx)
        return tuple(self._opened(key_id, text) for key_id, text in sealed.items())

    def keep(self, tx: Writer, rows: Sequence[Mapping[str, Any]]) -> int:
        """Remember the keys that a verified file of headquarters brings (entity `encryption_key`); how many are new."""
        return sum(key_rows.keep(tx, encryption_key_of(row)) for row in rows)

    def rows(self) -> list[Mapping[str, Any]]:
        """All keys as records of a package: what is retired travels as well, so that nobody goes on using it."""
        with self._desk.store.read() as tx:
            return [encryption_key_to_plain(key) for key in sorted(key_rows.all(tx), key=lambda key: key.id)]

    @contextmanager
    def opened(self, file: Path, progress: Progress) -> Iterator[tuple[Path, OpenedFile]]:
        """The container inside an `age` file, in the staging folder for the time of the block.

        Raises:
            UserError: as `packages.sealed_for.open_into`; `encryption.not_for_us` at a mission.
        """
        durable.make_folder(self._desk.paths.staging)
        inside = self._desk.paths.staging / f"{secrets.token_hex(8)}.cdrp"
        found = sealed_for.open_into(file, inside, self.identities(), progress)
        try:
            with durable.claimed(inside):
                yield inside, found
        finally:
            with suppress(OSError):
                inside.unlink()

    def _opened(self, key_id: str, sealed: str) -> str:
        found = self._box.open(BOXED + key_id, sealed)
        if found is None:
            raise UserError("encryption.damaged", key=key_id)
        return found.decode("ascii")
