"""A package in several files: the first carries the records, all carry attachments, each is signed by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import limits, names
from cultdip_desktop.packages.contents import MediaSource, PackageContents, Prepared, prepare
from cultdip_desktop.packages.package import Volume

_PER_FILE: Final = 1024
"""Headers, manifest entry and checksum line of one attachment, generously."""

_FRAME: Final = 96 * 1024
"""Signature, description and end records of one volume, generously."""


def prepare_volumes(
    contents: PackageContents, volume_bytes: int = limits.MAX_VOLUME_BYTES, max_files: int = limits.MAX_ENTRIES
) -> tuple[Prepared, ...]:
    """Lay a package out in as few volumes as the attachments' order allows; one when everything fits.

    All volumes bear the same id, number and `root_sha256`; the chain counts the first one's manifest.

    Raises:
        UserError: as `prepare`; `package.volume_too_small` when the records, or one attachment, exceed a volume.
    """
    unique = {names.media(one.source.sha256, one.extension): one for one in contents.media}
    bare = prepare(replace(contents, media=(), media_total=len(unique)))
    room = volume_bytes - _FRAME
    parts = _split(tuple(unique.values()), room, bare.total_bytes, max_files - 8, len(bare.files))
    if len(parts) == 1:
        return (prepare(replace(contents, media=parts[0])),)
    whole = replace(contents, media_total=len(unique))
    first = prepare(replace(whole, media=parts[0], volume=Volume(1, len(parts))))
    rest = (
        prepare(
            replace(whole, rows={}, readable={}, media=part, volume=Volume(number, len(parts))), state=first.info.state
        )
        for number, part in enumerate(parts[1:], start=2)
    )
    return (first, *rest)


def _split(
    media: tuple[MediaSource, ...], room: int, base_bytes: int, max_files: int, base_files: int
) -> list[tuple[MediaSource, ...]]:
    if base_bytes > room:
        raise _too_small(base_bytes, room)
    parts: list[list[MediaSource]] = [[]]
    used, count = base_bytes + base_files * _PER_FILE, base_files
    for one in media:
        need = one.source.size + _PER_FILE
        if need > room:
            raise _too_small(need, room)
        if used + need > room or count + 1 > max_files:
            parts.append([])
            used, count = 0, 2
        parts[-1].append(one)
        used, count = used + need, count + 1
    return [tuple(part) for part in parts]


def _too_small(need: int, room: int) -> UserError:
    return UserError("package.volume_too_small", need=-(-need // limits.MIB), limit=room // limits.MIB)
