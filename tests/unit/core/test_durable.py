"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_gets_its_name_when_the_block_ends_well(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.pdf"
    with durable.new_file(target) as handle:
        handle.write("quý III".encode())
        assert not target.exists()
    assert target.read_text("utf-8") == "quý III"
    assert everything_in(tmp_path) == ["báo cáo.pdf"]


def test_a_failing_write_leaves_nothing_behind(tmp_path: Path) -> None:
    def write() -> None:
        with durable.new_file(tmp_path / "a") as handle:
            handle.write(b"half")
            raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        write()
    assert everything_in(tmp_path) == []


def test_a_failing_write_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def refuse(_part: Path) -> None:
        raise UserError("file.readback_differs", path="a")

    with pytest.raises(UserError), durable.new_file(target, readback=refuse) as handle:
        handle.write(b"new")
    assert target.read_bytes() == b"old"
    assert everything_in(tmp_path) == ["a"]


def test_without_replace_an_existing_file_is_never_touched(tmp_path: Path) -> None:
    target = tmp_path / "gói.cdrp"
    target.write_bytes(b"first")
    with pytest.raises(UserError) as caught:
        durable.write_bytes(target, b"second", replace=False)
    assert caught.value.code == "file.exists"
    assert target.read_bytes() == b"first"
    assert everything_in(tmp_path) == ["gói.cdrp"]


def test_without_replace_a_file_that_appears_meanwhile_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "gói.cdrp"

    def write() -> None:
        with durable.new_file(target, replace=False) as handle:
            handle.write(b"second")
            target.write_bytes(b"somebody else")

    with pytest.raises(UserError) as caught:
        write()
    assert caught.value.code == "file.exists"
    assert target.read_bytes() == b"somebody else"


def test_on_a_volume_without_hard_links_the_name_is_still_taken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_source: object, _target: object) -> None:
        raise OSError(errno.EPERM, "FAT")

    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "usb.cdrp"
    durable.write_bytes(target, b"first", replace=False)
    with pytest.raises(UserError) as caught:
        durable.write_bytes(target, b"second", replace=False)
    assert caught.value.code == "file.exists"
    assert target.read_bytes() == b"first"


def test_replace_gives_the_new_content(tmp_path: Path) -> None:
    durable.write_text(tmp_path / "a", "cũ")
    durable.write_text(tmp_path / "a", "mới\n")
    assert (tmp_path / "a").read_bytes() == "mới\n".encode()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "file.no_space"),
        (errno.EDQUOT, "file.no_space"),
        (errno.EACCES, "file.not_writable"),
        (errno.EROFS, "file.not_writable"),
        (errno.EIO, "file.unreachable"),
    ],
)
def test_refusals_of_the_system_become_codes(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError) as caught:
        durable.write_bytes(tmp_path / "a", b"x")
    assert caught.value.code == code
    assert caught.value.params == {"path": str(tmp_path / "a")}
    assert everything_in(tmp_path) == []


def test_a_full_device_is_told_as_no_space() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")

    def write() -> None:
        with durable.translated(Path("/dev/full")), Path("/dev/full").open("wb", buffering=0) as handle:
            handle.write(b"x")

    with pytest.raises(UserError) as caught:
        write()
    assert caught.value.code == "file.no_space"


def test_a_missing_folder_is_told_as_unreachable(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        durable.write_bytes(tmp_path / "không có" / "a", b"x")
    assert caught.value.code == "file.unreachable"


def test_a_medium_that_lies_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"other")
    with pytest.raises(UserError) as caught:
        durable.write_bytes(tmp_path / "a", b"x")
    assert caught.value.code == "file.readback_differs"
    assert everything_in(tmp_path) == []


def test_a_name_at_the_length_limit_can_be_written(tmp_path: Path) -> None:
    name = "báo cáo " + "x" * (255 - len("báo cáo ".encode()))
    durable.write_bytes(tmp_path / name, b"x")
    assert everything_in(tmp_path) == [name]


def test_new_folders_belong_to_their_owner_only(tmp_path: Path) -> None:
    durable.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0


def test_leftovers_are_cleared_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f"a.1234{durable.PART_SUFFIX}").write_bytes(b"")
    (tmp_path / "a").write_bytes(b"")
    assert durable.remove_leftovers(tmp_path) == 1
    assert everything_in(tmp_path) == ["a"]


def test_a_move_replaces(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / "b").write_bytes(b"old")
    durable.move(tmp_path / "a", tmp_path / "b")
    assert everything_in(tmp_path) == ["b"]
    assert (tmp_path / "b").read_bytes() == b"new"


TOO_LONG = Path("/") / ("ă" * 300) / "q3.cdrp"


@pytest.mark.parametrize(("reading", "code"), [(True, "file.not_readable"), (False, "file.not_writable")])
def test_a_right_that_is_missing_is_named_by_what_was_wanted(reading: bool, code: str) -> None:
    with pytest.raises(UserError) as caught, durable.translated(Path("/a"), reading=reading):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    assert caught.value.code == code


def test_a_place_that_cannot_be_looked_at_is_refused_in_words(tmp_path: Path) -> None:
    assert not durable.is_there(tmp_path / "a")
    assert durable.is_there(tmp_path)
    with pytest.raises(UserError) as caught:
        durable.is_there(TOO_LONG)
    assert caught.value.code == "file.unreachable"


def test_at_the_outermost_door_a_path_is_refused_and_a_bug_stays_one() -> None:
    with pytest.raises(UserError) as caught, durable.refusing_paths():
        TOO_LONG.stat()
    assert (caught.value.code, caught.value.params) == ("file.unreachable", {"path": str(TOO_LONG)})
    with pytest.raises(UserError) as caught, durable.refusing_paths():
        Path("/").read_bytes()
    assert caught.value.code == "file.unreachable"
    with pytest.raises(OSError, match="bug"), durable.refusing_paths():
        raise OSError("a bug")
