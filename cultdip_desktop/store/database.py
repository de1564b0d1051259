"""Where an office's store lies when it is no file in its folder: a schema on a PostgreSQL server.

The address with its password stands in the office folder, sealed under the office's key; without that file the store
is the file `office.db`. Nothing here loads a driver.
"""

from __future__ import annotations

import importlib.util
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass

_DRIVERS: Final = ("postgresql", "postgresql+psycopg")
_OPTIONS: Final = frozenset("sslmode sslrootcert sslcert sslkey host application_name target_session_attrs".split())
"""Parameters of an address that are passed on."""

_GUARDED: Final = ("require", "verify-ca", "verify-full")
_LABEL: Final = "office.server"


@dataclass(frozen=True, slots=True, repr=False)
class Database:
    """A schema on a server; never printed, for the address holds the password."""

    url: str
    namespace: str
    """The schema that holds this office's tables and nothing else: two offices in one data base do not mix."""

    @property
    def shown(self) -> str:
        """The address without its password."""
        return sa.make_url(self.url).render_as_string(hide_password=True)


def at(address: str, password: str = "") -> Database:
    """A new schema's place at an address `postgresql+psycopg://user@host/name`; `password` where it names none.

    A server on another machine is spoken to under TLS only; where nothing else is said its name is verified, too.

    Raises:
        UserError: `database.address_bad`, `database.option_unknown`, `database.unprotected`, `database.driver_missing`.
    """
    _require_driver()
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise UserError("database.address_bad") from error
    if url.drivername not in _DRIVERS or not url.database:
        raise UserError("database.address_bad")
    strange = sorted(set(url.query) - _OPTIONS)
    if strange:
        raise UserError("database.option_unknown", name=strange[0])
    if not all(isinstance(value, str) for value in url.query.values()):
        raise UserError("database.address_bad")
    url = url.set(drivername=_DRIVERS[1])
    if password and not url.password:
        url = url.set(password=password)
    return Database(_guarded(url).render_as_string(hide_password=False), f"cultdip_{secrets.token_hex(6)}")


def read(path: Path, key: bytes) -> Database | None:
    """What the sealed file says; None where there is none. `key`: 32 bytes, `OfficeKey.secret_key`.

    Raises:
        UserError: `database.note_damaged`, `database.driver_missing`, `file.not_readable`.
    """
    with durable.translated(path, reading=True):
        if not path.exists():
            return None
        sealed = path.read_bytes()
    from cultdip_desktop.crypto.secret_box import SecretBox  # an office whose store is a file needs none

    plain = SecretBox(key).open(_LABEL, sealed.decode("ascii", "replace").strip())
    if plain is None:
        raise UserError("database.note_damaged", path=str(path))
    _require_driver()
    said = json.loads(plain)
    return Database(said["url"], said["namespace"])


def write(path: Path, key: bytes, database: Database) -> None:
    """Seal the place into the file, which appears as a whole or not at all.

    Raises:
        UserError: `file.no_space`, `file.not_writable`.
    """
    from cultdip_desktop.crypto.secret_box import SecretBox

    plain = json.dumps({"url": database.url, "namespace": database.namespace}).encode()
    durable.write_text(path, SecretBox(key).seal(_LABEL, plain) + "\n")


def forget(path: Path) -> None:
    """From now on the store is the file in the folder.

    Raises:
        UserError: `file.not_writable`.
    """
    with durable.translated(path):
        path.unlink(missing_ok=True)
    durable.sync_folder(path.parent)


def _require_driver() -> None:
    if importlib.util.find_spec("psycopg") is None:
        raise UserError("database.driver_missing")


def _guarded(url: sa.URL) -> sa.URL:
    said: Mapping[str, object] = url.query
    if _is_here(url):
        return url
    mode = said.get("sslmode")
    if mode is None:
        more = {"sslmode": "verify-full"}
        if "sslrootcert" not in said:
            more["sslrootcert"] = "system"
        return url.update_query_dict(more)
    if mode not in _GUARDED:
        raise UserError("database.unprotected", mode=str(mode)[:20])
    return url


def _is_here(url: sa.URL) -> bool:
    """On this machine: a socket of its own, or the loopback."""
    host = str(url.query.get("host", url.host or ""))
    return not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1")
