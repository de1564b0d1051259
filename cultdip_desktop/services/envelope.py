"""The encrypted form of a package on its way to its name: `X.cdrp.age` around a container that was verified before.

The plain container is written to the staging folder, never to the place that the officer chose: a stick holds nothing
but the encrypted file. Who encrypts cannot open; so the bytes on the medium are held against those that were made.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages import sealed_for
from cultdip_desktop.services.desk import Desk

_WHOLE: Final = 1000
_WRITING: Final = 600


class Envelope:
    """Files between verifying and naming; without a recipient it stands aside. Use as a context manager.

    When the block ends well, the encrypted files get their names, the last volume first; else nothing is left.
    """

    def __init__(self, desk: Desk, targets: Sequence[Path], recipient: str, progress: Progress) -> None:
        self._targets: Final = tuple(targets)
        self._recipient: Final = recipient
        self._progress: Final = progress
        self._staged = ExitStack()
        self._named = ExitStack()
        if recipient:
            durable.make_folder(desk.paths.staging)
        staging, mark = desk.paths.staging, secrets.token_hex(8)
        self.plain: Final = tuple(
            staging / f"{mark}-{number}.cdrp" if recipient else target for number, target in enumerate(targets)
        )
        """Where the plain containers are written."""

        self.writing: Final[Progress] = _Share(progress, 0, _WRITING) if recipient else progress
        """Progress of the writing of the plain containers."""

    def enclose(self, parts: Sequence[tuple[Path, str]]) -> Sequence[tuple[Path, str]]:
        """Encrypt finished containers (temporary name, SHA-256); gives what will get the names, with the same digests.

        Raises:
            UserError: as `packages.sealed_for.sealing`.
            Cancelled: through the progress.
        """
        if not self._recipient:
            return parts
        made = []
        share = (_WHOLE - _WRITING) // len(parts)
        for number, ((part, sha256), target) in enumerate(zip(parts, self._targets, strict=True)):
            steps = _Share(self._progress, _WRITING + number * share, share)
            one = sealed_for.sealing(part, target, [self._recipient], steps, source_sha256=sha256)
            made.append((self._named.enter_context(one).part, sha256))
        return made

    def __enter__(self) -> Envelope:
        for path in self.plain if self._recipient else ():
            self._staged.callback(_removed, path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._staged:
            self._named.__exit__(kind, error, trace)


def copy_out(desk: Desk, sha256: str, target: Path, recipient: str, progress: Progress) -> None:
    """Write an archived package to `target`: plain, or encrypted anew for `recipient`.

    Raises:
        UserError: as `PackageArchive.copy_out` and `packages.sealed_for.sealing`.
    """
    if not recipient:
        desk.archive.copy_out(sha256, target, progress)
        return
    with desk.archive.plain(sha256) as plain:
        sealed_for.seal(plain, target, [recipient], progress, source_sha256=sha256)


def _removed(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


class _Share:
    """A piece of work as a stretch of a thousandth of another."""

    def __init__(self, progress: Progress, start: int, share: int) -> None:
        self._progress = progress
        self._start = start
        self._share = share

    def step(self, done: int, total: int, what: str = "") -> None:
        """Lay the step into the stretch."""
        self._progress.step(self._start + (self._share * done // total if total else 0), _WHOLE, what)
