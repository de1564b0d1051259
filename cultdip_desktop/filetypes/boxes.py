"""The boxes of ISO base media files (ISO/IEC 14496-12): HEIC pictures, MP4 and QuickTime videos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

MAX_BOXES: Final = 100_000
"""Boxes walked in one level; a fragmented hour of video has about 7,000."""


class BrokenBoxError(ValueError):
    """The boxes do not tile their parent."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where one box lies in the file."""

    kind: bytes
    """Four bytes, such as `moov`."""

    start: int
    body: int
    """Offset of the first byte after the box's header."""

    end: int


def walk(source: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets of a seekable file, in order.

    Raises:
        BrokenBoxError: a size is impossible or reaches beyond `end`.
    """
    offset = start
    for _ in range(MAX_BOXES):
        if offset >= end:
            return
        source.seek(offset)
        box = parse_header(source.read(16), offset, end)
        yield box
        offset = box.end
    raise BrokenBoxError("too many boxes")


def parse_header(head: bytes, offset: int, end: int) -> Box:
    """Read a box header from the (up to) 16 bytes at `offset`; `end` is where its parent ends.

    Raises:
        BrokenBoxError: as named.
    """
    if len(head) < 8:
        raise BrokenBoxError("cut off")
    size = int.from_bytes(head[:4], "big")
    length = 8
    if size == 1:
        if len(head) < 16:
            raise BrokenBoxError("cut off")
        size, length = int.from_bytes(head[8:16], "big"), 16
    elif size == 0:
        size = end - offset
    if size < length or offset + size > end:
        raise BrokenBoxError("size out of range")
    return Box(head[4:8], offset, offset + length, offset + size)


def find(source: BinaryIO, start: int, end: int, kind: bytes) -> Box | None:
    """The first box of a kind between two offsets.

    Raises:
        BrokenBoxError: as `walk`.
    """
    return next((box for box in walk(source, start, end) if box.kind == kind), None)
