"""Backups: one file with everything, snapshots by themselves, what is done about damage."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.app import Office, backup_facts, open_office, restore_backup
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.crypto.keyfile import renew_recovery
from cultdip_desktop.domain.backup import BackupKind
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.services import backup as backup_service
from cultdip_desktop.services import backup_file as form
from cultdip_desktop.services.backup_file import BackupFile
from cultdip_desktop.store.query import health as health_query
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.schema import media_item
from tests.offices import PASSPHRASE


class Walking(SystemClock):
    """The time of today, moved on by the test."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        """Later than today."""
        return super().now() + self.ahead


@pytest.fixture
def clock() -> Walking:
    return Walking()


@pytest.fixture
def office(mission: Path, clock: Walking) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE, clock=clock) as opened:
        yield opened


@pytest.fixture
def backup(office: Office, tmp_path: Path) -> Path:
    """A whole backup on a stick."""
    (tmp_path / "usb").mkdir()
    return office.backups.make(tmp_path / "usb" / "sao lưu.cdbackup").path


def change(office: Office, name: str) -> None:
    """Something is written."""
    person = office.settings.people()[0]
    with office.desk.store.write("person.save") as tx:
        person_rows.save(tx, type(person)(id=person.id, name=name, rank=person.rank, approver=True))


def code_of(file: Path, home: Path, passphrase: str = PASSPHRASE) -> str:
    """Why it is not restored."""
    with pytest.raises(UserError) as caught:
        restore_backup(file, home, passphrase=passphrase)
    assert not home.exists()
    assert [path.name for path in home.parent.iterdir() if "restoring" in path.name] == []
    return caught.value.code


def test_a_backup_and_the_recovery_code_make_the_office_on_an_empty_machine(office: Office, tmp_path: Path) -> None:
    code = renew_recovery(office.paths.key_file, office._key)
    change(office, "Nguyễn Thị Hoà Bình")
    before = office.digest()
    backup = office.backups.make(tmp_path / "b.cdbackup")
    office.close()
    shutil.rmtree(office.paths.home)
    facts = backup_facts(backup.path)
    assert (facts.office_id, facts.role, facts.counts["events"]) == ("CZ-EMB", "mission", before.counts["events"])
    with restore_backup(backup.path, tmp_path / "máy mới", recovery_code=code) as restored:
        after = restored.digest()
        assert after.content_sha256 == before.content_sha256 == backup.content_sha256
        assert after.counts["action"] == before.counts["action"] + 1
        assert (restored.identity.epoch, restored.new_writer) == (office.identity.epoch + 1, False)
        assert restored.identity.writer_id != office.identity.writer_id
        assert restored.check(deep=True) == []
        assert restored.events.history(limit=1)[0].label == "office.restore"
    with open_office(tmp_path / "máy mới", PASSPHRASE) as again:
        assert again.identity.epoch == office.identity.epoch + 1


def test_headquarters_keeps_its_authority(headquarters: Path, tmp_path: Path) -> None:
    with open_office(headquarters, PASSPHRASE) as office:
        backup = office.backups.make(tmp_path / "hq.cdbackup")
        before = office.digest().content_sha256
    with restore_backup(backup.path, tmp_path / "new", passphrase=PASSPHRASE) as restored:
        assert restored.digest().content_sha256 == before
        assert restored.check(deep=True) == []
        assert restored.roster is not None
    kept = {path.relative_to(headquarters).as_posix() for path in headquarters.rglob("*") if path.is_file()}
    again = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert kept - again <= {"office.lock", "office.db-wal", "office.db-shm"}


def test_the_folder_of_an_office_is_in_an_ordinary_tar(office: Office, backup: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(backup, tmp_path / "by hand", "tar")
    for path in (tmp_path / "by hand" / "media").rglob("*.sealed"):
        assert path.read_bytes() == (office.paths.media / path.parent.name / path.name).read_bytes()


@pytest.mark.parametrize("tenth", range(10))
def test_a_changed_byte_is_noticed_wherever_it_is(backup: Path, tmp_path: Path, tenth: int) -> None:
    data = bytearray(backup.read_bytes())
    data[min(len(data) - 1, 700 + (len(data) - 701) * tenth // 9)] ^= 1
    backup.write_bytes(data)
    assert code_of(backup, tmp_path / "new").startswith(("backup.", "office."))


def test_every_header_and_padding_is_compared(backup: Path, tmp_path: Path) -> None:
    original = backup.read_bytes()
    found = BackupFile.open(backup)
    places = [0, 100, 511, 512, *(start - 1 for start in found._places.values()), len(original) - 1]
    for place in places:
        data = bytearray(original)
        data[place] ^= 1
        backup.write_bytes(data)
        assert code_of(backup, tmp_path / "new").startswith("backup.")


def test_a_backup_that_was_not_copied_to_its_end_is_refused(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    for length in (0, 100, 512, 2000, len(data) // 2, len(data) - 1):
        backup.write_bytes(data[:length])
        assert code_of(backup, tmp_path / "new") in ("backup.foreign", "backup.damaged", "backup.cut")
    backup.write_bytes(data + b"\0")
    assert code_of(backup, tmp_path / "new") == "backup.cut"


def forged(backup: Path, change: dict[str, str], *, data_key: bytes | None = None) -> None:
    """Rename members, with digests and lengths that fit again; signed anew where the key is given."""
    found = BackupFile.open(backup)
    contents = [b"".join(found.chunks(one)) for one in found.members]
    members = [form.Member(change.get(one.name, one.name), one.size, one.sha256) for one in found.members]
    listed = form.members_bytes(members)
    about = replace(found.about, members_bytes=len(listed), members_sha256=sha256(listed).hexdigest())
    while True:
        length = form.length(len(form.about_bytes(about)), len(listed), members)
        if length == about.bytes:
            break
        about = replace(about, bytes=length)
    if data_key is not None:
        about = replace(about, mac=form.mac_of(about, data_key))
    with backup.open("wb") as handle:
        for name, data in [
            (form.ABOUT, form.about_bytes(about)),
            (form.MEMBERS, listed),
            *((one.name, data) for one, data in zip(members, contents, strict=True)),
        ]:
            handle.write(form.header(name, len(data)) + data + bytes(form.padding(len(data))))
        handle.write(bytes(1024))


@pytest.mark.parametrize(
    "name",
    [
        "../trust",
        "/etc/passwd",
        "trust/../../x",
        "media/../x",
        "trust/sub/x",
        "trust/.hidden",
        "C:x",
        "trust/a\\b",
        "x",
    ],
)
def test_no_name_leaves_the_folder_not_even_signed(office: Office, backup: Path, tmp_path: Path, name: str) -> None:
    forged(backup, {"trust/root.pem": name}, data_key=office._key.data_key)
    assert code_of(backup, tmp_path / "new") == "backup.damaged"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["headquarters", "mission", "usb"]


def test_no_name_stands_twice(office: Office, backup: Path, tmp_path: Path) -> None:
    forged(backup, {"trust/root.pem": "trust/CHAIN.pem"}, data_key=office._key.data_key)
    assert code_of(backup, tmp_path / "new") == "backup.damaged"


def test_members_cannot_be_swapped_without_the_office_s_key(office: Office, backup: Path, tmp_path: Path) -> None:
    swap = {"trust/root.pem": "trust/chain.pem", "trust/chain.pem": "trust/root.pem"}
    forged(backup, swap)
    assert code_of(backup, tmp_path / "new") == "backup.changed"
    forged(backup, swap, data_key=b"\1" * 32)
    assert code_of(backup, tmp_path / "new") == "backup.changed"


def test_a_wrong_passphrase_and_a_folder_in_use_leave_everything_as_it_was(backup: Path, tmp_path: Path) -> None:
    assert code_of(backup, tmp_path / "new", "không phải mật khẩu này") == "office.wrong_passphrase"
    used = tmp_path / "used"
    used.mkdir()
    (used / "thư.txt").write_text("giữ lại", "utf-8")
    with pytest.raises(UserError) as caught:
        restore_backup(backup, used, passphrase=PASSPHRASE)
    assert caught.value.code == "backup.home_used"
    assert [path.name for path in used.iterdir()] == ["thư.txt"]


def test_restoring_into_an_empty_folder_is_fine(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with restore_backup(backup, tmp_path / "empty", passphrase=PASSPHRASE) as office:
        assert office.digest().content_sha256 == backup_facts(backup).content_sha256


class StopAt:
    """Somebody cancels at the n-th step."""

    def __init__(self, number: int) -> None:
        self.left = number

    def step(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("number", [0, 1, 3, 8, 15, 22])
def test_a_cancelled_backup_and_a_cancelled_restore_leave_nothing(
    office: Office, backup: Path, tmp_path: Path, number: int
) -> None:
    with pytest.raises(Cancelled):
        office.backups.make(tmp_path / "usb" / "other.cdbackup", StopAt(number))
    assert [path.name for path in (tmp_path / "usb").iterdir()] == [backup.name]
    assert list(office.paths.staging.iterdir()) == []
    with pytest.raises(Cancelled):
        restore_backup(backup, tmp_path / "new", passphrase=PASSPHRASE, progress=StopAt(number % 10))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["headquarters", "mission", "usb"]


def test_what_killed_backups_left_goes_with_the_next_ones(office: Office, tmp_path: Path) -> None:
    office.paths.staging.mkdir(exist_ok=True)
    (office.paths.staging / "backup-0a1b.db").write_bytes(b"x")
    (office.paths.staging / "drill-0a1b").mkdir()
    fresh = office.paths.staging / "backup-0c2d.db"
    fresh.write_bytes(b"x")
    for left in ("backup-0a1b.db", "drill-0a1b"):
        os.utime(office.paths.staging / left, (0, 0))
    part = tmp_path / "b.cdbackup.01234567.part"
    part.write_bytes(b"x")
    office.backups.make(tmp_path / "b.cdbackup")
    assert list(office.paths.staging.iterdir()) == [fresh], "another one may be under way"
    assert not part.exists()


def test_a_backup_never_replaces_a_file(office: Office, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(UserError) as caught:
        office.backups.make(backup)
    assert caught.value.code == "file.exists"
    assert backup.read_bytes() == before


def test_a_snapshot_is_taken_when_something_changed_and_an_hour_has_passed(office: Office, clock: Walking) -> None:
    first = office.backups.automatic()
    assert first is not None
    assert (first.kind, first.verified) == (BackupKind.AUTOMATIC, True)
    assert office.backups.automatic() is None
    clock.ahead = timedelta(hours=2)
    assert office.backups.automatic() is None, "nothing has changed"
    change(office, "Trần Văn Đức")
    second = office.backups.automatic()
    assert second is not None
    change(office, "Trần Văn Đạt")
    assert office.backups.automatic() is None, "an hour has not passed"
    third = office.backups.automatic(reason="before_import")
    assert third is not None
    assert [info.path for info in office.backups.list()] == [third.path, first.path], "one of an hour stays"
    assert office.backups.last() == third


def test_originals_go_into_the_pool_once_and_out_when_no_snapshot_names_them(
    office: Office, clock: Walking, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.backups.automatic()
    pool = next(office.backups.folder.glob("*-pool"))
    files = {path: path.stat().st_ino for path in pool.rglob("*.sealed")}
    assert len(files) == 4
    clock.ahead = timedelta(hours=2)
    change(office, "Lê Thị Mai")
    office.backups.automatic()
    assert {path: path.stat().st_ino for path in pool.rglob("*.sealed")} == files
    with office.desk.store.write("media.purge") as tx:
        gone = health_query.originals(tx)[0].sha256
        tx.connection.execute(sa.delete(media_item).where(media_item.c.sha256 == gone))
    clock.ahead = timedelta(hours=4)
    monkeypatch.setattr(backup_service, "superfluous", lambda taken: sorted(taken, key=lambda one: one.at)[:-1])
    office.backups.automatic()
    assert len(office.backups.list()) == 1
    assert {path.stem for path in pool.rglob("*.sealed")} == {path.stem for path in files} - {gone}


def test_a_snapshot_restores_with_what_lies_in_the_pool(office: Office, tmp_path: Path) -> None:
    info = office.backups.automatic()
    assert info is not None
    drill = office.backups.drill(info)
    assert drill.matches
    assert drill.counts == info.counts
    assert list(office.paths.staging.iterdir()) == []
    with restore_backup(info.path, tmp_path / "new", passphrase=PASSPHRASE) as restored:
        assert restored.digest().content_sha256 == info.content_sha256
        assert restored.check(deep=True) == []


def test_a_snapshot_without_its_pool_says_what_is_missing(office: Office, tmp_path: Path) -> None:
    info = office.backups.automatic()
    assert info is not None
    alone = Path(shutil.copy(info.path, tmp_path / "alone.cdbackup"))
    assert code_of(alone, tmp_path / "new") == "backup.pool_missing"


def test_a_folder_that_cannot_be_written_is_refused_even_while_nothing_has_to_move(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    with pytest.raises(UserError) as caught:
        office.backups.move_to(tmp_path)
    assert caught.value.code == "file.not_writable"
    assert office.backups.folder == office.paths.backups


def test_snapshots_move_to_another_folder(office: Office, tmp_path: Path) -> None:
    office.backups.automatic()
    old, stick = office.backups.folder, tmp_path / "ổ ngoài"
    stick.mkdir()
    assert office.backups.move_to(stick) == 1
    assert office.backups.folder == stick
    (info,) = office.backups.list()
    assert info.path.parent == stick
    assert office.backups.drill(info).matches
    assert list(old.iterdir()) == []
    shutil.rmtree(stick)
    assert [finding.code for finding in office.check(deep=False)] == ["backup.folder_missing"]
    with pytest.raises(UserError) as caught:
        office.backups.automatic(reason="before_restore")
    assert caught.value.code == "backup.folder_missing"


def test_a_nearly_full_disk_gets_no_snapshot(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    full = type(shutil.disk_usage("/"))(1 << 40, (1 << 40) - (100 << 20), 100 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(UserError) as caught:
        office.backups.automatic()
    assert caught.value.code == "backup.no_space"
    assert office.backups.list() == ()
    assert [finding.code for finding in office.check(deep=False)] == ["backup.no_space"]


def test_a_damaged_and_a_missing_original_are_named_with_their_event_and_healed(office: Office) -> None:
    office.backups.automatic()
    blobs = sorted(office.paths.media.rglob("*.sealed"))
    whole = [blob.read_bytes() for blob in blobs]
    blobs[0].unlink()
    blobs[1].write_bytes(whole[1][:-1] + bytes([whole[1][-1] ^ 1]))
    found = office.check(deep=True)
    assert sorted(finding.code for finding in found) == ["media.blob_damaged", "media.blob_missing"]
    with office.desk.store.read() as tx:
        named = {one.file_name: one.event_title for one in health_query.originals(tx)}
    for finding in found:
        assert finding.params["event"] == named[finding.detail]
        told = finding.told(Words("vi"))
        assert finding.detail in told.message
        assert named[finding.detail].vi in told.message
        assert "check --heal" in told.advice
    healed = office.backups.heal()
    assert (len(healed.healed), healed.lost) == (2, ())
    assert [blob.read_bytes() for blob in blobs] == whole
    assert office.check(deep=True) == []


def test_what_is_damaged_in_the_backup_too_is_lost_and_named(office: Office) -> None:
    office.backups.automatic()
    blob = next(office.paths.media.rglob("*.sealed"))
    pooled = next(office.backups.folder.rglob(blob.name))
    blob.unlink()
    pooled.write_bytes(pooled.read_bytes()[:-5] + b"xxxxx")
    healed = office.backups.heal()
    assert (healed.healed, len(healed.lost)) == ((), 1)
    codes = sorted(finding.code for finding in office.check(deep=True))
    assert codes == ["backup.damaged", "media.blob_missing"]


def test_a_damaged_original_never_enters_the_pool(office: Office) -> None:
    blob = next(office.paths.media.rglob("*.sealed"))
    blob.write_bytes(blob.read_bytes()[:-5] + b"xxxxx")
    info = office.backups.automatic()
    assert info is not None
    assert BackupFile.open(info.path).member(f"media/{blob.parent.name}/{blob.name}") is None


def test_a_changed_backup_is_listed_as_not_genuine_and_found(office: Office) -> None:
    info = office.backups.automatic()
    assert info is not None
    data = info.path.read_bytes()
    info.path.write_bytes(data.replace(b'"events":', b'"eventz":', 1))
    assert [row.verified for row in office.backups.list()] == [False]
    assert office.backups.last() is None
    assert "backup.changed" in [finding.code for finding in office.check(deep=False)]


def test_an_old_backup_is_found_only_when_something_has_changed_since(office: Office, clock: Walking) -> None:
    office.backups.automatic()
    clock.ahead = timedelta(days=30)
    assert office.check(deep=False) == []
    change(office, "Phạm Thị Hồng")
    assert [finding.code for finding in office.check(deep=False)] == ["backup.stale"]
    shutil.rmtree(office.backups.folder)
    assert [finding.code for finding in office.check(deep=False)] == ["backup.none"]


def test_a_command_takes_one_snapshot_a_day(office: Office, clock: Walking) -> None:
    assert office.backups.at_opening() is None, "the office is not a day old"
    clock.ahead = timedelta(days=2)
    assert office.backups.at_opening() is not None
    change(office, "Vũ Hoàng Anh")
    assert office.backups.at_opening() is None
    clock.ahead = timedelta(days=3, minutes=1)
    assert office.backups.at_opening() is not None


def test_a_folder_for_media_on_a_read_only_disk_is_no_reason_to_fail(office: Office, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = tmp_path / "ro"
    folder.mkdir(mode=0o500)
    with pytest.raises(UserError) as caught:
        office.backups.make(folder / "b.cdbackup")
    assert caught.value.code == "file.not_writable"


def test_an_office_that_can_only_be_read_is_backed_up(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.touch

    def touch(self: Path, mode: int = 0o666, exist_ok: bool = True) -> None:
        if office.paths.home in self.parents:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))
        plain(self, mode, exist_ok)

    monkeypatch.setattr(Path, "touch", touch)
    before = sorted(office.paths.home.rglob("*"))
    made = office.backups.make(tmp_path / "sao lưu.cdbk")
    assert made.content_sha256 == office.digest().content_sha256
    assert [one.name for one in tmp_path.glob("sao*")] == ["sao lưu.cdbk"]
    assert set(before) >= set(office.paths.home.rglob("*")) - {office.paths.staging}
