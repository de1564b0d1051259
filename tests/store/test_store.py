"""Opening, reading, writing: what a store promises whatever it holds."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store import chain
from cultdip_desktop.store.engine import Secret, connect, require_sqlite
from cultdip_desktop.store.query import digest, history
from cultdip_desktop.store.repo import event, office
from cultdip_desktop.store.store import Store
from tests.store.factory import KEY, SALT, added, full_event, titled


def test_a_store_is_unreadable_without_its_key(store: Store, path: Path, seeded_ids: SeededIds) -> None:
    added(store, full_event(seeded_ids))
    store.close()
    assert b"Trung thu" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_another_key_is_refused_and_leaves_the_file_alone(
    path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Store.open(path, bytes(32), SALT, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == "store.wrong_key"
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["office.db"]


def test_the_salt_of_the_key_file_opens_a_store_whose_first_bytes_are_torn(
    path: Path, open_store: Callable[..., Store]
) -> None:
    data = bytearray(path.read_bytes())
    data[:16] = bytes(16)
    path.write_bytes(data)
    with open_store().read() as tx:
        assert office.get_setting(tx, "language", "vi") == "vi"


def test_a_flipped_bit_in_the_first_page_is_called_damage(path: Path, open_store: Callable[..., Store]) -> None:
    _flip(path, 100)
    with pytest.raises(UserError) as caught:
        open_store()
    assert caught.value.code == "store.damaged"


def test_a_missing_store_is_named(fixed_clock: FixedClock, seeded_ids: SeededIds, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        Store.open(tmp_path / "nowhere.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == "store.missing"


def test_an_existing_file_is_never_replaced_by_a_new_store(
    path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Store.create(path, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == "file.exists"
    assert path.read_bytes() == before


def test_an_old_sqlite_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        require_sqlite((3, 51, 2))
    assert caught.value.code == "store.sqlite_too_old"
    assert caught.value.params == {"found": "3.51.2", "needed": "3.51.3"}


def test_the_file_is_guarded_as_decided(store: Store) -> None:
    with store.write("setting.change") as tx:
        values = {
            name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "mmap_size",
                "trusted_schema",
                "cell_size_check",
            )
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "mmap_size": 0,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


def test_a_failed_action_leaves_nothing(store: Store, seeded_ids: SeededIds) -> None:
    with store.read() as tx:
        before = digest.digest(tx)
    with pytest.raises(ZeroDivisionError), store.write("event.add") as writer:
        event.insert(writer, full_event(seeded_ids))
        1 / 0  # noqa: B018 - the fault
    with store.read() as tx:
        assert digest.digest(tx) == before
    assert added(store, titled(seeded_ids, "Phở"))[0].number == "SK-2026-001"


def test_a_killed_process_leaves_nothing(path: Path, open_store: Callable[..., Store]) -> None:
    program = f"""
import os
from pathlib import Path
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.ids import ClockIds
from cultdip_desktop.store.repo import office
from cultdip_desktop.store.store import Store
clock = SystemClock()
store = Store.open(Path({str(path)!r}), {KEY!r}, {SALT!r}, clock=clock, ids=ClockIds(clock))
with store.write("setting.change") as tx:
    office.set_setting(tx, "language", "vi")
with store.write("setting.change") as tx:
    office.set_setting(tx, "language", "en")
    os._exit(9)
