"""The media tab: the event's photos, films and documents as a grid, what is said of them, adding and taking off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSlider, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.gallery import LARGEST, SMALLEST, GalleryModel, GalleryView, Thumb
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel, ProgressCard
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import EditorTab
from cultdip_desktop.ui.rooms.events.view_media_side import MediaSide
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia, Imported

FILTERS: Final = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.pdf *.mp4 *.mov *.docx *.xlsx"
_ICONS: Final = {"image": "image", "video": "clapperboard", "document": "file-text"}


class Thumbs(GalleryModel):
    """The grid's model; captions change without the selection being lost."""

    def show_items(self, items: Sequence[MediaItem], words: Words) -> None:
        """Show these items."""
        thumbs = tuple(_thumb(item, words) for item in items)
        if [thumb.id for thumb in thumbs] != [thumb.id for thumb in self.thumbs]:
            self.set_thumbs(thumbs)
            return
        before, self._thumbs = self._thumbs, thumbs
        for index, (old, new) in enumerate(zip(before, thumbs, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(index), self.index(index))


class MediaTab(EditorTab):
    """Gallery and inspector. Dropping files works on the whole editor, not only here."""

    notice = Signal(str, object, object, object)
    """Tone, cause, rest, what "View" does (callable or None): the editor's one banner says it."""

    done = Signal(object, object)
    """Something was done (`Speech`) and how to undo it."""

    def __init__(self, kit: Kit, thumbs: Thumbs) -> None:
        super().__init__(kit)
        self.media: EventMedia | None = None
        self._fresh = True
        self._pointed = ""
        """Id of the item to point at once the items are there."""

        self.thumbs = thumbs
        self.gallery = GalleryView(kit, self.thumbs, t("Photos, films and documents of the event"))
        self.side = MediaSide(kit, self.thumbs)
        self.progress = ProgressCard(kit, t("Adding files"), icon="folder-input")
        self._count = PlainLabel(kit, "", "strong")
        self._picked = PlainLabel(kit, "", "body", "secondary")
        self._bare = Button(kit, "", "link", icon="captions-off", on_click=self.next_bare)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._add = Button(kit, t("Add files"), icon="image-plus", on_click=self.choose_files)
        self._problems = Card(kit, t("Files that were not added"))
        self._problems.hide()
        self._empty = EmptyState(
            kit,
            "images",
            t("No photo yet"),
            t("Drop photos, films or documents anywhere on this page, or choose them. Forty at once are fine."),
        )
        self._choose = Button(kit, t("Choose files"), icon="image-plus", on_click=self.choose_files)
        self._empty.add_action(self._choose)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.gallery.selection_changed.connect(self._selected)
        self.gallery.opened.connect(lambda _id: self.caption_mode())
        self.gallery.caption_asked.connect(lambda _id: self.caption_mode())
        self.side.next_asked.connect(self.next_bare)
        self.side.remove_asked.connect(self.remove_selected)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setValue(152)
        self._size.setFixedSize(self.kit.look.px(96), self.kit.look.px(28))
        self._size.valueChanged.connect(self.gallery.set_thumb_width)
        self.kit.name(self._size, t("Size of the pictures"))
        self.kit.live.changed.connect(self._show)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.gallery)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_selected)

    def _lay_out(self) -> None:
        self._bar = boxed(
            row(
                self._count,
                self._picked,
                self._bare,
                None,
                IconLabel(self.kit, "image", size=13),
                self._size,
                IconLabel(self.kit, "image"),
                self._add,
                gap=10,
            )
        )
        main = boxed(column(self.progress, self._bar, self._problems, gap=10), (20, 14, 12, 0))
        layout = main.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - `column` makes it
        layout.addWidget(self.gallery, 1)
        layout.addWidget(self._empty, 1)
        self._split = SplitPane(self.kit, main, self.side, width=300, name=t("Captions and rights"))
        self.setLayout(column(self._split, gap=0))

    def open_media(self, media: EventMedia) -> None:
        """Show another event's attachments from now on."""
        self.close_media()
        self.media = media
        self._fresh = True
        self.progress.end()
        self._problems.hide()
        for signal, slot in self._signals(media):
            signal.connect(slot)
        self.gallery.clearSelection()
        self._pointed = ""
        self._show()

    def close_media(self) -> None:
        """Stop showing attachments: what is closed may be forgotten before the next event is opened."""
        if self.media is not None:
            for signal, slot in self._signals(self.media):
                signal.disconnect(slot)
        self.media = None
        self.side.show_items(None, ())

    def _signals(self, media: EventMedia) -> tuple[tuple[Any, Any], ...]:
        return (
            (media.loaded, self._show),
            (media.changed, self._items_edited),
            (media.importing, self._importing),
            (media.imported, self._imported),
        )

    def choose_files(self) -> None:
        """Ask for files and add them."""
        title = self.kit.say(t("Add photos, films and documents"))
        kinds = f"{self.kit.say(t('Photos, films, documents'))} ({FILTERS})"
        files = self.kit.files.open_files(self, title, kinds)
        if files:
            self.add_files(files)

    def add_files(self, files: Sequence[Path]) -> None:
        """Add files to the open event, which is stored first."""
        if self.draft is None or self.media is None:
            return
        self.draft.ensure_stored()
        self.media.attach(files)

    def show_item(self, media_id: str) -> None:
        """Select one attachment and show its details, as soon as it has come."""
        self.gallery.clearSelection()
        self._pointed = "" if self.gallery.select(media_id) else media_id
        if not self._pointed:
            self._split.open_inspector()
        self.gallery.setFocus()

    def take_focus(self) -> None:
        """Begin in the grid, or with choosing files when it is empty."""
        (self.gallery if self.media is not None and self.media.items else self._choose).setFocus()

    def toggle_side(self) -> None:
        """Show or hide the inspector."""
        self._split.toggle()

    def caption_mode(self) -> None:
        """Write the caption of what is selected, or of the first picture without one."""
        if not self.gallery.selected_ids():
            self.next_bare()
            return
        self._split.open_inspector()
        self.side.caption.vi.setFocus()

    def next_bare(self) -> None:
        """Select the next picture without a Vietnamese caption, after the present one, with the cursor in it."""
        bare = [item.id for item in self.media.uncaptioned()] if self.media else []
        chosen = self.gallery.selected_ids()
        order = [item.id for item in self.media.items] if self.media else []
        at = order.index(chosen[-1]) if chosen and chosen[-1] in order else -1
        after = [each for each in bare if order.index(each) > at] or [each for each in bare if each not in chosen]
        if not after:
            self.gallery.setFocus()
            if chosen:
                self.done.emit(t("Every photo has a caption"), None)
            return
        self.gallery.clearSelection()
        self.gallery.select(after[0])
        self.caption_mode()

    def remove_selected(self) -> None:
        """Take the selected items off the event; the toast brings them back."""
        media, ids = self.media, self.gallery.selected_ids()
        if media is None or not ids:
            return
        gone = n("{n} file taken off the event", "{n} files taken off the event", len(ids))
        self.gallery.setFocus()
        media.remove(ids, lambda changes: self.done.emit(gone, changes))

    def go_to(self, field: str) -> None:
        """Start where captions are missing."""
        del field
        if self.media is not None and self.media.uncaptioned():
            self.next_bare()
        else:
            (self._add if self.media is not None and self.media.items else self._choose).setFocus()

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        self.side.set_bilingual(on=on)

    def _show(self) -> None:
        items = self.media.items if self.media else ()
        self.thumbs.show_items(items, self.kit.live.words)  # this tab may hear of them before the page does
        now = QApplication.focusWidget()
        leads = bool(items) and now is not None and self._empty.isAncestorOf(now)
        if not items and now is self.gallery:
            present(self._empty, shown=True)
            self._choose.setFocus()  # the last file went: so does the grid
        present(self.gallery, shown=bool(items))
        present(self._bar, shown=bool(items))
        if leads:
            self.gallery.setFocus()  # before the button that was used goes
        present(self._empty, shown=not items)
        if items and self._pointed:
            self._fresh = False
            self.show_item(self._pointed)
            self._pointed = ""
        if items and self._fresh and not self.gallery.selected_ids():
            self._fresh = False
            self.gallery.setCurrentIndex(self.thumbs.index(0))
        self._count.say(counts(items))
        bare = len(self.media.uncaptioned()) if self.media else 0
        self._bare.say(n("{n} without caption", "{n} without captions", bare))
        present(self._bare, shown=bare > 0)
        self._selected(self.gallery.selected_ids())

    def _items_edited(self, ids: frozenset[str]) -> None:
        del ids
        self._show()

    def _selected(self, ids: Sequence[str]) -> None:
        self._picked.say(n("{n} selected", "{n} selected", len(ids)) if ids else "")
        self.side.show_items(self.media, ids)

    def _importing(self, job: Job[Any], count: int) -> None:
        del count
        self._problems.hide()
        self.progress.follow(job, at_once=True)

    def _imported(self, found: Imported) -> None:
        if found.added:
            self.gallery.clearSelection()
        problems = len(found.duplicates) + len(found.refused)
        added = n("{n} file added", "{n} files added", len(found.added))
        if found.cancelled:
            said: Speech = t("Stopped: {done} of {all} files added", done=len(found.added), all=found.asked)
            self.notice.emit("info", said, _tally(found), self._viewer(found) if problems else None)
        elif problems:
            tone = "warn" if found.refused else "info"
            self.notice.emit(tone, added, _tally(found), self._viewer(found))
        elif found.added:
            self.done.emit(added, None)

    def _viewer(self, found: Imported) -> Any:
        return lambda: self._show_problems(found)

    def _show_problems(self, found: Imported) -> None:
        clear(self._problems.body)
        for name in found.duplicates:
            self._problems.add(self._problem("copy", t("{file}: already attached to this event", file=name)))
        for error in found.refused:
            words = _refusal(error)
            self._problems.add(self._problem("triangle-alert", words))
        self._problems.show()

    def _problem(self, icon: str, speech: Speech) -> QWidget:
        layout = row(IconLabel(self.kit, icon, "warn.text", 14), PlainLabel(self.kit, speech, "body", wrap=True), gap=8)
        layout.setStretch(1, 1)
        return boxed(layout)


