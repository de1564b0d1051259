"""One migration from start to end, on a copy: the store itself is replaced only by a copy that was verified.

Order: back up → empty the write-ahead log → migrate a copy with foreign keys off → check references → compare
numbers of rows → install the triggers → verify → rename into place. A table rebuild under foreign keys would
delete its children, and drops triggers; hence the order.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.durable import PART_SUFFIX, move, new_file
from cultdip_desktop.core.durable import translated as files_translated
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store import place, triggers
from cultdip_desktop.store.engine import Secret, connect, make_engine, translated
from cultdip_desktop.store.schema import HEAD

_FOLDER: Final = Path(__file__).parent
_CHUNK: Final = 1 << 20


def scripts(more: Sequence[Path] = ()) -> ScriptDirectory:
    """Our revisions; `more` adds folders with others (tests pass a later one)."""
    return ScriptDirectory(str(_FOLDER), version_locations=[str(_FOLDER / "versions"), *map(str, more)])


def knows(revision: str, more: Sequence[Path] = ()) -> bool:
    """Whether this program has the revision; one that it lacks was written by a newer program."""
    try:
        return scripts(more).get_revision(revision) is not None
    except CommandError:
        return False


def migrate(
    path: Path,
    secret: Secret,
    *,
    clock: Clock,
    target: str = HEAD,
    more: Sequence[Path] = (),
    before: Callable[[], None] | None = None,
) -> Path | None:
    """Bring the store at `path` to `target`; gives the copy that stays beside it, if any.

    `before` makes a backup of the office; without it a copy of the store stays beside it.
    Whatever goes wrong, `path` keeps its bytes. Nobody else may have the store open.

    Raises:
        UserError: `store.migration_failed` with a reason, `store.busy`, `file.no_space`, `file.not_writable`.
    """
    if before is not None:
        before()
    found = _settle(path, secret)
    backup = None
    if before is None:
        backup = path.with_name(f"{path.stem}.before-{target}-{clock.now():%Y%m%dT%H%M%S}{path.suffix}")
        _copy(path, backup)
    copy = path.with_name(f"{path.name}.migrating{PART_SUFFIX}")
    _remove(copy)  # a killed migration's log would be taken for that of the new copy
    try:
        _copy(path, copy)
        with translated(path):
            _migrate_copy(copy, secret, found, target, more)
            _keep_place(path, copy, secret)
        move(copy, path)
    except UserError:
        raise
    except (sa.exc.SQLAlchemyError, CommandError) as error:
        raise UserError("store.migration_failed", path=str(path), reason=type(error).__name__) from error
    finally:
        with contextlib.suppress(UserError):
            _remove(copy)
    return backup


def upgrade(connection: sa.Connection, found: str, target: str, more: Sequence[Path] = ()) -> None:
    """Run the steps from `found` (or `base` for an empty file) to `target` on an open connection."""
    steps = list(scripts(more).iterate_revisions(target, found))
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.execute(sa.text("INSERT INTO alembic_version VALUES (:target)"), {"target": target})


def _settle(path: Path, secret: Secret) -> str:
    """Move the write-ahead log into the file, alone; gives the stored revision."""
    with translated(path), contextlib.closing(connect(path, secret, mode="rw", timeout=1.0)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        revision = str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    if busy:
        raise UserError("store.busy", path=str(path))
    return revision


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reading, new_file(target) as writing:
        shutil.copyfileobj(reading, writing, _CHUNK)
    shutil.copymode(source, target)


def _remove(copy: Path) -> None:
    for name in (copy.name, f"{copy.name}-wal", f"{copy.name}-shm"):
        with files_translated(copy):
            copy.with_name(name).unlink(missing_ok=True)


def _migrate_copy(copy: Path, secret: Secret, found: str, target: str, more: Sequence[Path]) -> None:
    engine = make_engine(copy, secret, mode="rw", timeout=1.0)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.rollback()
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        before = _counts(connection)
        triggers.remove(connection.exec_driver_sql)
        upgrade(connection, found, target, more)
        _verify(connection, copy, before)
        triggers.install(connection.exec_driver_sql)
        connection.commit()
        if [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")] != ["ok"]:
            raise UserError("store.migration_failed", path=str(copy), reason="integrity_check")
        connection.rollback()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _keep_place(path: Path, copy: Path, secret: Secret) -> None:
    """The new file is the store from now on, no copy of it; a store that was copied before stays one.

    A place that nobody had written yet is written at the opening.
    """
    was, becomes = place.of(path), place.of(copy)
    with contextlib.closing(connect(copy, secret, mode="rw", timeout=1.0)) as connection:
        table = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'place'").fetchone()
        if table is not None:
            connection.execute(
                "UPDATE place SET file_id = ? WHERE machine = ? AND file_id = ?",
                (becomes.file_id, was.machine, was.file_id),
            )
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _verify(connection: sa.Connection, copy: Path, before: dict[str, int]) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise UserError("store.migration_failed", path=str(copy), reason="foreign_key_check")
    after = _counts(connection)
    lost = sorted(name for name, number in before.items() if after.get(name, number) != number)
    if lost:
        raise UserError("store.migration_failed", path=str(copy), reason=f"rows: {', '.join(lost)}")


def _counts(connection: sa.Connection) -> dict[str, int]:
    """Rows by table; the search index belongs to its documents and is not counted."""
    names: Any = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
    )
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - our own tables
        for name in names.scalars().all()
    }
