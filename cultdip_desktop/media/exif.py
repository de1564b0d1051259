"""What the camera wrote into a picture: when, with what, which way up, and whether it says where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.kinds import FileType
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.media import decode, orientation

if TYPE_CHECKING:
    from PIL.Image import Exif

_DETAILS: Final = 0x8769
_POSITION: Final = 0x8825
_TAKEN: Final = (0x9003, 0x9004)
_CHANGED: Final = 0x0132
_MAKE: Final = 0x010F
_MODEL: Final = 0x0110
_ORIENTATION: Final = 0x0112
_MAX_TEXT: Final = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """From EXIF; everything may be missing, nothing is proven."""

    taken_at: datetime | None = None
    """The camera's local time, without a zone."""

    orientation: int = orientation.UPRIGHT
    """1–8; 5–8 swap width and height. Always 1 for HEIC, which turns itself."""

    camera: str = ""
    """Maker and model, NFC, at most 80 characters."""

    has_location: bool = False


def facts(source: BinaryIO, filetype: FileType) -> Facts:
    """Read a seekable picture's EXIF; damaged or missing metadata gives empty facts, never an error."""
    if filetype.kind != "image":
        return Facts()
    try:
        exif, packet = _exif(source, filetype)
        return _facts(exif, packet, turns=filetype is not kinds.HEIC)
    except (UserError, *decode.BROKEN):
        return Facts()


def _exif(source: BinaryIO, filetype: FileType) -> tuple[Exif, object]:
    source.seek(0)
    if filetype is kinds.HEIC:
        import pi_heif

        container = pi_heif.open_heif(source)
        exif: Exif = decode.pillow().Exif()
        exif.load(container.info.get("exif") or b"")
        return exif, container.info.get("xmp")
    with decode.opened(source, filetype, "") as image:
        return image.getexif(), image.info.get("xmp")


def _facts(exif: Exif, packet: object, *, turns: bool) -> Facts:
    details = exif.get_ifd(_DETAILS)
    moments = [details.get(_TAKEN[0]), details.get(_TAKEN[1]), exif.get(_CHANGED)]
    taken_at = next((moment for moment in map(_moment, moments) if moment is not None), None)
    turned = exif.get(_ORIENTATION, 1) if turns else 1
    in_packet = isinstance(packet, (bytes, str)) and "GPSL" in (packet if isinstance(packet, str) else repr(packet))
    return Facts(
        taken_at=taken_at,
        orientation=turned if isinstance(turned, int) and 1 <= turned <= 8 else orientation.UPRIGHT,
        camera=_camera(exif.get(_MAKE), exif.get(_MODEL)),
        has_location=bool(exif.get_ifd(_POSITION)) or in_packet,
    )


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return datetime.strptime(value.strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - cameras know no zone
    except ValueError:
        return None


def _camera(make: object, model: object) -> str:
    parts = [nfc(part.replace("\0", " ").strip()) for part in (make, model) if isinstance(part, str)]
    if len(parts) == 2 and parts[1].casefold().startswith(parts[0].casefold()):
        parts = parts[1:]
    text = " ".join(part for part in parts if part)
    return "".join(character for character in text if character.isprintable())[:_MAX_TEXT]


def upright_size(width: int, height: int, facts_of: Facts) -> tuple[int, int]:
    """Width and height as people see the picture."""
    return (height, width) if facts_of.orientation >= 5 else (width, height)
