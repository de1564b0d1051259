"""Large packages travel in several files, each verified by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages.contents import FileSource, MediaSource, PackageContents
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.verdict import Outcome, Result
from cultdip_desktop.packages.volumes import prepare_volumes
from cultdip_desktop.packages.write import seal
from tests.packages.world import World, jpeg, media_row


def with_photos(world: World, count: int, size: int) -> PackageContents:
    """Photos padded to `size` bytes behind their end."""
    sources = [FileSource.of_bytes(jpeg((4 * shade, 255 - 4 * shade, 0)).ljust(size, b"\0")) for shade in range(count)]
    rows = [
        media_row(source, id=f"01990000-0000-7000-8000-{number:012x}", cover=False, position=number)
        for number, source in enumerate(sources)
    ]
    media = tuple(MediaSource("jpg", source) for source in sources)
    return replace(world.contents(), rows={**world.contents().rows, "media": rows}, media=media)


def test_what_fits_into_one_volume_stays_in_one(world: World) -> None:
    (prepared,) = prepare_volumes(world.contents())
    assert (prepared.info.volume.i, prepared.info.volume.n) == (1, 1)


def test_every_volume_verifies_by_itself_and_together_they_hold_all(world: World, tmp_path: Path) -> None:
    volumes = prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    assert len(volumes) == 5
    found = set()
    for number, prepared in enumerate(volumes, start=1):
        path = tmp_path / f"{number}.cdrp"
        written = seal(path, prepared, world.praha, signing_time=world.now, progress=NoProgress())
        assert written.bytes <= 400_000
        verdict = world.verify(path)
        assert verdict.result is Result.VALID
        with open_verified(path, verdict) as package:
            found |= {one.sha256 for one in package.attachments}
            assert bool(package.entities) == (number == 1)
    assert len(found) == 9


def test_volumes_are_tied_together_by_id_and_root(world: World) -> None:
    volumes = prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    assert {one.package_id for one in volumes} == {world.header().package_id}
    assert len({one.info.state.root_sha256 for one in volumes}) == 1
    assert len({one.manifest_sha256 for one in volumes}) == len(volumes)


def test_the_chain_counts_the_first_volume_only(world: World, tmp_path: Path) -> None:
    *_, last = prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    path = tmp_path / "last.cdrp"
    seal(path, last, world.praha, signing_time=world.now, progress=NoProgress())
    check = world.verify(path).check("chain")
    assert (check.outcome, check.code) == (Outcome.SKIPPED, "chain.other_volume")


def test_many_small_attachments_are_split_by_their_number(world: World) -> None:
    volumes = prepare_volumes(with_photos(world, 60, 800), max_files=40)
    assert all(len(one.files) <= 40 for one in volumes)
    assert len(volumes) > 1


def test_an_attachment_larger_than_a_volume_is_named(world: World) -> None:
    with pytest.raises(UserError) as caught:
        prepare_volumes(with_photos(world, 1, 2_000_000), volume_bytes=1_000_000)
    assert caught.value.code == "package.volume_too_small"
