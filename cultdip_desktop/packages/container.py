"""The strict reader of containers (step 1 of verifying). Never `zipfile`: it accepts 23 of 28 hostile variants.

What is checked: local headers tile the file exactly, the central directory repeats them byte for byte, the
end record stands at the very end; no comment, extra field, data descriptor, compression, encryption, prefix
or suffix; regular files only; names by the grammar, unique under NFKC and case folding; one fixed order.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, BinaryIO, Final

from cultdip_desktop.packages import limits, names, zip_records
from cultdip_desktop.packages.zip_records import CENTRAL, END, LOCAL, Entry

_MAX_DIRECTORY: Final = limits.MAX_ENTRIES * (CENTRAL.size + limits.MAX_NAME)


class ContainerError(Exception):
    """A rule is broken; `code` is the verdict's."""

    def __init__(self, code: str, /, **params: str | int) -> None:
        super().__init__(code, params)
        self.code: Final = code
        self.params: Final = params


@dataclass(frozen=True, slots=True)
class _End:
    count: int
    size: int
    offset: int


class Container:
    """An open container whose structure has been checked; use as a context manager, from one thread."""

    def __init__(self, handle: BinaryIO, size: int, entries: tuple[Entry, ...]) -> None:
        self._handle = handle
        self.size: Final = size
        """Bytes of the whole file."""

        self.entries: Final[Mapping[str, Entry]] = MappingProxyType({entry.name: entry for entry in entries})
        """By name, in the container's order."""

    @classmethod
    def open(cls, path: Path) -> Container:
        """Open and check the structure; file contents are not read.

        Raises:
            ContainerError: the first broken rule, with a code of the area `size` or `container`.
        """
        try:
            if not path.is_file():  # opening a pipe would wait for ever
                raise ContainerError("size.unreadable")
            handle = path.open("rb")
        except OSError as error:
            raise ContainerError("size.unreadable") from error
        try:
            size, entries = _read_structure(handle)
        except OSError as error:
            handle.close()
            raise ContainerError("size.unreadable") from error
        except BaseException:
            handle.close()
            raise
        return cls(handle, size, entries)

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file free."""
        self._handle.close()

    def read(self, name: str, limit: int) -> bytes:
        """The whole content of a small file.

        Raises:
            ContainerError: `container.truncated` when the file shrank meanwhile.
            ValueError: it is larger than `limit`.
        """
        entry = self.entries[name]
        if entry.size > limit:
            raise ValueError(f"{name} is larger than {limit} bytes")
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content in pieces of at most `limits.CHUNK` bytes."""
        entry = self.entries[name]
        left, offset = entry.size, entry.data_offset
        while left:
            self._handle.seek(offset)
            chunk = self._handle.read(min(left, limits.CHUNK))
            if not chunk:
                raise ContainerError("container.truncated")
            offset += len(chunk)
            left -= len(chunk)
            yield chunk

    def stream(self, name: str) -> BinaryIO:
        """The content as a seekable file, valid while the container is open."""
        entry = self.entries[name]
        return io.BufferedReader(_Section(self._handle, entry.data_offset, entry.size))


