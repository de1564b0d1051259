"""The keyring of the operating system: Windows' credential store, the Secret Service of Linux desktops, macOS'.

Only these are used, whatever else is installed or configured: a backend that keeps secrets in a plain file would be
worse than asking. The library is imported at the first question, which may take a moment and may wait for the user
(an unlocked collection): never ask on the UI thread.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final, Protocol

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.keyfile import MachineSecret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "cultdip-desktop"
"""Under which the system lists our entries."""

_BACKENDS: Final = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
)
_SECRET_BYTES: Final = 32


class Keyring(Protocol):
    """Keeps one short text per name, sealed by the user's log-in."""

    def get(self, name: str) -> MachineSecret | None:
        """What is kept under `name`; None when nothing readable is."""
        ...

    def put(self, name: str, value: MachineSecret) -> None:
        """Keep `value`, replacing what was there.

        Raises:
            UserError: `keyring.refused`.
        """
        ...

    def remove(self, name: str) -> None:
        """Remove what is kept under `name`, if anything is."""
        ...


class SystemKeyring:
    """The first of the trusted backends that works here."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def get(self, name: str) -> MachineSecret | None:
        """As `Keyring`; a keyring that cannot be asked holds nothing."""
        from keyring.errors import KeyringError

        try:
            return _parsed(self._backend.get_password(SERVICE, name))
        except (KeyringError, OSError):
            return None

    def put(self, name: str, value: MachineSecret) -> None:
        """As `Keyring`."""
        from keyring.errors import KeyringError

        try:
            self._backend.set_password(SERVICE, name, f"{value.machine}:{value.secret.hex()}")
        except (KeyringError, OSError) as error:
            raise UserError("keyring.refused") from error
        if self.get(name) != value:
            raise UserError("keyring.refused")

    def remove(self, name: str) -> None:
        """As `Keyring`."""
        from keyring.errors import KeyringError

        try:
            self._backend.delete_password(SERVICE, name)
        except (KeyringError, OSError):
            return  # nothing was there, or nobody could be asked: the slot in the key file goes anyway


def find() -> Keyring | None:
    """The system's keyring; None where there is none (no desktop session, no such service)."""
    for module, name in _BACKENDS:
        try:
            kind: type[KeyringBackend] = getattr(importlib.import_module(module), name)
            if kind.viable:
                return SystemKeyring(kind())
        except (ImportError, RuntimeError, OSError):
            continue  # made for another system, or its service does not answer
    return None


def _parsed(text: str | None) -> MachineSecret | None:
    machine, _colon, secret = (text or "").partition(":")
    try:
        value = bytes.fromhex(secret)
    except ValueError:
        return None
    return MachineSecret(machine, value) if machine and len(value) == _SECRET_BYTES else None
