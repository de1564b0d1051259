"""Originals in the vault: sealed, kept once, and never half there."""

from __future__ import annotations

import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.crypto.blobs import Blobs
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.media.intake import take_in
from cultdip_desktop.media.pictures import NoPicture, Picture
from cultdip_desktop.media.vault import Vault
from tests.filetypes import samples


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "media", Blobs(bytes(range(32))))


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def test_an_original_comes_back_byte_for_byte_and_lies_sealed(vault: Vault, tmp_path: Path) -> None:
    photo = tmp_path / "Khai mạc.jpg"
    photo.write_bytes(samples.jpeg(6))
    stored = vault.add(photo)
    assert stored.sha256 == sha256(photo.read_bytes()).hexdigest()
    assert (stored.width, stored.height) == (96, 160)
    assert stored.has_location
    assert not stored.existing
    assert vault.read(stored.sha256) == photo.read_bytes()
    assert files(tmp_path) == [vault.path_of(stored.sha256)]
    assert b"JFIF" not in vault.path_of(stored.sha256).read_bytes()
    assert vault.verify(stored.sha256) == stored.size
    assert list(vault.digests()) == [stored.sha256]


def test_the_same_content_under_another_name_is_recognised_and_kept_once(vault: Vault, tmp_path: Path) -> None:
    vault.add(samples.jpeg(), "một.jpg")
    before = files(tmp_path)[0].stat().st_mtime_ns
    again = vault.add(samples.jpeg(), "hai.png")
    assert again.existing
    assert [path.stat().st_mtime_ns for path in files(tmp_path)] == [before]


def test_a_damaged_blob_is_named_and_mended_when_its_original_comes_again(vault: Vault) -> None:
    digest = vault.add(samples.jpeg()).sha256
    path = vault.path_of(digest)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UserError) as caught:
        vault.verify(digest)
    assert caught.value.code == "media.blob_damaged"
    assert not vault.add(samples.jpeg()).existing
    assert vault.verify(digest)


def test_a_missing_blob_is_named(vault: Vault) -> None:
    assert not vault.exists("0" * 64)
    with pytest.raises(UserError) as caught:
        vault.read("0" * 64)
    assert caught.value.code == "media.blob_missing"
    with pytest.raises(ValueError, match="digest"):
        vault.exists("../../etc/passwd")


def test_a_cancel_at_any_moment_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    film = samples.mp4() + samples.box(b"free", bytes(5 * 1024 * 1024))
    for stop in range(1, 13):

        class Impatient:
            steps = 0

            def step(self, done: int, total: int, what: str = "", stop: int = stop) -> None:
                assert 0 <= done <= total
                assert what == "phim.mp4"
                self.steps += 1
                if self.steps == stop:
                    raise Cancelled

        with pytest.raises(Cancelled):
            vault.add(film, "phim.mp4", Impatient())
        assert files(tmp_path) == []


def test_refused_files_and_broken_pictures_leave_nothing(vault: Vault, tmp_path: Path) -> None:
    for data, code in ((b"MZ", "media.executable"), (samples.plain_jpeg((600, 600))[:5000], "media.damaged")):
        with pytest.raises(UserError) as caught:
            take_in(vault, data, "ảnh.jpg")
        assert caught.value.code == code
    assert files(tmp_path) == []


def test_folders_pipes_and_missing_files_are_refused_without_waiting(vault: Vault, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống")
    for name, code in (("ống", "media.not_a_file"), (".", "media.not_a_file"), ("không có.jpg", "media.unreadable")):
        with pytest.raises(UserError) as caught:
            take_in(vault, tmp_path / name)
        assert caught.value.code == code
        with pytest.raises(UserError):
            vault.add(tmp_path / name)


def test_a_file_that_changes_while_it_is_read_is_refused(vault: Vault, tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(samples.jpeg())

    class Meddling:
        def step(self, done: int, total: int, what: str = "") -> None:
            if done == total // 2:
                photo.write_bytes(samples.plain_jpeg())

    with pytest.raises(UserError) as caught:
        vault.add(photo, progress=Meddling())
    assert caught.value.code == "media.changed_while_reading"
    assert files(tmp_path) == []


def test_taking_in_gives_a_thumbnail_for_pictures_only(vault: Vault) -> None:
    assert isinstance(take_in(vault, samples.jpeg(), "ảnh.jpg").thumbnail, Picture)
    assert take_in(vault, samples.pdf(), "công văn.pdf").thumbnail == NoPicture("document")


def test_the_vault_exports_clean_copies(vault: Vault) -> None:
    stored = vault.add(samples.jpeg())
    target = io.BytesIO()
    result = vault.export(stored.sha256, stored.filetype, stored.size, target)
    assert result == vault.measure_export(stored.sha256, kinds.JPEG, stored.size)
    assert result.sha256 == sha256(target.getvalue()).hexdigest()
    assert samples.SERIAL.encode() not in target.getvalue()
    assert samples.SERIAL.encode() in vault.read(stored.sha256)


def test_a_films_position_is_noticed(vault: Vault) -> None:
    assert vault.add(samples.mp4(), "phim.mp4").has_location
