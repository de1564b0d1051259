"""The left side: outline of the report, its pages, or the periods of a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.rooms.reports.document import OutlineEntry, ReportDocument
from cultdip_desktop.ui.rooms.reports.thumbs import PageThumbs
from cultdip_desktop.ui.rooms.reports.values import SectionRow
from cultdip_desktop.ui.rooms.reports.view_outline import OutlinePane

OUTLINE: Final = "outline"
PAGES: Final = "pages"
PERIODS: Final = "periods"


class LeftPane(QWidget):
    """Three ways through the reports; the periods are given by the room."""

    page_asked = Signal(int, float)
    """A page, and how far below its upper edge (points)."""

    def __init__(self, kit: Kit, document: ReportDocument, periods: QWidget) -> None:
        super().__init__()
        self._document = document
        self._sections: tuple[SectionRow, ...] = ()
        self._places: dict[str, OutlineEntry] = {}
        self._jumping = False
        self.choice = Segmented(kit, t("What stands at the left"), compact=True)
        self.choice.add(OUTLINE, t("Outline"))
        self.choice.add(PAGES, t("Pages"))
        self.choice.add(PERIODS, t("Periods"))
        self.outline = OutlinePane(kit)
        self.outline.section_asked.connect(self.show_section)
        self.thumbs = PageThumbs(kit, document, t("Pages of the report"))
        self.thumbs.chosen.connect(lambda page: self.page_asked.emit(page, 0.0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.outline)
        self._stack.addWidget(self.thumbs)
        self._stack.addWidget(periods)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 10, 14)
        layout.setSpacing(10)
        layout.addWidget(self.choice)
        layout.addWidget(self._stack, 1)
        self.choice.chosen.connect(self.show_part)
        document.changed.connect(self._find_places)

    def show_part(self, part: object) -> None:
        """Show outline, pages or periods."""
        parts = (OUTLINE, PAGES, PERIODS)
        chosen = parts.index(str(part)) if part in parts else 0
        self.choice.set_value(parts[chosen])
        self._stack.setCurrentIndex(chosen)

    @property
    def part(self) -> str:
        """What is shown."""
        return str(self.choice.value())

    def show_sections(self, sections: Sequence[SectionRow]) -> None:
        """Show the outline."""
        self._sections = tuple(sections)
        self.outline.show_sections(sections)
        self._find_places()

    def place_of(self, key: str) -> OutlineEntry | None:
        """Where a section of the outline begins in the document; None where it is not printed."""
        return self._places.get(key)

    def section_at(self, page: int, top: float) -> str:
        """The section that is printed at this place."""
        begun = [key for key, entry in self._places.items() if (entry.page, entry.top) <= (page, top)]
        return begun[-1] if begun else self._first

    def show_section(self, key: str) -> None:
        """Bring a section into view."""
        place = self._places.get(key)
        self._jumping = True
        if place is not None:
            self.page_asked.emit(place.page, place.top)
        elif key == self._first:
            self.page_asked.emit(0, 0.0)
        self._jumping = False

    def follow(self, page: int, inside: float, reach: float) -> None:
        """The reader is on this page now, so far below its upper edge; `reach` is half of what is in view (points).

        A section that was chosen stays chosen while its heading is in view.
        """
        self.thumbs.show_page(page)
        chosen = self._places.get(self.outline.current())
        if chosen is not None and chosen.page == page and abs(chosen.top - inside) <= reach:
            return
        if self._sections and not self._jumping:
            self.outline.follow(self.section_at(page, inside))

    @property
    def _first(self) -> str:
        return self._sections[0].key if self._sections else ""

    def _find_places(self) -> None:
        """The headings of the document by section; they follow one another as in the outline."""
        self._places = {}
        entries = [(fold(entry.title), entry) for entry in self._document.outline]
        at = 0
        for one in self._sections:
            wanted = [fold(title) for title in (one.heading.vi, one.heading.en) if title]
            for place in range(at, len(entries)):
                if any(title in entries[place][0] for title in wanted):
                    self._places[one.key] = entries[place][1]
                    at = place
                    break
