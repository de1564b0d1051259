"""The one EXIF tag that an exported copy keeps: which way up the picture is."""

from __future__ import annotations

from typing import Final, Literal

_ORIENTATION: Final = 0x0112
_SHORT: Final = 3
_MAX_TAGS: Final = 1000
UPRIGHT: Final = 1


def read(tiff: bytes) -> int:
    """The orientation (1–8) in a TIFF block as EXIF embeds it; 1 when it is missing or makes no sense."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    if tiff[:4] not in (b"II*\0", b"MM\0*"):
        return UPRIGHT
    at = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[at : at + 2], order)
    for index in range(min(count, _MAX_TAGS)):
        entry = tiff[at + 2 + 12 * index : at + 14 + 12 * index]
        if len(entry) == 12 and int.from_bytes(entry[:2], order) == _ORIENTATION:
            value = int.from_bytes(entry[8:10], order)
            return value if 1 <= value <= 8 and int.from_bytes(entry[2:4], order) == _SHORT else UPRIGHT
    return UPRIGHT


def block(value: int) -> bytes:
    """A TIFF block that holds the orientation and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + _SHORT.to_bytes(2, "big") + (1).to_bytes(4, "big")
    return b"MM\0*\0\0\0\x08" + b"\0\x01" + entry + value.to_bytes(2, "big") + b"\0\0" + b"\0\0\0\0"
