"""Passphrase, recovery code, what this machine remembers, and when the office locks itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.services.security import AUTO_LOCK_CHOICES
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.recovery_sheet import Sheet

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

Done = Callable[[], object]
Failed = Callable[[UserError], object]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the system's keyring has to do with this office."""

    available: bool
    """Whether there is a keyring at all."""

    remembers: bool


class SecurityModel(QObject):
    """Everything here derives keys or asks the system's keyring: always in the background."""

    locking_known = Signal(int)
    """Minutes until the office locks itself; 0 is never."""

    memory_known = Signal(object)
    """`Memory`."""

    failed = Signal(object)
    """A `UserError` of reading."""

    choices = AUTO_LOCK_CHOICES

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        kit.bus.watch(self, {"setting"}, lambda _changes: self._load_locking())

    def load(self) -> None:
        """Fetch both; the keyring is asked on its own, for it may take its time."""
        self._load_locking()
        self._ask_keyring()

    def set_locking(self, minutes: int) -> None:
        """Lock after so many minutes without anybody at the keyboard."""
        self._kit.jobs.write(
            lambda _progress: self._office.settings.set("auto_lock_minutes", str(minutes)),
            self._kit.bus.publish,
            self.failed.emit,
            owner=self,
        )

    def change_passphrase(self, old: str, new: str, done: Done, failed: Failed) -> Job[None]:
        """Let `new` open the office instead of `old`."""

        def work(progress: Progress) -> None:
            del progress
            self._office.security.change_passphrase(old, new)

        return self._kit.jobs.write(work, lambda _none: done(), failed, owner=self)

    def renew_recovery(self, passphrase: str, done: Callable[[Sheet], object], failed: Failed) -> Job[Sheet]:
        """A new recovery code as a sheet to print."""

        def work(progress: Progress) -> Sheet:
            del progress
            code = self._office.security.renew_recovery(passphrase)
            return Sheet(code, self._office.identity.name, self._office.paths.home)

        return self._kit.jobs.write(work, done, failed, owner=self)

    def remember(self, passphrase: str, done: Done, failed: Failed) -> Job[None]:
        """Let this machine open the office without asking."""

        def work(progress: Progress) -> None:
            del progress
            self._office.security.remember(passphrase)

        return self._kit.jobs.write(work, lambda _none: self._then(done), failed, owner=self)

    def forget(self, done: Done, failed: Failed) -> Job[None]:
        """Ask for the passphrase again."""

        def work(progress: Progress) -> None:
            del progress
            self._office.security.forget()

        return self._kit.jobs.write(work, lambda _none: self._then(done), failed, owner=self)

    def _then(self, done: Done) -> None:
        self._ask_keyring()
        done()

    def _load_locking(self) -> None:
        def work(progress: Progress) -> int:
            del progress
            text = self._office.settings.get("auto_lock_minutes")
            return int(text) if text.isdecimal() else 0

        self._kit.jobs.read(work, self.locking_known.emit, self.failed.emit, owner=self)

    def _ask_keyring(self) -> None:
        security = self._office.security

        def work(progress: Progress) -> Memory:
            del progress
            return Memory(security.keyring_available(), security.remembers())

        self._kit.jobs.compute(work, self.memory_known.emit, self.failed.emit, owner=self)
