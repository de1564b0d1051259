"""Pictures without traces, pixel for pixel the same: JPEG by segments, PNG and WebP by chunks.

What may stay is listed; everything else goes: EXIF (position, serial numbers, owner, maker notes), XMP,
IPTC, comments, embedded thumbnails and second pictures, private chunks, and whatever follows the end
(motion photos, hidden archives). Colour profiles stay, and the orientation, alone in an EXIF block.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from cultdip_desktop.media import orientation


class UncleanableError(ValueError):
    """The file does not follow its format closely enough to be sure of what was removed."""


_JPEG_KEPT: Final = frozenset(
    (*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE, 0xDF)  # frames, Huffman and arithmetic tables, quantisation, restart
)
_JPEG_JFIF: Final = 0xE0
_JPEG_EXIF: Final = 0xE1
_JPEG_ICC: Final = 0xE2
_JPEG_ADOBE: Final = 0xEE
_PNG_KEPT: Final = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
     b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip
_WEBP_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF_FLAG: Final = 0x08
_WEBP_XMP_FLAG: Final = 0x04


def jpeg(data: bytes) -> bytes:
    """The JPEG without traces; every coded byte of the picture is copied as it is.

    Raises:
        UncleanableError: the segments do not tile the file up to the end of the image.
    """
    kept: list[bytes] = []
    turned = orientation.UPRIGHT
    for marker, segment in _jpeg_segments(data):
        payload = segment[4:]
        if marker == _JPEG_EXIF and payload.startswith(b"Exif\0"):
            turned = max(turned, orientation.read(payload[6:]))
        elif marker == _JPEG_JFIF and payload.startswith(b"JFIF\0"):
            kept.append(b"\xff\xe0\x00\x10" + payload[:12].ljust(12, b"\0") + b"\0\0")
        elif _jpeg_stays(marker, payload):
            kept.append(segment)
    exif = orientation.block(turned)
    position = 1 if kept and kept[0][1] == _JPEG_JFIF else 0
    if turned != orientation.UPRIGHT:
        kept.insert(position, b"\xff\xe1" + (8 + len(exif)).to_bytes(2, "big") + b"Exif\0\0" + exif)
    return b"\xff\xd8" + b"".join(kept) + b"\xff\xd9"


def png(data: bytes) -> bytes:
    """The PNG without traces; animation stays.

    Raises:
        UncleanableError: the chunks do not tile the file, or one is unknown and critical.
    """
    kept: list[bytes] = []
    turned = orientation.UPRIGHT
    for kind, body in _png_chunks(data):
        if kind == b"eXIf":
            turned = orientation.read(body)
        elif kind in _PNG_KEPT:
            kept.append(_png_chunk(kind, body))
        elif kind[0] & 0x20 == 0:
            raise UncleanableError("unknown critical chunk")
    if turned != orientation.UPRIGHT:
        kept.insert(1, _png_chunk(b"eXIf", orientation.block(turned)))
    return data[:8] + b"".join(kept)


def webp(data: bytes) -> bytes:
    """The WebP without traces; animation stays.

    Raises:
        UncleanableError: the chunks do not tile the file.
    """
    kept: list[tuple[bytes, bytes]] = []
    turned = orientation.UPRIGHT
    for kind, body in _webp_chunks(data):
        if kind == b"EXIF":
            turned = orientation.read(body.removeprefix(b"Exif\0\0"))
        elif kind in _WEBP_KEPT:
            kept.append((kind, body))
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF_FLAG | _WEBP_XMP_FLAG)
        if turned != orientation.UPRIGHT:
            flags |= _WEBP_EXIF_FLAG
            kept.append((b"EXIF", orientation.block(turned)))
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
    body = b"WEBP" + b"".join(_riff_chunk(kind, content) for kind, content in kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _jpeg_stays(marker: int, payload: bytes) -> bool:
    if marker in _JPEG_KEPT or marker == 0xDA:
        return True
    if marker == _JPEG_ICC:
        return payload.startswith(b"ICC_PROFILE\0")
    return marker == _JPEG_ADOBE and payload.startswith(b"Adobe")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment between start and end of image; a scan comes with its coded data."""
    at = 2
    scanned = False
    while True:
        if scanned and at >= len(data):
            return  # cameras that ran out of power leave out the end marker
        if data[at : at + 1] != b"\xff":
            raise UncleanableError("no marker where one must be")
        while data[at + 1 : at + 2] == b"\xff":
            at += 1
        if at + 4 > len(data):
            if data[at : at + 2] == b"\xff\xd9":
                return
            raise UncleanableError("cut off")
        marker = data[at + 1]
        if marker == 0xD9:
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(data) or marker < 0xC0 or 0xD0 <= marker <= 0xD8:
            raise UncleanableError("broken segment")
        if marker == 0xDA:
            end = _scan_end(data, end)
            scanned = True
        yield marker, data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded data ends: the next marker that is neither stuffing nor a restart, or the file's end."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while True:
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        end = at + 12 + length
        if len(kind) != 4 or end > len(data):
            raise UncleanableError("cut off")
        yield kind, data[at + 8 : end - 4]
        if kind == b"IEND":
            return
        at = end


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    total = 8 + int.from_bytes(data[4:8], "little")
    if total > len(data):
        raise UncleanableError("cut off")
    at = 12
    while at + 8 <= total:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > total:
            raise UncleanableError("cut off")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def _riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) & 1)
