"""What the fault harness found once: refusals of the office's own disk, seen from the services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cultdip_desktop import app
from cultdip_desktop.app import open_office, restore_backup
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.period import Period
from cultdip_desktop.media.vault import Vault
from cultdip_desktop.services.sealing import Sealing
from cultdip_desktop.store import backup as store_backup
from cultdip_desktop.store.backup import Origin
from cultdip_desktop.store.engine import Secret
from cultdip_desktop.store.query.events import EventFilter
from tests.filetypes import samples
from tests.offices import PASSPHRASE

PERIOD = Period.parse("2026-Q3")


def refusing(code: str) -> Callable[..., None]:
    def refuse(*_args: object, **_options: object) -> None:
        raise UserError(code)

    return refuse


def test_a_named_package_stays_when_the_store_has_no_room_for_the_last_word(
    mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(mission, PASSPHRASE) as office:
        with monkeypatch.context() as full:
            full.setattr(Sealing, "_confirm", refusing("file.no_space"))
            first = office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
        second = office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE)
        assert (first.seq, second.seq) == (1, 2)
        assert [row.seq for row in office.packages.sent() if row.container_sha256] == [2, 1]
        assert office.check(deep=True) == []


def test_a_reservation_that_cannot_be_taken_back_is_given_up_before_the_next_export(
    mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(mission, PASSPHRASE) as office:
        with monkeypatch.context() as full:
            full.setattr(durable, "_give_name", refusing("file.no_space"))
            full.setattr(Sealing, "_release", refusing("file.no_space"))
            with pytest.raises(UserError):
                office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
        assert office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE).seq == 1
        assert office.check(deep=True) == []


def test_a_file_whose_name_the_disk_does_not_keep_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_folder: Path) -> None:
        raise OSError(5, "input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(durable, "sync_folder", failing)
        with pytest.raises(UserError):
            durable.write_bytes(tmp_path / "a", b"1", replace=False)
    assert list(tmp_path.iterdir()) == []
    durable.write_bytes(tmp_path / "a", b"1", replace=False)


def test_a_disk_that_takes_no_original_takes_no_row_of_the_others_either(
    mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [tmp_path / "một.jpg", tmp_path / "hai.jpg"]
    photos[0].write_bytes(samples.jpeg())
    photos[1].write_bytes(samples.plain_jpeg())
    seal, names = Vault._seal, []

    def second_fails(vault: Vault, handle: object, sha256: str, watch: object, name: str) -> None:
        names.append(name)
        if len(names) > 1:
            raise UserError("file.unreachable")
        seal(vault, handle, sha256, watch, name)  # type: ignore[arg-type]

    with open_office(mission, PASSPHRASE) as office:
        event = office.events.find_ids(EventFilter())[0]
        before = office.media.of_event(event)
        monkeypatch.setattr(Vault, "_seal", second_fails)
        with pytest.raises(UserError, match=r"file\.unreachable"):
            office.media.attach(event, photos)
        assert office.media.of_event(event) == before


def test_a_backup_says_that_the_disk_is_full(tmp_path: Path, mission: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with open_office(mission, PASSPHRASE) as office:
        key = office._key
        target = tmp_path / "copy.db"
        target.symlink_to("/dev/full")
        with pytest.raises(UserError) as caught:
            store_backup.copy(Origin(office.paths.store, Secret(key.store_key, key.store_salt)), target, NoProgress())
    assert caught.value.code in ("file.no_space", "store.disk_failed", "file.not_writable")


def test_a_restore_that_cannot_open_its_office_leaves_nothing_in_the_way(
    mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(mission, PASSPHRASE) as office:
        office.backups.make(tmp_path / "all.cdbackup")
    home = tmp_path / "restored"
    with monkeypatch.context() as full:
        full.setattr(app, "open_office", refusing("store.disk_failed"))
        with pytest.raises(UserError):
            restore_backup(tmp_path / "all.cdbackup", home, passphrase=PASSPHRASE)
    assert not home.exists()
    restore_backup(tmp_path / "all.cdbackup", home, passphrase=PASSPHRASE).close()
