"""The folders that cases begin with, each made once: the plain one, and what special scripts need."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.crypto import keyfile
from cultdip_desktop.services.sealing import Sealing
from cultdip_desktop.store.engine import Secret, connect, make_engine
from cultdip_desktop.store.migrations import run
from cultdip_desktop.store.schema import LOGGED
from tests.crash import ground
from tests.crash import report_steps as way
from tests.crash.ground import PASSPHRASE, Ground
from tests.crash.steps import STEPS, Script

Fork = Callable[[Callable[[Callable[..., None]], None]], list[dict[str, Any]]]

PLAIN: Final = "plain"


def make(folder: Path, case: Path, fork: Fork) -> None:
    """Make all grounds. The plain one in this process, so that everything it loads is loaded for all cases."""
    folder.mkdir(parents=True)
    ground.make(folder / PLAIN)
    for name, prepare in PREPARED.items():
        copy(folder / PLAIN, case)
        told = fork(lambda _tell, prepare=prepare: prepare(Ground(case)))  # type: ignore[misc]
        if told:
            raise RuntimeError(f"{name}: {told}")
        case.rename(folder / name)


def of(grounds: Path, plan: Script) -> Path:
    """Where the ground of a script lies."""
    return grounds / plan.ground


def copy(source: Path, target: Path) -> None:
    """A case's own copy."""
    shutil.copytree(source, target)


def _export_until(name: str, *, after: bool) -> Callable[[Ground], None]:
    """An export whose program died before or after `Sealing.<name>`."""

    def prepare(place: Ground) -> None:
        real = getattr(Sealing, name)

        def die(*args: Any) -> None:
            if after:
                real(*args)
            os._exit(0)

        setattr(Sealing, name, die)
        place.open("mission")
        place.ids.begin("prepared")
        STEPS["export"].do(place)

    return prepare


_BEFORE: Final = "0007"
"""The revision before this program's."""


def _old(place: Ground) -> None:
    """The mission's store as the version before laid it out, with every row that it could hold."""
    key = keyfile.unlock(place.mission / "office.key.json", PASSPHRASE)
    secret = Secret(key.store_key, key.store_salt)
    store, laid = place.mission / "office.db", place.home / "laid.db"
    laid.touch()
    engine = make_engine(laid, secret, mode="rw", timeout=5.0)
    with engine.connect() as connection:
        run.upgrade(connection, "base", _BEFORE)
        connection.commit()
    engine.dispose()
    with contextlib.closing(connect(laid, secret, mode="rw")) as old:
        known = _tables(old)
    place.open("mission")
    place.ids.begin("prepared")
    with place.office.desk.store.write("office.settings") as tx:  # under the log: what it tells of is not there before
        for name in (name for name in LOGGED if name not in known):
            tx.connection.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608 - our own names
    place.close()
    with (
        contextlib.closing(connect(store, secret, mode="rw")) as now,
        contextlib.closing(connect(laid, secret, mode="rw", foreign_keys=False)) as old,
    ):
        old.execute("BEGIN IMMEDIATE")
        for name in known:
            both = [column for column in _columns(old, name) if column in _columns(now, name)]
            named, places = ", ".join(both), ", ".join("?" * len(both))
            rows = now.execute(f"SELECT {named} FROM {name}").fetchall()  # noqa: S608 - our own names
            old.executemany(f"INSERT INTO {name} ({named}) VALUES ({places})", rows)  # noqa: S608
        old.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        old.execute("COMMIT")
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        for one in (store, laid):
            one.with_name(one.name + ending).unlink(missing_ok=True)
    shutil.copyfile(laid, store)
    laid.unlink()


def _tables(store: Any) -> list[str]:
    rows = store.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in rows if not name.startswith(("search_index", "search_words", "alembic"))]


def _columns(store: Any, table: str) -> list[str]:
    return [row[1] for row in store.execute(f"PRAGMA table_info({table})")]


def _backed_up(place: Ground) -> None:
    """A backup to restore from."""
    place.open("mission")
    place.ids.begin("prepared")
    place.office.backups.make(place.given / "all.cdbackup")
    place.close()


PREPARED: Final[dict[str, Callable[[Ground], None]]] = {
    "export died before its file was named": _export_until("_reserve", after=True),
    "export died before it was confirmed": _export_until("_confirm", after=False),
    "old store": _old,
    "approved": way.approve_ground,
    "signed outside": way.take_out_ground,
    "edited in Word": way.word_ground,
    "backed up": _backed_up,
}
