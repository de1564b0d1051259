"""Word and Excel documents: a cautious look at the ZIP around them.

To recognise one, only the central directory and `[Content_Types].xml` are read, both within bounds; `parts` unpacks for
those who read a document, and counts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.kinds import FileType

MAX_ENTRIES: Final = 20_000
MAX_DIRECTORY: Final = 4 * 1024 * 1024
MAX_CONTENT_TYPES: Final = 1024 * 1024
MAX_UNPACKED: Final = 2 * 1024 * 1024 * 1024
"""Bytes that all entries together may claim to unpack to."""

MAX_RATIO: Final = 1000
"""Deflate reaches 1,032 at most; whoever comes near it packs zeros."""

_PIECE: Final = 256 * 1024
"""Bytes packed or unpacked at a time."""

_END: Final = b"PK\x05\x06"
_CENTRAL: Final = b"PK\x01\x02"
_LOCAL: Final = b"PK\x03\x04"
_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": kinds.DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": kinds.XLSX,
}
_ACTIVE_NAME: Final = re.compile(
    r"(^|/)(vbaProject\w*\.bin|vbaData\.xml|activeX\d*\.(xml|bin)|macrosheets/.*)$", re.IGNORECASE
)
_ACTIVE_TYPE: Final = re.compile(rb"macroEnabled|vbaProject|macrosheet|activeX", re.IGNORECASE)


class NotOfficeError(ValueError):
    """A ZIP, but neither a Word nor an Excel document of today."""


class HostileZipError(ValueError):
    """A ZIP that contradicts itself or is out of bounds."""


class MacroError(ValueError):
    """The document carries program code."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    flags: int
    method: int
    packed: int
    unpacked: int
    offset: int


def recognise(source: BinaryIO, size: int) -> FileType:
    """DOCX or XLSX.

    Raises:
        NotOfficeError, HostileZipError, MacroError: as named.
    """
    entries = _directory(source, size)
    types = next((entry for entry in entries if entry.name == _TYPES), None)
    if types is None:
        raise NotOfficeError("no content types")
    if any(_ACTIVE_NAME.search(entry.name) for entry in entries):
        raise MacroError("by name")
    declared = _unpack(source, types)
    if _ACTIVE_TYPE.search(declared):
        raise MacroError("by type")
    found = [filetype for main, filetype in _MAIN.items() if main in declared]
    if len(found) != 1:
        raise NotOfficeError("no main part")
    return found[0]


def parts(source: BinaryIO, size: int, maximum: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Name and unpacked content of every part, in pieces; what the pieces really hold is counted, not what is claimed.

    Content that is not taken is passed over unseen; take it before the next part.

    Raises:
        HostileZipError: the directory is out of bounds, a part is not what it claims to be, or all together unpack to
            more than `maximum` bytes.
    """
    left = [maximum]
    for entry in _directory(source, size):
        yield entry.name, _pieces(source, entry, left)


def _pieces(source: BinaryIO, entry: _Entry, left: list[int]) -> Iterator[bytes]:
    made = 0
    for piece in _inflated(source, entry):
        made += len(piece)
        left[0] -= len(piece)
        if left[0] < 0 or made > entry.unpacked:
            raise HostileZipError("unpacks to more than it may")
        yield piece
    if made != entry.unpacked:
        raise HostileZipError("unpacks to less than it claims")


def _inflated(source: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    _go_to_content(source, entry)
    unpacking = zlib.decompressobj(-15)
    packed_left = entry.packed
    while packed_left:
        packed = source.read(min(packed_left, _PIECE))
        if not packed:
            raise HostileZipError("cut off")
        packed_left -= len(packed)
        if entry.method == 0:
            yield packed
            continue
        try:
            while packed:
                yield unpacking.decompress(packed, _PIECE)
                packed = unpacking.unconsumed_tail
        except zlib.error as error:
            raise HostileZipError("does not unpack") from error
    if entry.method:
        yield unpacking.flush()


def _directory(source: BinaryIO, size: int) -> list[_Entry]:
    source.seek(max(0, size - 22))
    tail = source.read(22)
    if len(tail) != 22 or tail[:4] != _END or tail[20:] != b"\0\0":
        raise HostileZipError("no end record at the end")
    count, length, offset = (int.from_bytes(tail[at:to], "little") for at, to in ((10, 12), (12, 16), (16, 20)))
    if count > MAX_ENTRIES or length > MAX_DIRECTORY or offset + length != size - 22:
        raise HostileZipError("directory out of place")
    source.seek(offset)
    data = source.read(length)
    entries: list[_Entry] = []
    at = 0
    while at < len(data):
        entry, at = _entry(data, at)
        entries.append(entry)
    names = {entry.name.casefold() for entry in entries}
    total = sum(entry.unpacked for entry in entries)
    if len(entries) != count or len(names) != count or total > MAX_UNPACKED:
        raise HostileZipError("directory contradicts itself")
    return entries


def _entry(data: bytes, at: int) -> tuple[_Entry, int]:
    head = data[at : at + 46]
    if len(head) != 46 or head[:4] != _CENTRAL:
        raise HostileZipError("broken entry")
    flags, method = (int.from_bytes(head[i : i + 2], "little") for i in (8, 10))
    packed, unpacked, offset = (int.from_bytes(head[i : i + 4], "little") for i in (20, 24, 42))
    name_length, extra, comment = (int.from_bytes(head[i : i + 2], "little") for i in (28, 30, 32))
    raw = data[at + 46 : at + 46 + name_length]
    end = at + 46 + name_length + extra + comment
    if flags & 1 or method not in (0, 8) or len(raw) != name_length or end > len(data):
        raise HostileZipError("entry out of bounds")
    if unpacked > 1024 * 1024 and unpacked > MAX_RATIO * max(packed, 1):
        raise HostileZipError("packed too tightly")
    name = raw.decode("utf-8", "replace")
    if "\\" in name or "\0" in name or name.startswith("/") or ".." in name.split("/"):
        raise HostileZipError("name out of bounds")
    return _Entry(name, flags, method, packed, unpacked, offset), end


def _unpack(source: BinaryIO, entry: _Entry) -> bytes:
    if entry.unpacked > MAX_CONTENT_TYPES or entry.packed > MAX_CONTENT_TYPES:
        raise HostileZipError("content types too long")
    _go_to_content(source, entry)
    packed = source.read(entry.packed)
    if entry.method == 0:
        return packed
    try:
        return zlib.decompressobj(-15).decompress(packed, MAX_CONTENT_TYPES)
    except zlib.error as error:
        raise HostileZipError("content types do not unpack") from error


def _go_to_content(source: BinaryIO, entry: _Entry) -> None:
    source.seek(entry.offset)
    head = source.read(30)
    if len(head) != 30 or head[:4] != _LOCAL:
        raise HostileZipError("no local header")
    source.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
