"""Pictures that are laid over a signed document: a seal, a signature. Foreign files in, a small clean PNG out."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.media import decode

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES: Final = 256 * 1024
"""Of the picture that is kept."""

MAX_SOURCE_BYTES: Final = 8 * 1024 * 1024
MAX_SIDE: Final = 1000
"""Pixels: a seal of 36 mm then has 700 dots an inch."""

MIN_SIDE: Final = 40
_SIDES: Final = (MAX_SIDE, 800, 640, 512, 400, 300, 200)
_CLEAR: Final = 0.05
"""Share of the picture that must be (nearly) transparent, so that the text below it can be read."""


def stamp_png(source: BinaryIO, name: str) -> bytes:
    """The picture anew as a PNG of at most `MAX_BYTES`, with its transparency, without metadata, from a seekable stream.

    Raises:
        UserError: `letterhead.image_not_png`, `letterhead.image_too_big`, `letterhead.image_small`,
            `letterhead.image_opaque`, `letterhead.image_empty`, `media.damaged`, `media.image_bomb`, …; all with `file`.
    """
    if source.seek(0, 2) > MAX_SOURCE_BYTES:
        raise UserError("letterhead.image_too_big", file=name, most=MAX_SOURCE_BYTES // (1024 * 1024))
    found = recognise(source, name)
    if found.filetype is not kinds.PNG:
        raise UserError("letterhead.image_not_png", file=name)
    with ExitStack() as held:
        held.enter_context(decode.ONE_AT_A_TIME)
        opened = held.enter_context(decode.opened(source, found.filetype, name))
        try:
            return _encoded(_layered(opened, name), name)
        except decode.BROKEN as error:
            raise UserError("media.damaged", file=name) from error


def _layered(opened: Image, name: str) -> Image:
    """Colours and transparency only, cut to what is drawn."""
    if not opened.has_transparency_data:
        raise UserError("letterhead.image_opaque", file=name)
    image = opened.convert("RGBA")
    alpha = image.getchannel("A")
    box = alpha.point(lambda value: 255 if value > 8 else 0).getbbox()
    if box is None:
        raise UserError("letterhead.image_empty", file=name)
    clear = sum(alpha.histogram()[:32]) / (image.width * image.height)
    if clear < _CLEAR:
        raise UserError("letterhead.image_opaque", file=name)
    image = image.crop(box)
    if min(image.size) < MIN_SIDE:
        raise UserError("letterhead.image_small", file=name, least=MIN_SIDE)
    return image


def _encoded(image: Image, name: str) -> bytes:
    """As large as the limit of bytes allows."""
    from PIL import Image as Pillow

    for side in _SIDES:
        smaller = image.copy()
        smaller.thumbnail((side, side), Pillow.Resampling.LANCZOS)
        smaller.info.clear()
        target = BytesIO()
        smaller.save(target, "PNG", optimize=True)
        if target.tell() <= MAX_BYTES:
            return target.getvalue()
    raise UserError("letterhead.image_too_big", file=name, most=MAX_SOURCE_BYTES // (1024 * 1024))
