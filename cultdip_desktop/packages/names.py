"""Names of files inside a package: one grammar, safe on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from cultdip_desktop.packages import limits

MIMETYPE: Final = "mimetype"
PACKAGE_JSON: Final = "package.json"
SUMS: Final = "SHA256SUMS"
MANIFEST: Final = "META-INF/ASiCManifest001.xml"
SIGNATURE: Final = "META-INF/signature001.p7s"

UNSIGNED: Final = frozenset({MIMETYPE, MANIFEST, SIGNATURE})
"""What the manifest does not list (EN 319 162-1: the type, and what lies in META-INF)."""

MIME_TYPE: Final = b"application/vnd.etsi.asic-e+zip"
"""Content of `mimetype` (EN 319 162-1, annex A.1), without a line end."""

_GRAMMAR: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_FIXED: Final = frozenset({SUMS, MANIFEST, SIGNATURE})
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9])(\..*)?")
_MEDIA: Final = re.compile(r"media/([0-9a-f]{2})/((?:\1)[0-9a-f]{62})\.([a-z0-9]{1,5})")
_DATA: Final = re.compile(r"data/([a-z][a-z_]{0,31})\.jsonl")
_SCHEMA: Final = re.compile(r"schema/[1-9][0-9]{0,3}/[a-z][a-z_]{0,31}\.schema\.json")
_READABLE: Final = re.compile(r"readable/.+")

_TYPES: Final = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "html": "text/html",
    "csv": "text/csv",
    "txt": "text/plain",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
}


def fault(name: str) -> str | None:
    """Why `name` may not stand in a package: `name`, `reserved_name`, or None when it may."""
    if name in _FIXED:
        return None
    if len(name) > limits.MAX_NAME or not _GRAMMAR.fullmatch(name):
        return "name"
    for part in name.split("/"):
        if _RESERVED.fullmatch(part):
            return "reserved_name"
        if part.endswith("."):
            return "name"  # Windows drops a dot at the end
    return None


def clash(names: Iterable[str]) -> str | None:
    """The first name that some file system takes for another one, or for the folder of another one."""
    seen: set[str] = set()
    folders: set[str] = set()
    for name in names:
        key = unicodedata.normalize("NFKC", name).casefold()
        parts = key.split("/")
        above = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        if key in seen or key in folders or above & seen:
            return name
        seen.add(key)
        folders |= above
    return None


def rank(name: str) -> tuple[int, str]:
    """The place of a file in its container: sorting by it gives the one allowed order."""
    if name == MIMETYPE:
        return 0, name
    if name == PACKAGE_JSON:
        return 1, name
    for place, folder in enumerate(("data/", "schema/", "media/", "readable/"), start=2):
        if name.startswith(folder):
            return place, name
    return {SUMS: 7, MANIFEST: 8, SIGNATURE: 9}.get(name, 6), name


def is_known(name: str) -> bool:
    """Whether the layout of this format has a place for `name`."""
    if name in (MIMETYPE, PACKAGE_JSON) or name in _FIXED:
        return True
    return any(form.fullmatch(name) for form in (_MEDIA, _DATA, _SCHEMA, _READABLE))


def media(sha256: str, extension: str) -> str:
    """The place of an attachment, by its content."""
    return f"media/{sha256[:2]}/{sha256}.{extension}"


def media_parts(name: str) -> tuple[str, str] | None:
    """Digest and extension of an attachment's place, or None for another file."""
    match = _MEDIA.fullmatch(name)
    return (match.group(2), match.group(3)) if match else None


def data(entity: str) -> str:
    """The place of an entity's records."""
    return f"data/{entity}.jsonl"


def data_entity(name: str) -> str | None:
    """The entity whose records `name` holds, or None for another file."""
    match = _DATA.fullmatch(name)
    return match.group(1) if match else None


def schema(version: int, entity: str) -> str:
    """The place of an entity's description."""
    return f"schema/{version}/{entity}.schema.json"


def mime_type(name: str) -> str:
    """What the manifest says of a file's type."""
    if name == SUMS:
        return "text/plain"
    return _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
