"""`backup`, `restore` and `check` on the command line."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

from cultdip_desktop.crypto import keyfile
from cultdip_desktop.domain.backup import BackupKind
from cultdip_desktop.store.engine import Secret, connect
from cultdip_desktop.store.lock import OfficeLock
from cultdip_desktop.store.migrations import run as run_migrations
from tests.offices import PASSPHRASE, ask, digest, run


def test_a_backup_is_restored_with_the_recovery_code_alone(mission: Path, tmp_path: Path) -> None:
    code = ask(mission, "recovery", "renew")["recovery_code"]
    (tmp_path / "code.txt").write_text(f"{code}\n", "utf-8")
    made = ask(mission, "backup", "--out", tmp_path / "b.cdbackup")
    before = digest(mission)
    assert (made["digest"], made["counts"]) == (before["content_sha256"], before["counts"])
    shutil.rmtree(mission)
    new = tmp_path / "máy mới"
    ran = run(
        "restore", made["file"], "--home", new, "--recovery-code-file", tmp_path / "code.txt", "--json", passphrase=None
    )
    assert ran.code == 0, ran.err
    assert (ran.json["office"], ran.json["epoch"]) == ("CZ-EMB", 2)
    assert digest(new)["content_sha256"] == before["content_sha256"]


def test_a_restore_that_is_refused_says_why_and_leaves_nothing(mission: Path, tmp_path: Path) -> None:
    assert ask(mission, "backup", "--out", mission / "nowhere" / "b.cdbackup", code=3)["error"]["code"]
    assert ask(tmp_path / "new", "restore", tmp_path / "missing", code=3)["error"]["code"] == "backup.missing"
    (tmp_path / "thư.txt").write_text("không phải bản sao lưu", "utf-8")
    refused = ask(tmp_path / "new", "restore", tmp_path / "thư.txt", code=3)["error"]
    assert refused["code"] == "backup.foreign"
    assert refused["advice"]
    assert not (tmp_path / "new").exists()


def test_the_window_may_be_open_while_a_backup_is_made(mission: Path, tmp_path: Path) -> None:
    from cultdip_desktop.app import open_office

    with open_office(mission, PASSPHRASE):
        assert ask(mission, "backup", "--out", tmp_path / "b.cdbackup")["verified"]


def test_snapshots_are_taken_listed_tried_and_moved(mission: Path, tmp_path: Path) -> None:
    assert ask(mission, "backup", "--list")["backups"] == []
    assert ask(mission, "backup", "--drill", code=3)["error"]["code"] == "backup.none"
    taken = ask(mission, "backup", "--automatic")
    assert taken["kind"] == "automatic"
    assert ask(mission, "backup", "--automatic")["file"] is None
    assert ask(mission, "backup", "--drill")["matches"]
    (tmp_path / "usb").mkdir()
    assert ask(mission, "backup", "--move-to", tmp_path / "usb")["moved"] == 1
    (row,) = ask(mission, "backup", "--list")["backups"]
    assert Path(row["file"]).parent == tmp_path / "usb"


def test_damage_is_named_in_words_and_healed(mission: Path) -> None:
    ask(mission, "backup", "--automatic")
    blob = next((mission / "media").rglob("*.sealed"))
    kept = blob.read_bytes()
    blob.write_bytes(kept[:-1])
    (finding,) = ask(mission, "check", "--deep", code=1)["findings"]
    assert finding["code"] == "media.blob_damaged"
    assert finding["detail"] in finding["message"]
    assert finding["advice"]
    healed = ask(mission, "check", "--heal", "--deep")
    assert (len(healed["healed"]), healed["lost"], healed["findings"]) == (1, [], [])
    assert blob.read_bytes() == kept


def test_a_copied_folder_says_so_once_when_it_is_written_and_never_when_it_is_read(
    mission: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(mission, tmp_path / "copy"))
    assert run("digest", "--home", copy).err == ""
    first = run("backup", "--move-to", copy / "backups", "--home", copy)
    assert "bản sao" in first.err
    assert run("backup", "--move-to", copy / "backups", "--home", copy).err == ""
    labels = [entry["action"] for entry in ask(copy, "history")["entries"]]
    assert digest(copy)["counts"]["action"] == digest(mission)["counts"]["action"] + 1, labels


def _since_0008() -> list[str]:
    """Statements that take away what revision 0007 did not have; what else it had is laid out alike."""
    step = run_migrations.scripts().get_revision("0008")
    assert step is not None
    text = Path(step.path).with_suffix(".sql").read_text("utf-8")
    tables = set(re.findall(r"CREATE TABLE (\w+)", text)) - set(step.module._REBUILT)
    alone = [name for name, table in re.findall(r"CREATE INDEX (\w+) ON (\w+)", text) if table == "event"]
    return [*(f"DROP TABLE {name}" for name in sorted(tables)), *(f"DROP INDEX {name}" for name in alone)]


def test_a_store_of_an_older_version_is_backed_up_before_it_is_brought_up_to_date(
    mission: Path, tmp_path: Path
) -> None:
    key = keyfile.unlock(mission / "office.key.json", PASSPHRASE)
    secret = Secret(key.store_key, key.store_salt)
    with contextlib.closing(connect(mission / "office.db", secret, mode="rw")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in _since_0008():
            connection.execute(statement)
        connection.execute("UPDATE alembic_version SET version_num = '0007'")
    with OfficeLock(mission / "office.lock"):
        assert ask(mission, "digest", code=3)["error"]["code"] == "office.in_use"
    read = run("digest", "--home", mission)
    assert (read.code, read.err) == (0, ""), "a command that reads migrates too, and the migrated file is no copy"
    (row,) = ask(mission, "backup", "--list")["backups"]
    assert row["kind"] == BackupKind.BEFORE_MIGRATION.value
    assert list(mission.glob("*before*")) == []
    assert ask(mission, "backup", "--drill")["matches"]
    ask(tmp_path / "again", "restore", row["file"])
    assert digest(tmp_path / "again")["content_sha256"] == digest(mission)["content_sha256"]
    assert list((tmp_path / "again").glob("*before*")) == []
