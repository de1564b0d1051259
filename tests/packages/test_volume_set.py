"""Genuine volumes need not belong together: what makes a set, and what is said of one that is none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages import limits
from cultdip_desktop.packages.contents import PackageContents, prepare
from cultdip_desktop.packages.package import Volume
from cultdip_desktop.packages.verdict import Check, Outcome, Result, Verdict
from cultdip_desktop.packages.volume_set import verify_set
from cultdip_desktop.packages.volumes import count_volumes, file_of, prepare_volumes
from cultdip_desktop.packages.write import seal, seal_set
from tests.packages.test_volumes import with_photos
from tests.packages.world import World


def written(world: World, target: Path, contents: PackageContents) -> list[Path]:
    """A set of five files."""
    volumes = prepare_volumes(contents, volume_bytes=400_000)
    plan = [(file_of(target, one.info.volume.i, one.info.volume.n), one) for one in volumes]
    made = seal_set(plan, world.praha, signing_time=world.now, progress=NoProgress())
    return [one.file for one in made]


def verdict_of(world: World, path: Path) -> Verdict:
    return verify_set(path, world.trust, us=None, now=world.now, progress=NoProgress())


def said(world: World, path: Path) -> Check:
    return verdict_of(world, path).check("content")


@pytest.fixture
def files(world: World, tmp_path: Path) -> list[Path]:
    """A whole set."""
    return written(world, tmp_path / "gói 26.10.cdrp", with_photos(world, 9, 100_000))


def test_any_of_the_volumes_stands_for_the_set(world: World, files: list[Path]) -> None:
    assert [file.name for file in files[:2]] == ["gói 26.10.cdrp", "gói 26.10.2.cdrp"]
    for file in files:
        verdict = verdict_of(world, file)
        assert (verdict.result, verdict.check("content").code) == (Result.VALID, "volumes.complete")


@pytest.mark.parametrize("gone", [0, 1, 4])
def test_what_is_missing_is_named(world: World, files: list[Path], gone: int) -> None:
    files[gone].unlink()
    rest = [file for file in files if file.exists()]
    for file in rest:
        verdict = verdict_of(world, file)
        line = verdict.check("content")
        assert (line.outcome, line.code, line.params["missing"]) == (
            Outcome.WARNING,
            "volumes.missing",
            str(gone + 1),
        )
        assert verdict.result is Result.VALID_WITH_WARNINGS


def test_a_single_volume_says_that_it_is_in_order_by_itself(world: World, files: list[Path], tmp_path: Path) -> None:
    alone = tmp_path / "riêng"
    alone.mkdir()
    line = said(world, Path(shutil.copy(files[2], alone)))
    assert (line.params["number"], line.params["missing"]) == (3, "1, 2, 4, 5")


def test_a_damaged_sibling_makes_no_set(world: World, files: list[Path]) -> None:
    data = bytearray(files[3].read_bytes())
    data[len(data) // 2] ^= 1
    files[3].write_bytes(data)
    line = said(world, files[0])
    assert (line.outcome, line.code, line.params["file"]) == (Outcome.FAILED, "volumes.damaged", files[3].name)


def test_a_volume_of_another_package_under_the_right_name_is_mixed_in(
    world: World, files: list[Path], tmp_path: Path
) -> None:
    contents = with_photos(world, 9, 100_000)
    header = replace(contents.header, package_id="01990000-0000-7000-8000-0000000abcde")
    other = written(world, tmp_path / "khác.cdrp", replace(contents, header=header))
    shutil.copy(other[1], files[1])
    assert said(world, files[0]).code == "volumes.mixed"


def test_the_same_volume_under_two_names_is_two_of_one_number(world: World, files: list[Path]) -> None:
    shutil.copy(files[2], files[1])
    assert said(world, files[0]).code == "volumes.twice"


def test_other_attachments_than_the_records_name_make_no_set(world: World, files: list[Path]) -> None:
    """Signed by the right key, with the right id and number: the first volume's records decide."""
    volumes = prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    foreign = with_photos(world, 11, 100_000)
    whole = replace(foreign, rows={}, readable={}, media=foreign.media[9:], media_total=9, volume=Volume(5, 5))
    forged = prepare(whole, state=volumes[0].info.state)
    files[4].unlink()
    seal(files[4], forged, world.praha, signing_time=world.now, progress=NoProgress())
    assert said(world, files[0]).code == "volumes.media_stray"


def test_an_attachment_that_no_volume_holds_is_noticed(world: World, files: list[Path]) -> None:
    volumes = prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    contents = with_photos(world, 9, 100_000)
    empty = replace(contents, rows={}, readable={}, media=(), media_total=9, volume=Volume(5, 5))
    files[4].unlink()
    forged = prepare(empty, state=volumes[0].info.state)
    seal(files[4], forged, world.praha, signing_time=world.now, progress=NoProgress())
    assert said(world, files[0]).code == "volumes.media_count"


def test_an_attachment_in_two_volumes_is_noticed(world: World, files: list[Path]) -> None:
    volumes = prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    contents = with_photos(world, 9, 100_000)
    double = replace(contents, rows={}, readable={}, media=contents.media[:1], media_total=9, volume=Volume(5, 5))
    files[4].unlink()
    forged = prepare(double, state=volumes[0].info.state)
    seal(files[4], forged, world.praha, signing_time=world.now, progress=NoProgress())
    assert said(world, files[0]).code == "volumes.media_twice"


def test_more_than_ninety_nine_files_are_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_VOLUMES", 4)
    with pytest.raises(UserError) as caught:
        prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=400_000)
    assert caught.value.code == "package.too_many_volumes"


def test_records_that_do_not_fit_into_the_first_volume_are_named(world: World) -> None:
    with pytest.raises(UserError) as caught:
        prepare_volumes(with_photos(world, 9, 100_000), volume_bytes=100_000)
    assert caught.value.code == "package.records_too_large"


def test_how_many_files_is_known_beforehand() -> None:
    gib = 1024 * limits.MIB
    assert count_volumes([]) == 1
    assert count_volumes([gib, gib // 2]) == 1
    assert count_volumes([gib + gib // 2] * 3) == 3
    assert count_volumes([1000] * 2000) == 3


def test_names_sort_however_many_there_are() -> None:
    target = Path("CZ-EMB_2026-Q3_1-003.cdrp")
    assert file_of(target, 1, 12) == target
    assert file_of(target, 2, 12).name == "CZ-EMB_2026-Q3_1-003.02.cdrp"
