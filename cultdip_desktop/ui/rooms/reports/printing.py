"""Printing: the very PDF of the preview, page by page at the printer's resolution, off the window's thread."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress

MAX_DPI: Final = 300
"""Finer pictures of pages take memory and show nothing more on paper."""


def chosen_printer(parent: QWidget, title: str, pages: int) -> QPrinter | None:
    """Ask which printer and which pages; None when the officer thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setFromTo(1, pages)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return printer


def print_pdf(data: bytes, printer: QPrinter, progress: Progress) -> int:
    """Print the document; gives the number of pages sent.

    Raises:
        UserError: `report.not_printed` when the printer takes nothing.
        Cancelled: from `progress`; pages sent so far may be printed.
    """
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = _pages(printer, document.pageCount())
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise UserError("report.not_printed", printer=printer.printerName())
    try:
        for done, page in enumerate(pages):
            progress.step(done, len(pages))
            if done and not printer.newPage():
                raise UserError("report.not_printed", printer=printer.printerName())
            _paint(painter, printer, document, page)
        progress.step(len(pages), len(pages))
    finally:
        painter.end()
        document.close()
    return len(pages)


def _pages(printer: QPrinter, count: int) -> range:
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return range(count)
    return range(first - 1, min(last, count))


def _paint(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    dpi = min(MAX_DPI, printer.resolution())
    picture = document.render(page, QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72)))
    wide, high = (round(side * printer.resolution() / 72) for side in (points.width(), points.height()))
    painter.drawImage(QRect(0, 0, wide, high), picture)
