"""Photographs and charts inside a Word file: each held once, turned upright, with words for who cannot see it."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Mm
from PIL import Image, ImageDraw, ImageFont, ImageOps

from cultdip_desktop.core.paths import resources
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.reports import pictures
from cultdip_desktop.reports.chart_scene import GREY, LINE_WIDTH, Box, Chart, Rule, Scene, Text, scene
from cultdip_desktop.reports.word_xml import Element, element, literal

_SCALE: Final = 3
"""Pixels of a chart for each point: 216 to the inch."""

_POINTS: Final = 72 / 25.4
_QUALITY: Final = 90
_TYPES: Final = {"JPEG": ("jpeg", "image/jpeg"), "PNG": ("png", "image/png")}


@dataclass(frozen=True, slots=True)
class Held:
    """A picture that the file holds."""

    relation: str
    ratio: float
    """Width over height."""


class Pictures:
    """Takes pictures into a document and gives the drawings that show them."""

    def __init__(
        self, document: Any, picture: Callable[[MediaItem], bytes | None], progress: Progress, total: int
    ) -> None:
        self._part = document.part
        self._picture = picture
        self._progress = progress
        self._total = total
        self._done = 0
        self._drawn = 0
        self._parts = 0
        self._held: dict[str, Held | None] = {}

    def photo(self, item: MediaItem) -> Held | None:
        """The picture of an item, None where it cannot be had; read once, whatever the number of languages."""
        if item.sha256 not in self._held:
            self._progress.step(self._done, self._total, item.file_name)
            self._done += 1
            self._held[item.sha256] = self._taken(pictures.read(self._picture(item)))
        return self._held[item.sha256]

    def chart(self, of: Chart, width: float) -> Held:
        """A chart drawn `width` millimetres wide."""
        found = scene(of, width * _POINTS, lambda text, size: _face(size * _SCALE).getlength(literal(text)) / _SCALE)
        return Held(self._relation(_drawn(found), "PNG"), found.width / found.height)

    def drawing(self, held: Held, width: float, height: float, alt: str) -> Element:
        """A run with the picture, as large as fits into `width` and `height` millimetres."""
        across = min(width, height * held.ratio)
        self._drawn += 1
        name = f"Picture {self._drawn}"
        inline = CT_Inline.new_pic_inline(self._drawn, held.relation, name, Mm(across), Mm(across / held.ratio))
        inline.docPr.set("descr", literal(alt)[:2000])
        return element("r", element("drawing", inline))

    def _taken(self, found: pictures.Picture | None) -> Held | None:
        if found is None:
            return None
        data, kind = found.data, found.format
        if found.orientation != 1 or found.mode == "CMYK":
            data, kind = _upright(found.data), "JPEG"
        return Held(self._relation(data, kind), found.ratio)

    def _relation(self, data: bytes, kind: str) -> str:
        ending, mime = _TYPES[kind]
        self._parts += 1
        part = ImagePart(PackURI(f"/word/media/image{self._parts}.{ending}"), mime, data)
        relation: str = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return relation


def _upright(data: bytes) -> bytes:
    """Turned as people see it, in the colours of screens: Word does neither by itself."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        ImageOps.exif_transpose(image).convert("RGB").save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def _drawn(of: Scene) -> bytes:
    image = Image.new("L", (round(of.width * _SCALE), round(of.height * _SCALE)), 255)
    pen = ImageDraw.Draw(image)
    for item in of.items:
        ink = round(GREY[item.ink] * 255)
        if isinstance(item, Box):
            pen.rectangle(_scaled(item.x, item.y, item.x + item.width, item.y + item.height), fill=ink)
        elif isinstance(item, Rule):
            pen.line(
                _scaled(item.x1, item.y1, item.x2, item.y2), ink, max(round(LINE_WIDTH.get(item.ink, 0.5) * _SCALE), 1)
            )
        elif isinstance(item, Text):
            anchor = "rs" if item.anchor == "end" else "ls"
            x, y = _scaled(item.x, item.y)
            pen.text((x, y), literal(item.text), ink, _face(item.size * _SCALE), anchor)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _scaled(*lengths: float) -> tuple[float, ...]:
    return tuple(length * _SCALE for length in lengths)


@functools.lru_cache(maxsize=8)
def _face(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources() / "fonts" / "LiberationSerif-Regular.ttf"), size)
