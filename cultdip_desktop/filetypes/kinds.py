"""The kinds of file that may be attached to an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["image", "video", "document"]


@dataclass(frozen=True, slots=True)
class FileType:
    """One accepted format."""

    mime: str
    extension: str
    """Canonical, lower case, without the dot: the ending of the file in a package."""

    kind: Kind
    claims: tuple[str, ...]
    """File name endings by which people mean this format."""


JPEG: Final = FileType("image/jpeg", "jpg", "image", ("jpg", "jpeg", "jpe", "jfif"))
PNG: Final = FileType("image/png", "png", "image", ("png",))
WEBP: Final = FileType("image/webp", "webp", "image", ("webp",))
HEIC: Final = FileType("image/heic", "heic", "image", ("heic", "heif", "hif"))
PDF: Final = FileType("application/pdf", "pdf", "document", ("pdf",))
MP4: Final = FileType("video/mp4", "mp4", "video", ("mp4", "m4v"))
MOV: Final = FileType("video/quicktime", "mov", "video", ("mov", "qt"))
DOCX: Final = FileType(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "document", ("docx",)
)
XLSX: Final = FileType(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "document", ("xlsx",)
)

ALL: Final = (JPEG, PNG, WEBP, HEIC, PDF, MP4, MOV, DOCX, XLSX)


def by_mime(mime: str) -> FileType | None:
    """The accepted format with this MIME type."""
    return next((filetype for filetype in ALL if filetype.mime == mime), None)


def claimed_by(name: str) -> FileType | None:
    """The format that a file's name claims; only ever used to word a refusal."""
    ending = extension_of(name)
    return next((filetype for filetype in ALL if ending in filetype.claims), None)


def extension_of(name: str) -> str:
    """Lower-case ending of a file name without the dot, or nothing."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if stem and dot else ""
