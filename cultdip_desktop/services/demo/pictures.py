"""Drawn photographs: JPEG files with all that a camera writes into them, so that stripping it can be shown."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from PIL import ExifTags, Image

from cultdip_desktop.services.demo import motifs, motifs_indoors
from cultdip_desktop.services.demo.canvas import Canvas

SIZE: Final = (1600, 1067)

MOTIFS: Final = MappingProxyType[str, Callable[[Canvas, random.Random], None]](
    {
        "lanterns": motifs.lanterns,
        "dragon": motifs.dragon,
        "puppets": motifs.puppets,
        "ao_dai": motifs.ao_dai,
        "stage": motifs.stage,
        "bamboo": motifs.bamboo,
        "martial": motifs.martial,
        "calligraphy": motifs_indoors.calligraphy,
        "pho": motifs_indoors.pho,
        "conference": motifs_indoors.conference,
        "frames": motifs_indoors.frames,
        "lotus": motifs_indoors.lotus,
        "cinema": motifs_indoors.cinema,
        "market": motifs_indoors.market,
        "books": motifs_indoors.books,
        "kites": motifs_indoors.kites,
        "tet": motifs_indoors.tet,
        "terraces": motifs_indoors.terraces,
    }
)
"""What a picture may show, by name."""

_TURNS: Final = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How the pixels lie in the file so that a viewer that obeys the orientation shows them upright."""


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera tells about itself and its owner."""

    make: str
    model: str
    serial: str
    owner: str


def photo(
    motif: str,
    seed: int,
    *,
    taken_at: datetime,
    gps: tuple[float, float],
    camera: Camera,
    size: tuple[int, int] = SIZE,
    orientation: int = 1,
) -> bytes:
    """A JPEG of `motif`; the same arguments give the same bytes.

    `taken_at` is the camera's local time, aware; `gps` latitude and longitude in degrees; `orientation` an EXIF value
    (1, 3, 6 or 8), `size` the upright picture's.

    Raises:
        KeyError: no such motif or orientation.
    """
    canvas = Canvas(size)
    MOTIFS[motif](canvas, random.Random(f"{motif}:{seed}"))
    image = canvas.finish()
    if orientation != 1:
        image = image.transpose(_TURNS[orientation])
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88, exif=_exif(taken_at, gps, camera, orientation))
    return file.getvalue()


def _exif(taken_at: datetime, gps: tuple[float, float], camera: Camera, orientation: int) -> Image.Exif:
    exif = Image.Exif()
    moment = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    offset = taken_at.strftime("%z")
    base = ExifTags.Base
    exif[base.Make] = camera.make
    exif[base.Model] = camera.model
    exif[base.Artist] = camera.owner
    exif[base.Orientation] = orientation
    exif[base.DateTime] = moment
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {
            base.DateTimeOriginal: moment,
            base.DateTimeDigitized: moment,
            base.OffsetTimeOriginal: f"{offset[:3]}:{offset[3:]}",
            base.CameraOwnerName: camera.owner,
            base.BodySerialNumber: camera.serial,
        }
    )
    latitude, longitude = gps
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSVersionID: b"\x02\x03\x00\x00",
            ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
            ExifTags.GPS.GPSLatitude: _degrees(latitude),
            ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
            ExifTags.GPS.GPSLongitude: _degrees(longitude),
            ExifTags.GPS.GPSDateStamp: taken_at.strftime("%Y:%m:%d"),
        }
    )
    return exif


def _degrees(angle: float) -> tuple[float, float, float]:
    hundredths = round(abs(angle) * 360_000)
    return float(hundredths // 360_000), float(hundredths // 6000 % 60), hundredths % 6000 / 100
