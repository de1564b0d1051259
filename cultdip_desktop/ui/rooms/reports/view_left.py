"""The left side: outline of the document, its pages, or the periods of a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.table import COMPACT_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.document import OutlineEntry, ReportDocument
from cultdip_desktop.ui.rooms.reports.thumbs import PageThumbs

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
        self._entries: dict[str, OutlineEntry] = {}
        self._marked: tuple[str, ...] = ()
        self._following = False
        self.choice = Segmented(kit, t("What stands at the left"), compact=True)
        self.choice.add(OUTLINE, t("Outline"))
        self.choice.add(PAGES, t("Pages"))
        self.choice.add(PERIODS, t("Periods"))
        self.model: PagedModel[OutlineEntry] = PagedModel(kit, self._columns(), self._rows, at_once=True)
        self.outline = TableView(kit, self.model, t("Outline of the report"), row_height=COMPACT_ROW)
        self.outline.selected.connect(self._choose)
        self.count = PlainLabel(kit, "", "small", "secondary")
        self.thumbs = PageThumbs(kit, document, t("Pages of the report"))
        self.thumbs.chosen.connect(lambda page: self.page_asked.emit(page, 0.0))
        card = Card(kit, flush=True)
        card.add(self.outline)
        self._stack = QStackedWidget()
        self._stack.addWidget(boxed(column(card, row(self.count, None), gap=8)))
        self._stack.addWidget(self.thumbs)
        self._stack.addWidget(periods)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 10, 14)
        layout.setSpacing(10)
        layout.addWidget(self.choice)
        layout.addWidget(self._stack, 1)
        self.choice.chosen.connect(self.show_part)
        document.changed.connect(self._show_outline)

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

    def mark(self, headings: tuple[str, ...]) -> None:
        """Headings that begin so have something to look at."""
        self._marked = headings
        self._show_outline()

    def entry_of(self, heading: str) -> OutlineEntry | None:
        """The entry whose title begins with `heading`."""
        return next((entry for entry in self._document.outline if entry.title.startswith(heading)), None)

    def follow(self, page: int, inside: float) -> None:
        """The reader is on this page now, so far below its upper edge (points)."""
        self.thumbs.show_page(page)
        begun = [key for key, entry in self._entries.items() if (entry.page, entry.top) <= (page, inside)]
        if begun and self.outline.current_id() != begun[-1]:
            self._following = True
            self.outline.select(begun[-1])
            self._following = False

    def _show_outline(self) -> None:
        self._entries = {str(place): entry for place, entry in enumerate(self._document.outline)}
        present = self.outline.current_id()
        self._following = True
        self.model.set_ids(list(self._entries))
        if present in self._entries:
            self.outline.select(present)
        self._following = False
        bad = sum(self._to_look_at(entry) for entry in self._entries.values())
        total = len(self._entries)
        self.count.say(t("{done} of {all} sections are complete", done=total - bad, all=total) if total else "")

    def _choose(self, key: str) -> None:
        entry = self._entries.get(key)
        if entry is not None and not self._following:
            self.page_asked.emit(entry.page, entry.top)

    def _rows(self, ids: Sequence[str]) -> list[OutlineEntry]:
        return [self._entries[key] for key in ids]

    def _to_look_at(self, entry: OutlineEntry) -> bool:
        return any(entry.title.startswith(heading) for heading in self._marked)

    def _columns(self) -> list[Column[OutlineEntry]]:
        return [
            Column("section", t("Outline"), self._section, 150, stretch=True, sortable=False, hideable=False),
            Column("page", t("Page"), lambda one, _words: Cell(str(one.page + 1)), 54, "number", sortable=False),
        ]

    def _section(self, entry: OutlineEntry, words: Words) -> Cell:
        text = ("\u2003" * entry.level) + entry.title
        if self._to_look_at(entry):
            return Cell(text, icon="triangle-alert", tone="warn", tip=words.t("Something here is to be looked at"))
        return Cell(text, icon="check", tone="", strong=entry.level == 0, tip=entry.title)
