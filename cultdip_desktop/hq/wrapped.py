"""Files that only headquarters can read: opened into the staging folder for as long as they are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.hq.citing import Notice
from cultdip_desktop.packages.package import PackageInfo
from cultdip_desktop.packages.sealed_for import OpenedFile, is_sealed
from cultdip_desktop.services.encryption import EncryptionService

DIFFERS: Final = "encryption.other_recipient"
CAME_PLAIN: Final = "encryption.came_plain"
_OF_THE_FILE: Final = "encryption."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came, and the container that it holds."""

    file: Path
    """As it was given, for words to people."""

    plain: Path
    """The same unless it came encrypted."""

    opened: OpenedFile | None = None
    """What opening the envelope gave; None where there was none."""

    fault: UserError | None = None
    """Why the envelope does not open; `plain` is then the envelope."""

    archived: bool = False
    """It came before, and its envelope was looked at then."""

    @property
    def encrypted(self) -> bool:
        """It came in an envelope."""
        return self.opened is not None or self.fault is not None


class Envelopes:
    """Opens what was encrypted for this office."""

    def __init__(self, encryption: EncryptionService) -> None:
        self._encryption = encryption

    @contextmanager
    def opened(self, file: Path, progress: Progress) -> Iterator[Incoming]:
        """The file with its container in the clear for the time of the block; an envelope that does not open is no error.

        Raises:
            UserError: `file.no_space` and other refusals that lie in this machine.
            Cancelled: from `progress`.
        """
        if not is_sealed(file):
            yield Incoming(file, file)
            return
        envelope = self._encryption.opened(file, progress)
        try:
            plain, found = envelope.__enter__()
        except UserError as error:
            if not error.code.startswith(_OF_THE_FILE):
                raise
            yield Incoming(file, file, fault=error)
            return
        try:
            yield Incoming(file, plain, found)
        finally:
            envelope.__exit__(None, None, None)


def require_bound(one: Incoming, info: PackageInfo) -> None:
    """Refuse a container from an envelope that its signer did not make it for.

    Raises:
        UserError: `encryption.other_recipient`: somebody opened it and wrapped it for somebody else.
    """
    named = info.header.recipient.cert_sha256
    if one.opened is not None and named != one.opened.recipient_sha256:
        raise UserError(DIFFERS, file=one.file.name)


def plain_notice(one: Incoming, info: PackageInfo) -> tuple[Notice, ...]:
    """A word about a package that was made to travel encrypted and came in the clear."""
    open_way = one.opened is None and not one.archived and info.header.recipient.cert_sha256 is not None
    return (Notice(CAME_PLAIN, {"file": one.file.name}),) if open_way else ()
