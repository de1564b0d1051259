"""Whether what the program ships is whole: the words of both languages, and the fonts of windows and documents."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n.words import LANGUAGES, Words

_FONTS: Final = (
    "BeVietnamPro-SemiBold.ttf",
    "Inter-Medium.ttf",
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-BoldItalic.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-Regular.ttf",
)
_SAMPLE: Final = "Events"
_TRUETYPE: Final = 0x00010000
_HEAD: Final = struct.Struct(">I4H")
_ENTRY: Final = struct.Struct(">4s3I")


def damaged() -> Iterator[UserError]:
    """What is missing or not as it was shipped."""
    for language in LANGUAGES:
        try:
            if language == "vi" and Words(language).t(_SAMPLE) == _SAMPLE:
                yield UserError("health.catalog_missing", language=language)
        except (OSError, ValueError):
            yield UserError("health.catalog_missing", language=language)
    for name in _FONTS:
        if not font_is_whole(resources() / "fonts" / name):
            yield UserError("health.font_damaged", file=name)


def font_is_whole(path: Path) -> bool:
    """Whether every table of a TrueType font lies inside the file and has the sum that the font states."""
    try:
        data = path.read_bytes()
        kind, count, *_ = _HEAD.unpack_from(data)
        entries = [_ENTRY.unpack_from(data, _HEAD.size + index * _ENTRY.size) for index in range(count)]
    except (OSError, struct.error):
        return False
    return kind == _TRUETYPE and all(_sum(data, *entry) == entry[1] for entry in entries)


def _sum(data: bytes, tag: bytes, _stated: int, start: int, length: int) -> int:
    """Sum of a table's 32-bit words; `head` is summed without the correction that it holds itself."""
    if start + length > len(data):
        return -1
    table = data[start : start + length] + bytes(-length % 4)
    if tag == b"head":
        table = table[:8] + bytes(4) + table[12:]
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) & 0xFFFFFFFF
