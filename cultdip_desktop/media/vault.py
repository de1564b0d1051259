"""The office's originals: sealed, named by their content's digest, each kept once.

`<folder>/<2 hex>/<64 hex>.sealed`. A blob is durable before `add` returns, so a row that names it never
points to nothing; a blob without a row is harmless.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import stat
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.crypto.blobs import Blobs
from cultdip_desktop.i18n.fold import nfc

if TYPE_CHECKING:  # an office is opened without looking into files: what does is imported where it is needed
    from cultdip_desktop.filetypes.kinds import FileType
    from cultdip_desktop.filetypes.recognise import Recognised
    from cultdip_desktop.media.export import Exported

_CHUNK: Final = 1024 * 1024
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_SUFFIX: Final = ".sealed"


@dataclass(frozen=True, slots=True)
class Stored:
    """One original in the vault."""

    sha256: str
    size: int
    filetype: FileType
    width: int | None
    """Pixels as people see it, orientation applied; pictures only."""

    height: int | None
    taken_at: datetime | None
    """The camera's local time, without a zone."""

    has_location: bool
    """The original says where it was taken; exported copies never do."""

    camera: str
    existing: bool
    """The same content was there already; nothing was written."""


class Vault:
    """Sealed originals under one folder; safe to use from several threads."""

    def __init__(self, folder: Path, blobs: Blobs) -> None:
        """`folder` is `OfficePaths.media`; it is made at first need."""
        self._folder = folder
        self._blobs = blobs

    def add(self, source: Path | bytes, name: str | None = None, progress: Progress | None = None) -> Stored:
        """Take in a file after looking at what it is. The file is read twice and never held in memory.

        `name` defaults to the file's and appears in refusals only. Progress counts bytes, twice the size in all.

        Raises:
            UserError: what `filetypes.recognise` refuses, `media.not_a_file`, `media.changed_while_reading`,
                and what `core.durable` raises. Nothing is left behind.
            Cancelled: from `progress`. Nothing is left behind.
        """
        from cultdip_desktop.filetypes.recognise import recognise

        progress = progress or NoProgress()
        label = nfc(name if name is not None else source.name if isinstance(source, Path) else "")
        with _opened(source, label) as handle:
            found = recognise(handle, label)
            watch = _Watch(progress, 2 * found.size, label)
            digest = _digest(handle, watch, label)
            existing = self._intact(digest, watch)
            if not existing:
                self._seal(handle, digest, watch, label)
            return _stored(handle, digest, found, existing=existing)

    @contextlib.contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """The original as a forward-only stream.

        Raises:
            UserError: `media.blob_missing`; `media.blob_damaged` from the block's own reads.
        """
        try:
            handle = self.path_of(sha256).open("rb")
        except OSError as error:
            raise UserError("media.blob_missing", sha256=sha256) from error
        with handle, self._blobs.opening(handle, sha256) as stream:
            yield stream

    def read(self, sha256: str) -> bytes:
        """The whole original in memory; for pictures and documents, never for videos.

        Raises:
            UserError: as `open`.
        """
        with self.open(sha256) as stream:
            return stream.read()

    def exists(self, sha256: str) -> bool:
        """Whether a blob of this name is there; `verify` tells whether it is whole."""
        return self.path_of(sha256).is_file()

    def verify(self, sha256: str, progress: Progress | None = None) -> int:
        """Read a blob to its end and compare its digest; gives the original's size in bytes.

        Raises:
            UserError: `media.blob_missing`, `media.blob_damaged`.
        """
        progress = progress or NoProgress()
        digest = hashlib.sha256()
        size = 0
        with self.open(sha256) as stream:
            total = self.path_of(sha256).stat().st_size
            while data := stream.read(_CHUNK):
                digest.update(data)
                size += len(data)
                progress.step(min(size, total), total, sha256)
        if digest.hexdigest() != sha256:
            raise UserError("media.blob_damaged", sha256=sha256)
        return size

    def remove(self, sha256: str) -> None:
        """Delete a blob that no row needs any more; one that is not there is no fault.

        Raises:
            UserError: `file.not_writable`, `file.unreachable`.
        """
        path = self.path_of(sha256)
        with durable.translated(path):
            path.unlink(missing_ok=True)

    def written_at(self, sha256: str) -> float:
        """Seconds since 1970 at which the blob was written.

        Raises:
            UserError: `file.unreachable`.
        """
        path = self.path_of(sha256)
        with durable.translated(path):
            return path.stat().st_mtime

    def digests(self) -> Iterator[str]:
        """The names of all blobs, sorted."""
        for path in sorted(self._folder.glob(f"??/*{_SUFFIX}")):
            if _DIGEST.fullmatch(path.stem):
                yield path.stem

    def export(
        self,
        sha256: str,
        filetype: FileType,
        size: int,
        target: BinaryIO,
        name: str = "",
        progress: Progress | None = None,
    ) -> Exported:
        """Write the copy that may leave the machine; see `media.export`."""
        from cultdip_desktop.media.export import export

        return export(lambda: self.open(sha256), filetype, size, target, name, progress)

    def measure_export(
        self, sha256: str, filetype: FileType, size: int, name: str = "", progress: Progress | None = None
    ) -> Exported:
        """Size and digest of what `export` would write."""
        from cultdip_desktop.media.export import measure

        return measure(lambda: self.open(sha256), filetype, size, name, progress)

    def path_of(self, sha256: str) -> Path:
        """Where a blob lies, whether it exists or not."""
        if not _DIGEST.fullmatch(sha256):
            raise ValueError("not a digest")
        return self._folder / sha256[:2] / f"{sha256}{_SUFFIX}"

    def _intact(self, sha256: str, watch: _Watch) -> bool:
        """A blob that no longer opens is replaced when its original comes again."""
        if not self.exists(sha256):
            return False
        try:
            with self.open(sha256) as stream:
                while data := stream.read(_CHUNK):
                    watch.add(len(data))
        except UserError:
            return False
        return True

    def _seal(self, handle: BinaryIO, sha256: str, watch: _Watch, name: str) -> None:
        path = self.path_of(sha256)
        durable.make_folder(path.parent)
        digest = hashlib.sha256()
        with durable.new_file(path) as target:
            with self._blobs.sealing(target, sha256) as stream:
                for data in _chunks(handle, name):
                    digest.update(data)
                    stream.write(data)
                    watch.add(len(data))
            if digest.hexdigest() != sha256:
                raise UserError("media.changed_while_reading", file=name)


