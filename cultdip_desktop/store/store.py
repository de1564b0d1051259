"""One office's store: makes it, opens it, and gives consistent reads and one write at a time.

A user's action is one `write` block: one transaction, one sealed entry of the change log, one `ChangeSet`.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final, TypeVar

import sqlalchemy as sa

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.durable import make_folder, sync_folder
from cultdip_desktop.core.durable import translated as files_translated
from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.store import chain, opening
from cultdip_desktop.store.engine import Secret, reading_mode, require_sqlite, translated
from cultdip_desktop.store.ground import FileGround, Ground, lay_out, version
from cultdip_desktop.store.schema import action, change_row, open_action
from cultdip_desktop.store.since import since

_ALONE_TIMEOUT: Final = 5.0
_SHARED_TIMEOUT: Final = 30.0

_T = TypeVar("_T")


class Reader:
    """A snapshot of the store: everything read through it stems from one moment."""

    def __init__(self, connection: sa.Connection, clock: Clock, ids: IdSource) -> None:
        self.connection: Final = connection
        self.clock: Final = clock
        self.ids: Final = ids

    def remembered(self, name: str, asked: object, make: Callable[[], _T]) -> _T:
        """What `make` answered when last asked the same on this connection and nobody has committed since.

        One answer is kept per `name`; whoever gets it must not change it.
        """
        kept: dict[str, tuple[int, object, _T]] = self.connection.info.setdefault("remembered", {})
        now = version(self.connection)
        if name not in kept or kept[name][:2] != (now, asked):
            kept[name] = (now, asked, make())
        return kept[name][2]


class Writer(Reader):
    """A snapshot that may be changed; what was changed is known once the block has ended."""

    def __init__(self, connection: sa.Connection, clock: Clock, ids: IdSource, action_id: str) -> None:
        super().__init__(connection, clock, ids)
        self.action_id: Final = action_id
        self.now: Final = clock.now()
        self.written: Final = chain.Written()
        self._change_set: ChangeSet | None = None

    @property
    def change_set(self) -> ChangeSet:
        """What the committed action touched; `bool` of it is False when it touched nothing.

        Raises:
            RuntimeError: the block has not ended well yet.
        """
        if self._change_set is None:
            raise RuntimeError("the change set is known after the commit")
        return self._change_set

    def settle(self, changes: ChangeSet) -> None:
        """Told by the store once the action is committed."""
        self._change_set = changes

    def remembered(self, name: str, asked: object, make: Callable[[], _T]) -> _T:
        """Nothing is remembered here: what this block itself has written does not show in the version."""
        del name, asked
        return make()


class Store:
    """The encrypted data base of one office. Thread-safe; close it at the end."""

    def __init__(self, ground: Ground, clock: Clock, ids: IdSource, *, read_only: bool) -> None:
        self.ground: Final = ground
        self.read_only: Final = read_only
        self._clock: Final = clock
        self._ids: Final = ids
        self._lock: Final = threading.Lock()
        self._owner: int | None = None
        self._writing: sa.Connection | None = None

    @property
    def path(self) -> Path:
        """The file, or the place in its office's folder where one would lie."""
        return self.ground.path

    @classmethod
    def create(cls, path: Path, key: bytes, salt: bytes, *, clock: Clock, ids: IdSource, shared: bool = False) -> Store:
        """Make a new, empty store; the folder is made too.

        Raises:
            UserError: `store.sqlite_too_old`, `file.exists`, `file.no_space`, `file.not_writable`.
        """
        require_sqlite()
        secret = Secret(key, salt)
        make_folder(path.parent)
        with files_translated(path):
            path.touch(mode=0o600, exist_ok=False)
        try:
            with translated(path):
                lay_out(path, secret, timeout=_ALONE_TIMEOUT)
            with files_translated(path):
                sync_folder(path.parent)
            return cls.open(path, key, salt, clock=clock, ids=ids, shared=shared)
        except BaseException:
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                with contextlib.suppress(OSError):
                    path.with_name(name).unlink(missing_ok=True)
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        salt: bytes,
        *,
        clock: Clock,
        ids: IdSource,
        shared: bool = False,
        read_only: bool = False,
        before_migration: Callable[[], None] | None = None,
        moved: Path | None = None,
    ) -> Store:
        """Open a store, bringing an older one up to date first (unless `read_only`).

        `shared` waits longer for other processes: headquarters locks per transaction. A mission's caller
        holds the `OfficeLock` before it opens for writing. `before_migration` makes the backup to go back to;
        what it raises leaves the store as it was. Without it a copy stays beside the file. `moved` is a file that
        appears when another program moves this office's store to a server: writing is refused from then on.

        Raises:
            UserError: `store.sqlite_too_old`, `store.missing`, `store.wrong_key`, `store.damaged`,
                `store.newer_version` (the file is left byte for byte), `store.older_version` (read_only),
                `store.log_changed`, `file.not_writable`, `store.busy`.
        """
        require_sqlite()
        secret = Secret(key, salt)
        opening.prepare(path, secret, read_only=read_only, clock=clock, before_migration=before_migration)
        mode = reading_mode(path) if read_only else "rw"
        timeout = _SHARED_TIMEOUT if shared else _ALONE_TIMEOUT
        ground = FileGround(path, secret, mode=mode, timeout=timeout, moved=moved)
        return cls.on(ground, clock=clock, ids=ids, read_only=read_only)

    @classmethod
    def on(cls, ground: Ground, *, clock: Clock, ids: IdSource, read_only: bool = False) -> Store:
        """The store on ground that was found fit for it.

        Raises:
            UserError: `store.log_changed`, `store.busy`, …
        """
        store = cls(ground, clock, ids, read_only=read_only)
        try:
            if not read_only:
                store._start_writing()
        except BaseException:
            store.close()
            raise
        return store

    @contextlib.contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent snapshot, from any thread; cheap enough for every question."""
        with self.ground.translated(), self.ground.readers.connect() as connection:
            self.ground.begin_reading(connection)
            try:
                yield Reader(connection, self._clock, self._ids)
            finally:
                connection.rollback()

    @contextlib.contextmanager
    def write(self, label: str, *, actor: str | None = None, **params: str | int) -> Iterator[Writer]:
        """One action: committed as a whole when the block ends well, else as if it had never begun.

        `label` is its code in the history (`event.edit`), `params` what its words need, `actor` a person's id.
        An action that changed nothing leaves no entry. Blocks of other threads wait for their turn.

        Raises:
            UserError: `store.busy`, `file.no_space`, `file.not_writable`, `store.damaged`.
            RuntimeError: a `write` inside a `write` of the same thread, or on a store opened for reading.
        """
        with self._turn() as connection, self.ground.translated():
            try:
                self.ground.begin_writing(connection)
                writer = Writer(connection, self._clock, self._ids, self._ids.new())
                connection.execute(open_action.insert(), {"one": 1, "id": writer.action_id})
                yield writer
                changes = _seal(writer, label, actor, params)
                connection.execute(open_action.delete())
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
            writer.settle(changes)

    def log_is_in_the_file(self) -> bool:
        """Move the write-ahead log into the file; False when readers or a read-only disk prevent it.

        Raises:
            UserError: `store.busy`, `file.no_space`, `store.disk_failed`.
        """
        return self.ground.log_is_in_the_file()

    def changes_since(self, position: int | None, without: Collection[str] = ()) -> tuple[int, ChangeSet]:
        """What the actions after `position` have touched, whoever did them, and the position of the last of them.

        Actions `without` are passed over: one's own, which are known. None asks for the position alone. A small read when nothing was done. Where more was touched than can be told
        one by one, the kinds alone are named.

        Raises:
            UserError: as `read`.
        """
        with self.read() as tx:
            return since(tx.connection, position, without)

    def close(self) -> None:
        """Let go of the file; waits for a write that is under way."""
        with self._lock:
            if self._writing is not None:
                self._writing.close()
                self._writing = None
            self.ground.writer.dispose()
            self.ground.readers.dispose()

    def _start_writing(self) -> None:
        with self.ground.translated():
            connection = self.ground.writer.connect()
            self._writing = connection
            try:
                self.ground.require_guards(connection)
            finally:
                connection.rollback()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[sa.Connection]:
        if self._owner == threading.get_ident():
            raise RuntimeError("a write inside a write")
        with self._lock:
            if self._writing is None:
                raise RuntimeError("the store is closed or opened for reading only")
            self._owner = threading.get_ident()
            try:
                yield self._writing
            finally:
                self._owner = None


def _seal(writer: Writer, label: str, actor: str | None, params: dict[str, str | int]) -> ChangeSet:
    """Close the action into the chain and say what it touched."""
    images, kinds, ids = writer.written.images, writer.written.kinds, writer.written.ids
    _read_back(writer, images, kinds, ids)
    if not images.count:
        return ChangeSet("", label)
    last = chain.head(writer.connection)
    plain = {
        "position": last.count + 1,
        "id": writer.action_id,
        "at": instant_text(writer.now),
        "label": label,
        "params": nfc(json.dumps(params, ensure_ascii=False, sort_keys=True)),
        "actor": actor,
        "changes": images.count,
        "prev_hash": last.head,
    }
    writer.connection.execute(action.insert(), {**plain, "hash": chain.seal_hash(plain, images.hexdigest())})
    return ChangeSet(writer.action_id, label, frozenset(kinds), frozenset(ids))


def _read_back(writer: Writer, images: chain.Images, kinds: set[str], ids: set[str]) -> None:
    """What the triggers have written in this action, into its digest and its change set."""
    if writer.connection.dialect.name == "postgresql":
        from cultdip_desktop.store import postgres_log  # the server puts the rows together

        postgres_log.read_back(writer.connection, writer.action_id, images, kinds, ids)
        return
    mine = (change_row.c.action_id == writer.action_id, change_row.c.seq > writer.written.until)
    for row in writer.connection.execute(sa.select(*chain.IMAGE_COLUMNS).where(*mine).order_by(change_row.c.seq)):
        images.add(row)
        kinds.add(row.kind)
        ids.add(row.entity_id)
        if row.owner_id is not None:
            ids.add(row.owner_id)
