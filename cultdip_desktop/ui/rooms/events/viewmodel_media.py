"""The attachments of one event: added, captioned, marked, taken off and brought back, all off the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.services.media import Attached
from cultdip_desktop.ui.kit.base import Kit

REST_MS: Final = 1000
"""How long typing in a caption must rest before it is stored."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of files that were dropped or chosen."""

    added: tuple[str, ...]
    """Ids of what was added."""

    asked: int
    """How many files there were."""

    duplicates: tuple[str, ...]
    """Names of files that the event has already."""

    refused: tuple[UserError, ...]
    """Why the others were not taken; each names its file."""

    cancelled: bool


class EventMedia(QObject):
    """Attachments in order. Edits are kept here at once and stored after a short rest."""

    loaded = Signal()
    """`items` are new: other ones, or in another order."""

    changed = Signal(object)
    """Ids (frozenset) of items whose text or marks the user changed."""

    importing = Signal(object, int)
    """A job that adds files, and how many."""

    imported = Signal(object)
    """`Imported`."""

    trouble_changed = Signal()

    def __init__(self, kit: Kit, office: Office, event_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._media = office.media
        self._ids = office.desk.ids
        self._clock, self._zone = office.desk.clock, ZoneInfo(office.identity.zone)
        self._step = ""
        self._about: frozenset[str] = frozenset()
        self.event_id: Final = event_id
        self.items: tuple[MediaItem, ...] = ()
        self.trouble: UserError | None = None
        self._dirty: dict[str, MediaItem] = {}
        self._saving: dict[str, MediaItem] = {}
        self.watched = False
        """Whether a page shows these attachments now; if not, the room says what became of an import."""

        self._imports = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)

    def today(self) -> date:
        """The present day at the office."""
        return self._clock.now().astimezone(self._zone).date()

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return bool(self._dirty)

    @property
    def busy(self) -> bool:
        """Whether files are being added."""
        return self._imports > 0

    def item(self, media_id: str) -> MediaItem | None:
        """The attachment as it stands, with what is typed."""
        return next((item for item in self.items if item.id == media_id), None)

    def uncaptioned(self) -> tuple[MediaItem, ...]:
        """Pictures and films without a Vietnamese caption, in order."""
        return tuple(item for item in self.items if item.kind != "document" and not item.caption.vi.strip())

    def reload(self) -> None:
        """Ask the store; what is typed and not stored yet stays."""
        event_id = self.event_id
        self._kit.jobs.read(lambda _progress: self._media.of_event(event_id), self._show, owner=self)

    def hear(self, changes: ChangeSet) -> None:
        """Something touched this event's attachments."""
        known = {item.id for item in self.items} | {self.event_id}
        if "media" in changes.kinds and changes.ids & known:
            self.reload()

    def attach(self, files: Sequence[Path]) -> None:
        """Add files, and the files inside folders; the event itself must be stored, or about to be."""
        wanted = list(files)
        self._imports += 1
        self._kit.jobs.write(lambda _progress: None, lambda _nothing: self._start(wanted), owner=self)

    def edit(self, ids: Sequence[str], **changes: Any) -> None:
        """Give the same fields of several items these values; stored after a short rest."""
        self.edit_each(ids, lambda item: replace(item, **changes))

    def edit_each(self, ids: Sequence[str], change: Callable[[MediaItem], MediaItem]) -> None:
        """Change several items, each in its own way; stored after a short rest."""
        wanted = frozenset(ids)
        if wanted != self._about:
            self.begin()
            self._about = wanted
        new = tuple(change(item) if item.id in wanted else item for item in self.items)
        touched = {after.id: after for before, after in zip(self.items, new) if after != before}
        if touched:
            self._dirty.update(touched)
            self.items = new
            self.changed.emit(frozenset(touched))
            self._rest.start()

    def make_cover(self, media_id: str | None) -> None:
        """One picture stands for the event, or none."""
        concerned = [item.id for item in self.items if item.cover or item.id == media_id]
        self.edit_each(concerned, lambda item: replace(item, cover=item.id == media_id))

    def begin(self) -> None:
        """What follows is an undo step of its own: another field, or other items."""
        self.flush()
        self._step = ""
        self._about = frozenset()

    def flush(self) -> None:
        """Store what is typed now."""
        self._rest.stop()
        if not self._dirty:
            return
        batch = list(self._dirty.values())
        step = self._step = self._step or self._ids.new()
        self._saving.update(self._dirty)
        self._dirty.clear()
        self._kit.jobs.write(
            lambda _progress: self._media.edit_many(batch, step=step),
            lambda changes: self._saved(batch, changes),
            lambda error: self._failed(batch, error),
            owner=self,
        )

    def remove(self, ids: Sequence[str], then: Callable[[ChangeSet], object]) -> None:
        """Take items off the event in one action; what is typed is stored first, so that undo brings it back too."""
        self.begin()
        gone = tuple(ids)

        def done(changes: ChangeSet) -> None:
            self.reload()
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(lambda _progress: self._media.remove_many(gone), done, owner=self)

    def thumbnail(self, item: MediaItem) -> bytes | None:
        """A small JPEG; called off the UI thread."""
        return self._media.thumbnail(item)

    def preview(self, item: MediaItem) -> bytes | None:
        """A large JPEG; called off the UI thread."""
        return self._media.preview(item)

    def _start(self, files: list[Path]) -> None:
        """Begin on a computing thread: sealing forty photos must not hold up autosave; rows are one short write."""
        event_id = self.event_id
        asked = [len(files)]

        def work(progress: Progress) -> Attached:
            found = _files_in(files)
            asked[0] = len(found)
            return self._media.attach(event_id, found, progress=progress)

        def stopped() -> None:
            self.imported.emit(Imported((), asked[0], (), (), True))

        job = self._kit.jobs.compute(
            work, lambda found: self._attached(asked[0], found), self._refused, stopped, owner=self
        )
        job.finished.connect(self._import_over)
        self.importing.emit(job, len(files))

    def _import_over(self) -> None:
        self._imports -= 1

    def _attached(self, asked: int, found: Attached) -> None:
        self.reload()
        self._kit.bus.publish(found.change_set)
        added = tuple(item.id for item in found.added)
        names = tuple(name for name, _digest in found.duplicates)
        refused = tuple(refusal.error for refusal in found.refused)
        self.imported.emit(Imported(added, asked, names, refused, found.cancelled))

    def _refused(self, error: UserError) -> None:
        self.imported.emit(Imported((), 0, (), (error,), False))

    def _show(self, items: tuple[MediaItem, ...]) -> None:
        waiting = {**self._saving, **self._dirty}
        self.items = tuple(waiting.get(item.id, item) for item in items)
        self.loaded.emit()

    def _saved(self, batch: list[MediaItem], changes: ChangeSet) -> None:
        self._forget(batch)
        self._set_trouble(None)
        self._kit.bus.publish(changes)

    def _failed(self, batch: list[MediaItem], error: UserError) -> None:
        self._forget(batch)
        for item in batch:
            self._dirty.setdefault(item.id, item)
        self._set_trouble(error)

    def _forget(self, batch: list[MediaItem]) -> None:
        for item in batch:
            if self._saving.get(item.id) is item:
                del self._saving[item.id]

    def _set_trouble(self, error: UserError | None) -> None:
        if error is not self.trouble:
            self.trouble = error
            self.trouble_changed.emit()


def _files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those directly inside the folders named, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        found += sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]
    return found
