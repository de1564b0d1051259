"""Fuzzing inside the suite: half a minute guided by coverage, and structured mutations that anybody can repeat.

With `CULTDIP_NIGHTLY=1` every target runs for ten minutes.
"""

from __future__ import annotations

import importlib.util
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import targets

ROOT = Path(__file__).parents[2]
NIGHTLY = bool(os.environ.get("CULTDIP_NIGHTLY"))
SECONDS = 600 if NIGHTLY else 6
EXAMPLES = 5000 if NIGHTLY else 250


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 120)
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has wheels for Linux only")
@pytest.mark.parametrize("name", targets.NAMES)
def test_guided_fuzzing_finds_nothing(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, str(SECONDS)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert "Done " in done.stderr


@pytest.mark.parametrize("name", targets.NAMES)
def test_every_seed_is_answered(name: str) -> None:
    check = targets.target(name)
    seeds = targets.seeds(name)
    for data in seeds:
        check(data)
    assert seeds


@pytest.fixture(scope="module")
def reader() -> Callable[[bytes], None]:
    return targets.Reader()


def spliced(data: bytes, first: tuple[int, int], second: tuple[int, int]) -> bytes:
    """Two ranges change places."""
    (a, length_a), (b, length_b) = sorted([(first[0] % len(data), first[1]), (second[0] % len(data), second[1])])
    length_a = min(length_a, b - a)
    head, one, middle = data[:a], data[a : a + length_a], data[a + length_a : b]
    two, tail = data[b : b + length_b], data[b + length_b :]
    return head + two + middle + one + tail


def mended(data: bytes) -> bytes:
    """Check sums of all stored files made right again, so that a change reaches the checks behind them."""
    out, at = bytearray(data), 0
    sums: dict[int, bytes] = {}
    while (at := data.find(b"PK\x03\x04", at)) >= 0 and at + 30 <= len(data):
        size, name = struct.unpack_from("<I", data, at + 18)[0], struct.unpack_from("<H", data, at + 26)[0]
        start = at + 30 + name
        if start + size <= len(data):
            sums[at] = struct.pack("<I", zlib.crc32(data[start : start + size]))
            out[at + 14 : at + 18] = sums[at]
        at += 4
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0 and at + 46 <= len(data):
        offset = struct.unpack_from("<I", data, at + 42)[0]
        if offset in sums:
            out[at + 16 : at + 20] = sums[offset]
        at += 4
    return bytes(out)


RANGE = st.tuples(st.integers(0, 20_000), st.integers(0, 400))
CHANGES = st.one_of(
    st.tuples(st.just("splice"), RANGE, RANGE),
    st.tuples(st.just("put"), st.integers(0, 20_000), st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("insert"), st.integers(0, 20_000), st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("drop"), st.integers(0, 20_000), st.integers(1, 400)),
    st.tuples(st.just("number"), st.integers(0, 20_000), st.sampled_from([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFF])),
)


def changed(data: bytes, change: tuple[str, object, object]) -> bytes:
    """One mutation."""
    kind, first, second = change
    if kind == "splice":
        assert isinstance(first, tuple)
        assert isinstance(second, tuple)
        return spliced(data, first, second)
    assert isinstance(first, int)
    at = first % len(data)
    if kind == "drop":
        assert isinstance(second, int)
        return data[:at] + data[at + second :]
    new = struct.pack("<I", second) if isinstance(second, int) else second
    assert isinstance(new, bytes)
    return data[:at] + new + data[at if kind == "insert" else at + len(new) :]


@settings(max_examples=EXAMPLES)
@given(number=st.integers(0, 10**6), changes=st.lists(CHANGES, min_size=1, max_size=4), mend=st.booleans())
def test_mutated_packages_are_refused(
    reader: Callable[[bytes], None], number: int, changes: list[tuple[str, object, object]], mend: bool
) -> None:
    seeds = targets.seeds("reader")
    data = seeds[number % len(seeds)] or b"\0"
    for change in changes:
        data = changed(data, change) or b"\0"
    reader(mended(data) if mend else data)
