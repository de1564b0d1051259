"""The PDF in view: pages as pictures, outline and text; read from memory, nothing is written to disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QObject, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

KEPT_BYTES: Final = 40 * 1024 * 1024
"""Pictures of pages that are kept."""

_ROLES: Final = QPdfBookmarkModel.Role


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the document."""

    title: str
    level: int
    """0 is the top."""

    page: int
    """Index of its page."""

    top: float
    """Points from the upper edge of the page."""


class ReportDocument(QObject):
    """Holds one document. Pages are painted by a thread of Qt's, for a page of photos takes 0.1 s."""

    changed = Signal()
    """Another document, or none."""

    page_ready = Signal(int)
    """The picture of this page can be had now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pdf = QPdfDocument(self)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._pdf)
        self._renderer.pageRendered.connect(self._take)
        self._asked: set[tuple[int, int]] = set()
        self._pictures: dict[tuple[int, int], QImage] = {}
        self.sizes: tuple[QSizeF, ...] = ()
        """Of the pages, in points."""

        self.outline: tuple[OutlineEntry, ...] = ()

    @property
    def count(self) -> int:
        """Pages; 0 without a document."""
        return len(self.sizes)

    @property
    def data(self) -> bytes:
        """The PDF itself; empty without one."""
        return bytes(self._bytes.data())

    @property
    def painting(self) -> bool:
        """Whether a page is being painted: until then the document answers no other question."""
        return bool(self._asked)

    def show_document(self, data: bytes) -> None:
        """Show this PDF."""
        self._pdf.close()
        self._buffer.close()
        self._pictures.clear()
        self._asked.clear()
        self._bytes = QByteArray(data)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        self.sizes = tuple(self._pdf.pagePointSize(page) for page in range(self._pdf.pageCount()))
        bookmarks = QPdfBookmarkModel(self)
        bookmarks.setDocument(self._pdf)
        self.outline = tuple(_entries(bookmarks, QModelIndex()))
        bookmarks.deleteLater()
        self.changed.emit()

    def picture(self, page: int, size: QSize) -> QImage | None:
        """The page at `size` (device pixels); None while it is being painted, then `page_ready` comes."""
        key = (page, size.width())
        found = self._pictures.pop(key, None)
        if found is not None:
            self._pictures[key] = found
            return found
        if key not in self._asked:
            self._asked.add(key)
            self._renderer.requestPage(page, size)
        return None

    def rough_picture(self, page: int) -> QImage | None:
        """The page at whatever size there is, to be shown until the right one has come."""
        fit = [image for (number, _width), image in self._pictures.items() if number == page]
        return max(fit, key=QImage.width, default=None)

    def text(self, page: int) -> str:
        """All text of a page."""
        return self._pdf.getAllText(page).text()

    def places(self, page: int, start: int, length: int) -> tuple[QRectF, ...]:
        """Where `length` characters (UTF-16) of the page's text stand, line by line, in points."""
        return tuple(part.boundingRect() for part in self._pdf.getSelectionAtIndex(page, start, length).bounds())

    def _take(self, page: int, size: QSize, image: QImage, _options: QPdfDocumentRenderOptions, _request: int) -> None:
        key = (page, size.width())
        if key not in self._asked:
            return
        self._asked.discard(key)
        self._pictures[key] = image
        while len(self._pictures) > 2 and sum(kept.sizeInBytes() for kept in self._pictures.values()) > KEPT_BYTES:
            del self._pictures[next(iter(self._pictures))]
        self.page_ready.emit(page)


def _entries(model: QPdfBookmarkModel, parent: QModelIndex) -> list[OutlineEntry]:
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        place = model.data(index, int(_ROLES.Location))
        title, level, page = (model.data(index, int(role)) for role in (_ROLES.Title, _ROLES.Level, _ROLES.Page))
        found.append(OutlineEntry(str(title), int(level), int(page), float(place.y()) if place is not None else 0.0))
        found += _entries(model, index)
    return found