"""
    folder = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False, timeout=60)
    assert done.returncode == 9
    with open_store().read() as tx:
        assert office.get_setting(tx, "language") == "vi"
        assert history.head(tx).count == 1


def test_an_action_that_touches_nothing_is_no_action(store: Store) -> None:
    with store.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
    assert tx.change_set.kinds == {"setting"}
    assert tx.change_set.ids == {"language"}
    with store.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
    assert not tx.change_set
    with store.read() as reader:
        assert history.head(reader).count == 1


def test_the_change_set_is_unknown_before_the_commit(store: Store) -> None:
    with store.write("setting.change") as tx, pytest.raises(RuntimeError):
        assert tx.change_set


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.read() as tx:
        assert office.get_setting(tx, "language") is None
        with store.write("setting.change") as writer:
            office.set_setting(writer, "language", "vi")
        assert office.get_setting(tx, "language") is None
    with store.read() as tx:
        assert office.get_setting(tx, "language") == "vi"


def test_readers_of_several_threads_do_not_disturb_one_another(store: Store, seeded_ids: SeededIds) -> None:
    new = added(store, full_event(seeded_ids))[0]
    found: list[str] = []

    def look() -> None:
        with store.read() as tx:
            found.append(event.get(tx, new.id).title.vi)

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [new.title.vi] * 6


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(UserError) as caught, store.read() as tx:
        tx.connection.exec_driver_sql("DELETE FROM setting")
    assert caught.value.code == "file.not_writable"


def test_a_write_inside_a_write_is_a_mistake_of_ours(store: Store) -> None:
    with store.write("one"), pytest.raises(RuntimeError), store.write("two"):
        pass


def test_a_store_opened_for_reading_refuses_to_write(open_store: Callable[..., Store]) -> None:
    reading = open_store(read_only=True)
    with pytest.raises(RuntimeError), reading.write("setting.change"):
        pass


def test_a_reading_command_works_while_the_window_writes(store: Store, open_store: Callable[..., Store]) -> None:
    with store.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
        with open_store(read_only=True).read() as reader:
            assert office.get_setting(reader, "language") is None


def test_two_processes_at_headquarters_write_one_chain(open_store: Callable[..., Store]) -> None:
    desks = (open_store(shared=True), open_store(shared=True))
    for at in range(4):
        with desks[at % 2].write("setting.change") as tx:
            office.set_setting(tx, "desk", at)
    with desks[0].read() as reader:
        assert history.head(reader).count == 4
        assert chain.first_break(reader.connection) is None


def test_a_write_that_waits_too_long_changes_nothing_and_may_be_tried_again(open_store: Callable[..., Store]) -> None:
    first, second = open_store(), open_store()
    assert second._writing is not None
    second._writing.exec_driver_sql("PRAGMA busy_timeout = 0")
    second._writing.rollback()
    with first.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
        with pytest.raises(UserError) as caught, second.write("setting.change"):
            pass
        assert caught.value.code == "store.busy"
    with second.write("setting.change") as tx:
        office.set_setting(tx, "language", "en")
    assert tx.change_set


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="changing the user needs root")
def test_a_read_only_folder_is_read_but_not_written(path: Path) -> None:
    program = f"""
import os, sys
from pathlib import Path
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import ClockIds
from cultdip_desktop.store.query import digest
from cultdip_desktop.store.store import Store
clock = SystemClock()
given = dict(clock=clock, ids=ClockIds(clock))
Store.open(Path({str(path)!r}), {KEY!r}, {SALT!r}, **given).close()  # loads what only root may load here
os.setuid(65534)
copy = Path(sys.argv[1])
store = Store.open(copy, {KEY!r}, {SALT!r}, read_only=True, **given)
with store.read() as tx:
    print(digest.digest(tx).counts["events"])
store.close()
try:
    Store.open(copy, {KEY!r}, {SALT!r}, **given)
except UserError as error:
    print(error.code)
"""
    folder = Path(tempfile.mkdtemp())
    try:
        copy = Path(shutil.copy(path, folder))
        copy.chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", program, str(copy)]
        done = subprocess.run(
            command, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True, timeout=60
        )
        assert done.stdout.split() == ["0", "file.not_writable"]
        assert copy.read_bytes() == path.read_bytes()
        assert [file.name for file in folder.iterdir()] == ["office.db"]
    finally:
        shutil.rmtree(folder)


def test_closing_leaves_a_single_file(store: Store, path: Path) -> None:
    with store.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["office.db"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_drive_ends_the_action_and_keeps_what_was_there(
    fixed_clock: FixedClock, seeded_ids: SeededIds, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", drive], check=False, timeout=20).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        small = Store.create(drive / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids)
        with small.write("setting.change") as tx:
            office.set_setting(tx, "language", "vi")
        with pytest.raises(UserError) as caught, small.write("setting.change") as tx:
            office.set_setting(tx, "motto", "Ngoại giao văn hóa " * 200_000)
        assert caught.value.code == "file.no_space"
        with small.read() as reader:
            assert office.get_setting(reader, "language") == "vi"
            assert office.get_setting(reader, "motto") is None
        small.close()
    finally:
        subprocess.run(["umount", drive], check=True, timeout=20)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_store_on_a_drive_without_a_free_byte_can_be_read_and_says_why_it_cannot_be_written(
    fixed_clock: FixedClock, seeded_ids: SeededIds, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", drive], check=False, timeout=20).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        Store.create(drive / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids).close()
        with contextlib.suppress(OSError), (drive / "đầy").open("wb", buffering=0) as filler:
            while filler.write(b"x" * 4096):
                pass
        for _ in range(2):
            reading = Store.open(drive / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids, read_only=True)
            with reading.read() as reader:
                assert office.get_setting(reader, "language") is None
            reading.close()
            with pytest.raises(UserError) as caught:
                Store.open(drive / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids)
            assert caught.value.code == "file.no_space"
    finally:
        subprocess.run(["umount", drive], check=True, timeout=20)


def test_a_switched_off_log_is_noticed_at_opening(path: Path, open_store: Callable[..., Store]) -> None:
    connection = connect(path, Secret(KEY, SALT), mode="rw")
    connection.execute("DROP TRIGGER log_event_update")
    connection.close()
    with pytest.raises(UserError) as caught:
        open_store()
    assert caught.value.code == "store.log_changed"


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
