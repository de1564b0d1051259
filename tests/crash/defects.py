"""Mistakes that were made on purpose: the harness must find each of them, or it is worth nothing.

Each is planted by patching the product inside the process of a case; the judge sees the product as it is.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cultdip_desktop import app
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.media.vault import Vault
from cultdip_desktop.services.events import EventService
from cultdip_desktop.services.media import MediaService
from cultdip_desktop.services.sealing import Kept, Sealing
from cultdip_desktop.store import engine, store
from cultdip_desktop.store.repo import event as event_rows


@dataclass(frozen=True)
class Defect:
    """A mistake, the script in which it shows, and the kind of fault that shows it."""

    plant: Callable[[], None]
    script: str
    ways: tuple[str, ...]
    """`kill`, `ENOSPC`, `EIO`, `power`."""

    near: str = ""
    """Calls whose line has this are struck first; how a power cut falls."""


@contextlib.contextmanager
def planted(name: str) -> Iterator[None]:
    """Make the mistake; nobody takes it back, for the process ends with its case."""
    if name:
        DEFECTS[name].plant()
    yield


def _row_before_file() -> None:
    later: list[Callable[[], None]] = []
    seal, write = Vault._seal, MediaService._write

    def defer(vault: Vault, handle: Any, sha256: str, watch: Any, name: str) -> None:
        handle.seek(0)
        copy = __import__("io").BytesIO(handle.read())
        later.append(lambda: seal(vault, copy, sha256, watch, name))

    def written(*args: Any) -> Any:
        result = write(*args)
        for one in later:
            one()
        return result

    _set(Vault, "_seal", defer)
    _set(MediaService, "_write", written)


def _file_not_synced() -> None:
    real = os.fsync
    _set(os, "fsync", lambda fd: real(fd) if stat.S_ISDIR(os.fstat(fd).st_mode) else None)


def _folder_not_synced() -> None:
    _set(durable, "sync_folder", lambda _folder: None)


def _new_folder_not_synced() -> None:
    def make_folder(path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable.sync_folder(path.parent)

    _set(durable, "make_folder", make_folder)


def _connecting(*statements: str) -> None:
    real = engine.connect

    def connect(path: Path, secret: Any, *, mode: str, **options: Any) -> Any:
        connection = real(path, secret, mode=mode, **options)
        if mode == "rw":
            for statement in statements:
                connection.execute(statement)
        return connection

    _set(engine, "connect", connect)


def _synchronous_off() -> None:
    _connecting("PRAGMA synchronous = OFF")


def _journal_in_memory() -> None:
    _connecting("PRAGMA journal_mode = MEMORY")


def _two_transactions() -> None:
    def change_many(service: Any, label: str, ids: Any, change: Any) -> ChangeSet:
        for event_id in ids:
            with service._desk.store.write(label, actor=service._desk.actor, n=1) as tx:
                event_rows.update(tx, change(event_rows.get(tx, event_id)))
        return ChangeSet("", label)

    _set(EventService, "_change_many", change_many)


def _new_file_that(*, name_first: bool = False, directly: bool = False, on_error: str = "remove") -> None:
    @contextlib.contextmanager
    def new_file(path: Path, *, replace: bool = True, readback: Any = None) -> Iterator[Any]:
        part = path if directly else path.with_name(f"{path.name[:40]}.0123abcd.part")
        with durable.translated(path):
            handle = part.open("wb" if replace else "xb")
        try:
            with durable.translated(path), handle:
                yield handle
                handle.flush()
                if name_first:
                    part.rename(path)
                    durable.sync_folder(path.parent)
                os.fsync(handle.fileno())
            if readback is not None:
                readback(path if name_first else part)
            if not name_first:
                part.rename(path)
            durable.sync_folder(path.parent)
        except BaseException:
            if on_error == "name":
                part.rename(path)
            elif on_error == "remove":
                part.unlink(missing_ok=True)
            raise

    _set(durable, "new_file", new_file)


def _written_in_place() -> None:
    _new_file_that(directly=True)


def _named_before_synced() -> None:
    _new_file_that(name_first=True)


def _part_named_on_error() -> None:
    _new_file_that(on_error="name")


def _part_left_on_error() -> None:
    _new_file_that(on_error="leave")


def _deleted_then_written() -> None:
    real = durable.new_file

    def new_file(path: Path, **options: Any) -> Any:
        path.unlink(missing_ok=True)
        return real(path, **options)

    _set(durable, "new_file", new_file)


def _key_file_in_place() -> None:
    def write(path: Path, document: Any, check: Any, *, replace: bool) -> None:
        del replace
        data = keyfile.encode(document)
        path.write_bytes(data)
        check(path)
        durable.write_bytes(keyfile.copy_path(path), data)

    _set(keyfile, "_write", write)


def _number_confirmed_early() -> None:
    reserve, confirm = Sealing._reserve, Sealing._confirm

    def at_once(sealing: Sealing, row: Any, report: Any, parts: Sequence[tuple[Path, str]], recipient: str) -> None:
        reserve(sealing, row, report, parts, recipient)
        files = []
        for part, sha256 in parts:
            with zipfile.ZipFile(part) as container:
                entries = len(container.namelist())
            files.append(Kept(part.name, row.manifest_sha256, sha256, part.stat().st_size, entries))
        confirm(sealing, row, files, report)

    _set(Sealing, "_reserve", at_once)
    _set(Sealing, "_confirm", lambda *_args: ChangeSet("", "package.seal"))


def _refusal_swallowed() -> None:
    real = EventService._update

    def update(service: Any, event: Any, label: str, *, step: str = "") -> Any:
        try:
            return real(service, event, label, step=step)
        except UserError:
            return event, ChangeSet("", label)

    _set(EventService, "_update", update)


def _errors_of_the_system_escape() -> None:
    _set(durable, "translated", lambda *_path, **_how: contextlib.nullcontext())


def _acknowledged_before_the_commit() -> None:
    queue: list[Callable[[], object]] = []
    real, close = EventService.add, app.Office.close

    def closing(office: app.Office) -> None:
        for one in queue:
            one()
        close(office)

    _set(EventService, "add", lambda service, plain: queue.append(lambda: real(service, plain)))
    _set(app.Office, "close", closing)


def _no_rollback() -> None:
    connection = store.sa.Connection
    commit = connection.commit

    def committing(self: Any) -> None:
        try:
            commit(self)
        except Exception:
            _set(connection, "rollback", lambda _self: None)
            raise

    _set(connection, "commit", committing)


def _set(place: Any, name: str, value: Any) -> None:
    setattr(place, name, value)


DEFECTS: Final[dict[str, Defect]] = {
    "row before file": Defect(_row_before_file, "attach", ("kill",), near=".part"),
    "file not synced": Defect(_file_not_synced, "attach", ("power",), near="names only"),
    "folder not synced": Defect(_folder_not_synced, "attach", ("power",), near="least"),
    "parents of a new folder not synced": Defect(_new_folder_not_synced, "snapshots", ("power",), near="least"),
    "synchronous off": Defect(_synchronous_off, "edit", ("power",), near="least"),
    "journal in memory": Defect(_journal_in_memory, "bulk", ("kill",)),
    "two transactions for one action": Defect(_two_transactions, "bulk", ("kill",)),
    "written under its final name": Defect(_written_in_place, "report", ("kill",), near="write Q3"),
    "named before it is synced": Defect(_named_before_synced, "attach", ("power",), near="names only"),
    "deleted, then written": Defect(_deleted_then_written, "passphrase", ("kill",), near="office.key.json"),
    "key file overwritten in place": Defect(_key_file_in_place, "passphrase", ("kill",), near="write office.key.json"),
    "number confirmed before the file is named": Defect(_number_confirmed_early, "export", ("kill",), near="rename"),
    "unfinished file named on error": Defect(_part_named_on_error, "report", ("ENOSPC",)),
    "unfinished file left on error": Defect(_part_left_on_error, "report", ("ENOSPC",)),
    "refusal swallowed": Defect(_refusal_swallowed, "edit", ("ENOSPC",)),
    "errors of the system escape": Defect(_errors_of_the_system_escape, "report", ("ENOSPC", "EIO")),
    "acknowledged before the commit": Defect(_acknowledged_before_the_commit, "add", ("kill",)),
    "transaction left open on error": Defect(_no_rollback, "add", ("ENOSPC",), near="write office.db-wal"),
}
