"""Copies that leave the machine: without position, serial numbers, owner's names and hidden extras.

JPEG, PNG and WebP lose their metadata and keep every pixel; HEIC becomes a JPEG; MP4 and MOV keep sound and
picture. PDF, DOCX and XLSX leave byte for byte as they are: they may be signed, their properties are part of
what they prove, and the officer chose them as documents. `Exported.cleaned` says which happened. The same
original always gives the same bytes (HEIC: with the same codec version).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.kinds import FileType
from cultdip_desktop.media import clean_pictures, clean_videos, pictures
from cultdip_desktop.media.clean_pictures import UncleanableError

Opener = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens the original anew, forward-only; called twice for videos."""

_CHUNK: Final = 1024 * 1024
_CLEANERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    kinds.JPEG.mime: clean_pictures.jpeg,
    kinds.PNG.mime: clean_pictures.png,
    kinds.WEBP.mime: clean_pictures.webp,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    filetype: FileType
    """JPEG for HEIC and for pictures that do not follow their format, else the original's."""

    size: int
    sha256: str
    """Of the written bytes, 64 hex digits: the name in a package."""

    cleaned: bool
    """False for documents, which leave as they are."""


def export(
    original: Opener, filetype: FileType, size: int, target: BinaryIO, name: str = "", progress: Progress | None = None
) -> Exported:
    """Write the exported copy of an original of `size` bytes to `target`.

    Raises:
        UserError: `media.cannot_clean` when it is not certain that all traces would be gone,
            `media.damaged`, `media.blob_damaged`.
        Cancelled: from `progress`; the target then holds a part.
    """
    progress = progress or NoProgress()
    counted = _Counted(target)
    try:
        if filetype.kind == "video":
            _video(original, size, counted, name, progress)
        elif filetype.kind == "image":
            filetype = _picture(original, filetype, counted, name)
        else:
            _document(original, size, counted, name, progress)
    except UncleanableError:
        raise UserError("media.cannot_clean", file=name) from None
    return Exported(filetype, counted.size, counted.digest.hexdigest(), filetype.kind != "document")


def measure(
    original: Opener, filetype: FileType, size: int, name: str = "", progress: Progress | None = None
) -> Exported:
    """What `export` would write, without writing it: package manifests need digests before bytes.

    Raises:
        UserError, Cancelled: as `export`.
    """
    return export(original, filetype, size, _Nowhere(), name, progress)


def _picture(original: Opener, filetype: FileType, target: BinaryIO, name: str) -> FileType:
    with original() as source:
        data = source.read()
    if filetype is kinds.HEIC:
        target.write(pictures.as_jpeg(BytesIO(data), filetype, name).data)
        return kinds.JPEG
    try:
        clean = _CLEANERS[filetype.mime](data)
    except UncleanableError:  # decodes, but does not follow its format: only the pixels may leave
        target.write(pictures.as_jpeg(BytesIO(data), filetype, name).data)
        return kinds.JPEG
    target.write(clean)
    return filetype


def _video(original: Opener, size: int, target: BinaryIO, name: str, progress: Progress) -> None:
    with original() as source:
        what = clean_videos.plan(_Watched(source, 0, 2 * size, name, progress), size)
    with original() as source:
        for done in clean_videos.copy(source, target, what):
            progress.step(min(size + done, 2 * size), 2 * size, name)


def _document(original: Opener, size: int, target: BinaryIO, name: str, progress: Progress) -> None:
    done = 0
    with original() as source:
        while data := source.read(_CHUNK):
            target.write(data)
            done += len(data)
            progress.step(min(done, size), size, name)


class _Watched(BytesIO):
    """Reports how far a forward reader is."""

    def __init__(self, source: BinaryIO, done: int, total: int, name: str, progress: Progress) -> None:
        super().__init__()
        self._source = source
        self._done = done
        self._total = total
        self._name = name
        self._progress = progress

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._source.read(-1 if size is None else size)
        self._done += len(data)
        self._progress.step(min(self._done, self._total), self._total, self._name)
        return data


class _Counted(BytesIO):
    """Passes writes on while counting and digesting them."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__()
        self._target = target
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        self._target.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)


class _Nowhere(BytesIO):
    """Forgets what is written."""

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        return len(data)
