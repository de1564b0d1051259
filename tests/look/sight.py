"""What a walk asks of sight and speech: names for screen readers, text that stands out from its ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

READABLE = 4.5
"""WCAG 2.2, 1.4.3."""

LARGE = 3.0
"""The same for text of 24 px and more (or 19 px bold)."""

FINER = 3
SAMPLES = 9
"""Fewer pixels of a colour in the enlarged picture are no stroke."""


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return widget.accessibleName()
    return interface.text(QAccessible.Text.Name) or widget.accessibleName()


def nameless(widgets: list[QWidget]) -> Iterator[tuple[QWidget, str]]:
    """Widgets that take the focus and say nothing to a screen reader."""
    for widget in widgets:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isEnabled() and widget.focusProxy() is None and not name_of(widget).strip():
            yield widget, "no accessible name"


class Faint:
    """Finds text too near to its ground; the same text at the same place is looked at once."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str, QRect]] = set()

    def __call__(self, widgets: list[QWidget], window: QWidget) -> Iterator[tuple[QWidget, str]]:
        """Texts of `window` with less contrast than WCAG 2.2 asks (1.4.3)."""
        fresh = []
        for widget in widgets:
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
            if not any(c.isalnum() for c in text) or not in_full_view(widget, window):
                continue
            key = (type(widget).__name__, text, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
            if key not in self._seen:
                self._seen.add(key)
                fresh.append((widget, text, key[2]))
        picture = Picture(window) if fresh else None
        for widget, text, place in fresh:
            least = LARGE if widget.fontInfo().pixelSize() >= 24 else READABLE
            found = picture.contrast(place) if picture is not None else None
            if found is not None and found < least:
                yield widget, f"{text[:40]!r} contrast {found:.2f}"


def in_full_view(widget: QWidget, window: QWidget) -> bool:
    """Enabled, wholly inside its scroll area, and not below a page that lies over it."""
    if widget.window() is not window or not widget.isEnabled():
        return False
    if widget.visibleRegion().boundingRect() != widget.rect():
        return False
    top = window.childAt(widget.mapTo(window, widget.rect().center()))
    return top is not None and (top is widget or widget.isAncestorOf(top) or top.isAncestorOf(widget))


class Picture:
    """A window at three times its size, so that strokes reach their own colour."""

    def __init__(self, window: QWidget) -> None:
        self._image = QImage(window.size() * FINER, QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(FINER)
        window.render(self._image)
        self._pixels = memoryview(self._image.constBits()).cast("I")

    def contrast(self, place: QRect) -> float | None:
        """Between the commonest colour of a place and the one farthest from it; None where there is one colour only."""
        counts: Counter[int] = Counter()
        wide = self._image.bytesPerLine() // 4
        for y in range(max(0, place.top() * FINER), min(self._image.height(), (place.bottom() + 1) * FINER)):
            start = y * wide + max(0, place.left() * FINER)
            counts.update(self._pixels[start : y * wide + min(wide, (place.right() + 1) * FINER)])
        if len(counts) < 2:
            return None
        ground = luminance(counts.most_common(1)[0][0])
        seen = [luminance(colour) for colour, number in counts.items() if number >= SAMPLES]
        return max(((max(ground, one) + 0.05) / (min(ground, one) + 0.05) for one in seen), default=None)


def luminance(colour: int) -> float:
    """Relative luminance (WCAG 2.2), 0 to 1."""
    parts = []
    for shift in (16, 8, 0):
        value = ((colour >> shift) & 0xFF) / 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