def counts(items: Sequence[MediaItem]) -> Phrase:
    """How many of each sort: "24 ảnh · 2 video"."""
    photos, films, papers = (sum(item.kind == kind for item in items) for kind in ("image", "video", "document"))
    parts = [
        n("{n} photo", "{n} photos", photos),
        *([n("{n} film", "{n} films", films)] if films else []),
        *([n("{n} document", "{n} documents", papers)] if papers else []),
    ]
    return Phrase(lambda words: " · ".join(part.render(words) for part in parts))


def _tally(found: Imported) -> Phrase:
    parts = []
    if found.duplicates:
        parts.append(n("{n} already there", "{n} already there", len(found.duplicates)))
    if found.refused:
        parts.append(n("{n} refused", "{n} refused", len(found.refused)))
    return Phrase(lambda words: ", ".join(part.render(words) for part in parts))


def _refusal(error: UserError) -> Phrase:
    def said(words: Words) -> str:
        text = describe(words, error)
        return f"{text.message} {text.advice}".strip()

    return Phrase(said)


def _thumb(item: MediaItem, words: Words) -> Thumb:
    caption = item.caption.get(words.language)
    stays = () if item.publishable else ("shield-off",)
    spoken = ", ".join(
        part
        for part in (
            caption or words.t("No caption"),
            item.file_name,
            words.t("cover picture") if item.cover else "",
            "" if item.publishable else words.t("stays on this machine"),
        )
        if part
    )
    missing = words.t("Add a caption") if item.kind != "document" else item.file_name
    return Thumb(item.id, caption, missing, _ICONS.get(item.kind, "file-text"), "", item.cover, stays, spoken)
