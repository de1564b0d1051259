"""Packages that come in several volumes: kept one by one in any order, taken in once when all are here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.volume import KeptVolume
from cultdip_desktop.hq.placing import VOLUMES_MISSING
from cultdip_desktop.packages.package import PackageInfo
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.volume_set import facts_of, named_media, require_whole
from cultdip_desktop.services.archive import PackageArchive
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import volume as volume_rows
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True)
class Came:
    """A volume that has just been verified."""

    file: Path
    verdict: Verdict
    info: PackageInfo
    volume: KeptVolume
    shown: Path
    """The file as it was given, where it came in an envelope."""


def came(file: Path, verdict: Verdict, digest: str, size: int, shown: Path | None = None) -> Came:
    """What is worth remembering of a verified volume.

    Raises:
        UserError: as `volume_set.facts_of`.
    """
    assert verdict.info is not None  # noqa: S101 - `place` refuses a verdict without it
    facts = facts_of(file, verdict)
    volume = KeptVolume(
        number=facts.number,
        n=facts.n,
        manifest_sha256=verdict.manifest_sha256,
        container_sha256=digest,
        bytes=size,
        file_name=(shown or file).name[:200],
        media=facts.media,
        package_sha256=facts.package_sha256,
    )
    return Came(file, verdict, verdict.info, volume, shown or file)


def with_kept(tx: Reader, one: Came) -> dict[int, KeptVolume]:
    """What has come of this package, this volume included; of two copies the one that came first."""
    return {one.volume.number: one.volume, **volume_rows.of_received(tx, one.info.office, one.info.package_id)}


def keep(tx: Writer, info: PackageInfo, volumes: Mapping[int, KeptVolume]) -> None:
    """Remember the volumes of a package."""
    volume_rows.keep_received(tx, info.office, info.package_id, volumes.values())


def held_row(tx: Reader, info: PackageInfo) -> ReceivedPackage | None:
    """The row of a package that has come in part, or waits whole."""
    return inbox_rows.held_of(tx, info.office, info.package_id)


def hold(tx: Writer, one: Came, row: ReceivedPackage, missing: tuple[int, ...]) -> ReceivedPackage:
    """Keep the volume and say in the package's one row what is missing; the first volume gives the row its facts."""
    volumes = with_kept(tx, one)
    keep(tx, one.info, volumes)
    size = sum(volume.bytes for volume in volumes.values())
    row = replace(row, outcome=InboxOutcome.HELD, code=VOLUMES_MISSING, missing=missing, bytes=size)
    before = held_row(tx, one.info)
    if before is None:
        return inbox_rows.add(tx, row)
    if one.volume.number == 1:
        before = replace(row, id=before.id, received_at=before.received_at)
    return inbox_rows.update(tx, replace(before, missing=missing, bytes=size))


def imported_row(tx: Reader, digest: str) -> ReceivedPackage | None:
    """The imported package that the very same file was a part of."""
    wanted = {one for one in (digest, volume_rows.first_of(tx, digest)) if digest and one}
    return inbox_rows.by_container(tx, wanted, InboxOutcome.IMPORTED) if wanted else None


@contextmanager
def first_file(archive: PackageArchive, one: Came, volumes: Mapping[int, KeptVolume]) -> Iterator[Path]:
    """The volume that carries the records, for the time of the block.

    Raises:
        UserError: as `PackageArchive.plain`.
    """
    if one.volume.number == 1:
        yield one.file
        return
    with archive.plain(volumes[1].container_sha256) as file:
        yield file


def require_set(first: Path, verdict: Verdict, volumes: Mapping[int, KeptVolume]) -> None:
    """Refuse volumes that do not make up what the first one's records name.

    Raises:
        UserError: as `volume_set.require_whole`.
    """
    assert verdict.info is not None  # noqa: S101 - only a verified first volume comes here
    named = named_media(first, verdict)
    require_whole(named, verdict.info.media.included, [volume.media for volume in volumes.values()])


def in_order(files: Sequence[tuple[int, Path]]) -> tuple[tuple[int, Path], ...]:
    """Volumes of one drop by their numbers; of two files that are the same volume the first."""
    found: dict[int, Path] = {}
    for number, file in files:
        found.setdefault(number, file)
    return tuple(sorted(found.items()))
