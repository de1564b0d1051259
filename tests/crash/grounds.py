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


_LAST_ADDED: Final = (
    "report_section",
    "report_comment",
    "report_waiver",
    "report_step",
    "report_snapshot",
    "paper_file",
    "initiative",
    "commendation",
)
"""Tables of revision 0007 that 0006 did not have."""


def _old(place: Ground) -> None:
    """The mission's store as the version before laid it out: what the last migration adds is taken out again.

    Older layouts lack tables in which the sample office has rows; `tests/store` brings an empty one up from the first.
    """
    place.open("mission")
    place.ids.begin("prepared")
    with place.office.desk.store.write("office.settings") as tx:  # under the log: what it tells of is not there before
        for table in _LAST_ADDED:
            tx.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
    place.close()
    key = keyfile.unlock(place.mission / "office.key.json", PASSPHRASE)
    secret = Secret(key.store_key, key.store_salt)
    with contextlib.closing(connect(place.mission / "office.db", secret, mode="rw", foreign_keys=False)) as store:
        store.execute("BEGIN IMMEDIATE")
        for table in _LAST_ADDED:
            store.execute(f"DROP TABLE {table}")
        store.execute("UPDATE alembic_version SET version_num = '0006'")
        store.execute("COMMIT")


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
