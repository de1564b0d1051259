"""The one room that lets a codec see a foreign picture."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds, limits
from cultdip_desktop.filetypes.kinds import FileType
from cultdip_desktop.filetypes.recognise import require_reasonable

if TYPE_CHECKING:
    from PIL.Image import Image

ONE_AT_A_TIME: Final = threading.Lock()
"""Held while a picture is decoded whole, so that several workers do not need that memory several times."""

BROKEN: Final = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, MemoryError,
    RuntimeError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow and libheif raise for damaged files."""

_FORMATS: Final = {kinds.JPEG.mime: "JPEG", kinds.PNG.mime: "PNG", kinds.WEBP.mime: "WEBP"}
_MAX_PROFILE: Final = 4 * 1024 * 1024


def opened(source: BinaryIO, filetype: FileType, name: str) -> Image:
    """The picture, its pixels not yet decoded (HEIC: decoded and upright); only the codec of `filetype` is asked.

    Raises:
        UserError: `media.damaged`, `media.image_bomb`.
    """
    source.seek(0)
    try:
        if filetype is kinds.HEIC:
            return _heic(source, name)
        codec = pillow()
        try:
            image = cast("Image", codec.open(source, formats=[_FORMATS[filetype.mime]]))
        except (codec.DecompressionBombError, codec.DecompressionBombWarning):
            raise UserError("media.image_bomb", file=name, width=None, height=None) from None
    except BROKEN as error:
        raise UserError("media.damaged", file=name) from error
    require_reasonable(image.width, image.height, name)
    if decodes_whole(image):
        _require_bearable(image.width, image.height, name)
    return image


def decodes_whole(image: Image) -> bool:
    """Whether the codec needs all pixels in memory even for a thumbnail; of a baseline JPEG it does not."""
    return image.format != "JPEG" or bool(image.info.get("progressive"))


def upright(image: Image, max_side: int | None) -> Image:
    """Decoded, scaled down to fit `max_side`, turned upright, sRGB without transparency (white behind it).

    Raises:
        BROKEN: any of them, when the picture is damaged.
    """
    from PIL import Image as Pillow
    from PIL import ImageOps

    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "P":
        image = image.convert("RGBA")
    if max_side is not None:
        image.thumbnail((max_side, max_side), Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        image = Pillow.new("RGBA", layered.size, "white")
        image.alpha_composite(layered)
    return _in_srgb(image, profile)


def pillow() -> ModuleType:
    """`PIL.Image` with its limits set; loaded at first use because it is slow to load."""
    from PIL import Image as Pillow

    Pillow.MAX_IMAGE_PIXELS = limits.MAX_PIXELS
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")  # odd EXIF is no news to anybody
    warnings.filterwarnings("error", category=Pillow.DecompressionBombWarning)
    return Pillow


def _heic(source: BinaryIO, name: str) -> Image:
    import pi_heif

    pillow()
    container = pi_heif.open_heif(source, convert_hdr_to_8bit=True)
    width, height = container.size
    require_reasonable(width, height, name)
    _require_bearable(width, height, name)
    image = cast("Image", container.to_pillow())
    image.info.pop("exif", None)  # the container has already turned it
    image.getexif().clear()
    return image


def _require_bearable(width: int, height: int, name: str) -> None:
    if width * height > limits.MAX_WHOLE_PIXELS:
        raise UserError("media.image_bomb", file=name, width=width, height=height)


def _in_srgb(image: Image, profile: object) -> Image:
    from io import BytesIO

    from PIL import ImageCms

    if isinstance(profile, bytes) and len(profile) <= _MAX_PROFILE and image.mode in ("RGB", "CMYK", "L"):
        try:
            converted = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, *BROKEN):
            converted = None  # a broken profile is no reason to lose the picture
        if converted is not None:
            return converted
    return image.convert("RGB")
