"""A copy of the store while others write, and a store that notices that it is a copy."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from cultdip_desktop.core import machine
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store import backup, check, place
from cultdip_desktop.store.backup import Origin
from cultdip_desktop.store.engine import Secret
from cultdip_desktop.store.query.digest import digest
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.store import Store
from tests.store.factory import KEY, SALT, added, full_event

SECRET = Secret(KEY, SALT)
PAGE = 4096
PRAHA = OfficeIdentity(
    id="CZ-EMB",
    role=OfficeRole.MISSION,
    name=BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam in the Czech Republic"),
    short_name=BiText("ĐSQ tại Séc", "Embassy in Praha"),
    city=BiText("Praha", "Prague"),
    country="CZ",
    zone="Europe/Prague",
    currency="CZK",
    language="vi",
    writer_id="01930000-0000-7000-8000-000000000001",
    epoch=1,
)


@pytest.fixture
def office(tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds) -> Path:
    """A store with an office in it, closed."""
    path = tmp_path / "office" / "office.db"
    store = Store.create(path, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    with store.write("office.create") as tx:
        office_rows.save_identity(tx, PRAHA)
    place.settle(store)
    store.close()
    return path


@pytest.fixture
def opened(office: Path, fixed_clock: FixedClock, seeded_ids: SeededIds) -> Store:
    return Store.open(office, KEY, SALT, clock=fixed_clock, ids=seeded_ids)


def facts(store: Store) -> tuple[str, int, int]:
    """Content, epoch and number of actions."""
    with store.read() as tx:
        found = digest(tx)
        return found.content_sha256, office_rows.identity(tx).epoch, found.counts["action"]


def test_a_copy_is_the_store_of_one_moment_however_much_is_written_meanwhile(opened: Store, tmp_path: Path) -> None:
    for _number in range(40):
        added(opened, full_event(opened._ids))
    written, stop = [0], threading.Event()

    def write() -> None:
        while not stop.is_set():
            added(opened, full_event(opened._ids))
            written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        said = [
            backup.copy(Origin(opened.path, SECRET), tmp_path / f"{number}.db", NoProgress()) for number in range(5)
        ]
    finally:
        stop.set()
        writer.join()
    assert written[0] > 0
    for number, moment in enumerate(said):
        assert backup.examine(tmp_path / f"{number}.db", SECRET) == moment
    copy = Store.open(tmp_path / "4.db", KEY, SALT, clock=opened._clock, ids=opened._ids)
    assert check.check(copy, deep=True) == []
    copy.close()
    opened.close()


def test_a_copy_that_is_stopped_says_so(opened: Store, tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        backup.copy(Origin(opened.path, SECRET), tmp_path / "copy.db", Stop())
    opened.close()


def test_a_damaged_page_is_never_copied(opened: Store, tmp_path: Path) -> None:
    for _number in range(40):
        added(opened, full_event(opened._ids))
    opened.close()
    whole = opened.path.read_bytes()
    for number in range(0, len(whole) // PAGE, 3):
        data = bytearray(whole)
        data[number * PAGE + 100] ^= 1
        opened.path.write_bytes(data)
        with pytest.raises(UserError) as caught:
            backup.copy(Origin(opened.path, SECRET), tmp_path / f"copy{number}.db", NoProgress())
        assert caught.value.code in ("store.damaged", "store.wrong_key"), number  # the first page tells whose key it is


def test_plain_reopening_and_moving_the_folder_change_nothing(
    office: Path, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    moved = office.parent.rename(tmp_path / "chuyển đi") / office.name
    for _time in range(2):
        store = Store.open(moved, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
        assert not place.settle(store)
        assert facts(store)[1:] == (1, 1)
        store.close()


def test_a_copied_folder_is_another_writer_once(
    office: Path, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    shutil.copytree(office.parent, tmp_path / "bản sao")
    copied = tmp_path / "bản sao" / office.name
    store = Store.open(office, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    content = facts(store)[0]
    assert not place.settle(store)
    store.close()
    store = Store.open(copied, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    assert place.settle(store)
    assert not place.settle(store)
    assert facts(store) == (content, 2, 2)
    with store.read() as tx:
        assert office_rows.identity(tx).writer_id != PRAHA.writer_id
    assert check.check(store, deep=True) == []
    store.close()


def test_another_machine_is_another_writer(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "machine_id", lambda: "f" * 32)
    assert place.settle(opened)
    assert facts(opened)[1] == 2
    opened.close()


def test_where_files_have_no_lasting_numbers_only_the_machine_counts(
    office: Path, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_mounted", lambda _path: "vfat")
    stick = Store.open(office, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    assert place.settle(stick)  # it came from a disk to a stick
    stick.close()
    shutil.copytree(office.parent, tmp_path / "copy")
    again = Store.open(tmp_path / "copy" / office.name, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    assert not place.settle(again)
    again.close()


def test_the_kind_of_a_file_system_is_that_of_the_nearest_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"40 22 8:17 / {str(tmp_path).replace(' ', chr(92) + '040')} rw,nosuid - vfat /dev/sdb1 rw\n",
        "utf-8",
    )
    monkeypatch.setattr(machine, "_MOUNTS", mounts)
    file = tmp_path / "office.db"
    file.touch()
    assert machine.file_id(file) == machine.NO_NUMBER
    assert machine.file_id(Path("/etc/hostname" if Path("/etc/hostname").exists() else "/")) != machine.NO_NUMBER
