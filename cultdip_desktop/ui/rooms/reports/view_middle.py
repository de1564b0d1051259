"""The middle of the Reports room: the document, or what stands in its place until Esc."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.rooms.reports.view_compare import ComparePage
from cultdip_desktop.ui.rooms.reports.view_numbers import NumberPage
from cultdip_desktop.ui.rooms.reports.view_preview import Preview
from cultdip_desktop.ui.rooms.reports.view_section import SectionPage


class Middle(QStackedWidget):
    """One of four pages."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.preview = Preview(kit)
        self.section = SectionPage(kit)
        self.compare = ComparePage(kit)
        self.numbers = NumberPage(kit)
        self.progress = ProgressCard(kit, t("Writing the document"), icon="file-down")
        self._pages = QWidget()
        inner = column(boxed(column(self.progress), (0, 0, 0, 0)), self.preview, gap=0)
        inner.setStretch(1, 1)
        self._pages.setLayout(inner)
        for widget in (self._pages, self.section, self.compare, self.numbers):
            self.addWidget(widget)
        for page in (self.section, self.compare, self.numbers):
            page.closed.connect(self.show_document)

    @property
    def shows_document(self) -> bool:
        """Whether the pages are in view."""
        return self.currentWidget() is self._pages

    def show_document(self) -> None:
        """The pages stand in the middle."""
        self.setCurrentWidget(self._pages)

    def show_section(self) -> None:
        """The text of a section stands in the middle."""
        self.setCurrentWidget(self.section)
        self.section.take_focus()

    def show_comparison(self) -> None:
        """What differs stands in the middle."""
        self.setCurrentWidget(self.compare)

    def show_numbers(self) -> None:
        """What a number counts stands in the middle."""
        self.setCurrentWidget(self.numbers)
