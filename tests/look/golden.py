"""Small pictures of every room of a demo that never changes, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from cultdip_desktop.app import Office
from cultdip_desktop.ui.kit.theme import Scheme
from tests.look.rooms import SMALL, WIDE, Visitor

FOLDER = Path(__file__).with_name("golden")
DIFFERENCES = Path(__file__).parents[2] / "build" / "golden-differences"

SCALE = 60 / 96
"""Pictures at 60 dpi of windows made for 96."""

COLOURS = 64
"""Of the palette that a picture is stored with."""

PLAINLY = 24
"""By how much of 255 a cell must differ to be seen."""

FEW = 12
"""As many cells of two by two pixels may differ; a changed word has more."""

RANDOM = (
    # Keys, fingerprints, recovery codes, digests: new in every demo.
    "settings-keys", "settings-offices", "settings-authorities", "packages-receipts", "reports-sign", "packages-export-sign", "packages-verdict", "packages-done",
    # Paths, free space, versions of this machine.
    "settings-about", "settings-support", "settings-backups",
    # A banner over tabs made ahead: on a busy machine it stands a pixel lower.
    "events-goals-error",
)  # fmt: skip
"""How the names of states begin that are left out."""

WITH_WORDS = frozenset({"packages"})
"""States beside which a fingerprint's words stand."""


@dataclass(frozen=True)
class Album:
    """A walk whose pictures are kept."""

    role: Literal["mission", "headquarters"]
    language: Literal["vi", "en"]
    scheme: Scheme
    size: tuple[int, int]
    only: tuple[str, ...] = ()
    """States that are kept; empty: all that are not random."""

    @property
    def name(self) -> str:
        """How its files begin."""
        return f"{self.role}-{self.language}-{self.scheme}-{self.size[0]}"

    def keeps(self, state: str) -> bool:
        """Whether a state is the same in every demo and wanted here."""
        random = state.startswith(RANDOM) or state in WITH_WORDS
        return not random and (not self.only or state in self.only)


_CHOSEN = ("today", "events", "events-content", "events-goals", "packages-export-checks", "reports", "settings")
ALBUMS = (
    Album("mission", "vi", "light", WIDE),
    Album("headquarters", "vi", "light", WIDE),
    Album("mission", "en", "dark", SMALL, _CHOSEN),
    Album("headquarters", "en", "dark", SMALL, ("inbox", "missions", "overview", "reports")),
)


def painted(visitor: Visitor, office: Office, album: Album) -> Iterator[tuple[str, Image.Image]]:
    """File name and small picture of every state that `album` keeps."""
    visitor.kit.live.switch(album.language)
    visitor.kit.look.choose(scheme=album.scheme)
    for state, window in visitor.rooms(office, album.size, album.keeps):
        yield f"{album.name}-{state}.png", small(window.grab().toImage())


def small(image: QImage) -> Image.Image:
    """At 60 dpi, in few colours."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    whole = Image.frombuffer(
        "RGB", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )
    size = (round(whole.width * SCALE), round(whole.height * SCALE))
    return whole.resize(size, Image.Resampling.LANCZOS).quantize(
        COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )


def changed(old: Image.Image, new: Image.Image) -> int:
    """How many cells of two by two pixels differ plainly."""
    if old.size != new.size:
        return old.width * old.height
    seen = _cells(old, new).histogram()
    return sum(seen[PLAINLY:])


def side_by_side(old: Image.Image, new: Image.Image) -> Image.Image:
    """What was, what is, and what differs (white)."""
    sheet = Image.new("RGB", (old.width + 2 * new.width + 16, max(old.height, new.height)), (128, 128, 128))
    sheet.paste(old.convert("RGB"), (0, 0))
    sheet.paste(new.convert("RGB"), (old.width + 8, 0))
    if old.size == new.size:
        mask = _cells(old, new).point(lambda value: 255 if value >= PLAINLY else 0).resize(new.size)
        sheet.paste(mask.convert("RGB"), (old.width + new.width + 16, 0))
    return sheet


def _cells(old: Image.Image, new: Image.Image) -> Image.Image:
    apart = ImageChops.difference(old.convert("RGB").reduce(2), new.convert("RGB").reduce(2))
    red, green, blue = apart.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
