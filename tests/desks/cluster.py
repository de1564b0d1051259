"""A PostgreSQL server for the time of a test run: in a temporary folder, on the loopback, gone afterwards.

It refuses to run as root, so a test run by root gives it another user. Its data base sorts by Vietnamese rules, which
the product must not be led by; nothing is forced to the disk, because nothing here is to outlive the run.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store import postgres
from cultdip_desktop.store.database import Database
from tests.store.factory import NOON

NAMESPACE = "cultdip_test"
_USERS = ("postgres", "nobody")
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
}

_EMPTY = """
SET search_path = cultdip_test;
SET session_replication_role = replica;
DO $$
DECLARE one text; used boolean;
BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one) INTO used;
    IF used THEN
      EXECUTE format('DELETE FROM %I', one);
    END IF;
  END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences
    WHERE schemaname = current_schema();
END $$
"""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    port: int
    folder: Path
    program: Path

    def url(self, name: str) -> str:
        """The address of one of its data bases."""
        return f"postgresql+psycopg://cultdip:mật-khẩu@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str) -> None:
        """One statement outside a transaction, as the administrator."""
        with psycopg.connect(f"{self._address} dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def database(self, template: str = "template0") -> str:
        """A new data base; gives its name."""
        name = f"desk_{secrets.token_hex(4)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def empty(self, name: str) -> None:
        """Take every row out of the store in a data base, past its triggers; much faster than another data base."""
        with psycopg.connect(f"{self._address} dbname={name}", autocommit=True) as connection:
            connection.execute(_EMPTY)

    def forget(self, name: str) -> None:
        """Remove a data base, whoever is still connected."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self, how: str = "immediate") -> None:
        """Take the server down."""
        _run(self.program / "pg_ctl", "-D", self.folder / "data", "-m", how, "-w", "stop")

    def start(self) -> None:
        """Bring it up; returns once it answers."""
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        options = f"-p {self.port} -k {self.folder} {settings}"
        _run(
            self.program / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start"
        )

    @property
    def _address(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=cultdip"


def programs() -> Path | None:
    """Where the newest installed server has its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    alone = shutil.which("initdb")
    return Path(alone).parent if alone else None


@contextlib.contextmanager
def running(program: Path) -> Iterator[Cluster]:
    """A new, empty server within the block."""
    folder = Path(tempfile.mkdtemp(prefix="cultdip-pg-"))
    try:
        if os.geteuid() == 0:
            user = _user()
            os.chown(folder, user.pw_uid, user.pw_gid)
        made = ("-D", folder / "data", "-U", "cultdip", "--auth=trust", "--no-sync", "--encoding=UTF8")
        _run(program / "initdb", *made, "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi")
        cluster = Cluster(_free_port(), folder, program)
        cluster.start()
        try:
            yield cluster
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def template(cluster: Cluster) -> str:
    """A data base with an empty store, from which others are copied."""
    name = cluster.database()
    clock = FixedClock(NOON)
    postgres.create(place(cluster, name), Path("office.db"), clock=clock, ids=SeededIds(7, clock)).close()
    return name


def place(cluster: Cluster, name: str) -> Database:
    """Where the store of a copied data base lies."""
    return replace(Database(cluster.url(name), ""), namespace=NAMESPACE)


def _run(*command: str | Path) -> None:
    """As another user where we are root; its words stand in the error."""
    given = {}
    if os.geteuid() == 0:
        user = _user()
        given = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    text = [str(part) for part in command]
    done = subprocess.run(
        text, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=60, check=False, **given
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, text)


def _user() -> pwd.struct_passwd:
    for name in _USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("no user to run a server as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
