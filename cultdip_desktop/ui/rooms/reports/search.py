"""Search in the document in view: without regard to marks and case, across the ends of lines."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.rooms.reports.document import ReportDocument


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand."""

    page: int
    places: tuple[QRectF, ...]
    """One rectangle a line, in points of the page."""


class FoldedText:
    """A text as people search it, and where each of its letters came from."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        origins: list[int] = []
        at = 0
        for character in text:
            folded = " " if character.isspace() else fold(character)
            if folded == " " and letters[-1:] == [" "]:
                folded = ""
            letters.extend(folded)
            origins.extend([at] * len(folded))
            at += 2 if ord(character) > 0xFFFF else 1  # Qt counts UTF-16
        self._text = "".join(letters)
        self._origins = [*origins, at]

    def find(self, needle: str) -> list[tuple[int, int]]:
        """Start and length of every occurrence in the text as it was; `needle` is folded already."""
        found = []
        at = self._text.find(needle) if needle else -1
        while at >= 0:
            start, last = self._origins[at], self._origins[at + len(needle) - 1]
            end = next((origin for origin in self._origins[at + len(needle) :] if origin > last), last + 1)
            found.append((start, end - start))
            at = self._text.find(needle, at + len(needle))
        return found


class DocumentSearch(QObject):
    """Reads page after page between other work; hits come as they are found."""

    changed = Signal()
    """Hits were found, another one is the present one, or the search is over."""

    def __init__(self, document: ReportDocument) -> None:
        super().__init__(document)
        self._document = document
        self._texts: dict[int, FoldedText] = {}
        self._needle = ""
        self._left: deque[int] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.hits: list[Hit] = []
        self.at = -1
        """Index of the present hit, -1 without one."""

        document.changed.connect(self._begin_anew)
        document.page_ready.connect(self._go_on)

    @property
    def words(self) -> bool:
        """Whether anything is searched for."""
        return bool(self._needle)

    @property
    def under_way(self) -> bool:
        """Whether pages are left to be read."""
        return bool(self._left)

    @property
    def present(self) -> Hit | None:
        """The hit that is in view."""
        return self.hits[self.at] if 0 <= self.at < len(self.hits) else None

    def ask(self, words: str) -> None:
        """Search for `words`; the first hit is shown as soon as it is found. Nothing ends the search."""
        needle = fold(words)
        if needle == self._needle:
            return
        self._needle = needle
        self._start()

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) hit, around the end."""
        if self.hits:
            self.at = (self.at + by) % len(self.hits)
            self.changed.emit()

    def _begin_anew(self) -> None:
        self._texts.clear()
        self._start()

    def _start(self) -> None:
        self.hits, self.at = [], -1
        self._left = deque(range(self._document.count) if self._needle else ())
        self.changed.emit()
        self._go_on()

    def _go_on(self, _page: int = 0) -> None:
        if self._left:
            self._timer.start(0)

    def _look(self) -> None:
        """Read one page. While one is painted the document would make the window wait: `page_ready` goes on."""
        if not self._left or self._document.painting:
            return
        page = self._left.popleft()
        text = self._texts.get(page)
        if text is None:
            text = self._texts[page] = FoldedText(self._document.text(page))
        for start, length in text.find(self._needle):
            self.hits.append(Hit(page, self._document.places(page, start, length)))
        if self.hits and self.at < 0:
            self.at = 0
        self.changed.emit()
        self._go_on()
