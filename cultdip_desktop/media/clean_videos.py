"""Videos without traces: the copy has the same length, and zeros where cameras wrote about place and owner.

Sound, picture and time-code tracks stay as they are. Blanked: user data and metadata boxes, private boxes,
free space, and every other track with its samples (drones and action cameras write positions into
subtitle and metadata tracks). Offsets into the media data stay true because no byte moves.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final

from cultdip_desktop.filetypes.boxes import Box, BrokenBoxError, parse_header, walk
from cultdip_desktop.media.clean_pictures import UncleanableError

MAX_MOVIE_BOX: Final = 128 * 1024 * 1024
"""The index of a film; ten hours need about 30 MiB."""

_CHUNK: Final = 1024 * 1024
_BLANKED: Final = frozenset((b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pnot", b"emsg", b"PICT"))
_KEPT_TRACKS: Final = frozenset((b"vide", b"soun", b"tmcd"))
_PLACE_MARKS: Final = (b"\xa9xyz", b"loci", b"com.apple.quicktime.location", b"GPS")

Range = tuple[int, int]
"""Offsets of the first byte and of the byte after the last."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be overwritten in a video's copy."""

    free: tuple[int, ...]
    """Offsets of the four-byte box types that become `free`."""

    zeros: tuple[Range, ...]
    """Ranges that become zeros; sorted, not overlapping."""

    has_location: bool
    """Something in the blanked parts names a place, or may."""


def plan(source: BinaryIO, size: int) -> Plan:
    """Read a video once from its beginning (no seeking needed) and say what its copy must lose.

    Raises:
        UncleanableError: the boxes are broken, or the film is fragmented and carries a metadata track.
    """
    free: list[int] = []
    zeros: list[Range] = []
    located = False
    fragmented = False
    odd_tracks = False
    try:
        for box, movie in _top_level(source, size):
            if movie is not None:
                inner = _Movie(movie, box)
                inner.study()
                free += inner.free
                zeros += inner.zeros
                located |= inner.located
                odd_tracks |= inner.odd_tracks
            fragmented |= box.kind == b"moof"
            if box.kind in _BLANKED:
                free.append(box.start + 4)
                zeros.append((box.body, box.end))
    except BrokenBoxError as error:
        raise UncleanableError(str(error)) from error
    if fragmented and odd_tracks:
        raise UncleanableError("fragments with a metadata track")
    return Plan(tuple(sorted(free)), tuple(_merged(zeros)), located)


def copy(source: BinaryIO, target: BinaryIO, what: Plan) -> Iterator[int]:
    """Copy `source` as planned; yields the number of bytes done after each megabyte, so that callers can stop."""
    patches = [(at, at + 4, b"free") for at in what.free]
    patches += [(start, end, b"") for start, end in what.zeros]
    patches.sort()
    done = 0
    first = 0
    while data := source.read(_CHUNK):
        block = bytearray(data)
        end = done + len(block)
        while first < len(patches) and patches[first][1] <= done:
            first += 1
        for start, stop, text in patches[first:]:
            if start >= end:
                break
            _patch(block, done, start, stop, text)
        target.write(block)
        done = end
        yield done


def _patch(block: bytearray, done: int, start: int, stop: int, text: bytes) -> None:
    low, high = max(start, done), min(stop, done + len(block))
    if low < high:
        block[low - done : high - done] = text[low - start : high - start] if text else bytes(high - low)


def _merged(ranges: list[Range]) -> Iterator[Range]:
    """Sorted, without overlaps and without empty ranges."""
    current: Range | None = None
    for start, end in sorted(pair for pair in ranges if pair[0] < pair[1]):
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _top_level(source: BinaryIO, size: int) -> Iterator[tuple[Box, bytes | None]]:
    """Each outermost box, reading forward; the movie box comes with its body."""
    at = 0
    while at < size:
        head = _exactly(source, 8)
        if head[:4] == b"\0\0\0\x01":
            head += _exactly(source, 8)
        box = parse_header(head, at, size)
        movie = None
        if box.kind == b"moov":
            if box.end - box.body > MAX_MOVIE_BOX:
                raise BrokenBoxError("index too large")
            movie = _exactly(source, box.end - box.body)
        else:
            _skip(source, box.end - box.body)
        yield box, movie
        at = box.end


def _exactly(source: BinaryIO, count: int) -> bytes:
    data = source.read(count)
    if len(data) != count:
        raise BrokenBoxError("cut off")
    return data


