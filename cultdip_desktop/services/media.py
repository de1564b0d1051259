"""Attach photos, films and documents to events, caption them, and hand out pictures."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.media import MOST_LINE, NOTHING_SAID, MediaItem, Rights
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.media import pictures
from cultdip_desktop.media.intake import Taken, take_in
from cultdip_desktop.media.pictures import Picture
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.events import named
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import media as media_rows

THUMBNAIL: Final = "thumbnail"
"""Name under which the store keeps pictures of at most 320 pixels."""

MAX_NAME: Final = 200
"""Characters kept of a file's name."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not added, and why."""

    file: str
    error: UserError


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a drop of files."""

    added: tuple[MediaItem, ...]
    duplicates: tuple[tuple[str, str], ...]
    """File name and digest of what the event has already."""

    refused: tuple[Refusal, ...]
    cancelled: bool
    """Stopped half-way: what `added` lists is complete and stays, the rest was not begun."""

    change_set: ChangeSet


class MediaService:
    """The use cases of the media tab and of `cultdip attach`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @in_workshop("media.attach")
    def attach(
        self,
        event_id: str,
        files: Sequence[Path],
        *,
        caption: BiText = EMPTY,
        credit: str = "",
        rights: Rights = NOTHING_SAID,
        progress: Progress | None = None,
    ) -> Attached:
        """Seal the files in the vault and then write all rows in one action.

        A file that cannot be taken is listed with its reason and never stops the others. Each is durable in
        the vault before its row exists.

        Raises:
            UserError: `event.not_found`, `file.no_space` and the like of the office's own disk; no row is then written.
        """
        require_mission(self._desk)
        progress = progress or NoProgress()
        with self._desk.store.read() as tx:
            title = named(event_rows.get(tx, event_id))
            known = {item.sha256 for item in media_rows.of_event(tx, event_id)}
        taken: list[tuple[str, Taken]] = []
        duplicates: list[tuple[str, str]] = []
        refused: list[Refusal] = []
        cancelled = False
        for index, file in enumerate(files):
            name = nfc(file.name)[:MAX_NAME]
            try:
                progress.step(index, len(files), name)
                one = take_in(self._desk.vault, file, name, _Within(progress, index, len(files)))
            except Cancelled:
                cancelled = True
                break
            except UserError as error:
                if error.code.startswith("file."):  # the office's own disk: it would refuse the others as well
                    raise
                refused.append(Refusal(name, error))
                continue
            if one.stored.sha256 in known:
                duplicates.append((name, one.stored.sha256))
            else:
                known.add(one.stored.sha256)
                taken.append((name, one))
        with suppress(Cancelled):
            progress.step(len(files), len(files))
        added, changes = self._write(event_id, title, taken, caption, credit, rights)
        return Attached(added, tuple(duplicates), tuple(refused), cancelled, changes)

    def of_event(self, event_id: str) -> tuple[MediaItem, ...]:
        """The event's attachments in their order."""
        with self._desk.store.read() as tx:
            return tuple(media_rows.of_event(tx, event_id))

    def edit(self, item: MediaItem) -> ChangeSet:
        """Save caption, credit, marks or order of one attachment."""
        return self.edit_many((item,))

    def edit_many(self, items: Sequence[MediaItem], *, step: str = "") -> ChangeSet:
        """Save several attachments in one action; saves in a row with the same `step` are undone together."""
        about: dict[str, str | int] = {"file": items[0].file_name} if len(items) == 1 else {"n": len(items)}
        if step:
            about[STEP] = step
        with self._desk.store.write("media.edit", actor=self._desk.actor, **about) as tx:
            for item in items:
                media_rows.update(tx, _tidy(item))
        return tx.change_set

    def remove(self, media_id: str) -> ChangeSet:
        """Take the attachment off its event; the sealed original stays in the vault."""
        return self.remove_many((media_id,))

    def remove_many(self, media_ids: Sequence[str]) -> ChangeSet:
        """Take several off, in one action."""
        with self._desk.store.read() as reading:
            name = media_rows.get(reading, media_ids[0]).file_name if len(media_ids) == 1 else ""
        about: dict[str, str | int] = {"file": name} if name else {"n": len(media_ids)}
        with self._desk.store.write("media.remove", actor=self._desk.actor, **about) as tx:
            for media_id in media_ids:
                media_rows.remove(tx, media_id)
        return tx.change_set

    def thumbnail(self, item: MediaItem) -> bytes | None:
        """A JPEG of at most 320 pixels, None for what is not a picture; made once and kept in the store.

        Raises:
            UserError: `media.blob_damaged` when the original no longer opens.
        """
        with self._desk.store.read() as tx:
            kept = media_rows.thumbnail(tx, item.sha256, THUMBNAIL)
        if kept is not None or item.kind != "image":
            return kept
        made = self._picture(item, pictures.THUMBNAIL_SIDE)
        if made is not None and not self._desk.store.read_only:
            with self._desk.store.write("media.thumbnail") as tx:
                media_rows.save_thumbnail(tx, item.sha256, THUMBNAIL, made)
        return made

    def preview(self, item: MediaItem) -> bytes | None:
        """A JPEG of at most 2048 pixels, None for what is not a picture.

        Raises:
            UserError: as `thumbnail`.
        """
        return self._picture(item, pictures.PREVIEW_SIDE)

    def _picture(self, item: MediaItem, side: int) -> bytes | None:
        if item.kind != "image":
            return None
        source = BytesIO(self._desk.vault.read(item.sha256))
        filetype = recognise(source, item.file_name).filetype
        make = pictures.thumbnail if side <= pictures.THUMBNAIL_SIDE else pictures.preview
        made = make(source, filetype, item.file_name)
        return made.data if isinstance(made, Picture) else None

    def _write(
        self,
        event_id: str,
        title: dict[str, str],
        taken: Sequence[tuple[str, Taken]],
        caption: BiText,
        credit: str,
        rights: Rights,
    ) -> tuple[tuple[MediaItem, ...], ChangeSet]:
        if not taken:
            return (), ChangeSet("", "media.attach")
        now = self._desk.clock.now()
        with self._desk.store.write("media.attach", actor=self._desk.actor, n=len(taken), **title) as tx:
            first = len(media_rows.of_event(tx, event_id))
            added = []
            for index, (name, one) in enumerate(taken):
                stored = one.stored
                item = MediaItem(
                    id=self._desk.ids.new(),
                    event_id=event_id,
                    sha256=stored.sha256,
                    file_name=name,
                    mime=stored.filetype.mime,
                    extension=stored.filetype.extension,
                    kind=stored.filetype.kind,
                    size=stored.size,
                    width=stored.width,
                    height=stored.height,
                    taken_at=stored.taken_at,
                    has_location=stored.has_location,
                    caption=caption,
                    credit=credit,
                    author=rights.author,
                    rights_holder=rights.rights_holder,
                    licence=rights.licence,
                    people=rights.people,
                    minors=rights.minors,
                    consent=rights.consent,
                    consent_until=rights.consent_until,
                    position=first + index,
                    added_at=now,
                )
                item = _tidy(item)
                media_rows.insert(tx, item)
                if isinstance(one.thumbnail, Picture):
                    media_rows.save_thumbnail(tx, item.sha256, THUMBNAIL, one.thumbnail.data)
                added.append(item)
        return tuple(added), tx.change_set


def _tidy(item: MediaItem) -> MediaItem:
    """Lines as they are kept: NFC, one line, no longer than a record may be."""
    return replace(
        item,
        author=_line(item.author),
        rights_holder=_line(item.rights_holder),
        licence=_line(item.licence),
        people=_line(item.people),
    )


def _line(text: str) -> str:
    return " ".join(nfc(text).replace("\x00", "").split())[:MOST_LINE]


class _Within:
    """Progress inside one of several files: the bar counts files, cancel is heard within a large one."""

    def __init__(self, progress: Progress, index: int, total: int) -> None:
        self._progress = progress
        self._index = index
        self._total = total

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass the step on as one of the file's."""
        del done, total
        self._progress.step(self._index, self._total, what)
