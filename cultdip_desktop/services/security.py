"""What opens the office: passphrase, recovery code, and the system keyring of a machine that may remember it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile, system_keyring
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.crypto.passphrase import MIN_LENGTH
from cultdip_desktop.crypto.system_keyring import Keyring
from cultdip_desktop.services.desk import Desk

AUTO_LOCK_CHOICES: Final = (5, 15, 30, 60, 0)
"""Minutes without anybody at the keyboard after which the office is locked; 0 is never."""

FindKeyring = Callable[[], Keyring | None]


class SecurityService:
    """Everything here is slow on purpose (a passphrase's key derivation) or may wait for the user (keyring)."""

    def __init__(self, desk: Desk, key: OfficeKey, *, find: FindKeyring = system_keyring.find) -> None:
        self._file = desk.paths.key_file
        self._name = entry_name(desk.paths.home, key.office_id)
        self._key = key
        self._find = find

    def change_passphrase(self, old: str, new: str) -> None:
        """Let `new` open the office instead of `old`; a machine that remembers the office goes on doing so.

        Strength is advice, as at founding: only fewer than 8 characters are refused. At every moment of the change exactly one file, that of the old or of the new passphrase, has the name.
        Other machines forget; backups made before still open with `old`.

        Raises:
            UserError: `office.wrong_passphrase` for `old`, `office.passphrase_weak` for `new`,
                `office.passphrase_same`, `file.no_space`, …
        """
        self._require(old)
        if old == new:
            raise UserError("office.passphrase_same")
        remembered = self.remembers()
        keyfile.change_passphrase(self._file, self._key, new, least=MIN_LENGTH)
        if remembered:
            self._remember()

    def renew_recovery(self, passphrase: str) -> str:
        """A new recovery code to print; the one before opens nothing but earlier backups afterwards.

        Raises:
            UserError: `office.wrong_passphrase`, `file.no_space`, …; the old code is then still good.
        """
        self._require(passphrase)
        return keyfile.renew_recovery(self._file, self._key)

    def keyring_available(self) -> bool:
        """Whether the system has a keyring that this user can reach now."""
        return self._find() is not None

    def remembers(self) -> bool:
        """Whether this machine opens the office without asking. Loads no keyring when no machine does."""
        machines = keyfile.info(self._file).machines
        ring = self._find() if machines else None
        kept = ring.get(self._name) if ring else None
        return kept is not None and kept.machine in machines

    def remember(self, passphrase: str) -> None:
        """Let this user of this machine open the office without being asked; the passphrase itself is kept nowhere.

        Raises:
            UserError: `office.wrong_passphrase`, `keyring.missing`, `keyring.refused`, `office.too_many_machines`.
        """
        self._require(passphrase)
        self._remember()

    def forget(self) -> None:
        """Ask for the passphrase again on this machine. Nothing happens where nothing was remembered."""
        ring = self._find()
        kept = ring.get(self._name) if ring else None
        if ring is None or kept is None:
            return
        if kept.machine in keyfile.info(self._file).machines:
            keyfile.forget(self._file, self._key, kept.machine)
        ring.remove(self._name)

    def _remember(self) -> None:
        ring = self._find()
        if ring is None:
            raise UserError("keyring.missing")
        before = ring.get(self._name)
        made = keyfile.remember(self._file, self._key, instead_of=before.machine if before else "")
        try:
            ring.put(self._name, made)
        except UserError:
            keyfile.forget(self._file, self._key, made.machine)
            raise

    def _require(self, passphrase: str) -> None:
        if keyfile.unlock(self._file, passphrase).data_key != self._key.data_key:
            raise UserError("office.wrong_passphrase")


def entry_name(home: Path, office_id: str) -> str:
    """Under which name a keyring keeps the office in `home`; says nothing of the folder's own name."""
    place = sha256(str(home.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{office_id}:{place}"


def remembered_key(file: Path, home: Path, find: FindKeyring = system_keyring.find) -> OfficeKey:
    """Open the key file with what this machine's keyring keeps.

    Raises:
        UserError: `office.not_remembered`, and as `keyfile.unlock`.
    """
    facts = keyfile.info(file)
    ring = find() if facts.machines else None
    kept = ring.get(entry_name(home, facts.office_id)) if ring else None
    if kept is None:
        raise UserError("office.not_remembered")
    return keyfile.unlock_with_machine(file, kept)
