"""A photo, a film or a document that belongs to an event (R20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cultdip_desktop.domain.text import EMPTY, BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """One attachment; the bytes lie sealed in the vault under `sha256`."""

    id: str
    event_id: str
    sha256: str
    """Digest of the original's bytes, 64 hex digits."""

    file_name: str
    """As the officer's file was called (NFC, no folders); for people only."""

    mime: str
    extension: str
    kind: str
    """`image`, `video` or `document`."""

    size: int
    """Bytes of the original."""

    width: int | None = None
    """Pixels, with the orientation applied; images only."""

    height: int | None = None
    taken_at: datetime | None = None
    """Camera's local time without zone, as EXIF gives it."""

    has_location: bool = False
    """The original carries GPS; exported copies never do."""

    caption: BiText = EMPTY
    credit: str = ""
    in_report: bool = True
    """Marked to travel in report packages and photo appendices."""

    publishable: bool = True
    """False keeps it on this machine."""

    cover: bool = False
    position: int = 0
    added_at: datetime | None = None
    """Instant, UTC."""

    @property
    def travels(self) -> bool:
        """Whether a report package carries it."""
        return self.in_report and self.publishable
