"""Small and middle-sized pictures to look at, and the JPEG that stands for a HEIC in exported copies."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.kinds import FileType, Kind
from cultdip_desktop.media import decode

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL_SIDE: Final = 320
PREVIEW_SIDE: Final = 2048
PRINT_SIDE: Final = 1600
"""More than 300 dots an inch in the largest place that a report has for a picture (110 mm)."""

_EXPORT_QUALITY: Final = 92
_LOOK_QUALITY: Final = 85
_PRINT_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG in sRGB, upright, without metadata."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class NoPicture:
    """This kind of file is not decoded; the window shows an icon instead."""

    kind: Kind


def thumbnail(source: BinaryIO, filetype: FileType, name: str = "") -> Picture | NoPicture:
    """At most `THUMBNAIL_SIDE` pixels a side, from a seekable stream.

    Raises:
        UserError: `media.damaged` (also when the picture is cut off), `media.image_bomb`.
    """
    return _scaled(source, filetype, name, THUMBNAIL_SIDE)


def preview(source: BinaryIO, filetype: FileType, name: str = "") -> Picture | NoPicture:
    """At most `PREVIEW_SIDE` pixels a side, from a seekable stream.

    Raises:
        UserError: as `thumbnail`.
    """
    return _scaled(source, filetype, name, PREVIEW_SIDE)


def printed(source: BinaryIO, filetype: FileType, name: str = "") -> Picture | NoPicture:
    """At most `PRINT_SIDE` pixels a side, from a seekable stream.

    Raises:
        UserError: as `thumbnail`.
    """
    if filetype.kind != "image":
        return NoPicture(filetype.kind)
    return _encoded(source, filetype, name, PRINT_SIDE, _PRINT_QUALITY)


def as_jpeg(source: BinaryIO, filetype: FileType, name: str = "") -> Picture:
    """The whole picture as a new JPEG of high quality: for HEIC, whose metadata cannot be cut out safely.

    Raises:
        UserError: as `thumbnail`.
    """
    return _encoded(source, filetype, name, None, _EXPORT_QUALITY)


def _scaled(source: BinaryIO, filetype: FileType, name: str, side: int) -> Picture | NoPicture:
    if filetype.kind != "image":
        return NoPicture(filetype.kind)
    return _encoded(source, filetype, name, side, _LOOK_QUALITY)


def _encoded(source: BinaryIO, filetype: FileType, name: str, side: int | None, quality: int) -> Picture:
    with ExitStack() as held:
        if filetype is not kinds.JPEG:
            held.enter_context(decode.ONE_AT_A_TIME)
        image = held.enter_context(decode.opened(source, filetype, name))
        if filetype is kinds.JPEG and decode.decodes_whole(image):
            held.enter_context(decode.ONE_AT_A_TIME)
        try:
            return _jpeg(decode.upright(image, side), quality)
        except decode.BROKEN as error:
            raise UserError("media.damaged", file=name) from error


def _jpeg(image: Image, quality: int) -> Picture:
    target = BytesIO()
    image.info.clear()
    image.save(target, "JPEG", quality=quality, optimize=False, progressive=False)
    return Picture(target.getvalue(), image.width, image.height)