def _skip(source: BinaryIO, count: int) -> None:
    while count > 0:
        count -= len(_exactly(source, min(count, _CHUNK)))


class _Movie:
    """Studies one `moov` box; offsets it reports are offsets of the file."""

    def __init__(self, body: bytes, box: Box) -> None:
        self._body = body
        self._shift = box.body
        self.free: list[int] = []
        self.zeros: list[Range] = []
        self.located = False
        self.odd_tracks = False

    def study(self) -> None:
        for box in self._children(0, len(self._body)):
            if box.kind in _BLANKED:
                self._blank(box)
            elif box.kind == b"trak":
                self._track(box)

    def _children(self, start: int, end: int) -> list[Box]:
        return list(walk(BytesIO(self._body), start, end))

    def _child(self, parent: Box, kind: bytes) -> Box:
        found = next((box for box in self._children(parent.body, parent.end) if box.kind == kind), None)
        if found is None:
            raise BrokenBoxError(f"no {kind.decode('latin-1')}")
        return found

    def _blank(self, box: Box) -> None:
        content = self._body[box.body : box.end]
        self.located |= any(mark in content for mark in _PLACE_MARKS)
        self.free.append(self._shift + box.start + 4)
        self.zeros.append((self._shift + box.body, self._shift + box.end))

    def _track(self, track: Box) -> None:
        media = self._child(track, b"mdia")
        handler = self._child(media, b"hdlr")
        if self._body[handler.body + 8 : handler.body + 12] in _KEPT_TRACKS:
            for parent in (track, media):
                for box in self._children(parent.body, parent.end):
                    if box.kind in _BLANKED:
                        self._blank(box)
            # The handler's name is free text in which phones name themselves.
            self.zeros.append((self._shift + handler.body + 24, self._shift + handler.end))
            return
        self.odd_tracks = self.located = True
        table = self._child(self._child(media, b"minf"), b"stbl")
        self.zeros += _Samples(self._body, {box.kind: box for box in self._children(table.body, table.end)}).ranges()
        self._blank(track)


class _Samples:
    """Where the samples of one track lie (ISO/IEC 14496-12, 8.6 and 8.7)."""

    def __init__(self, body: bytes, tables: dict[bytes, Box]) -> None:
        self._body = body
        self._tables = tables

    def ranges(self) -> list[Range]:
        offsets = self._offsets()
        sizes = self._sizes()
        found: list[Range] = []
        sample = 0
        for offset, count in zip(offsets, self._samples_per_chunk(len(offsets)), strict=True):
            length = sum(sizes[sample : sample + count])
            sample += count
            found.append((offset, offset + length))
        return found

    def _numbers(self, kind: bytes, skip: int, width: int) -> list[int]:
        """The table of unsigned numbers in a box whose count stands just before it, `skip` bytes in."""
        box = self._tables.get(kind)
        if box is None:
            raise BrokenBoxError("no sample table")
        at = box.body + skip
        count = int.from_bytes(self._body[at - 4 : at], "big")
        if at + count * width > box.end:
            raise BrokenBoxError("sample table out of bounds")
        return [int.from_bytes(self._body[i : i + width], "big") for i in range(at, at + count * width, width)]

    def _offsets(self) -> list[int]:
        return self._numbers(b"co64", 8, 8) if b"co64" in self._tables else self._numbers(b"stco", 8, 4)

    def _sizes(self) -> list[int]:
        box = self._tables.get(b"stsz")
        if box is None:
            raise BrokenBoxError("no sample sizes")
        fixed = int.from_bytes(self._body[box.body + 4 : box.body + 8], "big")
        if not fixed:
            return self._numbers(b"stsz", 12, 4)
        count = int.from_bytes(self._body[box.body + 8 : box.body + 12], "big")
        if count > len(self._body):
            raise BrokenBoxError("too many samples")
        return [fixed] * count

    def _samples_per_chunk(self, chunks: int) -> list[int]:
        runs = self._numbers(b"stsc", 8, 12)
        mask = (1 << 32) - 1
        starts = [(run >> 64, run >> 32 & mask) for run in runs]
        if any(later[0] <= earlier[0] for earlier, later in itertools.pairwise(starts)):
            raise BrokenBoxError("chunks out of order")
        counts: list[int] = []
        for index, (first, count) in enumerate(starts):
            following = starts[index + 1][0] if index + 1 < len(starts) else chunks + 1
            if first != len(counts) + 1 or following > chunks + 1:
                raise BrokenBoxError("chunks out of order")
            counts += [count] * (following - first)
        return counts
