"""A package in several files: the first carries the records, all carry attachments, each is signed by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import limits, names, sealed_for
from cultdip_desktop.packages.contents import MediaSource, PackageContents, Prepared, prepare
from cultdip_desktop.packages.package import Volume

_PER_FILE: Final = 1024
"""Headers, manifest entry and checksum line of one attachment, generously."""

_FRAME: Final = 96 * 1024
"""Signature, description and end records of one volume, generously."""

_MARGIN: Final = limits.MIB
"""What `prepare` keeps free below the container's own limit, generously."""

_RESERVED_FILES: Final = 8
"""Type, manifest, signature, checksums, description: files of every volume that are neither record nor attachment."""


def prepare_volumes(
    contents: PackageContents, volume_bytes: int = limits.MAX_VOLUME_BYTES, max_files: int = limits.MAX_ENTRIES
) -> tuple[Prepared, ...]:
    """Lay a package out in as few volumes as the attachments' order allows; one when everything fits.

    All volumes bear the same id, number and `root_sha256`; the chain counts the first one's manifest.

    Raises:
        UserError: as `prepare`; `package.records_too_large` or `package.volume_too_small` when the records, or one
            attachment, exceed a volume; `package.too_many_volumes`.
    """
    unique = {names.media(one.source.sha256, one.extension): one for one in contents.media}
    bare = prepare(replace(contents, media=(), media_total=len(unique)))
    parts = _split(
        tuple(unique.values()), _room(volume_bytes), bare.total_bytes, max_files - _RESERVED_FILES, len(bare.files)
    )
    if len(parts) > limits.MAX_VOLUMES:
        raise UserError("package.too_many_volumes", n=len(parts), limit=limits.MAX_VOLUMES)
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


def count_volumes(media_bytes: Iterable[int], volume_bytes: int = limits.MAX_VOLUME_BYTES) -> int:
    """In how many files attachments of these sizes will travel, before anything is built: records are small."""
    room, used, count, files = _room(volume_bytes), 0, 1, 0
    for size in media_bytes:
        need = size + _PER_FILE
        if used + need > room or files + 1 > limits.MAX_ENTRIES - 4 * _RESERVED_FILES:
            used, count, files = 0, count + 1, 0
        used, files = used + need, files + 1
    return count


def file_of(target: Path, number: int, n: int) -> Path:
    """Where volume `number` of `n` lies: `X.cdrp` for the first, `X.2.cdrp` for the second; likewise `X.2.cdrp.age`.

    Numbers are as wide as the last one's, so that the names sort.
    """
    if number == 1:
        return target
    if target.suffix.lower() == sealed_for.SUFFIX:
        return file_of(target.with_suffix(""), number, n).with_suffix(f"{Path(target.stem).suffix}{target.suffix}")
    return target.with_name(f"{target.stem}.{number:0{len(str(n))}d}{target.suffix}")


def require_size(volume_bytes: int) -> None:
    """Refuse a size for which no sensible set of files can be made.

    Raises:
        UserError: `package.volume_size`.
    """
    if not limits.MIN_VOLUME_BYTES <= volume_bytes <= limits.MAX_VOLUME_BYTES:
        lowest, highest = limits.MIN_VOLUME_BYTES, limits.MAX_VOLUME_BYTES
        raise UserError("package.volume_size", size=volume_bytes, lowest=lowest, highest=highest)


def _room(volume_bytes: int) -> int:
    return min(volume_bytes, limits.MAX_VOLUME_BYTES - _MARGIN) - _FRAME


def _split(
    media: tuple[MediaSource, ...], room: int, base_bytes: int, max_files: int, base_files: int
) -> list[tuple[MediaSource, ...]]:
    if base_bytes > room:
        raise UserError("package.records_too_large", need=_mib(base_bytes), limit=_mib(room))
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
    return UserError("package.volume_too_small", need=_mib(need), limit=_mib(room))


def _mib(count: int) -> int:
    return -(-count // limits.MIB)
