"""`init`, `demo`, `check`: offices that are made whole or not at all, and what is refused when one is opened."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import create_mission, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.services import founding
from cultdip_desktop.store.engine import Secret, connect
from tests.offices import PASSPHRASE, Pair, Ran, ask, digest, process, quick_keys, run

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def test_init_makes_an_office_and_shows_its_recovery_code_once(tmp_path: Path) -> None:
    with quick_keys():
        made = ask(tmp_path / "a" / "b", "init", "--mission", "CZ-EMB", "--language", "en")
    assert (made["office"], made["mission"]["vi"]) == ("CZ-EMB", "Đại sứ quán Việt Nam tại Cộng hòa Séc")
    with open_office(tmp_path / "a" / "b", recovery_code=made["recovery_code"]) as office:
        assert office.settings.get("language") == "en"


@pytest.mark.parametrize("passphrase", ["12345678", "aaaaaaaa", "password", "mật khẩu"])
def test_strength_is_advice(tmp_path: Path, passphrase: str) -> None:
    with quick_keys():
        assert run("init", "--mission", "praha", "--home", tmp_path / "o", passphrase=passphrase).code == 0


@pytest.mark.parametrize("passphrase", ["", "ngắn quá"[:7], "x" * 1025])
def test_an_absurd_passphrase_is_refused_and_leaves_no_folder(tmp_path: Path, passphrase: str) -> None:
    ran = run("init", "--mission", "praha", "--home", tmp_path / "a" / "o", "--json", passphrase=passphrase)
    assert (ran.code, ran.error) == (3, "office.passphrase_weak")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mission", ["Atlantis", "", "việt"])
def test_a_name_that_is_no_single_mission_is_refused(tmp_path: Path, mission: str) -> None:
    ran = run("init", "--mission", mission, "--home", tmp_path / "o", "--json")
    assert (ran.code, ran.error) == (3, "office.mission_unknown")
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_never_made_over_another(mission: Path) -> None:
    before = digest(mission)
    for argv in (("init", "--mission", "praha"), ("hq", "init"), ("demo",)):
        assert ask(mission, *argv, code=3)["error"]["code"] == "office.exists"
    assert digest(mission) == before


def test_undo_never_goes_behind_the_sample_content(mission: Path) -> None:
    before = digest(mission)
    for _ in range(2):
        assert ask(mission, "undo", code=3)["error"]["code"] == "undo.nothing"
    assert digest(mission) == before


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "o"
    (home / "media").mkdir(parents=True)
    (home / "media" / "ảnh cưới.jpg").write_bytes(b"x")
    (home / "office.txt").write_text("của tôi", encoding="utf-8")
    refused = ask(home, "init", "--mission", "praha", code=3)["error"]
    assert (refused["code"], refused["name"]) == ("office.folder_used", "media")
    assert sorted(path.name for path in home.rglob("*")) == ["media", "office.txt", "ảnh cưới.jpg"]


def test_a_founding_that_fails_half_way_takes_back_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise UserError("file.no_space", path="x")

    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "office.txt").write_text("của tôi", encoding="utf-8")
    monkeypatch.setattr(founding, "found", full)
    for home in (tmp_path / "o", tmp_path / "mới" / "o"):
        with quick_keys(), pytest.raises(UserError):
            create_mission(home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi")
    assert [path.name for path in tmp_path.rglob("*")] == ["o", "office.txt"]


def test_a_sample_office_takes_any_passphrase(tmp_path: Path) -> None:
    with quick_keys():
        made = run("demo", "--home", tmp_path / "d", "--events", "0", "--photos", "0", "--json", passphrase="t")
    assert made.json["counts"]["events"] == 0
    out = tmp_path / "nil.cdrp"
    exported = run("export", "--home", tmp_path / "d", "--period", "2026-Q3", "--out", out, passphrase="t")
    assert exported.code == 0


def test_the_same_seed_gives_the_same_content(tmp_path: Path) -> None:
    with quick_keys():
        counts = [
            ask(tmp_path / name, "demo", "--events", "8", "--photos", "1", "--seed", seed)["counts"]
            for name, seed in (("a", "7"), ("b", "7"), ("c", "8"))
        ]
    assert counts[0] == counts[1] != counts[2]


def test_mission_and_headquarters_never_share_a_folder(tmp_path: Path) -> None:
    refused = ask(tmp_path / "d", "demo", "--with-headquarters", tmp_path / "d" / ".." / "d", code=3)
    assert refused["error"]["code"] == "office.exists"
    assert list(tmp_path.iterdir()) == []


def test_a_demo_whose_headquarters_cannot_be_made_leaves_nothing(mission: Path, tmp_path: Path) -> None:
    refused = ask(tmp_path / "d", "demo", "--with-headquarters", mission, code=3)
    assert refused["error"]["code"] == "office.exists"
    assert not (tmp_path / "d").exists()


def test_a_second_program_is_told_so_and_may_read(pair: Pair, tmp_path: Path) -> None:
    before = digest(pair.mission)
    with open_office(pair.mission, PASSPHRASE):
        for argv in (
            ("event", "delete", ask(pair.mission, "event", "list")["events"][0]["id"]),
            ("export", "--period", "2026-Q3", "--out", tmp_path / "x.cdrp"),
        ):
            assert ask(pair.mission, *argv, code=3)["error"]["code"] == "office.in_use"
        assert ask(pair.mission, "check")["findings"] == []
        ask(pair.mission, "report", "build", "--period", "2026-Q3", "--out", tmp_path / "r.csv")
    assert digest(pair.mission) == before


def test_a_store_of_a_newer_version_keeps_every_byte(mission: Path) -> None:
    key = keyfile.unlock(mission / "office.key.json", PASSPHRASE)
    connection = connect(mission / "office.db", Secret(key.store_key, key.store_salt), mode="rw")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = _bytes(mission)
    for argv in (("digest",), ("event", "delete", "x")):
        assert ask(mission, *argv, code=3)["error"]["code"] == "store.newer_version"
    assert _bytes(mission) == before


def _bytes(mission: Path) -> dict[str, bytes]:
    """Every file but the lock, which says who asked last."""
    files = (path for path in mission.rglob("*") if path.is_file() and path.name != "office.lock")
    return {str(path): hashlib.sha256(path.read_bytes()).digest() for path in files}


def test_an_office_opens_although_its_first_key_file_is_gone(mission: Path) -> None:
    (mission / "office.key.json").unlink()
    assert ask(mission, "event", "list")["total"] == 24


def test_damage_is_found(mission: Path) -> None:
    blob = next(path for path in (mission / "media").rglob("*") if path.is_file())
    blob.unlink()
    findings = ask(mission, "check", code=1)["findings"]
    assert [finding["code"] for finding in findings] == ["media.blob_missing"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 KB."""
    folder = tmp_path / "usb"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(not ROOT, reason="mounts a file system")
