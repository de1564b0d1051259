"""Sealed copies of whole packages: what an office has signed, what headquarters has received.

A package on a stick is a plain file; the copy that stays here is sealed like everything else at rest.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.crypto.blobs import Blobs

_SUFFIX: Final = ".sealed"
_CHUNK: Final = 1024 * 1024


class PackageArchive:
    """Packages by the SHA-256 of the whole file."""

    def __init__(self, folder: Path, staging: Path, blobs: Blobs) -> None:
        self._folder = folder
        self._staging = staging
        self._blobs = blobs

    def keep(self, source: Path, sha256: str, progress: Progress | None = None) -> None:
        """Seal a copy of `source`; one that is there already stays.

        Raises:
            UserError: `package.source_changed` when the file is not what `sha256` says; `file.no_space` and the
                other refusals of `core.durable`. Nothing is left behind.
        """
        progress = progress or NoProgress()
        target = self._path(sha256)
        if target.exists():
            return
        durable.make_folder(self._folder)
        with durable.translated(source, reading=True), source.open("rb") as plain, durable.new_file(target) as handle:
            total, done = source.stat().st_size, 0
            digest = hashlib.sha256()
            with self._blobs.sealing(handle, sha256) as stream:
                while chunk := plain.read(_CHUNK):
                    digest.update(chunk)
                    stream.write(chunk)
                    done += len(chunk)
                    progress.step(done, max(total, done), source.name)
            if digest.hexdigest() != sha256:
                raise UserError("package.source_changed", file=source.name)

    def beside(self, folder: Path) -> PackageArchive:
        """Another archive under the same keys: signed documents lie apart from packages."""
        return PackageArchive(folder, self._staging, self._blobs)

    def keep_bytes(self, data: bytes, sha256: str) -> None:
        """Seal `data` that are in memory anyway.

        Raises:
            UserError: as `keep`.
        """
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UserError("package.source_changed", file=sha256[:16])
        target = self._path(sha256)
        if target.exists():
            return
        durable.make_folder(self._folder)
        with durable.new_file(target) as handle, self._blobs.sealing(handle, sha256) as stream:
            stream.write(data)

    def read(self, sha256: str) -> bytes:
        """The plain bytes, for documents of a size that memory holds.

        Raises:
            UserError: `package.copy_missing`, `media.blob_damaged`.
        """
        with self._opened(sha256) as (stream, _size):
            data = stream.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UserError("media.blob_damaged", sha256=sha256)
        return data

    def has(self, sha256: str) -> bool:
        """Whether a copy is here."""
        return bool(sha256) and self._path(sha256).exists()

    def is_whole(self, sha256: str) -> bool:
        """Whether the copy is here and opens to what it is named after."""
        digest = hashlib.sha256()
        try:
            with self._opened(sha256) as (stream, _size):
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
        except UserError:
            return False
        return digest.hexdigest() == sha256

    def forget(self, sha256: str) -> None:
        """Remove the copy of a package that never came to be."""
        with durable.translated(self._path(sha256)):
            self._path(sha256).unlink(missing_ok=True)

    def forget_all_but(self, wanted: Collection[str]) -> None:
        """Remove copies and unfinished files that a killed process left behind."""
        durable.remove_leftovers(self._folder)
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.stem not in wanted:
                with contextlib.suppress(OSError):
                    path.unlink()

    def copy_out(self, sha256: str, target: Path, progress: Progress) -> None:
        """Write the plain package to `target`, which must not exist.

        Raises:
            UserError: `package.copy_missing`, `media.blob_damaged`, `file.exists`, `file.no_space`.
        """
        with self._opened(sha256) as (stream, size), durable.new_file(target, replace=False) as handle:
            done = 0
            while chunk := stream.read(_CHUNK):
                handle.write(chunk)
                done += len(chunk)
                progress.step(min(done, size), size, target.name)

    @contextlib.contextmanager
    def plain(self, sha256: str) -> Iterator[Path]:
        """The package as a plain file for the time of the block.

        Raises:
            UserError: as `copy_out`.
        """
        durable.make_folder(self._staging)
        path = self._staging / f"{sha256[:16]}-{secrets.token_hex(4)}.cdrp"
        self.copy_out(sha256, path, NoProgress())
        try:
            with durable.claimed(path):
                yield path
        finally:
            with contextlib.suppress(OSError):
                path.unlink()

    @contextlib.contextmanager
    def _opened(self, sha256: str) -> Iterator[tuple[BinaryIO, int]]:
        path = self._path(sha256)
        if not path.exists():
            raise UserError("package.copy_missing")
        with (
            durable.translated(path, reading=True),
            path.open("rb") as handle,
            self._blobs.opening(handle, sha256) as stream,
        ):
            yield stream, max(path.stat().st_size, 1)

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}{_SUFFIX}"
