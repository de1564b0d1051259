"""Opens SQLCipher files: key, settings of a connection, SQLAlchemy engines, and errors in the user's terms.

The one module that imports `sqlcipher3`. Everything here is about SQLite; PostgreSQL gets its own sibling.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass

OLDEST_SQLITE: Final = (3, 51, 3)
"""Earlier ones can corrupt a write-ahead log that is reset while another connection reads."""

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_READERS: Final = 4
_SIDE_FILES: Final = 65_536
"""Bytes that must be free for the two files which every connection to a write-ahead log may have to make."""

NOT_A_STORE: Final = 26
"""SQLite's answer to a wrong key and to a damaged first page alike."""

_FULL, _READONLY, _CANTOPEN, _BUSY, _LOCKED, _CORRUPT, _IOERR, _PERM = 13, 8, 14, 5, 6, 11, 10, 3


_UNNUMBERED: Final = {
    "database or disk is full": _FULL,
    "disk I/O error": _IOERR,
    "database is locked": _BUSY,
    "database disk image is malformed": _CORRUPT,
    "attempt to write a readonly database": _READONLY,
    "unable to open database file": _CANTOPEN,
}
"""SQLite's words by number: the driver's backup interface raises errors without their number."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """The raw data key and the salt of one store; never printed."""

    key: bytes
    salt: bytes

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES or len(self.salt) != SALT_BYTES:
            raise ValueError("a store takes a key of 32 and a salt of 16 bytes")

    @property
    def pragma(self) -> str:
        """The raw key with its salt: no derivation, and page 1 need not be whole to know the salt."""
        return f"PRAGMA key = \"x'{self.key.hex()}{self.salt.hex()}'\""


def require_sqlite(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse a SQLite that is too old.

    Raises:
        UserError: `store.sqlite_too_old`.
    """
    if version < OLDEST_SQLITE:
        found, needed = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SQLITE))
        raise UserError("store.sqlite_too_old", found=found, needed=needed)


def connect(path: Path, secret: Secret, *, mode: str, timeout: float = 5.0, foreign_keys: bool = True) -> Any:
    """A driver connection without implicit transactions.

    `mode` is `rw`; `query`: a full member of the write-ahead log that may not write; `ro`: a read-only file
    beside a write-ahead log; `immutable`: a file that nobody else has open, read without making the two side
    files of the log. `timeout` in seconds waits for another writer.
    """
    query = {"query": "mode=rw", "immutable": "mode=ro&immutable=1"}.get(mode, f"mode={mode}")
    uri = f"file:{quote(str(path.absolute().as_posix()))}?{query}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=timeout)
    try:
        for statement in (
            "PRAGMA cipher_log_level = NONE",
            secret.pragma,
            "PRAGMA mmap_size = 0",
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cell_size_check = ON",
            "PRAGMA recursive_triggers = ON",
            "PRAGMA temp_store = MEMORY",
            f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        ):
            connection.execute(statement)
        if mode == "rw":
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        elif mode == "query":
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def looking_mode(path: Path) -> str:
    """How to look into a file without leaving a trace: `immutable` where no write-ahead log lies beside it.

    An empty log is none: an opening that found no room leaves one.
    """
    with contextlib.suppress(FileNotFoundError):
        if path.with_name(f"{path.name}-wal").stat().st_size:
            return "ro"
    return "immutable"


def reading_mode(path: Path) -> str:
    """How to read for longer: as a full member of the log, or as well as a read-only folder or a full drive allows."""
    writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    return "query" if writable and not _is_full(path) else looking_mode(path)


def _is_full(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(path.parent).free < _SIDE_FILES
    return False


def make_engine(path: Path, secret: Secret, *, mode: str, timeout: float, pooled: bool = False) -> sa.Engine:
    """An engine on one file; `pooled` keeps a few connections for readers of any thread."""

    def creator() -> Any:
        return connect(path, secret, mode=mode, timeout=timeout)

    if not pooled:
        return sa.create_engine("sqlite://", module=dbapi2, creator=creator, hide_parameters=True, poolclass=NullPool)
    return sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=_READERS,
        max_overflow=_READERS,
        pool_use_lifo=True,  # the one used last has the pages deciphered and its answers remembered
    )


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the data base's refusals into errors that a person can act on; what is a bug passes through.

    Raises:
        UserError: `store.damaged`, `store.disk_failed`, `store.busy`, `file.no_space`, `file.not_writable`,
            `file.not_readable`, `file.unreachable`.
    """
    try:
        yield
    except sa.exc.DBAPIError as error:
        _raise(error.orig, error, path)
        raise
    except dbapi2.Error as error:
        _raise(error, error, path)
        raise


def _raise(original: BaseException | None, cause: Exception, path: Path) -> None:
    number = getattr(original, "sqlite_errorcode", _UNNUMBERED.get(str(original)))
    if not isinstance(number, int):
        return
    code = _code(number, path)
    if code:
        raise UserError(code, path=str(path)) from cause


def _why_closed(path: Path) -> str:
    with contextlib.suppress(OSError):
        if path.exists():
            return "file.not_writable" if os.access(path, os.R_OK) else "file.not_readable"
    return "file.unreachable"


def _code(number: int, path: Path) -> str:
    primary = number & 0xFF
    if primary == _CANTOPEN:
        return _why_closed(path)
    if primary == _IOERR and _is_full(path):
        return "file.no_space"  # making the side files of the log fails as a fault of the drive
    return {
        _FULL: "file.no_space",
        _READONLY: "file.not_writable",
        _PERM: "file.not_writable",
        _BUSY: "store.busy",
        _LOCKED: "store.busy",
        _CORRUPT: "store.damaged",
        NOT_A_STORE: "store.damaged",
        _IOERR: "store.disk_failed",
    }.get(primary, "")
