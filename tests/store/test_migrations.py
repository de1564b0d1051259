"""Stores of other versions: a newer one is left alone, an older one is brought up to date on a copy."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store import triggers
from cultdip_desktop.store.engine import Secret, connect, make_engine
from cultdip_desktop.store.migrations import run
from cultdip_desktop.store.query import digest
from cultdip_desktop.store.repo import event
from cultdip_desktop.store.schema import HEAD
from cultdip_desktop.store.store import Store
from tests.store.factory import KEY, SALT, added, full_event

SECRET = Secret(KEY, SALT)
LATER = """
from alembic import op
import sqlalchemy as sa

revision = "9999"
down_revision = "{down}"

def upgrade():
{steps}
"""


@pytest.fixture
def later(tmp_path: Path) -> Callable[[str], list[Path]]:
    """A folder with one later revision made of the given steps."""

    def write(steps: str) -> list[Path]:
        folder = tmp_path / "versions"
        folder.mkdir()
        body = "\n".join(f"    {line}" for line in steps.splitlines())
        (folder / "9999_later.py").write_text(LATER.format(down=HEAD, steps=body), "utf-8")
        return [folder]

    return write


def revision(path: Path) -> str:
    with contextlib.closing(connect(path, SECRET, mode="rw")) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def schema(path: Path) -> list[str]:
    """What is laid out, whatever the spelling of white space."""
    with contextlib.closing(connect(path, SECRET, mode="rw")) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger'")
        return sorted(" ".join(row[0].split()) for row in rows)


def test_the_shipped_head_is_the_newest_migration() -> None:
    assert run.scripts().get_heads() == [HEAD]


def test_migrating_from_nothing_gives_what_a_new_store_has(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "migrated.db"
    other.touch()
    engine = make_engine(other, SECRET, mode="rw", timeout=1.0)
    with engine.connect() as connection:
        run.upgrade(connection, "base", HEAD)
        connection.commit()
    engine.dispose()
    assert schema(other) == schema(path)
    assert revision(other) == HEAD


@pytest.mark.parametrize("leftover", [False, True])
def test_a_newer_store_is_refused_and_keeps_every_byte(
    path: Path, open_store: Callable[..., Store], leftover: bool
) -> None:
    connection = connect(path, SECRET, mode="rw")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    if leftover:  # the newer program was killed: its write-ahead log lies there
        log = path.with_name("office.db-wal").read_bytes()
        main = path.read_bytes()
        connection.close()
        path.write_bytes(main)
        path.with_name("office.db-wal").write_bytes(log)
    else:
        connection.close()
    before = path.read_bytes()
    for options in ({}, {"read_only": True}):
        with pytest.raises(UserError) as caught:
            open_store(**options)
        assert caught.value.code == "store.newer_version"
        assert caught.value.params["found"] == "9999"
    assert path.read_bytes() == before


def test_an_older_store_is_brought_up_to_date_with_a_backup(
    open_store: Callable[..., Store],
    path: Path,
    seeded_ids: SeededIds,
    fixed_clock: FixedClock,
    later: Callable[[str], list[Path]],
) -> None:
    store = open_store()
    stored = added(store, full_event(seeded_ids))[0]
    with store.read() as tx:
        before = digest.digest(tx)
    store.close()
    # The trap: rebuilding a table under foreign keys deletes its children.
    steps = 'with op.batch_alter_table("event", recreate="always") as batch:\n    batch.add_column(sa.Column("mood", sa.Text))'
    old = path.read_bytes()
    backup = run.migrate(path, SECRET, clock=fixed_clock, target="9999", more=later(steps))
    assert revision(path) == "9999"
    assert backup.read_bytes() == old
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([backup.name, "office.db", "versions"])
    with contextlib.closing(connect(path, SECRET, mode="rw")) as connection:
        assert triggers.installed(connection.execute) == triggers.expected()
        connection.execute("UPDATE alembic_version SET version_num = ?", (HEAD,))
    with open_store().read() as tx:
        assert event.get(tx, stored.id) == stored
        assert digest.digest(tx) == before


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ('op.execute("DELETE FROM event_goal")', "rows: event_goal"),
        ("op.execute(\"UPDATE event_goal SET event_id = 'nobody' || position\")", "foreign_key_check"),
        ('op.execute("SELECT nonsense")', "OperationalError"),
    ],
)
def test_a_migration_that_goes_wrong_leaves_the_store_as_it_was(
    store: Store,
    path: Path,
    seeded_ids: SeededIds,
    fixed_clock: FixedClock,
    later: Callable[[str], list[Path]],
    steps: str,
    reason: str,
) -> None:
    added(store, full_event(seeded_ids))
    store.close()
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        run.migrate(path, SECRET, clock=fixed_clock, target="9999", more=later(steps))
    assert caught.value.code == "store.migration_failed"
    assert caught.value.params["reason"] == reason
    assert path.read_bytes() == before
    assert revision(path) == HEAD


def test_a_store_in_use_is_not_migrated(
    store: Store, path: Path, fixed_clock: FixedClock, later: Callable[[str], list[Path]]
) -> None:
    with store.read() as tx:
        tx.connection.execute(sa.text("SELECT count(*) FROM event"))
        with pytest.raises(UserError) as caught:
            run.migrate(path, SECRET, clock=fixed_clock, target="9999", more=later("pass"))
    assert caught.value.code == "store.busy"


def test_a_file_that_is_no_store_is_named(path: Path, open_store: Callable[..., Store]) -> None:
    connection = connect(path, SECRET, mode="rw")
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    with pytest.raises(UserError) as caught:
        open_store()
    assert caught.value.code == "store.foreign"


def test_opening_a_present_store_loads_no_alembic_and_no_asyncio(path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.ids import ClockIds
from cultdip_desktop.store.store import Store
clock = SystemClock()
Store.open(Path({str(path)!r}), {KEY!r}, {SALT!r}, clock=clock, ids=ClockIds(clock)).close()
assert "alembic" not in sys.modules
assert "sqlite3" not in sys.modules
assert "asyncio" not in sys.modules
"""
    folder = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=folder, check=True, timeout=60)
