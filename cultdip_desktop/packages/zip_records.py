"""The three ZIP records of this format (APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16) as exact bytes.

Every field but name, checksum, size and offset is fixed. The writer and the strict reader share these
functions: what is read must equal what would have been written.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

LOCAL_SIGNATURE: Final = 0x04034B50
CENTRAL_SIGNATURE: Final = 0x02014B50
END_SIGNATURE: Final = 0x06054B50

LOCAL: Final = struct.Struct("<IHHHHHIIIHH")
CENTRAL: Final = struct.Struct("<IHHHHHHIIIHHHHHII")
END: Final = struct.Struct("<IHHHHIIH")

_NEEDED: Final = 10  # version 1.0: stored files
_MADE_BY: Final = 3 << 8 | 10  # Unix, so that the attributes say "regular file"
_ATTRIBUTES: Final = 0o100644 << 16
_MIDNIGHT: Final = 0
_FIRST_DAY: Final = 0x0021  # 1 January 1980: the same inputs give the same bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored file of a container."""

    name: str
    crc: int
    size: int
    offset: int
    """Of its local header, from the beginning of the file."""

    @property
    def data_offset(self) -> int:
        """Where its bytes begin."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.data_offset + self.size


def local_header(entry: Entry) -> bytes:
    """The record before a file's bytes."""
    name = entry.name.encode("ascii")
    fixed = LOCAL.pack(
        LOCAL_SIGNATURE, _NEEDED, 0, 0, _MIDNIGHT, _FIRST_DAY, entry.crc, entry.size, entry.size, len(name), 0
    )
    return fixed + name


def central_header(entry: Entry) -> bytes:
    """The record of a file in the central directory."""
    name = entry.name.encode("ascii")
    sizes = (entry.crc, entry.size, entry.size, len(name), 0, 0, 0, 0)
    fixed = CENTRAL.pack(
        CENTRAL_SIGNATURE, _MADE_BY, _NEEDED, 0, 0, _MIDNIGHT, _FIRST_DAY, *sizes, _ATTRIBUTES, entry.offset
    )
    return fixed + name


def end_record(count: int, directory_size: int, directory_offset: int) -> bytes:
    """The record at the very end, without a comment."""
    return END.pack(END_SIGNATURE, 0, 0, count, count, directory_size, directory_offset, 0)
