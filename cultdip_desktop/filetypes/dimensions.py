"""Width and height from the headers of pictures, without decoding anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from cultdip_desktop.filetypes import boxes, kinds
from cultdip_desktop.filetypes.boxes import BrokenBoxError
from cultdip_desktop.filetypes.kinds import FileType

Size = tuple[int, int]

_MAX_SEGMENTS: Final = 4096
_MAX_META: Final = 4 * 1024 * 1024
_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE: Final = frozenset([0x01, *range(0xD0, 0xD8)])


class BrokenHeaderError(ValueError):
    """The header does not say how large the picture is, or contradicts itself."""


def measure(source: BinaryIO, filetype: FileType) -> Size:
    """Width and height in pixels as stored (HEIC: turned as its container says), always positive.

    Raises:
        BrokenHeaderError: as named.
    """
    readers: dict[str, Callable[[BinaryIO], Size]] = {
        kinds.JPEG.mime: _jpeg,
        kinds.PNG.mime: _png,
        kinds.WEBP.mime: _webp,
        kinds.HEIC.mime: _heic,
    }
    source.seek(0)
    try:
        width, height = readers[filetype.mime](source)
    except BrokenBoxError as error:
        raise BrokenHeaderError(str(error)) from error
    if width <= 0 or height <= 0:
        raise BrokenHeaderError("no size")
    return width, height


def _take(source: BinaryIO, count: int) -> bytes:
    data = source.read(count)
    if len(data) != count:
        raise BrokenHeaderError("cut off")
    return data


def _jpeg(source: BinaryIO) -> Size:
    if _take(source, 2) != b"\xff\xd8":
        raise BrokenHeaderError("no start of image")
    for _ in range(_MAX_SEGMENTS):
        marker = _jpeg_marker(source)
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(_take(source, 2), "big")
        if length < 2 or marker in (0xD8, 0xD9, 0xDA):
            break
        if marker in _START_OF_FRAME:
            frame = _take(source, 6)
            return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
        source.seek(length - 2, 1)
    raise BrokenHeaderError("no frame")


def _jpeg_marker(source: BinaryIO) -> int:
    if _take(source, 1) != b"\xff":
        raise BrokenHeaderError("no marker")
    for _ in range(64):  # fill bytes
        code = _take(source, 1)[0]
        if code != 0xFF:
            return code
    raise BrokenHeaderError("no marker")


def _png(source: BinaryIO) -> Size:
    head = _take(source, 33)
    if head[:16] != b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR":
        raise BrokenHeaderError("no IHDR")
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _webp(source: BinaryIO) -> Size:
    head = _take(source, 30)
    chunk, body = head[12:16], head[20:]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if chunk == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise BrokenHeaderError("no known first chunk")


def _heic(source: BinaryIO) -> Size:
    """The largest extent that any item declares: tiles and previews are smaller than the picture."""
    end = source.seek(0, 2)
    meta = boxes.find(source, 0, end, b"meta")
    if meta is None or meta.end - meta.body > _MAX_META:
        raise BrokenHeaderError("no meta box")
    properties = boxes.find(source, meta.body + 4, meta.end, b"iprp")
    container = properties and boxes.find(source, properties.body, properties.end, b"ipco")
    if not container:
        raise BrokenHeaderError("no properties")
    sizes: list[Size] = []
    turned = False
    for box in list(boxes.walk(source, container.body, container.end)):
        source.seek(box.body)
        if box.kind == b"ispe":
            extent = _take(source, 12)
            sizes.append((int.from_bytes(extent[4:8], "big"), int.from_bytes(extent[8:12], "big")))
        elif box.kind == b"irot":
            turned = bool(_take(source, 1)[0] & 1)
    if not sizes:
        raise BrokenHeaderError("no extent")
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return (height, width) if turned else (width, height)
