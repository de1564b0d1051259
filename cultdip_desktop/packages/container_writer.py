"""Writes a container to a stream, deterministically: stored files, fixed date, nothing optional."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from cultdip_desktop.packages import limits, names, zip_records
from cultdip_desktop.packages.zip_records import Entry


class TooLargeError(Exception):
    """The volume would break a limit; the caller should have planned its volumes."""


class ContainerWriter:
    """Puts files one after the other into `stream`, which must be seekable and empty.

    The checksum of a large file is known only after it was copied: its header is written again then.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offset = 0
        self._entries: Final[list[Entry]] = []
        self._add(names.MIMETYPE, names.MIME_TYPE)

    @property
    def entries(self) -> int:
        """Files written so far."""
        return len(self._entries)

    @property
    def checksums(self) -> dict[str, int]:
        """CRC-32 of every file written so far, by name."""
        return {entry.name: entry.crc for entry in self._entries}

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add a small file."""
        self._add(name, data)

    def add_stream(self, name: str, size: int, chunks: Iterable[bytes], written: Callable[[int], None]) -> None:
        """Copy `chunks`, which must give exactly `size` bytes; what they are is for whoever reads back.

        `written` is told of every chunk's length and may raise to stop.

        Raises:
            ValueError: another number of bytes came.
        """
        start = Entry(name, 0, size, self._offset)
        self._require_room(start)
        self._stream.write(zip_records.local_header(start))
        crc = came = 0
        for chunk in _bounded(chunks, size):
            crc = zlib.crc32(chunk, crc)
            came += len(chunk)
            self._stream.write(chunk)
            written(len(chunk))
        if came != size:
            raise ValueError(f"{name}: {came} bytes came instead of {size}")
        entry = Entry(name, crc, size, self._offset)
        self._stream.seek(self._offset)
        self._stream.write(zip_records.local_header(entry))
        self._stream.seek(entry.end)
        self._note(entry)

    def finish(self) -> int:
        """Write the central directory; returns the number of bytes of the whole container."""
        directory = b"".join(map(zip_records.central_header, self._entries))
        self._stream.write(directory)
        self._stream.write(zip_records.end_record(len(self._entries), len(directory), self._offset))
        return self._offset + len(directory) + zip_records.END.size

    def _add(self, name: str, data: bytes) -> None:
        entry = Entry(name, zlib.crc32(data), len(data), self._offset)
        self._require_room(entry)
        self._stream.write(zip_records.local_header(entry))
        self._stream.write(data)
        self._note(entry)

    def _note(self, entry: Entry) -> None:
        self._entries.append(entry)
        self._offset = entry.end

    def _require_room(self, entry: Entry) -> None:
        if self._entries and names.rank(entry.name) <= names.rank(self._entries[-1].name):
            raise ValueError(f"{entry.name} comes out of order")
        if names.fault(entry.name) is not None:
            raise ValueError(f"{entry.name} is not a name for a package")
        if len(self._entries) >= limits.MAX_ENTRIES:
            raise TooLargeError("entries")
        if entry.end + container_overhead(entry.name) > limits.MAX_VOLUME_BYTES:
            raise TooLargeError("bytes")


def container_overhead(name: str) -> int:
    """Bytes that a file of this name costs beyond its own."""
    return zip_records.LOCAL.size + zip_records.CENTRAL.size + 2 * len(name)


def _bounded(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Stop a source that gives more than it promised before it fills the disk."""
    given = 0
    for chunk in chunks:
        given += len(chunk)
        if given > size:
            raise ValueError("more bytes came than were promised")
        yield chunk
