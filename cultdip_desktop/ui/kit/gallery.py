"""Thumbnails in a wrapping grid; pictures are fetched off the UI thread when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.ticks import paint_check

SMALLEST: Final = 96
LARGEST: Final = 320
"""Widths of a thumbnail that the slider allows, px at 100 %."""

THUMB_ROLE: Final = int(Qt.ItemDataRole.UserRole)

_PICTURES_KEPT: Final = 400
_CAPTION: Final = 24
_GAP: Final = 12


@dataclass(frozen=True, slots=True)
class Thumb:
    """One picture, film, sound or document in the grid."""

    id: str
    caption: str
    """Plain text; empty shows `missing` in gold."""

    missing: str = ""
    """What the empty caption says ("Thêm chú thích"), in the interface language."""

    icon: str = "image"
    """Shown while there is no picture (documents, sound)."""

    length: str = ""
    """`1:24` for films and sound."""

    cover: bool = False
    warnings: tuple[str, ...] = ()
    """Icons of what is missing: `shield-off` rights, `baby` consent, `copy` duplicate."""

    spoken: str = ""
    """Whole description for screen readers and the tooltip; the caption when empty."""


class GalleryModel(QAbstractListModel):
    """What is in the grid, and the pictures that have arrived."""

    def __init__(self, kit: Kit, picture: Callable[[str], bytes | None]) -> None:
        """`picture` gives the encoded thumbnail of an id (JPEG, PNG or WebP), or None; it runs off the UI thread."""
        super().__init__()
        self._kit = kit
        self._picture = picture
        self._thumbs: Sequence[Thumb] = ()
        self._pixmaps: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._asked: set[str] = set()

    @property
    def thumbs(self) -> Sequence[Thumb]:
        """Everything shown, in order."""
        return self._thumbs

    def set_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show these from now on; pictures already here are kept."""
        self.beginResetModel()
        self._thumbs = thumbs
        self.endResetModel()

    def forget(self, identifier: str) -> None:
        """The picture of `identifier` changed (turned, replaced): fetch it again."""
        self._pixmaps.pop(identifier, None)
        self._asked.discard(identifier)
        self._tell(identifier)

    def row_of(self, identifier: str) -> int:
        """The row of an id, or -1."""
        return next((row for row, thumb in enumerate(self._thumbs) if thumb.id == identifier), -1)

    def pixmap(self, identifier: str) -> QPixmap | None:
        """The picture if it is here; otherwise it is asked for and None is the answer for now."""
        if identifier in self._pixmaps:
            self._pixmaps.move_to_end(identifier)
            return self._pixmaps[identifier]
        if identifier not in self._asked:
            self._asked.add(identifier)
            self._kit.jobs.read(
                lambda _progress: _decode(self._picture(identifier)),
                lambda image: self._arrived(identifier, image),
                lambda _error: self._arrived(identifier, None),
                owner=self,
            )
        return None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Number of thumbs."""
        return 0 if parent is not None and parent.isValid() else len(self._thumbs)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The `Thumb` for the delegate; words for screen readers and tooltips."""
        if not 0 <= index.row() < len(self._thumbs):
            return None
        thumb = self._thumbs[index.row()]
        if role == THUMB_ROLE:
            return thumb
        if role == int(Qt.ItemDataRole.DisplayRole):
            return thumb.caption
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip(thumb.spoken or thumb.caption)
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return thumb.spoken or thumb.caption or thumb.missing
        return None

    def _arrived(self, identifier: str, image: QImage | None) -> None:
        self._asked.discard(identifier)
        while len(self._pixmaps) >= _PICTURES_KEPT:
            self._pixmaps.popitem(last=False)
        self._pixmaps[identifier] = None if image is None or image.isNull() else QPixmap.fromImage(image)
        self._tell(identifier)

    def _tell(self, identifier: str) -> None:
        row = self.row_of(identifier)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))


