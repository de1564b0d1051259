"""The one question that everything asks before it touches a foreign file: may this come in, and what is it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import boxes, dimensions, kinds, limits, ooxml, refused
from cultdip_desktop.filetypes.kinds import FileType

_HEIC_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"))
_HEIF_STRUCTURES: Final = frozenset((b"mif1", b"msf1"))
_VIDEO_BRANDS: Final = frozenset(
    (b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42", b"avc1",
     b"M4V ", b"MSNV", b"XAVC", b"dash", b"3gp4", b"3gp5", b"3gp6", b"mmp4", b"hvc1")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file turned out to be; it is within every limit."""

    filetype: FileType
    size: int
    """Bytes."""

    width: int | None
    """Pixels as stored, before an EXIF orientation is applied; pictures only."""

    height: int | None


def recognise(source: BinaryIO, name: str) -> Recognised:
    """Look at a seekable file and say what it is; the position afterwards is undefined.

    `name` appears in refusals and never decides what is accepted.

    Raises:
        UserError: `media.empty`, `media.too_large`, `media.image_bomb`, `media.damaged`, `media.macros`,
            `media.executable`, `media.archive`, `media.office_legacy`, `media.active_content`,
            `media.unsupported_format`, `media.content_mismatch`, `media.unknown_type`; all with `file`.
    """
    size = source.seek(0, 2)
    if size == 0:
        raise UserError("media.empty", file=name)
    source.seek(0)
    head = source.read(limits.PROBE_BYTES)
    filetype = _by_content(source, head, size, name)
    if filetype is None:
        raise _refusal(head, name)
    maximum = limits.MAX_BYTES[filetype.kind]
    if size > maximum:
        raise UserError("media.too_large", file=name, limit=maximum // (1024 * 1024))
    if filetype.kind != "image":
        _check_whole(source, filetype, size, name)
        return Recognised(filetype, size, None, None)
    width, height = _measured(source, filetype, name)
    return Recognised(filetype, size, width, height)


def require_reasonable(width: int, height: int, name: str) -> None:
    """Refuse a picture that would fill the memory.

    Raises:
        UserError: `media.image_bomb`.
    """
    if width * height > limits.MAX_PIXELS or max(width, height) > limits.MAX_SIDE:
        raise UserError("media.image_bomb", file=name, width=width, height=height)


def _by_content(source: BinaryIO, head: bytes, size: int, name: str) -> FileType | None:
    if head.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return kinds.WEBP
    if head.startswith(b"%PDF-"):
        return kinds.PDF
    if head[4:8] == b"ftyp":
        return _by_brands(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip") and _has_movie(source, size):
        return kinds.MOV  # QuickTime of before 2001 has no ftyp
    if head.startswith(b"PK\x03\x04"):
        return _office(source, size, name)
    return None


def _by_brands(head: bytes) -> FileType | None:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    compatible = {head[at : at + 4] for at in range(16, length - 3, 4)}
    if major in _HEIC_BRANDS or (major in _HEIF_STRUCTURES and compatible & _HEIC_BRANDS):
        return kinds.HEIC
    if major == b"qt  ":
        return kinds.MOV
    return kinds.MP4 if major in _VIDEO_BRANDS else None


def _office(source: BinaryIO, size: int, name: str) -> FileType:
    try:
        return ooxml.recognise(source, size)
    except ooxml.MacroError:
        raise UserError("media.macros", file=name) from None
    except (ooxml.NotOfficeError, ooxml.HostileZipError):
        claimed = kinds.claimed_by(name)
        code = "media.damaged" if claimed in (kinds.DOCX, kinds.XLSX) else "media.archive"
        raise UserError(code, file=name) from None


def _measured(source: BinaryIO, filetype: FileType, name: str) -> dimensions.Size:
    try:
        width, height = dimensions.measure(source, filetype)
    except dimensions.BrokenHeaderError:
        raise UserError("media.damaged", file=name) from None
    require_reasonable(width, height, name)
    return width, height


def _check_whole(source: BinaryIO, filetype: FileType, size: int, name: str) -> None:
    """A download that broke off is named now, not at headquarters."""
    if filetype is kinds.PDF:
        source.seek(max(0, size - limits.PROBE_BYTES))
        if b"startxref" not in source.read(limits.PROBE_BYTES):
            raise UserError("media.damaged", file=name)
    if filetype.kind == "video" and not _has_movie(source, size):
        raise UserError("media.damaged", file=name)


def _has_movie(source: BinaryIO, size: int) -> bool:
    try:
        return any(box.kind == b"moov" for box in list(boxes.walk(source, 0, size)))
    except boxes.BrokenBoxError:
        return False


def _refusal(head: bytes, name: str) -> UserError:
    known = refused.refusal(head, name)
    if known is not None:
        return known
    claimed = kinds.claimed_by(name)
    if claimed is not None:
        return UserError("media.content_mismatch", file=name, claimed=claimed.extension.upper())
    return UserError("media.unknown_type", file=name)