def test_a_full_disk_gets_nothing_and_nothing_changes(pair: Pair, small_disk: Path) -> None:
    before = digest(pair.mission)
    (small_disk / "đầy").write_bytes(bytes(170_000))
    for argv in (
        ("export", "--period", "2026-Q3", "--out", small_disk / "q3.cdrp"),
        ("report", "build", "--period", "2026-Q3", "--out", small_disk / "q3.pdf"),
    ):
        refused = ask(pair.mission, *argv, code=3)["error"]
        assert refused["code"] == "file.no_space"
        assert [path.name for path in small_disk.iterdir()] == ["đầy"]
    assert digest(pair.mission) == before
    assert ask(small_disk / "o", "init", "--mission", "praha", code=3)["error"]["code"] == "file.no_space"
    assert ask(small_disk / "o", "demo", code=3)["error"]["code"] == "file.no_space"
    assert [path.name for path in small_disk.iterdir()] == ["đầy"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="folders are closed by access lists there")
def test_a_folder_that_may_not_be_written_gets_nothing(pair: Pair, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    before = digest(pair.mission)
    for argv in (
        ("export", "--home", pair.mission, "--period", "2026-Q3", "--out", closed / "q3.cdrp"),
        ("report", "build", "--home", pair.mission, "--period", "2026-Q3", "--out", closed / "q3.csv"),
        ("init", "--home", closed / "o", "--mission", "praha"),
        ("demo", "--home", closed / "o"),
    ):
        refused = _like_a_common_user(*argv, "--json")
        assert (refused.code, refused.error) == (3, "file.not_writable")
    assert list(closed.iterdir()) == []
    assert digest(pair.mission) == before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="folders are closed by access lists there")
def test_an_office_on_a_read_only_disk_is_read_and_never_written(pair: Pair) -> None:
    before = digest(pair.mission)
    event = ask(pair.mission, "event", "list")["events"][0]["id"]
    for path in (pair.mission, *pair.mission.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    read = _like_a_common_user("digest", "--home", pair.mission, "--json")
    assert (read.code, read.json) == (0, before)
    refused = _like_a_common_user("event", "delete", event, "--home", pair.mission, "--json")
    assert (refused.code, refused.error) == (3, "file.not_writable")
    for path in (pair.mission, *pair.mission.rglob("*")):
        path.chmod(0o755)
    assert digest(pair.mission) == before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="folders are closed by access lists there")
def test_a_file_that_may_not_be_read_is_refused_as_such(pair: Pair, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "q3.cdrp").write_bytes(b"x")
    (closed / "ảnh.jpg").write_bytes(b"x")
    event = ask(pair.mission, "event", "list")["events"][0]["id"]
    closed.chmod(0o000)
    try:
        for argv in (
            ("event", "list", "--home", closed / "o"),
            ("hq", "import", closed / "q3.cdrp", "--home", pair.headquarters),
            ("hq", "import", closed, "--home", pair.headquarters),
            ("restore", closed / "q3.cdbk", "--home", tmp_path / "o"),
        ):
            refused = _like_a_common_user(*argv, "--json")
            assert refused.json.get("error", {}).get("code") == "file.not_readable", (argv, refused)
        refused = _like_a_common_user("attach", event, closed / "ảnh.jpg", "--home", pair.mission, "--json")
        assert "media.unreadable" in refused.out, refused
    finally:
        closed.chmod(0o700)


def _like_a_common_user(*argv: str | Path) -> Ran:
    """Root passes over the marks of files; without that one right it is a user like others."""
    return process(*argv, before=["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if ROOT else [])