class GalleryView(QListView):
    """The grid. Enter and double click open, Space previews, F2 asks to edit the caption; several can be selected."""

    opened = Signal(str)
    preview_asked = Signal(str)
    caption_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    selection_changed = Signal(object)
    """Tuple of ids, in the order shown."""

    def __init__(self, kit: Kit, model: GalleryModel, name: Speech) -> None:
        super().__init__()
        self._kit = kit
        self.gallery = model
        self._width = 152
        self.setModel(model)
        self.setItemDelegate(_ThumbDelegate(kit, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self._emit(self.opened, index.row()))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit(self.selected_ids()))
        kit.name(self, name)
        kit.look.changed.connect(self._fit)
        self._fit()

    def set_thumb_width(self, width: int) -> None:
        """Width of a thumbnail in px at 100 %, kept within `SMALLEST` and `LARGEST`."""
        self._width = max(SMALLEST, min(LARGEST, width))
        self._fit()

    def thumb_size(self) -> QSize:
        """Size of a cell without its gap: picture (8 to 5) and caption; wider than asked so that lines are full."""
        gap, wanted = self._kit.look.px(_GAP), self._kit.look.px(self._width)
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 2
        columns = max(1, room // (wanted + gap))
        width = max(wanted, room // columns - gap)
        return QSize(width, width * 5 // 8 + self._kit.look.px(_CAPTION))

    def selected_ids(self) -> tuple[str, ...]:
        """What is selected, in the order shown."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self.gallery.thumbs[row].id for row in rows if row < len(self.gallery.thumbs))

    def select(self, identifier: str) -> bool:
        """Select one and bring it into view; False when it is not here."""
        row = self.gallery.row_of(identifier)
        if row >= 0:
            self.setCurrentIndex(self.gallery.index(row))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and F2; the rest is Qt's."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit(self.opened, row)
        elif event.key() == Qt.Key.Key_Space:
            self._emit(self.preview_asked, row)
        elif event.key() == Qt.Key.Key_F2:
            self._emit(self.caption_asked, row)
        else:
            super().keyPressEvent(event)

    def _emit(self, signal: Any, row: int) -> None:
        if 0 <= row < len(self.gallery.thumbs):
            signal.emit(self.gallery.thumbs[row].id)

    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.menu_asked.emit(self.gallery.thumbs[index.row()].id, self.viewport().mapToGlobal(point))

    def _fit(self) -> None:
        gap = self._kit.look.px(_GAP)
        size = self.thumb_size() + QSize(gap, gap)
        if size != self.gridSize():
            self.setGridSize(size)
        self.viewport().update()


class _ThumbDelegate(QStyledItemDelegate):
    def __init__(self, kit: Kit, view: GalleryView) -> None:
        super().__init__(view)
        self._kit = kit
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return self._view.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        thumb = index.data(THUMB_ROLE)
        if not isinstance(thumb, Thumb):
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        size = self._view.thumb_size()
        caption = self._kit.look.px(_CAPTION)
        left, top = option.rect.left() + 4, option.rect.top() + 4
        box = QRect(left, top, size.width() - 4, size.height() - caption)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter, thumb, box)
        self._paint_marks(painter, thumb, box, selected=selected)
        if selected or focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._kit.look.colour("accent"), 3 if selected else 1.5))
            painter.drawRoundedRect(QRectF(box).adjusted(-2, -2, 2, 2), 7, 7)
        self._paint_caption(painter, thumb, QRect(left, box.bottom() + 3, box.width(), caption - 3))
        painter.restore()

    def _paint_picture(self, painter: QPainter, thumb: Thumb, box: QRect) -> None:
        look = self._kit.look
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(box), look.px(6), look.px(6))
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(box, look.colour("neutral.tint"))
        picture = self._view.gallery.pixmap(thumb.id)
        if picture is None:
            icon = look.pixmap(thumb.icon, "text.tertiary", 24)
            painter.drawPixmap(QPointF(box.center().x() - look.px(12), box.center().y() - look.px(12)), icon)
        else:
            painter.drawPixmap(QRectF(box), picture, _cover(picture, box))
        painter.restore()

    def _paint_marks(self, painter: QPainter, thumb: Thumb, box: QRect, *, selected: bool) -> None:
        look = self._kit.look
        size = look.px(18)
        if selected:
            paint_check(painter, look, QRectF(box.left() + 6, box.top() + 6, size, size), True)
        x = box.right() - size - 5
        for icon, tint, fill in (
            *((("star", "nav.badge.text", "nav.badge"),) if thumb.cover else ()),
            *((name, "warn.text", "warn.tint") for name in thumb.warnings),
        ):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(fill))
            painter.drawRoundedRect(QRectF(x, box.top() + 6, size, size), 4, 4)
            painter.drawPixmap(
                QPointF(x + (size - look.px(13)) / 2, box.top() + 6 + (size - look.px(13)) / 2),
                look.pixmap(icon, tint, 13),
            )
            x -= size + 4
        if thumb.length:
            self._paint_length(painter, thumb.length, box)

    def _paint_length(self, painter: QPainter, text: str, box: QRect) -> None:
        look = self._kit.look
        font = look.font("micro", 600)
        width = QFontMetrics(font).horizontalAdvance(text) + look.px(28)
        chip = QRectF(box.right() - width - 5, box.bottom() - look.px(20) - 4, width, look.px(20))
        veil = look.colour("photo.veil")
        veil.setAlphaF(0.8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(chip, 4, 4)
        painter.drawPixmap(
            QPointF(chip.left() + 6, chip.top() + (chip.height() - look.px(12)) / 2),
            look.pixmap("play", "photo.on", 12),
        )
        painter.setFont(font)
        painter.setPen(look.colour("photo.on"))
        painter.drawText(chip.adjusted(look.px(20), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_caption(self, painter: QPainter, thumb: Thumb, box: QRect) -> None:
        look = self._kit.look
        if not thumb.caption and thumb.missing:
            picture = look.pixmap("captions-off", "warn.text", 13)
            painter.drawPixmap(QPointF(box.left(), box.center().y() - look.px(13) / 2 + 1), picture)
            box = box.adjusted(look.px(18), 0, 0, 0)
        font = look.font("small", 400 if thumb.caption else 500)
        painter.setFont(font)
        painter.setPen(look.colour("text.primary" if thumb.caption else "warn.text"))
        shown = QFontMetrics(font).elidedText(thumb.caption or thumb.missing, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _cover(picture: QPixmap, box: QRect) -> QRectF:
    """The middle part of `picture` that fills `box` without distortion."""
    scale = max(box.width() / picture.width(), box.height() / picture.height())
    width, height = box.width() / scale, box.height() / scale
    return QRectF((picture.width() - width) / 2, (picture.height() - height) / 2, width, height)


def _decode(data: bytes | None) -> QImage | None:
    return None if data is None else QImage.fromData(data)