class _Section(io.RawIOBase):
    """A part of an open file as a file of its own."""

    def __init__(self, handle: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._handle = handle
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), max(0, self._size - self._at))
        self._handle.seek(self._start + self._at)
        data = self._handle.read(wanted)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def _read_structure(handle: BinaryIO) -> tuple[int, tuple[Entry, ...]]:
    size = handle.seek(0, os.SEEK_END)
    if size == 0:
        raise ContainerError("size.empty")
    if size > limits.MAX_VOLUME_BYTES:
        raise ContainerError("size.too_large", limit=limits.MAX_VOLUME_BYTES // limits.MIB)
    if size < limits.MIN_CONTAINER_BYTES:
        raise ContainerError("container.not_zip")
    end = _read_end(handle, size)
    handle.seek(end.offset)
    directory = handle.read(end.size)
    entries = tuple(_read_directory(directory, end.count))
    _check_names(entries)
    _check_tiles(handle, entries, end.offset)
    if b"".join(map(zip_records.central_header, entries)) != directory:
        raise ContainerError("container.directory")
    _check_type(handle, entries)
    return size, entries


def _read_end(handle: BinaryIO, size: int) -> _End:
    handle.seek(size - END.size)
    record = handle.read(END.size)
    signature, disk, start_disk, here, count, directory_size, offset, comment = END.unpack(record)
    if signature != zip_records.END_SIGNATURE:
        raise _without_end(handle, size)
    if comment:
        raise ContainerError("container.comment")
    if 0xFFFF in (here, count) or 0xFFFFFFFF in (directory_size, offset):
        raise ContainerError("container.zip64")
    if disk or start_disk or here != count:
        raise ContainerError("container.end_record")
    if count > limits.MAX_ENTRIES:
        raise ContainerError("size.too_many_files", limit=limits.MAX_ENTRIES)
    if offset + directory_size + END.size != size or directory_size > _MAX_DIRECTORY:
        found = offset + directory_size + END.size
        raise ContainerError("container.prefix" if found < size else "container.end_record")
    return _End(count, directory_size, offset)


def _without_end(handle: BinaryIO, size: int) -> ContainerError:
    """Tell a suffix or comment from a torn file from something else altogether."""
    reach = min(size, 65_557)  # the longest comment and the end record
    handle.seek(size - reach)
    tail = handle.read(reach)
    at = tail.rfind(zip_records.END_SIGNATURE.to_bytes(4, "little"))
    if at >= 0 and len(tail) - at >= END.size:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        return ContainerError("container.comment" if at + END.size + comment == len(tail) else "container.suffix")
    handle.seek(0)
    is_zip = handle.read(4) == zip_records.LOCAL_SIGNATURE.to_bytes(4, "little")
    return ContainerError("container.truncated" if is_zip else "container.not_zip")


def _read_directory(directory: bytes, count: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        if at + CENTRAL.size > len(directory):
            raise ContainerError("container.directory")
        fields = CENTRAL.unpack_from(directory, at)
        (signature, _made, _needed, flags, method, _time, _date, crc, packed, size) = fields[:10]
        (name_length, extra, comment, disk, _internal, attributes, offset) = fields[10:]
        if signature != zip_records.CENTRAL_SIGNATURE:
            raise ContainerError("container.directory")
        _check_features(flags, method, extra + comment, attributes)
        if disk or packed != size:
            raise ContainerError("container.directory")
        raw = directory[at + CENTRAL.size : at + CENTRAL.size + name_length]
        at += CENTRAL.size + name_length
        yield Entry(_ascii(raw), crc, size, offset)
    if at != len(directory):
        raise ContainerError("container.directory")


def _check_features(flags: int, method: int, optional: int, attributes: int | None) -> None:
    """Name the feature that a hostile or foreign writer used; equality with our own form is checked besides."""
    if flags & 0x2041:
        raise ContainerError("container.encrypted")
    if flags & 0x0008:
        raise ContainerError("container.data_descriptor")
    if flags:
        raise ContainerError("container.flags")
    if method:
        raise ContainerError("container.compressed")
    if optional:
        raise ContainerError("container.extra_field")
    if attributes is not None and attributes >> 28 not in (0, 0o10):
        raise ContainerError("container.not_regular")


def _ascii(raw: bytes) -> str:
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError as error:
        raise ContainerError("container.name", file=repr(raw[:40])) from error


def _check_names(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        fault = names.fault(entry.name)
        if fault is not None:
            code = "container.reserved_name" if fault == "reserved_name" else "container.name"
            raise ContainerError(code, file=entry.name[:80])
    twice = names.clash(entry.name for entry in entries)
    if twice is not None:
        raise ContainerError("container.duplicate_name", file=twice)


def _check_tiles(handle: BinaryIO, entries: tuple[Entry, ...], directory_offset: int) -> None:
    expected = 0
    for entry in entries:
        if entry.offset != expected:
            raise ContainerError(_misplaced(entries, entry, expected), file=entry.name)
        _check_local(handle, entry)
        expected = entry.end
        if expected > directory_offset:
            raise ContainerError("container.overlap", file=entry.name)
    if expected != directory_offset:
        raise ContainerError("container.gap")
    ranks = [names.rank(entry.name) for entry in entries]
    if ranks != sorted(ranks):
        raise ContainerError("container.order")


def _misplaced(entries: tuple[Entry, ...], entry: Entry, expected: int) -> str:
    if any(other is not entry and other.offset == entry.offset for other in entries) or entry.offset < expected:
        return "container.overlap"
    return "container.prefix" if expected == 0 else "container.gap"


def _check_local(handle: BinaryIO, entry: Entry) -> None:
    wanted = zip_records.local_header(entry)
    handle.seek(entry.offset)
    found = handle.read(len(wanted))
    if found == wanted:
        return
    if len(found) == len(wanted) and found[:4] == wanted[:4]:
        fields = LOCAL.unpack_from(found)
        _check_features(fields[2], fields[3], fields[10], None)
    raise ContainerError("container.local_header", file=entry.name)


def _check_type(handle: BinaryIO, entries: tuple[Entry, ...]) -> None:
    if not entries or entries[0].name != names.MIMETYPE:
        raise ContainerError("container.mimetype")
    handle.seek(entries[0].data_offset)
    if entries[0].size != len(names.MIME_TYPE) or handle.read(entries[0].size) != names.MIME_TYPE:
        raise ContainerError("container.mimetype")
