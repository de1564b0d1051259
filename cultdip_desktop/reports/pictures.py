"""Pictures for the page: their headers are read, their bytes go into the PDF untouched where they are JPEG.

ReportLab holds every picture two or three times while it builds, so it is only told where each one stands (an
empty form, `picture_place`); pikepdf puts the picture itself there afterwards.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final

import pikepdf
from PIL import Image

MAX_PIXELS: Final = 60_000_000
"""Larger pictures are left out with a finding; the media room has made report copies far smaller."""

PLACE: Final = "picture."
"""Names of the empty forms begin so; the number of the picture follows."""

_ORIENTATION: Final = 0x0112
_INKS: Final = "CMYK"
"""Pictures in inks are made anew in sRGB: a document has one meaning of colours, and PDF/A forbids a second one."""

_QUALITY: Final = 92
_SPACES: Final = {
    "L": "/DeviceGray",
    "1": "/DeviceGray",
    "RGB": "/DeviceRGB",
    "YCbCr": "/DeviceRGB",
}
_UNREADABLE: Final = (OSError, ValueError, SyntaxError, struct.error, zlib.error, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be shown."""

    data: bytes
    format: str
    """`JPEG` or `PNG`."""

    mode: str
    width: int
    """Pixels as stored, before the orientation is applied."""

    height: int
    orientation: int
    """EXIF, 1 to 8."""

    @property
    def ratio(self) -> float:
        """Width over height as people see it."""
        return self.height / self.width if self.orientation >= 5 else self.width / self.height


def read(data: bytes | None) -> Picture | None:
    """The picture in `data`, or None when there is none, it cannot be read or is too large."""
    if not data:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            width, height = image.size
            if width * height > MAX_PIXELS or (image.format == "JPEG" and image.mode not in (*_SPACES, _INKS)):
                return None
            turn = image.getexif().get(_ORIENTATION, 1)
            known = turn if isinstance(turn, int) and 1 <= turn <= 8 else 1
            return Picture(data, str(image.format), image.mode, width, height, known)
    except _UNREADABLE:
        return None


def fill(pdf: pikepdf.Pdf, pictures: dict[int, Picture]) -> None:
    """Put the pictures into their places; each is taken out of `pictures` on the way, to free its memory."""
    for page in pdf.pages:
        forms = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
        for name in list(forms.keys()):
            index = name.rpartition(PLACE)[2]
            if PLACE in name and index.isdecimal() and int(index) in pictures:
                forms[name] = _embedded(pdf, pictures.pop(int(index)))


def _embedded(pdf: pikepdf.Pdf, picture: Picture) -> pikepdf.Object:
    if picture.format == "JPEG":
        light = picture.mode != _INKS
        data = picture.data if light else _in_light(picture.data)
        return _image(pdf, picture, data, "/DCTDecode", _SPACES[picture.mode] if light else "/DeviceRGB")
    with Image.open(io.BytesIO(picture.data), formats=("PNG",)) as image:
        clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        whole = image.convert("RGBA") if clear else image.convert("RGB")
        stream = _image(pdf, picture, zlib.compress(whole.convert("RGB").tobytes(), 6), "/FlateDecode", "/DeviceRGB")
        if clear:
            alpha = zlib.compress(whole.getchannel("A").tobytes(), 6)
            stream["/SMask"] = _image(pdf, picture, alpha, "/FlateDecode", "/DeviceGray")
    return stream


def _in_light(data: bytes) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        image.convert("RGB").save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def _image(pdf: pikepdf.Pdf, picture: Picture, data: bytes, coding: str, space: str) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name(space),
        Filter=pikepdf.Name(coding),
    )