class _Watch:
    def __init__(self, progress: Progress, total: int, what: str) -> None:
        self._progress = progress
        self._total = total
        self._what = what
        self._done = 0

    def add(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress.step(self._done, self._total, self._what)


@contextlib.contextmanager
def _opened(source: Path | bytes, name: str) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
        return
    try:
        # A pipe or a device would never end; they are asked about before they are opened.
        if not stat.S_ISREG(source.stat().st_mode):
            raise UserError("media.not_a_file", file=name)
        handle = source.open("rb")
    except OSError as error:
        raise UserError("media.unreadable", file=name) from error
    with handle:
        yield handle


def _chunks(handle: BinaryIO, name: str) -> Iterator[bytes]:
    handle.seek(0)
    while data := _read(handle, name):
        yield data


def _read(handle: BinaryIO, name: str) -> bytes:
    try:
        return handle.read(_CHUNK)
    except OSError as error:  # the stick was pulled out
        raise UserError("media.unreadable", file=name) from error


def _digest(handle: BinaryIO, watch: _Watch, name: str) -> str:
    digest = hashlib.sha256()
    for data in _chunks(handle, name):
        digest.update(data)
        watch.add(len(data))
    return digest.hexdigest()


def _stored(handle: BinaryIO, sha256: str, found: Recognised, *, existing: bool) -> Stored:
    from cultdip_desktop.media import exif

    facts = exif.facts(handle, found.filetype)
    width, height = found.width, found.height
    if width is not None and height is not None:
        width, height = exif.upright_size(width, height, facts)
    located = facts.has_location or _video_location(handle, found)
    return Stored(sha256, found.size, found.filetype, width, height, facts.taken_at, located, facts.camera, existing)


def _video_location(handle: BinaryIO, found: Recognised) -> bool:
    if found.filetype.kind != "video":
        return False
    from cultdip_desktop.media import clean_videos
    from cultdip_desktop.media.clean_pictures import UncleanableError

    handle.seek(0)
    try:
        return clean_videos.plan(handle, found.size).has_location
    except UncleanableError:
        return False
