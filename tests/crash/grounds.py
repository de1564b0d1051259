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
from cultdip_desktop.store.engine import Secret, connect
from cultdip_desktop.store.migrations import run
from tests.crash import ground
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


def _old(place: Ground) -> None:
    """The mission's store as the first version laid it out: what later migrations add is taken out again."""
    key = keyfile.unlock(place.mission / "office.key.json", PASSPHRASE)
    first = place.home / "first.db"
    first.touch()
    secret = Secret(key.store_key, key.store_salt)
    with contextlib.closing(connect(place.mission / "office.db", secret, mode="rw", foreign_keys=False)) as store:
        wanted = _first_layout(first, secret)
        store.execute("BEGIN IMMEDIATE")
        present = dict(store.execute(_LAYOUT).fetchall())
        for name in present.keys() - wanted.keys():
            kind = store.execute("SELECT type FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
            if kind:  # a table takes its indexes along
                store.execute(f"DROP {kind[0]} {name}")
        for name in wanted.keys() - present.keys():
            store.execute(wanted[name])
        store.execute("UPDATE alembic_version SET version_num = '0001'")
        store.execute("COMMIT")
    for path in place.home.glob("first.db*"):
        path.unlink()


_LAYOUT: Final = (
    "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
    " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY type DESC"
)


def _first_layout(path: Path, secret: Secret) -> dict[str, str]:
    from cultdip_desktop.store.engine import make_engine

    maker = make_engine(path, secret, mode="rw", timeout=1.0)
    with maker.connect() as connection:
        run.upgrade(connection, "base", "0001")
        found = dict(tuple(row) for row in connection.exec_driver_sql(_LAYOUT).all())
        connection.commit()
    maker.dispose()
    return found


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
    "backed up": _backed_up,
}
