"""What a signature shows on the page: the signer's image, the agency's seal in its real size, or a few lines of text.

A one-page PDF that ReportLab draws, because pyHanko's own text stamp embeds a font that PDF/A refuses.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.reports import fonts

_MM: Final = 72 / 25.4
_SIZE: Final = 9.0
_LEAST: Final = 4.0
_LEADING: Final = 1.25
_INKS: Final = {"blue": (0.07, 0.20, 0.55), "red": (0.75, 0.10, 0.10), "black": (0.0, 0.0, 0.0)}
_MAX_PIXELS: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """How one signature looks."""

    picture: bytes | None = None
    """PNG with a transparent ground: a blue signature, a red seal."""

    picture_width_mm: float = 0.0
    """Real size; 0: as wide as the place."""

    lines: tuple[str, ...] = ()
    """Text where there is no picture."""

    ink: str = "blue"
    """Of the text: blue, red or black."""

    room: float = 1.0
    """Share of the place's width, from its left, that text may take: the rest lies over another signature."""


def draw(stamp: Stamp, width: float, height: float) -> bytes:
    """A page of `width` × `height` points with the stamp in its middle.

    A picture keeps its real size where the place has room for it, and is made smaller where not.

    Raises:
        UserError: `pdf.stamp_unreadable` when the picture is none.
    """
    fonts.prepare()
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height), pageCompression=1)
    if stamp.picture is not None:
        _draw_picture(canvas, stamp, width, height)
    else:
        _draw_lines(canvas, stamp, width, height)
    canvas.showPage()
    canvas.save()
    return _clean(target)


def _draw_picture(canvas: Any, stamp: Stamp, width: float, height: float) -> None:
    from PIL import Image, UnidentifiedImageError
    from reportlab.lib.utils import ImageReader

    try:
        opened = Image.open(io.BytesIO(stamp.picture or b""), formats=["PNG"])
        if opened.width * opened.height > _MAX_PIXELS:
            raise UserError("pdf.stamp_unreadable")
        picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UserError("pdf.stamp_unreadable") from error
    wanted = stamp.picture_width_mm * _MM or width
    across = min(wanted, width, height * picture.width / picture.height)
    up = across * picture.height / picture.width
    canvas.drawImage(
        ImageReader(picture), (width - across) / 2, (height - up) / 2, across, up, mask="auto", preserveAspectRatio=True
    )


def _draw_lines(canvas: Any, stamp: Stamp, width: float, height: float) -> None:
    lines = [fonts.clean(line) for line in stamp.lines]
    if not lines:
        return
    width *= stamp.room
    size, shown = _fitted(lines, width - 4, height - 4)
    canvas.setFont(fonts.REGULAR, size)
    canvas.setFillColorRGB(*_INKS[stamp.ink])
    block = len(shown) * size * _LEADING
    top = (height + block) / 2 - size
    for index, line in enumerate(shown):
        canvas.drawCentredString(width / 2, top - index * size * _LEADING, line)


def _fitted(lines: list[str], width: float, height: float) -> tuple[float, list[str]]:
    """The largest size at which the text, broken at blanks, has room; at the least size as much of it as has room."""
    size = _SIZE
    while True:
        shown = [part for line in lines for part in _broken(line, size, width)]
        fits = len(shown) * size * _LEADING <= height and all(
            fonts.width(line, fonts.REGULAR, size) <= width for line in shown
        )
        if fits or size <= _LEAST:
            return size, shown
        size = max(size - 0.5, _LEAST)


def _broken(line: str, size: float, width: float) -> list[str]:
    parts: list[str] = []
    for word in line.split(" "):
        longer = f"{parts[-1]} {word}" if parts else word
        if parts and fonts.width(longer, fonts.REGULAR, size) <= width:
            parts[-1] = longer
        else:
            parts.append(word)
    return parts


def _clean(target: io.BytesIO) -> bytes:
    """ReportLab writes lengths and a map of letters that PDF/A refuses."""
    target.seek(0)
    cleaned = io.BytesIO()
    with pikepdf.open(target) as pdf:
        for font in _fonts_of(pdf):
            if "/ToUnicode" in font:
                table = font.ToUnicode.read_bytes()
                font.ToUnicode.write(_without_notdef(table))
        pdf.save(cleaned, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return cleaned.getvalue()


def _fonts_of(pdf: pikepdf.Pdf) -> list[Any]:
    found = pdf.pages[0].get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    return [font for _name, font in found.items()]


def _without_notdef(table: bytes) -> bytes:
    """Letters that are in no text of ours must not stand for U+0000 (PDF/A, 6.2.11.7.2): they become blanks."""
    return table.replace(b"<0000>", b"<0020>")
