"""What is said about the selected attachments: caption in two languages, author, where they may go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.gallery import GalleryModel
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import ScrollPage, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.events.view_fold import Fold
from cultdip_desktop.ui.rooms.events.view_media_rights import RightsFields
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWN: Final = 3


class MediaSide(QWidget):
    """The inspector of the media tab. Several selected items are edited together."""

    next_asked = Signal()
    """Enter in a caption: go to the next picture without one."""

    remove_asked = Signal()

    def __init__(self, kit: Kit, gallery: GalleryModel) -> None:
        super().__init__()
        self._kit = kit
        self._media: EventMedia | None = None
        self._ids: tuple[str, ...] = ()
        self._shown_ids: tuple[str, ...] = ()
        self._composing = False
        self._title = ElidedLabel(kit, "", "h2")
        self._pictures = _Pictures(kit, gallery)
        self.caption = BilingualField(kit, t("Caption"), lines=2)
        self.caption.edited.connect(self._caption_edited)
        for editor in (self.caption.vi, self.caption.en):
            editor.installEventFilter(self)
        self.credit = LineEdit(kit)
        self.credit.edited.connect(lambda value: self._edit(credit=value))
        self.rights = Fold(kit, t("Rights and people"), self._make_rights, self._show_rights)
        self.in_report = CheckBox(kit, t("Goes into reports"))
        self.in_report.clicked.connect(lambda on: self._edit(in_report=on))
        self.publishable = CheckBox(kit, t("May leave this machine"))
        self.publishable.clicked.connect(lambda on: self._publish(on=on))
        self._stays = PlainLabel(
            kit, t("Stays on this machine: in no report and no package."), "small", "gold", wrap=True
        )
        self.cover = CheckBox(kit, t("Cover picture of the event"), icon="star", tint="gold.fill")
        self.cover.clicked.connect(lambda on: self._make_cover(on=on))
        gps_words = PlainLabel(kit, t("Place data (GPS) is removed from exported copies."), "small", "info", wrap=True)
        self._gps = _line(IconLabel(kit, "map-pin", "info.text", 14), gps_words)
        self._facts = PlainLabel(kit, "", "micro", "tertiary", wrap=True)
        self._remove = Button(kit, t("Take off the event"), "danger", icon="trash-2", compact=True)
        self._remove.clicked.connect(lambda _on=False: self.remove_asked.emit())
        self._empty = EmptyState(
            kit,
            "captions-off",
            t("Nothing selected"),
            t("Select photos to write captions. F2 starts at the selected one."),
        )
        self._lay_out()
        self.show_items(None, ())

    def show_items(self, media: EventMedia | None, ids: Sequence[str]) -> None:
        """Edit these items from now on."""
        self._media = media
        self._ids = tuple(ids)
        items = self._items()
        present(self._empty, shown=not items)
        present(self._page, shown=bool(items))
        if not items:
            return
        first = items[0]
        if len(items) == 1:
            self._title.say(first.file_name)
        else:
            self._title.say(n("{n} file selected", "{n} files selected", len(items)))
        self._pictures.show_ids([item.id for item in items if item.kind == "image"][:_SHOWN])
        self._show_texts(items)
        self._show_rights()
        for box, values in (
            (self.in_report, {item.in_report for item in items}),
            (self.publishable, {item.publishable for item in items}),
        ):
            box.setChecked(True in values)
            box.set_some(some=len(values) > 1)
        self.cover.setChecked(first.cover)
        present(self.cover, shown=len(items) == 1 and first.kind == "image")
        present(self._stays, shown=any(not item.publishable for item in items))
        present(self._gps, shown=any(item.has_location for item in items))
        self._facts.say(Phrase(lambda words: _facts(words, items)))

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        self.caption.set_bilingual(on=on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter leaves a caption for the next picture, unless a syllable is being composed."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and not self._composing:
                self.next_asked.emit()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        page = self._page = ScrollPage(margins=(16, 14, 16, 16), gap=10)
        page.add(self._title)
        page.add(self._pictures)
        page.add(self.caption)
        page.add(PlainLabel(self._kit, t("Enter: next photo without a caption"), "micro", "tertiary"))
        page.add(Field(self._kit, t("Author, credit"), self.credit))
        for widget in (self.in_report, self.publishable, self._stays, self.cover, self._gps):
            page.add(widget)
        for widget in (self.rights, Rule(), self._facts):
            page.add(widget)
        page.add(row(self._remove, None))
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(page, 1)
        layout.addWidget(self._empty, 1)

    def _show_texts(self, items: Sequence[MediaItem]) -> None:
        captions = {item.caption for item in items}
        same = len(captions) == 1
        written = self.caption.vi.hasFocus() or self.caption.en.hasFocus()
        undone = len(items) == 1 and self.caption.value() != items[0].caption
        if not written or undone or self._changed_selection():
            self.caption.set_value(items[0].caption if same else EMPTY)
        hint: Speech = t("Add a caption") if same else t("several values")
        for editor in (self.caption.vi, self.caption.en):
            editor.set_placeholder(hint)
        credits = {item.credit for item in items}
        if not self.credit.hasFocus() or self._changed_selection():
            if len(credits) == 1:
                self.credit.set_placeholder("")
                self.credit.set_value(items[0].credit)
            else:
                self.credit.set_several(several=True)
        self._shown_ids = self._ids

    def _make_rights(self) -> RightsFields:
        fields = RightsFields(self._kit, lambda: self._media.today() if self._media is not None else date.min)
        fields.changed.connect(lambda name, value: self._edit(**{name: value}))
        return fields

    def _show_rights(self) -> None:
        """Nothing is read while the part is folded."""
        if self._media is not None and self.rights.made is not None:
            papers = [item for item in self._media.items if item.kind == "document"]
            self.rights.made.show_items(self._items(), papers)

    def _changed_selection(self) -> bool:
        return self._shown_ids != self._ids

    def _items(self) -> list[MediaItem]:
        media = self._media
        return [item for each in self._ids if media is not None and (item := media.item(each))]

    def _edit(self, **changes: object) -> None:
        if self._media is not None:
            self._media.edit(self._ids, **changes)

    def _publish(self, *, on: bool) -> None:
        self._edit(publishable=on)
        present(self._stays, shown=not on)

    def _make_cover(self, *, on: bool) -> None:
        if self._media is not None and self._ids:
            self._media.make_cover(self._ids[0] if on else None)

    def _caption_edited(self, value: BiText) -> None:
        if self._media is None:
            return
        vi, en = self.caption.vi.hasFocus(), self.caption.en.hasFocus()

        def change(item: MediaItem) -> MediaItem:
            caption = item.caption
            if len(self._ids) == 1:
                caption = value
            elif vi:
                caption = caption.with_vi(value.vi)
            elif en:
                caption = caption.with_en(value.en)
            elif value.english is EnglishState.REVIEWED:
                caption = caption.reviewed()
            return replace(item, caption=caption)

        self._media.edit_each(self._ids, change)


class _Pictures(QWidget):
    """Up to three of the selected pictures, side by side."""

    def __init__(self, kit: Kit, gallery: GalleryModel) -> None:
        super().__init__()
        self._look = kit.look
        self._gallery = gallery
        self._ids: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, t("Selected pictures"))
        gallery.dataChanged.connect(self.update)

    def show_ids(self, ids: list[str]) -> None:
        """Show these."""
        self._ids = ids
        self.setVisible(bool(ids))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """High for one picture, flat for several."""
        return QSize(240, self._look.px(132 if len(self._ids) == 1 else 60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures, filling their frames."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        count = len(self._ids)
        gap = 6
        width = (self.width() - gap * (count - 1)) // max(count, 1)
        for index, identifier in enumerate(self._ids):
            picture = self._gallery.pixmap(identifier)
            clip = QPainterPath()
            clip.addRoundedRect(index * (width + gap), 0, width, self.height(), 6, 6)
            painter.setClipPath(clip)
            painter.fillPath(clip, self._look.colour("bg.sunken"))
            if picture is not None:
                _paint_filling(painter, picture, index * (width + gap), width, self.height())


def _paint_filling(painter: QPainter, picture: QPixmap, left: int, width: int, height: int) -> None:
    size = picture.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    x, y = left + (width - size.width()) // 2, (height - size.height()) // 2
    painter.drawPixmap(x, y, size.width(), size.height(), picture)


def _line(icon: QWidget, words: QWidget) -> QWidget:
    holder = QWidget()
    layout = row(icon, words, gap=6)
    layout.setStretch(1, 1)
    holder.setLayout(layout)
    return holder


def _facts(words: Words, items: Sequence[MediaItem]) -> str:
    if len(items) > 1:
        return file_size(words, sum(item.size for item in items))
    item = items[0]
    parts = [item.extension.lstrip(".").upper()]
    if item.width and item.height:
        parts.append(f"{whole(words, item.width)} × {whole(words, item.height)}")
    parts.append(file_size(words, item.size))
    if item.taken_at:
        parts.append(f"{item.taken_at:%d/%m/%Y %H:%M}")
    parts.append(f"SHA-256 {item.sha256[:4]}…{item.sha256[-4:]}")
    return " · ".join(parts)
