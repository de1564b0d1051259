"""Bounds for PDF files that others made: a hostile file may cost a refusal, never the machine."""

from __future__ import annotations

from typing import Any, Final

MIB: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 512 * MIB
"""A report of 300 events with 600 photos takes about 100 MiB."""

MAX_REVISIONS: Final = 64
"""Every revision is compared with every signature before it; nobody signs a report sixty times."""

MAX_SIGNATURES: Final = 16
MAX_OBJECTS: Final = 400_000
"""Entries of the cross-reference table; 336 pages with their structure tree have about 40,000."""

MAX_CMS_BYTES: Final = 256 * 1024
"""A signature with a long chain, revocation lists and a time stamp; ours take 4 KiB."""

MAX_STREAM_BYTES: Final = 64 * MIB
"""Unpacked, where content is compared."""

MAX_DEPTH: Final = 200
"""Nesting of values inside one object."""

MAX_COMPARED: Final = 2_000_000
"""Values looked at when two documents are compared."""


def decoding() -> Any:
    """The same for pyHanko's own streams."""
    from pyhanko.pdf_utils.decode_limits import DecodeLimits

    return DecodeLimits()
