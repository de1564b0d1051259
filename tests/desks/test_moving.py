"""Headquarters' store on its way to a server and back: equal in every row, or not moved at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import open_office, restore_backup
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.hq import moving as moving_service
from cultdip_desktop.store import check, moving
from cultdip_desktop.store.repo import office as office_rows
from tests import offices
from tests.desks.cluster import Cluster
from tests.offices import PASSPHRASE, ask, digest, run

pytestmark = pytest.mark.slow


@pytest.fixture
def address(cluster: Cluster, base: str) -> str:
    """Of an empty data base."""
    return cluster.url(base)


@pytest.fixture
def received(headquarters: Path, mission: Path, tmp_path: Path) -> Path:
    """A headquarters in its folder that has taken in a package."""
    ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "a.cdrp")
    ask(headquarters, "hq", "import", tmp_path / "a.cdrp")
    return headquarters


def test_a_store_moves_to_a_server_and_back_and_stays_the_same(received: Path, address: str, base: str) -> None:
    before, file = digest(received), OfficePaths(received).store
    moved = ask(received, "hq", "move", "--to", address)
    assert (moved["content_sha256"], moved["history_sha256"]) == (before["content_sha256"], before["history_sha256"])
    assert moved["now"].endswith(f"/{base}")
    left = file.read_bytes()
    assert digest(received) == before
    assert ask(received, "check", "--deep")["findings"] == []
    ask(received, "event", "list")
    assert file.read_bytes() == left
    ask(received, "hq", "move", "--remove-old")
    assert not file.exists()
    assert ask(received, "hq", "move", "--to", "sqlite")["now"] == str(file)
    assert digest(received) == before
    assert ask(received, "check", "--deep")["findings"] == []
    assert "new_writer" not in run("hq", "figures", "--home", received).err
    ask(received, "hq", "move", "--remove-old")


def test_a_headquarters_is_founded_on_a_server_and_the_password_stands_nowhere(tmp_path: Path, address: str) -> None:
    home = tmp_path / "bộ"
    with offices.quick_keys():
        ran = run(
            "hq", "init", "--database", address, "--home", home, "--json", environment={"CULTDIP_PIN": "24681357"}
        )
    assert ran.code == 0, ran.out
    assert not OfficePaths(home).store.exists()
    assert ask(home, "check", "--deep")["findings"] == []
    secrets = ("mật-khẩu".encode(), b"m%E1%BA%ADt-kh%E1%BA%A9u", b"cultdip:m", b"127.0.0.1")
    for file in (one for one in home.rglob("*") if one.is_file()):
        assert not any(secret in file.read_bytes() for secret in secrets), file
    assert "mật-khẩu" not in ran.out + ran.err
    assert "m%E1%BA%ADt" not in ran.out + ran.err


def test_a_founding_that_fails_leaves_nothing(tmp_path: Path, cluster: Cluster) -> None:
    home = tmp_path / "bộ"
    with offices.quick_keys():
        ran = run(
            "hq",
            "init",
            "--database",
            cluster.url("khong_co"),
            "--home",
            home,
            "--json",
            environment={"CULTDIP_PIN": "24681357"},
        )
    assert ran.error == "database.missing"
    assert not home.exists()


def test_a_mission_keeps_its_store_in_its_folder(mission: Path, address: str) -> None:
    ran = run("hq", "move", "--to", address, "--home", mission, "--json")
    assert ran.error == "database.not_headquarters"


def test_a_copy_that_differs_is_not_used(
    received: Path, address: str, monkeypatch: pytest.MonkeyPatch, cluster: Cluster, base: str
) -> None:
    before, real = digest(received), moving.insert_tuples

    def lossy(connection: Any, table: Any, names: Any, rows: list[Any]) -> None:
        real(connection, table, names, rows[1:] if table.name == "event_goal" else rows)

    monkeypatch.setattr(moving, "insert_tuples", lossy)
    ran = run("hq", "move", "--to", address, "--home", received, "--json")
    assert ran.error == "database.differs"
    assert not OfficePaths(received).database.exists()
    assert digest(received) == before


def test_a_text_that_the_server_cannot_keep_stops_the_move(received: Path, address: str) -> None:
    with open_office(received, PASSPHRASE) as office, office.desk.store.write("setting.change") as tx:
        office_rows.set_setting(tx, "motto", "một\x00hai")
        tx.connection.exec_driver_sql("UPDATE setting SET value = char(0) WHERE name = 'motto'")
    before = digest(received)
    assert run("hq", "move", "--to", address, "--home", received, "--json").error == "database.text_refused"
    assert digest(received) == before


@pytest.mark.parametrize("way", ["to server", "to file"])
def test_a_move_that_is_given_up_changes_nothing(received: Path, address: str, way: str) -> None:
    if way == "to file":
        ask(received, "hq", "move", "--to", address)
        ask(received, "hq", "move", "--remove-old")
    before, files = digest(received), sorted(one.name for one in received.iterdir())
    with open_office(received, PASSPHRASE) as office:
        assert office.moving is not None
        target = moving_service.database.at(address)
        with pytest.raises(Cancelled):
            office.moving.to_server(target, _Stop()) if way == "to server" else office.moving.to_file(_Stop())
    assert sorted(one.name for one in received.iterdir()) == files
    assert digest(received) == before


@pytest.mark.parametrize("way", ["to server", "to file"])
def test_a_desk_that_was_open_during_the_move_writes_no_more(received: Path, address: str, way: str) -> None:
    if way == "to file":
        ask(received, "hq", "move", "--to", address)
        ask(received, "hq", "move", "--remove-old")
    with open_office(received, PASSPHRASE) as desk:
        ask(received, "hq", "move", "--to", address if way == "to server" else "sqlite")
        with pytest.raises(UserError) as caught, desk.desk.store.write("setting.change") as tx:
            office_rows.set_setting(tx, "language", "en")
        assert caught.value.code == "store.moved"
    with open_office(received, PASSPHRASE) as desk, desk.desk.store.write("setting.change") as tx:
        office_rows.set_setting(tx, "language", "en")


def test_a_store_does_not_move_to_where_it_is_nor_over_what_was_left_behind(received: Path, address: str) -> None:
    assert run("hq", "move", "--to", "sqlite", "--home", received, "--json").error == "database.moved_already"
    assert run("hq", "move", "--remove-old", "--home", received, "--json").error == "database.nothing_kept"
    ask(received, "hq", "move", "--to", address)
    assert run("hq", "move", "--to", address, "--home", received, "--json").error == "database.moved_already"
    assert run("hq", "move", "--to", "sqlite", "--home", received, "--json").error == "database.old_store_kept"


def test_a_backup_of_a_store_on_a_server_is_restored_without_one(
    received: Path, address: str, tmp_path: Path, cluster: Cluster, base: str
) -> None:
    ask(received, "hq", "move", "--to", address)
    ask(received, "hq", "move", "--remove-old")
    before = digest(received)
    ask(received, "backup", "--out", tmp_path / "bản lưu.cdbackup")
    cluster.execute(f"DROP DATABASE {base} WITH (FORCE)")
    with restore_backup(tmp_path / "bản lưu.cdbackup", tmp_path / "khôi phục", passphrase=PASSPHRASE) as office:
        assert office.digest().content_sha256 == before["content_sha256"]
        assert check.check(office.desk.store, deep=True) == []
    assert not OfficePaths(tmp_path / "khôi phục").database.exists()


def test_snapshots_are_taken_of_a_store_on_a_server(received: Path, address: str) -> None:
    ask(received, "hq", "move", "--to", address)
    with open_office(received, PASSPHRASE) as office:
        office.settings.set("language", "en")
        assert office.backups.automatic(reason="before_import") is not None
        assert office.backups.automatic(reason="before_import") is None
        last = office.backups.last()
        assert last is not None
        assert not office.backups.is_behind(last)
        assert office.backups.drill(last).matches


class _Stop:
    """Gives up in the middle."""

    def step(self, done: int, total: int, what: str = "") -> None:
        del what
        if done * 2 > total:
            raise Cancelled
