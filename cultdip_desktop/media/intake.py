"""Taking a foreign file in: look at it, make its thumbnail, seal it; in this order, so that refusals leave nothing."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.media import pictures
from cultdip_desktop.media.pictures import NoPicture, Picture
from cultdip_desktop.media.vault import Stored, Vault


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is now in the vault, and the picture to show for it."""

    stored: Stored
    thumbnail: Picture | NoPicture


def take_in(vault: Vault, source: Path | bytes, name: str | None = None, progress: Progress | None = None) -> Taken:
    """Add one file; a picture that does not decode to its end is refused before anything is written.

    Raises:
        UserError: as `Vault.add` and `pictures.thumbnail`.
        Cancelled: from `progress`; nothing is left behind.
    """
    label = nfc(name if name is not None else source.name if isinstance(source, Path) else "")
    small = _thumbnail(source, label)
    return Taken(vault.add(source, label, progress), small)


def _thumbnail(source: Path | bytes, name: str) -> Picture | NoPicture:
    if isinstance(source, bytes):
        handle = BytesIO(source)
        return pictures.thumbnail(handle, recognise(handle, name).filetype, name)
    try:
        if not source.is_file():
            raise UserError("media.not_a_file" if source.exists() else "media.unreadable", file=name)
        with source.open("rb") as file:
            return pictures.thumbnail(file, recognise(file, name).filetype, name)
    except OSError as error:
        raise UserError("media.unreadable", file=name) from error
