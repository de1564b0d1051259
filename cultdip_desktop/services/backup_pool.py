"""Originals and packages that all snapshots share: content-addressed, so that each goes into the folder once."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.blobs import Blobs
from cultdip_desktop.services.backup_file import CHUNK, Member, can_be_pooled

_DAMAGED: Final = "media.blob_damaged"


class Pool:
    """The shared folder beside the snapshots of one office."""

    def __init__(self, folder: Path, blobs: Blobs, known: Mapping[str, Member]) -> None:
        """`known` is what the newest genuine snapshot says of the pool: what it names need not be read again."""
        self._folder = folder
        self._blobs = blobs
        self._known = known

    def missing(self, files: Sequence[tuple[str, Path]]) -> int:
        """Bytes that `take_all` would have to write."""
        with durable.translated(self._folder):
            return sum(path.stat().st_size for name, path in files if self._there(name) is None)

    def take_all(self, files: Sequence[tuple[str, Path]], progress: Progress) -> list[Member]:
        """Bring (name in the office, its path) into the pool where it lacks them; a damaged file is left out.

        Raises:
            UserError: `backup.changed_meanwhile`, `file.no_space`, …
            Cancelled: from `progress`; what is complete in the pool stays.
        """
        members: list[Member] = []
        for index, (name, path) in enumerate(files):
            progress.step(index, len(files), path.name)
            member = self._there(name) or self._take(name, path, progress, index, len(files))
            if member is not None:
                members.append(member)
        progress.step(len(files), len(files))
        return members

    def forget_all_but(self, wanted: Collection[str]) -> None:
        """Remove what no snapshot names any more, and what a killed one left half written."""
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path.relative_to(self._folder).as_posix() not in wanted:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _there(self, name: str) -> Member | None:
        member = self._known.get(name)
        if member is None or not can_be_pooled(name):
            return None
        try:
            return member if (self._folder / name).stat().st_size == member.size else None
        except OSError:
            return None

    def _take(self, name: str, path: Path, progress: Progress, index: int, total: int) -> Member | None:
        """Copy one file, and open the copy before it gets its name; None when it is damaged."""
        target = self._folder / name
        durable.make_folder(target.parent)
        digest, size = hashlib.sha256(), 0

        def look(part: Path) -> None:
            self.open(part, Path(name).stem)

        try:
            with (
                durable.translated(path),
                path.open("rb") as source,
                durable.new_file(target, readback=look) as handle,
            ):
                while data := source.read(CHUNK):
                    digest.update(data)
                    handle.write(data)
                    size += len(data)
                    progress.step(index, total, path.name)
        except UserError as error:
            if error.code == _DAMAGED:
                return None
            raise
        return Member(name, size, digest.hexdigest(), pooled=True)

    def open(self, path: Path, plain_sha256: str) -> None:
        """Read a sealed file to its end.

        Raises:
            UserError: `media.blob_damaged`.
        """
        require_whole(path, self._blobs, plain_sha256)


def require_whole(path: Path, blobs: Blobs, plain_sha256: str) -> None:
    """Open a sealed file and compare the digest of what is inside.

    Raises:
        UserError: `media.blob_damaged`, `file.unreachable`.
    """
    digest = hashlib.sha256()
    with (
        durable.translated(path, reading=True),
        path.open("rb") as handle,
        blobs.opening(handle, plain_sha256) as stream,
    ):
        while data := stream.read(CHUNK):
            digest.update(data)
    if digest.hexdigest() != plain_sha256:
        raise UserError(_DAMAGED, sha256=plain_sha256)
