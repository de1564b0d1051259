"""Nothing changed is accepted: every byte, every length, every addition at either end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.packages.verdict import Result
from tests.packages.world import World

ACCEPTED = (Result.VALID, Result.VALID_WITH_WARNINGS, Result.UNKNOWN)
STRIDE = 61
"""In the quick suite every 61st byte; prime, so that all fields of all records get their turn."""


def variants(data: bytes, positions: range) -> Iterator[tuple[str, bytes]]:
    """Lowest bit, highest bit, all bits of each byte."""
    for at in positions:
        for mask in (0x01, 0x80, 0xFF):
            yield f"{at}^{mask:02x}", data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def accepted(world: World, folder: Path, changed: Iterator[tuple[str, bytes]]) -> list[str]:
    """The names of the variants that verifying let through."""
    path = folder / "changed.cdrp"
    found = []
    for name, data in changed:
        path.write_bytes(data)
        if world.verify(path).result in ACCEPTED:
            found.append(name)
    return found


def test_the_fixture_is_small_enough_to_try_it_all(tiny_package: Path) -> None:
    assert tiny_package.stat().st_size <= 16_000


@pytest.mark.slow
def test_no_change_of_a_byte_is_accepted(world: World, tiny_package: Path, tmp_path: Path) -> None:
    data = tiny_package.read_bytes()
    assert accepted(world, tmp_path, variants(data, range(0, len(data), STRIDE))) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(6))
def test_no_change_of_any_byte_at_all_is_accepted(world: World, tiny_package: Path, tmp_path: Path, part: int) -> None:
    data = tiny_package.read_bytes()
    assert accepted(world, tmp_path, variants(data, range(part, len(data), 6))) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_beginning_and_no_end_of_a_package_is_accepted(world: World, tiny_package: Path, tmp_path: Path) -> None:
    data = tiny_package.read_bytes()
    cuts = [(f"the first {length}", data[:length]) for length in range(len(data))]
    cuts += [(f"without the first {length}", data[length:]) for length in range(1, len(data))]
    assert accepted(world, tmp_path, iter(cuts)) == []


@pytest.mark.parametrize("extra", [b"\0", b"\n", b"PK\x05\x06" + bytes(18), b"x" * 70_000])
def test_nothing_may_stand_before_or_behind(world: World, tiny_package: Path, tmp_path: Path, extra: bytes) -> None:
    data = tiny_package.read_bytes()
    assert accepted(world, tmp_path, iter([("before", extra + data), ("behind", data + extra)])) == []


def test_no_byte_inside_may_be_left_out_or_doubled(world: World, tiny_package: Path, tmp_path: Path) -> None:
    data = tiny_package.read_bytes()
    positions = range(0, len(data), 31)
    changed = [(f"without {at}", data[:at] + data[at + 1 :]) for at in positions]
    changed += [(f"twice {at}", data[: at + 1] + data[at:]) for at in positions]
    assert accepted(world, tmp_path, iter(changed)) == []
