"""What a killed program left half written is gone at the next opening; what somebody is writing stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.services import leftovers
from tests.offices import PASSPHRASE


def _left(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in (*home.rglob("*.part*"), *(home / "staging").glob("*")))


def _litter(home: Path) -> None:
    for name in ("media/ab", "packages", "staging/drill-1", "signing-keys"):
        (home / name).mkdir(parents=True, exist_ok=True)
    for name in (
        "office.key.json.0123abcd.part",
        "media/ab/x.sealed.0123abcd.part",
        "packages/y.sealed.0123abcd.part",
        "signing-keys/z.json.0123abcd.part",
        "office.db.migrating.part-wal",
        "staging/q.cdrp",
        "staging/drill-1/office.db",
    ):
        (home / name).write_bytes(b"half")


def test_opening_a_mission_for_writing_clears_everything_unfinished(mission: Path) -> None:
    _litter(mission)
    open_office(mission, PASSPHRASE).close()
    assert _left(mission) == []


def test_opening_for_reading_touches_nothing(mission: Path) -> None:
    _litter(mission)
    open_office(mission, PASSPHRASE, writing=False).close()
    assert len(_left(mission)) == 7


@pytest.mark.skipif(os.name == "nt", reason="Windows claims open files only")
def test_at_headquarters_what_another_desk_has_claimed_stays(headquarters: Path) -> None:
    _litter(headquarters)
    copies = [headquarters / "staging" / f"backup-{number}.db{side}" for number in (1, 2) for side in ("", "-journal")]
    for copy in copies:
        copy.write_bytes(b"copying")
    with durable.claimed(copies[0]), durable.claimed(headquarters / "staging/drill-1"):
        open_office(headquarters, PASSPHRASE).close()
    assert _left(headquarters) == [
        "office.db.migrating.part-wal",
        *(f"staging/{copy.name}" for copy in copies[:2]),
        "staging/drill-1",
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows claims open files only")
def test_a_backup_under_way_outlives_the_opening_of_the_window(mission: Path) -> None:
    for folder in ("staging", "backups"):
        (mission / folder).mkdir(exist_ok=True)
    copy, part = mission / "staging/backup-1.db", mission / "backups/x.cdbackup.0123abcd.part"
    copy.write_bytes(b"copying")
    part.write_bytes(b"writing")
    with durable.claimed(copy), durable.claimed(part):
        open_office(mission, PASSPHRASE).close()
        assert copy.exists()
        assert part.exists()
    open_office(mission, PASSPHRASE).close()
    assert not copy.exists()
    assert not part.exists()


_WRITER = """
import sys
from pathlib import Path
from cultdip_desktop.core import durable
with durable.new_file(Path(sys.argv[1])) as handle:
    handle.write(b"half")
    handle.flush()
    print("writing", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no open file")
def test_what_another_program_is_writing_stays_until_it_is_killed(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path / "a.sealed")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        assert leftovers.clear(OfficePaths(tmp_path), alone=False) == 0
        writer.kill()
        writer.wait()
    assert leftovers.clear(OfficePaths(tmp_path), alone=False) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_as_such_when_the_buffer_is_flushed_at_the_end(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught, durable.new_file(tmp_path / "a") as handle:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, handle.fileno())
        os.close(full)
        handle.write(b"few")
    assert caught.value.code == "file.no_space"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_the_first_error_is_the_one_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught, durable.new_file(tmp_path / "a") as handle:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, handle.fileno())
        os.close(full)
        handle.write(b"few")
        raise UserError("media.changed_while_reading")
    assert caught.value.code == "media.changed_while_reading"
